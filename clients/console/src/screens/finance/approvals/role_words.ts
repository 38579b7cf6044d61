// A change of what a person may do, in words. Pure.
import { Role } from "$calls/finance/epiledger/auth/v1/access_pb.ts";
import { SubjectProposal_Kind, type Mandate, type SubjectProposal } from "$calls/finance/epiledger/readiness/v1/subject_proposal_pb.ts";
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import { idOf } from "$src/names/resource.ts";
import { roles } from "$src/names/roles.ts";
import type { Names } from "../names.ts";
import { words as finance } from "../texts.ts";
import type { Detail } from "./proposal_words.ts";
import { words } from "./texts.ts";

const { roleKinds } = words;

const ROLES: Record<Exclude<Role, Role.UNSPECIFIED>, Text> = {
  [Role.FINANCE]: roles.finance, [Role.HOSPITAL]: roles.hospital, [Role.WAREHOUSE]: roles.warehouse, [Role.HEADQUARTERS]: roles.headquarters,
  [Role.SUPERVISION]: roles.supervision, [Role.TOWN]: roles.town, [Role.AUDITOR]: roles.auditor, [Role.OPERATOR]: roles.operator,
};

type Kind = Exclude<SubjectProposal_Kind, SubjectProposal_Kind.UNSPECIFIED>;
const KINDS: Record<Kind, { name: Text; will: Text<[string, string]> }> = {
  [SubjectProposal_Kind.ENLISTMENT]: { name: roleKinds.enlistment, will: words.willEnlist },
  [SubjectProposal_Kind.CHANGE]: { name: roleKinds.change, will: words.willChange },
  [SubjectProposal_Kind.TOKEN]: { name: roleKinds.token, will: words.willIssue },
};

export function roleKind(kind: SubjectProposal_Kind): Text {
  return kind === SubjectProposal_Kind.UNSPECIFIED ? finance.unknown : KINDS[kind].name;
}

function rolesOf(mandate: Mandate | undefined): string {
  const told = (mandate?.roles ?? []).map((role) => (role === Role.UNSPECIFIED ? "" : say(ROLES[role])));
  return told.length === 0 ? say(words.noRoles) : told.join(say(finance.comma));
}

function placeOf(mandate: Mandate, names: Names): string {
  return mandate.facility === "" ? say(words.noPlace) : names.of(mandate.facility);
}

/** Whom it is about: by the name the service tells, or that was read. */
function whom({ displayName, subject, kind }: SubjectProposal, names: Names): string {
  return displayName || (names.person(idOf(subject)) ?? (kind === SubjectProposal_Kind.ENLISTMENT ? say(words.newPerson) : names.who(idOf(subject))));
}

export function roleWillDo(proposal: SubjectProposal, names: Names): string {
  if (proposal.kind === SubjectProposal_Kind.UNSPECIFIED) return say(finance.unknown);
  return say(KINDS[proposal.kind].will, whom(proposal, names), rolesOf(proposal.after));
}

const DAY_SECONDS = 86_400n;
const HOUR_SECONDS = 3_600n;

export function roleDetails({ before, after, lifetimeSeconds }: SubjectProposal, names: Names): Detail[] {
  const all: Detail[] = [];
  const add = (name: Text, value: string) => all.push({ name: say(name), value });
  if (before) {
    add(words.mayNow, rolesOf(before));
    add(words.placeNow, placeOf(before, names));
  }
  if (after) {
    add(words.mayThen, rolesOf(after));
    add(words.placeThen, placeOf(after, names));
  }
  if (lifetimeSeconds > 0n) {
    add(words.validFor, lifetimeSeconds % DAY_SECONDS === 0n ? say(words.days, (lifetimeSeconds / DAY_SECONDS).toString())
      : say(words.hours, Number(lifetimeSeconds / HOUR_SECONDS)));
  }
  return all;
}
