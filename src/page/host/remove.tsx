/** Deleting the poll: asked first, then ten seconds in which nothing has happened yet. Leaving the page in that time means it. */
import { signal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { UNDO_DELETE_MS } from "../../protocol/limits.ts";
import { host as words } from "../../words/en.ts";
import { forgetPoll, hostKeyFor } from "../device.ts";
import { Hand } from "../ui/hand.tsx";
import { toast } from "../ui/toast.tsx";
import { ask } from "./ask.tsx";

interface Parting {
  poll: string;
  at: number;
  timer: ReturnType<typeof setTimeout>;
}

/** A delete that can still be undone. */
export const parting = signal<Parting | null>(null);
export const isDeleted = signal(false);

export async function removeSoon(poll: string): Promise<void> {
  if (!(await ask(words.deleteAsk))) return;
  addEventListener("pagehide", removeNow);
  parting.value = { poll, at: Date.now() + UNDO_DELETE_MS, timer: setTimeout(removeNow, UNDO_DELETE_MS) };
}

function calledOff(): Parting | null {
  const current = parting.value;
  removeEventListener("pagehide", removeNow);
  if (current) clearTimeout(current.timer);
  parting.value = null;
  return current;
}

async function removeNow(): Promise<void> {
  const current = calledOff();
  if (!current) return;
  const { poll } = current;
  try {
    // keepalive: the request outlives the page that it is sent from.
    const { ok, status } = await fetch(`/api/polls/${poll}`, {
      method: "DELETE",
      headers: { authorization: `Bearer ${hostKeyFor(poll)}` },
      keepalive: true,
    });
    if (!ok && status !== 404) return toast(words.deleteFailed);
    forgetPoll(poll);
    isDeleted.value = true;
  } catch {
    toast(words.deleteFailed);
  }
}

export function Parting({ at }: { at: number }) {
  const undo = useRef<HTMLButtonElement>(null);
  useEffect(() => undo.current?.focus(), []);
  const [left, setLeft] = useState(at - Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLeft(at - Date.now()), 250);
    return () => clearInterval(timer);
  }, [at]);
  return (
    <div class="notice">
      <Hand />
      <h1 class="number">{words.deleting(Math.max(0, Math.ceil(left / 1_000)))}</h1>
      <p role="status">{words.deletingLine}</p>
      <button ref={undo} type="button" class="button button-large" onClick={calledOff}>
        {words.keepIt}
      </button>
    </div>
  );
}
