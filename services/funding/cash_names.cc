#include "services/funding/cash_names.h"

#include "absl/time/civil_time.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using ledger::Position;

std::string AdjustmentAccount(std::string_view fund,
                              std::string_view appropriation) {
  return Concat(SourceAccount(fund), "/", appropriation);
}

std::string DisbursedAccount(std::string_view allocation) {
  return FigureAccount(kDisbursed, allocation, kAnyPurpose);
}

std::string AdvancedAccount(std::string_view allocation) {
  return FigureAccount(kAdvanced, allocation, kAnyPurpose);
}

std::string PaidBackAccount(std::string_view allocation, Position day) {
  return Concat(FigureAccount(kPaidBack, allocation, kAnyPurpose), "/",
                ToText(day));
}

std::string CarriedInAccount(std::string_view allocation,
                             std::string_view purpose, Position since) {
  return Concat(FigureAccount(kCarriedIn, allocation, purpose), "/",
                ToText(since));
}

Position SinceOf(std::string_view account) {
  absl::CivilDay day;
  const bool is_day =
      absl::ParseCivilTime(ToAbsl(rpc::LastSegment(account)), &day);
  return is_day ? Position::FromDay(day) : Position();
}

}  // namespace epiledger::funding
