// What a hospital's clerk does in a browser.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, closeAll, DESK, eventually, holds, PHONE, signInLink, tellInFull, UNTIL_SENT, Visitor } from "./browser.mjs";

after(closeAll);

const STORE = "people-hospital/pharmacy";
const REASON = "门诊量上升";
const counts = () => ask("people-hospital", "count", "list", STORE).counts ?? [];
const card = (page, name) => page.locator("section.card", { hasText: name });

test("a link signs in once, and leaves no trace in the address", async () => {
  const link = signInLink("people-hospital");
  const visitor = await Visitor.arrive("people-hospital", PHONE, "zh", link);
  await visitor.page.getByText("示范县人民医院").waitFor();
  assert.equal(new URL(visitor.page.url()).hash, "");
  const late = await Visitor.arrive("people-hospital", PHONE, "zh", link);
  await late.page.getByText("该登录链接已使用过或已过期").waitFor();
  await late.picture("link-used");
  await late.leave();
  await visitor.leave();
});

test("a count is typed in packs, an unusual figure asks, and what is empty is not zero", async () => {
  const visitor = await Visitor.arrive("people-hospital");
  const { page } = visitor;
  await visitor.picture("today");
  await page.getByRole("link", { name: "盘点", exact: true }).click();
  const n95 = card(page, "N95医用防护口罩");
  await n95.getByLabel("盒（每盒20只）").fill("5");
  await n95.getByLabel("零散（只）").fill("7");
  await n95.getByText("相差超过五倍").waitFor();
  await visitor.picture("count-asks");
  await n95.getByRole("button", { name: "确认无误" }).click();
  await card(page, "医用防护服").getByLabel("医用防护服").fill("800");
  await page.getByRole("button", { name: "登记" }).click();
  await page.getByText("未盘点 7 行").waitFor();
  await visitor.picture("count-confirm");
  await page.getByRole("dialog").getByRole("button", { name: "登记" }).click();
  await page.getByText("已登记。").waitFor();
  const lines = counts().at(-1).lines;
  const total = (item) => lines.find((line) => line.item.endsWith(`/${item}`))?.result;
  assert.equal(total("n95").total, "107");
  assert.equal(total("coverall").total, "800");
  assert.equal(total("gloves").outcome, "OUTCOME_NOT_COUNTED");
  await visitor.leave();
});

test("yesterday's typing error is put right in two taps", async () => {
  const visitor = await Visitor.arrive("people-hospital");
  const { page } = visitor;
  await visitor.go("count/pharmacy");
  await card(page, "医用橡胶检查手套").getByRole("link", { name: "更正上次" }).click();
  await page.getByText("更正：医用橡胶检查手套").waitFor();
  await page.getByLabel("盒（每盒50副）").fill("34");
  await visitor.picture("fix");
  await page.getByRole("button", { name: "更正" }).click();
  await page.getByText("已登记。").waitFor();
  assert.equal(counts().at(-1).lines[0].result.total, "1700");
  assert.notEqual(counts().at(-1).supersedes, "");
  await visitor.leave();
});

test("without a line the sheet stays, survives a reload, and is recorded once when the line is back", async () => {
  const visitor = await Visitor.arriveToStay("people-hospital");
  const { page, context } = visitor;
  await visitor.go("count/pharmacy");
  await card(page, "护目镜").getByLabel("护目镜").fill("175");
  await page.evaluate(() => navigator.serviceWorker.ready);
  // What was loaded before the worker was there is kept soon after.
  assert.ok(await eventually(() => page.evaluate(async () => {
    const files = performance.getEntriesByType("resource").map((one) => new URL(one.name).pathname).filter((path) => path.startsWith("/assets/"));
    return (await Promise.all(files.map((file) => caches.match(file)))).every((kept) => kept !== undefined);
  })));
  const before = counts().length;
  await context.setOffline(true);
  await page.reload();
  await page.getByText("药房盘点").waitFor();
  await holds(card(page, "护目镜").getByLabel("护目镜"), "175");
  await page.getByRole("button", { name: "登记" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "登记" }).dblclick();
  await page.getByText("等待发送").first().waitFor();
  await visitor.picture("count-offline");
  await page.reload();
  await page.getByText("等待发送").first().waitFor();
  assert.equal(counts().length, before);
  await context.setOffline(false);
  await page.getByText("已登记。").waitFor({ timeout: UNTIL_SENT });
  assert.equal(counts().length, before + 1);
  await visitor.leave();
});

test("a request that arrived while its answer was lost is recorded once", async () => {
  const visitor = await Visitor.arrive("people-hospital");
  const { page } = visitor;
  const before = counts().length;
  let lost = 0;
  await page.route("**/CreateCount", async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort("connectionreset");
  });
  await visitor.go("count/pharmacy");
  await card(page, "84消毒液").getByLabel("84消毒液").fill("200");
  await page.getByRole("button", { name: "登记" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "登记" }).click();
  await page.getByText("已登记。").waitFor({ timeout: UNTIL_SENT });
  assert.ok(lost >= 2);
  assert.equal(counts().length, before + 1);
  await visitor.leave();
});

