// How a hospital's request is answered, in a browser: asked for, granted or
// rejected by headquarters, picked by the warehouse, read by the hospital.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, closeAll, DESK, holds, isGone, PHONE, tellInFull, UNTIL_SENT, Visitor } from "./browser.mjs";

after(closeAll);

const STAMP = String(Date.now());
const MINUTE = 60_000;
const reasonOf = (words) => `${words} ${STAMP}`;
const requisitions = () => ask("headquarters", "requisition", "list").requisitions ?? [];
const find = (reason) => requisitions().find((one) => one.reason === reason);
const section = (page, id) => page.locator(`section#${id}`);
const card = (page, text) => page.locator("section.card", { hasText: text });
/** `…/tcm-hospital/pharmacy`'s word in addresses and at the command line. */
const wordsOf = ({ name }) => name.split("/").filter((_, at) => at === 3 || at === 5);

function asks(person, reason, ...lines) {
  ask(person, "requisition", "create", `${person}/pharmacy`, ...lines.flatMap((line) => ["--line", line]), "--reason", reason);
  return find(reason);
}

/** At a request, to answer it. */
async function at(requisition, viewport = DESK, language = "zh", person = "headquarters") {
  const visitor = await Visitor.arrive(person, viewport, language);
  await visitor.go(`requests/${wordsOf(requisition).join("/")}`);
  await section(visitor.page, "lines").locator("tbody tr").first().waitFor();
  return visitor;
}

/** All that waits, also where others asked for much before. */
async function listed(page, reason) {
  const open = section(page, "open");
  await open.locator("tbody tr").first().waitFor();
  const more = open.getByRole("button", { name: /显示全部|显示更多|Show all|Show more/ });
  if (await more.count() > 0) await more.click();
  const row = open.locator("tbody tr", { hasText: reason }).first();
  await row.waitFor();
  return row;
}

const amounts = (page, item) => page.locator("fieldset", { hasText: item });

async function grant(page, press = (button) => button.click()) {
  await page.getByRole("button", { name: "批准，生成调拨单" }).click();
  await press(page.getByRole("dialog").getByRole("button", { name: "确认批准" }));
}

// Answered at the end, as it was known in between.
const WAITING = reasonOf("发热门诊备用");
const waiting = asks("people-hospital", WAITING, "kn95=10", "face-shield=20,remark=成人");
const asked = Date.now();

