// SharingOut: how goods that do not suffice are shared out among stores.
//
//   how much   whole packs, each to the store whose days of supply are the
//              fewest, so that the fewest days of all are as many as can be
//              to within a pack; a store that nobody knows the need of gets
//              one pack once those with nothing have one
//   of what    lots that expire first, each to the store that can still use
//              most of it before it expires
//
// What is even is decided by stores and lots in the order they are given: the
// same facts are always shared out alike. Pure arithmetic in base units.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SHARING_OUT_H_
#define EPILEDGER_SERVICES_SUPPLIES_SHARING_OUT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "services/ledger/account.h"

namespace epiledger::supplies {

using ledger::Amount;

// Goods that can be used for so many days, today among them, or for ever.
struct DatedStock {
  std::optional<int64_t> days;
  Amount amount = 0;
};

// A store that may get some.
struct ShareTaker {
  enum class Need {
    // `use` of `known_days`, more than nothing.
    kKnown,
    // Nothing is used there: it gets nothing.
    kNone,
    // Not known, which is not none.
    kUnknown,
  };
  Need need = Need::kUnknown;
  // 0 to 10^15, on 1 to 60 days.
  Amount use = 0;
  int64_t known_days = 1;
  // What it has, and what is on its way to it: 0 to 10^15.
  Amount stock = 0;
  // The part of it that expires.
  std::vector<DatedStock> dated = {};
};

// What one store gets of one lot.
struct LotShare {
  // Places in what was given.
  size_t lot = 0;
  size_t taker = 0;
  Amount amount = 0;
  // What of it expires before the store has used it up, by its burn rate and
  // with what expires first used first; 0 where need is not known.
  Amount expiring = 0;

  bool operator==(const LotShare&) const = default;
};

// Shares out the packs that are in `lots`, no more than `at_most` in all; the
// lots come in the order they are used. `pack` is 1 or more; a pack is of one
// lot. In the order of lots, then of takers.
[[nodiscard]] std::vector<LotShare> ShareOut(
    absl::Span<const DatedStock> lots, absl::Span<const ShareTaker> takers,
    Amount pack, Amount at_most);

// How long `stock` lasts a store of known need, in tenths of days, rounded
// down.
[[nodiscard]] int64_t DaysTenths(Amount stock, Amount use, int64_t known_days);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SHARING_OUT_H_
