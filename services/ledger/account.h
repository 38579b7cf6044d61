// The words of double entry: accounts, positions, limits.
//
// An account is a path; its first segment, up to the first colon, is its kind:
// `alloc:d1/1/masks:available`. Balance = in − out, in the account's one unit.
#ifndef EPILEDGER_SERVICES_LEDGER_ACCOUNT_H_
#define EPILEDGER_SERVICES_LEDGER_ACCOUNT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace epiledger::ledger {

// A place on the effective axis: days since 1970-01-01 for money, microseconds
// since 1970-01-01 UTC for goods. One book uses one of the two.
class Position {
 public:
  constexpr Position() = default;
  explicit constexpr Position(int64_t value) : value_(value) {}

  static Position FromDay(absl::CivilDay day) {
    return Position(day - absl::CivilDay(1970, 1, 1));
  }
  static Position FromTime(absl::Time time) {
    return Position(absl::ToUnixMicros(time));
  }

  [[nodiscard]] absl::CivilDay day() const {
    return absl::CivilDay(1970, 1, 1) + value_;
  }
  [[nodiscard]] absl::Time time() const { return absl::FromUnixMicros(value_); }
  [[nodiscard]] constexpr int64_t value() const { return value_; }

  constexpr auto operator<=>(const Position&) const = default;

 private:
  int64_t value_ = 0;
};

inline constexpr Position kBeginning{INT64_MIN};
inline constexpr Position kEnd{INT64_MAX};

// Fen or base units, at most limits::kMaxAmount.
using Amount = int64_t;

// Whether an account may go below zero: the kinds that stand for the world
// outside (`source`, `supplier`, `donor`, `opening`, `found`), and the other
// side of figures kept beside the money (`contra`).
[[nodiscard]] bool IsUnlimited(std::string_view account);

// Where a movement would take a limited account below zero.
struct Shortage {
  std::string account;
  // The first position at which the balance would be negative.
  Position position;
  // What may be taken at the movement's position without that: the lowest
  // balance from there on, 0 or more.
  Amount available = 0;
  // What was to be taken.
  Amount needed = 0;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_ACCOUNT_H_
