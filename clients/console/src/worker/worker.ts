// The service worker: keeps the shell on the device, so that a reload without a
// line still shows the sheet. It never touches calls to the services.
const worker = self as unknown as ServiceWorkerGlobalScope;

// Filled in by the build: what the shell is made of.
const FILES = "__SHELL_FILES__" as unknown as string[];
const CACHE = `shell-${FILES.join(" ")}`;
const TAKE_OVER = "take over";
const ATTEMPTS = 5;
const PAUSE_MS = 1_000;

worker.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => Promise.all(
    ["/", "/favicon.svg", ...FILES.map((file) => `/${file}`)].map((file) => add(cache, file)))));
});

/** On a bad line a file that did not come is asked for again: where one lacks,
 * all were for nothing. */
async function add(cache: Cache, file: string): Promise<void> {
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await cache.add(file);
    } catch (failure) {
      if (left === 0) throw failure;
    }
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
  }
}

worker.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await worker.clients.claim();
  })());
});

/** A file with its hash in its name never changes: the device's is as good. */
async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (url.pathname === "/" || url.pathname.startsWith("/assets/") || url.pathname === "/favicon.svg") {
    event.respondWith(fromCache(url.pathname === "/" ? new Request("/") : event.request));
  }
});

worker.addEventListener("message", (event) => {
  // The page tells what it loaded, some of it before this worker was there.
  if (Array.isArray(event.data)) event.waitUntil(keep(event.data as string[]));
  if (event.data === TAKE_OVER) void worker.skipWaiting();
});

async function keep(files: string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(files.map(async (file) => {
    if (!(await cache.match(file))) await add(cache, file);
  }));
}
