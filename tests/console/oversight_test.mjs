// What a supervision group and an auditor do in a browser.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ask, closeAll, DESK, eventually, holds, isGone, isKept, PHONE, service, tellInFull, Visitor } from "./browser.mjs";

after(closeAll);

const read = (page) => page.waitForFunction(() => document.querySelector("h1") && !document.body.innerText.match(/正在读取|Loading…/));

// Who looks at all of the county lands there first.
async function atOversight(person, viewport = PHONE, language = "zh") {
  const visitor = await Visitor.arrive(person, viewport, language);
  await visitor.page.getByRole("button", { name: language === "zh" ? "督查与审计" : "Oversight" }).click();
  return visitor;
}

for (const [person, screens] of [["supervision", ["", "inspections", "new-inspection", "reports"]],
  ["auditor", ["", "reports", "journal", "journal/supplies", "journal/funding/3", "balances", "refusals", "denials"]]]) {
  for (const [viewport, language] of [[PHONE, "zh"], [DESK, "zh"], [PHONE, "en"]]) {
    tellInFull(`all that a person of ${person} reads is in words, and nothing is cut off: ${viewport.width}, ${language}`, async () => {
      const visitor = await atOversight(person, viewport, language);
      for (const screen of screens) {
        await visitor.go(screen);
        await read(visitor.page);
        await visitor.picture(`${person}-${screen === "" ? "findings" : screen.replaceAll("/", "-")}-${language}`);
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
  await page.getByRole("link", { name: "登记督查" }).first().click();
  await page.getByLabel("被督查单位").selectOption({ label: "示范县人民医院" });
  await page.getByLabel("督查组").selectOption({ index: 1 });
  await page.getByLabel("督查内容").fill("发热门诊物资与值守");
  await visitor.picture("supervision-inspection-typed");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByText("登记督查 示范县人民医院：已登记").waitFor();
  await page.getByText("发热门诊物资与值守").first().waitFor();
  assert.equal((ask("supervision", "inspection", "list").inspections ?? []).length, before + 1);
  await visitor.leave();
});

test("what a group typed is kept while it types, and comes back where a rule refuses it", async () => {
  const visitor = await atOversight("supervision");
  const { page } = visitor;
  await visitor.go("inspections");
  await page.getByRole("link", { name: "登记问题" }).first().click();
  await page.getByLabel("问题描述").fill("防护用品未登记批次");
  await isKept(page, "防护用品未登记批次");
  await page.reload();
  await holds(page.getByLabel("问题描述"), "防护用品未登记批次");
  // A due day before the day it was found fits no rule.
  await page.getByLabel("整改期限").fill("2020-01-01");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByRole("button", { name: "修改后重新登记" }).first().waitFor();
  await visitor.picture("supervision-finding-refused");
  await page.getByRole("button", { name: "修改后重新登记" }).first().click();
  await holds(page.getByLabel("问题描述"), "防护用品未登记批次");
  await page.getByLabel("整改期限").fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10));
  await visitor.picture("supervision-finding-again");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByText(/登记问题 .*：已登记/).waitFor();
  await visitor.leave();
});

test("a group puts away what was refused, and is not reminded of it again", async () => {
  const visitor = await atOversight("supervision");
  const { page } = visitor;
  await visitor.go("inspections");
  await page.getByRole("link", { name: "登记问题" }).first().click();
  await page.getByLabel("问题描述").fill("消毒记录不全");
  await page.getByLabel("整改期限").fill("2020-01-01");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await page.getByRole("button", { name: "不再登记" }).click();
  await visitor.picture("supervision-put-away");
  await page.getByRole("dialog").getByRole("button", { name: "收起" }).click();
  await page.getByText("条需处理").waitFor({ state: "hidden" });
  await page.reload();
  await read(page);
  await isGone(page.getByText("未予登记"));
  await visitor.leave();
});

test("a group corrects an inspection and amends a finding, with the reason, and both are told", async () => {
  const visitor = await atOversight("supervision");
  const { page } = visitor;
  await visitor.go("inspections");
  const inspection = () => page.locator("section.card", { hasText: "防护用品库存" });
  await visitor.go("new-inspection");
  await page.getByLabel("被督查单位").selectOption({ label: "示范县中医院" });
  await page.getByLabel("督查组").selectOption({ index: 1 });
  await page.getByLabel("督查内容").fill("防护用品库存");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await inspection().first().getByRole("link", { name: "更正督查" }).click();
  const record = page.getByRole("button", { name: "登记", exact: true });
  await page.getByLabel("结论").fill("库存与账面一致");
  assert.ok(await record.isDisabled());
  await page.getByLabel("更正原因").fill("结论漏写");
  await visitor.picture("supervision-correct-inspection");
  // Somebody else is faster: what is recorded now is shown beside what was typed.
  const named = (ask("supervision", "inspection", "list").inspections ?? []).find((one) => one.subjectMatter === "防护用品库存");
  const [, , , facility, , id] = named.name.split("/");
  ask("supervision", "inspection", "correct", `${facility}/${id}`, "--revision", named.revision, "--group", named.organization.split("/").at(-1),
    "--date", new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10), "--subject-matter", "防护用品库存", "--conclusion", "待核对", "--reason", "补记");
  await record.dblclick();
  await page.getByRole("button", { name: "修改后重新登记" }).first().click();
  await page.getByText("又被更正过（补记）").waitFor();
  assert.equal(await page.getByLabel("结论").inputValue(), "库存与账面一致");
  await visitor.picture("supervision-correct-overtaken");
  await record.click();
  await page.getByText(/更正督查 .*：已登记/).waitFor();
  await inspection().first().getByText("更正 结论漏写").waitFor();

  await inspection().first().getByRole("link", { name: "登记问题" }).click();
  await page.getByLabel("问题描述").fill("库房台账缺签字");
  await page.getByLabel("整改期限").fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10));
  await record.click();
  await page.getByText(/登记问题 .*：已登记/).waitFor();
  await visitor.go("");
  const finding = page.locator("section.card", { hasText: "库房台账缺签字" });
  await finding.getByRole("link", { name: "调整问题" }).click();
  await page.getByLabel("调整原因").fill("影响发放");
  assert.ok(await record.isDisabled());
  await page.getByLabel("严重程度").selectOption({ label: "较重" });
  await visitor.picture("supervision-amend-finding");
  await record.click();
  await page.getByText(/调整问题 .*：已登记/).waitFor();
  await finding.getByText("较重").waitFor();
  await finding.getByText("经过").click();
  await finding.getByText("影响发放").waitFor();
  await visitor.picture("supervision-amended");
  await visitor.leave();
});

