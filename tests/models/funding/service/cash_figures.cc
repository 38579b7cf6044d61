#include "tests/models/funding/service/cash_figures.h"

#include <algorithm>
#include <string>

#include "services/funding/funding_fixture.h"
#include "services/text.h"
#include "tests/models/funding/service/forms.h"

namespace epiledger::ladder {
namespace {

using funding::FenOf;
using Balance = funding::v1::Allocation::Balance;

std::string LastOf(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

void AddAccount(const std::string& name, const Balance& balance,
                Figures& figures) {
  figures[name + " disbursed"] = FenOf(balance.disbursed());
  figures[name + " advanced"] = FenOf(balance.advanced());
}

}  // namespace

void AddAccounts(const funding::v1::ListAllocationsResponse& list,
                 Figures& figures) {
  for (const auto& allocation : list.allocations()) {
    AddAccount(Concat("allocation ", AllocationKey(allocation.name())),
               allocation.balance(), figures);
  }
  AddAccount("all allocations", list.total(), figures);
}

void AddAppropriations(const funding::v1::ListAppropriationsResponse& list,
                       Figures& figures) {
  for (const auto& appropriation : list.appropriations()) {
    figures[Concat("appropriation ", LastOf(appropriation.name()),
                   " adjusted")] = FenOf(appropriation.adjusted_amount());
    AddReversed(Concat("appropriation ", LastOf(appropriation.name())),
                appropriation, figures);
  }
}

void AddAdjustments(
    const funding::v1::ListAppropriationAdjustmentsResponse& list,
    Figures& figures) {
  const auto& all = list.appropriation_adjustments();
  figures["how many adjustments"] = all.size();
  figures["how many adjustments reversed"] =
      std::count_if(all.begin(), all.end(),
                    [](const auto& one) { return !one.reversed_by().empty(); });
}

void AddDisbursements(const funding::v1::ListDisbursementsResponse& list,
                      const Clerk& clerk, Figures& figures) {
  for (const auto& one : list.disbursements()) {
    const std::string name = Concat("disbursement ", clerk.LabelOf(one.name()));
    AddReversed(name, one, figures);
    const bool is_back =
        one.kind() == funding::v1::Disbursement::KIND_PAID_BACK;
    figures[name + " cash"] =
        is_back ? -FenOf(one.amount()) : FenOf(one.amount());
    figures[name + " for advanced"] = FenOf(one.for_advanced());
  }
}

void AddCarryOvers(const funding::v1::ListCarryOversResponse& list,
                   const Clerk& clerk, Figures& figures) {
  for (const auto& one : list.carry_overs()) {
    const std::string name = Concat("carry-over ", clerk.LabelOf(one.name()));
    AddReversed(name, one, figures);
    const auto& carried = one.carried();
    figures[name + " total"] = FenOf(carried.total());
    figures[name + " available"] = FenOf(carried.available());
    figures[name + " held"] = FenOf(carried.held());
    figures[name + " prepaid"] = FenOf(carried.prepaid());
    figures[name + " accrued"] = FenOf(carried.accrued());
    figures[name + " disbursed"] = FenOf(carried.disbursed());
    figures[name + " advanced"] = FenOf(carried.advanced());
    for (const std::string& order : one.commitments()) {
      figures[Concat(name, " ", LastOf(order))] = 1;
    }
  }
}

}  // namespace epiledger::ladder
