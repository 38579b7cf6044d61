#include "services/funding/rules/used_accounts.h"

#include <string_view>

#include "epiledger/funding/v1/carry_over.pb.h"
#include "epiledger/funding/v1/commitment.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "epiledger/funding/v1/liability.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using journal::v1::ResourceVersion;
using ledger::State;

namespace {

using Names = std::vector<std::string>;

template <typename Resource>
Resource Made(const ResourceVersion& made) {
  Resource resource;
  resource.ParseFromString(made.body());
  return resource;
}

Names FundAccountsOf(const ResourceVersion& made, State&) {
  return {FundAccount(made.key())};
}

// What raised and lowered it.
Names AppropriationAccountsOf(const ResourceVersion& made, State&) {
  const auto appropriation = Made<v1::Appropriation>(made);
  return {
      AdjustmentAccount(rpc::LastSegment(appropriation.fund()), made.key())};
}

Names AllocationAccountsOf(const ResourceVersion& made, State& state) {
  // What went on in it, of whatever kind, is noted by the day since which it
  // has waited: bound money comes without touching what is available.
  Names accounts = state.accounts().Under(FigurePrefix(kCarriedIn, made.key()));
  accounts.insert(accounts.end(),
                  {AvailableAccount(made.key(), kAnyPurpose),
                   DisbursedAccount(made.key()), AdvancedAccount(made.key())});
  const auto allocation = Made<v1::Allocation>(made);
  for (const auto& share : allocation.purposes()) {
    accounts.push_back(
        AvailableAccount(made.key(), rpc::LastSegment(share.purpose())));
  }
  return accounts;
}

// All lines of an order, in an allocation, a key, that it draws on.
void AddLineAccounts(const v1::Commitment& commitment,
                     std::string_view allocation, Names& accounts) {
  for (int i = 0; i < commitment.lines_size(); ++i) {
    const CommitmentLine line{allocation,
                              rpc::LastSegment(commitment.lines(i).purpose()),
                              rpc::LastSegment(commitment.name()), i + 1};
    for (const Stage stage : kStages) {
      accounts.push_back(StageAccount(stage, line));
    }
  }
}

Names CommitmentAccountsOf(const ResourceVersion& made, State&) {
  const auto commitment = Made<v1::Commitment>(made);
  Names accounts;
  AddLineAccounts(commitment, AllocationKey(commitment.allocation()), accounts);
  return accounts;
}

Names LiabilityAccountsOf(const ResourceVersion& made, State&) {
  const auto liability = Made<v1::Liability>(made);
  return {LiabilityAccount(rpc::LastSegment(liability.debtor()), made.key())};
}

// What orders did after they had come along draws on the new allocation.
Names CarryOverAccountsOf(const ResourceVersion& made, State& state) {
  const auto carry = Made<v1::CarryOver>(made);
  Names accounts;
  for (const std::string& name : carry.commitments()) {
    const auto commitment =
        state.Get<v1::Commitment>(kCommitments, rpc::LastSegment(name));
    if (!commitment.has_value()) continue;
    AddLineAccounts(*commitment, AllocationKey(carry.target_allocation()),
                    accounts);
  }
  return accounts;
}

struct Used {
  std::string_view collection;
  Names (*accounts)(const ResourceVersion& made, State& state);
};
constexpr Used kUsed[] = {{kFunds, &FundAccountsOf},
                          {kAppropriations, &AppropriationAccountsOf},
                          {kAllocations, &AllocationAccountsOf},
                          {kCommitments, &CommitmentAccountsOf},
                          {kLiabilities, &LiabilityAccountsOf},
                          {kCarryOvers, &CarryOverAccountsOf}};

}  // namespace

Names UsedAccountsOf(const ResourceVersion& made, State& state) {
  for (const Used& used : kUsed) {
    if (used.collection == made.collection()) return used.accounts(made, state);
  }
  return {};
}

}  // namespace epiledger::funding
