// Orders, what is put right, and exceptions: what a finance office does in a
// browser beside documents and payments.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, closeAll, DESK, eventually, holds, isKept, signInLink, Visitor } from "./browser.mjs";

after(closeAll);

const MARK = `${Date.now() % 1_000_000}`;
const SUPPLIER = `示范防护用品厂${MARK}`;
const TODAY = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const orders = () => (ask("finance", "commitment", "list").commitments ?? []).filter((one) => one.supplier.startsWith(SUPPLIER));
const fen = (money) => Number(money?.units ?? 0) * 100 + (money?.nanos ?? 0) / 1e7;
const payment = (name) => (ask("finance", "payment", "list").payments ?? []).find((one) => one.payee === name);

async function fillOrder(page, supplier, amount) {
  await page.getByLabel("供货单位").fill(supplier);
  await page.locator("#purpose-1").selectOption({ label: "防控物资" });
  await page.locator("#item-1").selectOption({ label: "防护面罩" });
  await page.getByLabel("数量").fill("10");
  await page.getByLabel("金额", { exact: true }).fill(amount);
}

async function pay(page, payee, amount) {
  await page.getByLabel(/防控物资/).check();
  await page.getByLabel("金额", { exact: true }).fill(amount);
  await page.getByLabel("收款单位").fill(payee);
  await page.getByRole("button", { name: "登记支付" }).click();
}

test("an order that asks for too much is refused, and what its line could have is a tap away", async () => {
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go("new-order/d1/1");
  await fillOrder(page, SUPPLIER, "999万");
  await page.getByText("超出可用金额").waitFor();
  await page.getByRole("button", { name: "登记订单" }).click();
  await page.getByText("未予登记").waitFor();
  await page.getByText("其他可用于此用途的指标").waitFor();
  await visitor.picture("finance-order-refused");
  await page.getByRole("button", { name: /^第1项改为 .* 元$/ }).click();
  await page.getByText("支付后还剩 0.00 元").waitFor();
  await page.getByLabel("金额", { exact: true }).fill("100");
  await page.getByRole("button", { name: "登记订单" }).dblclick();
  await page.getByText("资金账第").waitFor();
  assert.equal(orders().length, 1);
  await page.getByRole("link", { name: "查看订单" }).click();
  await page.getByRole("heading", { name: SUPPLIER }).waitFor();
  await visitor.picture("finance-order-made");
  await visitor.leave();
});

test("a line of an order is paid ahead of the goods, and what it no longer needs is released", async () => {
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go("orders");
  await page.getByRole("link", { name: SUPPLIER }).click();
  await page.getByRole("link", { name: "支付此行" }).click();
  await page.getByLabel("金额", { exact: true }).fill("30");
  await page.getByRole("button", { name: "登记支付" }).click();
  await page.getByText("请先登记到货，或按预付办理").waitFor();
  await visitor.picture("finance-order-payment-refused");
  await page.getByRole("button", { name: "改为货到之前预付" }).click();
  await page.getByText("支付后还剩 70.00 元").waitFor();
  await visitor.picture("finance-order-payment");
  await page.getByRole("button", { name: "登记支付" }).click();
  await page.getByText("资金账第").waitFor();
  await visitor.go("orders");
  await page.getByRole("link", { name: SUPPLIER }).click();
  await page.getByRole("link", { name: "释放占用" }).click();
  await page.getByLabel("释放金额").fill("80");
  await page.getByText("最多 70.00 元").waitFor();
  await page.getByLabel("释放金额").fill("20");
  await page.getByText("释放后还占用 50.00 元").waitFor();
  await visitor.picture("finance-release");
  await page.getByRole("button", { name: "释放占用" }).click();
  await page.getByText("资金账第").waitFor();
  await page.getByRole("link", { name: "知道了" }).click();
  await page.getByText("50.00 元").first().waitFor();
  const [order] = orders();
  assert.deepEqual([fen(order.balance.held), fen(order.balance.prepaid)], [50_00, 30_00]);
  await visitor.leave();
});

