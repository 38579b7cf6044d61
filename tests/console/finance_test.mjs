// What a finance office does in a browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { ask, closeAll, DESK, isGone, PHONE, tellInFull, Visitor } from "./browser.mjs";

after(closeAll);

const NUMBER = `示财社〔2026〕${Date.now() % 100000}号`;
const PAYEE = "示范医疗器械有限公司";
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const payments = () => ask("finance", "payment", "list").payments ?? [];

async function fillDocument(page, number, amount) {
  await page.getByLabel("发文单位").fill("示范县财政局");
  await page.getByLabel("文号").fill(number);
  await page.getByLabel("标题").fill("关于追加防控物资资金的通知");
  await page.getByLabel("资金来源").selectOption({ label: "中央财政资金" });
  await page.getByLabel("使用单位").selectOption({ label: "示范县人民医院" });
  await page.getByLabel("金额", { exact: true }).fill(amount);
  await page.getByLabel("防控物资").check();
}

for (const [viewport, language] of [[PHONE, "zh"], [DESK, "zh"], [PHONE, "en"], [DESK, "en"]]) {
  tellInFull(`all of finance is shown without an id, and nothing is cut off: ${viewport.width}, ${language}`, async () => {
    const visitor = await Visitor.arrive("finance", viewport, language);
    const { page } = visitor;
    await page.locator("table").first().waitFor();
    await visitor.picture(`finance-money-${language}`);
    const screens = ["document/d1", "pay/d1/1", "change/d1/1", "carry/d1/1", "new-document", "new-order/d1/1", "orders", "approvals", "limits", "exceptions",
      "exceptions/aged", "exceptions/duplicates", "reverse/documents/d1", "statement/d1/1", "statement/fund/central", "payments", "disbursements/d1/1", "liabilities", "trace/d1", "sheet/payments", "sheet/documents", "sheet/orders", "sent"];
    for (const screen of screens) {
      await visitor.go(screen);
      await page.waitForFunction(() => document.querySelector("h1") && !document.body.innerText.match(/正在读取|Loading…/));
      await visitor.picture(`finance-${screen.replaceAll("/", "-")}-${language}`);
    }
    await visitor.leave();
  });
}

test("a document is recorded with what its fund has left beside it", async () => {
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go("new-document");
  await fillDocument(page, NUMBER, "９９亿");
  await page.getByText("可分配金额").waitFor();
  await visitor.picture("finance-document-too-much");
  await page.getByLabel("金额", { exact: true }).fill("1万");
  await page.getByText("还可分配").waitFor();
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByText("资金账第").waitFor();
  await visitor.picture("finance-document-recorded");
  assert.ok((ask("finance", "document", "list").allocationDocuments ?? []).some((one) => one.number === NUMBER));
  await visitor.leave();
});

test("a payment shows what is left while it is typed, and its receipt when it is recorded once", async () => {
  const before = payments().length;
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await page.getByRole("link", { name: NUMBER }).click();
  await page.getByRole("link", { name: "支付", exact: true }).click();
  await page.getByLabel("金额", { exact: true }).fill("1,200.50");
  await page.getByText("支付后还剩 8,799.50 元").waitFor();
  await page.getByText("壹仟贰佰元伍角整").waitFor();
  await page.getByLabel("收款单位").fill(PAYEE);
  await visitor.picture("finance-pay-typed");
  await page.getByRole("button", { name: "登记支付" }).dblclick();
  await page.getByText("资金账第").waitFor();
  await page.getByText("支付后还剩 8,799.50 元").waitFor();
  await visitor.picture("finance-pay-recorded");
  assert.equal(payments().length, before + 1);
  await visitor.leave();
});

test("what does not fit is refused in words, and what would fit is a tap away", async () => {
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await page.getByRole("link", { name: NUMBER }).click();
  await page.getByRole("link", { name: "支付", exact: true }).click();
  await page.getByLabel("金额", { exact: true }).fill("2万");
  await page.getByText("最多 8,799.50 元").waitFor();
  await page.getByLabel("收款单位").fill(PAYEE);
  await page.getByRole("button", { name: "登记支付" }).click();
  await page.getByText("未予登记").waitFor();
  await page.getByText("余额为 8,799.50 元").waitFor();
  await page.getByText("其他可用于此用途的指标").waitFor();
  await visitor.picture("finance-pay-refused");
  await page.getByRole("button", { name: "按 8,799.50 元重新填写" }).click();
  await page.getByRole("button", { name: "登记支付" }).click();
  await page.getByText("资金账第").waitFor();
  await page.getByText("支付后还剩 0.00 元").waitFor();
  await visitor.leave();
});

