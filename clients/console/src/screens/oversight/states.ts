// States as words with a tone; colour never says it alone.
import { Finding_Severity, Finding_State, FindingStep_Kind } from "$calls/oversight/epiledger/readiness/v1/finding_pb.ts";
import { ReportState } from "$calls/oversight/epiledger/readiness/v1/readiness_pb.ts";
import type { Text } from "$src/language/texts.ts";
import { words } from "./texts.ts";

export interface Told {
  text: Text;
  tone: "" | "good" | "care" | "bad";
}

const { states, severities, steps, reportStates } = words;
const OTHER: Told = { text: words.unknown, tone: "" };

const FINDINGS: Partial<Record<Finding_State, Told>> = {
  [Finding_State.OPEN]: { text: states.open, tone: "bad" }, [Finding_State.FIXED]: { text: states.fixed, tone: "care" },
  [Finding_State.CLOSED]: { text: states.closed, tone: "good" },
};
export const findingState = (state: Finding_State): Told => FINDINGS[state] ?? OTHER;

export const SEVERITIES: readonly { value: Finding_Severity; text: Text }[] = [
  { value: Finding_Severity.MINOR, text: severities.minor }, { value: Finding_Severity.MAJOR, text: severities.major },
  { value: Finding_Severity.CRITICAL, text: severities.critical },
];
export const severityText = (severity: Finding_Severity): Text => SEVERITIES.find((one) => one.value === severity)?.text ?? words.unknown;

const STEPS: Partial<Record<FindingStep_Kind, Text>> = {
  [FindingStep_Kind.FOUND]: steps.found, [FindingStep_Kind.AMENDED]: steps.amended, [FindingStep_Kind.FIXED]: steps.fixed,
  [FindingStep_Kind.PASSED]: steps.passed, [FindingStep_Kind.FAILED]: steps.failed,
};
export const stepText = (kind: FindingStep_Kind): Text => STEPS[kind] ?? words.unknown;

const REPORTS: Record<ReportState, Told> = {
  [ReportState.UNSPECIFIED]: { text: reportStates.notOwed, tone: "" }, [ReportState.NOT_DUE]: { text: reportStates.notDue, tone: "" },
  [ReportState.ON_TIME]: { text: reportStates.onTime, tone: "good" }, [ReportState.LATE]: { text: reportStates.late, tone: "care" },
  [ReportState.MISSING]: { text: reportStates.missing, tone: "bad" },
};
export const reportState = (state: ReportState): Told => REPORTS[state] ?? OTHER;
