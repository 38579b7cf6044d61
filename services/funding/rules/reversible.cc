#include "services/funding/rules/reversible.h"

#include <algorithm>
#include <array>

#include "epiledger/funding/v1/allocation_change.pb.h"
#include "epiledger/funding/v1/appropriation_adjustment.pb.h"
#include "epiledger/funding/v1/carry_over.pb.h"
#include "epiledger/funding/v1/commitment.pb.h"
#include "epiledger/funding/v1/disbursement.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "epiledger/funding/v1/liability.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"

namespace epiledger::funding {
namespace {

using ledger::Amount;

template <typename Resource>
Resource Parsed(const std::string& body) {
  Resource resource;
  resource.ParseFromString(body);
  return resource;
}

template <typename Resource>
std::string NameIn(const std::string& body) {
  return Parsed<Resource>(body).name();
}

template <typename Part>
Amount SumOf(const Part& parts) {
  Amount sum = 0;
  for (const auto& part : parts) sum += ToFen(part.amount());
  return sum;
}

template <typename Resource>
Amount AmountIn(const std::string& body) {
  const auto resource = Parsed<Resource>(body);
  if constexpr (requires { resource.allocations(); }) {
    return SumOf(resource.allocations());
  } else if constexpr (requires { resource.lines(); }) {
    return SumOf(resource.lines());
  } else if constexpr (requires { resource.carried(); }) {
    return ToFen(resource.carried().total());
  } else if constexpr (requires { resource.amount(); }) {
    return ToFen(resource.amount());
  } else {
    return 0;
  }
}

template <typename Resource>
void MarkOne(const ReversalMark& mark, Resource& resource) {
  resource.set_reversed_by(mark.reversal);
  if constexpr (requires { resource.mutable_reversed_date(); }) {
    if (mark.date != nullptr) *resource.mutable_reversed_date() = *mark.date;
  }
}

template <typename Resource>
std::string Marked(const std::string& body, const ReversalMark& mark) {
  auto resource = Parsed<Resource>(body);
  MarkOne(mark, resource);
  // A document holds its allocations as they were made.
  if constexpr (requires { resource.mutable_allocations(); }) {
    for (auto& part : *resource.mutable_allocations()) MarkOne(mark, part);
  }
  return resource.SerializeAsString();
}

template <typename Resource>
constexpr ReversibleKind KindOf(std::string_view collection) {
  return {collection, &NameIn<Resource>, &AmountIn<Resource>,
          &Marked<Resource>};
}

// Orders draw on another allocation from the day of a carry-over on; on a
// closed day they go on doing so.
constexpr ReversibleKind CarryOvers() {
  ReversibleKind kind = KindOf<v1::CarryOver>(kCarryOvers);
  kind.on_open_days_only = true;
  return kind;
}

constexpr ReversibleKind KeysOf(std::string_view index) {
  return {index, nullptr, nullptr, nullptr};
}

constexpr std::array<ReversibleKind, 18> kReversible = {
    {KindOf<v1::Fund>(kFunds), KindOf<v1::Purpose>(kPurposes),
     KindOf<v1::Appropriation>(kAppropriations),
     KindOf<v1::AllocationDocument>(kDocuments),
     KindOf<v1::Allocation>(kAllocations), KindOf<v1::Payment>(kPayments),
     KindOf<v1::Commitment>(kCommitments), KindOf<v1::Accrual>(kAccruals),
     KindOf<v1::Refund>(kRefunds),
     KindOf<v1::AllocationChange>(kAllocationChanges),
     KindOf<v1::Liability>(kLiabilities),
     KindOf<v1::AppropriationAdjustment>(kAppropriationAdjustments),
     KindOf<v1::Disbursement>(kDisbursements), CarryOvers(),
     KeysOf(kDocumentNumbers), KeysOf(kCommitmentNumbers), KeysOf(kInvoices),
     KeysOf(kInvoiceParts)}};

}  // namespace

const ReversibleKind* FindReversible(std::string_view collection) {
  const auto* const found = std::find_if(
      kReversible.begin(), kReversible.end(),
      [collection](const auto& kind) { return kind.collection == collection; });
  return found == kReversible.end() ? nullptr : found;
}

}  // namespace epiledger::funding
