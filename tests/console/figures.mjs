// Prints what the console's figures are on this machine; it asserts nothing.
import { closeAll, DESK, PHONE } from "./browser.mjs";
import { FedVisitor } from "./fed.mjs";
import { pictureOf } from "./pictures.mjs";

const ROUNDS = 11;
const UPDATES = Number(process.argv[2] ?? 28_800);
const SHOWN = "section#requests table";

function quantiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))].toFixed(0);
  return `${at(0.5)} ms median, ${at(0)} to ${at(1)} ms of ${sorted.length}`;
}

async function rendering(facilities, items, viewport) {
  const bytes = [0, 1].map((turn) => pictureOf({ facilities, items, turn }));
  const visitor = await FedVisitor.arriveFed(bytes, viewport);
  const [first, next] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 0) await visitor.reload();
    first.push(await visitor.timed(0, SHOWN));
    next.push(await visitor.timed(1, SHOWN));
  }
  console.log(`overview of ${facilities} facilities, ${items} items, ${(bytes[0].length / 1000).toFixed(0)} kB, ${viewport.width} pixels:`);
  console.log(`  first picture, arrival to painted: ${quantiles(first)}`);
  console.log(`  the next one:                      ${quantiles(next)}`);
  await visitor.leave();
}

async function growth() {
  const pictures = Array.from({ length: 8 }, (_, turn) => pictureOf({ facilities: 30, items: 40, turn }));
  const visitor = await FedVisitor.arriveFed(pictures);
  await visitor.feed(400);
  console.log(`${UPDATES} updates, one a second for ${(UPDATES / 3600).toFixed(1)} hours, after 400 to warm up:`);
  const tell = async (when) => {
    const { heap, nodes, listeners } = await visitor.held();
    console.log(`  ${when}: ${(heap / 1e6).toFixed(1)} MB heap, ${nodes} nodes, ${listeners} listeners`);
  };
  const began = Date.now();
  await tell("begin ");
  await visitor.feed(UPDATES / 2);
  await tell("middle");
  await visitor.feed(UPDATES / 2);
  await tell("end   ");
  console.log(`  taken in within ${((Date.now() - began) / 1000).toFixed(0)} s`);
  await visitor.leave();
}

try {
  await rendering(300, 100, DESK);
  await rendering(300, 100, PHONE);
  await growth();
} finally {
  await closeAll();
}