test("where a colleague recorded something meanwhile, the clerk says whose count holds", async () => {
  const visitor = await Visitor.arrive("people-hospital");
  const { page } = visitor;
  await visitor.go("count/pharmacy");
  await card(page, "医用外科口罩").getByLabel("盒（每盒50只）").fill("300");
  await card(page, "护目镜").getByLabel("护目镜").fill("170");
  ask("people-hospital", "count", "create", STORE, "--time", "now", "--line", "surgical-mask=305*box");
  await page.getByRole("button", { name: "登记" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "登记" }).click();
  await page.getByText("取表后库存有变动").waitFor();
  await visitor.picture("count-moved");
  await page.getByRole("button", { name: "以我为准" }).click();
  await page.getByRole("button", { name: "登记" }).click();
  await page.getByText("已登记。").waitFor();
  assert.equal(counts().at(-1).lines[0].result.total, "15000");
  await visitor.leave();
});

test("a town files the report it owes since yesterday, by its form", async () => {
  const visitor = await Visitor.arrive("north-town");
  const { page } = visitor;
  await visitor.picture("today-town");
  await page.getByText("昨天的日报已逾期").waitFor();
  await page.locator("section", { hasText: "昨天的日报" }).getByRole("link").click();
  await page.locator("#reading-0").fill("38");
  await page.locator("#reading-1").fill("40");
  await page.getByText("不能大于").waitFor();
  await page.locator("#reading-1").fill("35");
  await page.locator("#reading-2-absent").selectOption({ label: "未知" });
  for (const choice of await page.getByLabel("到位", { exact: true }).all()) await choice.check();
  await visitor.picture("report");
  await page.getByRole("button", { name: "上报" }).click();
  await page.getByText("日报已上报。").waitFor();
  await visitor.leave();
});

test("a day on which nothing happened is a report of its own", async () => {
  const visitor = await Visitor.arrive("north-town");
  const { page } = visitor;
  await page.locator("section", { hasText: "今天的日报" }).getByRole("link", { name: "填报" }).click();
  await page.getByRole("button", { name: "零报告" }).click();
  await page.getByText("当天没有发生任何应报事项").waitFor();
  await visitor.picture("report-zero");
  await page.getByRole("dialog").getByRole("button", { name: "零报告" }).click();
  await page.getByText("日报已上报。").waitFor();
  await visitor.go("");
  await page.locator("section", { hasText: "今天的日报已上报" }).getByText("零报告").waitFor();
  await visitor.picture("today-done");
  await visitor.leave();
});

test("a report that was filed is corrected", async () => {
  const visitor = await Visitor.arrive("tcm-hospital");
  const { page } = visitor;
  await page.locator("section", { hasText: "今天的日报" }).getByRole("link", { name: "更正" }).click();
  await page.locator("#reading-1").fill("190");
  await visitor.picture("report-correct");
  await page.getByRole("button", { name: "提交更正" }).click();
  await page.getByText("日报已上报。").waitFor();
  await visitor.leave();
});

test("goods are asked for, and scripts in what is typed are shown as typed", async () => {
  const visitor = await Visitor.arrive("people-hospital", DESK);
  const { page } = visitor;
  const typed = `<img src=x onerror=alert(1)>${REASON}`;
  await page.getByRole("link", { name: "新申领" }).click();
  await page.locator("#item-0").selectOption({ label: "N95医用防护口罩" });
  await page.getByLabel("盒（每盒20只）").fill("100");
  await page.locator("#reason").fill(typed);
  await visitor.picture("request");
  await page.getByRole("button", { name: "提交" }).click();
  await page.getByText("已登记。").waitFor();
  await visitor.go("");
  await page.getByText(typed).waitFor();
  await visitor.picture("today-requested");
  await visitor.leave();
});

test("a shipment is picked and sent by the warehouse, and signed for by the hospital, less what is missing", async () => {
  // Others may have asked before.
  const asked = ask("headquarters", "requisition", "list").requisitions.find((one) => one.reason.endsWith(REASON));
  ask("headquarters", "requisition", "approve", asked.name.split("/").slice(3).filter((_, at) => at !== 1).join("/"), "--store", "reserve/main");
  const warehouse = await Visitor.arrive("reserve");
  const leaving = card(warehouse.page, "发往示范县人民医院");
  await leaving.getByRole("button", { name: "配货" }).click();
  await leaving.getByRole("button", { name: "发出" }).waitFor();
  await warehouse.picture("picking");
  await leaving.getByRole("button", { name: "发出" }).click();
  await leaving.waitFor({ state: "detached" });
  await warehouse.leave();
  const hospital = await Visitor.arrive("people-hospital");
  const { page } = hospital;
  await page.getByRole("link", { name: "收货" }).click();
  await page.getByRole("button", { name: "数量不符或有问题" }).click();
  await page.getByLabel("盒（每盒20只）").fill("98");
  await page.getByLabel("差额原因").selectOption({ label: "短少" });
  await hospital.picture("receive");
  await page.getByRole("button", { name: "签收" }).click();
  await page.getByText("已登记。").waitFor();
  await hospital.leave();
});

tellInFull("every screen is there in English, on a phone and on a desk", async () => {
  for (const viewport of [PHONE, DESK]) {
    const visitor = await Visitor.arrive("people-hospital", viewport, "en");
    const { page } = visitor;
    await page.getByText("Count of 药房").waitFor();
    await visitor.picture("today-english");
    for (const screen of ["count/pharmacy", "request"]) {
      await visitor.go(screen);
      await page.getByRole("link", { name: "← Today" }).waitFor();
      await page.locator("input").first().waitFor();
      await visitor.picture(`${screen.replace("/", "-")}-english`);
    }
    await visitor.leave();
  }
});
