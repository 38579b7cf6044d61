// Route: which screen the address names, `#/count/pharmacy`. Only the fragment
// changes, so that the shell alone is asked of the gateway.
import { link } from "$src/format/link.ts";

class Route {
  #parts = $state<string[]>(partsOf(location.hash));

  constructor() {
    addEventListener("hashchange", () => {
      this.#parts = partsOf(location.hash);
      scrollTo(0, 0);
    });
  }

  /** The words between the slashes. */
  get parts(): readonly string[] {
    return this.#parts;
  }
}

function partsOf(hash: string): string[] {
  return hash.replace(/^#?\/?/, "").split("/").filter((part) => part !== "").map(decodeURIComponent);
}

export { link };

export function go(...parts: string[]): void {
  location.hash = link(...parts);
}

export const route = new Route();
