/** Big screens as there are in rooms, and what is wrong on one. */
import type { Page } from "playwright-core";

export const SIZES = [
  [1024, 768],
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
] as const;

/** What stands out of the screen, or is too small to be read from the back. */
export function flawsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const flaws: string[] = [];
    const { scrollHeight, scrollWidth } = document.documentElement;
    if (scrollHeight > innerHeight || scrollWidth > innerWidth) flaws.push(`scrolls: ${scrollWidth}x${scrollHeight}`);
    for (const { className, scrollHeight, clientHeight } of document.querySelectorAll(".scene"))
      if (scrollHeight > clientHeight) flaws.push(`${className} is cut: ${scrollHeight} > ${clientHeight}`);
    const unit = Math.min(innerHeight, innerWidth) / 100;
    for (const element of document.querySelectorAll(".stage *")) {
      const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (!says || element.closest(".visually-hidden, [hidden], .stage-keys")) continue;
      const { height } = element.getBoundingClientRect();
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      // Words of a cloud are set large, in lines as high as their letters, and scaled down.
      const seen = element.closest(".cloud-word") ? height : size;
      if (seen < (unit * 100) / 30) flaws.push(`${element.className} is ${seen} px`);
    }
    return flaws;
  });
}
