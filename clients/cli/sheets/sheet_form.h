// SheetForm: what a kind of sheet is, as a table: its columns, how their cells
// are read, and which of its rows are one request.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_FORM_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_FORM_H_

#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/sheets/cell_readers.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/rpc/error.h"

namespace epiledger::cli {

enum class Need {
  kOptional,
  // The column must be there; its cells may be blank.
  kColumn,
  // Its cells must say something: in every row, or, of what several rows have
  // in common, in the first of them.
  kCell,
};

struct ColumnForm {
  // The field of the request it fills, such as `payment.amount`; empty for one
  // that is known and fills none, such as 序号.
  std::string_view field;
  // What people call it, the likeliest first; however it is spaced and
  // capitalised.
  std::vector<std::string_view> chinese;
  std::vector<std::string_view> english;
  // Null: its cells are not looked at.
  CellReader read = nullptr;
  Need need = Need::kOptional;
  // A key of the catalogue: what is said of a cell that cannot be read.
  std::string_view reason = "";
};

// Texts that no two requests of a sheet may have alike, all of them said.
struct UniqueFields {
  std::vector<std::string_view> fields;
  // A key of the catalogue; its figures are `found`, what the last field says,
  // `row`, and each field by its last name.
  std::string_view reason;
};

struct SheetForm {
  // The type of its requests: `request_id`, `parent` unless they change what
  // there is, and what is recorded.
  const google::protobuf::Descriptor* request = nullptr;
  std::vector<ColumnForm> columns;
  // The field of the amounts that add up to the sheet's total; empty: the sheet
  // is not of money.
  std::string_view amount;
  // The field that tells a person one request from another.
  std::string_view label;
  // The list whose elements the rows are, where several rows are one request;
  // empty: each row is a request.
  std::string_view parts = "";
  // Texts that the rows of one request have alike, in whatever width, case and
  // spaces; none: all rows of the sheet are one request.
  std::vector<std::string_view> key = {};
  // The field of the id of what is recorded; where the sheet has none, one is
  // made of the key, or, without a key, of all that the row says. Empty: the
  // service makes it.
  std::string_view id = "";
  std::vector<UniqueFields> unique = {};
  // Said of a row that says all that an earlier one says.
  std::string_view twice = "SHEET_ROW_TWICE";
  // What a request says, for its id; null: ContentOf.
  std::string (*content)(const google::protobuf::Message& request) = nullptr;
  // What the service would refuse of a row, as far as the row alone tells.
  // Field paths have no indexes.
  std::vector<rpc::FieldViolation> (*check)(
      const google::protobuf::Message& request) = nullptr;
  // The sheet is another house's: columns nobody knows, and sums between its
  // lines, are passed over.
  bool is_foreign = false;
};

// The column called `name`; null where none is.
[[nodiscard]] const ColumnForm* FindColumn(const SheetForm& form,
                                           std::string_view name);

// Whether the column says something of each row, and not of what several rows
// have in common.
[[nodiscard]] bool IsOfPart(const SheetForm& form, const ColumnForm& column);

// All names of a column, parted by commas.
[[nodiscard]] std::string NamesOf(const ColumnForm& column);

// The likeliest names of all columns that fill fields: `指标, 用途 (allocation,
// purpose)`.
[[nodiscard]] std::string NamesOfColumns(const SheetForm& form);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_FORM_H_
