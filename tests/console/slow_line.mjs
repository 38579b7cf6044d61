// How long a hospital's clerk waits on a bad line: 400 kbit/s, a round trip of
// 400 ms, and 5 % of requests that fail. Prints what it found, and what came when
// in a round; judges nothing. slow_line.py runs it, with the port of a nginx.
import { createServer, connect } from "node:net";
import { KEEPS, PHONE, SETTINGS, closeAll, signInLink, Visitor } from "./browser.mjs";

const BYTES_PER_MS = 400 / 8;
const ONE_WAY_MS = 200;
const FAILURES = 0.05;
const PIECE = 1400;
// How long the device may take to keep the console before the clerk leaves.
const KEPT_MS = 30_000;
const ROUNDS = Number(process.env.ROUNDS ?? 20);
const SEED = Number(process.env.SEED ?? 1);

/** The same numbers for the same seed. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** One direction of the line, which all connections share: each byte waits its
 * turn, and is half a round trip on its way. */
function direction() {
  let free = 0;
  return (bytes, deliver) => {
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      free = Math.max(performance.now(), free) + piece.length / BYTES_PER_MS;
      setTimeout(() => deliver(piece), free + ONE_WAY_MS - performance.now());
    }
    return free + ONE_WAY_MS;
  };
}

/** A port behind the line: the handshakes of TCP and of TLS are as slow as all
 * that follows. */
async function layLine(port) {
  const [up, down] = [direction(), direction()];
  const join = (from, to, along) => {
    let last = 0;
    from.on("data", (bytes) => { last = along(bytes, (piece) => to.writable && to.write(piece)); });
    from.on("close", () => setTimeout(() => to.destroy(), Math.max(0, last - performance.now()) + 1));
    from.on("error", () => undefined);
  };
  const line = createServer((near) => {
    near.pause();
    setTimeout(() => {
      const far = connect(port, "127.0.0.1");
      join(near, far, up);
      join(far, near, down);
      near.resume();
    }, 2 * ONE_WAY_MS);
  });
  await new Promise((resolve) => line.listen(0, "127.0.0.1", resolve));
  return line;
}

/** A clerk: waits until something can be pressed, and tries again what says
 * that it did not come. */
async function insist(page, usable, open) {
  const begin = performance.now();
  let opened = begin;
  await open().catch(() => undefined);
  while (!(await usable.isVisible())) {
    const again = page.getByRole("button", { name: "重试" });
    if (performance.now() - begin > 60_000) return Infinity;
    if (await again.first().isVisible()) await again.first().click({ timeout: 1000 }).catch(() => undefined);
    else if (performance.now() - opened > 8000) {
      // Nothing at all came of it.
      opened = performance.now();
      await (page.url().startsWith("https://") ? page.reload() : open()).catch(() => undefined);
    }
    await page.waitForTimeout(50);
  }
  return performance.now() - begin;
}

function summary(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => `${(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] / 1000).toFixed(1)} s`;
  console.log(`${name}: median ${at(0.5)}, nine of ten within ${at(0.9)}, longest ${at(1)}; ` +
    `${times.filter((time) => time <= 5000).length} of ${times.length} within 5 s`);
}

/** In the page: what came, from when it was asked for until it was there. */
function whatCame() {
  const all = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  const column = (time) => time.toFixed(0).padStart(6);
  return all.sort((a, b) => a.responseEnd - b.responseEnd).map((one) =>
    `${column(one.startTime)}${column(one.responseEnd)} ${column(one.transferSize)} bytes ${new URL(one.name).pathname}`).join("\n");
}

/** Who is behind a line that loses requests by the same dice, and what they
 * waited for. */
class BadLine {
  tally = { requests: 0, failed: 0, calls: 0, kept: 0 };
  first = [];
  later = [];

  constructor(address) {
    this.address = address;
    this.roll = dice(SEED);
  }

  async #lose(route) {
    this.tally.requests++;
    this.tally.calls += route.request().url().includes("/epiledger.");
    if (this.roll() >= FAILURES) return route.continue();
    this.tally.failed++;
    return route.abort("connectionreset");
  }

  /** A clerk comes for the first time, and then again. */
  async visit(round) {
    const { page, context } = await Visitor.blank(PHONE, "zh", KEEPS);
    await context.route("**/*", (route) => this.#lose(route));
    const failed = this.tally.failed;
    // The first time on a device: all of it comes over the line.
    const link = signInLink("people-hospital").replace(SETTINGS.address, this.address);
    this.first.push(await insist(page, page.locator("a.button", { hasText: /^(盘点|继续)$/ }).first(), () => page.goto(link)));
    if (this.tally.failed === failed && !this.hasTold) {
      this.hasTold = true;
      console.log(`what came in ${this.first.at(-1).toFixed(0)} ms, of which nothing failed:\n${await page.evaluate(whatCame)}`);
    }
    this.tally.kept += await page.evaluate((most) => Promise.race([
      navigator.serviceWorker.ready.then(() => 1),
      new Promise((resolve) => { setTimeout(resolve, most, 0); })]), KEPT_MS);
    await page.waitForTimeout(5000);
    await page.goto("about:blank");
    // Another time: what the shell is made of is on the device.
    this.later.push(await insist(page, page.locator("input[inputmode=numeric]").first(),
      () => page.goto(`${this.address}/#/count/pharmacy`)));
    await context.close();
    console.log(`${round + 1}: ${[this.first, this.later].map((times) => `${(times.at(-1) / 1000).toFixed(1)} s`).join(", ")}`);
  }

  tell() {
    const { requests, failed, calls, kept } = this.tally;
    console.log(`the console was on the device before the second time: ${kept} of ${ROUNDS}`);
    console.log(`400 kbit/s, round trip of 400 ms; ${failed} of ${requests} requests failed, ${calls} of these requests are calls (seed ${SEED})`);
    summary("first time on a device, until a task can be opened", this.first);
    summary("another time, until the count sheet takes what is typed", this.later);
  }
}

for (const [name, port] of [["the gateway itself, HTTP/1.1", new URL(SETTINGS.address).port],
  ["behind nginx, HTTP/2", process.argv[2]]]) {
  console.log(`== ${name}`);
  const line = await layLine(Number(port));
  const visits = new BadLine(`https://127.0.0.1:${line.address().port}`);
  for (let round = 0; round < ROUNDS; round++) await visits.visit(round);
  visits.tell();
  line.close();
}
await closeAll();
process.exit(0);
