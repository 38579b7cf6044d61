#include "services/funding/aged_money.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "absl/strings/numbers.h"
#include "epiledger/funding/v1/carry_over.pb.h"
#include "epiledger/funding/v1/commitment.pb.h"
#include "epiledger/funding/v1/liability.pb.h"
#include "services/funding/carried_lots.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/money_ages.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Amount;
using ledger::Position;
using ledger::ResourceRow;
using Aged = v1::AgedMoney;

// The kind of accounts in which money of a stage waits.
struct StageKind {
  Aged::Stage stage;
  std::string_view kind;
};
constexpr std::array<StageKind, 7> kStageKinds = {{
    {Aged::STAGE_AVAILABLE, "alloc"},
    {Aged::STAGE_DISBURSED, kDisbursed},
    {Aged::STAGE_ADVANCED, kAdvanced},
    {Aged::STAGE_HELD, "held"},
    {Aged::STAGE_PREPAID, "prepaid"},
    {Aged::STAGE_ACCRUED, "accrued"},
    {Aged::STAGE_LIABILITY, "liability"},
}};
// Those that tell when an allocation's money came.
constexpr std::array<std::string_view, 3> kArrivalKinds = {
    kTransferredIn, kTransferredOut, kCarriedIn};

bool IsAsked(const v1::ListAgedMoneyRequest& request, Aged::Stage stage) {
  if (stage == Aged::STAGE_LIABILITY && !request.allocation().empty()) {
    return false;
  }
  return request.stage() == Aged::STAGE_UNSPECIFIED || request.stage() == stage;
}

bool IsOrderAsked(const v1::ListAgedMoneyRequest& request) {
  return IsAsked(request, Aged::STAGE_HELD) ||
         IsAsked(request, Aged::STAGE_PREPAID) ||
         IsAsked(request, Aged::STAGE_ACCRUED);
}

// What accounts begin with that tell of the asked stages. What went on in an
// allocation is as old as where it came from: of those too.
std::vector<std::string> PrefixesOf(const v1::ListAgedMoneyRequest& request,
                                    const CarriedLots& carried) {
  const std::string key = AllocationKey(request.allocation());
  std::vector<std::string> prefixes;
  for (const StageKind& one : kStageKinds) {
    if (!IsAsked(request, one.stage)) continue;
    if (one.stage == Aged::STAGE_LIABILITY) {
      prefixes.push_back(
          LiabilityPrefix(rpc::LastSegment(request.recipient())));
    } else if (one.stage == Aged::STAGE_AVAILABLE || key.empty()) {
      prefixes.push_back(FigurePrefix(one.kind, key));
    } else {
      for (const std::string& of : carried.With(key)) {
        prefixes.push_back(FigurePrefix(one.kind, of));
      }
    }
  }
  if (IsAsked(request, Aged::STAGE_AVAILABLE)) {
    for (const std::string_view kind : kArrivalKinds) {
      prefixes.push_back(FigurePrefix(kind, key));
    }
  }
  return prefixes;
}

