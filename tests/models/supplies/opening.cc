#include "tests/models/supplies/opening.h"

namespace epiledger::goods {

Notes OpenedBook() {
  Notes notes(kNow);
  notes.items = {{"gloves", {.tolerance = 0}}, {"masks", {.tolerance = 3}}};
  notes.stores = {"depot/hall", "hospital/reserve", "hospital/ward"};
  for (const auto& [id, item] : notes.items) {
    notes.lots[OpeningOf(id)] = {id, {}, {}, {Source::kOpening, ""}};
    notes.lots[FoundOf(id)] = {id, {}, {}, {Source::kFound, ""}};
  }
  notes.head = 1 + std::ssize(notes.items) + std::ssize(notes.stores);
  return notes;
}

}  // namespace epiledger::goods
