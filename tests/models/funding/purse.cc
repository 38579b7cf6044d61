#include "tests/models/funding/purse.h"

#include <utility>

namespace epiledger::ladder {

int64_t BoundFor(const Journal& journal, const std::string& allocation,
                 const std::string& purpose, Point point) {
  return journal.SumOfLines(Kind::kTaken, allocation, purpose, point) +
         journal.SumOfLines(Kind::kWaitsToSpend, allocation, purpose, point) +
         journal.Sum({Kind::kSpent, allocation, purpose, ""}, point);
}

int64_t WaitingFor(const Journal& journal, const std::string& allocation,
                   const std::string& purpose, Point point) {
  return journal.SumOfLines(Kind::kWaits, allocation, purpose, point);
}

Reach ReachOf(const Journal& journal, const NotedAllocation& allocation,
              const std::string& purpose, int day) {
  const auto spare = [&](const std::string& part) {
    return journal.Spare({Kind::kAvailable, allocation.name, part, ""}, day);
  };
  Reach reach{spare(purpose) + spare(kRest), {}};
  const Share* share = allocation.ShareOf(purpose);
  if (share != nullptr && share->ceiling > 0) {
    reach.ceiling_left = journal.LeastFrom(day, [&](Point point) {
      return share->ceiling -
             BoundFor(journal, allocation.name, purpose, point);
    });
  }
  return reach;
}

int64_t AvailableFor(const Journal& journal, const NotedAllocation& allocation,
                     const std::string& purpose, int day) {
  return allocation.ShareOf(purpose) == nullptr
             ? 0
             : ReachOf(journal, allocation, purpose, day).both();
}

void JudgeReach(const Reach& reach, int64_t fen, const char* reason,
                int64_t covered, Verdict& verdict) {
  const int64_t available = reach.both() + covered;
  verdict.RefuseIf(fen - covered > reach.money, reason, available);
  if (!reach.ceiling_left.has_value()) return;
  verdict.RefuseIf(fen - covered > *reach.ceiling_left, "OVER_CEILING",
                   available, reach.ceiling_left);
}

Purse::Purse(const NotedAllocation& allocation, std::string purpose, int day,
             Journal& journal)
    : allocation_(allocation),
      purpose_(std::move(purpose)),
      day_(day),
      journal_(journal) {}

int64_t Purse::Take(int64_t sequence, int64_t fen, const Pot& to) {
  const Pot own = Available(purpose_);
  const int64_t from_own = std::min(fen, journal_.Spare(own, day_));
  const int64_t from_rest = fen - from_own;
  journal_.Move({sequence, day_, own, -from_own}, to);
  journal_.Move({sequence, day_, Available(kRest), -from_rest}, to);
  return from_rest;
}

int64_t Purse::GiveBack(int64_t sequence, int64_t fen, int64_t undivided,
                        const Pot& from) {
  const int64_t to_rest = std::min(fen, undivided);
  journal_.Move({sequence, day_, from, -to_rest}, Available(kRest));
  journal_.Move({sequence, day_, from, to_rest - fen}, Available(purpose_));
  return to_rest;
}

}  // namespace epiledger::ladder
