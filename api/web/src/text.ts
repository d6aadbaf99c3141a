/** Text by code points: the service counts as Python does, JavaScript counts UTF-16 units. */

/** A text that can be cut by code-point offsets. */
export class CodePoints {
  private readonly points: string[];

  constructor(text: string) {
    this.points = Array.from(text);
  }

  get length(): number {
    return this.points.length;
  }

  /** The words of the half-open span, clipped to the text. */
  slice(start: number, end: number): string {
    return this.points.slice(Math.max(0, start), Math.max(0, end)).join("");
  }
}

/** A stretch of text that no span's border cuts, with the spans that cover it, outermost first. */
export interface Stretch<S> {
  text: string;
  start: number;
  spans: S[];
}

/** Cut `text` at every border of `spans`; offsets are relative to `base`. */
export function stretches<S extends { start: number; end: number }>(text: string, spans: S[], base = 0): Stretch<S>[] {
  const points = new CodePoints(text);
  const inside = spans
    .map((span) => ({ span, start: span.start - base, end: span.end - base }))
    .filter(({ start, end }) => start >= 0 && end > start && end <= points.length)
    .sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const borders = [...new Set([0, points.length, ...inside.flatMap(({ start, end }) => [start, end])])];
  borders.sort((a, b) => a - b);
  const result: Stretch<S>[] = [];
  for (let i = 0; i + 1 < borders.length; i++) {
    const [from, to] = [borders[i]!, borders[i + 1]!];
    const covering = inside.filter(({ start, end }) => start <= from && to <= end).map(({ span }) => span);
    result.push({ text: points.slice(from, to), start: from + base, spans: covering });
  }
  return result;
}