test("an auditor opens an entry in words, and reads the book as it was known", async () => {
  const payee = `示范审计用品店${Date.now()}`;
  ask("finance", "payment", "create", "--allocation", "d1/1", "--purpose", "supplies", "--amount", "6", "--date", "today", "--payee", payee, "--method", "direct");
  const { name } = ask("finance", "payment", "list").payments.find((one) => one.payee === payee);
  const visitor = await atOversight("auditor", DESK);
  const { page } = visitor;
  await visitor.go("journal");
  await read(page);
  await page.getByRole("row").filter({ hasText: "登记支付" }).filter({ hasText: "已登记" }).getByRole("link", { name: String(Number(name.split("-").at(-1))), exact: true }).click();
  await page.getByText("账目变动").first().waitFor();
  await page.getByText("已支付").first().waitFor();
  await page.getByText("回执", { exact: true }).click();
  await page.getByText("指纹").waitFor();
  await visitor.picture("auditor-entry");
  await page.getByRole("link", { name: "前一条" }).click();
  await read(page);
  await visitor.go("journal");
  await read(page);
  await page.getByText("查看历史时点").click();
  await page.getByLabel("按何时已登记的内容").fill("2020-01-01T08:00");
  await page.getByText("以下是历史时点的情况").waitFor();
  await page.getByText("没有记录").waitFor();
  await visitor.leave();
});

