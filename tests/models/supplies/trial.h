// Trial: what would become of a line of a movement or a count, by the notes.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_TRIAL_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_TRIAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/models/supplies/notes.h"

namespace epiledger::goods {

[[nodiscard]] bool IsFact(MoveKind kind);

// One line of a movement.
struct MoveTrial {
  // Of a choice: what could be had of what it may take.
  int64_t available = 0;
  // What a choice leaves where no lot is named, for it is withheld.
  std::vector<Pieces> skipped;
  // Likewise, for it is set aside for shipments.
  std::vector<Pieces> set_aside;
  // Of each lot, in the order chosen; more than zero.
  std::vector<Pieces> lots;
  // With it; nothing where no split reconciles it.
  std::optional<Line> after;
  // Of a choice: what is held for shipments is there afterwards.
  bool leaves_held = true;
};
[[nodiscard]] MoveTrial Try(const Notes& notes, const Move& move,
                            const MoveLine& line);

// One item of a shipment that leaves: the lots set aside, or those whose turn
// it is.
struct ShipTrial {
  // Less could be had of a lot set aside, or of what may be taken.
  bool is_short = false;
  int64_t available = 0;
  std::vector<Pieces> lots;
  // With it; nothing where no split reconciles it.
  std::optional<Line> after;
  // What has to be left to others is there afterwards.
  bool leaves_held = true;
};
[[nodiscard]] ShipTrial Try(const Notes& notes, const NotedShipment& shipment,
                            const Ship& asked, const std::string& item);

// One line of a count.
struct CountTrial {
  Outcome outcome = Outcome::kNotCounted;
  int64_t expected = 0;
  // Of a contradicted one.
  int64_t needed = 0;
  // A label, of a repeated one.
  std::string repeats;
  // Why it does not stand as it is, by reason: what is wrong, and what is asked
  // back.
  std::vector<std::string> wrongs;
  std::vector<std::string> questions;
  // The counts whose line it takes back, where it is posted.
  std::vector<std::string> takes_back;
  // With it; nothing where it changes nothing.
  std::optional<Line> after;

  [[nodiscard]] bool is_good() const {
    return wrongs.empty() && questions.empty();
  }
};
[[nodiscard]] CountTrial Try(const Notes& notes, const Count& count,
                             const CountLine& line);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_TRIAL_H_
