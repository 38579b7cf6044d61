// Resource names such as `counties/c1/facilities/f1/stores/s1`, read and made
// by a pattern such as
// `counties/{county}/facilities/{facility}/stores/{store}`.
//
// A `{segment}` stands for an id: `[a-z0-9][a-z0-9-]{0,62}`. Other segments are
// literal. Matching walks both texts once, allocates nothing and needs no
// preparation, so patterns are string constants. All functions are pure.
#ifndef EPILEDGER_SERVICES_RPC_NAMES_H_
#define EPILEDGER_SERVICES_RPC_NAMES_H_

#include <array>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/limits.h"

namespace epiledger::rpc {

// The ids of a matched name, in the pattern's order. The views point into the
// pattern and the name, which must outlive it.
class NameParts {
 public:
  // The id that stands for `{segment}`; empty when the pattern has none.
  [[nodiscard]] std::string_view Get(std::string_view segment) const;
  [[nodiscard]] std::string_view operator[](size_t index) const {
    return parts_[index].second;
  }
  [[nodiscard]] size_t size() const { return size_; }

 private:
  friend std::optional<NameParts> MatchName(std::string_view pattern,
                                            std::string_view name);
  std::array<std::pair<std::string_view, std::string_view>,
             limits::kMaxNameParts>
      parts_;
  size_t size_ = 0;
};

// The name of a service's book.
inline constexpr std::string_view kBookName = "counties/{county}/books/{book}";

// True for `[a-z0-9][a-z0-9-]{0,62}`.
[[nodiscard]] bool IsId(std::string_view text);

// The ids of `name`, or nothing when it does not fit `pattern`.
[[nodiscard]] std::optional<NameParts> MatchName(std::string_view pattern,
                                                 std::string_view name);

// As MatchName, for a name that came in the request field `field`:
// INVALID_ARGUMENT `BAD_NAME` when it does not fit.
[[nodiscard]] absl::StatusOr<NameParts> ParseName(std::string_view field,
                                                  std::string_view pattern,
                                                  std::string_view name);

// The name of `pattern` with `ids` in place of its segments. Stops the program
// when the numbers differ: the call is wrong.
[[nodiscard]] std::string MakeName(std::string_view pattern,
                                   std::initializer_list<std::string_view> ids);

// The ids of a name after the county's: `{facility}/{store}` of a store's,
// `{facility}/` of a facility's, whatever its words; empty of a county's.
[[nodiscard]] std::string PathOf(std::string_view name);

// What a path begins and ends with: `a` and `c` of `a/b/c`. Nothing, and an
// empty text, where it begins or ends with a slash or is empty.
[[nodiscard]] std::optional<std::string_view> FirstSegment(
    std::string_view path);
[[nodiscard]] std::string_view LastSegment(std::string_view path);

// Whether `pattern` is well formed and has the segment `{segment}`.
[[nodiscard]] bool PatternHas(std::string_view pattern,
                              std::string_view segment);

// INVALID_ARGUMENT unless `pattern` has literals `[a-zA-Z]+`, segments
// `{[a-z_]+}`, each name once, at most limits::kMaxNameParts of them, and no
// empty part.
[[nodiscard]] absl::Status CheckPattern(std::string_view pattern);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_NAMES_H_
