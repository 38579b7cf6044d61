// What headquarters sees of the county in a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { ask, closeAll, DESK, PHONE, tellInFull, Visitor } from "./browser.mjs";

after(closeAll);

const section = (page, id) => page.locator(`section#${id}`);
const YESTERDAY = new Date(Date.now() - 16 * 3_600_000).toISOString().slice(0, 16);
const TELEPHONE = /\b000-\d{4}\b/;

/** At the glance, with the county on it. */
async function atTheGlance(person, viewport, language) {
  const visitor = await Visitor.arrive(person, viewport, language);
  await section(visitor.page, "stock").waitFor();
  return visitor;
}

for (const viewport of [PHONE, DESK]) {
  for (const language of ["zh", "en"]) {
    tellInFull(`the glance has all of it, ${viewport.width} pixels, ${language}`, async () => {
      const visitor = await atTheGlance("headquarters", viewport, language);
      await visitor.picture(`hq-glance-${language}`);
      for (const page of ["ranking", "money", "facility/people-hospital/n95", "item/n95", "indicator/beds-occupied", `changes?since=${YESTERDAY}`]) {
        await visitor.go(page);
        await visitor.page.locator("table tbody tr").first().waitFor();
        await visitor.picture(`hq-${page.split("?")[0].replaceAll("/", "-")}-${language}`);
      }
      await visitor.go("bulletins");
      await section(visitor.page, "issued").waitFor();
      await visitor.picture(`hq-bulletins-${language}`);
      await visitor.go("wall");
      await visitor.page.locator(".wall .tile").first().waitFor();
      await visitor.picture(`hq-wall-${language}`);
      await visitor.leave();
    });
  }
}

test("on a desk the pages and the button to print are on one line, in English as well", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "en");
  const tops = await visitor.page.locator("nav.pages").locator("a, button").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
  assert.equal(new Set(tops).size, 1);
  await visitor.leave();
});

test("an overdue report says whom to phone, and a figure opens to where it came from", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const { page } = visitor;
  const phone = section(page, "overdue").getByRole("link", { name: "沈某 000-0403" });
  assert.equal(await phone.getAttribute("href"), "tel:0000403");
  await section(page, "stock").getByRole("link", { name: "示范县人民医院" }).first().click();
  await page.getByRole("heading", { name: "示范县人民医院" }).waitFor();
  await section(page, "stocks").getByRole("link", { name: "N95医用防护口罩" }).click();
  await page.getByRole("img", { name: "N95医用防护口罩：库存变化" }).waitFor();
  await visitor.leave();
});

test("any table is saved as a spreadsheet", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const { page } = visitor;
  const [download] = await Promise.all([page.waitForEvent("download"),
    page.getByRole("button", { name: "存为电子表格：最先用完的物资" }).click()]);
  assert.equal(download.suggestedFilename(), "最先用完的物资.xlsx");
  const bytes = readFileSync(await download.path());
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  assert.ok(bytes.includes("示范县人民医院"));
  await visitor.leave();
});

test("the picture moves by itself when a hospital asks for goods", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const reason = `急需防护服 ${Date.now()}`;
  ask("tcm-hospital", "requisition", "create", "tcm-hospital/pharmacy", "--line", "coverall=200", "--reason", reason);
  await section(visitor.page, "requests").getByText(reason).waitFor();
  await visitor.leave();
});

test("as it was known before anything was recorded, nothing is known, and nothing is zero", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const { page } = visitor;
  await page.getByLabel("指挥部当时掌握的情况").fill("2020-02-01T08:00");
  await page.getByRole("button", { name: "查看当时" }).click();
  await page.getByText("之后登记的都不算在内").waitFor();
  await page.getByText("尚未登记").or(page.locator(".tile .value", { hasText: "不明" })).or(page.getByRole("alert")).first().waitFor();
  await visitor.picture("hq-as-of");
  await page.getByRole("button", { name: "回到现在" }).click();
  await section(page, "stock").getByText("示范县人民医院").first().waitFor();
  await visitor.leave();
});

test("what changed since the last meeting is listed by kind", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const { page } = visitor;
  await visitor.go("changes");
  await page.getByRole("button", { name: "昨天 8:00" }).click();
  await page.getByText("处变化").waitFor();
  await page.getByRole("combobox").selectOption({ index: 1 });
  await visitor.picture("hq-changes");
  await visitor.leave();
});