test("a hospital asks on a phone, headquarters grants in part, the warehouse picks it, the hospital reads the answer", async () => {
  const reason = reasonOf("门诊量上升");
  const hospital = await Visitor.arrive("people-hospital", PHONE);
  await hospital.page.getByRole("link", { name: "新申领" }).click();
  await hospital.page.locator("#item-0").selectOption({ label: "N95医用防护口罩" });
  await hospital.page.getByLabel("盒（每盒20只）").fill("10");
  await hospital.page.getByRole("button", { name: "加一种" }).click();
  await hospital.page.locator("#item-1").selectOption({ label: "医用防护服" });
  await hospital.page.locator("#quantity-1").fill("30");
  await hospital.page.locator("#reason").fill(reason);
  await hospital.picture("request-two-items");
  await hospital.page.getByRole("button", { name: "提交" }).click();
  await hospital.page.getByText("已登记。").waitFor();

  const visitor = await Visitor.arrive("headquarters", DESK);
  const { page } = visitor;
  await section(page, "stock").waitFor();
  await page.getByRole("link", { name: "未答复申领" }).click();
  const row = await listed(page, reason);
  assert.match(await row.innerText(), /示范县人民医院[^]*N95医用防护口罩[^]*10盒（200只）[^]*尽快/);
  await visitor.picture("hq-requests-zh");
  await row.getByRole("link", { name: "打开" }).click();
  await page.getByRole("heading", { name: "示范县人民医院的申领" }).waitFor();
  // What the warehouse has suffices, and is filled in.
  const n95 = amounts(page, "N95医用防护口罩");
  await holds(n95.getByLabel("盒（每盒20只）"), "10");
  assert.match(await n95.innerText(), /示范县应急物资储备库 主库 · 可用 /);
  await n95.getByLabel("盒（每盒20只）").fill("11");
  await n95.getByText("超过申领数").waitFor();
  assert.equal(await page.getByRole("button", { name: "批准，生成调拨单" }).isEnabled(), false);
  await n95.getByLabel("盒（每盒20只）").fill("6");
  await n95.getByText("少批 4盒（80只）").waitFor();
  await page.getByLabel("给申领单位的说明").fill("余下四盒到货后补发");
  await visitor.picture("hq-request-grant-zh");
  await page.getByRole("button", { name: "批准，生成调拨单" }).click();
  await page.getByRole("dialog").getByText("N95医用防护口罩 6盒（120只），示范县应急物资储备库 主库").waitFor();
  await visitor.picture("hq-request-confirm");
  await page.getByRole("dialog").getByRole("button", { name: "确认批准" }).dblclick();
  await section(page, "shipments").getByText(/N95医用防护口罩 6盒（120只）[^]*医用防护服 30件/).waitFor();
  await page.getByText("已批准，调拨单已生成").waitFor();
  await visitor.picture("hq-request-granted");
  const made = find(reason);
  assert.equal(made.state, "STATE_APPROVED");
  assert.deepEqual(made.lines.map((line) => line.approved), ["120", "30"]);
  assert.equal(made.decision.shipments.length, 1);
  await visitor.leave();

  const warehouse = await Visitor.arrive("reserve", PHONE);
  await card(warehouse.page, "发往示范县人民医院").getByText("6盒").first().waitFor();
  await card(warehouse.page, "发往示范县人民医院").getByText("30件").first().waitFor();
  await warehouse.picture("picking-granted");
  await warehouse.leave();

  await hospital.page.getByRole("link", { name: "今日任务" }).first().click();
  const told = card(hospital.page, reason);
  await told.getByText("部分批准").waitFor();
  await told.getByText("批准 6盒").waitFor();
  await told.getByText("指挥部答复 余下四盒到货后补发").waitFor();
  await hospital.picture("request-granted");
  await hospital.leave();
});

test("a rejection says why, and the hospital reads it as it was written", async () => {
  const reason = reasonOf("夜班预备");
  const requisition = asks("people-hospital", reason, "goggles=40");
  const visitor = await at(requisition);
  const { page } = visitor;
  await page.getByRole("button", { name: "不批准" }).click();
  const dialog = page.getByRole("dialog");
  assert.equal(await dialog.getByRole("button", { name: "确认不批准" }).isEnabled(), false);
  await dialog.getByRole("button", { name: /现有库存按目前用量还够用/ }).click();
  await visitor.picture("hq-request-reject");
  await dialog.getByRole("button", { name: "确认不批准" }).dblclick();
  await page.getByText("已答复：不批准。").waitFor();
  await page.getByText("原因：现有库存按目前用量还够用，请快用完时再申领。").waitFor();
  await visitor.picture("hq-request-rejected");
  assert.equal(find(reason).state, "STATE_REJECTED");
  // What is over is found under what became of it.
  await page.getByRole("link", { name: "返回申领" }).click();
  await page.getByLabel("看哪些").selectOption({ label: "未批准" });
  await section(page, "answered").getByText("现有库存按目前用量还够用").first().waitFor();
  await visitor.picture("hq-requests-answered");
  await visitor.leave();
  const hospital = await Visitor.arrive("people-hospital", PHONE);
  const told = card(hospital.page, reason);
  await told.getByText("指挥部答复 现有库存按目前用量还够用，请快用完时再申领。").waitFor();
  assert.doesNotMatch(await told.innerText(), /批准 0/);
  await hospital.picture("request-rejected");
  await hospital.leave();
});

