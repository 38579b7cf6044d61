// Answer: what a caller of a write is told, made from what the book said.
#ifndef EPILEDGER_SERVICES_HOST_ANSWER_H_
#define EPILEDGER_SERVICES_HOST_ANSWER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/descriptor.h"
#include "services/book/command.h"
#include "services/journal/types.h"

namespace epiledger::host {

// Fields of every response to a write.
inline constexpr int kReceiptField = 1;
inline constexpr int kResourceField = 2;

[[nodiscard]] type::v1::Receipt ToProto(const journal::Receipt& receipt);

// The field of `response` that a resource of `collection` answers in: the one
// called like the collection, as a payment may be answered by the proposal to
// pay; most have one field alone, whatever it is called.
[[nodiscard]] const google::protobuf::FieldDescriptor& ResourceField(
    const google::protobuf::Descriptor& response,
    const std::string& collection);

// Accepted: the serialised response {Receipt receipt = 1; … resource = 2;}, the
// resource in its ResourceField where `response` is given. Refused: the refusal
// with its receipt. Undecided: the reason why.
[[nodiscard]] absl::StatusOr<std::string> Answer(
    absl::StatusOr<book::Outcome> outcome,
    const google::protobuf::Descriptor* response = nullptr);

// An error of the layers below as one of the catalogue, with its reason;
// errors that already have one stay as they are. What the store said in its
// own words is for the log, and not for the caller.
[[nodiscard]] absl::Status Explain(const absl::Status& status);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_ANSWER_H_
