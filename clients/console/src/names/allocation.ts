// Names of allocations in parts. Pure.
import { idOf } from "./resource.ts";

/** `…/documents/d1/allocations/2` is of `…/documents/d1`. */
export function documentOf(allocation: string): string {
  return allocation.replace(/\/allocations\/[^/]+$/, "");
}

/** The parts of an address that name an allocation: its document and line. */
export function partsOf(allocation: string): [string, string] {
  return [idOf(documentOf(allocation)), idOf(allocation)];
}
