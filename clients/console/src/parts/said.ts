// What a person reads of a failure: the service's own words. One that is away
// cannot say anything, and what is said in its place is meant for programs.
import { say } from "$src/language/language.svelte.ts";
import { shell } from "$src/language/shell.ts";
import { Labels } from "$src/names/labels.ts";
import type { Failure } from "$src/rpc/failure.ts";

const SERVICES = { supplies: shell.suppliesService, funding: shell.fundingService, readiness: shell.readinessService };

const NOBODYS = new Labels();

/** Empty where nobody said anything. What the services name is told by `labels`,
 * or by what it is. */
export function said(failure: Failure | undefined, labels: Labels = NOBODYS): string {
  if (failure?.reason !== "SERVICE_UNAVAILABLE") return failure ? labels.inWords(failure.text, failure.metadata) : "";
  const service = SERVICES[failure.metadata["service"] as keyof typeof SERVICES] ?? shell.someService;
  return say(shell.serviceAway, say(service));
}

/** The same, or that there is no line where nobody said anything. */
export function saidOrNoLine(failure: Failure, labels?: Labels): string {
  return said(failure, labels) || say(shell.noLine);
}

/** The same with what is said of single fields beneath. */
export function saidInFull(failure: Failure, labels: Labels = NOBODYS): string {
  return [saidOrNoLine(failure, labels), ...failure.violations.map((one) => labels.inWords(one.text, failure.metadata))].join("\n");
}
