#include "services/funding/allocation_list.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/numbers.h"
#include "services/funding/allocation_states.h"
#include "services/funding/day_asked.h"
#include "services/funding/money.h"
#include "services/host/listing.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Position;
using v1::ListAllocationsRequest;
using Lines = std::vector<const AllocationLine*>;

absl::Status CheckUtilisation(const ListAllocationsRequest& request) {
  if (!request.has_most_utilisation() ||
      request.least_utilisation() <= request.most_utilisation()) {
    return absl::OkStatus();
  }
  return rpc::InvalidField("least_utilisation", "RANGE_TURNED_ROUND");
}

bool IsUsedWithin(const PurposeFigures& sum,
                  const ListAllocationsRequest& request) {
  if (!request.has_least_utilisation() && !request.has_most_utilisation()) {
    return true;
  }
  const std::optional<int64_t> used = Utilisation(sum.Used(), sum.Had());
  return used.has_value() && request.least_utilisation() <= *used &&
         (!request.has_most_utilisation() ||
          *used <= request.most_utilisation());
}

bool MayBuy(const v1::Allocation& allocation, const std::string& purpose) {
  return purpose.empty() ||
         std::any_of(allocation.purposes().begin(), allocation.purposes().end(),
                     [&purpose](const v1::Allocation::PurposeShare& share) {
                       return share.purpose() == purpose;
                     });
}

bool IsListed(const AllocationLine& line, const ListAllocationsRequest& request,
              Position today) {
  const v1::Allocation& allocation = line.allocation;
  const auto is = [](const std::string& found, const std::string& asked) {
    return asked.empty() || found == asked;
  };
  return is(allocation.fund(), request.fund()) &&
         is(allocation.recipient(), request.recipient()) &&
         (request.document().empty() ||
          allocation.name().starts_with(Concat(request.document(), "/"))) &&
         MayBuy(allocation, request.purpose()) &&
         IsUsedWithin(line.sum, request) &&
         (request.state() == v1::Allocation::STATE_UNSPECIFIED ||
          request.state() == StateOf(allocation, line.sum, today));
}

// Whether `a` goes first; neither does where they are alike.
using GoesFirst = bool (*)(const AllocationLine* a, const AllocationLine* b);

Position DayOf(const AllocationLine* line) {
  return ToPosition(line->allocation.effective_date());
}

// By the exact ratio, though the one that is shown is rounded; unknown last.
bool IsUsedLess(const PurposeFigures& a, const PurposeFigures& b) {
  return absl::int128(a.Used()) * b.Had() < absl::int128(b.Used()) * a.Had();
}
bool IsKnown(const AllocationLine* line) { return line->sum.Had() > 0; }

constexpr std::array<GoesFirst, 7> kOrders = {
    // By name, as they are.
    nullptr,
    [](const AllocationLine* a, const AllocationLine* b) {
      return DayOf(a) > DayOf(b);
    },
    [](const AllocationLine* a, const AllocationLine* b) {
      return DayOf(a) < DayOf(b);
    },
    [](const AllocationLine* a, const AllocationLine* b) {
      return a->sum.Allocated() > b->sum.Allocated();
    },
    [](const AllocationLine* a, const AllocationLine* b) {
      return a->sum.available > b->sum.available;
    },
    [](const AllocationLine* a, const AllocationLine* b) {
      if (!IsKnown(a) || !IsKnown(b)) return IsKnown(a) && !IsKnown(b);
      return IsUsedLess(b->sum, a->sum);
    },
    [](const AllocationLine* a, const AllocationLine* b) {
      if (!IsKnown(a) || !IsKnown(b)) return IsKnown(a) && !IsKnown(b);
      return IsUsedLess(a->sum, b->sum);
    },
};
static_assert(kOrders.size() == ListAllocationsRequest::Order_ARRAYSIZE);

void Sort(ListAllocationsRequest::Order order, Lines& lines) {
  if (!ListAllocationsRequest::Order_IsValid(order)) return;
  const GoesFirst first = kOrders.at(static_cast<size_t>(order));
  if (first != nullptr) std::stable_sort(lines.begin(), lines.end(), first);
}

// `day:number`: all pages speak of the day of the first, though midnight may
// pass between them and change what has expired.
struct Place {
  Position day;
  size_t number = 0;
};

absl::StatusOr<Place> PlaceOf(const ListAllocationsRequest& request,
                              ReadContext& context) {
  const std::string& cursor = context.cursor();
  const size_t colon = cursor.find(':');
  int64_t day = 0;
  Place place;
  if (colon != std::string::npos &&
      absl::SimpleAtoi(cursor.substr(0, colon), &day) &&
      absl::SimpleAtoi(cursor.substr(colon + 1), &place.number)) {
    place.day = Position(day);
    return place;
  }
  const absl::StatusOr<Position> today = DayAsked(request.as_of(), context);
  if (!today.ok()) return today.status();
  return Place{*today, 0};
}

void AddPage(const Lines& lines, Place place, ReadContext& context,
             v1::ListAllocationsResponse& response) {
  host::PageRoom room(context.page_size());
  size_t at = place.number;
  for (; at < lines.size() && !room.IsFull(); ++at) {
    v1::Allocation& allocation = *response.add_allocations();
    allocation = lines[at]->allocation;
    ShowFigures(lines[at]->purposes, place.day, allocation);
    room.Take(allocation.ByteSizeLong());
  }
  if (at == lines.size()) return;
  response.set_next_page_token(
      context.NextPageToken(Concat(place.day.value(), ":", at)));
}

}  // namespace

absl::StatusOr<v1::ListAllocationsResponse> ListAllocations(
    const ListAllocationsRequest& request, ReadContext& context,
    AllocationIndex& index) {
  if (const absl::Status range = CheckUtilisation(request); !range.ok()) {
    return range;
  }
  const absl::StatusOr<Place> place = PlaceOf(request, context);
  if (!place.ok()) return place.status();
  const auto book = index.At(context);
  if (!book.ok()) return book.status();
  Lines lines;
  PurposeFigures total;
  for (const auto& line : **book) {
    if (!IsListed(*line, request, place->day)) continue;
    lines.push_back(line.get());
    total += line->sum;
  }
  Sort(request.order(), lines);
  v1::ListAllocationsResponse response;
  *response.mutable_total() = BalanceOf(total);
  response.set_total_size(static_cast<int64_t>(lines.size()));
  AddPage(lines, *place, context, response);
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
