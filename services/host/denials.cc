#include "services/host/denials.h"

#include <openssl/rand.h>

#include <array>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "epiledger/auth/v1/denial.pb.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(30);
constexpr std::string_view kCollection = "denial";

// A denial is asked for by nobody, so its entry needs an id of its own.
std::string RandomId() {
  std::array<unsigned char, 16> bytes;
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) std::abort();
  return absl::BytesToHexString(
      {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::shared_ptr<auth::v1::Denial> ToProto(const rpc::Denial& denial) {
  auto proto = std::make_shared<auth::v1::Denial>();
  proto->set_subject(denial.caller.subject);
  proto->set_token_id(denial.caller.token_id);
  proto->set_facility(denial.caller.facility);
  for (const auth::v1::Role role : denial.caller.roles) proto->add_roles(role);
  proto->set_peer(denial.caller.peer);
  proto->set_method(denial.method);
  proto->set_reason(denial.reason);
  for (const std::string& name : denial.names) proto->add_names(name);
  const int64_t micros = absl::ToUnixMicros(denial.time);
  proto->mutable_time()->set_seconds(micros / 1'000'000);
  proto->mutable_time()->set_nanos(
      static_cast<int32_t>(micros % 1'000'000 * 1'000));
  return proto;
}

}  // namespace

void Denials::Record(const rpc::Denial& denial) {
  std::shared_ptr<auth::v1::Denial> proto = ToProto(denial);
  book::Command command;
  command.key = {denial.caller.subject, RandomId()};
  command.method = denial.method;
  command.deadline = absl::Now() + kPatience;
  command.decide = [body = proto->SerializeAsString()](
                       const book::DecisionContext& context, ledger::State&) {
    book::Accepted accepted;
    journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
    version.set_collection(std::string(kCollection));
    version.set_key(context.NewId());
    version.set_body(body);
    return accepted;
  };
  command.request = std::move(proto);
  command.done = [this](const absl::StatusOr<book::Outcome>& outcome) {
    if (!outcome.ok()) ++lost_;
  };
  books_.Submit({books_.service(), denial.caller.county, "access"},
                std::move(command));
}

}  // namespace epiledger::host