test("a mistaken order is reversed by an entry of its own, and one that others rest on is not", async () => {
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go("orders");
  await page.getByRole("link", { name: SUPPLIER }).click();
  await page.getByRole("link", { name: "冲销", exact: true }).click();
  await page.getByLabel("冲销原因").fill("登记有误");
  await page.getByRole("button", { name: "冲销" }).click();
  await page.getByText("后续记录依赖").waitFor();
  await visitor.picture("finance-reverse-refused");
  const outcome = page.url().split("#/")[1];
  await page.getByRole("link", { name: /^一笔支付，资金账第/ }).click();
  await page.getByRole("heading", { name: "支付明细" }).waitFor();
  await visitor.go(outcome);
  // Called by its supplier, for it was read before.
  await page.getByRole("link", { name: new RegExp(`^(一份订单|${SUPPLIER}).*，资金账第`) }).click();
  await page.getByText("20.00 元").first().waitFor();
  await page.getByText("每笔只能冲销一次").waitFor();
  await visitor.go("new-order/d1/1");
  await fillOrder(page, `${SUPPLIER}错`, "10");
  await page.getByRole("button", { name: "登记订单" }).click();
  await page.getByRole("link", { name: "查看订单" }).click();
  await page.getByRole("link", { name: "冲销", exact: true }).click();
  await page.getByText("每笔只能冲销一次").waitFor();
  await page.getByLabel("冲销原因").fill("金额录入有误");
  await visitor.picture("finance-reverse");
  await page.getByRole("button", { name: "冲销" }).dblclick();
  await page.getByText("资金账第").waitFor();
  await page.getByRole("link", { name: "知道了" }).click();
  await page.getByText("已冲销，不再计入").waitFor();
  await visitor.picture("finance-order-reversed");
  await visitor.leave();
});

test("a payment gives back a part as a refund, and is reversed once nothing rests on it", async () => {
  const payee = `${SUPPLIER}退`;
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go("pay/d1/1");
  await pay(page, payee, "12.34");
  await page.getByRole("link", { name: "支付明细" }).click();
  await page.getByRole("link", { name: "登记退款" }).click();
  await page.getByLabel("退款金额").fill("20");
  await page.getByLabel("原因").fill("退回多付货款");
  await page.getByRole("button", { name: "登记退款" }).click();
  await page.getByText("可退余额为 12.34 元").waitFor();
  await page.getByRole("button", { name: "按 12.34 元重新填写" }).click();
  await page.getByLabel("退款金额").fill("2.34");
  await page.getByText("退款后还有 10.00 元未退").waitFor();
  await visitor.picture("finance-refund");
  await page.getByRole("button", { name: "登记退款" }).click();
  await page.getByText("资金账第").waitFor();
  await page.getByRole("link", { name: "知道了" }).click();
  await page.getByText("退回多付货款").waitFor();
  assert.equal(fen(payment(payee).refunded), 2_34);
  await visitor.picture("finance-payment");
  // First the refund is taken back, then the payment.
  for (const which of [-1, 0]) {
    await page.getByRole("link", { name: "冲销", exact: true }).nth(which).click();
    await page.getByLabel("冲销原因").fill("登记有误");
    await page.getByRole("button", { name: "冲销" }).click();
    await page.getByText("资金账第").waitFor();
    await visitor.go("payments");
    await page.getByRole("link", { name: payee }).first().click();
    await page.getByText("已冲销，不再计入").first().waitFor();
  }
  assert.ok(payment(payee).reversedBy);
  await visitor.leave();
});

test("what was typed since is not put away for what came back, unless a person says so", async () => {
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go("pay/d1/1");
  await pay(page, `${SUPPLIER}一`, "9亿");
  await page.getByText("未予登记").waitFor();
  const outcome = page.url().split("#/")[1];
  await visitor.go("pay/d1/1");
  await page.getByLabel("收款单位").fill(`${SUPPLIER}二`);
  await visitor.go(outcome);
  await page.getByRole("button", { name: "修改后重新登记" }).click();
  await page.getByRole("dialog").getByText("此处已有新填的内容").waitFor();
  await visitor.picture("finance-typed-since");
  await page.getByRole("button", { name: "保留新填的内容" }).click();
  await page.waitForFunction((kept) => document.querySelector("#payee")?.value === kept, `${SUPPLIER}二`);
  await visitor.go(outcome);
  await page.getByRole("button", { name: "修改后重新登记" }).click();
  await page.getByRole("button", { name: "换成退回的内容" }).click();
  await page.waitForFunction((back) => document.querySelector("#payee")?.value === back, `${SUPPLIER}一`);
  await visitor.leave();
});

test("goods that do not fit their order wait, and somebody says how that was resolved", async () => {
  const [order] = orders().filter((one) => one.supplier === SUPPLIER);
  const id = order.name.split("/").at(-1);
  ask("reserve", "stock", "receive", "reserve/main", "--time", "now", "--origin", "commitment", "--commitment", id, "--order-line", "1",
    "--line", "face-shield=15", "--counterparty", SUPPLIER);
  const waiting = () => (ask("finance", "arrival", "list", "--state", "open").arrivals ?? []).filter((one) => one.commitment === order.name);
  assert.ok(await eventually(() => waiting().length > 0));
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go("exceptions");
  const card = page.locator("section.card", { hasText: "到货多于订购" }).first();
  await card.waitFor();
  await visitor.picture("finance-exception");
  await card.getByRole("button", { name: "说明处理结果" }).click();
  await page.getByRole("dialog").getByLabel("处理结果").fill("多送的五个已退回供货单位");
  await page.getByRole("dialog").getByRole("button", { name: "说明处理结果" }).click();
  await page.getByText("资金账第").waitFor();
  assert.equal(waiting().length, 0);
  await visitor.leave();
});

