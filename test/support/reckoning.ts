/** What a room's logs hold, against what its people know to be acknowledged. */
import type { Chatter, Claim, Said } from "./chatter.ts";

export interface Verdict {
  messages: number;
  asks: number;
  upvotes: number;
  hidden: number;
  /** Acknowledged, and in no log that claims its place. */
  lost: number;
  /** Acknowledged, and not in every one of them. */
  missing: number;
  /** Under more than one id, or said by nobody. */
  doubled: number;
  /** Behind something that was said only after its acknowledgement, or another thing under the same id in another log. */
  disordered: number;
  /** Asks whose count is other than what was acknowledged last, in some log. */
  miscounted: number;
  /** Hidden, and in some log. */
  leaked: number;
  /** Logs that have not come as far as the hub's own. */
  astray: number;
}

/** `look`: the log as the hub tells it to a stranger. */
export function reckon(people: readonly Chatter[], look: Claim, hidden: ReadonlySet<number>): Verdict {
  const claims = [look, ...people.flatMap(({ claim }) => claim ?? [])];
  const messages = people.flatMap((person) => person.messages);
  const asks = people.flatMap((person) => person.asks);
  const [chat, questions] = [compare(messages, claims, "messages", hidden), compare(asks, claims, "asks", new Set())];
  const disordered = new Set([
    ...disorder(messages),
    ...disorder(asks),
    ...otherwise(claims, "messages"),
    ...otherwise(claims, "asks"),
  ]);
  return {
    messages: messages.length,
    asks: asks.length,
    upvotes: people.reduce((all, { upvotes }) => all + upvotes.size, 0),
    hidden: hidden.size,
    lost: chat.lost + questions.lost,
    missing: chat.missing + questions.missing,
    doubled: chat.doubled + questions.doubled,
    disordered: disordered.size,
    miscounted: miscounted(people, claims),
    leaked: claims.flatMap((claim) => [...claim.messages.keys()]).filter((id) => hidden.has(id)).length,
    astray: people.length + 1 - claims.filter(({ rev, epoch }) => rev === look.rev && epoch === look.epoch).length,
  };
}

type Part = "messages" | "asks";

function compare(
  said: readonly Said[],
  claims: readonly Claim[],
  part: Part,
  hidden: ReadonlySet<number>,
): Pick<Verdict, "lost" | "missing" | "doubled"> {
  let [lost, missing] = [0, 0];
  for (const { text, ids } of said) {
    const id = Math.max(...ids);
    if (hidden.has(id)) continue;
    const claiming = claims.filter(({ mark }) => part === "asks" || mark <= id);
    const holding = claiming.filter((claim) => claim[part].get(id)?.text === text).length;
    if (claiming.length > 0 && holding === 0) lost += 1;
    else if (holding < claiming.length) missing += 1;
  }
  const known = new Map(said.map(({ text, ids }) => [text, ids]));
  const doubled = new Set(said.filter(({ ids }) => ids.size > 1).map(({ text }) => text));
  for (const claim of claims) {
    for (const { id, text } of claim[part].values()) if (!known.get(text)?.has(id)) doubled.add(`${id} ${text}`);
  }
  return { lost, missing, doubled: doubled.size };
}

/** Whoever speaks after somebody else has been answered comes behind them. */
function disorder(said: readonly Said[]): string[] {
  const inOrder = [...said].sort((one, other) => Math.max(...one.ids) - Math.max(...other.ids));
  const wrong: string[] = [];
  let latest = 0;
  for (const { text, sentAt, ackedAt } of inOrder) {
    if (ackedAt < latest) wrong.push(text);
    latest = Math.max(latest, sentAt);
  }
  return wrong;
}

/** Ids under which logs hold different things. */
function otherwise(claims: readonly Claim[], part: Part): string[] {
  const texts = new Map<number, string>();
  const wrong: string[] = [];
  for (const claim of claims) {
    for (const { id, text } of claim[part].values()) {
      if ((texts.get(id) ?? text) !== text) wrong.push(`${part} ${id}`);
      texts.set(id, text);
    }
  }
  return wrong;
}

function miscounted(people: readonly Chatter[], claims: readonly Claim[]): number {
  const wrong = new Set<number>();
  for (const claim of claims) {
    for (const [id, { votes }] of claim.asks) {
      if (votes !== people.filter(({ upvotes }) => upvotes.get(id)?.up).length) wrong.add(id);
    }
  }
  return wrong.size;
}
