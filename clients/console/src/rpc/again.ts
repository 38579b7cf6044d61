// On a bad line one request in twenty is lost: what asks nothing to be recorded
// is asked once more before anybody is told.

const PAUSE_MS = 300;

/** What `ask` gives, asked again after a moment where `isWorthIt`. */
export async function onceMore<Value>(ask: () => Promise<Value>, isWorthIt: (thrown: unknown) => boolean = () => true): Promise<Value> {
  try {
    return await ask();
  } catch (thrown) {
    if (!isWorthIt(thrown)) throw thrown;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    return ask();
  }
}
