// How old something is, in the largest unit that tells it.
import { plural, text } from "$src/language/texts.ts";
import type { Language } from "$src/language/texts.ts";

const UNITS = [
  { ms: 86_400_000, name: text((n: number) => `${n} 天前`, (n) => `${plural(n, "day", "days")} ago`) },
  { ms: 3_600_000, name: text((n: number) => `${n} 小时前`, (n) => `${n} h ago`) },
  { ms: 60_000, name: text((n: number) => `${n} 分钟前`, (n) => `${n} min ago`) },
];
const JUST_NOW = text("刚刚", "just now");

/** `3 小时前`, `3 h ago`; of what is not over yet, `刚刚`. */
export function ageText(time: number, now: number, language: Language): string {
  const unit = UNITS.find(({ ms }) => now - time >= ms);
  return unit ? unit.name[language](Math.floor((now - time) / unit.ms)) : JUST_NOW[language]();
}
