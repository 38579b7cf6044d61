// Texts that would run, typed into every field that there is and sent by
// services: none runs, and each is shown as it was typed.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, closeAll, DESK, PHONE, SETTINGS, tellInFull, Visitor } from "./browser.mjs";
import { INJECTIONS } from "./injections.mjs";
import { Prober, strange, typeEverywhere, watching } from "./prober.mjs";

after(closeAll);

// What no link leads to stands behind a choice that the address can tell.
for (const [tell, person, viewport, view, chosen, fields] of [
  [test, "people-hospital", PHONE, "hospital", null, 8], [test, "reserve", DESK, "hospital", null, 5], [tellInFull, "reserve", PHONE, "hospital", null, 5],
  [test, "north-town", PHONE, "hospital", null, 1], [test, "finance", DESK, "finance", null, 10],
  [test, "headquarters", DESK, "headquarters", ["sharing?item=n95&from=reserve&stores=main&most=200", "#share-note"], 5],
  [test, "supervision", DESK, "oversight", null, 3], [test, "auditor", DESK, "oversight", null, 0]]) {
  tell(`nothing runs that ${person} types into any field: ${viewport.width}`, async () => {
    const prober = await Prober.arrive(person, viewport);
    // First, for on the way another past point may be chosen.
    if (chosen) await prober.typeAt(...chosen);
    assert.ok(await prober.walk(`#/?view=${view}`) > 1);
    assert.ok(prober.fields.length >= fields, `${prober.fields.length} fields: ${prober.fields.join(", ")}`);
    await prober.leave();
  });
}

test("nothing runs that is typed before anybody is signed in", async () => {
  const visitor = new Visitor();
  await visitor.begin(PHONE, "zh");
  await visitor.context.addInitScript(watching);
  await visitor.open();
  await visitor.page.goto(`${SETTINGS.address}/#/sign-in/${encodeURIComponent(INJECTIONS[0])}`);
  await visitor.page.locator("input, textarea").first().waitFor();
  const { found, wrong } = await visitor.page.evaluate(typeEverywhere, { texts: INJECTIONS, done: [] });
  assert.ok(found.length > 0);
  assert.deepEqual(wrong, []);
  await visitor.page.getByRole("button", { name: "登录" }).click();
  assert.deepEqual(await visitor.page.evaluate(strange), []);
  assert.deepEqual(await visitor.page.evaluate(() => globalThis.ran), []);
  await visitor.leave();
});

/** Texts together, as many as fit into so many characters; without those that
 * services turn away, for nothing of them can be seen. */
function together(most) {
  return INJECTIONS.filter((text) => !/\p{C}/u.test(text)).reduce((all, text) => {
    const joined = `${all.at(-1) ?? ""} ${text.trim()}`;
    return all.length > 0 && joined.length <= most ? [...all.slice(0, -1), joined] : [...all, text.trim()];
  }, []);
}

test("nothing runs that services send as a name, a reason or a note, and all of it is shown as it was recorded", async () => {
  const reasons = together(290).map((text) => `注入 ${text}`);
  for (const reason of reasons) {
    ask("people-hospital", "requisition", "create", "people-hospital/pharmacy", "--line", "gloves=1", "--reason", reason);
  }
  const [first, second] = together(110);
  const id = `x${Date.now()}`;
  ask("headquarters", "item", "create", id, "--name", `名 ${first}`, "--kind", "consumable", "--unit", "只", "--category", "防护用品");
  ask("operator", "facility", "create", id, "--name", `名 ${second}`, "--kind", "town", "--organization", "health-bureau");
  const plain = (text) => text.replace(/\s+/g, " ");
  for (const [person, viewport, more] of [["headquarters", PHONE, "未答复的申领"], ["headquarters", DESK, "未答复的申领"], ["people-hospital", PHONE, undefined]]) {
    const prober = await Prober.arrive(person, viewport);
    const { page } = prober;
    await prober.settle();
    if (more) {
      const section = page.locator("section#requests");
      await section.getByText("注入").first().waitFor();
      await section.getByRole("button", { name: /显示全部/ }).click();
      const shown = plain(await section.innerText());
      const rows = await section.locator("tbody tr").count();
      const told = reasons.filter((reason) => shown.includes(plain(reason)));
      // As many as the picture lists, each letter for letter.
      assert.ok(told.length > 0 && told.length >= Math.min(reasons.length, rows - 5), `${told.length} of ${reasons.length} are shown as they were recorded`);
      for (const hash of [`#/item/${id}`, `#/facility/${id}`, "#/changes", "#/sharing"]) {
        await page.goto(`${SETTINGS.address}/${hash}`);
        await prober.settle();
        await prober.look();
      }
      await page.goto(`${SETTINGS.address}/#/facility/${id}`);
      await page.getByRole("heading", { name: `名 ${second}` }).waitFor();
    }
    await prober.look();
    await prober.visitor.picture(`injected-${person}`);
    await prober.leave();
  }
});

