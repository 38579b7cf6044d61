// What fields of requests say, as text, and from one request into another.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_RECORD_FIELDS_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_RECORD_FIELDS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"

namespace epiledger::cli {

// All that is set in `message`, `request_id` left out: by the numbers of its
// fields, so that fields that are added later change nothing where they are
// not set. Every version of this program makes the same.
[[nodiscard]] std::string ContentOf(const google::protobuf::Message& message);

// The same of the field at `path` alone; empty where it is not set. `path`
// exists, and leads through no list but to its last element.
[[nodiscard]] std::string ContentAt(const google::protobuf::Message& message,
                                    std::string_view path);

// The text at `path`, a string; empty where it is not set.
[[nodiscard]] std::string TextAt(const google::protobuf::Message& message,
                                 std::string_view path);

// The fen at `path`, a Money; 0 where it is not set.
[[nodiscard]] int64_t FenAt(const google::protobuf::Message& message,
                            std::string_view path);

// Sets the field at `path` of `to` to what `from`, of the same type, says.
void CopyField(const google::protobuf::Message& from, std::string_view path,
               google::protobuf::Message& to);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_RECORD_FIELDS_H_
