#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> SheetTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      // The file.
      {"SHEET_WORKBOOK",
       "is a workbook; save the sheet as CSV (UTF-8) and import that",
       "是工作簿文件，请将工作表另存为 CSV（UTF-8）后导入"},
      {"SHEET_UTF16",
       "is text in UTF-16; save the sheet as CSV (UTF-8) and import that",
       "是 UTF-16 编码的文本，请将工作表另存为 CSV（UTF-8）后导入"},
      {"SHEET_BROKEN_UTF8",
       "is UTF-8, but not at byte {offset}, in line {line}; save the sheet "
       "once "
       "more",
       "是 UTF-8 编码，但第 {offset} 字节（第 {line} 行）已损坏，请重新保存"},
      {"SHEET_BAD_ENCODING",
       "is neither UTF-8 nor GB18030 at byte {offset}, in line {line}; save "
       "the "
       "sheet as CSV (UTF-8)",
       "第 {offset} 字节（第 {line} 行）既不是 UTF-8 也不是 GB18030 编码，"
       "请另存为 CSV（UTF-8）"},
      {"SHEET_NO_GB18030",
       "cannot be read: this system has no table of GB18030; save the sheet as "
       "CSV (UTF-8)",
       "无法读取：本机缺少 GB18030 编码表，请另存为 CSV（UTF-8）"},
      {"SHEET_TOO_LARGE",
       "has {found} bytes; at most {limit} are read. Split the sheet.",
       "共 {found} 字节，最多读取 {limit} 字节，请拆分表格。"},
      {"SHEET_TOO_MANY_ROWS",
       "is one row too many; at most {limit} are read. Split the sheet.",
       "行数过多，最多读取 {limit} 行，请拆分表格。"},
      {"SHEET_BAD_QUOTES",
       "has text behind a quotation mark that ends the cell; a quotation mark "
       "inside one is written twice",
       "引号结束后仍有文字；单元格内的引号应写两次"},
      {"SHEET_OPEN_QUOTES", "begins with a quotation mark that is never closed",
       "以引号开头，但没有结束的引号"},

      // The header.
      {"SHEET_EMPTY", "there is nothing in the sheet", "表格为空"},
      {"SHEET_NO_LINES", "there are no lines below the header",
       "表头下没有数据行"},
      {"SHEET_ONE_TITLE",
       "is one title over the whole table; the header must be here, a cell for "
       "each column",
       "是横跨全表的标题；此处应为表头，每列一格"},
      {"SHEET_NO_HEADER",
       "has no header, but cells below it do; merged cells are not read, give "
       "each column its own",
       "没有表头，但下方有内容；不支持合并单元格，请为每列填写表头"},
      {"SHEET_UNKNOWN_HEADER",
       "is `{found}`, which such a sheet does not have; remove the column, or "
       "name it one of: {names}",
       "为“{found}”，此类表格没有这一列；请删除该列，或改为：{names}"},
      {"SHEET_MISSING_HEADER", "there is no column called one of: {names}",
       "缺少以下名称之一的列：{names}"},
      {"SHEET_HEADER_TWICE",
       "is the same as column {first} ({header}); one of them must go",
       "与 {first} 列（{header}）重复，请删除其中一列"},
      {"SHEET_UNKNOWN_UNIT",
       "has the unit `{found}`; 元, 千元, 万元 or 亿元 (yuan, 1k, 10k, 100m) "
       "is "
       "expected",
       "单位为“{found}”，应为元、千元、万元或亿元"},
      {"SHEET_TWO_UNITS",
       "has the unit `{found}`, but the sheet has said another one above or to "
       "the left",
       "单位为“{found}”，与表中前面所写的单位不一致"},

      // Cells.
      {"SHEET_BAD_ALLOCATION",
       "is `{found}`; an allocation is expected, such as d1/1: epiledger "
       "allocation list shows them",
       "为“{found}”，应为指标分配的标识，如 d1/1，可用 epiledger allocation "
       "list 查看"},
      {"SHEET_BAD_PURPOSE",
       "is `{found}`; the id of a purpose is expected, such as masks: "
       "epiledger "
       "purpose list shows them",
       "为“{found}”，应为用途的标识，如 masks，可用 epiledger purpose list "
       "查看"},
      {"SHEET_BAD_AMOUNT",
       "is `{found}`; an amount is expected, such as 1200.50, 1,200.50 or "
       "650万",
       "为“{found}”，应为金额，如 1200.50、1,200.50 或 650万"},
      {"SHEET_NEGATIVE",
       "is `{found}`, which is less than nothing; no amount of a sheet can be "
       "negative. Leave it out, and record money that came back with "
       "`epiledger refund create`, or `epiledger allocation change`",
       "为“{found}”，即负数；表中金额不能为负，请删除此行，退回的资金请用 "
       "epiledger refund create、收回的资金请用 epiledger allocation change "
       "登记"},
      {"SHEET_BAD_DATE",
       "is `{found}`; a day is expected, such as 2020-02-01, 2020/2/1, "
       "2020年2月1日 or 20200201",
       "为“{found}”，应为日期，如 2020-02-01、2020/2/1、2020年2月1日或 "
       "20200201"},
      {"SHEET_DATE_AHEAD", "is {found}, a day still to come; today is {today}",
       "为 {found}，尚未到来；今天是 {today}"},
      {"SHEET_BAD_METHOD",
       "is `{found}`; 直接支付, 授权支付 or 自有账户 (direct, authorized, "
       "own-account) is expected",
       "为“{found}”，应为直接支付、授权支付或自有账户"},
      {"SHEET_BAD_ID",
       "is `{found}`; an id is expected, such as d1: small letters, digits and "
       "hyphens",
       "为“{found}”，应为标识，如 d1，仅限小写字母、数字和连字符"},
      {"SHEET_BAD_FUND",
       "is `{found}`; the id of a fund is expected, such as central: epiledger "
       "fund list shows them",
       "为“{found}”，应为资金来源的标识，如 central，可用 epiledger fund list "
       "查看"},
      {"SHEET_BAD_RECIPIENT",
       "is `{found}`; the id of a facility is expected, such as "
       "people-hospital: epiledger facility list shows them",
       "为“{found}”，应为机构的标识，如 people-hospital，可用 epiledger "
       "facility list 查看"},
      {"SHEET_BAD_ITEM",
       "is `{found}`; the id of an item is expected, such as n95: epiledger "
       "item list shows them",
       "为“{found}”，应为品种的标识，如 n95，可用 epiledger item list 查看"},
      {"SHEET_BAD_PURPOSES",
       "is `{found}`; purposes are expected, parted by +, each with what is "
       "set "
       "aside for it and its ceiling or without: masks:100万+gowns::80万",
       "为“{found}”，应为用途的标识，用 + 分隔，可加划定金额及上限：masks:100"
       "万+gowns::80万"},
      {"SHEET_BAD_QUANTITY",
       "is `{found}`; a whole number is expected, such as 1200",
       "为“{found}”，应为整数，如 1200"},
      {"SHEET_BAD_YES", "is `{found}`; 是 or 否 (yes or no) is expected",
       "为“{found}”，应为是或否"},
      {"SHEET_REVERSED",
       "is `{found}`: what this line says was reversed; leave it out",
       "为“{found}”：此行内容已被冲销，请删除此行"},
      {"SHEET_PURPOSE_TWICE", "has {purpose} twice", "用途 {purpose} 重复"},
      {"SHEET_SHARES_EXCEED_AMOUNT",
       "sets {shares} yuan aside, more than the line's {amount}",
       "各用途划定金额合计 {shares} 元，超过此行金额 {amount} 元"},
      {"SHEET_CEILING_BELOW_SHARE",
       "sets {share} yuan aside for {purpose}, above its ceiling of {ceiling}",
       "为用途 {purpose} 划定 {share} 元，高于其上限 {ceiling} 元"},
      {"SHEET_ENDS_BEFORE_IT_BEGINS",
       "is {found}, before the document's date {date}",
       "为 {found}，早于指标文日期 {date}"},
      {"SHEET_LINE_OUTSIDE",
       "is {found}, outside the statement's days {first} to {last}",
       "为 {found}，不在对账单日期 {first} 至 {last} 之内"},
      {"SHEET_FORMULA_ERROR",
       "is `{found}`, which a spreadsheet shows where it has no value; put the "
       "value there",
       "为“{found}”，是表格软件的错误提示，请填写实际内容"},
      {"SHEET_SHORTENED",
       "is `{found}`: the spreadsheet took a number for a figure and lost its "
       "digits; format the column as text and type it again",
       "为“{found}”：表格软件将号码当作数值，末尾数字已丢失；请将该列设为文本"
       "格式后重新录入"},
      {"SHEET_CELL_TOO_MANY",
       "stands behind the last column; a cell that holds a comma must be in "
       "quotation marks",
       "超出最后一列；含逗号的单元格应加引号"},

      // Names that the books do not have.
      {"SHEET_NO_SUCH_FUND",
       "is `{found}`; there is no such fund: epiledger fund list shows them",
       "为“{found}”，没有该资金来源，可用 epiledger fund list 查看"},
      {"SHEET_NO_SUCH_PURPOSE",
       "is `{found}`; there is no such purpose: epiledger purpose list shows "
       "them",
       "为“{found}”，没有该用途，可用 epiledger purpose list 查看"},
      {"SHEET_NO_SUCH_ALLOCATION",
       "is `{found}`; there is no such allocation: epiledger allocation list "
       "shows them",
       "为“{found}”，没有该指标分配，可用 epiledger allocation list 查看"},
      {"SHEET_PURPOSE_NOT_ALLOWED",
       "is `{found}`, which the allocation {allocation} is not for",
       "为“{found}”，不在指标 {allocation} 的用途之内"},

      // Lines.
      {"SHEET_LINE_TWICE",
       "says all that row {row} says; if both were paid, tell them apart by "
       "voucher or summary",
       "与第 {row} 行完全相同；如确为两笔支付，请用凭证号或摘要区分"},
      {"SHEET_INVOICE_TWICE",
       "is `{found}`, an invoice of {payee} that row {row} pays already",
       "为“{found}”，{payee} 的这张发票已在第 {row} 行支付"},
      {"SHEET_ROW_TWICE",
       "says all that row {row} says; if both are meant, tell them apart by "
       "their ids or numbers",
       "与第 {row} 行完全相同；如确为两项，请用标识或文号区分"},
      {"SHEET_PART_TWICE",
       "says all that row {row} says of the same one; if both are meant, make "
       "them one line, or tell them apart",
       "与同一份中的第 {row} 行完全相同；如确需两行，请合并为一行或加以区分"},
      {"SHEET_RECORD_DIFFERS",
       "is `{found}`, but row {row}, which has the same number, says something "
       "else; write it alike, or leave it blank here",
       "为“{found}”，与编号相同的第 {row} 行不一致；请改为一致，或在此处留空"},
      {"SHEET_ID_TWICE", "is `{found}`, an id that row {row} has already",
       "为“{found}”，第 {row} 行已使用该标识"},
      {"SHEET_TOO_MANY_PARTS",
       "is one line too many of the same one; at most {limit} are taken",
       "同一份的行数过多，最多 {limit} 行"},
      {"SHEET_TOTAL_NOT_LAST",
       "is a total, which only the last row may be; remove it",
       "是合计行，合计只能在最后一行，请删除"},
      {"SHEET_WRONG_TOTAL", "is {found} yuan; the lines add up to {total}",
       "为 {found} 元，而各行合计为 {total} 元"},
      {"SHEET_TOTAL_TOO_LARGE",
       "with this line the sheet comes to more than 10 trillion yuan",
       "至此行，全表总额超过 10 万亿元"},

      // The import.
      {"SHEET_NOT_FIT",
       "does not fit in {count} places; nothing was sent. Put them right and "
       "try again.",
       "有 {count} 处错误，未发送任何内容，请更正后重试。"},
      {"SHEET_MORE", "And {count} more.", "另有 {count} 处。"},
      {"SHEET_FITS", "{path}: {lines} lines, {total} yuan; all fit.",
       "{path}：共 {lines} 行，{total} 元，格式无误。"},
      {"SHEET_FITS_RECORDS",
       "{path}: {lines} lines, {total} yuan, {records} to record; all fit.",
       "{path}：共 {lines} 行，{total} 元，合 {records} 份，格式无误。"},
      {"SHEET_ASKED",
       "The books have all that it names. Whether there is the money is told "
       "when it is recorded.",
       "表中所列名称账簿中均有；资金是否充足在登记时判断。"},
      {"SHEET_NOT_ASKED",
       "The books were not asked: whether they have what it names, and whether "
       "there is the money, is told when it is recorded.",
       "未询问账簿：所列名称是否存在、资金是否充足，在登记时判断。"},
      {"IMPORT_TOO_LONG",
       "makes {found} entries; at most {limit} are recorded all or none. "
       "Nothing was sent. Cut the sheet into sheets of at most {limit}, or "
       "import it with --each-alone: then each is recorded or refused by "
       "itself.",
       "共 {found} 项，一次最多可将 {limit} 项全部登记或全部不登记。未发送任何"
       "内容。请将表格拆分为每份至多 {limit} 项，或加 --each-alone 逐项登记或"
       "拒绝。"},
      {"IMPORT_TOO_LARGE",
       "comes to {found} bytes; at most {limit} are recorded all or none. "
       "Nothing was sent. Cut the sheet into smaller ones, or import it with "
       "--each-alone: then each is recorded or refused by itself.",
       "共 {found} 字节，一次最多可将 {limit} 字节全部登记或全部不登记。未发送"
       "任何内容。请拆分表格，或加 --each-alone 逐项登记或拒绝。"},
      {"IMPORT_ROW", "row {rows}", "第 {rows} 行"},
      {"IMPORT_ROWS", "rows {rows}", "第 {rows} 行"},
      {"IMPORT_PROGRESS", "{done} / {all}", "{done} / {all}"},
      {"IMPORT_WAITS",
       "Too many lines were refused within a minute; the service asks to wait "
       "{wait:seconds}.",
       "一分钟内被拒绝的行过多，服务要求等待 {wait:seconds}。"},
      {"IMPORT_DONE",
       "{lines} lines, {total} yuan: {accepted} recorded, {replayed} recorded "
       "before, {refused} refused.",
       "共 {lines} 行，{total} 元：本次登记 {accepted} 行，此前已登记 "
       "{replayed} 行，被拒绝 {refused} 行。"},
      {"IMPORT_DONE_RECORDS",
       "{lines} lines, {total} yuan, {records} to record: {accepted} recorded, "
       "{replayed} recorded before, {refused} refused.",
       "共 {lines} 行，{total} 元，合 {records} 份：本次登记 {accepted} "
       "份，此前"
       "已登记 {replayed} 份，被拒绝 {refused} 份。"},
      {"IMPORT_REPLAYED",
       "Recorded before: rows {rows}. What says all that an earlier line says "
       "is the same; another one differs, such as in voucher, number or "
       "summary.",
       "此前已登记：第 {rows} 行。内容完全相同的视为同一笔；如为另一笔，请用"
       "凭证号、编号或摘要等区分。"},
      {"IMPORT_ALL_REFUSED",
       "Because of rows {rows} nothing more of the sheet was recorded: all or "
       "none. Correct them and import it again. With --again, what was refused "
       "is tried once more as it is; with --each-alone, the others are "
       "recorded.",
       "因第 {rows} 行被拒绝，表中其余内容均未登记（全部或全不）。请更正后重新"
       "导入；如需原样重试，请加 --again；如需登记其余各行，请加 "
       "--each-alone。"},
      {"IMPORT_REFUSED",
       "Lines that were refused are not recorded; the others are. Correct them "
       "in the sheet and import it again: what is recorded is not recorded "
       "twice. With --again, refused lines are tried once more as they are.",
       "被拒绝的行未登记，其余行已登记。请在表中更正后重新导入，已登记的行"
       "不会重复登记；如需原样重试被拒绝的行，请加 --again。"},
      {"IMPORT_REFUSED_BEFORE",
       "Refused before this import: rows {rows}. If they were tried again "
       "since on another computer, look for them in `epiledger {noun} list` "
       "before you change them: a line that is changed is another one.",
       "本次导入之前已被拒绝：第 {rows} 行。如曾在其他电脑上重试，请先用 "
       "epiledger {noun} list 核对再修改：修改后的行视为另一笔。"},
      {"IMPORT_UNKNOWN",
       "Whether these rows were recorded is not known: {rows}. Import the same "
       "sheet again before you change them; what is recorded is not recorded "
       "twice.",
       "以下各行是否已登记无法确定：{rows}。请在修改之前重新导入同一表格，"
       "已登记的行不会重复登记。"},
      {"IMPORT_NOT_SENT",
       "These rows were not recorded: {rows}. Import the sheet again later; "
       "what is recorded is not recorded twice.",
       "以下各行未登记：{rows}。请稍后重新导入，已登记的行不会重复登记。"},

      // Headings.
      {"sheet_row", "Row", "行"},
      {"sheet_column", "Column", "列"},
      {"sheet_header", "Header", "表头"},
      {"sheet_finding", "What is wrong", "问题"},
      {"sheet_refusal", "Refused because", "拒绝原因"},
      // Movements from a sheet.
      {"stock import",
       "Record the lines of a CSV file as one movement, all or none",
       "按 CSV 表格登记一笔出入库，全部成功或全部不登记"},
      {"surplus_reason", "Surplus because", "盘盈原因"},
      {"stock lines",
       "Goods in and out, a row for each line, for a spreadsheet",
       "按行列出出入库明细"},
      {"count lines", "Counts, a row for each line, for a spreadsheet",
       "按行列出盘点明细"},
      {"stock import --kind", "receive, issue, lose, bring-back or send-back",
       "receive 入库、issue 出库、lose 报损、bring-back 退库或 send-back 退货"},
      {"stock import --time",
       "When it happened; said, not `now`, so that the same sheet is recorded "
       "once",
       "发生时间；须明确写出，不可用 now，以便同一表格只登记一次"},
      {"stock import --store", "The store", "库房"},
      {"IMPORT_AT_A_TIME",
       "is `now`, which is another time whenever the sheet is imported; say "
       "when it happened",
       "为 now，每次导入都会不同；请写明发生时间"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
