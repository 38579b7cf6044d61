// RecordList: the rows of a sheet put together to requests.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_RECORD_LIST_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_RECORD_LIST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "clients/cli/sheets/columns.h"
#include "clients/cli/sheets/csv.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/sheets/sheet_form.h"
#include "clients/cli/sheets/sheet_reader.h"
#include "clients/cli/sheets/sheet_row.h"
#include "services/text.h"

namespace epiledger::cli {

class RecordList {
 public:
  // `form` must outlive it.
  explicit RecordList(const SheetForm& form) : form_(form) {}

  // The record of earlier rows that the row belongs to; null when it begins
  // one. Good until the next is added.
  [[nodiscard]] SheetRecord* Find(const SheetRow& line);

  // Whether the row says which record it is of.
  [[nodiscard]] bool HasKey(const SheetRow& line) const {
    return KeyOf(line).has_value();
  }

  // Fills in what the row leaves blank and has in common with `record`.
  void Complete(const SheetRecord& record, SheetRow& line) const;

  // Adds the row, to `earlier` unless that is null. Returns what it contradicts
  // in the rows before.
  std::vector<SheetFinding> Add(const SheetHeader& header, const CsvRow& row,
                                int64_t fen, SheetRow line,
                                SheetRecord* earlier);

  // All of them, with their ids.
  [[nodiscard]] std::vector<SheetRecord> Take() &&;

 private:
  // Nothing where the row does not tell.
  [[nodiscard]] std::optional<std::string> KeyOf(const SheetRow& line) const;
  void Begin(int64_t row, int64_t fen, SheetRow line);
  void Join(int64_t row, int64_t fen, const SheetRow& line,
            SheetRecord& record);
  void NoteDifferences(const SheetHeader& header, const CsvRow& row,
                       const SheetRow& line, const SheetRecord& record,
                       std::vector<SheetFinding>& findings) const;
  void NoteRepeatedPart(int64_t row, const SheetRow& line, size_t record,
                        std::vector<SheetFinding>& findings);

  const SheetForm& form_;
  std::vector<SheetRecord> records_;
  // Places in `records_` by key.
  StringMap<size_t> by_key_;
  // The row that said it first, by record and part.
  StringMap<int64_t> part_rows_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_RECORD_LIST_H_