test("where the store has not enough any more it is refused in words, what was typed stays, and what is free now can be granted", async () => {
  const reason = reasonOf("隔离病区扩容");
  const requisition = asks("people-hospital", reason, "isolation-gown=1400");
  const visitor = await at(requisition);
  const { page } = visitor;
  const gowns = amounts(page, "隔离衣");
  await gowns.getByText("可用 1,460件").waitFor();
  await holds(gowns.getByLabel("隔离衣 示范县应急物资储备库 主库"), "1400");
  await page.getByLabel("给申领单位的说明").fill("请按批次先用早到期的");
  const other = asks("tcm-hospital", reasonOf("消毒供应"), "isolation-gown=200");
  ask("headquarters", "requisition", "approve", wordsOf(other).join("/"), "--store", "reserve/main");
  await grant(page);
  const refusal = page.getByRole("alert");
  await refusal.waitFor();
  assert.match(await refusal.innerText(), /示范县应急物资储备库 主库.*隔离衣.*1,?260/);
  await gowns.getByText("可用 1,260件").waitFor();
  await holds(gowns.getByLabel("隔离衣 示范县应急物资储备库 主库"), "1400");
  await holds(page.getByLabel("给申领单位的说明"), "请按批次先用早到期的");
  await visitor.picture("hq-request-refused");
  // A reload changes nothing of it.
  await page.reload();
  await gowns.getByText("超过账上可用的 1,260件").waitFor();
  await page.getByText("1 条需处理").waitFor();
  await gowns.getByLabel("隔离衣 示范县应急物资储备库 主库").fill("1200");
  await grant(page);
  await page.getByText("已批准，调拨单已生成").waitFor();
  await isGone(page.getByText("条需处理"));
  assert.deepEqual(find(reason).lines.map((line) => line.approved), ["1200"]);
  await visitor.leave();
});

