// Fields of messages by path, such as `payment.amount`.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_FIELD_PATH_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_FIELD_PATH_H_

#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// The field at `path`; null when the message type has none.
[[nodiscard]] const google::protobuf::FieldDescriptor* FindField(
    const google::protobuf::Descriptor& type, std::string_view path);

// The messages at `path`, in order: every element of each list on the way, none
// where one is absent. Empty path: `message` itself.
[[nodiscard]] std::vector<const google::protobuf::Message*> MessagesAt(
    const google::protobuf::Message& message, std::string_view path);

// The message that holds the field at `path`, made on the way; of a list its
// last element. `path` exists.
[[nodiscard]] google::protobuf::Message* HolderOf(
    google::protobuf::Message& message, std::string_view path);

// Whether the field at `path` is set: present, not empty, not its default.
[[nodiscard]] bool IsSet(const google::protobuf::Message& message,
                         std::string_view path);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_FIELD_PATH_H_