// The resources of a collection by key.
template <typename Resource>
absl::StatusOr<std::map<std::string, Resource>> ReadAll(
    ReadContext& context, std::string_view collection) {
  std::map<std::string, Resource> all;
  const absl::Status status =
      context.snapshot().List(collection, {}, [&](const ResourceRow& row) {
        all[row.name].ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return all;
}

class AgedMoneyFinder {
 public:
  AgedMoneyFinder(const v1::ListAgedMoneyRequest& request, Position today,
                  ReadContext& context)
      : request_(request), today_(today), context_(context) {}

  absl::Status Load() {
    auto carries = ReadAll<v1::CarryOver>(context_, kCarryOvers);
    if (!carries.ok()) return carries.status();
    for (const auto& [id, carry] : *carries) carried_.Add(carry);
    auto moves = context_.snapshot().MovesUnderAny(
        PrefixesOf(request_, carried_), context_.position());
    if (!moves.ok()) return moves.status();
    moves_ = *std::move(moves);
    auto allocations = ReadAll<v1::Allocation>(context_, kAllocations);
    if (!allocations.ok()) return allocations.status();
    allocations_ = *std::move(allocations);
    if (IsOrderAsked(request_)) {
      auto commitments = ReadAll<v1::Commitment>(context_, kCommitments);
      if (!commitments.ok()) return commitments.status();
      commitments_ = *std::move(commitments);
    }
    if (!IsAsked(request_, Aged::STAGE_LIABILITY)) return absl::OkStatus();
    auto liabilities = ReadAll<v1::Liability>(context_, kLiabilities);
    if (!liabilities.ok()) return liabilities.status();
    liabilities_ = *std::move(liabilities);
    return absl::OkStatus();
  }

  std::vector<KeyedAgedMoney> Take() {
    AddAvailable();
    for (const auto& [account, moves] : moves_) AddAccount(account, moves);
    std::sort(found_.begin(), found_.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return std::move(found_);
  }

 private:
  // What an allocation has for all purposes together.
  void AddAvailable() {
    std::map<std::string, Amount> sums;
    const std::string prefix = AvailablePrefix("");
    for (auto it = moves_.lower_bound(prefix);
         it != moves_.end() && it->first.starts_with(prefix); ++it) {
      sums[ParseAllocationAccount(it->first).allocation] += SumOf(it->second);
    }
    for (const auto& [key, sum] : sums) {
      Aged aged;
      aged.set_stage(Aged::STAGE_AVAILABLE);
      SetAllocation(key, aged);
      Add(key, Youngest(AllocatedLots(allocations_[key], moves_), sum),
          std::move(aged));
    }
  }

  // What waits in an account of its own.
  void AddAccount(const std::string& account, const Moves& moves) {
    const std::string_view kind =
        std::string_view(account).substr(0, account.find(':'));
    const auto known =
        std::find_if(kStageKinds.begin(), kStageKinds.end(),
                     [kind](const StageKind& one) { return one.kind == kind; });
    if (known == kStageKinds.end() || known->stage == Aged::STAGE_AVAILABLE) {
      return;
    }
    Aged aged;
    aged.set_stage(known->stage);
    const std::string path = account.substr(kind.size() + 1);
    if (known->stage == Aged::STAGE_LIABILITY) {
      SetLiability(path, aged);
      // However it was paid and came back, it is owed since it was made.
      if (moves.empty()) return;
      Add(path, {{moves.begin()->first, SumOf(moves)}}, std::move(aged));
      return;
    }
    SetAllocation(ParseAllocationAccount(account).allocation, aged);
    // Read only for what went on from there in the one that is asked for.
    if (!request_.allocation().empty() &&
        aged.allocation() != request_.allocation()) {
      return;
    }
    if (known->stage >= Aged::STAGE_HELD) SetOrder(path, aged);
    Add(path, carried_.LotsOf(account, moves_), std::move(aged));
  }

  void SetAllocation(const std::string& key, Aged& aged) {
    const v1::Allocation& allocation = allocations_[key];
    aged.set_allocation(allocation.name());
    aged.set_recipient(allocation.recipient());
  }

  // `d1/1/masks/c1/2`.
  void SetOrder(const std::string& path, Aged& aged) {
    const size_t slash = path.rfind('/');
    int64_t line = 0;
    if (absl::SimpleAtoi(path.substr(slash + 1), &line)) aged.set_line(line);
    const v1::Commitment& commitment =
        commitments_[std::string(rpc::LastSegment(path.substr(0, slash)))];
    aged.set_commitment(commitment.name());
    aged.set_party(commitment.supplier());
  }

  // `people-hospital/7f2c01aa-0000000031`.
  void SetLiability(const std::string& path, Aged& aged) {
    const v1::Liability& liability =
        liabilities_[std::string(rpc::LastSegment(path))];
    aged.set_liability(liability.name());
    aged.set_recipient(liability.debtor());
    aged.set_party(liability.creditor());
  }

  void Add(const std::string& path, const Lots& lots, Aged aged) {
    const Amount sum = SumOf(lots);
    if (sum <= 0) return;
    const int64_t days = today_.value() - lots.begin()->first.value();
    if (days < request_.minimum_days() ||
        (!request_.recipient().empty() &&
         aged.recipient() != request_.recipient())) {
      return;
    }
    *aged.mutable_amount() = ToMoney(sum);
    *aged.mutable_oldest_date() = ToDate(lots.begin()->first);
    aged.set_oldest_days(days);
    *aged.mutable_bands() = BandsOf(lots, today_);
    found_.emplace_back(Concat(static_cast<int>(aged.stage()), "/", path),
                        std::move(aged));
  }

  const v1::ListAgedMoneyRequest& request_;
  const Position today_;
  ReadContext& context_;
  CarriedLots carried_;
  MovesByAccount moves_;
  std::map<std::string, v1::Allocation> allocations_;
  std::map<std::string, v1::Commitment> commitments_;
  std::map<std::string, v1::Liability> liabilities_;
  std::vector<KeyedAgedMoney> found_;
};

}  // namespace

absl::StatusOr<std::vector<KeyedAgedMoney>> FindAgedMoney(
    const v1::ListAgedMoneyRequest& request, Position today,
    ReadContext& context) {
  AgedMoneyFinder finder(request, today, context);
  const absl::Status status = finder.Load();
  if (!status.ok()) return status;
  return finder.Take();
}

}  // namespace epiledger::funding
