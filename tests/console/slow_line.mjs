// How long a hospital's clerk waits on a bad line: 400 kbit/s, a round trip of
// 400 ms, and 5 % of requests that fail. Prints what it found, and judges
// nothing; slow_line.py runs it.
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

/** The gateway's port behind the line: the handshakes of TCP and of TLS are as
 * slow as all that follows. */
async function layLine() {
  const gateway = Number(new URL(SETTINGS.address).port);
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
      const far = connect(gateway, "127.0.0.1");
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

const line = await layLine();
const address = `https://127.0.0.1:${line.address().port}`;
const roll = dice(SEED);
const tally = { requests: 0, failed: 0, calls: 0 };
const [firstTimes, laterTimes] = [[], []];
let kept = 0;
for (let round = 0; round < ROUNDS; round++) {
  const visitor = await Visitor.blank(PHONE, "zh", KEEPS);
  const { page } = visitor;
  await visitor.context.route("**/*", async (route) => {
    tally.requests++;
    tally.calls += route.request().url().includes("/epiledger.");
    if (roll() >= FAILURES) return route.continue();
    tally.failed++;
    return route.abort("connectionreset");
  });
  // The first time on a device: all of it comes over the line.
  const link = signInLink("people-hospital").replace(SETTINGS.address, address);
  firstTimes.push(await insist(page, page.locator("a.button", { hasText: /^(盘点|继续)$/ }).first(), () => page.goto(link)));
  kept += await page.evaluate((most) => Promise.race([
    navigator.serviceWorker.ready.then(() => 1),
    new Promise((resolve) => { setTimeout(resolve, most, 0); })]), KEPT_MS);
  await page.waitForTimeout(5000);
  await page.goto("about:blank");
  // Another time: what the shell is made of is on the device.
  laterTimes.push(await insist(page, page.locator("input[inputmode=numeric]").first(),
    () => page.goto(`${address}/#/count/pharmacy`)));
  await visitor.context.close();
  console.log(`${round + 1}: ${[firstTimes, laterTimes].map((times) => `${(times.at(-1) / 1000).toFixed(1)} s`).join(", ")}`);
}
console.log(`the console was on the device before the second time: ${kept} of ${ROUNDS}`);
console.log(`400 kbit/s, round trip of 400 ms; ${tally.failed} of ${tally.requests} requests failed, ${tally.calls} of these requests are calls (seed ${SEED})`);
summary("first time on a device, until a task can be opened", firstTimes);
summary("another time, until the count sheet takes what is typed", laterTimes);
line.close();
await closeAll();
process.exit(0);
