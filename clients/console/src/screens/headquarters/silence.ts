// How long a watch may be silent, and how long it waits before it asks anew.

/** A picture comes every five seconds, though nothing changed; after three of
 * these what is shown is marked as old, as the services do with each other. */
export const longestSilence = 15_000;

/** Milliseconds to wait after so many failures in a row, from 0. */
export function pauseAfter(failures: number): number {
  return Math.min(1_000 * 2 ** failures, 30_000);
}
