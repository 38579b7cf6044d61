#include "services/funding/commitment_figures.h"

#include <set>
#include <string>
#include <vector>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using Balance = v1::Commitment::Balance;

google::type::Money& StageFigure(Stage stage, Balance& balance) {
  switch (stage) {
    case Stage::kHeld:
      return *balance.mutable_held();
    case Stage::kPrepaid:
      return *balance.mutable_prepaid();
    case Stage::kAccrued:
      return *balance.mutable_accrued();
    case Stage::kPaid:
      return *balance.mutable_paid();
  }
  return *balance.mutable_held();
}

int64_t BalanceOf(const Balances& balances, const std::string& account) {
  const auto found = balances.find(account);
  return found == balances.end() ? 0 : found->second;
}

}  // namespace

void ShowOnDay(const host::ReadContext& context, v1::Commitment& commitment) {
  auto& carried = *commitment.mutable_carried_from();
  for (int i = 0; i < carried.size(); ++i) {
    if (ToPosition(carried[i].carry_date()) <= context.position()) continue;
    commitment.set_allocation(carried[i].allocation());
    carried.DeleteSubrange(i, carried.size() - i);
    return;
  }
}

std::set<std::string> AllocationsOf(const v1::Commitment& commitment) {
  std::set<std::string> keys = {AllocationKey(commitment.allocation())};
  for (const auto& from : commitment.carried_from()) {
    keys.insert(AllocationKey(from.allocation()));
  }
  return keys;
}

absl::StatusOr<Balances> ReadStageBalances(
    host::ReadContext& context, const std::set<std::string>& allocations) {
  std::vector<std::string> prefixes;
  for (const std::string& allocation : allocations) {
    for (const Stage stage : kStages) {
      prefixes.push_back(StagePrefix(stage, allocation));
    }
    prefixes.push_back(FigurePrefix(kUndivided, allocation));
    prefixes.push_back(FigurePrefix(kArrived, allocation));
  }
  return context.snapshot().BalancesUnderAny(prefixes, context.position());
}

namespace {

// Adds what an allocation knows of a line.
void AddLine(const Balances& balances, const CommitmentLine& names,
             v1::Commitment::Line& line) {
  for (const Stage stage : kStages) {
    google::type::Money& sum = StageFigure(stage, *line.mutable_balance());
    sum = ToMoney(ToFen(sum) + BalanceOf(balances, StageAccount(stage, names)));
  }
  *line.mutable_undivided() =
      ToMoney(ToFen(line.undivided()) +
              BalanceOf(balances, LineFigureAccount(kUndivided, names)));
  line.set_quantity_arrived(
      line.quantity_arrived() +
      BalanceOf(balances, LineFigureAccount(kArrived, names)));
}

}  // namespace

void FillBalances(const Balances& balances, v1::Commitment& commitment) {
  const std::set<std::string> allocations = AllocationsOf(commitment);
  *commitment.mutable_balance() = ZeroStages();
  for (int i = 0; i < commitment.lines_size(); ++i) {
    v1::Commitment::Line& line = *commitment.mutable_lines(i);
    for (const std::string& allocation : allocations) {
      AddLine(balances,
              {allocation, rpc::LastSegment(line.purpose()),
               rpc::LastSegment(commitment.name()), i + 1},
              line);
    }
    AddTo(line.balance(), *commitment.mutable_balance());
  }
}

void AddTo(const Balance& part, Balance& total) {
  Balance copy = part;
  for (const Stage stage : kStages) {
    google::type::Money& sum = StageFigure(stage, total);
    sum = ToMoney(ToFen(sum) + ToFen(StageFigure(stage, copy)));
  }
}

bool IsOpen(const Balance& balance) {
  return ToFen(balance.held()) + ToFen(balance.prepaid()) +
             ToFen(balance.accrued()) >
         0;
}

Balance ZeroStages() {
  Balance balance;
  for (const Stage stage : kStages) StageFigure(stage, balance) = ToMoney(0);
  return balance;
}

}  // namespace epiledger::funding
