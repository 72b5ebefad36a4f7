/** Null for what fails or takes longer: who waits for another object must not wait for ever. */
export async function within<Value>(ms: number, what: string, ask: () => Promise<Value>): Promise<Value | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch (failed) {
    console.warn(what, failed);
    return null;
  } finally {
    clearTimeout(timer);
  }
}
