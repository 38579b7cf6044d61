// Text: the seam between std::string_view and an Abseil that was built with a
// string_view of its own, as Debian's is.
#ifndef EPILEDGER_SERVICES_TEXT_H_
#define EPILEDGER_SERVICES_TEXT_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace epiledger {

[[nodiscard]] inline absl::string_view ToAbsl(std::string_view text) {
  return {text.data(), text.size()};
}

namespace internal_text {
template <typename T>
const T& Piece(const T& piece) {
  return piece;
}
inline absl::string_view Piece(const std::string_view& piece) {
  return ToAbsl(piece);
}
}  // namespace internal_text

// absl::StrCat that also takes std::string_view.
template <typename... Pieces>
[[nodiscard]] std::string Concat(const Pieces&... pieces) {
  return absl::StrCat(internal_text::Piece(pieces)...);
}

struct StringHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

// A hash map from strings that can be asked with a std::string_view.
template <typename Value>
using StringMap =
    absl::flat_hash_map<std::string, Value, StringHash, std::equal_to<>>;

}  // namespace epiledger

#endif  // EPILEDGER_SERVICES_TEXT_H_
