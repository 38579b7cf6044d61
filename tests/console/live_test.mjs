// A headquarters' screen that is never closed.
import assert from "node:assert/strict";
import { after } from "node:test";
import { closeAll, tellInFull } from "./browser.mjs";
import { FedVisitor } from "./fed.mjs";
import { pictureOf } from "./pictures.mjs";

after(closeAll);

tellInFull("a screen that is left open all day holds no more in the evening than in the morning", async () => {
  const visitor = await FedVisitor.arriveFed(Array.from({ length: 8 }, (_, turn) => pictureOf({ facilities: 12, items: 12, turn })));
  await visitor.feed(200);
  const before = await visitor.held();
  await visitor.feed(2_000);
  const afterwards = await visitor.held();
  // A node, a listener or a kilobyte for each picture would be far beyond these.
  assert.ok(afterwards.nodes < before.nodes + 500, `${before.nodes} nodes became ${afterwards.nodes}`);
  assert.ok(afterwards.listeners < before.listeners + 100, `${before.listeners} listeners became ${afterwards.listeners}`);
  assert.ok(afterwards.heap < before.heap * 1.25 + 1_000_000, `${before.heap} bytes became ${afterwards.heap}`);
  await visitor.leave();
});
