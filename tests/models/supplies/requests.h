// What a county's store keepers can ask the supplies service for, in plain
// words: hours are counted from the first Sunday's midnight, goods are whole
// pieces, names are short. Movements, counts and quarantines have the labels
// `m1`, `c1`, `q1` … in the order they were recorded, for the service makes
// their ids; a lot is called by what makes it one.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_REQUESTS_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_REQUESTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tests/models/supplies/transit.h"

namespace epiledger::goods {

// Where goods come from; the first four are what a receipt may say.
enum class Source { kDonor, kUnfunded, kOrder, kOpening, kFound };

struct Origin {
  Source source = Source::kDonor;
  // Of a donor; of an order its id.
  std::string who;
};

enum class MoveKind {
  kReceive,
  kIssue,
  kLose,
  kBringBack,
  kSendBack,
};

// Why goods were lost, as numbered by the documents; 0: none, 5: other.
inline constexpr int kNoLossReason = 0;
inline constexpr int kOtherLoss = 5;

struct MoveLine {
  std::string item;
  int64_t pieces = 0;
  // Of a receipt.
  std::string batch;
  std::optional<int> last_day;
  // Of all others; empty: the service chooses.
  std::string lot;
  bool is_overridden = false;
};

struct Move {
  MoveKind kind = MoveKind::kReceive;
  // `hospital/reserve`.
  std::string store;
  int hour = 0;
  std::vector<MoveLine> lines;
  // Of a receipt.
  std::optional<Origin> origin;
  int loss_reason = kNoLossReason;
  std::string note;
};

// Why a count found more, as numbered by the documents; 0: none.
inline constexpr int kNoSurplusReason = 0;
// Those that nobody gives.
inline constexpr int kWithinTolerance = 5;
inline constexpr int kUnexplained = 6;

struct CountLine {
  std::string item;
  // Nothing: not said.
  std::optional<int64_t> pieces;
  int surplus_reason = kNoSurplusReason;
  bool is_confirmed = false;
  bool is_withdrawn = false;
  // Not counted, and says so.
  bool is_absent = false;
};

struct Count {
  std::string store;
  int hour = 0;
  std::vector<CountLine> lines;
  // A label; empty: none.
  std::string supersedes;
  std::string reason;
  bool all_or_nothing = false;
};

// A lot is not given out of a store from an hour on.
struct Quarantine {
  std::string store;
  std::string lot;
  int hour = 0;
};

// It is given out again.
struct Release {
  // A label; `store` is that of the quarantine.
  std::string quarantine;
  int hour = 0;
};

using Request =
    std::variant<Move, Count, Quarantine, Release, MakeShipment, Pick, Ship,
                 CancelShipment, Arrival, TakeBack, Requisition, Grant,
                 RejectRequisition, CancelRequisition>;

// The same with something changed that no rule of form refuses.
[[nodiscard]] Request Altered(Request request);

// One short line that a person can do again by hand.
[[nodiscard]] std::string Tell(const Request& request);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_REQUESTS_H_
