import { expect, test } from "vitest";
import { count, csvTable, money, tableOf } from "./sheet.ts";

test("figures are saved as figures, their remarks beside them, and what is not known in words", () => {
  const rows = [{ name: "甲", free: 1234n as bigint | undefined }, { name: "乙", free: undefined }];
  const table = tableOf("库存", [
    { heading: "机构", of: (row) => ({ text: row.name }) },
    { heading: "可用", of: (row) => ({ ...count(row.free, "只", "不明"), ...(row.free === undefined ? { note: "从未盘点" } : {}) }) },
  ], rows, "说明");
  expect(table.headings).toEqual(["机构", "可用", "可用 · 说明"]);
  expect(table.rows).toEqual([["甲", { number: "1234" }, ""], ["乙", "不明", "从未盘点"]]);
});

test("money keeps its fen", () => {
  expect(money(-123456789n)).toEqual({ text: "-1,234,567.89", number: "-1234567.89" });
});

test("as CSV, figures are their digits", () => {
  expect(csvTable({ title: "x", headings: ["甲"], rows: [["乙", { number: "-12.50" }]] })).toEqual({ headings: ["甲"], rows: [["乙", "-12.50"]] });
});
