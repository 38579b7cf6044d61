// Texts: what the console says, Chinese first, English beside it. Each room
// that shows something has a catalogue of its own; a key that is missing does
// not compile.

export type Language = "zh" | "en";

/** One text: fixed, or made of figures. */
export type Text<Figures extends unknown[] = []> = {
  readonly zh: (...figures: Figures) => string;
  readonly en: (...figures: Figures) => string;
};

/** A fixed text, or one made of figures: `text("行", "lines")`,
 * `text((n: number) => `${n} 行`, (n) => `${n} lines`)`. */
export function text(zh: string, en: string): Text;
export function text<Figures extends unknown[]>(
  zh: (...figures: Figures) => string, en: (...figures: Figures) => string): Text<Figures>;
export function text(zh: string | ((...f: unknown[]) => string), en: string | ((...f: unknown[]) => string)): Text<unknown[]> {
  return {
    zh: typeof zh === "string" ? () => zh : zh,
    en: typeof en === "string" ? () => en : en,
  };
}

/** English says one thing in the singular: `plural(n, "line", "lines")`. */
export function plural(count: number | bigint, one: string, many: string): string {
  return `${count} ${Number(count) === 1 ? one : many}`;
}
