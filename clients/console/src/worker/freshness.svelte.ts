// Freshness: puts the service worker to work, and says when a newer version of
// the console waits.

export class Freshness {
  /** A newer version is there; it is used when the person says so. */
  isWaiting = $state(false);
  #waiting: ServiceWorker | undefined;

  async start(): Promise<void> {
    if (!("serviceWorker" in navigator)) return;
    const workers = navigator.serviceWorker;
    const registration = await workers.register("/sw.js").catch(() => undefined);
    if (!registration) return;
    this.#offer(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const found = registration.installing;
      found?.addEventListener("statechange", () => {
        if (found.state === "installed" && workers.controller) this.#offer(found);
      });
    });
    const { active } = await workers.ready;
    active?.postMessage(loadedFiles());
    // What is loaded later, the screens of a role, passes through the worker.
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

/** Files of ours that this page has loaded by now. */
function loadedFiles(): string[] {
  return performance.getEntriesByType("resource").map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && url.pathname.startsWith("/assets/"))
    .map((url) => url.pathname);
}
