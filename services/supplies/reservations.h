// Reservations: what a store holds back of one item for shipments.
//
// A reservation holds pieces; once they are picked, pieces of certain lots.
// They stand at the end of the line's time alone: what is held back was not
// there to be held back yesterday. Choices leave it where it is. Facts may take
// it, and then the youngest reservation is broken first.
#ifndef EPILEDGER_SERVICES_SUPPLIES_RESERVATIONS_H_
#define EPILEDGER_SERVICES_SUPPLIES_RESERVATIONS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "epiledger/supplies/v1/shipment.pb.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/line_book.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {

// By lot.
using LotAmounts = std::map<std::string, Amount>;

struct Held {
  // Of no lot yet.
  Amount unpicked = 0;
  // By lot.
  LotAmounts picked;

  [[nodiscard]] Amount total() const;
  [[nodiscard]] Amount PickedOf(const std::string& lot) const;
  // What has to be left of whatever lots there are, where `there` tells what is
  // there of each: what no lot is set aside for, and what was set aside of lots
  // that, by counts, are gone.
  [[nodiscard]] Amount Promised(const LotAmounts& there) const;
};

// What is held back for all shipments.
[[nodiscard]] Held HeldBack(const v1::LineReservations& reservations);

// What stands beside a choice made for one shipment.
struct Claims {
  // What it has to leave.
  Held of_others;
  // The lots set aside for it.
  LotAmounts own;
};

// The claims where the choice is for `shipment`, `{facility}/{store}/{id}`;
// empty: for none. Where goods lack, the younger shipment lacks them: all that
// older ones hold has to be left, and of what is set aside for younger ones
// what is there beside the lots of its own. One that holds nothing is the
// youngest.
[[nodiscard]] Claims ClaimsBeside(const v1::LineReservations& reservations,
                                  const LotAmounts& there,
                                  std::string_view shipment);

// Whether the line as it is left has of each lot what is set aside of it, or
// lacks no more than it did as it was found. For choices, which leave what is
// held in all: behind the last count they take what is open alone, and before
// it they change of what was used the lots, not how much is there.
[[nodiscard]] bool StillHolds(const LineBook& book, const Held& held);

// Sets what `shipment`, `{facility}/{store}/{id}`, holds back of a line, with
// the lots where they are set aside; 0 ends it. A new one is the youngest.
void Hold(const LineName& line, const std::string& shipment, Amount amount,
          const std::vector<v1::LotChange>& lots, EffectsBuilder& effects);

// Breaks what the line as it is left cannot hold back any more, the youngest
// first: shrinks the shipments, which have to be picked anew, and opens a task
// for each. The change was made at `position`. Returns what was broken.
[[nodiscard]] std::vector<v1::BrokenReservation> BreakReservations(
    const LineBook& book, int64_t position, EffectsBuilder& effects);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_RESERVATIONS_H_
