// What holds of a count's request before anything is known of the books.
#include <set>
#include <string>

#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/count_rules.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

absl::Status CheckLine(const v1::CountLine& line, bool supersedes,
                       const std::string& at) {
  if (line.withdraw() && !supersedes) {
    return rpc::InvalidField(at + ".withdraw", "WITHDRAW_WITHOUT_SUPERSEDES");
  }
  const bool is_absent =
      line.absent_reason() != type::v1::ABSENT_REASON_UNSPECIFIED;
  if (is_absent && (supersedes || line.has_quantity() || line.withdraw())) {
    return rpc::InvalidField(at + ".absent_reason", "NOT_FOR_THIS_KIND");
  }
  if (!is_absent && line.withdraw() == line.has_quantity()) {
    return rpc::InvalidField(at + ".quantity", line.withdraw()
                                                   ? "NOT_FOR_THIS_KIND"
                                                   : "QUANTITY_MISSING");
  }
  if (line.surplus_reason() >= v1::SURPLUS_REASON_TOLERANCE) {
    return rpc::InvalidField(at + ".surplus_reason", "OUTPUT_ONLY");
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status ValidateCreateCount(const v1::CreateCountRequest& request) {
  const v1::Count& count = request.count();
  const bool supersedes = !count.supersedes().empty();
  if (supersedes && !count.supersedes().starts_with(request.parent() + "/")) {
    return rpc::InvalidField(
        "count.supersedes", "OTHER_STORE",
        {{"found", count.supersedes()}, {"store", request.parent()}});
  }
  if (supersedes && count.reason().empty()) {
    return rpc::InvalidField("count.reason", "REASON_MISSING");
  }
  std::set<std::string> items;
  for (int i = 0; i < count.lines_size(); ++i) {
    const std::string at = Concat("count.lines[", i, "]");
    const v1::CountLine& line = count.lines(i);
    if (!items.insert(line.item()).second) {
      return rpc::InvalidField(at + ".item", "LISTED_TWICE",
                               {{"found", line.item()}});
    }
    const absl::Status valid = CheckLine(line, supersedes, at);
    if (!valid.ok()) return valid;
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfCount(const v1::CreateCountRequest& request) {
  const std::string store = PathOf(request.parent());
  ledger::Needs needs;
  needs.resources.push_back({std::string(kStores), store});
  if (!request.count().supersedes().empty()) {
    needs.resources.push_back(
        {std::string(kCounts), PathOf(request.count().supersedes())});
  }
  for (const v1::CountLine& line : request.count().lines()) {
    const std::string item(rpc::LastSegment(line.item()));
    needs.resources.push_back({std::string(kItems), item});
    needs.resources.push_back({std::string(kLines), Join(store, item)});
  }
  return needs;
}

}  // namespace epiledger::supplies
