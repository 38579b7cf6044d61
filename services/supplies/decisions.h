// Short forms of what rules decide, and of what several of them check.
#ifndef EPILEDGER_SERVICES_SUPPLIES_DECISIONS_H_
#define EPILEDGER_SERVICES_SUPPLIES_DECISIONS_H_

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include "absl/status/status.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/book/command.h"
#include "services/ledger/account.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::supplies {

using Figures = std::map<std::string, std::string>;

// FAILED_PRECONDITION.
[[nodiscard]] journal::Refusal Refuse(std::string_view reason, Figures figures);
// NOT_FOUND, with the name.
[[nodiscard]] journal::Refusal Missing(std::string_view reason,
                                       const std::string& name);
// ALREADY_EXISTS NAME_TAKEN.
[[nodiscard]] journal::Refusal Taken(const std::string& name);

// When an entry is recorded.
[[nodiscard]] google::protobuf::Timestamp RecordTimeOf(
    const book::DecisionContext& context);

// As figures of a refusal have it: `2020-02-01T00:30:00Z`.
[[nodiscard]] std::string ToText(const google::protobuf::Timestamp& time);

// INVALID_ARGUMENT TIME_AHEAD when `time` is too far in the future.
[[nodiscard]] absl::Status CheckNotAhead(
    const google::protobuf::Timestamp& time, std::string_view field,
    const book::DecisionContext& context);

// A quantity in base units, or why there is none: a refusal PACK_NOT_FOUND
// or PACK_AMBIGUOUS, or INVALID_ARGUMENT QUANTITY_TOO_LARGE of `field`.
using Pieces = std::variant<ledger::Amount, book::Decision>;
[[nodiscard]] Pieces PiecesOf(const v1::Quantity& quantity,
                              const v1::Item& item, std::string_view field);

// INVALID_ARGUMENT LOT_OF_OTHER_ITEM when a lot is named that is not one of
// `item`; `field` is its path.
[[nodiscard]] absl::Status CheckLotOfItem(const std::string& lot,
                                          const std::string& item,
                                          std::string_view field);

// Whether a text says nothing: it is empty, or of spaces alone.
[[nodiscard]] bool IsBlank(const std::string& text);

// Whether a quantity says zero.
[[nodiscard]] bool IsZero(const v1::Quantity& quantity);

// Of lines that name items with quantities: INVALID_ARGUMENT LISTED_TWICE when
// an item has two, REQUIRED when one is of none. `field` is their path.
template <typename Lines>
[[nodiscard]] absl::Status CheckItemLines(const Lines& lines,
                                          std::string_view field) {
  std::set<std::string> items;
  for (int i = 0; i < lines.size(); ++i) {
    const std::string at = Concat(field, "[", i, "]");
    if (!items.insert(lines[i].item()).second) {
      return rpc::InvalidField(at + ".item", "LISTED_TWICE",
                               {{"found", lines[i].item()}});
    }
    if (IsZero(lines[i].quantity())) {
      return rpc::InvalidField(at + ".quantity", "REQUIRED");
    }
  }
  return absl::OkStatus();
}

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_DECISIONS_H_