test("an auditor finds what somebody did, of which kind and about whom, and is told how far was looked", async () => {
  const visitor = await atOversight("auditor", DESK);
  const { page } = visitor;
  await visitor.go("journal");
  await read(page);
  await page.getByLabel("涉及单位").selectOption({ label: "示范县人民医院" });
  await page.getByText(/条都看过，找到 [1-9]/).waitFor();
  const cells = async (at) => new Set(await page.locator(`table tbody tr td:nth-child(${at}) > span:last-child`).allInnerTexts());
  assert.ok([...await cells(5)].every((told) => told.includes("示范县人民医院")));
  await page.getByLabel("事项").selectOption({ label: "登记支付" });
  await page.waitForFunction(() => location.hash.includes("deed="));
  await visitor.settle();
  assert.deepEqual([...await cells(3)], ["登记支付"]);
  const [who] = await cells(4);
  await page.getByLabel("经办人").selectOption({ label: who });
  await page.waitForFunction(() => location.hash.includes("who="));
  await visitor.settle();
  assert.deepEqual([...await cells(4)], [who]);
  await visitor.picture("auditor-search");
  const rows = await page.locator("table tbody tr").count();
  await page.reload();
  await page.getByText(`找到 ${rows} 条`).waitFor();
  // Another book has other kinds of acts; by whom and about whom goes along.
  await page.getByRole("button", { name: "物资账" }).click();
  await page.waitForFunction(() => location.hash.startsWith("#/journal/supplies"));
  await page.getByText("条都看过").waitFor();
  await holds(page.getByLabel("事项"), "");
  assert.equal(await page.getByLabel("涉及单位").locator("option:checked").innerText(), "示范县人民医院");
  await page.getByRole("button", { name: "清除筛选" }).click();
  await page.getByText("条都看过").waitFor({ state: "hidden" });
  await visitor.leave();
});

for (const book of ["funding", "supplies", "readiness"]) {
  tellInFull(`every kind of entry of ${book} tells in words what was recorded`, async () => {
    const visitor = await atOversight("auditor", DESK);
    const { page } = visitor;
    await visitor.go(`journal/${book}?about=people-hospital`);
    await page.getByText("条都看过").waitFor();
    await page.getByRole("button", { name: "清除筛选" }).click();
    await page.getByText("条都看过").waitFor({ state: "hidden" });
    const deeds = await page.getByLabel("事项").locator("option").evaluateAll((all) => all.map((one) => one.value).filter((value) => value !== ""));
    assert.ok(deeds.length > 2, deeds.join());
    for (const deed of deeds) {
      await visitor.go(`journal/${book}?deed=${deed}`);
      await page.getByText("条都看过").waitFor();
      const accepted = page.getByRole("row").filter({ hasText: "已登记" }).getByRole("link").first();
      if (await accepted.count() === 0) continue;
      await accepted.click();
      await page.getByText("回执", { exact: true }).waitFor();
      await visitor.picture(`auditor-entry-${book}-${deed}`);
      const told = await page.locator("details[open] dl, table tbody tr td:nth-child(2)").count();
      // What a service does by itself may be for itself alone.
      assert.ok(told > 0 || !/^(Batch)?(Create|Submit|Correct|Update|Set|Report)/.test(deed), `${deed} tells nothing of what it recorded`);
    }
    await visitor.leave();
  });
}

