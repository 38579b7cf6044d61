// Main jobs by the keyboard alone: nothing is clicked, and each thing is come to
// by the tabulator, in the order in which it stands.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, closeAll, DESK, PHONE, Visitor } from "./browser.mjs";

after(closeAll);

const MOST_STOPS = 250;

/** What a reader would call that which has the focus. */
const focused = (page) => page.evaluate(() => {
  const one = document.activeElement;
  return (one?.getAttribute("aria-label") || one?.labels?.[0]?.innerText || one?.innerText || "").trim();
});

/** By the tabulator to what has this name. */
async function tabTo(page, name) {
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    const here = await focused(page);
    if (typeof name === "string" ? here === name : name.test(here)) return;
  }
  assert.fail(`the tabulator never comes to ${name}`);
}

async function press(page, name, key = "Enter") {
  await tabTo(page, name);
  await page.keyboard.press(key);
}

test("a clerk counts by keys alone, and is led to the content past what is the same everywhere", async () => {
  const counts = () => ask("people-hospital", "count", "list", "people-hospital/pharmacy").counts ?? [];
  const before = counts().length;
  const visitor = await Visitor.arrive("people-hospital", PHONE);
  const { page } = visitor;
  await page.getByRole("link", { name: "盘点", exact: true }).waitFor();
  await press(page, "跳到正文");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  await press(page, /^(盘点|继续)$/);
  await page.getByText("药房盘点").first().waitFor();
  await tabTo(page, /^护目镜/);
  await page.keyboard.type("165");
  await press(page, "登记");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  assert.ok(await dialog.evaluate((one) => one.contains(document.activeElement)), "the focus is in what asks");
  await press(page, "登记");
  await page.getByText("已登记。").waitFor();
  assert.equal(counts().length, before + 1);
  await visitor.leave();
});

test("headquarters share out by keys alone, and each screen says what it is", async () => {
  const shares = () => ask("headquarters", "fair-share", "list").fairShares ?? [];
  const before = shares().length;
  const visitor = await Visitor.arrive("headquarters", DESK, "en");
  const { page } = visitor;
  await page.locator("section#stock").waitFor();
  assert.equal(await page.title(), "The county at a glance · EpiLedger");
  await press(page, "Fair shares");
  await page.waitForFunction(() => document.title.startsWith("Fair shares"));
  await tabTo(page, /^What is shared out/);
  await page.keyboard.type("N95");
  await tabTo(page, /^At most how many/);
  await page.keyboard.type("40");
  await press(page, "See a suggestion");
  await page.locator("section#suggestion table tbody tr").first().waitFor();
  await press(page, "Propose this");
  await page.getByRole("button", { name: "Approve, make the shipments" }).waitFor();
  assert.equal(shares().length, before + 1);
  await press(page, "Approve, make the shipments");
  await page.getByRole("dialog").waitFor();
  await press(page, "Approve");
  await page.locator("section#shipments table tbody tr").first().waitFor();
  assert.equal(shares().at(-1).state, "STATE_APPROVED");
  await visitor.leave();
});
