/**
 * What Cloudflare would write on the bill, counted where it happens: requests to the Worker and to each class of objects, messages from sockets,
 * rows, alarms, and for how long an object could not have slept (an event, a timer or a call of its own was under way).
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { Counts } from "../bill/counts.ts";
import { type Asked, meterRows, type RowMeter } from "./rows.ts";

/** What holds an object awake; one for each object. */
class Sleeper {
  #reasons = 0;
  #since = 0;
  #ms = 0;

  hold(): () => void {
    if (this.#reasons === 0) this.#since = Date.now();
    this.#reasons += 1;
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#reasons -= 1;
      if (this.#reasons === 0) this.#ms += Date.now() - this.#since;
    };
  }

  get isAwake(): boolean {
    return this.#reasons > 0;
  }

  get awakeMs(): number {
    return this.#ms + (this.isAwake ? Date.now() - this.#since : 0);
  }
}

/** Of one class of objects. */
export class Account {
  requests = 0;
  messages = 0;
  alarms = 0;
  commits = 0;
  readonly meters: RowMeter[] = [];
  readonly asked: Asked[] = [];
  /** Of each storage behind its last transaction. */
  readonly bytes = new Map<string, number>();
  /** An object that was let go and came back has another one. */
  readonly sleepers: Sleeper[] = [];

  counts(): Counts["objects"][string] {
    return {
      requests: this.requests,
      messages: this.messages,
      alarms: this.alarms,
      commits: this.commits,
      rowsWritten: this.meters.reduce((sum, { rows }) => sum + rows, 0),
      rowsRead: this.asked.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
      bytes: [...this.bytes.values()].reduce((sum, bytes) => sum + bytes, 0),
      wakes: this.sleepers.length,
      awakeMs: this.sleepers.reduce((sum, { awakeMs }) => sum + awakeMs, 0),
      isAwake: this.sleepers.some(({ isAwake }) => isAwake),
    };
  }
}

/** Whose code runs, over timers and awaits too. */
const running = new AsyncLocalStorage<Sleeper>();
const sleepers = new WeakMap<DurableObjectState, Sleeper>();
let newborn: Sleeper | undefined;

function owner(): Sleeper | undefined {
  return running.getStore() ?? newborn;
}

/** A timer belongs to the object that set it, and keeps it awake until it has run or is stopped. */
export function watchTimers(): void {
  const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
  const held = new Map<unknown, () => void>();
  globalThis.setTimeout = ((then: () => void, ms?: number) => {
    const sleeper = owner();
    if (!sleeper) return set(then, ms);
    const release = sleeper.hold();
    const timer = set(() => {
      held.delete(timer);
      running.run(sleeper, then);
      release();
    }, ms);
    held.set(timer, release);
    return timer;
  }) as typeof setTimeout;
  globalThis.clearTimeout = ((timer: Parameters<typeof clear>[0]) => {
    held.get(timer)?.();
    held.delete(timer);
    clear(timer);
  }) as typeof clearTimeout;
}

/** First thing in an object's constructor, and `constructed` the last: what is set up meanwhile is the object's own. */
export function constructing(account: Account, ctx: DurableObjectState): DurableObjectState {
  const sleeper = new Sleeper();
  newborn = sleeper;
  sleepers.set(ctx, sleeper);
  account.sleepers.push(sleeper);
  account.meters.push(meterRows(ctx.storage, (asked) => account.asked.push(asked)));
  const transact = ctx.storage.transactionSync.bind(ctx.storage);
  Object.defineProperty(ctx.storage, "transactionSync", {
    value: (act: () => unknown) => {
      account.commits += 1;
      const done = transact(act);
      account.bytes.set(ctx.id.toString(), ctx.storage.sql.databaseSize);
      return done;
    },
  });
  return ctx;
}

export function constructed(): void {
  newborn = undefined;
}

type Method = (this: object, ...args: unknown[]) => unknown;

/** From here on every call of these methods is an event of its object. */
export function watchEvents(account: Account, made: object): void {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(made))) {
    if (typeof value !== "function" || name === "constructor") continue;
    const method = value as Method;
    Object.defineProperty(made, name, {
      configurable: true,
      writable: true,
      value(this: { ctx: DurableObjectState }, ...args: unknown[]) {
        if (name === "webSocketMessage") account.messages += 1;
        if (name === "alarm") account.alarms += 1;
        const sleeper = sleepers.get(this.ctx);
        if (!sleeper) return method.apply(this, args);
        return running.run(sleeper, () => whileAwake(sleeper, () => method.apply(this, args)));
      },
    });
  }
}

/** Every call through such a binding is a request to an object; whoever makes it stays awake until it is answered. */
export function meteredBinding<Binding extends object>(account: Account, binding: Binding): Binding {
  return new Proxy(binding, {
    get(namespace, name) {
      const member: unknown = Reflect.get(namespace, name);
      if (typeof member !== "function") return member;
      const method = member as Method;
      const makesStub = name === "getByName" || name === "get";
      return (...args: unknown[]) => {
        const made = method.apply(namespace, args);
        return makesStub ? meteredStub(account, made as object) : made;
      };
    },
  });
}

function meteredStub(account: Account, stub: object): object {
  return new Proxy(stub, {
    get(_, name) {
      if (name === "id" || name === "name") return Reflect.get(stub, name);
      return (...args: unknown[]) => {
        account.requests += 1;
        // Not `.apply` of it, which would be a call of that name on the other side.
        const call = () => Reflect.apply(Reflect.get(stub, name) as Method, stub, args);
        const sleeper = owner();
        return sleeper ? whileAwake(sleeper, call) : call();
      };
    },
  });
}

function whileAwake(sleeper: Sleeper, act: () => unknown): unknown {
  const release = sleeper.hold();
  let done: unknown;
  try {
    done = act();
  } catch (failed) {
    release();
    throw failed;
  }
  if (typeof (done as Promise<unknown> | undefined)?.then === "function") void Promise.resolve(done).then(release, release);
  else release();
  return done;
}
