// Why a figure is not there: never zero, and never left to guess.
import { AbsentReason } from "$calls/hospital/epiledger/type/v1/reading_pb.ts";
import { words } from "../texts.ts";

export const ABSENCES = [
  { value: AbsentReason.UNKNOWN, text: words.unknown },
  { value: AbsentReason.NOT_APPLICABLE, text: words.notApplicable },
  { value: AbsentReason.NOT_ASKED, text: words.notAsked },
  { value: AbsentReason.NOT_SUPPORTED, text: words.notSupported },
];