test("another facility gives where no warehouse can, and an answer that is lost is recorded once", async () => {
  const reason = reasonOf("重症增床");
  const requisition = asks("tcm-hospital", reason, "ventilator=1");
  const visitor = await at(requisition, PHONE);
  const { page } = visitor;
  const line = amounts(page, "呼吸机");
  await line.getByText("储备库没有可用的").waitFor();
  await line.getByLabel("也从其他机构调出").selectOption({ label: "示范县人民医院（可用 12台）" });
  await line.getByLabel("呼吸机 示范县人民医院 药房").fill("1");
  await visitor.picture("hq-request-other");
  let lost = 0;
  await page.route("**/GrantRequisition", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  await grant(page);
  // The picture may have shown it before the answer was asked for again.
  await page.getByText("已批准，调拨单已生成").waitFor({ timeout: UNTIL_SENT });
  await section(page, "shipments").getByText("呼吸机 1台").waitFor();
  assert.ok(lost >= 2);
  const made = find(reason);
  assert.deepEqual(made.decision.grants.map((one) => one.total), ["1"]);
  assert.equal(made.decision.shipments.length, 1);
  await visitor.leave();
});

test("headquarters takes back what it granted, the goods are free again, and the hospital reads why", async () => {
  const reason = reasonOf("备用护目镜");
  const requisition = asks("people-hospital", reason, "goggles=7");
  const approve = (one) => ask("headquarters", "requisition", "approve", wordsOf(one).join("/"), "--store", "reserve/main");
  approve(requisition);
  const visitor = await at(requisition, PHONE);
  const { page } = visitor;
  await section(page, "shipments").getByText(/待拣货/).waitFor();
  await page.getByRole("button", { name: "撤回批准" }).click();
  const dialog = page.getByRole("dialog");
  assert.equal(await dialog.getByRole("button", { name: "确认撤回" }).isEnabled(), false);
  await dialog.getByLabel("撤回的原因").fill("先保发热门诊，下周再发");
  await visitor.picture("hq-request-take-back");
  await dialog.getByRole("button", { name: "确认撤回" }).dblclick();
  await page.getByText("已撤回：调拨单已取消").waitFor();
  await page.getByText("原因：先保发热门诊，下周再发").waitFor();
  await section(page, "shipments").getByText("已取消").waitFor();
  assert.equal(find(reason).state, "STATE_CANCELLED");
  assert.equal(await page.getByRole("button", { name: "撤回批准" }).count(), 0);
  await visitor.picture("hq-request-taken-back");
  await visitor.leave();

  const hospital = await Visitor.arrive("people-hospital", PHONE);
  await card(hospital.page, reason).getByText("先保发热门诊，下周再发").waitFor();
  await hospital.leave();
});

test("what has left is not taken back, and that is said", async () => {
  const reason = reasonOf("备用眼镜");
  const requisition = asks("people-hospital", reason, "goggles=3");
  ask("headquarters", "requisition", "approve", wordsOf(requisition).join("/"), "--store", "reserve/main");
  const visitor = await at(requisition, DESK);
  const { page } = visitor;
  await page.getByRole("button", { name: "撤回批准" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("撤回的原因").fill("改发他处");
  // Meanwhile the warehouse sends it.
  const shipment = find(reason).decision.shipments[0].split("/");
  ask("reserve", "shipment", "ship", [shipment[3], shipment[5], shipment[7]].join("/"), "--time", "now", "--carrier", "2号车");
  await dialog.getByRole("button", { name: "确认撤回" }).click();
  await page.getByRole("alert").filter({ hasText: "未予登记" }).waitFor();
  assert.equal(find(reason).state, "STATE_APPROVED");
  await visitor.picture("hq-request-not-taken-back");
  await page.getByRole("button", { name: "知道了" }).click();
  await page.getByText("条需处理").waitFor({ state: "detached" });
  await visitor.leave();
});

test("who answers what somebody else has answered meanwhile is told so, and sees that answer", async () => {
  const reason = reasonOf("夜班补充");
  const requisition = asks("tcm-hospital", reason, "cap=5");
  const visitor = await at(requisition);
  const { page } = visitor;
  await page.locator("fieldset").waitFor();
  await page.getByRole("button", { name: "不批准" }).click();
  await page.getByLabel("不批准的原因").fill("本周已发过一次");
  // Before the picture has moved.
  await page.route("**/GetRequisition", (route) => route.abort());
  ask("headquarters", "requisition", "approve", wordsOf(requisition).join("/"), "--store", "reserve/main");
  await page.getByRole("dialog").getByRole("button", { name: "确认不批准" }).click();
  await page.getByRole("alert").getByText("申领单 示范县中医院的申领 已批准").waitFor();
  await page.unroute("**/GetRequisition");
  await page.reload();
  await section(page, "shipments").locator("tbody tr").first().waitFor();
  await isGone(section(page, "grant"));
  await page.getByRole("button", { name: "知道了" }).click();
  await page.getByText("条需处理").waitFor({ state: "detached" });
  await visitor.leave();
});

for (const [viewport, language] of [[PHONE, "zh"], [DESK, "en"], [PHONE, "en"]]) {
  tellInFull(`requests are listed and answered: ${viewport.width}, ${language}`, async () => {
    const visitor = await at(waiting, viewport, language);
    const { page } = visitor;
    await section(page, "grant").locator("fieldset").nth(1).waitFor();
    await visitor.picture(`hq-request-grant-${language}`);
    await page.getByRole("button", { name: language === "zh" ? "不批准" : "Reject" }).click();
    await visitor.picture(`hq-request-reject-${language}`);
    await page.keyboard.press("Escape");
    await visitor.go("requests");
    await listed(page, WAITING);
    await section(page, "answered").locator("tbody tr").first().waitFor();
    await visitor.picture(`hq-requests-${language}`);
    await visitor.leave();
  });
}

test("an auditor reads requests, and answers none", async () => {
  const visitor = await at(waiting, DESK, "zh", "auditor");
  const { page } = visitor;
  await page.getByText("只有指挥部可以答复。").waitFor();
  assert.equal(await page.getByRole("button", { name: /批准/ }).count(), 0);
  await visitor.leave();
});

test("a past moment reads as it was known then, and nothing can be answered", async () => {
  const between = Math.ceil(asked / MINUTE) * MINUTE;
  while (Date.now() < between + 1_000) await new Promise((resolve) => { setTimeout(resolve, 500); });
  ask("headquarters", "requisition", "reject", wordsOf(waiting).join("/"), "--reason", "已另行调拨");
  const visitor = await at(waiting);
  const { page } = visitor;
  await page.getByText("原因：已另行调拨").waitFor();
  const known = new Date(between + 8 * 60 * MINUTE).toISOString().slice(0, 16);
  await page.getByLabel("指挥部当时掌握的情况").fill(known);
  await page.getByRole("button", { name: "查看当时" }).click();
  await page.getByText("正在查看历史时点，回到现在才能答复。").waitFor();
  await page.getByText("待答复").waitFor();
  await isGone(page.getByText("已另行调拨"));
  assert.equal(await page.getByRole("button", { name: /批准/ }).count(), 0);
  await visitor.picture("hq-request-past");
  await page.getByRole("link", { name: "返回申领" }).click();
  await listed(page, WAITING);
  await visitor.leave();
});
