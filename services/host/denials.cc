#include "services/host/denials.h"

#include <memory>
#include <utility>

#include "services/host/denial_entry.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

constexpr std::string_view kCollection = "denial";

}  // namespace

book::Command DenialCommand(const auth::v1::Denial& denial, std::string id) {
  book::Command command;
  command.key = {denial.subject(), std::move(id)};
  command.method = denial.method();
  command.decide = [body = denial.SerializeAsString()](
                       const book::DecisionContext& context, ledger::State&) {
    book::Accepted accepted;
    journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
    version.set_collection(std::string(kCollection));
    version.set_key(context.NewId());
    version.set_body(body);
    return accepted;
  };
  command.request = std::make_shared<auth::v1::Denial>(denial);
  return command;
}

void Denials::Record(const rpc::Denial& denial) {
  book::Command command = DenialCommand(ToProto(denial), NewDenialId());
  command.deadline = absl::Now() + limits::kDenialTimeToRecord;
  command.done = [this](const absl::StatusOr<book::Outcome>& outcome) {
    if (!outcome.ok()) ++lost_;
  };
  books_.Submit({books_.service(), denial.caller.county, "access"},
                std::move(command));
}

}  // namespace epiledger::host
