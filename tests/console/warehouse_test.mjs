// What people do who keep goods, beside counting them, and what else waits for
// a clerk: picking lists, goods that come back, what does not fit, findings.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { ask, closeAll, DESK, PHONE, tellInFull, Visitor } from "./browser.mjs";

after(closeAll);

const STORE = "reserve/main";
const card = (page, name) => page.locator("section.card", { hasText: name });
/** `reserve/main/…` of `counties/…/facilities/reserve/stores/main/…/…`. */
const short = (name) => name.split("/").filter((_, at) => at % 2 === 1).slice(1).join("/");
/** The card from which a link leads to something of a shipment. */
const cardOf = (page, screen, shipment) => page.locator("section.card", { has: page.locator(`a[href*="${screen}/${shipment.split("/").at(-1)}"]`) });
const shipmentOf = (name) => ask("reserve", "shipment", "get", name);

/** A shipment of the reserve to a hospital, which nobody asked for. */
function shipmentTo(hospital, ...lines) {
  return short(ask("reserve", "shipment", "create", STORE, "--to-store", `${hospital}/pharmacy`,
    ...lines.flatMap((line) => ["--line", line])).shipment.name);
}

test("a refused press says why at the shipment, and pressed again it goes", async () => {
  const shipment = shipmentTo("east-health-centre", "goggles=10");
  const lot = ask("reserve", "lot", "list", "reserve", "--item", "goggles").storedLots[0].lot.name.split("/");
  const held = short(ask("reserve", "lot", "quarantine", STORE, "--lot", `${lot[3]}/${lot[5]}`, "--time", "now", "--reason", "待检").lotQuarantine.name);
  const visitor = await Visitor.arrive("reserve");
  const { page } = visitor;
  const leaving = cardOf(page, "pick", shipment);
  await leaving.getByText("发往东镇卫生院").waitFor();
  await leaving.getByRole("button", { name: "配货" }).click();
  await leaving.getByText("当时可出库的 护目镜 为 0").waitFor();
  await visitor.picture("pick-refused");
  ask("reserve", "lot", "release", held, "--time", "now", "--reason", "复检合格");
  await leaving.getByRole("button", { name: "配货" }).click();
  await leaving.getByRole("button", { name: "发出" }).waitFor();
  assert.equal(await leaving.getByRole("alert").count(), 0);
  assert.equal(shipmentOf(shipment).state, "STATE_PICKED");
  await leaving.getByRole("button", { name: "发出" }).click();
  await leaving.waitFor({ state: "detached" });
  await visitor.leave();
});

test("a picking list says lots and shelves before anything is set aside, and is printed or kept", async () => {
  const shipment = shipmentTo("west-health-centre", "n95=300", "disinfectant-84=12");
  const visitor = await Visitor.arrive("reserve", DESK);
  const { page } = visitor;
  await page.evaluate(() => { globalThis.print = () => { globalThis.printed = true; }; });
  await cardOf(page, "pick", shipment).getByRole("link", { name: "配货单" }).click();
  await page.getByRole("heading", { name: "配货单：发往西镇卫生院" }).waitFor();
  await page.getByText("尚未配货").waitFor();
  const row = page.locator("tbody tr", { hasText: "N95医用防护口罩" }).first();
  await row.getByText("防护用品").first().waitFor();
  await visitor.picture("picking-list");
  await page.getByRole("button", { name: "打印" }).click();
  assert.ok(await page.evaluate(() => globalThis.printed));
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /存为电子表格/ }).click()]);
  assert.equal(download.suggestedFilename(), "配货单：发往西镇卫生院.xlsx");
  assert.ok(readFileSync(await download.path()).length > 1000);
  ask("reserve", "shipment", "pick", shipment);
  await page.reload();
  await page.getByText("请按以下批次取货").waitFor();
  await visitor.picture("picking-list-set");
  await page.emulateMedia({ media: "print" });
  await visitor.picture("picking-list-print");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "取消该调拨" }).click();
  await page.getByLabel("取消原因").fill("<b>车辆</b>未到");
  await visitor.picture("shipment-cancel");
  await page.getByRole("dialog").getByRole("button", { name: "取消该调拨" }).click();
  await page.locator("li.card", { hasText: "取消调拨 · 西镇卫生院" }).getByText("已登记").waitFor();
  assert.deepEqual([shipmentOf(shipment).state, shipmentOf(shipment).cancellation.reason], ["STATE_CANCELLED", "<b>车辆</b>未到"]);
  await visitor.leave();
});

