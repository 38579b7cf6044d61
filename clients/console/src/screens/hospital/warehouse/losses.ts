// Why goods are lost, in the order in which one chooses.
import { LossReason } from "$calls/warehouse/epiledger/supplies/v1/supplies_pb.ts";
import { words } from "./texts.ts";

const { losses } = words;

export const LOSSES = [
  { value: LossReason.DAMAGED, text: losses.damaged }, { value: LossReason.EXPIRED, text: losses.expired },
  { value: LossReason.CONTAMINATED, text: losses.contaminated }, { value: LossReason.STOLEN, text: losses.stolen },
  { value: LossReason.OTHER, text: losses.other },
];
