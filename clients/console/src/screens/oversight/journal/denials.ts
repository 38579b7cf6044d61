// Denials: what somebody asked for and may not do, in words. Pure.
import { fromBinary } from "@bufbuild/protobuf";
import { DenialSchema, type Denial } from "$calls/oversight/epiledger/auth/v1/denial_pb.ts";
import type { Entry } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import type { Text } from "$src/language/texts.ts";
import { effectsOf } from "./effects.ts";
import { readFrame } from "./frame.ts";
import { words } from "./texts.ts";

/** Of an entry of an access book; nothing of its first one, which begins it. */
export function denialOf(entry: Entry): Denial | undefined {
  const frame = readFrame(entry.frame);
  const resource = frame && effectsOf(frame)?.resources[0];
  return resource?.collection === "denial" ? fromBinary(DenialSchema, resource.body) : undefined;
}

const { denied } = words;
const REASONS: Record<string, Text> = { ROLE_NOT_ALLOWED: denied.role, FACILITY_NOT_ALLOWED: denied.facility, COUNTY_NOT_ALLOWED: denied.county,
  PEER_NOT_ALLOWED: denied.peer };

export function denialText(reason: string): Text {
  return REASONS[reason] ?? denied.other;
}
