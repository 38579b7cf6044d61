// Names: what people call the resources that a picture names.
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import type { Language } from "$src/language/texts.ts";
import { indicators, otherIndicator } from "./texts.ts";

export interface NamedItem {
  name: string;
  /** What one piece is called. */
  unit: string;
}

export interface Names {
  /** By resource name; the last id where nobody knows it. */
  facility(name: string): string;
  item(name: string): NamedItem;
  /** The description of a finding that is open; empty of others. */
  finding(name: string): string;
}

/** The last id of a resource name. */
export function idOf(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** `counties/c/facilities/f` of whatever belongs to it; empty where nothing does. */
export function facilityOf(name: string): string {
  return /^counties\/[^/]+\/facilities\/[^/]+/.exec(name)?.[0] ?? "";
}

/** Also `beds_staffed`, as totals name it. */
export function indicatorText(indicator: string, language: Language): string {
  return (indicators[idOf(indicator).replaceAll("_", "-")] ?? otherIndicator)[language]();
}

export function namesOf(picture: Overview | undefined): Names {
  const facilities = new Map(picture?.readiness?.summary?.facilities.map((one) => [one.facility, one.displayName]));
  const items = new Map(picture?.supplies?.items.map((one) =>
    [one.item, { name: one.displayName || idOf(one.item), unit: one.baseUnit }]));
  const findings = new Map(picture?.readiness?.summary?.findings?.findings.map((one) =>
    [one.finding?.name ?? "", one.finding?.description ?? ""]));
  return {
    facility: (name) => facilities.get(name) || idOf(name),
    item: (name) => items.get(name) ?? { name: idOf(name), unit: "" },
    finding: (name) => findings.get(name) ?? "",
  };
}
