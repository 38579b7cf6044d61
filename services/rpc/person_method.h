// PersonMethod: a method whose handler calls other services for the person who
// called, and so gets that person's token. Judged like every Method.
#ifndef EPILEDGER_SERVICES_RPC_PERSON_METHOD_H_
#define EPILEDGER_SERVICES_RPC_PERSON_METHOD_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/rpc/caller.h"
#include "services/rpc/method.h"

namespace epiledger::rpc {

// As Handler; `token` is the one that was verified.
using PersonHandler = std::function<void(
    const CallContext& context, const std::string& token,
    std::shared_ptr<const google::protobuf::Message> request, Respond respond)>;

// Of a server whose callers are persons (Callers::kPeople).
struct PersonMethod {
  const google::protobuf::MethodDescriptor* descriptor;
  PersonHandler handler;
};

using PersonMethodTable = std::vector<PersonMethod>;

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_PERSON_METHOD_H_