test("a bulletin is drafted, issued once, and downloaded", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const { page } = visitor;
  const issued = () => (ask("headquarters", "bulletin", "list").bulletins ?? []).length;
  const before = issued();
  await visitor.go("bulletins");
  await page.getByLabel("下步工作").fill("继续排查。<img src=x onerror=alert(1)>");
  await page.getByRole("button", { name: "第一步：看草稿" }).click();
  await page.getByRole("button", { name: "第二步：正式发布" }).waitFor();
  await visitor.picture("hq-bulletin-draft");
  await page.getByRole("button", { name: "第二步：正式发布" }).click();
  await page.getByRole("button", { name: "确认发布" }).dblclick();
  await page.getByText("已发布。").waitFor();
  assert.equal(issued(), before + 1);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "中文 纯文本" }).first().click()]);
  assert.match(readFileSync(await download.path(), "utf8"), /继续排查。<img src=x onerror=alert\(1\)>/);
  await visitor.picture("hq-bulletins");
  await visitor.leave();
});

test("the glance and an issued bulletin are copied as text for a chat, without anybody's name", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const { page } = visitor;
  await visitor.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = async () => { await page.getByText("已复制。").first().waitFor(); return page.evaluate(() => navigator.clipboard.readText()); };
  await page.getByRole("button", { name: "复制文字，贴到聊天里" }).click();
  const glance = await copied();
  assert.match(glance, /^【防疫物资台账】全县一览，\d{4}年/);
  assert.match(glance, /最先用完的物资\n1\. .*：可用 /);
  assert.doesNotMatch(glance, TELEPHONE);
  await visitor.go("bulletins");
  await section(page, "issued").getByRole("button", { name: "复制文字，贴到聊天里" }).first().click();
  assert.match(await copied(), /继续排查/);
  // It is a point to compare with as well, for whoever was not there.
  await visitor.go("changes");
  await page.getByRole("button", { name: /^上一期汇报/ }).click();
  await page.getByText("处变化").waitFor();
  await visitor.leave();
});

test("money opens from its flow to the allocation's own books", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const { page } = visitor;
  await visitor.go("money");
  await section(page, "flow").getByRole("link", { name: "示范县人民医院 第1项" }).first().click();
  await page.getByRole("heading", { level: 1, name: /示财社/ }).waitFor();
  await visitor.leave();
});

test("the wall shows the county without controls and without anybody's number", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const { page } = visitor;
  await visitor.go("wall");
  await page.locator(".wall .tile").first().waitFor();
  assert.doesNotMatch(await page.locator(".wall").innerText(), TELEPHONE);
  assert.equal(await page.locator(".wall button, .wall a, .wall input").count(), 0);
  await visitor.picture("hq-wall");
  await page.keyboard.press("Escape");
  await section(page, "stock").waitFor();
  // Where there are no keys, a touch offers the way out.
  await visitor.go("wall");
  await page.locator(".wall .tile").first().click();
  await page.getByRole("button", { name: "离开大屏" }).click();
  await section(page, "stock").waitFor();
  await visitor.leave();
});

test("the glance prints on paper: without controls, and saying what it is and when", async () => {
  const visitor = await atTheGlance("headquarters", { width: 794, height: 1123 }, "zh");
  const { page } = visitor;
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("header").isVisible(), false);
  assert.equal(await page.locator("button:visible").count(), 0);
  assert.match(await page.locator("main").innerText(), /防疫物资台账 · 全县概览 · \d{4}年\d+月\d+日 \d\d:\d\d打印/);
  await visitor.picture("hq-print");
  await visitor.leave();
});

test("the auditor sees that somebody is on record, and not who, and issues nothing", async () => {
  const visitor = await atTheGlance("auditor", DESK, "zh");
  const { page } = visitor;
  assert.doesNotMatch(await page.locator("main").innerText(), TELEPHONE);
  await visitor.go("bulletins");
  await page.getByRole("button", { name: "第一步：看草稿" }).click();
  await page.getByText("只有指挥部可以发布。").waitFor();
  assert.equal(await page.getByRole("button", { name: "第二步：正式发布" }).count(), 0);
  await visitor.leave();
});

test("two tabs of one browser have one watch", async () => {
  const visitor = await atTheGlance("headquarters", DESK, "zh");
  const asked = [];
  visitor.context.on("request", (request) => { if (request.url().endsWith("/WatchOverview")) asked.push(request.url()); });
  const token = await visitor.page.evaluate(() => sessionStorage.getItem("epiledger-token"));
  await visitor.context.addInitScript((kept) => sessionStorage.setItem("epiledger-token", kept), token);
  const second = await visitor.context.newPage();
  await second.goto(visitor.page.url());
  await section(second, "stock").waitFor();
  assert.deepEqual(asked, []);
  await visitor.page.close();
  await second.waitForRequest((request) => request.url().endsWith("/WatchOverview"));
  await visitor.leave();
});
