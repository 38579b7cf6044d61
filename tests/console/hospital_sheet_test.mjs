// A count that comes from a spreadsheet, as a clerk's browser takes it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, test } from "node:test";
import { workbook } from "../../clients/console/src/format/workbook.ts";
import { ask, closeAll, DESK, holds, PHONE, Visitor } from "./browser.mjs";

after(closeAll);

const STORE = "east-health-centre/pharmacy";
const counts = () => ask("east-health-centre", "count", "list", STORE).counts ?? [];
const totals = (count) => Object.fromEntries(count.lines.filter((line) => line.result?.outcome !== "OUTCOME_NOT_COUNTED")
  .map((line) => [line.item.split("/").at(-1), line.result.total]));
const field = (page, name) => page.locator("section.card[id]", { hasText: name }).getByLabel(name);

async function atTheSheet(viewport, language = "zh") {
  const visitor = await Visitor.arrive("east-health-centre", viewport, language);
  await visitor.go("count/pharmacy");
  await visitor.page.getByRole("button", { name: language === "zh" ? "从表格导入" : "From a spreadsheet" }).click();
  return visitor;
}

test("rows that fit are recorded, the others stay with what is wrong and what would be right until they are mended", async () => {
  const before = counts().length;
  const visitor = await atTheSheet(PHONE);
  const { page } = visitor;
  await page.getByLabel("或粘贴表格内容").fill(
    "名称\t单位\t实盘数\n医用外科口罩\t只\t25盒+30\n橡胶检查手套\t副\t230\n84消毒液\t瓶\t约30\n体温计\t支\t2箱\n75%酒精\t瓶\t１箱2瓶\n体温计\t支\t24\n合计\t\t1\n");
  await page.getByRole("button", { name: "检查" }).click();
  await page.getByText("2 行符合要求").waitFor();
  await page.getByText("盘点表上没有“橡胶检查手套”。是不是“医用橡胶检查手套”？").waitFor();
  await page.getByText("为“约30”。应为数量，如 1,200瓶").waitFor();
  await page.getByText("没有“箱”这种包装。应为：支").waitFor();
  await visitor.picture("sheet-checked");
  await page.getByRole("button", { name: "填入符合的 2 行" }).click();
  await page.getByText("表格中有 4 行还没有登记").waitFor();
  await visitor.picture("sheet-taken");
  await page.getByRole("button", { name: "登记" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "登记" }).click();
  await page.getByText("以下 2 行需要您核对").waitFor();
  assert.deepEqual(totals(counts().at(-1)), { "surgical-mask": "1280", "alcohol-75": "22" });
  // It is on the device, and still there another time.
  await page.reload();
  await page.getByText("表格中有 4 行还没有登记").waitFor();
  await visitor.picture("sheet-kept");
  await field(page, "体温计").fill("24");
  await page.getByText("表格中有 3 行还没有登记").waitFor();
  await page.getByRole("button", { name: "去填" }).click();
  await page.keyboard.type("31");
  await page.getByText("表格中有 2 行还没有登记").waitFor();
  await page.getByRole("button", { name: "登记" }).click();
  // Two rows name nothing that is here, and are left out.
  await page.locator("#record").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "不要这一行" }).first().click();
  await page.getByRole("button", { name: "不要这一行" }).click();
  await page.getByText("已登记。").waitFor();
  assert.equal(counts().length, before + 2);
  assert.deepEqual(totals(counts().at(-1)), { thermometer: "24", "disinfectant-84": "31" });
  await visitor.leave();
});

test("a sheet is taken along as a workbook, and comes back filled in", async () => {
  const visitor = await atTheSheet(DESK);
  const { page } = visitor;
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "下载待填的表格（XLSX）" }).click()]);
  assert.equal(download.suggestedFilename(), "药房盘点.xlsx");
  const saved = readFileSync(await download.path(), "utf8");
  assert.match(saved, /名称.*单位.*账面数.*实盘数.*盘点表号.*医用外科口罩/s);
  const [number] = /\d+-[0-9a-f]{32}/.exec(saved);
  const upload = (name, buffer) => page.getByLabel("表格文件（CSV、XLSX）").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await upload("盘点.xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0]));
  await page.getByText("请另存为 XLSX 或 CSV").waitFor();
  await upload("盘点.xlsx", Buffer.from(workbook({ title: "盘点", headings: ["名称", "实盘数", "盘点表号"],
    rows: [["体温计", { number: "23" }, number], ["84消毒液", "", number]] })));
  await page.getByText("1 行符合要求").waitFor();
  await visitor.picture("sheet-checked");
  await page.getByRole("button", { name: "填入符合的 1 行" }).click();
  await holds(field(page, "体温计"), "23");
  await page.getByRole("button", { name: "登记" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "登记" }).click();
  await page.getByText("已登记。").waitFor();
  assert.deepEqual(totals(counts().at(-1)), { thermometer: "23" });
  await visitor.leave();
});

test("what is wrong with a sheet is said in English too", async () => {
  const visitor = await atTheSheet(PHONE, "en");
  const { page } = visitor;
  await page.getByLabel("Or paste the sheet").fill("item,counted,confirm\nthermometer,2.5,\nface-mask,3,\ngloves,3,perhaps\n");
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("No row fits; nothing was taken over.").waitFor();
  await visitor.picture("sheet-checked-english");
  await visitor.leave();
});
