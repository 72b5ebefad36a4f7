/** Cloudflare's widget. Its script comes with the page of such a poll alone; what it gives is good once, so that it is asked again after a fault. */
import type { Ref } from "preact";
import { entry as words } from "../../words/en.ts";
import { siteKey } from "./check.ts";

interface Widget {
  render(place: HTMLElement, options: object): string;
  reset(widget: string): void;
}

const ACTION = "vote";

let widget: string | null = null;

export function Turnstile({ poll, onToken }: { poll: string; onToken: (token: string) => void }) {
  const key = siteKey();
  // Asked for since the page was loaded: its script is not allowed here.
  if (!key) {
    return (
      <button type="button" class="button button-large" onClick={() => location.reload()}>
        {words.turnstile.again}
      </button>
    );
  }
  const place: Ref<HTMLDivElement> = (element) => {
    if (element && element.childElementCount === 0) void drawn(element, key, poll, onToken);
  };
  return <div class="entry-check" ref={place} />;
}

async function drawn(place: HTMLElement, sitekey: string, cData: string, onToken: (token: string) => void): Promise<void> {
  const theirs = await loadedWidget();
  if (!theirs || place.childElementCount > 0) return;
  const callback = (token: string) => {
    onToken(token);
    // Should it be refused, there is another one to show.
    setTimeout(() => widget !== null && place.isConnected && theirs.reset(widget), AGAIN_MS);
  };
  widget = theirs.render(place, { sitekey, action: ACTION, cData, callback });
}

const AGAIN_MS = 8_000; // longer than the hub waits for Cloudflare
const LOOK_MS = 100;
const LOOKS_MAX = 150;

async function loadedWidget(): Promise<Widget | null> {
  for (let looks = 0; looks < LOOKS_MAX; looks++) {
    const { turnstile } = window as { turnstile?: Widget };
    if (turnstile) return turnstile;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  return null;
}
