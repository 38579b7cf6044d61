// How the writes of this room are sent.
import { CancelShipmentRequestSchema, CancelShipmentResponseSchema, ShipmentService, TakeBackShipmentRequestSchema,
  TakeBackShipmentResponseSchema } from "$calls/warehouse/epiledger/supplies/v1/shipment_service_pb.ts";
import { CreateMovementRequestSchema, CreateMovementResponseSchema, SuppliesService }
  from "$calls/warehouse/epiledger/supplies/v1/supplies_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { clientOf } from "$src/rpc/client.ts";

export function writersOf({ transport }: Desk) {
  const shipping = clientOf(ShipmentService, transport);
  const supplies = clientOf(SuppliesService, transport);
  return {
    "movement": plainWriter(CreateMovementRequestSchema, CreateMovementResponseSchema, (asked) => supplies.createMovement(asked)),
    "take-back": plainWriter(TakeBackShipmentRequestSchema, TakeBackShipmentResponseSchema, (asked) => shipping.takeBackShipment(asked)),
    "cancel-shipment": plainWriter(CancelShipmentRequestSchema, CancelShipmentResponseSchema, (asked) => shipping.cancelShipment(asked)),
  };
}