test("idle money, what is owed and what was paid twice are listed, and lead to where they are put right", async () => {
  ask("finance", "liability", "create", "--debtor", "people-hospital", "--creditor", SUPPLIER, "--purpose", "supplies", "--amount", "80",
    "--date", TODAY, "--reason", "春节期间紧急赊购");
  for (const payee of ["甲", "乙"]) {
    ask("finance", "payment", "create", "--allocation", "d1/1", "--purpose", "supplies", "--amount", "5", "--date", TODAY,
      "--payee", `${SUPPLIER}${payee}`, "--method", "direct", "--invoice", `INV${MARK}`);
  }
  for (const language of ["zh", "en"]) {
    const visitor = await Visitor.arrive("finance", DESK, language);
    const { page } = visitor;
    await visitor.go("exceptions/aged");
    await page.locator("table").nth(1).waitFor();
    await visitor.picture(`finance-aged-${language}`);
    await page.locator("#stage").selectOption({ label: language === "zh" ? "垫付/赊购未偿付" : "owed without funding" });
    await page.getByText(SUPPLIER).first().waitFor();
    await page.waitForFunction(() => document.querySelectorAll("table").length === 2 && document.querySelectorAll("table")[0].rows.length === 2);
    await visitor.go("exceptions/duplicates");
    await page.getByText(`INV${MARK}`).first().waitFor();
    await visitor.picture(`finance-duplicates-${language}`);
    await page.getByRole("link", { name: `${SUPPLIER}乙` }).click();
    await page.getByRole("link", { name: language === "zh" ? "冲销" : "Reverse", exact: true }).waitFor();
    await visitor.leave();
  }
});

test("a payment is recorded in English from the first screen to its receipt", async () => {
  const payee = `Model Medical ${MARK}`;
  const visitor = await Visitor.arrive("finance", DESK, "en");
  const { page } = visitor;
  await page.getByRole("link", { name: "示财社〔2026〕1号" }).click();
  await page.getByRole("link", { name: "Pay", exact: true }).first().click();
  await page.getByLabel(/防控物资/).check();
  await page.getByLabel("Amount", { exact: true }).fill("1,234.50");
  await page.getByText(/yuan are left afterwards/).waitFor();
  await page.getByLabel("Payee").fill(payee);
  await page.getByLabel("Method").selectOption({ label: "authorised" });
  await page.getByRole("button", { name: "Record the payment" }).click();
  await page.getByText(/entry \d+ of the ledger/).waitFor();
  await visitor.picture("finance-pay-recorded-en");
  await page.getByRole("link", { name: "The payment" }).click();
  await page.getByRole("heading", { name: "The payment" }).waitFor();
  await visitor.picture("finance-payment-en");
  assert.equal(fen(payment(payee).amount), 1_234_50);
  await visitor.leave();
});

