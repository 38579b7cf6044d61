// How cells of sheets become fields of requests, one function for each kind.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_CELL_READERS_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_CELL_READERS_H_

#include <string_view>

#include "absl/status/status.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/value_context.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

struct SheetCell {
  // The field it fills, which exists; of a list its last element is filled.
  std::string_view field;
  // As found; not blank.
  std::string_view text;
  // What numbers alone count, where they are amounts.
  MoneyUnit unit;
  const ValueContext& values;
  // A key of the catalogue: what is said of a cell of no such form.
  std::string_view reason;
};

// Sets the field in `request`. INVALID_ARGUMENT says what was found and what
// would be right. Lengths and what must be given are not looked at.
using CellReader = absl::Status (*)(const SheetCell& cell,
                                    google::protobuf::Message& request);

// A resource by its short name or an id, in whatever width it was typed.
[[nodiscard]] absl::Status ReadIdCell(const SheetCell& cell,
                                      google::protobuf::Message& request);
// An amount, as amount_text.h says.
[[nodiscard]] absl::Status ReadAmountCell(const SheetCell& cell,
                                          google::protobuf::Message& request);
// A day, as date_text.h says.
[[nodiscard]] absl::Status ReadDayCell(const SheetCell& cell,
                                       google::protobuf::Message& request);
// The same of what has happened: a day still to come is a slip.
[[nodiscard]] absl::Status ReadPastDayCell(const SheetCell& cell,
                                           google::protobuf::Message& request);
// How a payment was made: 直接支付, `direct`.
[[nodiscard]] absl::Status ReadMethodCell(const SheetCell& cell,
                                          google::protobuf::Message& request);
// A number of a paper, that digits were not lost of.
[[nodiscard]] absl::Status ReadNumberCell(const SheetCell& cell,
                                          google::protobuf::Message& request);
// A name or a sentence; it keeps its full-width punctuation.
[[nodiscard]] absl::Status ReadTextCell(const SheetCell& cell,
                                        google::protobuf::Message& request);
// How many: a whole number, not negative.
[[nodiscard]] absl::Status ReadQuantityCell(const SheetCell& cell,
                                            google::protobuf::Message& request);
// 是 or 否, `yes` or `no`.
[[nodiscard]] absl::Status ReadYesCell(const SheetCell& cell,
                                       google::protobuf::Message& request);
// Purposes of an allocation, parted by `+`, `、` or `;`, or by a comma that no
// digit follows, each with its share and ceiling or without:
// `masks:100万+gowns` or `masks::80万`.
[[nodiscard]] absl::Status ReadSharesCell(const SheetCell& cell,
                                          google::protobuf::Message& request);
// Nothing may stand there: always INVALID_ARGUMENT.
[[nodiscard]] absl::Status RefuseCell(const SheetCell& cell,
                                      google::protobuf::Message& request);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_CELL_READERS_H_
