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
}

export const VIEWS: readonly View[] = [
  {
    id: "hospital",
    name: text("本机构", "My facility"),
    roles: ["hospital", "warehouse", "town"],
    load: () => import("$src/screens/hospital/Hospital.svelte"),
  },
  {
    id: "headquarters",
    name: text("全县", "The county"),
    roles: ["headquarters", "supervision", "auditor"],
    load: () => import("$src/screens/headquarters/Headquarters.svelte"),
  },
  {
    id: "oversight",
    name: text("督查与审计", "Oversight"),
    roles: ["supervision", "auditor"],
    load: () => import("$src/screens/oversight/Oversight.svelte"),
  },
  {
    id: "finance",
    name: text("财政资金", "Money"),
    roles: ["finance", "headquarters", "supervision", "auditor"],
    load: () => import("$src/screens/finance/Finance.svelte"),
  },
];

/** What a person with these roles may open, the first by itself. */
export function viewsOf(roles: readonly Role[]): View[] {
  return VIEWS.filter((view) => view.roles.some((role) => roles.includes(role)));
}
