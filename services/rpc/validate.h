// Validator: checks a parsed request against the `rule` options of its fields
// (protos/epiledger/type/v1/field.proto), for every method, before its handler.
//
// The descriptors are walked once, when the Validator is made; checking a
// request follows the prepared plan and allocates nothing while all is well.
//
// Beyond field.proto: a message is rejected with fields this version does not
// know, at any depth. A field with explicit presence (`optional`, oneof, a
// message) is checked when it is set; other fields when they are not empty or
// zero. `required` asks that the field be set, and be neither empty nor zero
// where it has no explicit presence; a required Money must not be zero. An
// enum in a oneof or list must not be its _UNSPECIFIED value. On Money
// `minimum` and `maximum` are in fen. Bounds hold for int64 by default, for
// other integers where their rule states them.
//
// Thread-safe after Create.
#ifndef EPILEDGER_SERVICES_RPC_VALIDATE_H_
#define EPILEDGER_SERVICES_RPC_VALIDATE_H_

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::rpc {

class Validator {
 public:
  // Plans the check of `request`. INVALID_ARGUMENT, naming the field, when a
  // rule does not fit its field (a bad pattern, a length on a number), or the
  // field has a kind that no request has: map, Any, floating point.
  [[nodiscard]] static absl::StatusOr<Validator> Create(
      const google::protobuf::Descriptor* request);

  Validator(Validator&&) noexcept;
  Validator& operator=(Validator&&) noexcept;
  ~Validator();

  // OK, or INVALID_ARGUMENT with every bad field, at most
  // limits::kMaxViolations. The reason is that of the first. `request` must be
  // of the planned type.
  [[nodiscard]] absl::Status Check(
      const google::protobuf::Message& request) const;

 private:
  struct Plans;
  explicit Validator(std::unique_ptr<const Plans> plans);

  std::unique_ptr<const Plans> plans_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_VALIDATE_H_
