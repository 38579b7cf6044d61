// How headquarters share out what does not suffice, in a browser.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, closeAll, DESK, holds, isKept, PHONE, tellInFull, UNTIL_SENT, Visitor } from "./browser.mjs";

after(closeAll);

const shares = () => ask("headquarters", "fair-share", "list").fairShares ?? [];

async function suggested(person, viewport = DESK, language = "zh", most = "200") {
  const visitor = await Visitor.arrive(person, viewport, language);
  await visitor.go(`sharing?item=n95&from=reserve&stores=main&most=${most}`);
  await visitor.page.locator("section#suggestion table tbody tr").first().waitFor();
  return visitor;
}

for (const [viewport, language] of [[PHONE, "zh"], [DESK, "zh"], [PHONE, "en"], [DESK, "en"]]) {
  tellInFull(`a suggestion says who gets what, and why, in words and figures: ${viewport.width}, ${language}`, async () => {
    const visitor = await suggested("headquarters", viewport, language);
    await visitor.picture(`hq-sharing-${language}`);
    await visitor.leave();
  });
}

test("a suggestion is proposed, edited, seen again, and approved as it was seen", async () => {
  const before = shares().length;
  const visitor = await Visitor.arrive("headquarters", DESK);
  const { page } = visitor;
  await page.getByRole("link", { name: "均衡分配" }).click();
  await page.getByLabel("分什么物资").selectOption({ label: "N95医用防护口罩" });
  await page.getByLabel("最多分多少").fill("200");
  await page.getByRole("button", { name: "看建议" }).click();
  const suggestion = page.locator("section#suggestion");
  await suggestion.getByText("先补最少的").first().waitFor();
  assert.match(await suggestion.innerText(), /用量不明，不当作零/);
  assert.equal(shares().length, before);

  await page.getByRole("button", { name: "登记为方案" }).dblclick();
  await page.getByRole("heading", { name: "均衡分配 N95医用防护口罩" }).first().waitFor();
  await page.getByText("待批准").waitFor();
  assert.equal(shares().length, before + 1);
  await visitor.picture("hq-share-proposed");

  await page.getByRole("button", { name: "逐行修改" }).click();
  await page.getByLabel(/→ 示范县人民医院/).first().fill("60");
  await visitor.picture("hq-share-edit");
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByText("第 2 稿").first().waitFor();
  await page.getByRole("cell", { name: /3盒/ }).waitFor();

  await page.getByRole("button", { name: "批准，生成调拨单" }).click();
  await visitor.picture("hq-share-approve");
  await page.getByRole("button", { name: "确认批准" }).dblclick();
  await page.locator("section#shipments").getByText(/待拣货|待发运/).first().waitFor();
  await page.getByText("已批准").first().waitFor();
  await visitor.picture("hq-share-approved");
  const made = shares().at(-1);
  assert.equal(made.state, "STATE_APPROVED");
  assert.equal(made.decision.shipments.length, made.lines.length);
  assert.ok(made.lines.some((line) => line.total === "60"));
  await visitor.leave();
});

test("who approves what somebody else has changed meanwhile is asked to look again", async () => {
  const visitor = await suggested("headquarters", PHONE);
  const { page } = visitor;
  await page.getByRole("button", { name: "登记为方案" }).click();
  await page.getByText("待批准").waitFor();
  const name = shares().at(-1).name.split("/").at(-1);
  ask("headquarters", "fair-share", "revise", name, "--revision", "1", "--from", "reserve/main", "--line", "people-hospital/pharmacy=1 box");
  await page.getByRole("button", { name: "批准，生成调拨单" }).click();
  await page.getByRole("button", { name: "确认批准" }).click();
  await page.getByRole("alert").first().waitFor();
  await page.getByText("第 2 稿").first().waitFor();
  assert.equal(shares().at(-1).state, "STATE_PROPOSED");
  await visitor.picture("hq-share-revised");
  // Until it was seen it is counted, and told on every page.
  await page.getByText("1 条需处理").waitFor();
  await visitor.go("");
  await page.getByRole("alert").filter({ hasText: "批准，生成调拨单：未予登记" }).getByRole("button", { name: "知道了" }).click();
  await page.getByText("条需处理").waitFor({ state: "hidden" });
  await visitor.go(`sharing/${name}`);
  await page.getByRole("button", { name: "不执行" }).click();
  await page.getByLabel("原因").fill("已另行调拨");
  await page.getByRole("button", { name: "确认不执行" }).click();
  await page.getByText("原因：已另行调拨").waitFor();
  await visitor.leave();
});

test("what was typed and sent is there after a reload, is told until it is decided, and is recorded once", async () => {
  const before = shares().length;
  const visitor = await suggested("headquarters");
  const { page } = visitor;
  await page.getByLabel("备注").fill("先保发热门诊");
  await isKept(page, "先保发热门诊");
  await page.reload();
  const propose = page.getByRole("button", { name: "登记为方案" });
  await propose.waitFor();
  await holds(page.getByLabel("备注"), "先保发热门诊");
  await page.route("**/CreateFairShare", (route) => route.abort());
  await propose.click();
  await page.getByText(/登记为方案 N95医用防护口罩：正在登记/).waitFor();
  await page.reload();
  await page.getByText(/登记为方案 N95医用防护口罩：正在登记/).waitFor();
  await propose.waitFor();
  assert.ok(await propose.isDisabled());
  await holds(page.getByLabel("备注"), "先保发热门诊");
  await visitor.picture("hq-share-waits");
  await page.unroute("**/CreateFairShare");
  await page.getByText("待批准").waitFor({ timeout: UNTIL_SENT });
  await page.getByText("先保发热门诊").waitFor();
  assert.equal(shares().length, before + 1);

  await page.getByRole("button", { name: "逐行修改" }).click();
  await page.getByLabel(/→ 示范县人民医院/).first().fill("40");
  await isKept(page, '"40"');
  await page.reload();
  await holds(page.getByLabel(/→ 示范县人民医院/).first(), "40");
  await page.route("**/ReviseFairShare", (route) => route.abort());
  await page.getByRole("button", { name: "保存修改" }).click();
  await page.getByText("保存修改：正在登记").waitFor();
  await page.reload();
  await page.getByText("保存修改：正在登记").waitFor();
  assert.ok(await page.getByRole("button", { name: "批准，生成调拨单" }).isDisabled());
  await page.unroute("**/ReviseFairShare");
  await page.getByText("第 2 稿").first().waitFor({ timeout: UNTIL_SENT });
  assert.ok(shares().at(-1).lines.some(({ total }) => total === "40"));
  await visitor.leave();
});

test("an auditor sees the reasons, and decides nothing", async () => {
  const visitor = await suggested("auditor");
  await visitor.page.getByText("只有指挥部可以登记和批准。").waitFor();
  assert.equal(await visitor.page.getByRole("button", { name: "登记为方案" }).count(), 0);
  await visitor.leave();
});
