// A headquarters' browser whose watch is fed by hand, without services: each
// picture comes exactly when it is given, as the wire would bring it.
import assert from "node:assert/strict";
import { DESK, Visitor } from "./browser.mjs";
import { madeToken, serve } from "./served.mjs";

/** In the page, before the console: its watch reads what `feed` gives, and every
 * other call is answered that the service is away. */
function feeding(token) {
  sessionStorage.setItem("epiledger-token", token);
  const real = globalThis.fetch.bind(globalThis);
  const type = { "content-type": "application/grpc-web+proto" };
  const text = (words) => new TextEncoder().encode(words);
  const framed = (flag, body) => {
    const frame = new Uint8Array(5 + body.length);
    frame[0] = flag;
    new DataView(frame.buffer).setUint32(1, body.length);
    frame.set(body, 5);
    return frame;
  };
  let feed;
  globalThis.pictures = [];
  globalThis.isWatched = new Promise((resolve) => {
    globalThis.fetch = (input, init) => {
      const path = String(input);
      if (path.endsWith("/WatchOverview")) {
        const body = new ReadableStream({ start(stream) { feed = stream; resolve(); } });
        return Promise.resolve(new Response(body, { headers: type }));
      }
      if (path.startsWith("/epiledger.")) return Promise.resolve(new Response(framed(0x80, text("grpc-status: 14\r\ngrpc-message: away\r\n")), { headers: type }));
      return real(input, init);
    };
  });
  globalThis.keepPicture = (base64) => globalThis.pictures.push(framed(0, Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))));
  globalThis.feed = (at) => feed.enqueue(globalThis.pictures[at % globalThis.pictures.length].slice());
  /** From the arrival of a picture to what it paints, in milliseconds. */
  globalThis.timed = (at, isThere) => new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector(isThere)) return;
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => {
        performance.mark("painted");
        resolve(performance.measure("picture", "arrived", "painted").duration);
      }));
    });
    seen.observe(document.body, { childList: true, subtree: true, characterData: true });
    performance.mark("arrived");
    globalThis.feed(at);
  });
}

export class FedVisitor extends Visitor {
  static async arriveFed(pictures, viewport = DESK) {
    const visitor = new FedVisitor();
    visitor.server = await serve();
    await visitor.begin(viewport, "zh");
    await visitor.context.addInitScript(feeding, madeToken("headquarters"));
    await visitor.open();
    visitor.pictures = pictures.map((bytes) => bytes.toString("base64"));
    await visitor.reload();
    return visitor;
  }

  /** The console anew, with its watch open and nothing shown yet. */
  async reload() {
    await this.page.goto(`${this.server.address}/#/`);
    await this.page.reload();
    await this.page.evaluate(() => globalThis.isWatched);
    for (const picture of this.pictures) await this.page.evaluate((base64) => { globalThis.keepPicture(base64); }, picture);
  }

  /** Milliseconds from a picture's arrival until it is painted. */
  timed(at, isThere) {
    return this.page.evaluate(([which, there]) => globalThis.timed(which, there), [at, isThere]);
  }

  /** Feeds pictures one after the other, as fast as they are taken in. */
  async feed(count) {
    await this.page.evaluate(async (many) => {
      for (let at = 0; at < many; at++) {
        globalThis.feed(at);
        await new Promise((resolve) => { setTimeout(resolve); });
      }
    }, count);
  }

  /** What is held after everything that can be freed was. */
  async held() {
    this.devtools ??= await this.context.newCDPSession(this.page);
    for (let round = 0; round < 3; round++) await this.devtools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await this.devtools.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await this.devtools.send("Memory.getDOMCounters");
    return { heap: usedSize, nodes, listeners: jsEventListeners };
  }

  async leave() {
    await this.context.close();
    await this.server.close();
    assert.deepEqual(this.problems, []);
  }
}
