// BookDays: what a book's accepted entries moved, day by day, for exports to
// other programs' journals.
#ifndef EPILEDGER_CLIENTS_CLI_AUDIT_BOOK_DAYS_H_
#define EPILEDGER_CLIENTS_CLI_AUDIT_BOOK_DAYS_H_

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "clients/cli/audit/book.h"
#include "epiledger/journal/v1/entry.pb.h"

namespace epiledger::cli {

// The unit of money, kept in fen.
inline constexpr std::string_view kMoneyUnit = "CNY";

// The movements of one entry on one day.
struct EntryDay {
  absl::CivilDay day;
  int64_t sequence = 0;
  std::string request_id;
  std::string subject;
  // What the entry made, `payment d1-7`; the method's name where nothing.
  std::string what;
  std::vector<journal::v1::Movement> movements;
};

struct BookDays {
  // In order of days, then of entries.
  std::vector<EntryDay> days;
  std::set<std::string> accounts;
  std::set<std::string> units;
};

// Goods in stores fall on their day in `zone`.
[[nodiscard]] absl::StatusOr<BookDays> ReadBookDays(Book& book,
                                                    const absl::TimeZone& zone);

// Money with its two digits, goods whole; without grouping, which some readers
// take for a decimal point.
[[nodiscard]] std::string UngroupedAmount(std::string_view unit,
                                          int64_t amount);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_AUDIT_BOOK_DAYS_H_
