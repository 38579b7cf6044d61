// The built console without services: its files under the gateway's policy, for
// figures and stories that feed it themselves.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { SETTINGS } from "./browser.mjs";

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json" };
// As services/gateway sends it: nothing inline runs.
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
  "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves until it is closed, but for what is lost on its way; gives the
 * address. */
export async function serve(isLost = () => false) {
  const server = createServer((request, answer) => {
    const path = request.url === "/" ? "/index.html" : request.url.split("?")[0];
    if (isLost(path)) return answer.writeHead(503).end();
    let body;
    // The folder has no links and is ours; no path leads out of it.
    if (request.method === "GET" && !path.includes("..")) {
      try { body = readFileSync(join(SETTINGS.console, path)); } catch { /* Not there. */ }
    }
    if (!body) return answer.writeHead(404).end();
    return answer.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-security-policy": POLICY }).end(body);
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

/** A token as the console reads it; no service would take it. */
export function madeToken(role, county = "990101") {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return [part({ alg: "none" }), part({ sub: "s-1", county, facility: "", roles: [role], exp: Math.floor(Date.now() / 1000) + 86_400 }), "x"].join(".");
}