test("of what arrives each part has its own reason, and what was rejected is taken back or written off", async () => {
  const shipment = shipmentTo("tcm-hospital", "surgical-gown=20");
  ask("reserve", "shipment", "ship", shipment, "--time", "now", "--carrier", "2号车");
  const hospital = await Visitor.arrive("tcm-hospital");
  await hospital.go(`receive/${shipment.split("/").at(-1)}`);
  await hospital.page.getByRole("button", { name: "数量不符或有问题" }).click();
  await hospital.page.getByLabel("实收").fill("14");
  await hospital.page.getByLabel("差额原因").selectOption({ label: "短少" });
  await hospital.page.getByRole("button", { name: "还有别的原因" }).click();
  await hospital.page.getByRole("combobox", { name: "差额原因 2" }).selectOption({ label: "破损" });
  await hospital.page.getByLabel("差额原因 2：数量").fill("5");
  await hospital.page.getByText("其中 1件").waitFor();
  await hospital.picture("receive-reasons");
  await hospital.page.getByRole("button", { name: "签收" }).click();
  await hospital.page.getByText("已登记。").waitFor();
  await hospital.leave();
  const visitor = await Visitor.arrive("reserve");
  const { page } = visitor;
  const rejected = cardOf(page, "take-back", shipment);
  await rejected.getByText("示范县中医院拒收").waitFor();
  await rejected.getByText("手术衣 5件").waitFor();
  await visitor.picture("today-returning");
  await rejected.getByRole("link", { name: "处理" }).click();
  await page.getByLabel("已退回入库").fill("3");
  await page.getByLabel("其余怎样了").selectOption({ label: "报损：破损" });
  await visitor.picture("take-back");
  await page.getByRole("button", { name: "登记" }).click();
  await page.getByText("已登记。").waitFor();
  assert.deepEqual(shipmentOf(shipment).settlements.map((one) => `${one.kind} ${one.quantity}`).sort(),
    ["KIND_ACCEPTED 14", "KIND_REJECTED 1", "KIND_REJECTED 5", "KIND_TAKEN_BACK 3", "KIND_WRITTEN_OFF 2"]);
  await visitor.leave();
});

test("a donation, a delivery, an issue and a loss are recorded", async () => {
  const visitor = await Visitor.arrive("reserve", DESK);
  const { page } = visitor;
  const typed = async (act, item, quantity, more) => {
    await visitor.go("");
    await page.getByRole("link", { name: "登记出入库" }).click();
    await page.getByLabel("发生了什么").selectOption({ label: act });
    await page.getByLabel("品种").selectOption({ label: item });
    await page.locator("#quantity-0").fill(quantity);
    await more();
    await visitor.picture(`movement-${act}`);
    await page.getByRole("button", { name: "登记", exact: true }).click();
    await page.getByText("已登记。").waitFor();
  };
  await typed("收到捐赠", "护目镜", "25", async () => {
    await page.getByLabel("捐赠方").fill("<i>示范县</i>红十字会");
    await page.getByLabel("批号").fill("H<b>1</b>");
    await page.getByLabel("有效期至").fill("2030-01-31");
  });
  await typed("供货商送货", "手术衣", "40", () => page.getByLabel("送货单位").fill("示范医疗器械有限公司"));
  await typed("领用出库", "护目镜", "5", async () => {
    await page.getByLabel("批次").selectOption(await page.locator("#lot-0 option", { hasText: "H<b>1</b>" }).getAttribute("value"));
    await page.getByLabel("领用部门或人员").fill("发热门诊");
  });
  await typed("报损", "手术衣", "2", () => page.getByLabel("损失原因").selectOption({ label: "破损" }));
  const last = ask("reserve", "stock", "movements", STORE).movements.slice(-4);
  assert.deepEqual(last.map((one) => [one.kind, one.lines[0].total, one.counterparty ?? ""]), [
    ["KIND_RECEIVE", "25", "<i>示范县</i>红十字会"], ["KIND_RECEIVE", "40", "示范医疗器械有限公司"], ["KIND_ISSUE", "5", "发热门诊"], ["KIND_LOSE", "2", ""]]);
  assert.equal(last[0].origin.kind, "KIND_DONOR");
  await visitor.leave();
});

