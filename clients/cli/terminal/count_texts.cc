#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> CountTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      // Commands and flags.
      {"count sheet",
       "Draw a sheet to count a store by; as CSV or a workbook it has a column "
       "to fill in, which `count import` reads",
       "取盘点表；CSV 或工作簿格式留有实盘数一列，填写后可用 count import "
       "导入"},
      {"count import",
       "Record the count of a spreadsheet saved as CSV; a row without a "
       "quantity was not counted",
       "从表格（CSV）导入盘点；未填数量的行视为未盘点"},
      {"count enter",
       "Walk a store's sheet line by line and record the count; what is typed "
       "is kept until it is recorded",
       "逐行录入库房盘点；录入内容在登记前一直保留"},
      {"count import FILE", "The file, such as sheet.csv",
       "文件，如 sheet.csv"},
      {"count import --store", "The store that was counted", "所盘点的库房"},
      {"--blind", "Without what the books expect", "盲盘：不显示账面数"},
      {"--copy",
       "Take the last count's items, or its figures too as a proposal: items "
       "or figures",
       "复制上次盘点：items 仅品种，figures 连同数量作为建议"},
      {"--sheet", "The number of the sheet it was counted by",
       "所用盘点表的表号"},
      {"count sheet --kind",
       "full: all that the store has or ever had; partial: what is named",
       "full 全面盘点：库房现有及曾有的全部品种；partial 部分盘点：所列品种"},
      {"count create --kind",
       "full: all that the store has or ever had; partial: what is named",
       "full 全面盘点：库房现有及曾有的全部品种；partial 部分盘点：所列品种"},
      {"count import --kind",
       "full: all that the store has or ever had; partial: what is named",
       "full 全面盘点：库房现有及曾有的全部品种；partial 部分盘点：所列品种"},
      {"count enter --kind",
       "full: all that the store has or ever had; partial: what is named",
       "full 全面盘点：库房现有及曾有的全部品种；partial 部分盘点：所列品种"},
      {"count sheet --item", "An item to count; once for each",
       "要盘点的品种，可重复"},
      {"count enter --item", "An item to count; once for each",
       "要盘点的品种，可重复"},
      {"count sheet --category", "What the store has or had of this category",
       "库房现有及曾有的该类品种"},
      {"count enter --category", "What the store has or had of this category",
       "库房现有及曾有的该类品种"},
      {"count enter --time",
       "When it was counted; the time of the last line typed unless given",
       "盘点时间，缺省为录入最后一行的时间"},
      {"count enter --new",
       "Draw a new sheet although one is being typed, which is thrown away",
       "放弃录入中的盘点，重新取表"},
      {"count create --all-or-nothing",
       "Record all lines, or none where one is bad",
       "全部登记；如有一行有误则全部不登记"},
      {"count import --all-or-nothing",
       "Record all lines, or none where one is bad",
       "全部登记；如有一行有误则全部不登记"},
      {"--all-or-nothing", "All or none", "全部或全不"},

      // Headings.
      {"is_blind", "Blind", "盲盘"},
      {"draw_time", "Drawn", "取表时间"},
      {"copied_time", "Copy of", "复制自"},
      {"last_total", "Last counted", "上次盘点"},
      {"proposed_total", "Proposed", "建议数"},
      {"sheet.item", "item", "品种标识"},
      {"sheet.display_name", "name", "名称"},
      {"sheet.base_unit", "unit", "单位"},
      {"sheet.packs", "packs", "包装"},
      {"sheet.expected", "expected", "账面数"},
      {"sheet.last_total", "last count", "上次盘点"},
      {"sheet.last_count_time", "last counted", "上次盘点时间"},
      {"sheet.proposed", "proposed", "建议数"},
      {"sheet.counted", "counted", "实盘数"},
      {"sheet.number", "sheet", "盘点表号"},

      // Values.
      {"epiledger.supplies.v1.COUNT_KIND_FULL", "full", "全面盘点"},
      {"epiledger.supplies.v1.COUNT_KIND_PARTIAL", "partial", "部分盘点"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_NOT_COUNTED", "not counted",
       "未盘点"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_MOVED", "moved, not recorded",
       "有变动，未登记"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_UNCONFIRMED",
       "unconfirmed, not recorded", "待确认，未登记"},
      {"epiledger.supplies.v1.CountResult.OUTCOME_REJECTED",
       "wrong, not recorded", "有误，未登记"},

      // Answers.
      {"SHEET_NUMBER_IS",
       "Sheet {number}: give it with --sheet, so that what moves meanwhile is "
       "noticed.",
       "盘点表号 {number}：登记时用 --sheet 填写，以便发现其间的变动。"},
      {"NOT_COUNTED_ITEMS", "Not counted, and not zero: {items}.",
       "未盘点（不等于零）：{items}。"},
      {"LINES_CAME_BACK", "Lines not recorded: {count}.",
       "有 {count} 行未登记。"},
      {"ROW_OF_ITEM", "  row {row}, {item}: ", "  第 {row} 行，{item}："},
      {"MEND_LINES",
       "The others are recorded. Record these again with the same time, put "
       "right; with ,confirm or ,moved=use-my-count where they are right.",
       "其余各行已登记。请更正后按同一时间重新登记；确认无误的，加 ,confirm 或 "
       ",moved=use-my-count。"},
      {"moved GOODS", "{time}: {change}", "{time}：{change}"},
      {"moved COUNT", "{time}: counted, {counted} found",
       "{time}：已盘点，实盘 {counted}"},
      {"moved WITHDRAWN", "{time}: a count was taken back",
       "{time}：盘点已被撤回"},
      {"problem ITEM_NOT_FOUND", "there is no such item", "没有该品种"},
      {"problem PACK_NOT_FOUND", "there is no pack `{pack}`; there are {packs}",
       "没有包装“{pack}”；可用：{packs}"},
      {"problem PACK_AMBIGUOUS",
       "packs of different sizes are called `{pack}`; name one by its id: "
       "{packs}",
       "有多种大小不同的包装名为“{pack}”，请用标识区分：{packs}"},
      {"problem QUANTITY_TOO_LARGE", "comes to {found}; at most {limit}",
       "合计 {found}，最多 {limit}"},
      {"problem NOT_COUNTED", "there is no line of it to take back",
       "没有可撤回的盘点行"},
      {"problem ALREADY_SUPERSEDED",
       "was already superseded, by {by}; supersede that one",
       "已由 {by} 更正，请更正后者"},
      {"problem CONFIRM_CHANGE",
       "{found} counted where {expected} were expected, a change of more than "
       "five times",
       "盘点 {found}，账面应为 {expected}，相差超过五倍"},
      {"problem CONFIRM_SURPLUS",
       "{surplus} more than expected, beyond the tolerance of {tolerance}, and "
       "no reason",
       "比账面多 {surplus}，超出容差 {tolerance}，且未说明原因"},
      {"problem CONFIRM_MOVED",
       "the stock moved since the sheet was drawn: {change} in all",
       "取表后库存有变动，合计 {change}"},
      {"problem BLIND", "differs much from the books", "与账面相差较大"},

      // Entry, line by line.
      {"entry BEGINS", "Counting {store}, lines: {lines}.",
       "盘点 {store}：共 {lines} 行。"},
      {"entry HELP",
       "Type what is there: 120, or 3 box + 20. 0: there is none. Enter: not "
       "counted. =: as proposed. back: the line before.",
       "请输入实盘数：120 或 3箱+20。0 表示没有；直接回车表示未盘点；= "
       "采用建议数；back 返回上一行。"},
      {"entry GOES_ON", "Going on: {typed} of {lines} lines are typed.",
       "继续录入：共 {lines} 行，已录入 {typed} 行。"},
      {"entry SENDS_AGAIN",
       "This count was sent, and no answer came; sending it again.",
       "上次发送后未收到结果，正在用同一编号重新发送。"},
      {"entry LINE", "{name} ({item}), {packs}", "{name}（{item}），{packs}"},
      {"entry LAST", "; last {total} on {time}", "；上次 {total}（{time}）"},
      {"entry EXPECTED", "; by the books {expected}", "；账面 {expected}"},
      {"entry PROPOSED", "; proposed {proposed}", "；建议 {proposed}"},
      {"entry PROMPT", "[{place}] {line}: ", "[{place}] {line}："},
      {"entry BIG_CHANGE",
       "{found} where {expected} are expected, a change of more than five "
       "times. y: it is so; Enter: type it again: ",
       "实盘 {found}，账面 {expected}，相差超过五倍。y "
       "确认；直接回车重新输入："},
      {"entry MOVED",
       "  m: my count is right all the same; r: count it again; Enter: leave "
       "it: ",
       "  m 以我为准；r 重新清点；直接回车暂不登记："},
      {"entry QUESTION", "  y: it is so; or type it again; Enter: leave it: ",
       "  y 确认；或重新输入；直接回车暂不登记："},
      {"entry AGAIN",
       "  Type it again; Enter: leave it: ", "  重新输入；直接回车暂不登记："},
      {"entry SEND",
       "{counted} counted, {not_counted} not counted. y: record it; back: the "
       "last line: ",
       "已盘点 {counted} 行，未盘点 {not_counted} 行。y 登记；back "
       "返回最后一行："},
      {"entry CAME_BACK", "Lines not recorded yet: {count}.",
       "尚有 {count} 行未登记。"},
      {"entry STOPPED",
       "What was typed is kept; the same command goes on from there.",
       "录入内容已保留，重新执行同一命令即可继续。"},
      {"entry KEPT",
       "The count is kept; the same command sends it again, once.",
       "盘点已保留，重新执行同一命令将用同一编号再次发送。"},

      // What cannot be carried out.
      {"BAD_SHEET_NUMBER",
       "is `{found}`; the number of a sheet is expected, as `epiledger count "
       "sheet` shows it",
       "为“{found}”，应为 epiledger count sheet 显示的盘点表号"},
      {"SHEET_BAD_SURPLUS_REASON",
       "is `{found}`; 上次少盘, 漏登入库, 退回 or 其他 (earlier miscount, "
       "unrecorded receipt, returned, other) is expected",
       "为“{found}”，应为上次少盘、漏登入库、退回或其他"},
      {"SHEET_ITEM_TWICE",
       "names {item} in row {first} and again in row {row}; each item has one "
       "line",
       "第 {first} 行与第 {row} 行重复列出 {item}，每个品种只能有一行"},
      {"SHEET_HAS_NO_LINES",
       "There is nothing on the sheet: the store never had anything. Name what "
       "is to be counted with --item.",
       "盘点表为空：该库房从未有过物资。请用 --item 指明要盘点的品种。"},
      {"NO_COUNT_DRAFT", "is no draft of a count that this program reads",
       "不是本程序可读取的盘点草稿"},
      {"DRAFT_OF_ANOTHER",
       "{subject} is typing a count of this store, or has sent it; go on as "
       "the same person.",
       "该库房的盘点由 {subject} 录入或发送，请以同一人身份继续。"},
      {"DRAFT_WAS_SENT",
       "The last count of this store was sent, and no answer came. Send it "
       "again first: the same command without --new.",
       "该库房上次盘点已发送但未收到结果。请先不加 --new 执行同一命令。"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
