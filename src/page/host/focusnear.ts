/** A row that goes with its button: the focus waits at the row below or above it, or at the title. */
export function focusNear(title: string): void {
  const row = document.activeElement?.closest("li");
  const near = row?.nextElementSibling ?? row?.previousElementSibling;
  const field = near?.querySelector<HTMLElement>("input, button") ?? document.getElementById(title);
  field?.focus();
}
