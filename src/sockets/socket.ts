/** What stands for one phone: the engine's own socket fits it, and so does a phone behind a relay. */
export interface Socket {
  send(frame: string): void;
  close(code: number, reason: string): void;
  readonly readyState: number;
  /** What must survive a sleep. */
  serializeAttachment(kept: unknown): void;
  deserializeAttachment(): unknown;
  /** Bytes that were sent and not taken. Typed as absent by the engine: only workerd 1.20261117 and later have it. */
  readonly bufferedAmount?: number;
}
