// SuppliesModel: a store keeper's notes, and the answers worked out from them.
// It keeps what each line (one item in one store) was known to hold after every
// entry, moves lots as DOMAIN says, and adds up anew for each question; it
// shares no code with rules, engine or reads. For tests.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_MODEL_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_MODEL_H_

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/supplies/v1/lot_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::supplies {

inline constexpr int64_t kNoEnd = INT64_MAX;

// A lot by its place in the order of use. Hours are counted from the beginning
// of kSunday; days likewise, or any number that rises with them.
struct ModelLot {
  int64_t expiry_day = kNoEnd;
  int64_t receipt_hour = 0;
  std::string origin;
  std::string name;

  auto operator<=>(const ModelLot&) const = default;
};
// Those that every item has.
[[nodiscard]] ModelLot OpeningLot(const std::string& item);
[[nodiscard]] ModelLot FoundLot(const std::string& item);

// Names of lots that a store does not give out.
struct WithheldLots {
  std::set<std::string> expired;
  std::set<std::string> quarantined;

  // A lot that is both is called expired.
  [[nodiscard]] v1::WithheldReason ReasonOf(const ModelLot& lot) const;
};

// What a line was known to hold.
struct LineNotes {
  struct Move {
    int64_t hour = 0;
    ModelLot lot;
    int64_t change = 0;
    v1::Movement::Kind kind = v1::Movement::KIND_UNSPECIFIED;
  };
  struct Counted {
    std::string name;
    std::string subject;
    int64_t quantity = 0;
    bool is_opening = false;
    // Taken (negative) or returned, in that order; each lot once.
    std::vector<std::pair<ModelLot, int64_t>> changes;
    int64_t own_surplus = 0;
    v1::SurplusReason reason = v1::SURPLUS_REASON_UNSPECIFIED;

    // Sum of the changes.
    [[nodiscard]] int64_t total() const;
    [[nodiscard]] int64_t late_surplus() const;
  };

  std::vector<Move> moves;
  // The standing ones, by hour.
  std::map<int64_t, Counted> counts;

  // Works out anew what every count from hour `from` on took and returned, as
  // the rule says, or else sparing what is needed later. False: nothing fits.
  [[nodiscard]] bool Settle(int64_t from, const std::string& item);

  // What an issue at `hour` may take.
  struct Taking {
    // Of each lot: its lowest later balance up to the next count.
    std::map<ModelLot, int64_t> available;
    // Where `pieces` come from when no lot is named: in the order of use, what
    // is needed latest first. Empty when there is not enough.
    std::vector<std::pair<ModelLot, int64_t>> lots;
  };
  // Nothing comes from lots that are withheld.
  [[nodiscard]] Taking TakeAt(int64_t hour, int64_t pieces,
                              const std::string& item,
                              const WithheldLots& withheld = {}) const;
  // Where `pieces` go that a ward brings back at `hour`, piece by piece: to
  // what was issued last and is not back.
  [[nodiscard]] std::vector<std::pair<ModelLot, int64_t>> BringBackAt(
      int64_t hour, int64_t pieces, const std::string& item) const;
  // What must be there at `hour`: the count before, and all that came and went.
  [[nodiscard]] int64_t ExpectedAt(int64_t hour) const;
  // The fewest pieces there must be after `hour` for what was recorded up to
  // the next count.
  [[nodiscard]] int64_t NeededAfter(int64_t hour) const;

  // What is there at the end of `hour`, by lot.
  [[nodiscard]] std::map<ModelLot, int64_t> LotsAt(int64_t hour) const;
  [[nodiscard]] int64_t StockAt(int64_t hour) const;
  // The last count at or before `hour`; null when there is none.
  [[nodiscard]] const std::pair<const int64_t, Counted>* LastCount(
      int64_t hour) const;
  // The hour of the last count before `hour`; INT64_MIN when there is none.
  [[nodiscard]] int64_t CountBefore(int64_t hour) const;
  // Nothing is known of it.
  [[nodiscard]] bool IsEmptyAt(int64_t hour) const;

  struct DayUse {
    int64_t use = 0;
    // Began with nothing, and nothing came.
    bool is_left_out = false;
  };
  // Use of the days on which it is known, from counts up to `hour`.
  [[nodiscard]] std::map<absl::CivilDay, DayUse> UseUpTo(int64_t hour) const;
};

// A point of both axes, and the moment it is judged at.
struct ModelPoint {
  int64_t sequence = INT64_MAX;
  int64_t hour = kNoEnd;
  absl::Time judge;
};

class SuppliesModel {
 public:
  // Store name and item name.
  using LineName = std::pair<std::string, std::string>;

  // --- Notes: versions by the entry that made them.
  std::map<std::string, std::pair<int64_t, v1::Item>> items;
  std::map<std::string, std::pair<int64_t, v1::Store>> stores;
  std::vector<std::pair<int64_t, v1::SupplySettings>> settings;
  std::map<LineName, std::vector<std::pair<int64_t, LineNotes>>> lines;
  // By the lot's name.
  std::map<std::string, v1::Lot> lots;
  // By name: as recorded.
  std::map<std::string, std::pair<int64_t, v1::Movement>> movements;
  std::map<std::string, std::pair<int64_t, v1::Count>> counts;
  // Count and item that were taken back: by which entry and count.
  std::map<std::pair<std::string, std::string>, std::pair<int64_t, std::string>>
      taken_back;
  // By name, oldest version first.
  std::map<std::string, std::vector<std::pair<int64_t, v1::Task>>> tasks;
  // By name: the last version, and the entries that made and released it.
  struct Quarantine {
    int64_t made = 0;
    int64_t released = INT64_MAX;
    v1::LotQuarantine body;
  };
  std::map<std::string, Quarantine> quarantines;

  // As it is at a point; nothing when it has not begun or is not known.
  [[nodiscard]] static std::optional<v1::LotQuarantine> QuarantineAt(
      const Quarantine& quarantine, ModelPoint at);
  // What a store does not give out on a day.
  [[nodiscard]] WithheldLots WithheldAt(const std::string& store, ModelPoint at,
                                        absl::CivilDay day) const;

  [[nodiscard]] LineNotes Line(const LineName& line, int64_t sequence) const;
  // Whether something that an entry after `drawn` told of the line matters to a
  // count at `hour`: from the last count before it on. What became of the count
  // `except` is passed over.
  [[nodiscard]] bool HasMoved(const LineName& line, int64_t drawn, int64_t hour,
                              const std::string& except) const;

  // --- What the service must answer, apart from `read_at` and `data_time`.

  [[nodiscard]] v1::SupplySettings Settings(int64_t sequence) const;
  // A count as it is known at a point.
  [[nodiscard]] v1::Count Count(const std::string& name,
                                int64_t sequence) const;
  [[nodiscard]] static v1::CountResult ResultOf(
      const LineNotes::Counted& counted, v1::CountResult recorded);
  [[nodiscard]] v1::StockLine Stock(const LineName& line, ModelPoint at) const;
  [[nodiscard]] v1::ListLotQuarantinesResponse LotQuarantines(
      const v1::ListLotQuarantinesRequest& request, ModelPoint at) const;
  [[nodiscard]] v1::ListStoredLotsResponse StoredLots(
      const v1::ListStoredLotsRequest& request, ModelPoint at) const;
  // By item.
  [[nodiscard]] std::vector<v1::FacilityStock> FacilityStocks(
      const std::string& facility, ModelPoint at) const;
  [[nodiscard]] std::vector<v1::FacilityStock> ItemStocks(
      const std::string& item, ModelPoint at) const;
  [[nodiscard]] v1::ItemSummary ItemSummaryOf(const std::string& item,
                                              ModelPoint at) const;
  [[nodiscard]] v1::CountySummary Summary(ModelPoint at) const;

  // Facilities that have a store, by name.
  [[nodiscard]] std::vector<std::string> Facilities(int64_t sequence) const;
  [[nodiscard]] static std::string FacilityOf(const std::string& store);
  [[nodiscard]] static absl::CivilDay DayAt(int64_t hour);
  [[nodiscard]] static absl::CivilDay DayAt(absl::Time time);

 private:
  [[nodiscard]] std::optional<v1::FacilityStock> FacilityStockOf(
      const std::string& facility, const std::string& item,
      ModelPoint at) const;
  [[nodiscard]] v1::Supply SupplyOf(int64_t free,
                                    std::optional<absl::CivilDay> last_count,
                                    const std::vector<LineNotes>& of,
                                    ModelPoint at) const;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_MODEL_H_
