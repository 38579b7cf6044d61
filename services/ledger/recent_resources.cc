#include "services/ledger/recent_resources.h"

#include <cstdint>
#include <map>
#include <utility>

#include "services/ledger/effects.h"

namespace epiledger::ledger {
namespace {

using Collection = KnownResources::Collection;
using RowPointer = std::shared_ptr<const ResourceRow>;
// By name.
using Changed = std::map<std::string, RowPointer>;

size_t SizeOf(const KnownResources& known) {
  size_t size = 0;
  for (const auto& [name, collection] : known.collections) {
    size += collection->size();
  }
  return size;
}

Collection Merge(const Collection& before, const Changed& changed) {
  Collection merged;
  merged.reserve(before.size() + changed.size());
  auto next = changed.begin();
  for (const RowPointer& row : before) {
    for (; next != changed.end() && next->first < row->name; ++next) {
      merged.push_back(next->second);
    }
    if (next != changed.end() && next->first == row->name) {
      merged.push_back(next++->second);
    } else {
      merged.push_back(row);
    }
  }
  for (; next != changed.end(); ++next) merged.push_back(next->second);
  return merged;
}

}  // namespace

absl::Status RecentResources::Serve(Snapshot& snapshot) {
  const journal::Head& head = snapshot.head();
  if (snapshot.sequence() != head.sequence) return absl::OkStatus();
  Known known = books_.Find(head.incarnation).known;
  if (known == nullptr || known->sequence != head.sequence) {
    const bool is_near =
        known != nullptr && IsNear(known->sequence, head.sequence);
    absl::StatusOr<Known> now =
        is_near ? BringOn(*known, snapshot) : Read(snapshot);
    if (!now.ok()) return now.status();
    known = *std::move(now);
    books_.Keep(head.incarnation, {head.sequence, known}, SizeOf(*known));
  }
  snapshot.ReadFrom(std::move(known));
  return absl::OkStatus();
}

absl::StatusOr<RecentResources::Known> RecentResources::Read(
    Snapshot& snapshot) const {
  auto known = std::make_shared<KnownResources>();
  known->sequence = snapshot.sequence();
  for (const std::string& name : collections_) {
    auto collection = std::make_shared<Collection>();
    const absl::Status status =
        snapshot.List(name, {}, [&collection](const ResourceRow& row) {
          collection->push_back(std::make_shared<const ResourceRow>(row));
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    known->collections.emplace(name, std::move(collection));
  }
  return known;
}

absl::StatusOr<RecentResources::Known> RecentResources::BringOn(
    const KnownResources& before, Snapshot& snapshot) const {
  std::map<std::string, Changed, std::less<>> changed;
  const absl::Status status =
      VisitEffects(snapshot, before.sequence,
                   [&](int64_t sequence, const journal::v1::Effects& effects) {
                     for (const journal::v1::ResourceVersion& version :
                          effects.resources()) {
                       if (!before.collections.contains(version.collection()))
                         continue;
                       changed[version.collection()][version.key()] =
                           std::make_shared<const ResourceRow>(ResourceRow{
                               version.key(), sequence, version.body()});
                     }
                   });
  if (!status.ok()) return status;
  auto now = std::make_shared<KnownResources>(before);
  now->sequence = snapshot.sequence();
  for (const auto& [name, rows] : changed) {
    std::shared_ptr<const Collection>& collection = now->collections[name];
    collection = std::make_shared<Collection>(Merge(*collection, rows));
  }
  return now;
}

}  // namespace epiledger::ledger
