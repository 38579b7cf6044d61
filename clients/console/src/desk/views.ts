// Views: which screens a role gets. Each is loaded by whoever needs it alone.
import type { Component } from "svelte";
import { text, type Text } from "$src/language/texts.ts";
import type { Role } from "$src/session/claims.ts";
import type { Desk } from "./desk.svelte.ts";

export interface View {
  id: string;
  name: Text;
  roles: readonly Role[];
  load(): Promise<{ default: Component<{ desk: Desk }> }>;
  /** How what it records is sent. */
  writers(): Promise<{ register(desk: Desk): void }>;
}

export const VIEWS: readonly View[] = [
  {
    id: "hospital",
    name: text("本机构", "My facility"),
    roles: ["hospital", "warehouse", "town"],
    load: () => import("$src/screens/hospital/Hospital.svelte"),
    writers: () => import("$src/screens/hospital/writers.ts"),
  },
  {
    id: "headquarters",
    name: text("全县", "The county"),
    roles: ["headquarters", "supervision", "auditor"],
    load: () => import("$src/screens/headquarters/Headquarters.svelte"),
    writers: () => import("$src/screens/headquarters/writers.ts"),
  },
  {
    id: "oversight",
    name: text("督查与审计", "Oversight"),
    roles: ["supervision", "auditor"],
    load: () => import("$src/screens/oversight/Oversight.svelte"),
    writers: () => import("$src/screens/oversight/writers.ts"),
  },
  {
    id: "finance",
    name: text("财政资金", "Money"),
    roles: ["finance", "headquarters", "supervision", "auditor"],
    load: () => import("$src/screens/finance/Finance.svelte"),
    writers: () => import("$src/screens/finance/writers.ts"),
  },
];

/** What a person with these roles may open, the first by itself. */
export function viewsOf(roles: readonly Role[]): View[] {
  return VIEWS.filter((view) => view.roles.some((role) => roles.includes(role)));
}

/** Lets go what was recorded in any of these views, whichever is open. */
export async function sendAll(desk: Desk, views: readonly View[]): Promise<void> {
  for (const { writers } of views) {
    // Without a line nothing would go: it is tried again with the entries.
    const loaded = await writers().catch(() => undefined);
    loaded?.register(desk);
  }
  await desk.outbox.send();
}
