// What the address holds: a reload, the way back and a link that is sent.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { closeAll, DESK, holds, isGone, SETTINGS, signInLink, Visitor } from "./browser.mjs";

after(closeAll);

const marks = (page) => Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.split("?")[1] ?? ""));
const shown = (page) => page.getByText("之后登记的都不算在内");

test("a link that is opened where somebody is signed in changes nobody, and can be used elsewhere", async () => {
  const visitor = await Visitor.arrive("people-hospital");
  const task = visitor.page.locator("a.button", { hasText: /^(盘点|继续)$/ }).first();
  await task.waitFor();
  const kept = () => visitor.page.evaluate(() => sessionStorage.getItem("epiledger-token"));
  const before = await kept();
  const link = signInLink("finance");
  await visitor.page.goto(link);
  await visitor.page.reload();
  await task.waitFor();
  assert.equal(await kept(), before);
  const other = await Visitor.arrive("finance", undefined, "zh", link);
  await other.page.getByRole("button", { name: "退出" }).waitFor();
  await other.leave();
  await visitor.leave();
});

test("a reload, the way back and a sent link show the same view, moment and filter", async () => {
  const visitor = await Visitor.arrive("headquarters", DESK);
  const { page } = visitor;
  await page.locator("section#stock").waitFor();
  await page.getByLabel("指挥部当时掌握的情况").fill("2020-02-01T08:00");
  await page.getByRole("button", { name: "查看当时" }).click();
  await shown(page).waitFor();
  await page.reload();
  await shown(page).waitFor();
  // The past point goes along to the next screen, and the way back leads out of it again.
  await page.getByRole("link", { name: "资金去向" }).first().click();
  await page.waitForFunction(() => location.hash.startsWith("#/money"));
  assert.equal(marks(page).known, "2020-02-01T08:00");
  await page.goBack();
  await page.goBack();
  await page.locator("section#stock").getByText("示范县人民医院").first().waitFor();
  await isGone(shown(page));

  await visitor.go("changes");
  await page.getByRole("button", { name: "昨天 8:00" }).click();
  await page.getByText("处变化").waitFor();
  await page.getByLabel("类别").selectOption({ index: 1 });
  await page.waitForFunction(() => location.hash.includes("kind="));
  await visitor.settle();
  const [sent, rows] = [page.url(), await page.locator("table tbody tr").count()];

  const other = await Visitor.arrive("supervision", DESK);
  await other.page.goto(sent);
  await other.page.getByText("处变化").waitFor();
  await other.page.waitForFunction((count) => document.querySelectorAll("table tbody tr").length === count, rows);
  assert.deepEqual(marks(other.page), marks(page));
  await other.leave();
  await visitor.leave();
});

test("which view somebody of several roles looks at survives a reload, and a link leads into it", async () => {
  const visitor = await Visitor.arrive("auditor", DESK);
  const { page } = visitor;
  await page.getByRole("button", { name: "财政资金" }).click();
  await page.getByRole("link", { name: "示财社〔2026〕1号" }).click();
  await page.getByText("第1项指标").waitFor();
  await page.reload();
  await page.getByText("第1项指标").waitFor();
  assert.equal(await page.getByRole("button", { name: "财政资金" }).getAttribute("aria-pressed"), "true");
  await page.goto(`${SETTINGS.address}/#/money?view=headquarters`);
  await page.locator("section#flow").waitFor();
  await page.goBack();
  await page.getByText("第1项指标").waitFor();
  await visitor.leave();
});

const past = (page) => page.getByText("以下是历史时点的情况");
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