test("more goes out than there is: refused in words, and mended on the spot", async () => {
  const visitor = await Visitor.arrive("reserve");
  const { page } = visitor;
  await visitor.go("move");
  await page.getByLabel("发生了什么").selectOption({ label: "领用出库" });
  await page.getByLabel("品种").selectOption({ label: "防护面罩" });
  await page.locator("#quantity-0").fill("999999");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByText("主库 当时可出库的 防护面罩 为").waitFor();
  await visitor.picture("movement-refused");
  await page.locator("#quantity-0").fill("1");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByText("已登记。").waitFor();
  await visitor.leave();
});

test("what does not fit waits on Today with what to do, until somebody says how it was resolved", async () => {
  ask("reserve", "count", "create", STORE, "--time", "now", "--line", "cap=70*pack,confirm");
  const visitor = await Visitor.arrive("reserve");
  const { page } = visitor;
  const task = card(page, "盘点多出，原因不明").filter({ hasText: "防护帽" });
  await task.getByRole("link", { name: "重新清点" }).waitFor();
  await visitor.picture("today-misfit");
  await task.getByRole("button", { name: "已核对，销项" }).click();
  await page.getByLabel("怎样核对、结果如何").fill("上次<b>漏数</b>一排货架");
  await visitor.picture("misfit-resolve");
  await page.getByRole("dialog").getByRole("button", { name: "已核对，销项" }).click();
  await task.waitFor({ state: "detached" });
  const resolved = ask("reserve", "task", "list", "reserve", "--resolved").tasks;
  assert.ok(resolved.some((one) => one.resolution === "上次<b>漏数</b>一排货架"));
  await visitor.leave();
});

test("what an inspection found stands on Today, and its fix is reported", async () => {
  const visitor = await Visitor.arrive("people-hospital");
  const { page } = visitor;
  const finding = card(page, "隔离通道标识不清");
  await finding.getByText(/逾期 \d+ 天/).waitFor();
  await visitor.picture("today-findings");
  await finding.getByRole("link", { name: "报告整改" }).click();
  await page.getByLabel("采取了什么措施").fill("<b>已</b>重新张贴标识");
  await visitor.picture("fix-finding");
  await page.getByRole("button", { name: "报告", exact: true }).click();
  await page.getByText("已报告，等待复查。").waitFor();
  await visitor.go("");
  await card(page, "隔离通道标识不清").getByText("已报告整改，待复查").waitFor();
  await page.getByText("整改：<b>已</b>重新张贴标识").waitFor();
  await visitor.picture("today-fixed");
  await visitor.leave();
});

tellInFull("a warehouse's and a town's screens are there in both languages, on a phone and on a desk", async () => {
  const shipment = shipmentTo("north-health-centre", "cap=3*pack").split("/").at(-1);
  for (const viewport of [PHONE, DESK]) {
    for (const language of ["zh", "en"]) {
      const warehouse = await Visitor.arrive("reserve", viewport, language);
      await warehouse.page.locator(`a[href="#/pick/${shipment}"]`).waitFor();
      await warehouse.picture(`warehouse-${language}`);
      for (const [screen, there] of [["move", "#act"], [`pick/${shipment}`, "table"]]) {
        await warehouse.go(screen);
        await warehouse.page.locator(there).waitFor();
        await warehouse.picture(`warehouse-${screen.split("/")[0]}-${language}`);
      }
      await warehouse.leave();
      const town = await Visitor.arrive("north-town", viewport, language);
      await town.page.locator("section.card").first().waitFor();
      await town.picture(`town-${language}`);
      await town.leave();
    }
  }
});
