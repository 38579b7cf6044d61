// Genesis: what a book's first entry says of its county, and the calendar that
// follows from it.
#ifndef EPILEDGER_SERVICES_BOOK_GENESIS_H_
#define EPILEDGER_SERVICES_BOOK_GENESIS_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/journal/frame.h"
#include "services/ledger/history.h"
#include "services/ledger/state.h"

namespace epiledger::book {

// Collection and key of the genesis resource.
inline constexpr std::string_view kGenesisCollection =
    journal::kGenesisCollection;
inline constexpr std::string_view kGenesisKey = "county";

// The county of a book that was created: empty in one that was not.
[[nodiscard]] journal::v1::Genesis GenesisOf(ledger::State& state);
// The same as a read sees it. The storage layer's codes.
[[nodiscard]] absl::StatusOr<journal::v1::Genesis> ReadGenesis(
    ledger::Snapshot& snapshot);

// The county's civil day at an instant.
[[nodiscard]] absl::CivilDay CivilDayAt(const journal::v1::Genesis& genesis,
                                        absl::Time time);
// The instant at which a civil day of the county begins.
[[nodiscard]] absl::Time BeginningOf(const journal::v1::Genesis& genesis,
                                     absl::CivilDay day);

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_GENESIS_H_
