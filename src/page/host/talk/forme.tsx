/** A notice for this host, until it has been seen. What was sent from here needs no telling here. */
import { useEffect } from "preact/hooks";
import { talkHost } from "../../../words/en.ts";
import type { Talk } from "../../talk/talk.ts";
import { sentHere } from "./senthere.ts";

const words = talkHost.notices;

export function ForMe({ talk }: { talk: Talk }) {
  const own = sentHere.value;
  const notices = talk.notices.value;
  useEffect(() => {
    for (const { id } of notices) if (own.has(id)) talk.seen(id);
  }, [notices, own]);
  const notice = notices.find(({ id }) => !own.has(id));
  if (!notice) return null;
  return (
    <section class="burst" role="alert" aria-label={words.forYou}>
      <p>
        <bdi>{notice.text}</bdi>
      </p>
      <div class="burst-ways">
        <button type="button" class="button-quiet" onClick={() => talk.seen(notice.id)}>
          {words.gotIt}
        </button>
      </div>
    </section>
  );
}
