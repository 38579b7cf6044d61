// ValidationPlan: what validate.h prepares from the descriptors of a request:
// per message type its fields, per field how a value is checked.
#ifndef EPILEDGER_SERVICES_RPC_VALIDATION_PLAN_H_
#define EPILEDGER_SERVICES_RPC_VALIDATION_PLAN_H_

#include <memory>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/rpc/value_checks.h"

namespace epiledger::rpc {

struct MessagePlan;
struct FieldPlan;

// One value: a field of `message`, or its element `index` when it is a list.
struct FieldValue {
  const google::protobuf::Message& message;
  const FieldPlan& field;
  int index;
};

// What is wrong with a value, or nothing.
using ValueCheck = MaybeFinding (*)(const FieldValue& value);

struct FieldPlan {
  const google::protobuf::FieldDescriptor* descriptor;
  bool required;
  bool output_only;
  // Null for a message that is walked, and where nothing can be wrong.
  ValueCheck check;
  TextRule text;
  IntegerRule integer;
  // The plan of the message that is walked, else null.
  const MessagePlan* nested;
};

struct MessagePlan {
  std::vector<FieldPlan> fields;
};

using MessagePlans = std::unordered_map<const google::protobuf::Descriptor*,
                                        std::unique_ptr<MessagePlan>>;

// Plans `message` and every message type it reaches; see Validator::Create.
[[nodiscard]] absl::StatusOr<MessagePlans> PlanValidation(
    const google::protobuf::Descriptor* message);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_VALIDATION_PLAN_H_