/** Tab until what is focused reads so; then the key that uses it. */
async function reach(page, name, key) {
  for (let steps = 0; steps < 80; steps++) {
    const said = await page.evaluate(() => {
      const at = document.activeElement;
      return [at?.labels?.[0]?.innerText, at?.innerText, at?.getAttribute("aria-label")].find((one) => one)?.trim() ?? "";
    });
    if (said.startsWith(name)) return key && page.keyboard.press(key);
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

test("a payment is recorded by the keyboard alone", async () => {
  const payee = `${SUPPLIER}键`;
  const visitor = await Visitor.arrive("finance", DESK);
  const { page } = visitor;
  await reach(page, "示财社〔2026〕1号", "Enter");
  await page.getByRole("heading", { name: "示财社〔2026〕1号" }).waitFor();
  await reach(page, "支付", "Enter");
  await page.getByLabel("收款单位").waitFor();
  await reach(page, "“防控物资”", "Space");
  await reach(page, "金额");
  await page.keyboard.type("3.21");
  await reach(page, "收款单位");
  await page.keyboard.type(payee);
  await reach(page, "登记支付", "Enter");
  await page.getByText("资金账第").waitFor();
  assert.equal(fen(payment(payee).amount), 3_21);
  await visitor.leave();
});

const optionOf = async (page, select, text) => page.locator(`${select} option`, { hasText: text }).first().getAttribute("value");

test("money is moved to another allocation of its fund, approved by somebody else, and by nobody's own word", async () => {
  const movedIn = () => fen(ask("finance", "allocation", "get", "d1/2").balance.transferredIn);
  const before = movedIn();
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  const self = await page.evaluate(() => JSON.parse(atob(sessionStorage.getItem("epiledger-token").split(".")[1].replaceAll("-", "+").replaceAll("_", "/"))).sub);
  await visitor.go("change/d1/1");
  await page.getByLabel("事项").selectOption({ label: "调剂到另一项指标" });
  await page.locator("#purpose").selectOption({ label: "未分用途" });
  await page.getByLabel("金额", { exact: true }).fill("9亿");
  await page.getByText("超出可用金额").waitFor();
  await page.getByLabel("金额", { exact: true }).fill("12");
  await page.locator("#target option", { hasText: "第2项" }).first().waitFor({ state: "attached" });
  await page.locator("#target").selectOption(await optionOf(page, "#target", "第2项"));
  await page.getByLabel("调入用途").selectOption({ label: "防控物资" });
  await page.getByLabel("原因").fill("中医院急需");
  const record = page.getByRole("button", { name: "登记", exact: true });
  await page.getByLabel("审批人的登记编号").fill(self);
  await page.getByText("这是您本人的编号").waitFor();
  assert.ok(await record.isDisabled());
  await page.getByLabel("审批人的登记编号").fill("s-900");
  await visitor.picture("finance-transfer");
  // What is typed is there after a reload.
  await isKept(page, "s-900");
  await page.reload();
  await page.locator("#target option", { hasText: "第2项" }).first().waitFor({ state: "attached" });
  await holds(page.getByLabel("原因"), "中医院急需");
  await record.dblclick();
  await page.getByText("资金账第").waitFor();
  assert.equal(movedIn() - before, 12_00);
  await visitor.leave();
});

test("what is left of last year goes on in this year's allocation", async () => {
  const year = Number(TODAY.slice(0, 4));
  const [old, next] = [`o${MARK}`, `n${MARK}`];
  const numberOf = (of) => `示财社〔${of}〕${MARK}号`;
  ask("finance", "appropriation", "create", `a${MARK}`, "--fund", "county", "--amount", "1000", "--date", `${year - 1}-06-01`);
  for (const [id, of, day, amount] of [[old, year - 1, `${year - 1}-06-02`, "800"], [next, year, `${year}-01-01`, "1"]]) {
    ask("finance", "document", "create", id, "--issuer", "示范县财政局", "--number", numberOf(of), "--title", "关于下达防控物资资金的通知", "--date", day,
      "--allocation", `fund=county,recipient=people-hospital,amount=${amount},purposes=supplies`);
  }
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  await visitor.go(`document/${old}`);
  await page.getByRole("link", { name: "年终结转" }).click();
  await page.getByText("800.00 元").first().waitFor();
  await page.locator("#target option", { hasText: numberOf(year) }).first().waitFor({ state: "attached" });
  await page.getByLabel("转入指标").selectOption(await optionOf(page, "#target", numberOf(year)));
  assert.equal(await page.getByLabel("结转日期").inputValue(), `${year}-01-01`);
  await page.getByLabel("审批人的登记编号").fill("s-900");
  await page.getByLabel("原因").fill("年终结转");
  await visitor.picture("finance-carry");
  await page.getByRole("button", { name: "登记结转" }).dblclick();
  await page.getByText("资金账第").waitFor();
  await visitor.picture("finance-carried");
  const carried = ask("finance", "carry-over", "list", "--allocation", `${old}/1`).carryOvers;
  assert.deepEqual(carried.map((one) => fen(one.carried.total)), [800_00]);
  // Nothing is left that could go on.
  await visitor.go(`carry/${old}/1`);
  await page.getByText("没有可结转的").waitFor();
  await visitor.leave();
});

test("cash with recipients and what is owed without funding are listed from where the money is", async () => {
  ask("finance", "disbursement", "create", "--allocation", "d1/1", "--kind", "paid-out", "--amount", "70", "--date", TODAY, "--voucher", `V${MARK}`);
  ask("finance", "liability", "create", "--debtor", "people-hospital", "--creditor", `${SUPPLIER}垫付`, "--purpose", "supplies", "--amount", "90",
    "--date", TODAY, "--reason", "春节期间紧急赊购");
  for (const language of ["zh", "en"]) {
    const visitor = await Visitor.arrive(language === "zh" ? "finance" : "auditor", DESK, language);
    const { page } = visitor;
    await visitor.go("document/d1?view=finance");
    const first = page.locator("section.card", { hasText: language === "zh" ? "第1项指标" : "Allocation 1" });
    await first.getByRole("link", { name: language === "zh" ? "拨付与缴回" : "Disbursements" }).click();
    const row = page.locator("tbody tr", { hasText: `V${MARK}` });
    await row.getByText("70.00").waitFor();
    await visitor.picture(`finance-disbursements-${language}`);
    await visitor.go("document/d1");
    await first.getByRole("link", { name: language === "zh" ? "垫付与赊购" : "Owed without funding" }).click();
    await page.locator("tbody tr", { hasText: `${SUPPLIER}垫付` }).getByText("90.00").first().waitFor();
    await visitor.picture(`finance-liabilities-${language}`);
    await visitor.leave();
  }
});

test("the view opens where services that only name things are away, and says so", async () => {
  const visitor = await Visitor.blank(DESK, "zh");
  const { page } = visitor;
  await visitor.context.route(/epiledger\.(supplies|readiness)\.v1/, (route) => route.abort());
  await page.goto(signInLink("finance"));
  await page.getByRole("heading", { name: "全县资金" }).waitFor();
  await page.getByRole("link", { name: "示财社〔2026〕1号" }).click();
  await page.getByText("名称暂时读不到").first().waitFor();
  await visitor.picture("finance-away");
  await visitor.leave();
});

test("a token that is rejected while something is read leads to the sign-in", async () => {
  const visitor = await Visitor.arrive("finance");
  const { page } = visitor;
  // What it says stays; its signature is nobody's.
  await page.evaluate(() => {
    const [head, claims] = sessionStorage.getItem("epiledger-token").split(".");
    sessionStorage.setItem("epiledger-token", `${head}.${claims}.${"A".repeat(86)}`);
  });
  await page.reload();
  await page.getByRole("heading", { name: "登录" }).waitFor();
  await page.getByText("登录已过期").waitFor();
  await visitor.leave();
});

test("limits are proposed, and their approval goes after a reload, whichever view is open", async () => {
  const waiting = () => (ask("finance", "proposal", "list").proposals ?? []).filter((one) => one.state === "STATE_OPEN");
  const office = await Visitor.arrive("finance");
  await office.go("approvals");
  await office.page.getByRole("link", { name: "审批限额" }).click();
  await office.page.getByLabel("单人支付限额").fill("80万");
  await office.page.getByLabel("累计时段").fill("24");
  await office.picture("finance-limits-typed");
  await office.page.getByRole("button", { name: "提出新限额" }).click();
  await office.page.getByText("等待另一人审批").waitFor();
  await office.leave();
  const before = waiting().length;
  const visitor = await Visitor.arrive("headquarters");
  const { page } = visitor;
  await page.getByRole("button", { name: "财政资金" }).click();
  await visitor.go("approvals?view=finance");
  const approve = "**/epiledger.funding.v1.ProposalService/ApproveProposal";
  await visitor.context.route(approve, (route) => route.abort());
  await page.getByRole("button", { name: "批准" }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: "批准" }).click();
  await page.getByText("1 条待发送").waitFor();
  await page.getByRole("button", { name: "全县", exact: true }).click();
  await page.reload();
  await page.getByText("1 条待发送").waitFor();
  await visitor.context.unroute(approve);
  assert.ok(await eventually(() => waiting().length === before - 1));
  await visitor.leave();
});

test("headquarters approves what a person may do, once it has read it", async () => {
  const subject = `s-9${MARK}`;
  // Of two, one decides: from then on the operator has to ask.
  ask("operator", "subject", "create", `s-8${MARK}`, "--role", "headquarters", "--name", "韩某");
  ask("operator", "subject", "create", subject, "--role", "auditor", "--name", "尤某");
  const visitor = await Visitor.arrive("headquarters");
  const { page } = visitor;
  await page.getByRole("button", { name: "财政资金" }).click();
  await visitor.go("approvals?view=finance");
  const card = page.locator("section.card", { hasText: "登记 尤某，角色：审计" });
  await card.waitFor();
  await visitor.picture("finance-roles");
  await card.getByRole("button", { name: "批准" }).click();
  await page.getByRole("dialog").getByText("登记 尤某，角色：审计").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "批准" }).click();
  await page.getByText("准备情况账第").waitFor();
  await visitor.picture("finance-roles-approved");
  assert.match(JSON.stringify(ask("headquarters", "subject", "get", subject)), /ROLE_AUDITOR/);
  await visitor.leave();
});
