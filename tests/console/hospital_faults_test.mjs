// What becomes of a clerk's work when the line, the page, the browser or a
// service fails, or two hands do the same.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ask, closeAll, isGone, service, UNTIL_SENT, Visitor } from "./browser.mjs";

after(closeAll);

const PERSON = "tcm-hospital";
const STORE = "tcm-hospital/pharmacy";
const counts = () => ask(PERSON, "count", "list", STORE).counts ?? [];
const requisitions = () => ask(PERSON, "requisition", "list").requisitions ?? [];
const card = (page, name) => page.locator("section.card", { hasText: name });
const field = (page, name) => card(page, name).getByLabel(name);

/** The county's day before today, as addresses and the command line have it. */
const YESTERDAY = new Date(Date.now() + 8 * 3_600_000 - 86_400_000).toISOString().slice(0, 10);
/** A time as the command line takes it. */
const written = (time) => new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ");
const overtaken = (page) => page.getByText("已由他人上报或更正");

/** Presses record, and says that the rest was not counted. */
async function record(page, press = (button) => button.click()) {
  await page.getByRole("button", { name: "登记" }).click();
  await press(page.getByRole("dialog").getByRole("button", { name: "登记" }));
}

test("a request that left before the page was reloaded is recorded once", async () => {
  const visitor = await Visitor.arrive(PERSON);
  const { page } = visitor;
  const before = counts().length;
  let isReloaded = false;
  let arrived = () => undefined;
  const hasArrived = new Promise((resolve) => { arrived = resolve; });
  await page.route("**/CreateCount", async (route) => {
    if (isReloaded) return route.continue();
    await route.fetch();
    // Its answer is still on its way.
    return arrived();
  });
  await visitor.go("count/pharmacy");
  await field(page, "护目镜").fill("84");
  await record(page);
  await hasArrived;
  isReloaded = true;
  await page.reload();
  await page.getByText("已登记").first().waitFor();
  await visitor.go("");
  await page.getByText("盘点 · 药房").first().waitFor();
  assert.equal(counts().length, before + 1);
  await isGone(page.getByText("待发送"));
  await visitor.leave();
});

test("a browser that is killed has what was typed and what waits when it is started again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "browser-"));
  const before = counts().length;
  let visitor = await Visitor.arriveWith(folder, PERSON);
  await visitor.go("count/pharmacy");
  await field(visitor.page, "护目镜").fill("83");
  await visitor.page.getByText("已存于本机").waitFor();
  // A moment ago: what is typed in the last instant may be lost.
  await visitor.page.waitForTimeout(2_000);
  await visitor.kill();
  visitor = await Visitor.arriveWith(folder, PERSON);
  await visitor.go("count/pharmacy");
  await visitor.page.waitForFunction(() => [...document.querySelectorAll("input")].some((input) => input.value === "83"));
  // It arrives; before its answer does, the browser is killed.
  let arrived = () => undefined;
  const hasArrived = new Promise((resolve) => { arrived = resolve; });
  await visitor.page.route("**/CreateCount", async (route) => {
    await route.fetch();
    arrived();
  });
  await record(visitor.page);
  await hasArrived;
  await visitor.kill();
  assert.equal(counts().length, before + 1);
  visitor = await Visitor.arriveWith(folder, PERSON);
  await visitor.page.locator("li.card", { hasText: "盘点 · 药房" }).getByText("已登记").waitFor();
  assert.equal(counts().length, before + 1);
  await isGone(visitor.page.getByText("尚未登记"));
  await visitor.leave();
  rmSync(folder, { recursive: true });
});

test("a button pressed twice sends once", async () => {
  const before = requisitions().length;
  const visitor = await Visitor.arrive(PERSON);
  const { page } = visitor;
  await visitor.go("request");
  await page.locator("#item-0").selectOption({ label: "护目镜" });
  await page.locator("#quantity-0").fill("30");
  await page.locator("#reason").fill("按了两次");
  await page.getByRole("button", { name: "提交" }).dblclick();
  await page.getByText("已登记。").waitFor();
  assert.equal(requisitions().length, before + 1);
  await visitor.leave();
});

test("of two clerks on one sheet the second is told what the first recorded", async () => {
  const [first, second] = [await Visitor.arrive(PERSON), await Visitor.arrive(PERSON)];
  const before = counts().length;
  for (const [visitor, found] of [[first, "82"], [second, "81"]]) {
    await visitor.go("count/pharmacy");
    await field(visitor.page, "护目镜").fill(found);
  }
  await field(second.page, "医用防护服").fill("130");
  await record(first.page);
  await first.page.getByText("已登记。").waitFor();
  await record(second.page);
  await card(second.page, "护目镜").getByText("他人盘点为 82副").waitFor();
  await second.picture("two-clerks");
  assert.equal(counts().length, before + 2);
  await second.page.getByRole("button", { name: "以我为准" }).click();
  await second.page.getByRole("button", { name: "登记" }).click();
  await second.page.getByText("已登记。").waitFor();
  assert.equal(counts().length, before + 3);
  await first.leave();
  await second.leave();
});

