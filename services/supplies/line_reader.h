// LineReader: one line as a read sees it at a point of both axes: its last
// count, its stock, and what happened before, read month by month as far back
// as asked for.
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
#include "absl/time/civil_time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/ledger/history.h"
#include "services/supplies/daily_use.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

class LineReader {
 public:
  struct LastCount {
    int64_t position = 0;
    absl::CivilDay day;
    v1::CountEntry entry;
  };

  // Sees what lies at or before `until`. `snapshot` and `genesis` must outlive
  // the reader.
  LineReader(ledger::Snapshot& snapshot, const journal::v1::Genesis& genesis,
             LineName line, const v1::LineRecord& record, int64_t until);

  // Reads back to the last count, or to the beginning when there is none. To
  // be called first.
  [[nodiscard]] absl::Status Load();
  // Reads back to the last count before `day`.
  [[nodiscard]] absl::Status LoadBefore(absl::CivilDay day);

  [[nodiscard]] const LineName& line() const { return line_; }
  // Whether anything is known of the line.
  [[nodiscard]] bool is_empty() const { return entries_.empty(); }
  [[nodiscard]] const std::optional<LastCount>& last_count() const {
    return last_count_;
  }
  // The stock: the last count, and what was recorded since.
  [[nodiscard]] Amount free() const { return free_; }

  // Use on the days from `first` to `last`, once LoadBefore(first) was called.
  [[nodiscard]] LineUse UseOn(absl::CivilDay first, absl::CivilDay last) const;

 private:
  // Takes over the entries of the next month back; false when there is none.
  absl::StatusOr<bool> LoadMonth();
  [[nodiscard]] absl::CivilDay DayOf(int64_t position) const;
  void FindStock();
  [[nodiscard]] std::vector<LineEvent> Events() const;

  ledger::Snapshot& snapshot_;
  const journal::v1::Genesis& genesis_;
  const LineName line_;
  const int64_t until_;
  // Months still to be read, the newest last.
  std::vector<int32_t> months_;
  // By key, in order of time.
  std::map<std::string, v1::LineEntry> entries_;
  std::optional<LastCount> last_count_;
  Amount free_ = 0;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LINE_READER_H_
