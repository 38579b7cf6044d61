// Verdict: what an answer to a write says about its outcome. Pure functions,
// the same rules as the command line's.
import { Code } from "@connectrpc/connect";
import type { Failure } from "./failure.ts";

export type Verdict =
  /** Refused by a rule, and that is recorded. */
  | "refused"
  /** Surely not decided by this call. */
  | "undecided"
  /** It may have been decided or not, or may still be. */
  | "unknown";

// What a service of ours answers before it decides. Its reason must be there:
// without one the answer came from something between, which cannot know.
const UNDECIDED = new Set([
  Code.InvalidArgument, Code.Unauthenticated, Code.PermissionDenied, Code.Unimplemented, Code.NotFound,
  Code.AlreadyExists, Code.FailedPrecondition, Code.OutOfRange, Code.Aborted, Code.ResourceExhausted,
]);

export function judge(failure: Failure): Verdict {
  if (failure.receipt) return "refused";
  const outcome = failure.metadata["outcome"];
  if (outcome !== undefined) return outcome === "undecided" ? "undecided" : "unknown";
  // RESPONSE_TOO_LARGE is said when all was done and only the answer did not fit.
  if (failure.reason === "" || failure.reason === "RESPONSE_TOO_LARGE") return "unknown";
  return UNDECIDED.has(failure.code) ? "undecided" : "unknown";
}

/** Whether the answer would be the same at every time, so that it also settles
 * earlier calls with the same id. */
export function settlesEarlierCalls(failure: Failure): boolean {
  return failure.reason === "REQUEST_ID_REUSED" ||
    (failure.code === Code.InvalidArgument && failure.reason !== "");
}

/** Whether the same call may go well shortly. */
export function isWorthRetrying(failure: Failure): boolean {
  if (failure.code === Code.ResourceExhausted) {
    return ["OVERLOADED", "ANSWER_LEFT_OUT", "TOO_MANY_REFUSALS"].includes(failure.reason);
  }
  return failure.code === Code.Unavailable || failure.code === Code.Aborted;
}
