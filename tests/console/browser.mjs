// A browser as the stories use it: Debian's Chromium, driven by playwright-core
// from the console's packages.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import assert from "node:assert/strict";

const CONSOLE = join(import.meta.dirname, "../../clients/console");
const required = createRequire(join(CONSOLE, "package.json"));
const { chromium } = required("playwright-core");
const AXE = readFileSync(required.resolve("axe-core/axe.min.js"), "utf8");

/** Where the console is, who may sign in, and where pictures go: from the test
 * that starts this. */
export const SETTINGS = JSON.parse(process.env.CONSOLE_TEST);
export const PHONE = { width: 360, height: 740 };
export const DESK = { width: 1280, height: 800 };
/** Of a browser with a service worker. The others have none: what passes through
 * one, calls too, is not a story's to hold up or to lose. */
export const KEEPS = "allow";
/** How long a story waits for anything, in milliseconds: far longer than a slow
 * machine with another test beside it takes. Only a story that fails waits so long. */
const PATIENCE = 90_000;
/** What waits to be sent is tried again after a minute at most. */
export const UNTIL_SENT = 180_000;

mkdirSync(SETTINGS.output, { recursive: true });

/** A story that shows in each width and language what others do in one; it is
 * told where everything is. */
export const tellInFull = (name, tell) => test(name, { skip: !SETTINGS.isFull }, tell);

/** A link that signs a person in, once. */
export function signInLink(person) {
  const [program, ...args] = SETTINGS.signIn.map((word) => word.replaceAll("{person}", person));
  return execFileSync(program, args, { encoding: "utf8" }).trim();
}

/** What `epiledger` answers a person. */
export function ask(person, ...words) {
  const [program, ...args] = SETTINGS.epiledger.map((word) => word.replaceAll("{person}", person));
  return JSON.parse(execFileSync(program, [...args, ...words, "--format", "json"], { encoding: "utf8" }));
}

/** What `happens` gives, once it gives something. */
export async function eventually(happens) {
  for (const ends = Date.now() + PATIENCE; ;) {
    const found = await happens();
    if (found || Date.now() > ends) return found;
    await new Promise((resolve) => { setTimeout(resolve, 100); });
  }
}

/** Until a field holds a value, which may come after the field. */
export async function holds(field, value) {
  if (!(await eventually(async () => (await field.inputValue()) === value))) assert.equal(await field.inputValue(), value);
}

/** Until the device has a draft with this text: what was typed a moment ago may
 * not outlive its page. */
export async function isKept(page, text) {
  assert.ok(await eventually(() => page.evaluate(async (wanted) => {
    const finished = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });
    const database = await finished(indexedDB.open("epiledger"));
    const drafts = await finished(database.transaction("drafts").objectStore("drafts").getAll());
    database.close();
    return JSON.stringify(drafts, (_, value) => (typeof value === "bigint" ? `${value}` : value)).includes(wanted);
  }, text)), `${text} is not on the device`);
}

/** Until nothing of it is there any more. */
export const isGone = (those) => those.first().waitFor({ state: "detached" });

/** Ends a service of the deployment, or begins it again. */
export function service(action, name) {
  const [program, ...args] = SETTINGS.service.map((word) => word.replaceAll("{action}", action).replaceAll("{name}", name));
  execFileSync(program, args);
}

const OPTIONS = {
  executablePath: SETTINGS.chromium,
  // The deployment's authority is its own; a service worker wants more than an
  // exception for a page. There is no graphics card, and to play one costs more
  // than to do without.
  args: ["--no-sandbox", "--ignore-certificate-errors", "--disable-gpu"],
  timeout: PATIENCE,
};
const launched = chromium.launch(OPTIONS);

/** Whether a process is the browser of a folder, not one that serves it. */
function isBrowser(pid, folder) {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return words.includes(`--user-data-dir=${folder}`) && !words.some((word) => word.startsWith("--type="));
  } catch {
    return false;
  }
}

/** What no clerk may see: names of resources, ids that services make, words of
 * enumerations and texts with a figure that nobody filled in. */
