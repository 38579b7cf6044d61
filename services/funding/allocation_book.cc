#include "services/funding/allocation_book.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/funding/closings.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/ledger/effects.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::ResourceRow;
using LinePointer = std::shared_ptr<const AllocationLine>;

// What entries say about allocations, apart from what was known before.
struct Changes {
  // What accounts moved.
  Figures figures;
  // As they are now, by key.
  std::map<std::string, v1::Allocation> allocations;
};

void AddEffects(const journal::v1::Effects& effects, Changes& changes) {
  for (const journal::v1::Movement& movement : effects.movements()) {
    AddMoved(movement.source(), -movement.amount(), changes.figures);
    AddMoved(movement.target(), movement.amount(), changes.figures);
  }
  for (const journal::v1::ResourceVersion& made : effects.resources()) {
    if (made.collection() != kAllocations) continue;
    v1::Allocation allocation;
    allocation.ParseFromString(made.body());
    changes.allocations[made.key()] = std::move(allocation);
  }
}

absl::StatusOr<Changes> ReadChanges(int64_t from, ReadContext& context) {
  Changes changes;
  const absl::Status status = ledger::VisitEffects(
      context.snapshot(), from,
      [&changes](int64_t, const journal::v1::Effects& effects) {
        AddEffects(effects, changes);
      });
  if (!status.ok()) return status;
  // What is known of an allocation, and what changed, meet in one map.
  for (const auto& [key, purposes] : changes.figures) {
    changes.allocations.try_emplace(key);
  }
  return changes;
}

// `before`: null where it is new.
LinePointer Changed(const std::string& key, const AllocationLine* before,
                    v1::Allocation now, const FiguresByPurpose& moved) {
  auto line = std::make_shared<AllocationLine>();
  if (before != nullptr) *line = *before;
  line->key = key;
  if (!now.name().empty()) line->allocation = std::move(now);
  for (const auto& [purpose, figures] : moved) {
    line->purposes[purpose].Add(figures);
  }
  line->sum = SumOf(line->purposes);
  return line;
}

bool KeyIsLess(const LinePointer& line, const std::string& key) {
  return line->key < key;
}

}  // namespace

const AllocationLine* FindLine(const AllocationBook& book,
                               const std::string& key) {
  const auto at = std::lower_bound(book.begin(), book.end(), key, &KeyIsLess);
  return at == book.end() || (*at)->key != key ? nullptr : at->get();
}

absl::StatusOr<AllocationBook> ReadAllocationBook(ReadContext& context) {
  absl::StatusOr<Figures> figures = ReadAllocationFigures(context, "");
  if (!figures.ok()) return figures.status();
  AllocationBook book;
  const absl::Status status =
      context.snapshot().List(kAllocations, {}, [&](const ResourceRow& row) {
        auto line = std::make_shared<AllocationLine>();
        line->allocation.ParseFromString(row.body);
        if (!IsDatedByThen(line->allocation, context)) return absl::OkStatus();
        DropLaterClosing(context, line->allocation);
        DropLaterReversal(context, line->allocation);
        line->key = row.name;
        line->purposes = std::move((*figures)[row.name]);
        line->sum = SumOf(line->purposes);
        book.push_back(std::move(line));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return book;
}

absl::StatusOr<AllocationBook> ReadOn(const AllocationBook& book, int64_t from,
                                      ReadContext& context) {
  absl::StatusOr<Changes> changes = ReadChanges(from, context);
  if (!changes.ok()) return changes.status();
  AllocationBook now;
  now.reserve(book.size() + changes->allocations.size());
  auto next = book.begin();
  for (auto& [key, allocation] : changes->allocations) {
    const auto at = std::lower_bound(next, book.end(), key, &KeyIsLess);
    now.insert(now.end(), next, at);
    const bool is_there = at != book.end() && (*at)->key == key;
    next = is_there ? at + 1 : at;
    if (!is_there && allocation.name().empty()) continue;
    now.push_back(Changed(key, is_there ? at->get() : nullptr,
                          std::move(allocation), changes->figures[key]));
  }
  now.insert(now.end(), next, book.end());
  return now;
}

}  // namespace epiledger::funding
