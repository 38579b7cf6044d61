// What is said of sharing out.
import { FairShare_State as State, ShareStanding_Basis as Basis } from "$calls/headquarters/epiledger/supplies/v1/fair_share_pb";
import { plural, text, type Text } from "$src/language/texts.ts";

export const states: Record<State, Text> = {
  [State.UNSPECIFIED]: text("不明", "not known"),
  [State.PROPOSED]: text("待批准", "proposed"),
  [State.APPROVED]: text("已批准", "approved"),
  [State.WITHDRAWN]: text("不执行", "withdrawn"),
};

/** Figures of a reason, as they are shown; days are `不明` where nobody knows. */
export interface Figures {
  before: string;
  after: string;
  use: string;
  days: string;
}

export const bases: Record<Basis, Text<[Figures]>> = {
  [Basis.UNSPECIFIED]: text((_: Figures) => "不明", (_) => "not known"),
  [Basis.DAYS_OF_SUPPLY]: text((f: Figures) => `${f.days} 天用 ${f.use}，现够用 ${f.before} 天，分后够用 ${f.after} 天：先补最少的`,
    (f) => `used ${f.use} in ${f.days} days: lasts ${f.before} days now, ${f.after} with this; who lasts least comes first`),
  [Basis.NEED_UNKNOWN]: text((_: Figures) => "用量不明，不当作零：给一包", (_) => "its need is not known, which is not none: it gets a pack"),
  [Basis.BY_CHOICE]: text((_: Figures) => "期间无消耗，由人指定", (_) => "nothing is used there; a person gives it some"),
  [Basis.OTHERS_FIRST]: text((f: Figures) => `${f.days} 天用 ${f.use}，现够用 ${f.before} 天，不比分得者少，或已无可分`,
    (f) => `used ${f.use} in ${f.days} days: lasts ${f.before} days, no less than those that get some, or nothing is left`),
  [Basis.NO_USE]: text((_: Figures) => "期间无消耗，不分", (_) => "nothing is used there"),
  [Basis.UNKNOWN_AND_NOTHING_LEFT]: text((_: Figures) => "用量不明，但已无可分", (_) => "its need is not known, and nothing is left"),
};

export const sharing = {
  title: text("均衡分配", "Fair shares"),
  how: text("某种物资不够分时，按可用天数均衡：谁最先用完先给谁。先看建议和理由，登记为方案，可逐行修改，批准后生成调拨单。",
    "Where an item does not suffice it is shared out so that it lasts equally long everywhere: see a suggestion and its reasons, propose it, edit it, approve it; the approval makes the shipments."),
  begin: text("新的分配", "A new one"),
  item: text("分什么物资", "What is shared out"),
  from: text("从哪个机构调出", "Which facility gives"),
  stores: text("调出库房", "Stores that give"),
  choose: text("请选择", "Choose"),
  most: text("最多分多少（不填：全部可用）", "At most how many, all that is free if empty"),
  suggest: text("看建议", "See a suggestion"),
  suggestion: text("分配建议", "The suggestion"),
  free: text((free: string, over: string) => `调出库房可用 ${free}，分后剩 ${over}。`, (free, over) => `Free where it comes from: ${free}; ${over} is left.`),
  nothing: text("没有可分的物资，或无处需要。", "There is nothing to share out, or nobody who needs it."),
  note: text("备注（可不填，不写人名）", "Remarks, may be left out; names nobody"),
  propose: text("登记为方案", "Propose this"),
  onlyHeadquarters: text("只有指挥部可以登记和批准。", "Headquarters alone proposes and approves."),
  notNow: text("正在查看历史时点，回到现在才能登记和批准。", "A past moment is shown: go back to now to decide."),
  to: text("分给", "Goes to"),
  gets: text("分得", "Gets"),
  before: text("现够用", "Lasts now"),
  after: text("分后够用", "Lasts then"),
  has: text("现有", "Has"),
  onItsWay: text((n: string) => `在途 ${n}`, (n) => `${n} on its way`),
  why: text("理由", "Why"),
  source: text("调出", "Comes from"),
  expiring: text((n: string) => `其中 ${n} 用完前会过期`, (n) => `${n} of it expires before it is used`),
  days: text((n: string) => `${n} 天`, (n) => `${n} days`),
  chart: text("分配前后够用天数", "Days it lasts, before and after"),
  dark: text("现有", "now"),
  light: text("本次分得", "with its share"),
  list: text("分配方案", "Proposals"),
  none: text("还没有方案。", "There is none yet."),
  state: text("状态", "State"),
  total: text("共分", "In all"),
  places: text("分给几处", "To how many"),
  when: text("登记时间", "Recorded"),
  revision: text((n: string) => `第 ${n} 稿`, (n) => `revision ${n}`),
  back: text("返回分配方案", "Back to the proposals"),
  edit: text("逐行修改", "Edit lines"),
  editHow: text("改成 0 即去掉该行。改过的行按最先到期的批次拣货。", "Nought takes a line out. A changed line is picked by what expires first."),
  line: text((from: string, to: string) => `${from} → ${to}`, (from, to) => `${from} → ${to}`),
  save: text("保存修改", "Save"),
  noChange: text("没有改动。", "Nothing is changed."),
  refresh: text("按现在的账重算理由", "Figures of now"),
  approve: text("批准，生成调拨单", "Approve, make the shipments"),
  approveHow: text((n: number, total: string) => `将生成 ${n} 张调拨单，共 ${total}，立即预留。批准的是您看到的这一稿；之后有人改过或库存有变动，会请您重看。`,
    (n, total) => `This makes ${plural(n, "shipment", "shipments")} of ${total} in all, held back at once. You approve what you see: where it or the stock changed since, you are asked to look again.`),
  confirm: text("确认批准", "Approve"),
  withdraw: text("不执行", "Withdraw"),
  reason: text("原因（不写人名）", "Why; names nobody"),
  confirmWithdraw: text("确认不执行", "Withdraw it"),
  decided: text((time: string) => `决定时间：${time}`, (time) => `Decided: ${time}`),
  because: text((reason: string) => `原因：${reason}`, (reason) => `Why: ${reason}`),
  differs: text("方案已被修改，下面是最新一稿，请重新查看后再批准。", "It was changed meanwhile: this is the newest revision. Look at it before you approve."),
};
