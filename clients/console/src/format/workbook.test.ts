import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { columnName, crc32, sheetName, workbook } from "./workbook.ts";

test("columns go on after Z", () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});

test("the check sum is that of the standard", () => {
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcbf43926);
});

test("a sheet's name has what a sheet's name may have", () => {
  expect(sheetName("示财社[2026]1号/明细：甲")).toBe("示财社 2026 1号 明细：甲");
  expect(sheetName("/")).toBe("1");
  expect(sheetName("长".repeat(40))).toHaveLength(31);
});

test("another reader finds text as text, and figures to the fen", () => {
  const folder = mkdtempSync(join(tmpdir(), "workbook-"));
  const file = join(folder, "table.xlsx");
  writeFileSync(file, workbook({ title: "全县 & 库存", headings: ["机构", "金额"],
    rows: [["=HYPERLINK(\"x\")<b>", { number: "90071992547409.93" }], ["西镇\u0001卫生院", "不明"]] }));
  // Python's own reader of ZIP files and of XML, which check what they read.
  const seen = execFileSync("python3", ["-c", `
import sys, zipfile, xml.etree.ElementTree as tree
book = zipfile.ZipFile(sys.argv[1]); assert book.testzip() is None
for name in book.namelist(): tree.fromstring(book.read(name))
sheet = tree.fromstring(book.read("xl/worksheets/sheet1.xml"))
print("|".join("".join(cell.itertext()) for cell in sheet.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c")))
`, file], { encoding: "utf8" });
  rmSync(folder, { recursive: true });
  expect(seen.trim()).toBe('机构|金额|=HYPERLINK("x")<b>|90071992547409.93|西镇卫生院|不明');
});