test("what was refused is put away when the person says so, and what was typed for it with it", async () => {
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await page.getByRole("link", { name: NUMBER }).click();
  await page.getByRole("link", { name: "支付", exact: true }).click();
  await page.getByLabel("金额", { exact: true }).fill("5");
  await page.getByLabel("收款单位").fill(PAYEE);
  await page.getByRole("button", { name: "登记支付" }).click();
  await page.getByText("未予登记").waitFor();
  await page.getByText("1 条需处理").waitFor();
  // A reload forgets nothing of it; another look at it takes nothing away.
  await page.reload();
  await visitor.go("sent");
  await page.getByRole("button", { name: "不再登记" }).click();
  await page.getByRole("dialog").getByText("以后也不会登记").waitFor();
  await visitor.picture("finance-put-away");
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await page.getByText("1 条需处理").waitFor();
  await page.getByRole("link", { name: /从 .* 支付/ }).click();
  await page.getByRole("button", { name: "不再登记" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "收起" }).click();
  await page.getByText("条需处理").waitFor({ state: "hidden" });
  await page.waitForFunction(() => location.hash.startsWith("#/sent"));
  await isGone(page.getByText("未予登记"));
  await visitor.leave();
});

test("a payment made while there is no line is kept, survives a reload and is recorded once", async () => {
  const before = payments().length;
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go("pay/d1/1");
  await page.getByLabel("金额", { exact: true }).fill("10");
  await page.locator("input[name=purpose]").first().check();
  await page.getByLabel("收款单位").fill(PAYEE);
  await visitor.context.route("**/epiledger.funding.v1.FundingService/CreatePayment", async (route) => {
    // It arrives, and its answer is lost.
    await route.fetch().catch(() => undefined);
    await route.abort();
  });
  await page.getByRole("button", { name: "登记支付" }).click();
  await page.getByText("已保存在本机").waitFor();
  await visitor.context.unroute("**/epiledger.funding.v1.FundingService/CreatePayment");
  await page.reload();
  await page.getByText("资金账第").waitFor();
  assert.equal(payments().length, before + 1);
  await visitor.leave();
});

test("a sheet is checked row by row, sent as a whole, and records nothing twice", async () => {
  const before = payments().length;
  const visitor = await Visitor.arrive("finance", DESK);
  const { page } = visitor;
  const header = "单位：万元\n序号,指标,用途,金额,支付日期,收款单位,支付方式,发票号\n";
  await visitor.go("sheet");
  await page.getByLabel("或粘贴表格内容").fill(
    `${header}1,d1/1,防控物资,0.12,2026年11月1日,${PAYEE},直接支付,４４９７００\n2,d1/1,防护,"(3,000元)",2026/2/30,示范防护用品厂,授权支付,\n`);
  await page.getByRole("button", { name: "检查" }).click();
  await page.getByText("有 3 处不符").waitFor();
  await visitor.picture("finance-sheet-bad");
  const good = `${header}1,d1/1,防控物资,0.0012,${TODAY},${PAYEE},直接支付,${NUMBER.length}${Date.now()}\n`;
  for (let time = 0; time < 2; time++) {
    await visitor.go("sheet");
    await page.getByLabel("或粘贴表格内容").fill(good);
    await page.getByRole("button", { name: "检查" }).click();
    await page.getByText("全部 1 行符合要求，合计 12.00 元").waitFor();
    await page.getByRole("button", { name: "全部登记" }).click();
    await page.getByText("1 笔已登记").waitFor();
  }
  await visitor.picture("finance-sheet-recorded");
  assert.equal(payments().length, before + 1);
  await visitor.leave();
});

