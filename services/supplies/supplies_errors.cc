#include "services/supplies/supplies_errors.h"

namespace epiledger::supplies {

absl::Span<const rpc::MessageText> SuppliesMessages() {
  static constexpr rpc::MessageText kTexts[] = {
      // Fields: said of one field, whose path stands in front.
      {"LISTED_TWICE", "names `{found}` twice", "重复列出“{found}”"},
      {"VALIDITY_REVERSED", "is before the first day of validity",
       "早于有效期的第一天"},
      {"SUBSTITUTE_FOR_ITSELF",
       "names `{found}` itself; name other items that may be used in its place",
       "为该品种自身“{found}”，请填写可替代它的其他品种"},
      {"SERIAL_NUMBER_NEEDED",
       "puts goods in service, which asks for the serial number of each unit: "
       "record it as equipment",
       "为投入使用，须逐台登记出厂编号：请按设备登记"},
      {"SHIPMENT_NEEDED", "goes or comes with a shipment: record it there",
       "随调拨单出入：请在调拨单上登记"},
      {"SAME_STORE", "is `{found}`, which is the store that gives",
       "为“{found}”，与发出库房相同"},
      {"SCRAPPED_AT_FIRST",
       "says that it is scrapped; put it in service first, then say when it "
       "was given up",
       "为已报废：请先登记投入使用，再登记报废时间"},
      {"STORE_OF_OTHER_FACILITY",
       "is `{found}`, which is not a store of {facility}",
       "为“{found}”，不是 {facility} 的库房"},
      {"DATES_REVERSED", "is after the last day; the first comes first",
       "晚于最后一天；起始日应在前"},
      {"TOO_MANY_DAYS", "makes it {found} days; ask for {limit} at most",
       "共 {found} 天；一次最多 {limit} 天"},
      {"BAD_BANDS",
       "has {count} numbers; three rising numbers of days are expected",
       "共有 {count} 个数，应为三个递增的天数"},
      {"QUANTITY_MISSING",
       "is missing: say what was found, also when it is nothing; unknown is "
       "not zero",
       "未填写：请填写实际清点数，没有也要填零，不清楚不等于零"},
      {"QUANTITY_TOO_LARGE",
       "comes to {found} base units; at most {limit} are allowed",
       "合计 {found} 个基本单位，最多允许 {limit} 个"},
      {"NOT_FOR_THIS_KIND", "must be left out here", "此处不得填写"},
      {"ORIGIN_MISSING", "is missing: say where the goods came from",
       "未填写：请说明物资来源"},
      {"DONOR_MISSING", "is missing: say who gave the goods",
       "未填写：请说明捐赠方"},
      {"ORDER_LINE_MISSING",
       "is missing: say by which order and which of its lines it was bought",
       "未填写：请说明由哪份合同/订单的第几行采购"},
      {"LOT_OF_OTHER_ITEM", "is `{found}`, which is not a lot of {item}",
       "为“{found}”，不是 {item} 的批次"},
      {"REASON_MISSING", "is missing: say why the earlier count is wrong",
       "未填写：请说明原盘点有何错误"},
      {"LOSS_REASON_MISSING", "is missing: say why the goods were lost",
       "未填写：请说明损失原因"},
      {"NOTE_MISSING", "is missing: say what the other reason is",
       "未填写：请说明“其他”指什么"},
      {"OVERRIDE_WITHOUT_LOT",
       "is given, but no lot is named: name the expired lot that is issued",
       "已填写，但没有指明批次：请指明要出库的过期批次"},
      {"OTHER_STORE", "is `{found}`, which is not a count of {store}",
       "为“{found}”，不是 {store} 的盘点"},
      {"WITHDRAW_WITHOUT_SUPERSEDES",
       "takes a line back, but the count supersedes none",
       "要求撤回，但本次盘点没有指明被更正的盘点"},
      {"DRAWN_ELSEWHERE",
       "is a point of `{found}`; the sheet of this count is drawn from {book}",
       "为“{found}”中的位置，本次盘点的盘点表应取自 {book}"},
      {"SHEET_OF_NOTHING",
       "is partial, and neither items nor a category nor a copy are asked for; "
       "say one of them, or ask for a full sheet",
       "为部分盘点，但没有指明品种、分类或复制；请指明其一，或改为全面盘点"},

      // Questions back, of one line.
      {"CONFIRMATION_NEEDED",
       "Please check and confirm the lines named; nothing was recorded yet.",
       "请核对并确认所列各行；尚未记录。"},
      {"CONFIRM_CHANGE",
       "{item}: {found} counted where {expected} were expected, a change of "
       "more than five times; confirm that it is so",
       "{item}：盘点 {found}，账面应为 {expected}，相差超过五倍，请确认无误"},
      {"CONFIRM_SURPLUS",
       "{item}: {surplus} more than expected, beyond the tolerance of "
       "{tolerance}; give a reason, or confirm that none is known",
       "{item}：比账面多 {surplus}，超出容差 {tolerance}，"
       "请填写原因，或确认原因不明"},

      {"CONFIRM_MOVED",
       "{item}: {entries} times recorded since the sheet was drawn, {change} "
       "in "
       "all, the last of {last}; count it again, or say that your count is "
       "right all the same",
       "{item}：取表后又有 {entries} 次记录，合计变动 {change}，最近一次为 "
       "{last}；请重新清点，或确认仍以本次清点为准"},

      // Referents.
      {"STORE_NOT_FOUND", "There is no store {name}.", "找不到库房“{name}”。"},
      {"ITEM_NOT_FOUND", "There is no item {name}.",
       "找不到物资品种“{name}”。"},
      {"PACK_NOT_FOUND", "{item} has no pack `{pack}`; it has {packs}.",
       "{item} 没有包装“{pack}”；可用：{packs}。"},
      {"PACK_AMBIGUOUS",
       "{item} has packs of different sizes called `{pack}`; name one by its "
       "id: {packs}.",
       "{item} 有多种大小不同的包装名为“{pack}”，请用标识区分：{packs}。"},
      {"LOT_NOT_FOUND", "There is no lot {name}.", "找不到批次“{name}”。"},
      {"COUNT_NOT_FOUND", "There is no count {name}.", "找不到盘点“{name}”。"},
      {"STORE_NEVER_COUNTED",
       "{name} was never counted; there is no sheet to copy. Ask for a full "
       "one.",
       "{name} 从未盘点，没有可复制的盘点表，请取全面盘点表。"},
      {"SHEET_TOO_LONG",
       "The sheet would have {found} lines, and a count has at most {limit}; "
       "ask for a category.",
       "盘点表共 {found} 行，一次盘点最多 {limit} 行，请按分类取表。"},
      {"QUARANTINE_NOT_FOUND", "There is no quarantine {name}.",
       "找不到隔离记录“{name}”。"},
      {"REQUISITION_NOT_FOUND", "There is no requisition {name}.",
       "找不到申领单“{name}”。"},
      {"STOCK_LEVEL_NOT_FOUND", "No level is set that is called {name}.",
       "未设定库存上下限“{name}”。"},
      {"SHIPMENT_NOT_FOUND", "There is no shipment {name}.",
       "找不到调拨单“{name}”。"},
      {"TASK_NOT_FOUND", "There is no task {name}.", "找不到待办“{name}”。"},
      {"EQUIPMENT_NOT_FOUND", "There is no equipment unit {name}.",
       "找不到设备“{name}”。"},

      // Rules.
      {"ALREADY_SUPERSEDED",
       "{item} of {count} was already superseded, by {by}; supersede that one.",
       "{count} 中的 {item} 已由 {by} 更正，请更正后者。"},
      {"NOT_COUNTED", "{count} has no line of {item} to take back.",
       "{count} 中没有可撤回的 {item}。"},
      {"STOCK_SHORT",
       "{available} of {item} can be issued from {store} at that time; "
       "{needed} are asked for.{withheld:each}",
       "{store} 当时可出库的 {item} 为 {available}，需要 "
       "{needed}。{withheld:each}"},
      {"withheld", " {withheld_quantity} more are there, {withheld:word}.",
       "另有 {withheld_quantity} {withheld:word}。"},
      {"expired", "expired", "已过期"},
      {"quarantined", "in quarantine", "在隔离中"},
      {"reserved", "reserved for shipments", "已为调拨预留"},
      {"STOCK_RESERVED",
       "Of {item} in {store} no more would be left than is reserved for "
       "shipments.",
       "{store} 的 {item} 剩余将少于已为调拨预留的数量。"},
      {"FAIR_SHARE_NOT_FOUND", "There is no fair share {name}.",
       "未找到分配方案 {name}。"},
      {"FAIR_SHARE_DECIDED", "{fair_share} is {state:word} already.",
       "{fair_share} 已{state:word}。"},
      {"FAIR_SHARE_REVISED",
       "{subject} revised {fair_share} meanwhile: {found} is not its newest "
       "revision, which is {revision}. Look at it and revise that one.",
       "{subject} 已修改 {fair_share}：第 {found} 稿不是最新的第 {revision} "
       "稿，请查看后再修改。"},
      {"FAIR_SHARE_DIFFERS",
       "The digest {found} is not that of {fair_share}, which is {digest} in "
       "revision {revision}. Look at it again and approve what it says.",
       "摘要 {found} 与 {fair_share} 第 {revision} 稿的摘要 {digest} "
       "不符，请重新查看后再批准。"},
      {"STOCK_MOVED_SINCE",
       "The stock of {store} changed since {fair_share} was revised at {time}, "
       "first by entry {sequence}. Revise it, which may leave all lines as "
       "they "
       "are, and approve what it says then.",
       "{fair_share} 于 {time} 定稿后，{store} 的库存有变动（最早为第 "
       "{sequence} 号记录）。请更新该方案（可不改明细），查看后再批准。"},
      {"SHARED_OUT_SINCE",
       "{other} shared out the same item at {time}, after {fair_share} was "
       "revised. Revise it and approve what it says then.",
       "{fair_share} 定稿后，{other} 已于 {time} 分配同一品种。请更新该方案，"
       "查看后再批准。"},
      {"LOTS_DIFFER",
       "The lots for {store} are {lots} pieces, and the line says {quantity}.",
       "{store} 的批次合计 {lots}，与该行数量 {quantity} 不符。"},
      {"NO_LINES_LEFT",
       "Nothing of {fair_share} would be left; withdraw it instead.",
       "{fair_share} 将不剩任何明细，请改为撤回该方案。"},
      {"fair_share_approved", "approved", "批准"},
      {"fair_share_withdrawn", "withdrawn", "撤回"},
      {"REQUISITION_DECIDED", "{requisition} is {state:word}.",
       "申领单 {requisition} {state:word}。"},
      {"requisition_submitted", "submitted", "已提交"},
      {"requisition_approved", "approved already", "已批准"},
      {"requisition_rejected", "rejected already", "已驳回"},
      {"requisition_cancelled", "cancelled", "已撤销"},
      {"requisition_closed", "closed", "已办结"},
      {"NOT_REQUESTED", "{item} is not asked for in {requisition}.",
       "{requisition} 没有申领 {item}。"},
      {"APPROVED_TOO_MUCH",
       "{asked} of {item} are asked for; {approved} would be approved. Approve "
       "some, and no more than that.",
       "申领 {item} {asked}，批准数将为 {approved}；批准数须大于零且不超过"
       "申领数。"},
      {"MAX_BELOW_MIN",
       "The most of {item} would be {max} base units, and the least {min}; the "
       "most must not be below the least.",
       "{item} 的上限为 {max} 个基本单位，下限为 {min}；上限不得低于下限。"},
      {"SHIPMENT_NOT_OPEN",
       "{shipment} is {state:word}; only what waits to leave can be changed.",
       "{shipment} {state:word}，仅未发出的调拨单可以更改。"},
      {"NOT_SHIPPED",
       "{shipment} is {state:word} by the books of the sending store; ask it "
       "to "
       "record when it left.",
       "按发出库房的记录，{shipment} {state:word}；请其登记发出时间。"},
      {"shipment_reserved", "reserved", "已预留"},
      {"shipment_picked", "picked", "已拣货"},
      {"shipment_shipped", "on its way", "在途"},
      {"shipment_partly_received", "received in part", "已部分签收"},
      {"shipment_returning", "on its way back in part", "有拒收物资待退回"},
      {"shipment_received", "received", "已签收"},
      {"shipment_cancelled", "cancelled", "已取消"},
      {"NOTHING_RESERVED", "Nothing is reserved for {shipment} any more.",
       "{shipment} 已没有预留物资。"},
      {"NOT_IN_SHIPMENT", "{item} is not in {shipment}.",
       "{shipment} 中没有 {item}。"},
      {"PICKED_TOO_MUCH",
       "{named} of {item} are named, and {reserved} are reserved.",
       "指明的 {item} 为 {named}，预留为 {reserved}。"},
      {"OTHER_DESTINATION", "{shipment} goes to {store}.",
       "{shipment} 的收货库房为 {store}。"},
      {"RECEIVED_TOO_EARLY", "{shipment} left at {since}, after that time.",
       "{shipment} 于 {since} 发出，晚于该时间。"},
      {"NOTHING_ON_ITS_WAY", "Nothing of {shipment} is on its way here.",
       "{shipment} 没有在途物资。"},
      {"MORE_THAN_SHIPPED",
       "{available} of {item} are on their way with {shipment}; {told} are "
       "told "
       "of. What came beyond it is a receipt of its own, or what the next "
       "count finds.",
       "{shipment} 在途的 {item} 为 {available}，填写为 {told}。"
       "多到的部分请另行登记入库，或由下次盘点发现。"},
      {"MORE_THAN_REJECTED",
       "{available} of {item} were rejected of {shipment} and wait; {told} are "
       "told of.",
       "{shipment} 待退回的拒收 {item} 为 {available}，填写为 {told}。"},
      {"RETURNED_TOO_EARLY",
       "Goods of {shipment} were rejected after that time.",
       "{shipment} 的拒收时间晚于该时间。"},
      {"TOO_MANY_SETTLEMENTS",
       "{shipment} would be told of in more than {limit} parts; receive "
       "it in fewer.",
       "{shipment} 的签收明细将超过 {limit} 条，请合并签收。"},
      {"EXPIRED_LOT",
       "{lot} may be used up to {expiry} and the issue is of {day}; give a "
       "reason to issue it all the same.",
       "{lot} 有效期至 {expiry}，出库日期为 {day}；如仍需出库，请填写理由。"},
      {"LOT_QUARANTINED",
       "{lot} was in quarantine in {store} at that time; it has to be released "
       "first.",
       "{lot} 当时在 {store} 处于隔离状态，须先解除隔离。"},
      {"ALREADY_QUARANTINED",
       "{lot} is in quarantine in {store} at that time or later: {quarantine}.",
       "{lot} 在 {store} 当时或其后已处于隔离状态：{quarantine}。"},
      {"ALREADY_RELEASED", "{quarantine} was already ended, by {by}.",
       "{quarantine} 已由 {by} 解除。"},
      {"RELEASED_TOO_EARLY", "{quarantine} began after that time.",
       "{quarantine} 在该时间之后才开始。"},
      {"TOO_MANY_LOTS",
       "There are {found} lots in these stores, and at most {limit} can be "
       "sorted; ask for one facility.",
       "这些库房共有 {found} 个批次，最多可排序 {limit} 个，请按机构查询。"},
      {"TOO_MANY_PLACES",
       "The goods of these lines are in {found} places, and at most {limit} "
       "can "
       "be told in one answer; ask for fewer lines at a time.",
       "这些订单行的物资分布在 {found} 处，一次最多可列出 {limit} "
       "处，请减少每次"
       "查询的行数。"},
      {"LOT_OR_LINES",
       "must name lines of orders; with `lot`, at most the one line it is of",
       "须给出订单行；若给出 lot，则最多给出该批次所属的一行"},
      {"ISSUE_CONTRADICTED",
       "What was counted and issued from {store} since leaves no {item} for "
       "this issue.",
       "{store} 此后的盘点和出库与本次 {item} 出库不符。"},
      {"ITEM_CHANGED",
       "{name} is at revision {revision} by now, not {found}. Look at it "
       "again, then change it.",
       "{name} 现为第 {revision} 版，而非第 {found} 版。请查看后再修改。"},
      {"ITEM_FIXED",
       "{field} of {name} is {is} and stays so, for all that was recorded of "
       "it counts in it; {asked} is asked for. Make another item.",
       "{name} 的 {field} 为 {is}，已有记录以此为准，不得改为 {asked}；"
       "请另建品种。"},
      {"PACK_SIZE_FIXED",
       "The pack {pack} of {name} holds {is} and stays so, for quantities in "
       "it may be on their way; {asked} is asked for. Give the other pack a "
       "name of its own.",
       "{name} 的包装 {pack} 每件 {is}，可能尚有按此填写的数量在途，"
       "不得改为 {asked}；请为新包装另取标识。"},
      {"NOT_DURABLE",
       "{item} is used up, and no equipment; a unit is of a durable item.",
       "{item} 为消耗品，不是设备；设备须属于耐用品种。"},
      {"NOT_CONSUMABLE",
       "{item} is equipment, and lasts for no number of days; ask for working "
       "units of it.",
       "{item} 为设备，没有可用天数；请填写完好台数。"},
      {"TOO_MANY_VERSIONS",
       "{name} has {limit} versions, the most there can be. Make another list.",
       "{name} 已有 {limit} 个版本，达到上限。请另设清单。"},
      {"DAYS_OR_UNITS",
       "must ask for days of supply, or for working units, and not for both",
       "须填写可用天数或完好台数，且只填一种"},
      {"AT_RISK_OVER_READY",
       "is more than what is asked for ready; less is at risk",
       "大于达标数；临界数不得高于达标数"},
      {"SERIAL_NUMBER_TAKEN",
       "A unit of {item} with the serial number {serial_number} is in the "
       "books already. Where two makers use one number, put the maker's name "
       "before it.",
       "{item} 已登记过出厂编号 {serial_number}。"
       "若不同厂家编号相同，请在编号前加厂家名称。"},
      {"NOT_YET_IN_SERVICE",
       "{unit} was put in service at {since}, and nothing became of it before, "
       "at {asked}.",
       "{unit} 于 {since} 投入使用，{asked} 尚未投入使用。"},
      {"STATE_CHANGED_THEN",
       "Another change of {unit} is recorded at that very instant, {time}; "
       "say a time before or after it.",
       "{unit} 在 {time} 已有一次状态变化，请填写其前或其后的时间。"},
      {"TOO_MANY_STATE_CHANGES",
       "{unit} has {limit} changes of state, which is the most there can be.",
       "{unit} 已有 {limit} 次状态变化，达到上限。"},
      {"TASK_RESOLVED", "{task} was already resolved, by {resolved_by}.",
       "{task} 已由 {resolved_by} 处理。"},
  };
  return kTexts;
}

}  // namespace epiledger::supplies
