/** The pointer, and the one button of the stage, are there only while somebody moves the pointer. */
import { STAGE_IDLE_MS } from "../../protocol/limits.ts";

export function hideWhenIdle(stage: HTMLElement): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moved = () => {
    clearTimeout(timer);
    stage.classList.add("stage-moved");
    timer = setTimeout(() => stage.classList.remove("stage-moved"), STAGE_IDLE_MS);
  };
  stage.addEventListener("pointermove", moved);
  return () => {
    clearTimeout(timer);
    stage.removeEventListener("pointermove", moved);
  };
}
