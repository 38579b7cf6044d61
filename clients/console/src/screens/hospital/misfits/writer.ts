// How a task is said to be resolved.
import { ResolveTaskRequestSchema, ResolveTaskResponseSchema, SuppliesService }
  from "$calls/misfits/epiledger/supplies/v1/supplies_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { clientOf } from "$src/rpc/client.ts";

export function resolveWriter({ transport }: Desk): Writer {
  const supplies = clientOf(SuppliesService, transport);
  return plainWriter(ResolveTaskRequestSchema, ResolveTaskResponseSchema, (asked) => supplies.resolveTask(asked));
}
