// Failure: what went wrong with a call, as plain data that can be kept.
import { toBinary } from "@bufbuild/protobuf";
import { Code, ConnectError } from "@connectrpc/connect";
import { BadRequestSchema, ErrorInfoSchema, LocalizedMessageSchema, RetryInfoSchema }
  from "$calls/rpc/google/rpc/error_details_pb";
import { ReceiptSchema } from "$calls/rpc/epiledger/type/v1/receipt_pb";

export interface Failure {
  code: Code;
  /** As in ErrorInfo; empty where no service of ours spoke. */
  reason: string;
  /** What the service says of it, in the language of the call; empty likewise. */
  text: string;
  metadata: Record<string, string>;
  /** One for each field that does not fit, with its path in the request. */
  violations: { field: string; text: string }[];
  /** A refusal that was decided and recorded carries its receipt. */
  receipt?: Uint8Array;
  /** When the service asks to be asked again. */
  retryAfterMs?: number;
}

/** What a call threw, as data. */
export function failureOf(thrown: unknown): Failure {
  const error = ConnectError.from(thrown, Code.Unavailable);
  const info = error.findDetails(ErrorInfoSchema)[0];
  const retry = error.findDetails(RetryInfoSchema)[0]?.retryDelay;
  const receipt = error.findDetails(ReceiptSchema)[0];
  const failure: Failure = {
    code: error.code,
    reason: info?.reason ?? "",
    text: error.findDetails(LocalizedMessageSchema)[0]?.message ?? (info ? error.rawMessage : ""),
    metadata: { ...info?.metadata },
    violations: error.findDetails(BadRequestSchema).flatMap((bad) =>
      bad.fieldViolations.map((one) => ({ field: one.field, text: one.description }))),
  };
  if (receipt) failure.receipt = toBinary(ReceiptSchema, receipt);
  if (retry) failure.retryAfterMs = Number(retry.seconds) * 1000 + retry.nanos / 1e6;
  return failure;
}

/** What became of one element of a batch, as data. */
export function failureOfStatus(status: { code: number; message: string; details: { typeUrl: string; value: Uint8Array }[] }): Failure {
  const error = new ConnectError(status.message, status.code as Code);
  error.details = status.details.map(({ typeUrl, value }) => ({ type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1), value }));
  return failureOf(error);
}

/** No service of ours answered: no line, or something between stood in the way. */
export function isAway(failure: Failure): boolean {
  return failure.reason === "" || failure.code === Code.Unavailable || failure.code === Code.DeadlineExceeded;
}

/** The line broke before anybody answered. */
export function isUnanswered(failure: Failure): boolean {
  return failure.reason === "" && failure.code === Code.Unavailable;
}

/** The person must sign in (again). */
export function isSignedOut(failure: Failure): boolean {
  return failure.code === Code.Unauthenticated;
}
