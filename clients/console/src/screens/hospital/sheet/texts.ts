// What a clerk reads of a sheet from a spreadsheet.
import { plural, text } from "$src/language/texts.ts";

export const words = {
  title: text("从表格导入", "From a spreadsheet"),
  how: text("选择 CSV 或 XLSX 文件，或从表格软件复制后粘贴。逐行检查；符合的行填入下面的盘点表，不符合的行留在这里，不会丢失。",
    "Choose a CSV or XLSX file, or paste from a spreadsheet. It is checked row by row: rows that fit go onto the sheet below, the others stay here and are not lost."),
  columns: text("需要的列：名称（或品种标识）、实盘数；可有：盘盈原因、确认无误、盘点表号。", "Columns: name (or id), counted; there may be: surplus reason, confirm, sheet."),
  blank: text("下载待填的表格（XLSX）", "Get a sheet to fill in (XLSX)"),
  file: text("表格文件（CSV、XLSX）", "File (CSV, XLSX)"),
  paste: text("或粘贴表格内容", "Or paste the sheet"),
  check: text("检查", "Check"),
  fits: text((n: number) => `${n} 行符合要求。`, (n) => `${plural(n, "row fits", "rows fit")}.`),
  uncounted: text((n: number) => `${n} 行没有填实盘数，按未盘点处理。`, (n) => `${plural(n, "row says", "rows say")} nothing of what was counted: not counted.`),
  misfits: text((n: number) => `${n} 行不符合要求，留在这里：`, (n) => `${plural(n, "row does", "rows do")} not fit, and ${n === 1 ? "stays" : "stay"} here:`),
  noneFits: text("没有一行符合要求，什么都没有填入。", "No row fits; nothing was taken over."),
  take: text((n: number) => `填入符合的 ${n} 行`, (n) => `Take over ${plural(n, "row", "rows")}`),
  overwrites: text((n: number) => `其中 ${n} 行已在盘点表上填过，将被表格内容取代。`, (n) => `${plural(n, "line", "lines")} of them you have typed already; the sheet's go in their place.`),
  keptTitle: text((n: number) => `表格中有 ${n} 行还没有登记`, (n) => `${plural(n, "row", "rows")} of the spreadsheet ${n === 1 ? "is" : "are"} not recorded yet`),
  keptHow: text("请在盘点表上改填，或不要这一行。", "Fill it in on the count sheet, or leave the row out."),
  row: text((n: number) => `第 ${n} 行`, (n) => `Row ${n}`),
  place: text((column: string, heading: string) => `${column} 列${heading === "" ? "" : `“${heading}”`}`, (column, heading) => `column ${column}${heading === "" ? "" : ` (${heading})`}`),
  goTo: text("去填", "Fill it in"),
  leaveOut: text("不要这一行", "Leave it out"),

  // What is wrong, and what would be right.
  rules: {
    unreadableQuotes: text("表格中有引号没有结束，无法读取。请重新保存为 CSV 或 XLSX。", "A quotation mark is never closed. Save it as CSV or XLSX once more."),
    brokenWorkbook: text("该文件不是完整的 XLSX 工作簿。请用表格软件打开后重新保存。", "The file is no whole XLSX workbook. Open it in the spreadsheet, and save it once more."),
    oldWorkbook: text("该文件是旧格式工作簿（.xls）。请另存为 XLSX 或 CSV。", "The file is a workbook of before 2007 (.xls). Save it as XLSX or CSV."),
    empty: text("表格是空的。第一行应为表头，如：名称、实盘数。", "The sheet is empty. Its first row names the columns, such as: name, counted."),
    noCounted: text("缺少“实盘数”一列。表头应有：名称、实盘数。", "There is no column `counted`. The header needs: name, counted."),
    noItem: text("缺少“名称”或“品种标识”一列。表头应有：名称、实盘数。", "There is no column `name` or `id`. The header needs: name, counted."),
    headerTwice: text((heading: string) => `“${heading}”与前面的列重复，请删除其中一列。`, (heading) => `${heading} is the same as a column before it; one of them must go.`),
    noRows: text("表头下没有数据行。", "There are no rows below the header."),
    noName: text("没有写品种。应为盘点表上的名称。", "does not say which item. A name of the count sheet is expected."),
    noSuchItem: text((found: string) => `盘点表上没有“${found}”。应为盘点表上的名称。`, (found) => `“${found}” is not on the count sheet. A name of the count sheet is expected.`),
    nearestItem: text((found: string, near: string) => `盘点表上没有“${found}”。是不是“${near}”？`, (found, near) => `“${found}” is not on the count sheet. Is it “${near}”?`),
    twoItems: text((found: string) => `有几个品种都叫“${found}”。请填品种标识一列。`, (found) => `Several items are called “${found}”. Fill in the column of ids.`),
    itemTwice: text((name: string, first: string) => `“${name}”在第 ${first} 行已经有了。每个品种只能有一行。`, (name, first) => `${name} is in row ${first} already. Each item has one row.`),
    notQuantity: text((found: string, right: string) => `为“${found}”。应为数量，如 ${right}。`, (found, right) => `is “${found}”. A quantity is expected, such as ${right}.`),
    notWhole: text((found: string) => `为“${found}”。应为整数。`, (found) => `is “${found}”. A whole number is expected.`),
    tooLarge: text((found: string) => `为“${found}”。最多为 10,000,000,000。`, (found) => `is “${found}”. At most 10,000,000,000 is possible.`),
    noSuchPack: text((pack: string, right: string) => `该品种没有“${pack}”这种包装。应为：${right}。`, (pack, right) => `There is no pack “${pack}” of it. There is: ${right}.`),
    badReason: text((found: string) => `为“${found}”。应为上次少盘、漏登入库或退回，或不填。`, (found) => `is “${found}”. Expected: earlier miscount, unrecorded receipt or returned, or nothing.`),
    badYes: text((found: string) => `为“${found}”。应为是或否，或不填。`, (found) => `is “${found}”. Expected: yes or no, or nothing.`),
    badNumber: text((found: string) => `为“${found}”，不是盘点表号。请保留下载时的内容，或不填。`, (found) => `is “${found}”, which is no number of a sheet. Leave it as it was, or empty.`),
    oldNumber: text("是账目恢复以前的盘点表号。请重新下载表格后再填。", "is of before the books were restored. Get a new sheet, and fill that in."),
    otherNumber: text("与前面各行的盘点表号不同。一张表只能有一个盘点表号。", "differs from the rows before. One sheet has one number."),
  },
};

export type Rule = keyof typeof words.rules;
