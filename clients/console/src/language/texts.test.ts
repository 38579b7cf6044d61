// Every text is there in both languages, and in no other.
import { expect, test } from "vitest";
import type { Text } from "./texts.ts";

const catalogues = import.meta.glob<Record<string, unknown>>(["../**/texts.ts", "./shell.ts", "!./texts.ts"], { eager: true });

function isText(value: unknown): value is Text<unknown[]> {
  return typeof value === "object" && value !== null && "zh" in value && "en" in value;
}

/** Texts in a catalogue, nested ones by their path. */
function* textsIn(value: unknown, path: string): Generator<[string, Text<unknown[]>]> {
  if (isText(value)) yield [path, value];
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) yield* textsIn(inner, `${path}.${key}`);
  }
}

const all = Object.entries(catalogues).flatMap(([file, module]) => [...textsIn(module, file)]);

test("there are catalogues", () => {
  expect(all.length).toBeGreaterThan(20);
});

test.each(all)("%s", (path, text) => {
  const figures = Array.from({ length: Math.max(text.zh.length, text.en.length) }, () => "1");
  const [zh, en] = [text.zh(...figures), text.en(...figures)];
  expect(text.zh.length).toBe(text.en.length);
  expect(en.trim()).not.toBe("");
  // The switch of languages names the other one.
  const names = path.endsWith("otherLanguage") ? [en, zh] : [zh, en];
  if (/[a-z\u4e00-\u9fff]/i.test(names[0]!)) expect(names[0]).toMatch(/[\u4e00-\u9fff]/);
  expect(names[1]).not.toMatch(/[\u4e00-\u9fff\uff00-\uffef]/);
});
