// What does not fit, and what to do about it.
import { text } from "$src/language/texts.ts";

export const words = {
  title: text("账实不符，待核对", "What does not fit, to be looked into"),
  of: text((item: string, quantity: string) => `${item}　${quantity}`, (item, quantity) => `${item}: ${quantity}`),
  at: text((store: string, time: string) => `${store} · ${time}`, (store, time) => `${store} · ${time}`),
  openSince: text((time: string) => `自 ${time} 待核对`, (time) => `open since ${time}`),
  kinds: {
    count: text("盘点与出入库记录对不上，没有计入库存", "A count that no record of goods in and out agrees with; it changed no stock"),
    receipt: text("入库与盘点对不上，没有计入库存", "A delivery that no count agrees with; it changed no stock"),
    loss: text("报损与盘点对不上，没有计入库存", "A loss that no count agrees with; it changed no stock"),
    bringBack: text("退库与盘点对不上，没有计入库存", "Goods brought back that no count agrees with; they changed no stock"),
    arrival: text("调拨到货与盘点对不上，仍算在途", "Goods that arrived with a shipment and that no count agrees with; they are still on their way by the books"),
    lateSurplus: text("事后补登的记录使账面多出", "Something recorded late leaves more than there should be"),
    surplus: text("盘点多出，原因不明", "A count found more, and nobody said why"),
    reservation: text("已预留的物资不在了，调拨单少发", "What was held back for a shipment is not there any more; the shipment goes with less"),
    other: text("记录之间对不上", "Records do not agree"),
  },
  how: {
    count: text("请再数一遍该品种；若是当时录错，请更正那次盘点；若有出入库漏登，请补登。", "Count the item again; correct the count if it was typed wrong; record what came or went and was not recorded."),
    movement: text("请核对单据上的数量和时间，并与前后两次盘点对照：漏登的补登，盘错的更正。", "Check quantity and time on the paper against the counts before and after it: record what is missing, correct what was counted wrong."),
    surplus: text("请核对是否重复登记、时间有误或有到货漏登，再写明原因。", "See whether something was recorded twice, at the wrong time, or not at all; then say why."),
    reservation: text("请重新配货；不够发的，告知收货方，或取消该调拨。", "Set the goods aside again; where there is too little, tell the receiver, or cancel the shipment."),
  },
  recount: text("重新清点", "Count again"),
  correct: text("更正上次盘点", "Correct the last count"),
  record: text("补登出入库", "Record goods in or out"),
  resolve: text("已核对，销项", "Looked into: close it"),
  resolveHow: text("怎样核对、结果如何", "What was found out"),
};