const RAW = [/counties\//, /\b[0-9a-f]{8}-\d{10}\b/, /\b[A-Z]{3,}_[A-Z_]+\b/, /\{\w+(:\w+)?\}/, /undefined|NaN|\[object/];

/** What a screen says as long as it has not all that it asked for. */
const HALF_READ = /正在(读取|登录|等待第一份)|Loading…|Signing in…|Waiting for the first/;
/** Calls that only read, and end. */
export const READS = /\/(Get|List|Suggest|Draft|Trace|Rank|Verify|Search|Download)\w*$/;
/** What a screen is made of; a part of it that is opened later comes by itself. */
const FILES = /^\/assets\//;
/** A read that is never answered is part of some stories. */
const SETTLES_MS = 20_000;
const QUIET_FRAMES = 2;

/** In the page: all of it but for its words, as wide as it is and for what. */
function shapeOf() {
  const told = (one) => one.childElementCount === 0 && one.textContent.trim() !== "";
  const states = (one) => one.getAttributeNames().map((name) => (/^(class|role|type|aria-(?!label|describedby|controls))/.test(name) ? `${name}=${one.getAttribute(name)}` : name));
  return [innerWidth, matchMedia("print").matches, ...[...document.querySelectorAll("*")].map((one) =>
    `${one.localName} ${states(one).join()} ${told(one)}`)].join("\n");
}
/** What axe-core has looked at: it sees nothing else in other words. */
const looked = new Set();

export class Visitor {
  problems = [];
  /** Reads and files that have not come yet. */
  awaited = new Set();

  /** Signed in, in a browser of its own. */
  static async arrive(person, viewport = PHONE, language = "zh", link = signInLink(person), serviceWorkers = undefined) {
    const visitor = new Visitor();
    await visitor.begin(viewport, language, serviceWorkers);
    await visitor.enter(link);
    return visitor;
  }

  /** Signed in on a phone that keeps the console. */
  static arriveToStay(person) {
    return Visitor.arrive(person, PHONE, "zh", signInLink(person), KEEPS);
  }

  /** In a browser of its own, before any page. */
  static async blank(viewport, language, serviceWorkers) {
    const visitor = new Visitor();
    await visitor.begin(viewport, language, serviceWorkers);
    await visitor.open();
    return visitor;
  }

  /** Signed in, in a browser that keeps what it knows in `folder` and is one
   * process of its own, which can be killed. */
  static async arriveWith(folder, person) {
    const visitor = new Visitor();
    visitor.folder = folder;
    visitor.context = await chromium.launchPersistentContext(folder, { ...OPTIONS, viewport: PHONE, ignoreHTTPSErrors: true, locale: "zh", serviceWorkers: "block" });
    await visitor.prepare("zh");
    await visitor.enter(signInLink(person));
    return visitor;
  }

  /** A browser of its own; nothing is opened yet. */
  async begin(viewport, language, serviceWorkers = "block") {
    this.context = await (await launched).newContext({ viewport, ignoreHTTPSErrors: true, locale: language, serviceWorkers });
    await this.prepare(language);
  }

  async prepare(language) {
    this.context.setDefaultTimeout(PATIENCE);
    this.context.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (READS.test(pathname) || FILES.test(pathname)) this.awaited.add(request);
    });
    for (const over of ["requestfinished", "requestfailed"]) this.context.on(over, (request) => this.awaited.delete(request));
    await this.context.addInitScript((chosen) => localStorage.setItem("epiledger-language", chosen), language);
  }

  async enter(link) {
    await this.open();
    await this.page.goto(link);
    await this.page.locator("h1").first().waitFor();
  }

  /** As if the power failed: nobody is asked, nothing is put in order. */
  async kill() {
    const closed = this.context.waitForEvent("close", { timeout: 0 });
    const browsers = readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && isBrowser(pid, this.folder));
    for (const pid of browsers) process.kill(Number(pid), "SIGKILL");
    await closed;
  }

  async open() {
    this.page = await this.context.newPage();
    this.page.on("pageerror", (error) => this.problems.push(`error: ${error.message}`));
    this.page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) this.problems.push(message.text());
    });
    this.page.on("dialog", (dialog) => this.problems.push(`a script ran: ${dialog.message()}`));
  }

  async go(fragment) {
    await this.page.goto(`${SETTINGS.address}/#/${fragment}`);
  }

  /** Until the screen has what it asked for, and asks for nothing more; what it
   * says then. */
  async settle() {
    const began = Date.now();
    for (let quiet = 0; ; ) {
      const text = await this.page.evaluate(async () => {
        await document.fonts.ready;
        await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
        return document.body.innerText;
      }).catch(() => undefined);
      // Nothing is told by a page that is just being left.
      const isHalfRead = text === undefined || HALF_READ.test(text);
      quiet = this.awaited.size === 0 && !isHalfRead ? quiet + 1 : 0;
      if (quiet > QUIET_FRAMES || Date.now() - began > (isHalfRead ? PATIENCE : SETTLES_MS)) return text ?? "";
      // Whoever looks all the time keeps it from being read.
      if (quiet === 0) await new Promise((resolve) => { setTimeout(resolve, 100); });
    }
  }

  /** A picture, after a look at what no picture may have. */
  async picture(name) {
    const { page } = this;
    const text = await this.settle();
    assert.doesNotMatch(text, HALF_READ, `${name} is not all read`);
    const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(width <= 0, `${name} is ${width} pixels wider than the screen`);
    for (const raw of RAW) assert.doesNotMatch(text, raw, `${name} shows what no clerk may see`);
    await this.lookAsAxeDoes(name);
    await page.screenshot({ path: join(SETTINGS.output, `${name}-${page.viewportSize().width}.png`), fullPage: true });
  }

  /** WCAG 2.2 AA, as far as a program can tell. */
  async lookAsAxeDoes(name) {
    const shape = await this.page.evaluate(shapeOf);
    if (looked.has(shape)) return;
    looked.add(shape);
    if (!(await this.page.evaluate(() => "axe" in globalThis))) await this.page.evaluate(AXE);
    const found = await this.page.evaluate(async () => {
      // Told of what is wrong alone: to name what is right takes longer than to look.
      const { violations } = await globalThis.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"], selectors: false });
      return violations.filter((one) => one.impact === "serious" || one.impact === "critical")
        .map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`);
    });
    assert.deepEqual(found, [], name);
  }

  async leave() {
    await this.context.close();
    assert.deepEqual(this.problems, []);
  }
}

export async function closeAll() {
  await (await launched).close();
}
