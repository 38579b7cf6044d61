// Screens that a clerk does not begin with: each is loaded by whoever opens it.
import type { Component } from "svelte";
import type { Clerk } from "./clerk.ts";

export const RARE: Record<string, () => Promise<{ default: Component<{ clerk: Clerk; of: string }> }>> = {
  "report": () => import("./reports/ReportScreen.svelte"),
  "receive": () => import("./arrivals/ReceiveScreen.svelte"),
  "request": () => import("./requests/RequestScreen.svelte"),
  "move": () => import("./warehouse/MovementScreen.svelte"),
  "pick": () => import("./warehouse/PickingScreen.svelte"),
  "fix-finding": () => import("./fixes/FixScreen.svelte"),
  "take-back": () => import("./warehouse/TakeBackScreen.svelte"),
};
