// BackedUp: which entries no backup has, told by the checkpoints that exports
// end with (docs/decisions/0047-rotation-and-backups.md).
#ifndef EPILEDGER_SERVICES_BOOK_BACKED_UP_H_
#define EPILEDGER_SERVICES_BOOK_BACKED_UP_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/book/books.h"
#include "services/journal/checkpoint_line.h"

namespace epiledger::book {

// When the oldest entry was recorded, of all books, that is in no export which
// ends with one of `checkpoints`; nothing where each is in one. A checkpoint
// counts where `public_key` signed it and the book has the very entry it is of,
// by its hash: then the export has all entries up to it as the book has them.
// Returns the storage layer's codes. Blocks; not for a gRPC thread.
[[nodiscard]] absl::StatusOr<std::optional<absl::Time>> OldestWithoutBackup(
    Books& books, std::string_view public_key,
    absl::Span<const journal::StatedCheckpoint> checkpoints);

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_BACKED_UP_H_
