// SheetRows: one row of a sheet as a request of its own, and what is wrong with
// its cells.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_ROW_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_ROW_H_

#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "clients/cli/sheets/columns.h"
#include "clients/cli/sheets/csv.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/sheets/sheet_form.h"
#include "clients/cli/values/value_context.h"
#include "google/protobuf/message.h"
#include "services/rpc/validate.h"

namespace epiledger::cli {

struct SheetRow {
  // With one element of the form's parts.
  std::shared_ptr<google::protobuf::Message> request;
  // The fields whose cells are known to be wrong.
  std::set<std::string_view> told;
  std::vector<SheetFinding> findings;
  bool is_whole = false;
};

class SheetRows {
 public:
  // All must outlive it. Requests begin as copies of `start`.
  SheetRows(const SheetForm& form, const google::protobuf::Message& start,
            const ValueContext& values, const rpc::Validator& validator)
      : form_(form), start_(start), values_(values), validator_(validator) {}

  // What the cells say, and those that say what cannot be read.
  [[nodiscard]] SheetRow Read(const SheetHeader& header,
                              const CsvRow& row) const;

  // Adds to `line` what must be given and is not, and what the service would
  // refuse. What several rows have in common must be given in the first.
  void Check(const SheetHeader& header, const CsvRow& row, bool is_first,
             SheetRow& line) const;

 private:
  void CheckNeeds(const SheetHeader& header, const CsvRow& row, bool is_first,
                  SheetRow& line) const;
  void CheckRules(const SheetHeader& header, const CsvRow& row, bool is_first,
                  SheetRow& line) const;
  // The field must be given in this row, if anywhere.
  [[nodiscard]] bool IsDueIn(const SheetColumn& column, bool is_first) const;

  const SheetForm& form_;
  const google::protobuf::Message& start_;
  const ValueContext& values_;
  const rpc::Validator& validator_;
};

// Adds an element to the list at `path`, which exists.
google::protobuf::Message& AddElement(google::protobuf::Message& message,
                                      std::string_view path);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_ROW_H_
