// The token in this tab's session storage: closing the tab signs out, reloading
// it does not.

const KEY = "epiledger-token";

/** Empty where nobody is signed in. */
export function keptToken(storage: Storage): string {
  return storage.getItem(KEY) ?? "";
}

export function keepToken(storage: Storage, token: string): void {
  storage.setItem(KEY, token);
}

export function dropToken(storage: Storage): void {
  storage.removeItem(KEY);
}
