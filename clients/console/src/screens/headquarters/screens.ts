// Screens: what the first word of the address opens, beside the glance. Each is
// loaded by whoever opens it.
import type { Component } from "svelte";
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import type { Text } from "$src/language/texts.ts";
import type { County } from "./county.svelte.ts";
import { pages } from "./texts.ts";
import type { Sight } from "./words/sight.ts";

export interface ScreenProps {
  county: County;
  sight: Sight;
  picture: Overview;
  /** What follows in the address. */
  parts: readonly string[];
}

export interface Screen {
  path: string;
  /** Absent: it is opened from another. */
  name?: Text;
  load(): Promise<{ default: Component<ScreenProps> }>;
}

export const SCREENS: readonly Screen[] = [
  { path: "facility", load: () => import("./facility/Facility.svelte") },
  { path: "indicator", load: () => import("./facility/Indicator.svelte") },
  { path: "item", load: () => import("./facility/Item.svelte") },
  { path: "ranking", name: pages.ranking, load: () => import("./ranking/Ranking.svelte") },
  { path: "money", name: pages.money, load: () => import("./money/Money.svelte") },
  { path: "requests", name: pages.requests, load: () => import("./requests/Requests.svelte") },
  { path: "sharing", name: pages.sharing, load: () => import("./sharing/Sharing.svelte") },
  { path: "changes", name: pages.changes, load: () => import("./changes/Changes.svelte") },
  { path: "bulletins", name: pages.bulletins, load: () => import("./bulletins/Bulletins.svelte") },
  { path: "wall", name: pages.wall, load: () => import("./wall/Wall.svelte") },
];
