// Stock: lines and facilities at one point of both axes, with how old each
// figure is, who counted, and how long the stock lasts.
//
// Functions return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_STOCK_H_
#define EPILEDGER_SERVICES_SUPPLIES_STOCK_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "services/host/read_context.h"
#include "services/supplies/line_reader.h"
#include "services/supplies/reservations.h"

namespace epiledger::supplies {

// The settings of the county; the defaults, with their name, when none are set.
[[nodiscard]] absl::StatusOr<v1::SupplySettings> ReadSettings(
    host::ReadContext& context);

// What the stock is read and judged by.
class StockReader {
 public:
  // Lines by facility and item.
  using ByFacility =
      std::map<std::pair<std::string, std::string>, std::vector<LineReader>>;

  [[nodiscard]] static absl::StatusOr<StockReader> Open(
      host::ReadContext& context);

  // The moment ages are counted from: the instant asked about, the recorded
  // time asked about, the record time of the sequence asked about, or now.
  [[nodiscard]] google::protobuf::Timestamp judge_time() const;
  // Counts ages from another moment, that of a list's first page.
  void JudgeAt(absl::Time time);
  [[nodiscard]] const v1::SupplySettings& settings() const { return settings_; }

  // The lines of which anything is known: those with keys below `prefix`, of
  // `item` alone unless it is empty.
  [[nodiscard]] absl::StatusOr<ByFacility> ReadLines(std::string_view prefix,
                                                     std::string_view item);
  // All lines of the county.
  [[nodiscard]] absl::StatusOr<ByFacility> ReadCounty();
  // The lines of one item, an id, in all stores.
  [[nodiscard]] absl::StatusOr<ByFacility> ReadItem(std::string_view item);
  // The lines of facilities and items, by their ids, in all stores.
  [[nodiscard]] absl::StatusOr<ByFacility> ReadPlaces(
      const std::set<std::pair<std::string, std::string>>& places);
  // The line with this key and record, loaded.
  [[nodiscard]] absl::StatusOr<LineReader> ReadLine(
      std::string_view key, const v1::LineRecord& record);

  // One line with its lots.
  [[nodiscard]] absl::StatusOr<v1::StockLine> StockOf(LineReader& line);
  // One item in all stores of one facility; `lines` is not empty.
  [[nodiscard]] absl::StatusOr<v1::FacilityStock> StockOf(
      absl::Span<LineReader> lines);

  // The quarantine a lot of a store is in, by its name; empty when in none.
  [[nodiscard]] std::string QuarantineOf(const LineName& line,
                                         const std::string& lot) const;
  // Why the lot cannot be given out at the moment judged at.
  [[nodiscard]] v1::WithheldReason WithheldReasonOf(
      const LineName& line, const std::string& lot,
      std::optional<int64_t> expiry_day) const;
  [[nodiscard]] absl::CivilDay today() const { return today_; }
  // The county's day at a time.
  [[nodiscard]] absl::CivilDay DayAt(
      const google::protobuf::Timestamp& time) const;
  // Whether it is known what is reserved: of no instant but the end of time.
  [[nodiscard]] bool knows_reserved() const { return knows_reserved_; }

  // Ids of the facilities that have a store, in order.
  [[nodiscard]] absl::StatusOr<std::vector<std::string>> FacilitiesWithStores();

 private:
  explicit StockReader(host::ReadContext& context)
      : context_(&context),
        knows_reserved_(context.position() == ledger::kEnd) {}

  // What is there of a line.
  struct Holding {
    Amount free = 0;
    Amount expired = 0;
    Amount quarantined = 0;
    std::optional<Amount> reserved;
  };
  [[nodiscard]] absl::StatusOr<Holding> HoldingOf(const LineReader& line);
  // The last day of a lot that no digest tells of.
  [[nodiscard]] absl::StatusOr<std::optional<int64_t>> LastDayOf(
      const std::string& item, const std::string& lot);
  // Finds the quarantines that last at the point asked about.
  [[nodiscard]] absl::Status LoadQuarantines();
  [[nodiscard]] absl::Status LoadReservations();
  // Finds the stores of the county, once.
  [[nodiscard]] absl::Status LoadStores();
  // What is reserved of a line.
  [[nodiscard]] const Held& HeldOf(const LineName& line) const;

  // How long `free` lasts by the use of lines that were all counted, up to the
  // day `last_count`.
  [[nodiscard]] absl::StatusOr<v1::Supply> SupplyOf(
      Amount free, absl::CivilDay last_count, absl::Span<LineReader> lines);
  using Digests = std::map<std::string, v1::LineDigest, std::less<>>;
  // Digests of the lines that changed on the last days, by line; none when an
  // instant is asked about.
  [[nodiscard]] absl::StatusOr<Digests> ReadDigests();
  // The same of these lines alone.
  [[nodiscard]] absl::StatusOr<Digests> ReadDigests(
      const std::vector<std::string>& lines);
  // Records of lines by their keys, where they are at hand.
  using Records =
      std::vector<std::pair<std::string, std::optional<v1::LineRecord>>>;
  [[nodiscard]] absl::StatusOr<Records> ReadRecords(std::string_view prefix,
                                                    std::string_view item);
  [[nodiscard]] absl::StatusOr<ByFacility> ReadLines(const Records& records,
                                                     const Digests& digests);
  // Those of these keys that are lines.
  [[nodiscard]] absl::StatusOr<ByFacility> ReadSome(
      std::vector<std::string> keys);
  [[nodiscard]] absl::Status AddLots(const LineName& line,
                                     v1::StockLine& stock);

  host::ReadContext* context_;
  journal::v1::Genesis genesis_;
  v1::SupplySettings settings_;
  absl::Time judge_time_;
  absl::CivilDay today_;
  // Names of quarantines by line and lot.
  std::map<std::string, std::string> quarantines_;
  const bool knows_reserved_;
  // What is reserved by line.
  std::map<std::string, Held> held_;
  // Their keys.
  std::optional<std::vector<std::string>> stores_;
  // Last days of lots by item and lot, as far as they were asked for.
  std::map<std::string, std::optional<int64_t>> last_days_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_STOCK_H_
