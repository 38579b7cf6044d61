// Notes: what a county's store keepers have recorded, as plain structs, and
// what of it was known after every entry.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_NOTES_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_NOTES_H_

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/models/supplies/line.h"
#include "tests/models/supplies/lots.h"
#include "tests/models/supplies/requests.h"
#include "tests/models/supplies/shipments.h"

namespace epiledger::goods {

// A point of both axes; now where nothing is said.
struct Point {
  int64_t sequence = std::numeric_limits<int64_t>::max();
  int hour = kEnd;
};

// Something as it was after every entry that changed it.
template <typename T>
class Versions {
 public:
  void Set(int64_t sequence, T value) {
    if (!all_.empty() && all_.back().first == sequence) all_.pop_back();
    all_.emplace_back(sequence, std::move(value));
  }
  // Null where it was not there yet.
  [[nodiscard]] const T* At(int64_t sequence) const {
    const T* found = nullptr;
    for (const auto& [since, value] : all_) {
      if (since > sequence) break;
      found = &value;
    }
    return found;
  }
  [[nodiscard]] const T* Now() const {
    return all_.empty() ? nullptr : &all_.back().second;
  }
  // For who asks of nothing but now.
  void ForgetPast() {
    if (all_.size() > 1) all_.erase(all_.begin(), all_.end() - 1);
  }

 private:
  // Rising.
  std::vector<std::pair<int64_t, T>> all_;
};

struct Item {
  // How many more than expected a count may find without a reason.
  int64_t tolerance = 0;
};

// Store and item.
using LineName = std::pair<std::string, std::string>;

// What became of a line of a count; numbered as in the documents.
enum class Outcome {
  kOpening = 1,
  kAsExpected = 2,
  kUse = 3,
  kSurplus = 4,
  kContradicted = 5,
  kRepeated = 6,
  kWithdrawn = 7,
  kNotCounted = 8,
  kMoved = 9,
  kUnconfirmed = 10,
  kRejected = 11,
};

struct NotedCount {
  int64_t sequence = 0;
  Count asked;
  struct Result {
    Outcome outcome = Outcome::kNotCounted;
    // The count of the same instant that said the same.
    std::string repeats;
    // The count that took it back; empty where it stands.
    std::string superseded_by;
    int64_t superseded_sequence = 0;

    [[nodiscard]] bool IsGoneAt(int64_t sequence) const {
      return !superseded_by.empty() && superseded_sequence <= sequence;
    }
  };
  // By item.
  std::map<std::string, Result> results;
};

struct NotedQuarantine {
  int64_t sequence = 0;
  Quarantine asked;
  std::optional<int> release_hour;
  int64_t release_sequence = 0;

  // Whether it lasts then, as far as was known.
  [[nodiscard]] bool LastsAt(Point point) const {
    if (sequence > point.sequence || asked.hour > point.hour) return false;
    return !release_hour.has_value() || release_sequence > point.sequence ||
           point.hour < *release_hour;
  }
};

struct NotedMove {
  int64_t sequence = 0;
  Move asked;
};

// What does not fit: its kind as numbered in the documents, where, and how
// much.
struct TaskName {
  int kind = 0;
  std::string store;
  std::string item;
  // A label.
  std::string source;

  auto operator<=>(const TaskName&) const = default;
};
inline constexpr int kContradictedCount = 1;
inline constexpr int kContradictedReceipt = 2;
inline constexpr int kLateSurplus = 3;
inline constexpr int kUnexplainedSurplus = 4;
inline constexpr int kContradictedLoss = 20;
inline constexpr int kContradictedReturn = 21;
inline constexpr int kContradictedArrival = 40;
inline constexpr int kBrokenReservation = 41;

struct Notes {
  explicit Notes(int hour_now) : now(hour_now) { hours.Set(0, hour_now); }

  // The hour of the clock, and what it was at each entry.
  int now = 0;
  Versions<int> hours;
  // The book's last entry.
  int64_t head = 0;
  std::map<std::string, Item> items;
  // By name: `hospital/reserve`.
  std::set<std::string> stores;
  Lots lots;
  std::map<LineName, Versions<Line>> lines;
  // By label.
  std::map<std::string, NotedMove> moves;
  std::map<std::string, NotedCount> counts;
  std::map<std::string, NotedQuarantine> quarantines;
  // What stores hold back by now: it has no other axis.
  std::map<LineName, Versions<Holds>> holds;
  std::map<std::string, Versions<NotedShipment>> shipments;
  std::map<std::string, Versions<NotedRequisition>> requisitions;
  // What is open of it; nothing once it is resolved.
  std::map<TaskName, Versions<std::optional<int64_t>>> tasks;

  // As it is now; empty where nothing is known of it.
  [[nodiscard]] const Line& LineOf(const LineName& name) const {
    static const Line* const kEmpty = new Line;
    const auto found = lines.find(name);
    if (found == lines.end()) return *kEmpty;
    return *found->second.Now();
  }
  [[nodiscard]] const Holds& HoldsOf(const LineName& name) const {
    static const Holds* const kNone = new Holds;
    const auto found = holds.find(name);
    return found == holds.end() ? *kNone : *found->second.Now();
  }
};

template <typename T>
[[nodiscard]] const T* Find(const std::map<std::string, T>& all,
                            const std::string& name) {
  const auto found = all.find(name);
  return found == all.end() ? nullptr : &found->second;
}

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_NOTES_H_