/** What people of every office record once, each text another. */
function recordEverywhere(id) {
  const pieces = together(110);
  const texts = [];
  const text = (what) => {
    texts.push(`${what}${texts.length} ${pieces[texts.length % pieces.length]}`);
    return texts.at(-1);
  };
  ask("finance", "document", "create", id, "--issuer", text("发文"), "--number", `注入${id}`, "--title", text("标题"), "--date", "today",
    "--allocation", "fund=central,recipient=people-hospital,amount=1万,purposes=supplies");
  ask("finance", "payment", "create", "--allocation", `${id}/1`, "--purpose", "supplies", "--amount", "10", "--date", "today",
    "--payee", text("收款"), "--method", "direct", "--summary", text("摘要"));
  ask("finance", "commitment", "create", `${id}c`, "--allocation", `${id}/1`, "--supplier", text("供应商"), "--title", text("合同"), "--date", "today",
    "--line", "purpose=supplies,amount=20,item=n95,quantity=10");
  const inspection = ask("supervision", "inspection", "create", "people-hospital", "--group", "supervision-1", "--date", "today",
    "--subject-matter", text("内容"), "--conclusion", text("结论")).inspection ?? {};
  ask("supervision", "finding", "of-inspection", inspection.name.split("/").slice(-3).filter((part) => part !== "inspections").join("/"),
    "--description", text("问题"), "--severity", "minor", "--due", "2099-01-01");
  ask("headquarters", "bulletin", "issue", "--title", text("汇报"), "--next-steps", text("下步"), "--in", "chinese", "--as", "plain-text");
  ask("headquarters", "fair-share", "propose", "n95", "--from", "reserve/main", "--at-most", "1 box", "--note", text("备注"));
  ask("reserve", "shipment", "create", "reserve/main", "--to-store", "people-hospital/pharmacy", "--line", "n95=1 box", "--note", text("调拨"));
  return texts;
}

const shares = () => ask("headquarters", "fair-share", "list").fairShares;

/** Where what was recorded is shown, to whom. */
const PLACES = [
  ["finance", "finance", (id) => ["", `document/${id}`, `statement/${id}/1`, "payments", "orders", `order/${id}c`, `trace/${id}`, "exceptions"]],
  ["headquarters", "headquarters", () => ["", "money", "bulletins", `sharing/${shares().at(-1).name.split("/").at(-1)}`, "ranking", "facility/people-hospital"]],
  ["supervision", "oversight", () => ["", "inspections", "reports"]],
  ["auditor", "oversight", () => ["journal", "journal/supplies", "journal/readiness"]],
  ["people-hospital", "hospital", () => [""]],
  ["reserve", "hospital", () => [""]],
];

test("nothing runs that was recorded of money, goods and inspections, wherever it is shown, and it is shown as it was recorded", async () => {
  const id = `x${Date.now() % 1_000_000}`;
  const texts = recordEverywhere(id);
  const plain = (text) => text.replace(/\s+/g, " ").trim();
  const shown = [];
  for (const [person, view, screens] of PLACES) {
    const prober = await Prober.arrive(person, DESK);
    for (const screen of screens(id)) {
      await prober.page.goto(`${SETTINGS.address}/#/${screen}?view=${view}`);
      await prober.settle();
      shown.push(plain(await prober.page.locator("main").innerText()));
      await prober.look();
    }
    await prober.leave();
  }
  const lost = texts.filter((text) => !shown.some((page) => page.includes(plain(text))));
  // What no screen has room for is in the entry: a payment's summary, a conclusion, a shipment's note, a bulletin's steps.
  assert.deepEqual(lost.filter((text) => !/^(摘要|结论|调拨|下步)/.test(text)), []);
});
