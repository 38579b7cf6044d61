// Reasons: why something is not ready, in words with its figures.
import { EvidenceReason_Kind as Kind, type EvidenceReason } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import { millisOf, timeText } from "$src/format/day.ts";
import { grouped } from "$src/format/number.ts";
import type { Language } from "$src/language/texts.ts";
import type { Names } from "./names.ts";
import { reasons, unnamed } from "./reason_texts/texts.ts";

/** Days in tenths: 25n is `2.5`. */
export function tenths(value: bigint): string {
  return `${value / 10n}.${value % 10n}`;
}

function subjectText(reason: EvidenceReason, names: Names, language: Language): string {
  if (reason.subject.includes("/items/")) return names.item(reason.subject).name;
  const description = names.finding(reason.subject);
  if (description !== "") return description;
  const kind = Object.entries(unnamed).find(([part]) => reason.subject.includes(`/${part}/`))?.[1];
  return (kind ?? unnamed.other)[language]();
}

export function reasonText(reason: EvidenceReason, names: Names, now: number, language: Language): string {
  const isTenths = reason.kind === Kind.FEW_DAYS;
  const figure = (value: bigint | undefined): string =>
    value === undefined ? unnamed.unknown[language]() : isTenths ? tenths(value) : grouped(value);
  return (reasons[reason.kind] ?? unnamed.noRecord)[language]({
    subject: subjectText(reason, names, language),
    have: figure(reason.have),
    needed: figure(reason.needed),
    days: figure(reason.days),
    time: reason.time ? timeText(millisOf(reason.time), now, language) : unnamed.unknown[language](),
  });
}
