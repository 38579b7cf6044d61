// Timeline: an account's balance along the effective axis, from some position
// on; what is before is known as one sum.
//
// Pure data, no SQL. Not thread-safe.
#ifndef EPILEDGER_SERVICES_LEDGER_TIMELINE_H_
#define EPILEDGER_SERVICES_LEDGER_TIMELINE_H_

#include <map>
#include <vector>

#include "services/ledger/account.h"

namespace epiledger::ledger {

// One position of an account.
struct Point {
  // Everything up to and including this position.
  Amount balance = 0;
  // What was moved at this very position.
  Amount moved = 0;
  // Number of the last movement recorded here; 0 when there is none.
  int64_t last_movement = 0;
};

class Timeline {
 public:
  // An account nothing has happened to.
  Timeline() = default;
  // What the tables hold from `from` on. `opening` is the balance before it.
  Timeline(Position from, Amount opening, std::map<Position, Point> points);

  // Adds what the tables hold from `from` up to where this timeline began.
  void Extend(Position from, Amount opening, std::map<Position, Point> points);

  // Whether positions from `position` on are loaded.
  [[nodiscard]] bool Covers(Position position) const {
    return from_ <= position;
  }

  // The balance at the end of `position`, which must be covered.
  [[nodiscard]] Amount BalanceAt(Position position) const;
  // The balance after everything.
  [[nodiscard]] Amount balance() const;
  // The lowest balance from `position` on: what may be taken there without
  // making any later day negative.
  [[nodiscard]] Amount LowestFrom(Position position) const;
  // The highest balance from `position` on.
  [[nodiscard]] Amount HighestFrom(Position position) const;
  // The first position from `position` on whose balance is below `amount`;
  // kEnd when none is.
  [[nodiscard]] Position FirstBelow(Position position, Amount amount) const;

  // The point at `position` as it is before a movement there; made if new.
  [[nodiscard]] const Point& At(Position position);

  // Books `change` at `position` under the movement's number. Every position
  // whose balance changes is appended to `changed`.
  void Move(Position position, Amount change, int64_t movement,
            std::vector<Position>& changed);

  [[nodiscard]] const std::map<Position, Point>& points() const {
    return points_;
  }
  [[nodiscard]] Amount opening() const { return opening_; }
  // Where the loaded part begins.
  [[nodiscard]] Position from() const { return from_; }

 private:
  Position from_ = kBeginning;
  Amount opening_ = 0;
  std::map<Position, Point> points_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_TIMELINE_H_
