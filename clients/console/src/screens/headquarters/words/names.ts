// Names: what people call the resources that a picture names.
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import type { Language } from "$src/language/texts.ts";
import { Labels } from "$src/names/labels.ts";
import { idOf } from "$src/names/resource.ts";
import { indicators, otherIndicator } from "./texts.ts";

export interface NamedItem {
  name: string;
  /** What one piece is called. */
  unit: string;
}

export class Names extends Labels {
  readonly #units: ReadonlyMap<string, string>;

  constructor(picture: Overview | undefined) {
    super();
    const { facilities = [], findings } = picture?.readiness?.summary ?? {};
    const items = picture?.supplies?.items ?? [];
    for (const one of facilities) this.set(one.facility, one.displayName);
    for (const one of items) this.set(one.item, one.displayName);
    for (const { finding } of findings?.findings ?? []) if (finding) this.set(finding.name, finding.description);
    this.#units = new Map(items.map((one) => [one.item, one.baseUnit]));
  }

  item(name: string): NamedItem {
    return { name: this.of(name), unit: this.#units.get(name) ?? "" };
  }

  /** The description of a finding that is open; empty of others. */
  finding(name: string): string {
    return this.told(name) ?? "";
  }
}

/** Also `beds_staffed`, as totals name it. */
export function indicatorText(indicator: string, language: Language): string {
  return (indicators[idOf(indicator).replaceAll("_", "-")] ?? otherIndicator)[language]();
}
