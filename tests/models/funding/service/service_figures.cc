#include "tests/models/funding/service/service_figures.h"

#include <limits>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/period_service.pb.h"
#include "services/text.h"
#include "tests/models/funding/service/calendar.h"
#include "tests/models/funding/service/cash_figures.h"
#include "tests/models/funding/service/forms.h"
#include "tests/models/funding/service/proposal_figures.h"

namespace epiledger::ladder {
namespace {

namespace v1 = funding::v1;
using funding::FenOf;

constexpr int kAll = 1'000;

std::string IdOf(const std::string& name) {
  return name.substr(name.rfind('/') + 1);
}

type::v1::AsOf AsOfOf(Point point) {
  const Point now;
  type::v1::AsOf as_of;
  if (point.sequence != now.sequence) as_of.set_sequence(point.sequence);
  if (point.day != now.day) {
    *as_of.mutable_effective_date() = DateOf(point.day);
  }
  return as_of;
}

// The one page of a list.
template <typename Response, typename Form>
Response List(std::string_view method, Point point,
              funding::FundingFixture& funding, Figures& figures) {
  Form form;
  form.set_parent(std::string(funding::kCounty));
  form.set_page_size(kAll);
  *form.mutable_as_of() = AsOfOf(point);
  const auto response = funding.service().Call<Response>(method, form);
  if (!response.ok()) {
    figures[Concat(method, ": ", response.status().ToString())] = 0;
    return {};
  }
  if (!response->next_page_token().empty()) {
    figures[Concat(method, " has another page")] = 0;
  }
  return *response;
}

// Counted from the first.
int64_t DayOf(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day()) - kDayZero;
}

// As known there: they have no day.
Figures PeriodsAt(Point point, funding::FundingFixture& funding) {
  Figures figures;
  point.day = Point().day;
  const auto list = List<v1::ListPeriodsResponse, v1::ListPeriodsRequest>(
      "ListPeriods", point, funding, figures);
  for (int month = -3; month <= 0; ++month) {
    for (const v1::Period& period : list.periods()) {
      if (IdOf(period.name()) != MonthName(month)) continue;
      figures[Concat("month ", month, " is shut")] =
          period.state() == v1::Period::STATE_CLOSED ? 1 : 0;
    }
  }
  return figures;
}

// They have no day either.
Figures ProposalsAt(Point point, funding::FundingFixture& funding,
                    const Clerk& clerk) {
  Figures figures;
  point.day = Point().day;
  AddProposals(List<v1::ListProposalsResponse, v1::ListProposalsRequest>(
                   "ListProposals", point, funding, figures),
               clerk, figures);
  AddNearLimits(List<v1::ListNearLimitsResponse, v1::ListNearLimitsRequest>(
                    "ListNearLimits", point, funding, figures),
                figures);
  v1::GetApprovalLimitsRequest request;
  request.set_name(Concat(funding::kCounty, "/approvalLimits"));
  *request.mutable_as_of() = AsOfOf(point);
  const auto limits =
      funding.service().Call<v1::ApprovalLimits>("GetApprovalLimits", request);
  if (limits.ok()) AddLimits(*limits, figures);
  return figures;
}

// What balances of allocations and of purposes have in common.
template <typename Balance>
void Add(const std::string& name, const Balance& balance, Figures& figures) {
  figures[name + " available"] = FenOf(balance.available());
  figures[name + " held"] = FenOf(balance.held());
  figures[name + " prepaid"] = FenOf(balance.prepaid());
  figures[name + " accrued"] = FenOf(balance.accrued());
  figures[name + " paid"] = FenOf(balance.paid());
  figures[name + " frozen"] = FenOf(balance.frozen());
  figures[name + " proposed"] = FenOf(balance.proposed());
  figures[name + " recalled"] = FenOf(balance.recalled());
  figures[name + " transferred in"] = FenOf(balance.transferred_in());
  figures[name + " transferred out"] = FenOf(balance.transferred_out());
  figures[name + " carried in"] = FenOf(balance.carried_in());
  figures[name + " carried out"] = FenOf(balance.carried_out());
}

void AddStages(const std::string& name, const v1::Commitment::Balance& balance,
               Figures& figures) {
  figures[name + " held"] = FenOf(balance.held());
  figures[name + " prepaid"] = FenOf(balance.prepaid());
  figures[name + " accrued"] = FenOf(balance.accrued());
  figures[name + " paid"] = FenOf(balance.paid());
}

void AddFunds(const v1::ListFundsResponse& list, Figures& figures) {
  for (const v1::Fund& fund : list.funds()) {
    const std::string name = Concat("fund ", IdOf(fund.name()));
    figures[name + " appropriated"] = FenOf(fund.balance().appropriated());
    figures[name + " allocated"] = FenOf(fund.balance().allocated());
    figures[name + " available"] = FenOf(fund.balance().available());
    figures[name + " in allocations"] = 0;
    AddReversed(name, fund, figures);
  }
}

void AddAllocations(const v1::ListAllocationsResponse& list, Figures& figures) {
  for (const v1::Allocation& allocation : list.allocations()) {
    const v1::Allocation::Balance& balance = allocation.balance();
    const std::string name =
        Concat("allocation ", AllocationKey(allocation.name()));
    Add(name, balance, figures);
    AddReversed(name, allocation, figures);
    figures[name + " allocated"] = FenOf(balance.allocated());
    for (const auto& purpose : balance.purposes()) {
      const std::string part = Concat(name, " ", IdOf(purpose.purpose()));
      Add(part, purpose, figures);
      if (purpose.has_ceiling_left()) {
        figures[part + " ceiling left"] = FenOf(purpose.ceiling_left());
      }
    }
    if (allocation.has_closed_date()) {
      figures[name + " closed"] = DayOf(allocation.closed_date());
    }
    figures[Concat("fund ", IdOf(allocation.fund()), " in allocations")] +=
        FenOf(balance.allocated()) - FenOf(balance.recalled()) +
        FenOf(balance.transferred_in()) - FenOf(balance.transferred_out()) +
        FenOf(balance.carried_in()) - FenOf(balance.carried_out());
  }
  figures["how many allocations"] = list.total_size();
  Add("all allocations", list.total(), figures);
  figures["all allocations allocated"] = FenOf(list.total().allocated());
}

void AddOrders(const v1::ListCommitmentsResponse& list, Figures& figures) {
  for (const v1::Commitment& commitment : list.commitments()) {
    AddReversed(Concat("order ", IdOf(commitment.name())), commitment, figures);
    for (int i = 0; i < commitment.lines_size(); ++i) {
      const v1::Commitment::Line& line = commitment.lines(i);
      const std::string name =
          Concat("order ", IdOf(commitment.name()), "/", i + 1);
      AddStages(name, line.balance(), figures);
      figures[name + " undivided"] = FenOf(line.undivided());
      figures[name + " pieces"] = line.quantity_arrived();
    }
  }
  figures["how many orders"] = list.total_size();
  AddStages("all orders", list.total(), figures);
}

void AddArrivals(const v1::ListAccrualsResponse& list, const Clerk& clerk,
                 Figures& figures) {
  for (const v1::Accrual& accrual : list.accruals()) {
    const std::string name = Concat("arrival ", clerk.LabelOf(accrual.name()));
    AddReversed(name, accrual, figures);
    figures[name + " from prepaid"] = FenOf(accrual.from_prepaid());
    figures[name + " beyond held"] = FenOf(accrual.beyond_held());
    figures[name + " released"] = FenOf(accrual.released());
    if (!accrual.has_price_difference()) continue;
    figures[name + " price difference"] = FenOf(accrual.price_difference());
  }
}

void AddPayments(const v1::ListPaymentsResponse& list, const Clerk& clerk,
                 Figures& figures) {
  for (const v1::Payment& payment : list.payments()) {
    const std::string name = Concat("payment ", clerk.LabelOf(payment.name()));
    AddReversed(name, payment, figures);
    figures[name + " paid"] = FenOf(payment.amount());
    figures[name + " refunded"] = FenOf(payment.refunded());
    if (!payment.has_from_disbursed()) continue;
    figures[name + " from disbursed"] = FenOf(payment.from_disbursed());
  }
  figures["all payments less refunds"] = FenOf(list.total_amount());
}

void AddDebts(const v1::ListLiabilitiesResponse& list, const Clerk& clerk,
              Figures& figures) {
  for (const v1::Liability& liability : list.liabilities()) {
    const std::string name = Concat("debt ", clerk.LabelOf(liability.name()));
    figures[name + " open"] = FenOf(liability.open());
    AddReversed(name, liability, figures);
  }
  figures["all debts open"] = FenOf(list.total_open());
}

}  // namespace

