/** What draws results here: a part that loads when there are any to draw. */
export { Figure } from "../figures/figure.tsx";
export { Own } from "../figures/own.tsx";