test("a report that a colleague filed meanwhile goes over theirs, or is dropped", async () => {
  const visitor = await Visitor.arrive("west-town");
  const { page } = visitor;
  await visitor.go(`report/${YESTERDAY}`);
  await page.locator("#reading-0").fill("38");
  ask("west-town", "report", "submit", "--date", YESTERDAY, "--zero");
  await page.getByRole("button", { name: "上报", exact: true }).click();
  await overtaken(page).waitFor();
  await page.getByText(`${YESTERDAY} 日报 已报送`).waitFor();
  await visitor.picture("report-overtaken");
  await page.getByRole("button", { name: "用我填的内容更正" }).click();
  await page.getByRole("button", { name: "提交更正" }).click();
  await page.getByText("日报已上报。").waitFor();
  // The other way: a correction that somebody else was faster with.
  await visitor.go("");
  await visitor.go(`report/${YESTERDAY}`);
  await page.locator("#reading-0").fill("39");
  ask("west-town", "report", "correct", YESTERDAY, "--revision", "2", "--reason", "核对", "--reading", "staff-total=40");
  await page.getByRole("button", { name: "提交更正" }).click();
  await overtaken(page).waitFor();
  await page.getByRole("button", { name: "放弃我填的" }).click();
  await page.waitForFunction(() => document.querySelector("#reading-0")?.value === "40");
  await isGone(overtaken(page));
  await visitor.leave();
});

test("what is typed of a report is dropped on the person's word alone", async () => {
  const visitor = await Visitor.arrive("west-town");
  const { page } = visitor;
  await visitor.go(`report/${YESTERDAY}`);
  await page.locator("#reading-0").fill("41");
  await page.getByRole("button", { name: "放弃所填，重新填写" }).click();
  await page.getByText("已填的内容将被删除").waitFor();
  await visitor.picture("report-drop");
  await page.getByRole("dialog").getByRole("button", { name: "放弃所填，重新填写" }).click();
  await page.waitForFunction(() => document.querySelector("#reading-0")?.value === "40");
  await isGone(page.getByRole("button", { name: "放弃所填，重新填写" }));
  await visitor.leave();
});

test("a correction of a count that was put right meanwhile is told in words, dropped, and made of the newest", async () => {
  const visitor = await Visitor.arrive(PERSON);
  const { page } = visitor;
  await visitor.go("fix/pharmacy/gloves");
  await page.getByLabel("盒（每盒50副）").fill("15");
  const old = counts().findLast((count) => count.lines.some((line) => line.item.endsWith("/gloves") && line.result?.outcome !== "OUTCOME_NOT_COUNTED"));
  ask(PERSON, "count", "create", STORE, "--time", written(old.countTime), "--supersedes", `${STORE}/${old.name.split("/").at(-1)}`,
    "--reason", "核对", "--line", "gloves=16*box");
  await page.getByRole("button", { name: "更正", exact: true }).click();
  await page.getByText("请更正后者").waitFor();
  await page.getByText("盘点 中的 医用橡胶检查手套 已由 盘点 更正").waitFor();
  await visitor.picture("fix-superseded");
  await page.getByRole("button", { name: "放弃所填，重新取表" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "放弃所填，重新取表" }).click();
  await page.getByText("盘点为 16盒").waitFor();
  await page.getByLabel("盒（每盒50副）").fill("15");
  await page.getByRole("button", { name: "更正", exact: true }).click();
  await page.getByText("已登记。").waitFor();
  assert.equal(counts().at(-1).lines[0].result.total, "750");
  await visitor.leave();
});

test("while a service is down its words are shown, what is typed is kept, and it is recorded once when it is back", async () => {
  const visitor = await Visitor.arrive(PERSON);
  const { page } = visitor;
  // What was read before is on the device.
  await page.getByRole("heading", { name: "申领" }).waitFor();
  await page.waitForFunction(() => !document.body.innerText.includes("正在读取"));
  await visitor.go("count/pharmacy");
  await field(page, "护目镜").fill("80");
  const before = counts().length;
  service("stop", "supplies");
  try {
    await record(page, (button) => button.dblclick());
    await page.getByText("物资服务暂时连接不上。 已保存，等待发送。服务恢复后自动发送").waitFor();
    await visitor.picture("service-down-count");
    await visitor.go("");
    await page.getByText("下面显示的是").first().waitFor();
    await page.getByText("待发送").first().waitFor();
    // There is a line, and nobody says that there is none.
    assert.equal(await page.getByText("网络不通").count(), 0);
    await visitor.picture("service-down-today");
  } finally {
    service("start", "supplies");
  }
  await page.locator("li.card", { hasText: "盘点 · 药房" }).getByText("已登记").waitFor({ timeout: UNTIL_SENT });
  assert.equal(counts().length, before + 1);
  await visitor.leave();
});
