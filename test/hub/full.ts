/** A disk that is full for a while. */
import { runInDurableObject } from "cloudflare:test";

/** The next `times` transactions break, after all their statements. */
export function breakCommits(stub: DurableObjectStub, times: number): Promise<void> {
  return runInDurableObject(stub, (_, { storage }) => {
    const whole = storage.transactionSync.bind(storage);
    let left = times;
    storage.transactionSync = ((body: () => unknown) =>
      whole(() => {
        const result = body();
        if (left-- > 0) throw new Error("disk full");
        return result;
      })) as typeof storage.transactionSync;
  });
}
