import { expect, test } from "vitest";
import { allPages, fewAtOnce, wholeAnswer } from "./pages.ts";

test("all pages of a list are read, each by the token of the one before", async () => {
  const asked: string[] = [];
  const pages: Record<string, { nextPageToken: string; rows: number[] }> = {
    "": { nextPageToken: "b", rows: [1, 2] }, b: { nextPageToken: "c", rows: [] }, c: { nextPageToken: "", rows: [3] } };
  expect(await allPages(async (token) => (asked.push(token), pages[token]!), (page) => page.rows)).toEqual([1, 2, 3]);
  expect(asked).toEqual(["", "b", "c"]);
});

test("an answer is kept whole, as one page", async () => {
  const pages: Record<string, { nextPageToken: string; rows: number[] }> = {
    "": { nextPageToken: "b", rows: [1] }, b: { nextPageToken: "", rows: [2, 3] } };
  expect(await wholeAnswer(async (token) => pages[token]!, (page) => page.rows)).toEqual({ nextPageToken: "", rows: [1, 2, 3] });
});

test("many questions are asked a few at a time, and answered in their order", async () => {
  let [asking, most] = [0, 0];
  const answers = await fewAtOnce([1, 2, 3, 4, 5, 6, 7, 8, 9], async (one) => {
    most = Math.max(most, ++asking);
    await new Promise((resolve) => setTimeout(resolve, 10 - one));
    asking--;
    return one * 2;
  });
  expect([answers, most]).toEqual([[2, 4, 6, 8, 10, 12, 14, 16, 18], 4]);
});
