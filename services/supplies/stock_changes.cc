#include "services/supplies/stock_changes.h"

#include <string_view>

#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/ledger/effects.h"
#include "services/rpc/names.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {
namespace {

using journal::v1::ResourceVersion;

// The segment with this number, from 0 on; empty where there are fewer.
std::string_view SegmentOf(std::string_view path, int number) {
  for (; number > 0; --number) {
    const size_t slash = path.find('/');
    if (slash == std::string_view::npos) return "";
    path.remove_prefix(slash + 1);
  }
  return path.substr(0, path.find('/'));
}

// Keys that begin with `{facility}/{store}/{item}`.
void NoteLine(std::string_view key, StockChanges& changes) {
  changes.places.emplace(SegmentOf(key, 0), SegmentOf(key, 2));
}

void NoteVersion(const ResourceVersion& version, StockChanges& changes) {
  const std::string& collection = version.collection();
  if (collection == kLineDigests) {
    NoteLine(LineOfDigest(version.key()), changes);
  } else if (collection == kLineEntries || collection == kReservations) {
    NoteLine(version.key(), changes);
  } else if (collection == kLots) {
    changes.items.emplace(SegmentOf(version.key(), 0));
  } else if (collection == kLotQuarantines) {
    v1::LotQuarantine quarantine;
    quarantine.ParseFromString(version.body());
    changes.places.emplace(SegmentOf(version.key(), 0),
                           SegmentOf(PathOf(quarantine.lot()), 0));
  } else if (collection == kSettings) {
    changes.is_judged_anew = true;
  }
}

}  // namespace

absl::StatusOr<StockChanges> ReadStockChanges(int64_t from,
                                              host::ReadContext& context) {
  StockChanges changes;
  const absl::Status status = ledger::VisitEffects(
      context.snapshot(), from,
      [&changes](int64_t, const journal::v1::Effects& effects) {
        for (const auto& version : effects.resources()) {
          NoteVersion(version, changes);
        }
      });
  if (!status.ok()) return status;
  return changes;
}

}  // namespace epiledger::supplies
