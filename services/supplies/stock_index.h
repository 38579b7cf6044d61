// StockIndex: the stock of counties whose summary was asked for lately.
//
// A summary looks at every line of its county. What they come to is kept in
// memory with the sequence and the day it was judged at, and brought on by the
// entries recorded since: the answer is the same as if it were read anew, for
// entries and the day are all that changes it, and entries never change.
#ifndef EPILEDGER_SERVICES_SUPPLIES_STOCK_INDEX_H_
#define EPILEDGER_SERVICES_SUPPLIES_STOCK_INDEX_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/host/read_context.h"
#include "services/ledger/recent_books.h"
#include "services/limits.h"
#include "services/supplies/stock.h"

namespace epiledger::supplies {

// The stock of each facility and item with a record, most urgent first: by
// band, then by days of supply, then by name.
using CountyStock = std::vector<std::shared_ptr<const v1::FacilityStock>>;

// A county's stock, and what it was brought on by last.
struct StocksSeen {
  std::shared_ptr<const CountyStock> all;
  // Those of `all` that may differ from what there was at the sequence `since`,
  // in their order; null where that is not known.
  std::shared_ptr<const CountyStock> changed;
  int64_t since = 0;
};

// Those of `stocks`, the county's at the point that `context` is placed at,
// that may differ from a summary that somebody has, in their order. Null where
// that is not known: they were judged on another day, by other settings, in
// another incarnation, too many entries ago or later than now, or one is not
// there any more. The storage layer's codes.
[[nodiscard]] absl::StatusOr<std::shared_ptr<const CountyStock>> StocksSince(
    const v1::KnownSummary& known, const StocksSeen& stocks,
    host::ReadContext& context, const StockReader& reader);

// Thread-safe.
class StockIndex {
 public:
  // The county's stock at the point that `context` is placed at, judged as
  // `reader` judges. A question about a past point is read anew. The storage
  // layer's codes.
  [[nodiscard]] absl::StatusOr<StocksSeen> At(host::ReadContext& context,
                                              StockReader& reader);

 private:
  // A county's, as it was asked for last.
  struct Version {
    int64_t sequence = 0;
    absl::CivilDay day;
    StocksSeen stocks;
  };

  ledger::RecentBooks<Version> counties_{limits::kMaxStocksKept};
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_STOCK_INDEX_H_
