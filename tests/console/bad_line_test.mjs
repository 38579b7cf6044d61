// What a device keeps of the console, where the line loses some of it.
import { after, test } from "node:test";
import { closeAll, KEEPS, PHONE, Visitor } from "./browser.mjs";
import { serve } from "./served.mjs";

after(closeAll);

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
