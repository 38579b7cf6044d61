// Waiting: proposals, limits and record time, as plain structs (decision 20).
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_WAITING_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_WAITING_H_

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "tests/models/funding/requests.h"

namespace epiledger::ladder {

// What needs a second person, each with a limit of its own; limits always do.
enum class Watched { kPayment, kOrder, kTransfer, kRecall, kLimits };

// The way that amounts go together.
struct Route {
  Watched kind = Watched::kLimits;
  std::string allocation;
  std::string payee;

  auto operator<=>(const Route&) const = default;
};

struct NotedProposal {
  enum class State { kOpen, kApproved, kRejected, kWithdrawn, kExpired };

  int64_t sequence = 0;
  Request write;
  Route route;
  int64_t fen = 0;
  int64_t limit = 0;
  int64_t lately = 0;
  // From that minute on it is expired.
  int64_t expires = 0;
  // How many limits there had been.
  size_t limits = 0;
  // As it was noted, by that entry.
  State state = State::kOpen;
  int64_t ended = 0;
  // Its hold was let go from that day on.
  int free_from = 0;
};

// Limits, from an entry on.
struct NotedLimits {
  int64_t sequence = 0;
  Limits limits;
};

// A write of one person that came near a limit.
struct NotedNear {
  int64_t sequence = 0;
  int64_t fen = 0;
  int64_t sum = 0;
};

struct Waiting {
  // Of record time, since the history began; and when each entry was recorded.
  int64_t minute = 0;
  std::map<int64_t, int64_t> recorded;
  // By label.
  std::map<std::string, NotedProposal> proposals;
  // In their order.
  std::vector<NotedLimits> limits;
  // What went the same way without a second person, by half hours.
  std::map<Route, std::map<int64_t, int64_t>> lately;
  // In their order.
  std::vector<NotedNear> near;

  [[nodiscard]] int days_gone() const;
  [[nodiscard]] Limits LimitsNow() const {
    return limits.empty() ? Limits() : limits.back().limits;
  }
  // Nobody ended it so far, though it may have expired.
  [[nodiscard]] static bool IsUndecided(const NotedProposal& proposal) {
    return proposal.state == NotedProposal::State::kOpen;
  }
  [[nodiscard]] bool IsOpen(const NotedProposal& proposal) const {
    return IsUndecided(proposal) && minute < proposal.expires;
  }
  // Of the entry that recorded it.
  [[nodiscard]] bool IsOpen(int64_t sequence) const;
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_WAITING_H_
