import { describe, expect, test } from "vitest";
import { csvOf, parseCsv } from "./csv.ts";

describe("a table for a spreadsheet", () => {
  test("quotes what needs it, and stays what it was when it is read again", () => {
    const rows = [["示范厂", "1,200.00"], ["a \"b\"", "x\r\ny"]];
    expect(parseCsv(csvOf(["收款人", "金额"], rows))!.map((row) => row.cells)).toEqual([["收款人", "金额"], ...rows]);
  });
  test("runs nothing: a text that looks like a formula stays a text, an amount below zero an amount", () => {
    expect(csvOf(["h"], [["=1+2"], ["-5.00"], ["@x"], ["-cmd"]])).toContain("'=1+2\r\n-5.00\r\n'@x\r\n'-cmd");
  });
});

describe("a sheet", () => {
  test("keeps the numbers of its rows, empty ones counting", () => {
    expect(parseCsv("a,b\n,\n1,2")).toEqual([{ number: 1, cells: ["a", "b"] }, { number: 3, cells: ["1", "2"] }]);
  });
  test("may be pasted, with tabs", () => {
    expect(parseCsv("a\tb\n1,5\t2")![1]!.cells).toEqual(["1,5", "2"]);
  });
  test("whose quotation mark never closes is none", () => {
    expect(parseCsv("a,\"b\n1,2")).toBeUndefined();
  });
});
