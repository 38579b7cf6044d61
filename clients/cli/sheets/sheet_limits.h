// Bounds of the sheets that people import, a sentence each.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_LIMITS_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_LIMITS_H_

#include <cstddef>

namespace epiledger::cli {

// Bytes of a sheet; it is held in memory as a whole.
inline constexpr size_t kMaxSheetBytes = size_t{64} << 20;
// Rows of a sheet that hold anything, the header among them: more than a
// county pays in a year.
inline constexpr size_t kMaxSheetRows = 200'000;
// Lines of one call; the service takes twice as many, and with long texts they
// stay far below the largest request.
inline constexpr size_t kLinesPerBatch = 500;
// Times a line that was refused is sent anew, each time as another request.
inline constexpr int kMaxAttempts = 20;
// Times one batch waits until the service hears again a person whose lines were
// refused too often.
inline constexpr int kMaxRefusalWaits = 3;

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_LIMITS_H_
