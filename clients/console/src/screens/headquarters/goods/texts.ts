// What is said of goods that are given, whatever decided it.
import { Shipment_State } from "$calls/headquarters/epiledger/supplies/v1/shipment_pb";
import { text, type Text } from "$src/language/texts.ts";

export const goods = {
  amount: text((packs: string, pieces: string) => `${packs}（${pieces}）`, (packs, pieces) => `${packs} (${pieces})`),
  store: text((facility: string, store: string) => `${facility} ${store}`, (facility, store) => `${facility}, ${store}`),
  judged: text((time: string) => `按 ${time} 的账`, (time) => `By the books at ${time}`),
  shipments: text("生成的调拨单", "Shipments it made"),
  from: text("调出", "Comes from"),
  to: text("发往", "Goes to"),
  what: text("物资", "Goods"),
  progress: text("进度", "How far"),
  when: text("登记时间", "Recorded"),
  firstOf: text((n: number, all: number) => `共 ${all} 张，列出前 ${n} 张。`, (n, all) => `The first ${n} of ${all} are listed.`),
};

export const shipmentStates: Record<Shipment_State, Text> = {
  [Shipment_State.UNSPECIFIED]: text("不明", "not known"),
  [Shipment_State.RESERVED]: text("已预留，待拣货", "held back, to be picked"),
  [Shipment_State.PICKED]: text("已拣货，待发运", "picked, to be shipped"),
  [Shipment_State.SHIPPED]: text("在途", "on its way"),
  [Shipment_State.PARTLY_RECEIVED]: text("部分签收", "partly received"),
  [Shipment_State.RETURNING]: text("拒收待退回", "rejected, to be taken back"),
  [Shipment_State.RECEIVED]: text("已签收", "received"),
  [Shipment_State.CANCELLED]: text("已取消", "cancelled"),
};
