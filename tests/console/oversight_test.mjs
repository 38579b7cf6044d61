// What a supervision group and an auditor do in a browser.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, closeAll, DESK, PHONE, Visitor } from "./browser.mjs";

after(closeAll);

const read = (page) => page.waitForFunction(() => document.querySelector("h1") && !document.body.innerText.match(/正在读取|Loading…/));

// Who looks at all of the county lands there first.
async function atOversight(person, viewport = PHONE, language = "zh") {
  const visitor = await Visitor.arrive(person, viewport, language);
  await visitor.page.getByRole("button", { name: language === "zh" ? "督查与审计" : "Oversight" }).click();
  return visitor;
}

for (const [person, screens] of [["supervision", ["", "inspections", "reports"]], ["auditor", ["", "reports", "journal", "refusals"]]]) {
  for (const [viewport, language] of [[PHONE, "zh"], [DESK, "zh"], [PHONE, "en"]]) {
    test(`all that a person of ${person} reads is in words, and nothing is cut off: ${viewport.width}, ${language}`, async () => {
      const visitor = await atOversight(person, viewport, language);
      for (const screen of screens) {
        await visitor.go(screen);
        await read(visitor.page);
        await visitor.picture(`${person}-${screen === "" ? "findings" : screen}-${language}`);
      }
      await visitor.leave();
    });
  }
}

test("an inspection is recorded with what it found", async () => {
  const before = (ask("supervision", "inspection", "list").inspections ?? []).length;
  const visitor = await atOversight("supervision");
  const { page } = visitor;
  await visitor.go("inspections");
  await page.getByRole("button", { name: "登记督查" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("被督查单位").selectOption({ label: "示范县人民医院" });
  await dialog.getByLabel("督查组").selectOption({ index: 1 });
  await dialog.getByLabel("督查内容").fill("发热门诊物资与值守");
  await visitor.picture("supervision-inspection-typed");
  await dialog.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByText("登记督查 示范县人民医院：已登记").waitFor();
  await page.getByText("发热门诊物资与值守").first().waitFor();
  assert.equal((ask("supervision", "inspection", "list").inspections ?? []).length, before + 1);
  await visitor.leave();
});

test("an auditor sees whether the book is whole, and what was refused, and can record nothing", async () => {
  const visitor = await atOversight("auditor", DESK);
  const { page } = visitor;
  await visitor.go("journal");
  await page.getByRole("button", { name: "从第一条起核验" }).click();
  await page.getByText("全部相符").waitFor();
  await visitor.picture("auditor-verified");
  await visitor.go("refusals");
  await page.getByText("余额为").first().waitFor();
  await page.getByRole("button", { name: "财政资金" }).click();
  await visitor.go("");
  await page.getByRole("link", { name: "示财社〔2026〕1号" }).click();
  await page.getByText("第1项指标").waitFor();
  assert.equal(await page.getByRole("link", { name: "支付", exact: true }).count(), 0);
  await page.getByText("查看历史时点").click();
  await page.getByLabel("截至哪一天的情况").fill("2020-01-01");
  await page.getByText("以下是历史时点的情况").waitFor();
  await read(page);
  await visitor.picture("auditor-money-then");
  await visitor.leave();
});
