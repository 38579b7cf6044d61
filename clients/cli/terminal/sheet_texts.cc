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
       "is `{found}`, which no payment has; remove the column, or name it "
       "指标, "
       "用途, 金额, 支付日期, 收款人, 支付方式, 发票号, 凭证号 or 摘要 "
       "(allocation, purpose, amount, date, payee, method, invoice, voucher, "
       "summary)",
       "为“{found}”，不是支付的项目；请删除该列，或改为：指标、用途、金额、"
       "支付日期、收款人、支付方式、发票号、凭证号、摘要"},
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
       "is `{found}`, which is less than nothing; a payment cannot be "
       "negative. Leave it out, and record money that came back with "
       "`epiledger refund create`",
       "为“{found}”，即负数；支付金额不能为负，请删除此行，退回的资金请用 "
       "epiledger refund create 登记"},
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

      // Lines.
      {"SHEET_LINE_TWICE",
       "says all that row {row} says; if both were paid, tell them apart by "
       "voucher or summary",
       "与第 {row} 行完全相同；如确为两笔支付，请用凭证号或摘要区分"},
      {"SHEET_INVOICE_TWICE",
       "is `{found}`, an invoice of {payee} that row {row} pays already",
       "为“{found}”，{payee} 的这张发票已在第 {row} 行支付"},
      {"SHEET_TOTAL_NOT_LAST",
       "is a total, which only the last row may be; remove it",
       "是合计行，合计只能在最后一行，请删除"},
      {"SHEET_WRONG_TOTAL", "is {found} yuan; the lines add up to {total}",
       "为 {found} 元，而各行合计为 {total} 元"},
      {"SHEET_TOTAL_TOO_LARGE",
       "with this line the sheet pays more than 10 trillion yuan",
       "至此行，全表支付总额超过 10 万亿元"},

      // The import.
      {"SHEET_NOT_FIT",
       "does not fit in {count} places; nothing was sent. Put them right and "
       "try again.",
       "有 {count} 处错误，未发送任何内容，请更正后重试。"},
      {"SHEET_FITS", "{path}: {lines} lines, {total} yuan; all fit.",
       "{path}：共 {lines} 行，{total} 元，格式无误。"},
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
      {"IMPORT_REPLAYED",
       "Recorded before: rows {rows}. A line that says all that an earlier one "
       "says is the same payment; another one differs in voucher or summary.",
       "此前已登记：第 {rows} 行。内容完全相同的行视为同一笔支付；如为另一笔，"
       "请用凭证号或摘要区分。"},
      {"IMPORT_REFUSED",
       "Lines that were refused are not recorded; the others are. Correct them "
       "in the sheet and import it again: what is recorded is not recorded "
       "twice. With --again, refused lines are tried once more as they are.",
       "被拒绝的行未登记，其余行已登记。请在表中更正后重新导入，已登记的行"
       "不会重复登记；如需原样重试被拒绝的行，请加 --again。"},
      {"IMPORT_REFUSED_BEFORE",
       "Refused before this import: rows {rows}. If they were tried again "
       "since on another computer, look for them in `epiledger payment list` "
       "before you change them: a line that is changed is another payment.",
       "本次导入之前已被拒绝：第 {rows} 行。如曾在其他电脑上重试，请先用 "
       "epiledger payment list 核对再修改：修改后的行视为另一笔支付。"},
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
  };
  return kTexts;
}

}  // namespace epiledger::cli
