/** Bringing people in: QR code, short code, link. What only the host needs is folded behind it. */
import { useSignal } from "@preact/signals";
import type { PollView } from "../../protocol/server.ts";
import { entryHost, host as words } from "../../words/en.ts";
import { hostKeyFor } from "../device.ts";
import { facts } from "../facts.ts";
import { spacedCode, spokenAddress } from "../ui/code.ts";
import { CopyField } from "../ui/copy.tsx";
import { DOWN, Icon, KEY, LIST, SCREEN } from "../ui/icons.tsx";
import { Qr } from "../ui/qr.tsx";
import { newKeys } from "./run.ts";

export function Share({ poll }: { poll: PollView }) {
  const { origin } = facts();
  const { id, code } = poll;
  const link = `${origin}/p/${id}`;
  const needs = entryHost.needs[poll.entry.level];
  return (
    <section class="card share" aria-labelledby="share-title">
      <h2 id="share-title" class="card-title">
        {words.share}
      </h2>
      <div class="share-qr">
        <Qr text={link} label={words.qr(link)} />
      </div>
      {code ? <JoinCode code={code} origin={origin} /> : <p class="soft small">{words.noCode}</p>}
      {needs && <p class="small">{needs}</p>}
      <CopyField label={words.voteLink} text={link} />
      <div class="share-buttons">
        <a class="button-quiet" href={`/p/${id}/present`} target="_blank" rel="noopener">
          <Icon shape={SCREEN} /> {words.bigScreen}
        </a>
        <a class="button-quiet" href={`/p/${id}/results`} target="_blank" rel="noopener">
          <Icon shape={LIST} /> {words.results}
        </a>
      </div>
      <details class="fold">
        <summary>
          {words.more} <Icon shape={DOWN} />
        </summary>
        <div class="fold-body">
          <SecondHost link={link} id={id} />
          <CopyField label={words.embed} text={embedSnippet(origin, poll)} />
        </div>
      </details>
    </section>
  );
}

export function JoinCode({ code, origin }: { code: string; origin: string }) {
  return (
    <p class="share-code">
      <span class="soft small">{words.codeAt(`${spokenAddress(origin)}/j`)}</span>
      <span class="visually-hidden">{[...code].join(" ")}</span>
      <strong class="share-letters" aria-hidden="true">
        {spacedCode(code)}
      </strong>
    </p>
  );
}

function SecondHost({ link, id }: { link: string; id: string }) {
  const shown = useSignal(false);
  if (shown.value) {
    return (
      <div class="secondhost">
        <p class="field-error">{words.secondHostWarning}</p>
        <CopyField key={newKeys.value} label={words.secondHost} text={`${link}/host#key=${hostKeyFor(id)}`} />
      </div>
    );
  }
  return (
    <div class="secondhost">
      <p class="field-label">{words.secondHost}</p>
      <p class="soft small">{words.secondHostWarning}</p>
      <button
        type="button"
        class="button-quiet"
        onClick={() => {
          shown.value = true;
        }}
      >
        <Icon shape={KEY} /> {words.showHostLink}
      </button>
    </div>
  );
}

function embedSnippet(origin: string, { id, title }: PollView): string {
  const name = words.embedTitle(title).replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
  return `<iframe src="${origin}/embed/${id}" title="${name}" width="100%" height="560" style="border:0"></iframe>`;
}
