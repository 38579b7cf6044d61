// Error: what went wrong as data, carried in an absl::Status until the edge
// renders it in the caller's language.
//
// A reason is UPPER_SNAKE_CASE and names one entry of the message catalogue.
// Figures in the metadata are integers in base units (fen, pieces, days), so
// that programs can use them; names are ids. An error without a reason that
// reaches the edge is answered as INTERNAL: a bug.
#ifndef EPILEDGER_SERVICES_RPC_ERROR_H_
#define EPILEDGER_SERVICES_RPC_ERROR_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace epiledger::rpc {

// One field of a request that does not fit; becomes BadRequest.
struct FieldViolation {
  // Path from the request, such as `allocations[2].amount.nanos`.
  std::string field;
  // What was found and what would be right, a reason of the catalogue.
  std::string reason;
  std::map<std::string, std::string> metadata;
};

struct Error {
  absl::StatusCode code = absl::StatusCode::kInternal;
  std::string reason;
  std::map<std::string, std::string> metadata;
  std::vector<FieldViolation> violations;
  // Becomes RetryInfo.
  std::optional<absl::Duration> retry_after;
  // A serialised epiledger.type.v1.Receipt: present when the refusal was
  // decided and recorded. A write's error with neither Receipt nor an
  // undecided reason means that its outcome is unknown.
  std::string receipt;
  // What the operator's log says of it, such as a driver's words on tables,
  // paths and hosts. No caller gets it.
  std::string log_detail;
};

// Packs `error` into a Status; the Status's message is the reason.
[[nodiscard]] absl::Status ToStatus(const Error& error);

// The Error in `status`. One made elsewhere becomes an Error with the reason
// `UNAVAILABLE`, `DEADLINE_EXCEEDED`, `CANCELLED`, `RESOURCE_EXHAUSTED` or
// `ABORTED` by its code; any other code becomes INTERNAL.
[[nodiscard]] Error FromStatus(const absl::Status& status);

// Text found in a request, fit to be repeated in an error: control characters
// become `?`, and what is over limits::kMaxExcerpt bytes is cut off.
[[nodiscard]] std::string Excerpt(std::string_view text);

// Whether `status` was made by ToStatus and so has a reason.
[[nodiscard]] bool HasReason(const absl::Status& status);

// Short forms of the common kinds.
[[nodiscard]] absl::Status InvalidField(
    std::string_view field, std::string_view reason,
    std::map<std::string, std::string> metadata = {});
[[nodiscard]] absl::Status NotFound(std::string_view kind,
                                    std::string_view name);
// RESOURCE_EXHAUSTED `OVERLOADED`: not tried; come back shortly.
[[nodiscard]] absl::Status Overloaded();
// UNAVAILABLE `SERVICE_STOPPING`: not tried, surely not decided; another
// process, or this one when it is back, may be asked.
[[nodiscard]] absl::Status Stopping();

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_ERROR_H_
