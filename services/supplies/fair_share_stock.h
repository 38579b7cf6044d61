// FairShareStock: what a fair share looks at, one item in the stores of a
// county at one point in the book, and how each store stands with its share.
//
// Belongs to the read; not thread-safe.
#ifndef EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_STOCK_H_
#define EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_STOCK_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "epiledger/supplies/v1/fair_share.pb.h"
#include "services/host/read_context.h"
#include "services/supplies/sharing_out.h"
#include "services/supplies/stock.h"

namespace epiledger::supplies {

class FairShareStock {
 public:
  // Of `item`, a name. The storage layer's codes.
  [[nodiscard]] static absl::StatusOr<FairShareStock> Read(
      const std::string& item, StockReader& reader, host::ReadContext& context);

  // Stores of which anything is known of the item, by name.
  [[nodiscard]] const std::map<std::string, v1::StockLine>& lines() const {
    return lines_;
  }
  // A store as one that may get some.
  [[nodiscard]] ShareTaker TakerOf(const std::string& store) const;
  // How it stands, and with `share` more.
  [[nodiscard]] v1::ShareStanding StandingOf(const std::string& store,
                                             Amount share) const;

  // A lot that a store can give, by its name.
  struct FreeLot {
    std::string store;
    std::string lot;
    DatedStock stock;
  };
  // What of its lots a store can give, first to be used first: neither expired,
  // nor in quarantine, nor held back.
  [[nodiscard]] std::vector<FreeLot> FreeLotsOf(const std::string& store) const;

 private:
  [[nodiscard]] std::optional<int64_t> DaysOf(
      const v1::StockLine::LotStock& lot) const;

  absl::CivilDay today_;
  std::map<std::string, v1::StockLine> lines_;
  // By store.
  std::map<std::string, Amount> on_its_way_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_STOCK_H_
