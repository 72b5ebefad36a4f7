/** Time of a simulated world: nothing passes but what is stepped through, and whatever is due belongs to somebody who may sleep or be gone. */

/** Looks at what an owner has just done. */
interface Watcher {
  done(): void;
  failed(error: unknown): void;
}

/** A page, or a hub: what it has asked for later ends with it. */
export class Owner {
  alive = true;
  /** Asleep: what comes meanwhile waits. */
  frozen = false;
  /** How many of its timers run. */
  timers = 0;
  readonly waiting: (() => void)[] = [];
  readonly watch: Watcher;
  /** How wrong its clock is. */
  readonly device: { skewMs: number };

  constructor(watch: Watcher, device = { skewMs: 0 }) {
    this.watch = watch;
    this.device = device;
  }
}

interface Due {
  at: number;
  order: number;
  owner: Owner | null;
  run: (() => void) | null;
  isTimer: boolean;
}

/** All promises that can go on do so, before anything else happens. Called where no promise runs: the world has no `await`. */
const settle = (process as unknown as { _tickCallback: () => void })._tickCallback;

const isBefore = (one: Due, other: Due) => one.at < other.at || (one.at === other.at && one.order < other.order);

export class Clock {
  now: number;
  owner: Owner | null = null;
  #order = 0;
  readonly #heap: Due[] = [];

  constructor(now: number) {
    this.now = now;
  }

  /** What the one whose turn it is reads from the wall. */
  read(): number {
    return this.now + (this.owner?.device.skewMs ?? 0);
  }

  after(ms: number, owner: Owner | null, run: () => void, isTimer = false): Due {
    const due = { at: this.now + Math.max(0, ms), order: this.#order++, owner, run, isTimer };
    if (isTimer && owner) owner.timers++;
    this.#push(due);
    return due;
  }

  cancel(due: Due | undefined | null): void {
    if (!due?.run) return;
    due.run = null;
    if (due.isTimer && due.owner) due.owner.timers--;
  }

  /** As one event of this owner, with all that its promises do next. */
  act(owner: Owner | null, run: () => void): void {
    const before = this.owner;
    this.owner = owner;
    try {
      run();
    } catch (error) {
      if (!owner) throw error;
      owner.watch.failed(error);
    }
    settle();
    this.owner = before;
    owner?.watch.done();
  }

  /** Everything that is due until then, in order; stops where `isOver` says so. */
  advance(until: number, isOver: () => boolean): void {
    for (let next = this.#heap[0]; next && next.at <= until && !isOver(); next = this.#heap[0]) {
      this.#pop();
      this.now = Math.max(this.now, next.at);
      this.#happen(next);
    }
    this.now = Math.max(this.now, until);
  }

  /** Who wakes finds what came meanwhile. */
  thaw(owner: Owner): void {
    owner.frozen = false;
    for (const run of owner.waiting.splice(0)) this.after(0, owner, run);
  }

  #happen(due: Due): void {
    const { run, owner } = due;
    if (!run) return;
    due.run = null;
    if (due.isTimer && owner) owner.timers--;
    this.give(owner, run);
  }

  /** Now, or when this owner wakes. */
  give(owner: Owner | null, run: () => void): void {
    if (owner?.frozen) owner.waiting.push(run);
    else if (owner?.alive !== false) this.act(owner, run);
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let at = heap.push(due) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!isBefore(due, heap[parent] as Due)) break;
      heap[at] = heap[parent] as Due;
      at = parent;
    }
    heap[at] = due;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Due;
    if (heap.length === 0) return;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Due, heap[child] as Due)) child++;
      if (!isBefore(heap[child] as Due, last)) break;
      heap[at] = heap[child] as Due;
      at = child;
    }
    heap[at] = last;
  }
}
