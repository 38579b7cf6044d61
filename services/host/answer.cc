#include "services/host/answer.h"

#include <optional>
#include <utility>

#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::host {
namespace {

std::string ResponseBytes(const std::string& receipt, int field,
                          const std::string& resource) {
  std::string bytes;
  rpc::AppendField(kReceiptField, receipt, bytes);
  rpc::AppendField(field, resource, bytes);
  return bytes;
}

rpc::Error Undecided(absl::StatusCode code, std::string reason) {
  rpc::Error error;
  error.code = code;
  error.reason = std::move(reason);
  error.metadata["outcome"] = "undecided";
  return error;
}

// The book's own reasons, which carry no rpc::Error.
std::optional<rpc::Error> OfBook(const absl::Status& status) {
  if (const auto field = book::DifferingField(status)) {
    rpc::Error error = Undecided(status.code(), "REQUEST_ID_REUSED");
    error.metadata["field"] = *field;
    return error;
  }
  if (book::IsOutcomeUnknown(status)) {
    rpc::Error error = Undecided(status.code(), "OUTCOME_UNKNOWN");
    error.metadata["outcome"] = "unknown";
    error.retry_after = limits::kBusyRetry;
    return error;
  }
  if (const auto element = book::ElementThatRefused(status)) {
    rpc::Error error = Undecided(status.code(), "BATCH_REFUSED");
    error.metadata["element"] = *element;
    return error;
  }
  if (book::IsClockBehind(status)) {
    return Undecided(status.code(), "CLOCK_BEHIND");
  }
  if (const auto movements = book::MovementsOfTooLarge(status)) {
    rpc::Error error = Undecided(status.code(), "ENTRY_TOO_LARGE");
    error.metadata["movements"] = *movements;
    error.metadata["limit"] = Concat(limits::kMaxMovements);
    return error;
  }
  if (book::IsOverloaded(status)) {
    rpc::Error error = Undecided(status.code(), "OVERLOADED");
    error.retry_after = limits::kBusyRetry;
    return error;
  }
  return std::nullopt;
}

struct StorageReason {
  absl::StatusCode code;
  std::string_view reason;
  bool is_worth_retrying;
};

constexpr StorageReason kStorageReasons[] = {
    {absl::StatusCode::kNotFound, "BOOK_NOT_FOUND", false},
    {absl::StatusCode::kUnavailable, "STORE_UNAVAILABLE", true},
    {absl::StatusCode::kResourceExhausted, "STORE_FULL", false},
    {absl::StatusCode::kAborted, "STORE_BUSY", true},
    {absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED", false},
};

}  // namespace

type::v1::Receipt ToProto(const journal::Receipt& receipt) {
  type::v1::Receipt proto;
  proto.set_book(receipt.book.ResourceName());
  proto.set_incarnation(receipt.incarnation.data(), receipt.incarnation.size());
  proto.set_sequence(receipt.sequence);
  proto.set_hash(receipt.hash.data(), receipt.hash.size());
  *proto.mutable_record_time() = ToTimestamp(receipt.record_time);
  proto.set_replayed(receipt.replayed);
  return proto;
}

absl::Status Explain(const absl::Status& status) {
  if (status.ok()) return status;
  if (const std::optional<rpc::Error> error = OfBook(status)) {
    return rpc::ToStatus(*error);
  }
  if (rpc::HasReason(status)) return status;
  for (const StorageReason& known : kStorageReasons) {
    if (known.code != status.code()) continue;
    rpc::Error error = Undecided(status.code(), std::string(known.reason));
    // The name of a book is the book's own word; what a driver said of tables,
    // paths and hosts is for the operator alone.
    if (absl::IsNotFound(status)) {
      error.metadata["detail"] = std::string(status.message());
    } else {
      error.log_detail = std::string(status.message());
    }
    if (known.is_worth_retrying) error.retry_after = limits::kBusyRetry;
    return rpc::ToStatus(error);
  }
  return status;
}

const google::protobuf::FieldDescriptor& ResourceField(
    const google::protobuf::Descriptor& response,
    const std::string& collection) {
  const auto* const own = response.FindFieldByName(collection);
  return own != nullptr && own->message_type() != nullptr
             ? *own
             : *response.FindFieldByNumber(kResourceField);
}

absl::StatusOr<std::string> Answer(
    absl::StatusOr<book::Outcome> outcome,
    const google::protobuf::Descriptor* response) {
  if (!outcome.ok()) return Explain(outcome.status());
  std::string receipt = ToProto(outcome->receipt).SerializeAsString();
  if (!outcome->refusal.has_value()) {
    const int field =
        response == nullptr
            ? kResourceField
            : ResourceField(*response, outcome->collection).number();
    return ResponseBytes(receipt, field, outcome->resource);
  }
  rpc::Error error;
  error.code = outcome->refusal->code;
  error.reason = outcome->refusal->reason;
  error.metadata = outcome->refusal->metadata;
  error.receipt = std::move(receipt);
  return rpc::ToStatus(error);
}

}  // namespace epiledger::host
