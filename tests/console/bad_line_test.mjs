// What a device keeps of the console, where the line loses some of it.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { closeAll, eventually, KEEPS, PHONE, Visitor } from "./browser.mjs";
import { serve } from "./served.mjs";

after(closeAll);

test("the frame and its style come though the line lost each of their files once", async (story) => {
  const lost = new Set();
  const server = await serve((path) => {
    // Without the first script nothing can be asked for again; the page says so.
    const isLost = path.startsWith("/assets/") && !/index-.*\.js$/.test(path) && !lost.has(path);
    if (isLost) lost.add(path);
    return isLost;
  });
  story.after(() => server.close());
  const visitor = await Visitor.blank(PHONE, "zh");
  await visitor.page.goto(server.address);
  await visitor.page.locator("h1").first().waitFor();
  // Of the frame's own style, and of what all of it has.
  assert.ok(await eventually(() => visitor.page.evaluate(() =>
    getComputedStyle(document.querySelector("header")).backgroundColor !== "rgba(0, 0, 0, 0)" &&
    getComputedStyle(document.querySelector(".stack")).display === "flex")));
  assert.ok(lost.size >= 4, [...lost].join());
  await visitor.leave();
});

test("the console opens without a line though the line lost what keeps it, and a part of it", async () => {
  const lost = ["/sw.js", "/favicon.svg"];
  const server = await serve((path) => {
    const at = lost.indexOf(path);
    if (at >= 0) lost.splice(at, 1);
    return at >= 0;
  });
  const visitor = await Visitor.blank(PHONE, "zh", KEEPS);
  await visitor.page.goto(server.address);
  await visitor.page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await server.close();
  await visitor.page.reload();
  await visitor.page.locator("h1").first().waitFor();
  await visitor.leave();
});
