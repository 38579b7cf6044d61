// Ids of a sheet's requests, made of what its rows say: imported again it
// records nothing twice, also after the command line did.

/** How often a row was refused, by its first id: tried again it needs another. */
export type Attempts = Record<string, number>;
export const ATTEMPTS_KEY = "sheet-attempts";

/** 32 hex digits. */
export async function digest(content: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(content)));
  return Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function attemptId(id: string, refusals: number): string {
  return refusals === 0 ? id : `${id}-${refusals + 1}`;
}