Figures ReadFigures(funding::FundingFixture& funding, const Clerk& clerk,
                    Point point, Extent extent) {
  Figures figures;
  AddFunds(List<v1::ListFundsResponse, v1::ListFundsRequest>("ListFunds", point,
                                                             funding, figures),
           figures);
  const auto allocations =
      List<v1::ListAllocationsResponse, v1::ListAllocationsRequest>(
          "ListAllocations", point, funding, figures);
  AddAllocations(allocations, figures);
  AddAccounts(allocations, figures);
  if (extent == Extent::kMoney) return figures;
  figures.merge(PeriodsAt(point, funding));
  figures.merge(ProposalsAt(point, funding, clerk));
  AddOrders(List<v1::ListCommitmentsResponse, v1::ListCommitmentsRequest>(
                "ListCommitments", point, funding, figures),
            figures);
  AddArrivals(List<v1::ListAccrualsResponse, v1::ListAccrualsRequest>(
                  "ListAccruals", point, funding, figures),
              clerk, figures);
  AddPayments(List<v1::ListPaymentsResponse, v1::ListPaymentsRequest>(
                  "ListPayments", point, funding, figures),
              clerk, figures);
  AddAppropriations(
      List<v1::ListAppropriationsResponse, v1::ListAppropriationsRequest>(
          "ListAppropriations", point, funding, figures),
      figures);
  AddAdjustments(List<v1::ListAppropriationAdjustmentsResponse,
                      v1::ListAppropriationAdjustmentsRequest>(
                     "ListAppropriationAdjustments", point, funding, figures),
                 figures);
  AddDisbursements(
      List<v1::ListDisbursementsResponse, v1::ListDisbursementsRequest>(
          "ListDisbursements", point, funding, figures),
      clerk, figures);
  AddCarryOvers(List<v1::ListCarryOversResponse, v1::ListCarryOversRequest>(
                    "ListCarryOvers", point, funding, figures),
                clerk, figures);
  AddDebts(List<v1::ListLiabilitiesResponse, v1::ListLiabilitiesRequest>(
               "ListLiabilities", point, funding, figures),
           clerk, figures);
  return figures;
}

}  // namespace epiledger::ladder
