// A person who goes from screen to screen and types texts that would run into
// every field; what they record never leaves the browser.
import assert from "node:assert/strict";
import { READS, SETTINGS, Visitor } from "./browser.mjs";
import { INJECTIONS } from "./injections.mjs";

const MOST_SCREENS = 40;
/** Calls that change nothing; all others never leave the browser here. */
const isHarmless = (path) => READS.test(path) || /\/Watch\w*$/.test(path);

/** In the page, before the console: what runs is counted, and what would have. */
export function watching() {
  globalThis.ran = [];
  globalThis.trap = () => globalThis.ran.push("trap");
  for (const name of ["alert", "confirm", "prompt", "print"]) globalThis[name] = () => undefined;
  document.addEventListener("securitypolicyviolation", (event) => globalThis.ran.push(`${event.violatedDirective} ${event.blockedURI}`));
}

/** In the page: types all texts into each field that is not in `done`, as many
 * at a time as it takes; gives the fields' names, and what was not kept as typed.
 * The lines of one list have the same fields. */
export async function typeEverywhere({ texts, done }) {
  const found = [];
  const wrong = [];
  // What stands in lines is called by its place, all else by its label.
  const lineOf = (field) => {
    const line = field.closest("section.card[id], fieldset, li, tr");
    const isAlike = (one) => one.localName === line.localName && one.classList[0] === line.classList[0];
    return line && [...line.parentElement.children].filter(isAlike).length > 2 ? line : undefined;
  };
  const calledIn = (line, field) => `${line.localName} ${[...line.querySelectorAll("input, textarea")].indexOf(field)}`;
  const labelOf = (field) => (field.labels?.[0]?.innerText || field.getAttribute("aria-label") || field.id).replace(/\d+/g, "#").split("\n")[0];
  const nameOf = (field) => {
    const line = lineOf(field);
    return `${location.hash.split(/[/?]/)[1] ?? ""} ${line ? calledIn(line, field) : labelOf(field)}`;
  };
  const fields = () => [...document.querySelectorAll("input, textarea")].filter((field) => !field.disabled && !field.readOnly &&
    ["text", "search", "tel", "url", "password", "textarea"].includes(field.type) && field.checkVisibility() && !done.includes(nameOf(field)) && !found.includes(nameOf(field)));
  for (let [field] = fields(); field && found.length < 60; [field] = fields()) {
    found.push(nameOf(field));
    const most = field.maxLength > 0 ? field.maxLength : 4_000;
    const typings = texts.reduce((all, text) => {
      const joined = `${all.at(-1) ?? ""} ${text}`;
      return all.length > 0 && joined.length <= most ? [...all.slice(0, -1), joined] : [...all, text];
    }, []);
    for (const text of typings) {
      if (!field.isConnected) break;
      field.focus();
      field.select();
      document.execCommand("insertText", false, text);
      if (field.value !== text.slice(0, most)) wrong.push(`${found.at(-1)}: ${text} became ${field.value}`);
      await new Promise((resolve) => { setTimeout(resolve); });
    }
  }
  return { found, wrong };
}

/** In the page: elements and attributes that no screen of ours has. */
export function strange() {
  const kinds = /^(script|iframe|object|embed|base|meta|link|style|math|marquee|xmp|plaintext|video|audio|foreignobject|animate|template)$/i;
  return [...document.body.querySelectorAll("*")].filter((one) =>
    (kinds.test(one.localName) && !one.getAttribute("src")?.startsWith("/assets/")) || one.getAttribute("src") === "x" ||
    [...one.attributes].some(({ name, value }) => /^on/i.test(name) || /^\s*(javascript|vbscript|data):/i.test(value)))
    .map((one) => one.cloneNode(false).outerHTML);
}

/** A person who types them into whatever is there, and looks whether any ran. */
export class Prober {
  fields = [];
  buttons = new Set();

  static async arrive(person, viewport) {
    const prober = new Prober();
    prober.visitor = await Visitor.arrive(person, viewport);
    await prober.visitor.context.addInitScript(watching);
    await prober.visitor.context.route(/\/epiledger\.[\w.]+\/\w+$/, (route) =>
      isHarmless(new URL(route.request().url()).pathname) ? route.fallback() : route.abort());
    // The sign-in is kept over a reload, which puts the trap before the console.
    await prober.visitor.page.reload();
    return prober;
  }

  get page() {
    return this.visitor.page;
  }

  async settle() {
    // A view, and a screen of it, come in files of their own; until then there
    // is nothing where it will be.
    await this.page.locator("main :is(h1, h2, form, table, section)").first().waitFor();
    await this.visitor.settle();
  }

  async type() {
    const { found, wrong } = await this.page.evaluate(typeEverywhere, { texts: INJECTIONS, done: this.fields });
    this.fields.push(...found);
    assert.deepEqual(wrong, []);
    await this.look();
  }

  async look() {
    assert.deepEqual(await this.page.evaluate(strange), [], this.page.url());
    assert.deepEqual(await this.page.evaluate(() => globalThis.ran), [], this.page.url());
  }

  /** A screen's fields, and those that its buttons bring. */
  async probe(hash) {
    const begin = async () => {
      await this.page.goto(`${SETTINGS.address}/${hash}`);
      await this.settle();
    };
    await begin();
    await this.type();
    const names = await this.page.locator("main button:visible:enabled").evaluateAll((all) => all.map((one) => one.innerText.trim()));
    for (const name of names) {
      if (name === "" || this.buttons.has(name) || /^(存为电子表格|显示全部|显示更多|打印|全县|督查与审计|财政资金|本机构)/.test(name)) continue;
      this.buttons.add(name);
      const button = this.page.locator("main").getByRole("button", { name, exact: true }).first();
      // Another one may have taken it away; what covers it does not matter.
      if (await button.count() === 0) continue;
      await button.dispatchEvent("click", undefined, { timeout: 2_000 }).catch(() => undefined);
      await this.settle();
      await this.type();
      await this.page.keyboard.press("Escape");
      if (!this.page.url().endsWith(hash)) await begin();
    }
  }

  /** A screen once a field of it is there. */
  async typeAt(address, field) {
    await this.page.goto(`${SETTINGS.address}/#/${address}`);
    await this.page.locator(field).waitFor();
    await this.type();
  }

  /** From screen to screen by their links, one of each kind. */
  async walk(start) {
    const seen = new Set();
    const ahead = [start];
    while (ahead.length > 0 && seen.size < MOST_SCREENS) {
      const hash = ahead.shift();
      const [path] = hash.split("?");
      const kind = path.split("/").map((part, at) => (at < 2 ? part : "…")).join("/");
      if (seen.has(kind)) continue;
      seen.add(kind);
      await this.probe(hash);
      ahead.push(...await this.page.locator('main a[href^="#/"]').evaluateAll((all) => all.map((one) => one.getAttribute("href"))));
    }
    return seen.size;
  }

  async leave() {
    await this.visitor.leave();
  }
}
