/** What we use of the library: its published types would bring the whole of D3's with them. */
declare module "d3-cloud" {
  interface Word {
    size?: number;
    /** After the layout: the middle of its baseline, from the middle of the box. */
    x?: number;
    y?: number;
  }

  interface Cloud<W extends Word> {
    size(box: [number, number]): Cloud<W>;
    words(words: W[]): Cloud<W>;
    font(name: string): Cloud<W>;
    fontWeight(weight: number): Cloud<W>;
    fontSize(size: (word: W) => number): Cloud<W>;
    padding(pixels: number): Cloud<W>;
    /** Milliseconds of work at a time. */
    timeInterval(ms: number): Cloud<W>;
    rotate(degrees: () => number): Cloud<W>;
    random(chance: () => number): Cloud<W>;
    on(event: "end", heard: (placed: W[]) => void): Cloud<W>;
    start(): Cloud<W>;
  }

  export default function cloud<W extends Word>(): Cloud<W>;
}
