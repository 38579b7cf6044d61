import { beforeAll, describe, expect, test } from "vitest";
import type { Labels } from "./labels.ts";

const COUNTY = "counties/990101";
let labels: Labels;
let text: (account: string) => string;

beforeAll(async () => {
  const [{ Labels: Kept }, { accountText }] = await Promise.all([import("./labels.ts"), import("./accounts.ts")]);
  labels = new Kept();
  labels.setDocuments([{ name: `${COUNTY}/documents/d1`, number: "示财社〔2026〕1号" }]);
  labels.setShown([{ name: `${COUNTY}/purposes/masks`, displayName: "防控物资" }, { name: `${COUNTY}/facilities/h`, displayName: "示范县人民医院" },
    { name: `${COUNTY}/funds/central`, displayName: "中央财政资金" }, { name: `${COUNTY}/facilities/h/stores/p`, displayName: "药房" },
    { name: `${COUNTY}/items/n95`, displayName: "N95医用防护口罩" }, { name: `${COUNTY}/indicators/beds-staffed`, displayName: "编制床位" }]);
  labels.setPersons([{ name: `${COUNTY}/subjects/s-1`, displayName: "王会计" }, { name: `${COUNTY}/subjects/s-2`, displayName: "" }]);
  text = (account) => accountText(account, COUNTY, labels);
});

describe("what people call what the services name", () => {
  test.each([
    ["documents/d1", "示财社〔2026〕1号"], ["documents/d1/allocations/2", "示财社〔2026〕1号 第2项"], ["purposes/any", "未分用途"],
    ["payments/7f2c01aa-0000000041", "一笔支付"], ["facilities/h", "示范县人民医院"], ["funds/other", "名称暂时读不到"],
    ["facilities/h/requisitions/7f2c01aa-0000000041", "示范县人民医院的申领"],
  ])("%s", (name, called) => expect(labels.of(`${COUNTY}/${name}`)).toBe(called));
  test("persons by the subject's id, and nobody by a name that was erased", () => {
    expect([labels.person("s-1"), labels.person("s-2"), labels.person("s-3")]).toEqual(["王会计", undefined, undefined]);
  });
  test("in a service's own words", () => {
    expect(labels.inWords(`指标 ${COUNTY}/documents/d1/allocations/2 的用途 ${COUNTY}/purposes/masks 余额不足`)).toBe("指标 示财社〔2026〕1号 第2项 的用途 防控物资 余额不足");
  });
  test.each([
    ["of an item by its bare id", "药房 当时可出库的 n95 为 30", {}, "药房 当时可出库的 N95医用防护口罩 为 30"],
    ["of an indicator as totals spell it", "beds_staffed 为 9；应在 0 至 5 之间", {}, "编制床位 为 9；应在 0 至 5 之间"],
    ["of a report", `${COUNTY}/facilities/h/reports/2026-11-30 已报送（第 1 版）`, {}, "2026-11-30 日报 已报送（第 1 版）"],
    ["of what has no name", `${COUNTY}/facilities/h/stores/p/counts/7f2c01aa-0000000041 中的 n95`, {}, "盘点 中的 N95医用防护口罩"],
    ["of what was not read", `${COUNTY}/facilities/other 与 ${COUNTY}/things/7f2c01aa-0000000042`, {}, "一家机构 与 一条记录"],
    ["of persons", "已由 s-1 处理，s-3 复查", { resolved_by: "s-1", subject: "s-3" }, "已由 王会计 处理，一位登记人员 复查"],
    ["and leaves all others", "共 3 个，box 与 s-9", {}, "共 3 个，box 与 s-9"],
  ])("in a service's own words: %s", (_, text, figures, told) => expect(labels.inWords(text, figures)).toBe(told));
});

describe("where an account's money or goods stand", () => {
  test.each([
    ["source:central", "中央财政资金 · 下达来源"], ["source:central/a1", "中央财政资金 · 下达来源"], ["fund:central:available", "中央财政资金 · 可分配"],
    ["alloc:d1/2/any:available", "示财社〔2026〕1号 第2项 · 未分用途 · 可用"], ["held:d1/2/masks/c1/3", "示财社〔2026〕1号 第2项 · 防控物资 · 订单占用"],
    ["transferred-in:d1/2/masks", "示财社〔2026〕1号 第2项 · 防控物资 · 调入"], ["paid-back:d1/2/any/20500", "示财社〔2026〕1号 第2项 · 未分用途 · 交回现金"],
    ["contra:d1/2/masks", "示财社〔2026〕1号 第2项 · 防控物资 · 对方科目"], ["contra:arrived:d1/2/masks/c1/3", "示财社〔2026〕1号 第2项 · 防控物资 · 对方科目"],
    ["liability:h/l1", "示范县人民医院 · 垫付或赊购"], ["contra:liability:h/l1", "示范县人民医院 · 垫付或赊购"],
    ["store:h/p/n95/lot/o", "示范县人民医院 · 药房 · 在库"], ["shipment_loss:h/p/s1/broken/n95/lot/o", "示范县人民医院 · 药房 · 途中损失"],
    ["in_service:h/ventilator/lot/o", "示范县人民医院 · 在用"], ["donor:h/ventilator/lot/o", "示范县人民医院 · 捐赠方"], ["something:else", "其他科目"],
  ])("%s", (account, told) => expect(text(account)).toBe(told));
});
