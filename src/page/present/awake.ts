/** A projector's computer must not fall asleep. The lock ends whenever the page is hidden, so it is asked for again. */
export function stayAwake(): void {
  const ask = () => {
    if (document.visibilityState === "visible") void navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}
