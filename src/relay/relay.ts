/**
 * The Durable Object that holds some of the sockets of a large room: it checks what their phones say, brings it to the hub in batches, and tells them
 * what the hub has for them, unread. It decides nothing and stores nothing.
 */
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { CLOSE, type CloseCode } from "../protocol/close.ts";
import { ADDRESS_HEADER, RELAY_HEADER } from "../protocol/ids.ts";
import { type HubLimits, hubLimits } from "../sockets/credits.ts";
import { answerClose } from "../sockets/own.ts";
import { refuse } from "../sockets/refusal.ts";
import type { Socket } from "../sockets/socket.ts";
import { Threshold } from "../sockets/threshold.ts";
import { Delivery } from "./delivery.ts";
import { Phones } from "./phones.ts";
import { pollOf } from "./placement.ts";
import { type Ear, Uplink } from "./uplink.ts";
import type { Down, Roll, Told, Up } from "./wire.ts";

export class PollRelay extends DurableObject<Env> {
  readonly limits: HubLimits;
  readonly #phones: Phones;
  readonly #threshold: Threshold;
  readonly #uplink: Uplink;
  readonly #delivery: Delivery;

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.limits = hubLimits(env.HUB_LIMITS);
    this.#phones = new Phones(ctx, (socket) => this.#sendAway(socket, CLOSE.noHello));
    this.#threshold = new Threshold(this.limits, (socket, code) => this.#sendAway(socket, code));
    this.#uplink = new Uplink(this.#phones, () => env.HUB.getByName(pollOf(this.#phones.relay)) as unknown as Ear, {
      lost: (happened) => this.#lost(happened),
      ended: (why) => this.#ended(why === "no-such-poll" ? CLOSE.noSuchPoll : CLOSE.restarted),
    });
    this.#delivery = new Delivery(this.#phones, {
      lags: (phone, isBehind) => this.#up({ phone, isBehind }),
      stuck: (socket) => this.#sendAway(socket, CLOSE.fellBehind),
    });
  }

  // ---- what the Worker and phones say ----

  override fetch(request: Request): Response {
    if (this.#phones.size >= this.limits.socketsMax) return new Response(null, { status: 503 });
    const { headers } = request;
    return this.#phones.accept(headers.get(RELAY_HEADER) ?? "", headers.get(ADDRESS_HEADER) ?? undefined, Date.now());
  }

  override webSocketMessage(socket: WebSocket, frame: string | ArrayBuffer): void {
    const now = Date.now();
    const phone = this.#phones.of(socket);
    const message = this.#threshold.pass(socket, phone, phone.number !== null, frame, now);
    if (message?.type === "hello") {
      if (this.#uplink.isFull()) return this.#sendAway(socket, CLOSE.fellBehind);
      const { number, isFirst } = this.#phones.greet(socket, now);
      if (isFirst) this.#uplink.begin();
      this.#uplink.put({ phone: number, hello: message, address: phone.address });
      phone.address = undefined;
    } else if (message && phone.number !== null) {
      if (this.#uplink.isFull()) refuse(socket, "ref" in message ? message.ref : undefined, "busy");
      else this.#uplink.put({ phone: phone.number, said: message });
    }
    this.#stir(now);
  }

  override webSocketClose(socket: WebSocket, code: number, reason: string): void {
    answerClose(socket, code, reason);
    this.#left(this.#phones.forget(socket));
  }

  override webSocketError(socket: WebSocket): void {
    this.#left(this.#phones.forget(socket));
  }

  // ---- what the hub says ----

  tell(life: string, downs: Down[]): Promise<Told> {
    if (life !== this.#phones.life) return Promise.resolve("unknown");
    const now = Date.now();
    this.#stir(now);
    return this.#delivery.deliver(downs, now);
  }

  /** Who is here, for a hub that has lost its memory. */
  roll(): Roll {
    this.#stir(Date.now());
    this.#delivery.sayWhoLags();
    return this.#phones.roll();
  }

  /** The hub could not reach us, and has given up our phones; `known` is the life that it knows by now. */
  disown(known: string | null): void {
    if (known !== this.#phones.life) this.#ended(CLOSE.restarted);
  }

  // ---- what is due ----

  #stir(now: number): void {
    for (const socket of this.#phones.silent(now)) this.#sendAway(socket, CLOSE.fellBehind);
    this.#uplink.drive(now);
    this.#delivery.drive(now);
  }

  #up(up: Up): void {
    this.#uplink.put(up);
    this.#uplink.drive(Date.now());
  }

  #sendAway(socket: Socket, code: CloseCode): void {
    this.#left(this.#phones.close(socket, code));
  }

  #left(number: number | null): void {
    if (number !== null) this.#up({ phone: number, isGone: true });
  }

  /** They come again, and send again what was not answered; said twice by us, a command could be done twice. */
  #lost(happened: readonly Up[]): void {
    for (const up of happened) {
      const socket = this.#phones.socketOf(up.phone);
      if (socket) this.#sendAway(socket, CLOSE.restarted);
      else if ("isGone" in up) this.#uplink.put(up);
    }
  }

  /** Nobody stays on a line that leads nowhere. What the hub said before is said before. */
  #ended(code: CloseCode): void {
    this.#delivery.flush(Date.now());
    for (const socket of this.#phones.all()) this.#phones.close(socket, code);
  }
}