test("a sheet of documents, a workbook too, makes each document with its allocations once", async () => {
  const visitor = await Visitor.arrive("finance", DESK);
  const { page } = visitor;
  const number = `${NUMBER}表`;
  const header = "发文单位,文号,标题,日期,资金来源,接收单位,金额（元）,用途\n";
  const row = (amount, purposes) => `示范县财政局,${number},追加防控资金,${TODAY},central,示范县人民医院,${amount},${purposes}\n`;
  const documents = () => (ask("finance", "document", "list").allocationDocuments ?? []).filter((one) => one.number === number);
  await visitor.go("sheet/documents");
  await page.getByLabel("或粘贴表格内容").fill(`${header}${row("3000", "防控物资:9000")}${row("x", "面包")}`);
  await page.getByRole("button", { name: "检查" }).click();
  await page.getByText("有 3 处不符").waitFor();
  await page.getByText("超过此行金额 3,000.00 元").waitFor();
  await visitor.picture("finance-documents-bad");
  const good = `${header}${row("3000", "防控物资:1000")}${row("200", "防控物资")}合计,,,,,,3200,\n`;
  for (let time = 0; time < 2; time++) {
    await visitor.go("sheet/documents");
    await page.getByLabel("或粘贴表格内容").fill(good);
    await page.getByRole("button", { name: "检查" }).click();
    await page.getByText("全部 2 行符合要求（共 1 份），合计 3,200.00 元").waitFor();
    await visitor.picture("finance-documents-good");
    await page.getByRole("button", { name: "全部登记" }).click();
    await page.getByText("1 笔已登记").waitFor();
  }
  assert.equal(documents().length, 1);
  await page.getByRole("link", { name: "查看已登记的" }).click();
  await page.getByRole("link", { name: number }).click();
  await page.getByText("第2项指标").waitFor();
  await visitor.picture("finance-documents-recorded");
  await visitor.leave();
});

test("a list is saved whole, as a spreadsheet and as CSV", async () => {
  const visitor = await Visitor.arrive("finance", DESK);
  const { page } = visitor;
  await visitor.go("payments");
  for (const kind of ["XLSX", "CSV"]) {
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `导出 ${kind}` }).click()]);
    assert.match(file.suggestedFilename(), new RegExp(`支付记录\\.${kind.toLowerCase()}$`));
    const bytes = readFileSync(await file.path());
    if (kind === "CSV") assert.equal(bytes.toString("utf8").trim().split("\r\n").length, payments().length + 1);
    else assert.equal(bytes.subarray(0, 2).toString(), "PK");
  }
  await visitor.leave();
});

test("what is above a limit waits for a second person, who reads what will be done and approves that", async () => {
  const waiting = () => (ask("finance", "proposal", "list").proposals ?? []).filter((one) => one.state === "STATE_OPEN");
  const office = await Visitor.arrive("finance");
  ask("finance", "limits", "set", "--payment", "90万", "--window-hours", "24", "--expiry-hours", "72", "--near-percent", "90");
  await office.go("approvals");
  await office.page.getByText("由您提出，须由另一人审批").first().waitFor();
  assert.equal(await office.page.getByRole("button", { name: "批准" }).count(), 0);
  await office.picture("finance-approvals-own");
  const headquarters = await Visitor.arrive("headquarters");
  const { page } = headquarters;
  await page.getByRole("button", { name: "财政资金" }).click();
  await headquarters.go("approvals");
  await page.getByRole("button", { name: "批准" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("改用新的审批限额").waitFor();
  await dialog.getByText("900,000.00 元").waitFor();
  await headquarters.picture("finance-approve-limits");
  await dialog.getByRole("button", { name: "批准" }).click();
  await page.getByText("资金账第").waitFor();
  assert.equal(waiting().length, 0);
  // A payment above the limit just set.
  await office.go("pay/d1/2");
  await office.page.locator("input[name=purpose]").first().check();
  await office.page.getByLabel("金额", { exact: true }).fill("95万");
  await office.page.getByText("登记后由另一人审批").waitFor();
  await office.page.getByLabel("收款单位").fill(`${PAYEE}${NUMBER}`);
  await office.page.getByLabel("发票号").fill(`0449${Date.now()}`);
  await office.page.getByLabel("发票总额").fill("120万");
  await office.page.getByRole("button", { name: "登记支付" }).click();
  await office.page.getByText("等待另一人审批").waitFor();
  await office.picture("finance-pay-waits");
  await headquarters.go("approvals");
  await page.getByText("950,000.00").first().waitFor();
  // All that is approved: when, which invoice, how much of it, and what it holds.
  for (const part of ["支付日期", "发票总额", "1,200,000.00 元", "审批期间占用", "单人限额 900,000.00 元"]) await page.getByText(part).first().waitFor();
  await headquarters.picture("finance-approvals-another");
  await page.getByRole("button", { name: "驳回" }).first().click();
  await page.getByRole("dialog").getByLabel("原因").fill("请分次支付");
  await page.getByRole("dialog").getByRole("button", { name: "驳回" }).click();
  await page.getByText("资金账第").waitFor();
  assert.equal(waiting().length, 0);
  // What was decided stays to be read, by its state.
  await headquarters.go("approvals");
  await page.getByLabel("显示").selectOption({ label: "已驳回" });
  await page.getByText("请分次支付").first().waitFor();
  await headquarters.picture("finance-approvals-rejected");
  await office.leave();
  await headquarters.leave();
});
