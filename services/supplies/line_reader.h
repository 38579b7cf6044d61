// LineReader: one line as a read sees it at a point of both axes: its last
// count, its stock, and what was used before.
//
// Where the line's digest is at hand and tells of lots, it tells it all.
// Otherwise, or when more days are asked for than a digest tells of, the
// entries are read month by month as far back as needed. Both ways give the
// same.
//
// Belongs to the snapshot it reads from; not thread-safe. Functions return the
// storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LINE_READER_H_
#define EPILEDGER_SERVICES_SUPPLIES_LINE_READER_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/ledger/history.h"
#include "services/supplies/line_events.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

class LineReader {
 public:
  struct LastCount {
    int64_t position = 0;
    absl::CivilDay day;
    std::string count;
    std::string subject;
  };

  // Sees what lies at or before `until`; with a digest, everything. A record
  // that is not at hand is looked up when it is needed. `snapshot` and
  // `genesis` must outlive the reader.
  LineReader(ledger::Snapshot& snapshot, const journal::v1::Genesis& genesis,
             LineName line, const std::optional<v1::LineRecord>& record,
             int64_t until, std::optional<v1::LineDigest> digest);

  // Finds the last count and the stock. To be called first.
  [[nodiscard]] absl::Status Load();

  [[nodiscard]] const LineName& line() const { return line_; }
  // Whether anything is known of the line.
  [[nodiscard]] bool is_empty() const { return is_empty_; }
  [[nodiscard]] const std::optional<LastCount>& last_count() const {
    return last_count_;
  }
  // The stock by lot: the last count, and what was recorded since; without lots
  // that have none.
  [[nodiscard]] const std::map<std::string, Amount>& lots() const {
    return lots_;
  }
  // The digest, where it tells of everything.
  [[nodiscard]] const std::optional<v1::LineDigest>& digest() const {
    return digest_;
  }

  // Use on the days from `first` to `last`; there is a last count.
  [[nodiscard]] absl::StatusOr<LineUse> UseOn(absl::CivilDay first,
                                              absl::CivilDay last);
  // The entries from the last count before `first` on, or from the first there
  // is; a few older ones may come before them. Of a reader without a digest.
  [[nodiscard]] absl::StatusOr<const LineEntries*> EntriesFrom(
      absl::CivilDay first);

 private:
  void LoadDigest();
  void SetMonths(const v1::LineRecord& record);
  // Takes over the entries of the next month back; false when there is none.
  absl::StatusOr<bool> LoadMonth();
  // Reads back to the last count before `day`.
  absl::Status LoadBefore(absl::CivilDay day);

  ledger::Snapshot& snapshot_;
  const journal::v1::Genesis& genesis_;
  const LineName line_;
  const int64_t until_;
  // Months still to be read, the newest last; absent until they are known.
  std::optional<std::vector<int32_t>> months_;
  const std::optional<v1::LineDigest> digest_;
  LineEntries entries_;
  bool is_empty_ = true;
  std::optional<LastCount> last_count_;
  std::map<std::string, Amount> lots_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LINE_READER_H_
