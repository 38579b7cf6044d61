// CheckpointLine: the last line of an export, by which alone one can tell what
// the export holds and who says so.
#ifndef EPILEDGER_SERVICES_JOURNAL_CHECKPOINT_LINE_H_
#define EPILEDGER_SERVICES_JOURNAL_CHECKPOINT_LINE_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "services/journal/types.h"

namespace epiledger::journal {

// What the line states; nobody has looked whether it is true.
struct StatedCheckpoint {
  // The book's resource name.
  std::string book;
  // Of the last entry; its book has no number.
  Head head;
  // 8, 32 and 64 bytes.
  std::string key_id;
  std::string public_key;
  std::string signature;
};

// The checkpoint of a line without its line feed; nothing where it is none.
[[nodiscard]] std::optional<StatedCheckpoint> ReadCheckpointLine(
    std::string_view line);

// Whether it is of `book` and its key signed it. DATA_LOSS, saying what is
// wrong: another book, a key id that is not its key's, another signature.
[[nodiscard]] absl::Status CheckSigned(const BookName& book,
                                       const StatedCheckpoint& stated);

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_CHECKPOINT_LINE_H_
