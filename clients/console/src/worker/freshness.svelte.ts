// Freshness: puts the service worker to work, and says when a newer version of
// the console waits.

/** When what did not come over a bad line is asked for again; later each time,
 * for some browsers never have a worker. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 300_000;

export class Freshness {
  /** A newer version is there; it is used when the person says so. */
  isWaiting = $state(false);
  #waiting: ServiceWorker | undefined;

  async start(): Promise<void> {
    if (!("serviceWorker" in navigator)) return;
    const workers = navigator.serviceWorker;
    const registration = await registered(workers);
    this.#offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const found = registration.installing;
      found?.addEventListener("statechange", () => {
        if (found.state === "installed" && workers.controller) this.#offer(found);
      });
    });
    const { active } = await workers.ready;
    // What began to load before there was a worker does not pass through it,
    // whenever it comes.
    new PerformanceObserver((loaded) => active?.postMessage(filesOf(loaded.getEntries())))
      .observe({ type: "resource", buffered: true });
  }

  takeOver(): void {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    this.#waiting?.postMessage("take over");
  }

  #offer(worker: ServiceWorker | null): void {
    if (!worker) return;
    this.#waiting = worker;
    this.isWaiting = true;
  }
}

/** The registration of a worker that has all that it keeps. */
async function registered(workers: ServiceWorkerContainer): Promise<ServiceWorkerRegistration> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    const registration = await workers.register("/sw.js").catch(() => undefined);
    if (registration && await isInstalled(registration)) return registration;
    await new Promise((resolve) => { setTimeout(resolve, pause); });
  }
}

/** Whether it has a worker that serves; one that lacks a file never does. */
async function isInstalled(registration: ServiceWorkerRegistration): Promise<boolean> {
  if (registration.active) return true;
  const worker = registration.waiting ?? registration.installing;
  if (!worker) return false;
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated") resolve(true);
      if (worker.state === "redundant") resolve(false);
    });
  });
}

/** Those of them that are files of ours. */
function filesOf(entries: readonly PerformanceEntry[]): string[] {
  return entries.map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && url.pathname.startsWith("/assets/"))
    .map((url) => url.pathname);
}
