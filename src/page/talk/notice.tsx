/** What the host or the system gives this person to know: over whatever is open, one after the other. It is seen when the person says so. */
import { talk as words } from "../../words/en.ts";
import { Icon } from "../ui/icons.tsx";
import { BELL } from "./icons.ts";
import type { Shown } from "./main.tsx";

export function NoticeCard({ talk }: Shown) {
  const [first, ...others] = talk.notices.value;
  return (
    <div class="talk-notices" role="alert">
      {first && (
        <div class="talk-notice" key={first.id}>
          <p class="talk-notice-from">
            <Icon shape={BELL} />
            {first.code ? words.system : words.notice}
            {others.length > 0 && <span class="soft number">{words.more(others.length)}</span>}
          </p>
          <p class="talk-notice-text" dir="auto">
            {first.text}
          </p>
          <button type="button" class="button" onClick={() => talk.seen(first.id)}>
            {words.seen}
          </button>
        </div>
      )}
    </div>
  );
}
