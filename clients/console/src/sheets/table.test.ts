import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { workbook } from "$src/format/workbook.ts";
import { isTotal, partHeading } from "./headings.ts";
import { fileTable, pastedTable } from "./table.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const cellsOf = async (bytes: Uint8Array<ArrayBuffer>) => {
  const table = await fileTable(bytes);
  return "rows" in table ? table.rows.map(({ number, cells }) => [number, ...cells]) : table.unreadable;
};

test("a file of text is read in whichever encoding a spreadsheet saves", async () => {
  const rows = [[1, "品种", "实盘数"], [2, "护目镜", "175"]];
  expect(await cellsOf(bytesOf("\ufeff品种,实盘数\r\n护目镜,175\r\n"))).toEqual(rows);
  const gb = execFileSync("python3", ["-c", "import sys; sys.stdout.buffer.write('品种,实盘数\\n护目镜,175'.encode('gb18030'))"]);
  expect(await cellsOf(new Uint8Array(gb))).toEqual(rows);
  const utf16 = execFileSync("python3", ["-c", "import sys; sys.stdout.buffer.write('品种\\t实盘数\\n护目镜\\t175'.encode('utf-16'))"]);
  expect(await cellsOf(new Uint8Array(utf16))).toEqual(rows);
  expect(pastedTable('品种,"实盘数')).toEqual({ unreadable: "open-quotes" });
});

test("a workbook that the console saved is read as it was", async () => {
  const table = workbook({ title: "盘点", headings: ["名称", "实盘数"], rows: [["N95 <口罩> & \"x\"", { number: "107" }], ["", ""], ["护目镜", ""]] });
  expect(await cellsOf(table)).toEqual([[1, "名称", "实盘数"], [2, "N95 <口罩> & \"x\"", "107"], [4, "护目镜", ""]]);
});

// As spreadsheets write it: packed, with shared texts, sounds, names of spaces,
// gaps, a hidden sheet first, a day, a formula with its value.
const OFFICE = `
import io, sys, zipfile
files = {
 "[Content_Types].xml": "<Types/>",
 "xl/workbook.xml": '<x:workbook xmlns:x="m" xmlns:r="o"><x:sheets><x:sheet name="旧" sheetId="1" state="veryHidden" r:id="rId1"/><x:sheet name="新" sheetId="2" r:id="rId2"/></x:sheets></x:workbook>',
 "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
 "xl/sharedStrings.xml": '<?xml version="1.0"?><sst><si><t>品种</t></si><si><r><t>护目</t></r><r><rPr><b/></rPr><t xml:space="preserve">镜 </t></r><rPh sb="0" eb="1"><t>hu</t></rPh></si><si><t/></si><si/></sst>',
 "xl/styles.xml": '<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="177" formatCode="0.0&quot;day&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/></cellXfs></styleSheet>',
 "xl/worksheets/sheet1.xml": '<worksheet/>',
 "xl/worksheets/sheet2.xml": '<worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><t>实盘&#25968;</t></is></c></row><row r="3"/><row r="5"><c r="A5" t="s"><v>1</v></c><c r="B5" s="1"><v>46356.75</v></c><c r="C5"><f>1+2</f><v>3.0000000000000004</v></c><c r="D5" s="2"><v>46356</v></c><c r="E5" s="3"><v>7</v></c><c r="F5" t="b"><v>1</v></c><c r="AB5" t="e"><v>#N/A</v></c></row><!-- <row> --></sheetData></worksheet>',
}
out = io.BytesIO()
with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
    for name, text in files.items(): book.writestr(name, text)
sys.stdout.buffer.write(out.getvalue())
`;

test("a workbook that a spreadsheet saved is read as it is seen there", async () => {
  const bytes = new Uint8Array(execFileSync("python3", ["-c", OFFICE]));
  expect(await cellsOf(bytes)).toEqual([[2, "品种", "", "实盘数"],
    [5, "护目镜 ", "2026-11-30", "3", "2026-11-30", "7", "是", ...Array.from({ length: 21 }, () => ""), "#N/A"]]);
  for (const length of [4, 100, bytes.length - 30]) expect(await cellsOf(bytes.slice(0, length))).toBe("broken-workbook");
  const bent = bytes.slice();
  bent.fill(0xff, 300, 700);
  expect(await cellsOf(bent)).toBe("broken-workbook");
  expect(await cellsOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).toBe("old-workbook");
});

test("headings are known by what they say", () => {
  expect(partHeading(" 金额（万元）*")).toEqual({ name: "金额", remark: "万元" });
  expect([isTotal(["", "合计：", "3"]), isTotal(["护目镜", "合计"])]).toEqual([true, false]);
});
