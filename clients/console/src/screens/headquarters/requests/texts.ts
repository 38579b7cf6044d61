// What is said of requests for goods and of the answers to them.
import { Requisition_State as State } from "$calls/headquarters/epiledger/supplies/v1/requisition_pb";
import { plural, text, type Text } from "$src/language/texts.ts";

export const states: Record<State, Text> = {
  [State.UNSPECIFIED]: text("不明", "not known"),
  [State.SUBMITTED]: text("待答复", "waits for an answer"),
  [State.APPROVED]: text("已批准", "approved"),
  [State.REJECTED]: text("未批准", "rejected"),
  [State.CANCELLED]: text("已撤回", "taken back"),
  [State.CLOSED]: text("已完成", "closed"),
};

export const requests = {
  how: text("最早的在前。逐项答复：批准（可部分批准、可从几处调出）后立即生成调拨单并预留；不批准须写明原因，申领单位原样看到。",
    "The oldest first. Granted, in whole or in part and out of one store or several, the shipments are made and the goods held back at once; rejected, the facility reads your reason as you wrote it."),
  because: text((reason: string) => `理由：${reason}`, (reason) => `Why: ${reason}`),
  asked: text("申领", "Asked for"),
  has: text("现有", "Has"),
  lasts: text("够用", "Lasts"),
  approved: text("批准", "Approved"),
  received: text("已收", "Received"),
  see: text("办理", "Request"),
  open: text("打开", "Open"),
  remark: text((remark: string) => `要求：${remark}`, (remark) => `Remark: ${remark}`),
  neverRecorded: text("没有记录", "nothing on record"),
  answered: text("已答复的申领", "Answered requests"),
  whichState: text("看哪些", "Which"),
  state: text("状态", "State"),
  when: text("答复时间", "Answered"),
  goods: text("物资", "Goods"),
  givenOf: text((item: string, approved: string, asked: string) => `${item} 批准 ${approved} / 申领 ${asked}`,
    (item, approved, asked) => `${item}: ${approved} of ${asked}`),
  askedOnly: text((item: string, asked: string) => `${item} 申领 ${asked}`, (item, asked) => `${item}: ${asked} asked for`),
  noneAnswered: text("没有这一类申领。", "There is none of these."),

  // One request.
  back: text("返回申领", "Back to the requests"),
  at: text((time: string) => `${time} 提交`, (time) => `sent ${time}`),
  waits: text((days: string) => `已等待 ${days}`, (days) => `waiting ${days}`),
  wantedBy: text((day: string) => `需用日期：${day}`, (day) => `Wanted by: ${day}`),
  forStore: text((store: string) => `领用库房：${store}`, (store) => `For: ${store}`),
  place: text("看该机构的库存和上报", "The facility's stock and reports"),
  lines: text("申领物资", "What it asks for"),
  onlyHeadquarters: text("只有指挥部可以答复。", "Headquarters alone answers."),
  notNow: text("正在查看历史时点，回到现在才能答复。", "A past moment is shown: go back to now to answer."),
  grantedAt: text((time: string) => `${time} 批准`, (time) => `Approved ${time}`),
  rejectedAt: text((time: string) => `${time} 未批准`, (time) => `Rejected ${time}`),
  cancelledAt: text((time: string) => `${time} 撤回`, (time) => `Taken back ${time}`),
  reasonOf: text((reason: string) => `原因：${reason}`, (reason) => `Reason: ${reason}`),
  noteOf: text((note: string) => `说明：${note}`, (note) => `Remarks: ${note}`),
  granted: text("已批准，调拨单已生成，物资已预留。", "Approved: the shipments are made, and the goods are held back."),
  rejected: text("已答复：不批准。申领单位会看到原因。", "Rejected; the facility reads why."),

  // Granting.
  grant: text("批准", "Approve"),
  grantHow: text("每种物资填从哪个库房调出多少；储备库够的已先填好。不批的留空。", "Say how much of each goes out of which store; where a warehouse suffices it is filled in. What is not approved stays empty."),
  free: text((store: string, free: string) => `${store} · 可用 ${free}`, (store, free) => `${store} · ${free} free`),
  short: text((free: string) => `超过账上可用的 ${free}：没有新到货就会被退回。`, (free) => `More than the ${free} that are free: refused unless more has come in.`),
  noneFree: text("储备库没有可用的。可从其他机构调出，或不批准。", "No warehouse has any free. Take it from another facility, or reject it."),
  fromOther: text("也从其他机构调出", "Also out of another facility"),
  choose: text("选择机构…", "Choose a facility…"),
  otherFree: text((facility: string, free: string) => `${facility}（可用 ${free}）`, (facility, free) => `${facility} (${free} free)`),
  sum: text((total: string, asked: string) => `共批准 ${total}，申领 ${asked}`, (total, asked) => `${total} of the ${asked} asked for`),
  partly: text((less: string) => `少批 ${less}`, (less) => `${less} less than asked for`),
  notThis: text("此项不批", "Nothing of it is approved"),
  tooMuch: text("超过申领数", "More than is asked for"),
  notNumber: text("请输入整数", "Type a whole number"),
  note: text("给申领单位的说明（可不填，不写人名）", "Remarks for the facility; may be left out, names nobody"),
  make: text("批准，生成调拨单", "Approve, make the shipments"),
  makeHow: text((n: number) => `将从 ${n} 个库房各生成一张调拨单，立即预留：`, (n) => `This makes ${plural(n, "shipment", "shipments")}, held back at once:`),
  line: text((item: string, amount: string, stores: string) => `${item} ${amount}，${stores}`, (item, amount, stores) => `${item} ${amount}, ${stores}`),
  left: text((item: string) => `${item} 不批`, (item) => `nothing of ${item}`),
  confirm: text("确认批准", "Approve"),

  // Rejecting.
  reject: text("不批准", "Reject"),
  rejectTitle: text((facility: string) => `不批准${facility}的申领`, (facility) => `Reject the request of ${facility}`),
  rejectHow: text("写清楚为什么、接下来怎么办，申领单位原样看到。不写人名。", "Say why, and what to do next: the facility reads it as you write it. Name nobody."),
  rejectWhy: text("不批准的原因", "Why it is rejected"),
  common: text("常用原因", "Common reasons"),
  confirmReject: text("确认不批准", "Reject it"),

  // Taking back what was granted.
  takeBack: text("撤回批准", "Take the approval back"),
  takeBackTitle: text((facility: string) => `撤回给${facility}的批准`, (facility) => `Take back what ${facility} was granted`),
  takeBackHow: text("调拨单随之取消，预留的物资放回库存，这份申领就此结束；有一张已经发出，就不能撤回。原因由申领单位原样看到，不写人名。",
    "Its shipments are cancelled, what they held back is free again, and the request is over; once one of them has left, none is taken back. The facility reads your reason as you write it. Name nobody."),
  takeBackWhy: text("撤回的原因", "Why it is taken back"),
  confirmTakeBack: text("确认撤回", "Take it back"),
  takenBack: text("已撤回：调拨单已取消，预留的物资已放回库存。", "Taken back: its shipments are cancelled, and what they held back is free again."),
};

/** Reasons that come up every day, in words that say what to do next. */
export const commonReasons: readonly Text[] = [
  text("县里现在没有库存，到货后会通知，请届时再申领。", "The county has none left. You will be told when more comes in: please ask again then."),
  text("现有库存按目前用量还够用，请快用完时再申领。", "What you have still lasts at the present rate. Please ask again when it runs low."),
  text("最近没有盘点，现存数不明。请先盘点登记，再重新申领。", "It was not counted lately, so nobody knows what you have. Please record a count, then ask again."),
];

/** Reasons for taking back, likewise. */
export const takeBackReasons: readonly Text[] = [
  text("另有更急的需要，这批物资先调往他处，请过后再申领。", "Others need it more urgently, and it goes there first. Please ask again later."),
  text("批准有误，将重新办理，请再提交一次申领。", "It was approved by mistake. Please ask once more, and it is done anew."),
];