for (const [viewport, language] of [[PHONE, "zh"], [DESK, "zh"], [DESK, "en"]]) {
  tellInFull(`who reported late, not at all, or corrected is told by facility and by day: ${viewport.width}, ${language}`, async () => {
    const visitor = await atOversight("supervision", viewport, language);
    const { page } = visitor;
    const zh = language === "zh";
    await visitor.go("reports");
    await read(page);
    await page.getByRole("heading", { name: zh ? "按单位" : "By facility" }).waitFor();
    await page.getByText(zh ? /应报 [1-9]\d* 份/ : /[1-9]\d* due/).waitFor();
    await visitor.picture(`supervision-reports-week-${language}`);
    await page.getByLabel(zh ? "显示" : "Show").selectOption("missing");
    await page.waitForFunction(() => location.hash.includes("which=missing"));
    await page.reload();
    await read(page);
    await holds(page.getByLabel(zh ? "显示" : "Show"), "missing");
    // A facility opens to its own days; another stretch is asked for, and the address keeps it.
    await page.getByRole("link", { name: "示范县人民医院", exact: true }).click();
    await page.waitForFunction(() => location.hash.includes("facility=people-hospital"));
    const day = await page.getByLabel(zh ? "到哪天的日报" : "Until").inputValue();
    await page.getByLabel(zh ? "从哪天的日报" : "Reports from").fill(day);
    await page.waitForFunction((from) => location.hash.includes(`from=${from}`), day);
    await read(page);
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: zh ? /导出 XLSX：/ : /Export XLSX: all/ }).first().click()]);
    assert.match(file.suggestedFilename(), /\.xlsx$/);
    await visitor.picture(`supervision-reports-day-${language}`);
    await visitor.leave();
  });
}

test("who corrected a report, and why, is told beside it", async () => {
  const status = ask("supervision", "report", "status").reportStatuses.find((one) => one.facility.endsWith("/west-health-centre"));
  const { year, month, day } = status.reportDate;
  const date = [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
  ask("west-health-centre", "report", "correct", date, "--revision", status.revision, "--reason", "漏报一张床位", "--beds-staffed", "24", "--beds-occupied", "8",
    "--icu-staffed", "0", "--icu-occupied", "0", "--ventilators", "0", "--ventilators-in-use", "0", "--inpatients", "8", "--staff", "21", "--staff-on-duty", "unknown",
    "--personnel", "in-place", "--equipment", "in-place", "--medicines", "in-place", "--duty", "in-place");
  const visitor = await atOversight("supervision", DESK);
  const { page } = visitor;
  await visitor.go("reports?which=corrected&facility=west-health-centre");
  await page.getByText(/更正 \d+ 次/).first().waitFor();
  await page.getByText(/ · .*漏报一张床位/).first().waitFor();
  await visitor.picture("supervision-reports-corrected");
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

for (const [name, away, missing, there] of [
  ["supplies", "物资服务暂时连接不上", "物资的名称读不到", "journal/funding"], ["funding", "资金服务暂时连接不上", "指标文、资金和用途的名称读不到", "reports"],
  ["readiness", "日报与机构服务暂时连接不上", "机构、单位和人员的名称读不到", "journal/supplies"]]) {
  test(`while the service of ${name} is down the view opens, and says what is missing`, async () => {
    const visitor = await Visitor.arrive("auditor", DESK);
    const { page } = visitor;
    service("stop", name);
    const said = page.locator(".notice", { hasText: missing });
    try {
      await page.getByRole("button", { name: "督查与审计" }).click();
      await visitor.go(there);
      await said.filter({ hasText: away }).waitFor();
      // What the others tell is there.
      await read(page);
      assert.ok(await page.locator("table tbody tr").count() > 0);
      await visitor.picture(`auditor-without-${name}`);
      await visitor.go(name === "readiness" ? "" : `journal/${name}`);
      await read(page);
      await page.locator(".notice", { hasText: away }).nth(1).waitFor();
      await visitor.picture(`auditor-${name}-itself`);
    } finally {
      service("start", name);
    }
    // The gateway looks for it again after a while.
    assert.ok(await eventually(async () => {
      await visitor.settle();
      if (await said.count() === 0) return true;
      await said.getByRole("button", { name: "重试" }).click();
      return false;
    }));
    await visitor.leave();
  });
}
