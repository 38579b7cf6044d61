// NewMessage: a message of a type that is known only while running.
#ifndef EPILEDGER_SERVICES_NEW_MESSAGE_H_
#define EPILEDGER_SERVICES_NEW_MESSAGE_H_

#include <memory>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger {

// An empty message of `type`, which is compiled into the program. Thread-safe.
[[nodiscard]] inline std::unique_ptr<google::protobuf::Message> NewMessage(
    const google::protobuf::Descriptor& type) {
  return std::unique_ptr<google::protobuf::Message>(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(&type)
          ->New());
}

}  // namespace epiledger

#endif  // EPILEDGER_SERVICES_NEW_MESSAGE_H_