test("finance keeps its past point in the address, from screen to screen, and records nothing in it", async () => {
  const visitor = await Visitor.arrive("finance", DESK);
  const { page } = visitor;
  await page.getByRole("link", { name: "登记指标文" }).waitFor();
  await page.getByText("查看历史时点").click();
  await page.getByLabel("截至哪一天的情况").fill(TODAY);
  await past(page).waitFor();
  assert.equal(marks(page).day, TODAY);
  await isGone(page.getByRole("link", { name: "登记指标文" }));
  await page.getByRole("link", { name: "示财社〔2026〕1号" }).click();
  await page.getByText("第1项指标").waitFor();
  await page.reload();
  await page.getByText("第1项指标").waitFor();
  await past(page).waitFor();
  await holds(page.getByLabel("截至哪一天的情况"), TODAY);
  await isGone(page.getByRole("link", { name: "支付", exact: true }));
  for (const screen of ["orders", "approvals", "exceptions", "statement/d1/1", "payments", "trace/d1"]) {
    await page.evaluate((fragment) => { location.hash = `#/${fragment}`; }, screen);
    await page.locator("h1").first().waitFor();
    await past(page).waitFor();
    assert.equal(marks(page).day, TODAY);
  }
  // A form says that it is not the time, and goes on once it is now again.
  await page.evaluate(() => { location.hash = "#/pay/d1/1"; });
  await page.getByRole("heading", { name: "历史时点只能查看" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "登记支付" }).count(), 0);
  await visitor.picture("finance-form-then");
  await page.getByRole("button", { name: "回到现在，继续填写" }).click();
  await page.getByRole("button", { name: "登记支付" }).waitFor();
  assert.equal(marks(page).day, undefined);
  // The way back leads to the past point, and what nobody could have typed is now.
  await page.goBack();
  await page.getByRole("heading", { name: "历史时点只能查看" }).waitFor();
  await visitor.go("?day=tomorrow&known=8:00");
  await page.getByRole("link", { name: "登记指标文" }).waitFor();
  await isGone(past(page));
  await visitor.leave();
});

test("oversight keeps its past point in the address, and records nothing in it", async () => {
  const visitor = await Visitor.arrive("supervision", DESK);
  const { page } = visitor;
  await page.getByRole("button", { name: "督查与审计" }).click();
  await page.getByText("查看历史时点").click();
  await page.getByLabel("按何时已登记的内容").fill("2020-02-01T08:00");
  await past(page).waitFor();
  await page.getByRole("link", { name: "督查", exact: true }).click();
  await page.getByText("没有记录。").waitFor();
  const sent = page.url();
  assert.equal(marks(page).known, "2020-02-01T08:00");
  assert.equal(await page.getByRole("link", { name: "登记督查" }).count(), 0);
  await page.reload();
  await page.getByText("没有记录。").waitFor();
  await past(page).waitFor();
  await page.evaluate(() => { location.hash = "#/new-inspection"; });
  await page.getByRole("heading", { name: "历史时点只能查看" }).waitFor();
  await visitor.picture("supervision-form-then");
  await page.getByRole("button", { name: "回到现在，继续填写" }).click();
  await page.getByLabel("督查内容").waitFor();
  await visitor.leave();
  // Whoever may look at the same sees the same.
  const auditor = await Visitor.arrive("auditor", DESK);
  await auditor.page.goto(sent);
  await auditor.page.getByText("没有记录。").waitFor();
  await past(auditor.page).waitFor();
  await auditor.leave();
});

test("every figure of the glance opens to where it came from", async () => {
  const visitor = await Visitor.arrive("headquarters", DESK);
  const { page } = visitor;
  await page.locator("section#beds").getByRole("link").first().click();
  await page.getByRole("heading", { name: "占用床位：各机构最近上报" }).first().waitFor();
  await visitor.picture("hq-indicator");
  await page.locator("section#readings").getByRole("link", { name: "示范县人民医院" }).click();
  await page.locator("section#reports table tbody tr").first().waitFor();
  await visitor.go("");
  // What runs out first says where it is going.
  const trend = page.locator("section#stock").getByRole("link", { name: /天 [↓↑] / }).first();
  await trend.waitFor();
  assert.ok(await page.locator("section#stock td svg").count() > 0);
  await trend.click();
  await page.locator("section#history svg").first().waitFor();
  await visitor.go("");
  const figures = page.locator("section table td.figure, section table td:has(.badge)");
  await figures.first().waitFor();
  const rows = await page.locator("section table tbody tr").evaluateAll((all) =>
    all.filter((row) => row.cells.length > 1 && !row.querySelector("a")).map((row) => row.innerText));
  assert.deepEqual(rows, []);
  await visitor.leave();
});
