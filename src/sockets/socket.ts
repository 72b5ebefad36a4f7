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
  /** What it is behind, if it is no socket of this object. */
  readonly relay?: object;
}

/** Only this folder names the hibernation API. */
export function keep(socket: Socket, kept: unknown): void {
  socket.serializeAttachment(kept);
}

export function keptIn<Kept>(socket: Socket): Kept | null {
  return socket.deserializeAttachment() as Kept | null;
}
