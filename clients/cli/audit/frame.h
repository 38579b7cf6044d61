// Frame: what an entry says, read by docs/reference/journal-format.md alone.
// The services' code is not used: who checks them must not share their errors.
#ifndef EPILEDGER_CLIENTS_CLI_AUDIT_FRAME_H_
#define EPILEDGER_CLIENTS_CLI_AUDIT_FRAME_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "google/protobuf/timestamp.pb.h"

namespace epiledger::cli {

struct Frame {
  std::string service;
  std::string county;
  std::string kind;
  // 16 bytes.
  std::string incarnation;
  int64_t sequence = 0;
  // Microseconds since 1970-01-01 UTC.
  int64_t record_time = 0;
  std::string subject;
  std::string request_id;
  std::string method;
  std::string event_type;
  std::string event;
  // 0 when accepted.
  uint32_t code = 0;
  std::string reason;
};

// INVALID_ARGUMENT when `bytes` are no frame of version 1.
[[nodiscard]] absl::StatusOr<Frame> ReadFrame(std::string_view bytes);

// As checkpoints and receipts are compared: microseconds since 1970-01-01 UTC.
[[nodiscard]] int64_t Micros(const google::protobuf::Timestamp& time);

// SHA-256(previous ‖ frame).
[[nodiscard]] std::string ChainHash(std::string_view previous,
                                    std::string_view frame);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_AUDIT_FRAME_H_
