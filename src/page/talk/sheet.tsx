/** Chat and questions: over the page on a phone, beside it where there is room. */
import { useLayoutEffect, useRef } from "preact/hooks";
import { talk as words } from "../../words/en.ts";
import { ALERT, CROSS, Icon } from "../ui/icons.tsx";
import { Asks } from "./asks.tsx";
import { Chat } from "./chat.tsx";
import { spoken } from "./hear.ts";
import type { Shown } from "./main.tsx";
import { NoticeCard } from "./notice.tsx";
import { atEnd, overtaken, sheet, type Tab, unreadIn } from "./ui.ts";

const WIDE = "(min-width: 1000px)";

/** Over the page, with nothing else to be reached behind it. */
export function isModal(): boolean {
  return !matchMedia(WIDE).matches;
}

export function Sheet(shown: Shown) {
  const dialog = useRef<HTMLDialogElement>(null);
  const modal = isModal();
  useLayoutEffect(() => {
    const { current } = dialog;
    if (!current) return;
    atEnd.value = true;
    current[modal ? "showModal" : "show"]();
    const fit = () => {
      // Where a keyboard covers the page without making it smaller.
      if (modal && visualViewport) current.style.height = `${visualViewport.height}px`;
    };
    const wide = matchMedia(WIDE);
    visualViewport?.addEventListener("resize", fit);
    wide.addEventListener("change", close);
    return () => {
      visualViewport?.removeEventListener("resize", fit);
      wide.removeEventListener("change", close);
      current.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={modal ? "talk-sheet" : "talk-sheet talk-beside"}
      aria-label={words.dock}
      onClose={close}
      onKeyDown={(event) => event.key === "Escape" && !event.isComposing && close()}
    >
      <Top {...shown} />
      {modal && overtaken.value && (
        <div class="talk-overtaken" role="alert">
          <Icon shape={ALERT} />
          <span>{words.opened}</span>
          <button type="button" class="button" onClick={close}>
            {words.toQuestion}
          </button>
        </div>
      )}
      {sheet.value === "chat" ? <Chat {...shown} /> : <Asks {...shown} />}
      {modal && <NoticeCard {...shown} />}
      <p class="visually-hidden" role="status">
        {spoken.value}
      </p>
    </dialog>
  );
}

function close(): void {
  sheet.value = null;
}

function Top({ talk }: Shown) {
  const { chat, questions } = talk.settings.value;
  const both = chat !== "off" && questions !== "off";
  return (
    <header class="talk-top">
      {both ? (
        <fieldset class="talk-tabs" aria-label={words.dock}>
          <TabButton tab="chat" count={unreadIn("chat", talk.messages.value)} />
          <TabButton tab="asks" count={unreadIn("asks", talk.asks.value)} />
        </fieldset>
      ) : (
        <h2>{words[sheet.value ?? "chat"]}</h2>
      )}
      <button type="button" class="button-quiet button-icon" aria-label={words.close} onClick={close}>
        <Icon shape={CROSS} />
      </button>
    </header>
  );
}

function TabButton({ tab, count }: { tab: Tab; count: number }) {
  const isHere = sheet.value === tab;
  const open = () => {
    atEnd.value = true;
    sheet.value = tab;
  };
  return (
    <button type="button" aria-pressed={isHere} aria-label={words[`${tab}New`](isHere ? 0 : count)} onClick={open}>
      {words[tab]}
      {count > 0 && !isHere && (
        <b class="dock-badge number" aria-hidden="true">
          {words.badge(count)}
        </b>
      )}
    </button>
  );
}
