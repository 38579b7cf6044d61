// Stock: lines and facilities at one point of both axes, with how old each
// figure is, who counted, and how long the stock lasts.
//
// Functions return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_STOCK_H_
#define EPILEDGER_SERVICES_SUPPLIES_STOCK_H_

#include <map>
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
  [[nodiscard]] const v1::SupplySettings& settings() const { return settings_; }

  // The lines of which anything is known: those with keys below `prefix`, of
  // `item` alone unless it is empty.
  [[nodiscard]] absl::StatusOr<ByFacility> ReadLines(std::string_view prefix,
                                                     std::string_view item);
  // All lines of the county.
  [[nodiscard]] absl::StatusOr<ByFacility> ReadCounty();
  // The line with this key and record, loaded.
  [[nodiscard]] absl::StatusOr<LineReader> ReadLine(
      std::string_view key, const v1::LineRecord& record);

  // One line with its lots.
  [[nodiscard]] absl::StatusOr<v1::StockLine> StockOf(LineReader& line);
  // One item in all stores of one facility; `lines` is not empty.
  [[nodiscard]] absl::StatusOr<v1::FacilityStock> StockOf(
      absl::Span<LineReader> lines);

  // Ids of the facilities that have a store, in order.
  [[nodiscard]] absl::StatusOr<std::vector<std::string>> FacilitiesWithStores();

 private:
  explicit StockReader(host::ReadContext& context) : context_(&context) {}

  // How long `free` lasts by the use of lines that were all counted, up to the
  // day `last_count`.
  [[nodiscard]] absl::StatusOr<v1::Supply> SupplyOf(
      Amount free, absl::CivilDay last_count, absl::Span<LineReader> lines);
  using Digests = std::map<std::string, v1::LineDigest, std::less<>>;
  // Digests of the lines that changed on the last days, by line; none when an
  // instant is asked about.
  [[nodiscard]] absl::StatusOr<Digests> ReadDigests();
  [[nodiscard]] absl::StatusOr<ByFacility> ReadLines(std::string_view prefix,
                                                     std::string_view item,
                                                     const Digests& digests);
  [[nodiscard]] absl::Status AddLots(const LineName& line,
                                     v1::StockLine& stock);

  host::ReadContext* context_;
  journal::v1::Genesis genesis_;
  v1::SupplySettings settings_;
  absl::Time judge_time_;
  absl::CivilDay today_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_STOCK_H_
