// Quantities as people type them: pieces, whole packs, and both together.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_QUANTITY_TEXT_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_QUANTITY_TEXT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace epiledger::cli {

struct QuantityPart {
  // The pack's id or name, or the name of the base unit, as typed; empty: none
  // was, and pieces are meant.
  std::string pack;
  // 0 to limits::kMaxPieces.
  int64_t count = 0;

  bool operator==(const QuantityPart&) const = default;
};

// The parts of a quantity, at least one: `20`, `3 box + 20`, `3*box+20`,
// `3箱+20`, `3箱20只`, `1.2万`, in digits of either width, with or without
// thousands grouped. A number without a pack is followed by a `+` or is the
// last. A pack's name in Latin letters may hold digits, so that a `+` or a
// space ends it; in Chinese it ends with the first of them.
//
// INVALID_ARGUMENT: BAD_QUANTITY when it is no such text, QUANTITY_NOT_WHOLE of
// a part of a pack or piece, QUANTITY_TOO_LARGE.
[[nodiscard]] absl::StatusOr<std::vector<QuantityPart>> ParseQuantityText(
    std::string_view text);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_QUANTITY_TEXT_H_
