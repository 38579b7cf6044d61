// Bounds of the sheets that people import, a sentence each.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_LIMITS_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_LIMITS_H_

#include <cstddef>

#include "services/limits.h"

namespace epiledger::cli {

// Bytes of a sheet; it is held in memory as a whole.
inline constexpr size_t kMaxSheetBytes = size_t{64} << 20;
// Rows of a sheet that hold anything, the header among them: more than a
// county pays in a year.
inline constexpr size_t kMaxSheetRows = 200'000;
// Findings of a sheet that are kept; more are counted. A sheet where every cell
// is wrong would not fit into memory otherwise.
inline constexpr size_t kMaxFindings = 10'000;
// Findings that are shown: more than a person puts right before looking anew.
inline constexpr size_t kMaxFindingsTold = 100;
// Names of a kind that a sheet's are looked up among, more allocations than a
// county makes in years; where there are more, only a refusal tells.
inline constexpr int kMaxNamesAsked = 20'000;
// Requests of one call where each is decided for itself; the service takes
// twice as many.
inline constexpr size_t kLinesPerBatch = 500;
// Bytes of the requests of such a call, two thirds of what the service takes.
inline constexpr size_t kBytesPerBatch = size_t{2} << 20;
// Bytes of a call whose requests are accepted all or none, half of what the
// service takes: the answer adds names and receipts to them, and has to fit
// into one answer as well.
inline constexpr size_t kMaxTogetherBytes = limits::kMaxRequestBytes / 2;
// Times a line that was refused is sent anew, each time as another request.
inline constexpr int kMaxAttempts = 20;
// Times one batch waits until the service hears again a person whose lines were
// refused too often.
inline constexpr int kMaxRefusalWaits = 3;

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_LIMITS_H_
