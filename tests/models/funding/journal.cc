#include "tests/models/funding/journal.h"

#include <utility>

namespace epiledger::ladder {

namespace {

int64_t SumOf(const std::vector<Posting>& postings, Point point) {
  int64_t sum = 0;
  for (const Posting& posting : postings) {
    if (posting.IsSeenAt(point)) sum += posting.fen;
  }
  return sum;
}

std::string NameOf(const Pot& pot) {
  return std::to_string(static_cast<int>(pot.kind)) + " " + pot.owner + " " +
         pot.purpose + " " + pot.line;
}

}  // namespace

void Journal::Post(Posting posting) {
  if (posting.fen == 0) return;
  Postings& postings = pots_[posting.pot];
  postings.push_back(std::move(posting));
}

void Journal::Move(const Posting& out, const Pot& to) {
  Posting in = out;
  in.pot = to;
  in.fen = -out.fen;
  Post(out);
  Post(std::move(in));
}

int64_t Journal::Sum(const Pot& pot, Point point) const {
  const auto found = pots_.find(pot);
  return found == pots_.end() ? 0 : SumOf(found->second, point);
}

// In one pass, for it is asked for most of all.
int64_t Journal::Spare(const Pot& pot, int day) const {
  const auto found = pots_.find(pot);
  if (found == pots_.end()) return 0;
  std::vector<int64_t> changes(
      static_cast<size_t>(std::max(last_day_ - day, 0) + 1));
  for (const Posting& posting : found->second) {
    const int after = std::max(posting.day - day, 0);
    changes.at(static_cast<size_t>(after)) += posting.fen;
  }
  int64_t sum = changes.front();
  int64_t least = sum;
  for (size_t i = 1; i < changes.size(); ++i) {
    sum += changes[i];
    least = std::min(least, sum);
  }
  return std::max<int64_t>(least, 0);
}

int64_t Journal::SumOfLines(Kind kind, const std::string& owner,
                            const std::string& purpose, Point point) const {
  int64_t sum = 0;
  for (auto it = pots_.lower_bound({kind, owner, purpose, ""});
       it != pots_.end() && it->first.kind == kind &&
       it->first.owner == owner && it->first.purpose == purpose;
       ++it) {
    sum += SumOf(it->second, point);
  }
  return sum;
}

std::vector<Posting> Journal::PostingsOf(int64_t sequence) const {
  std::vector<Posting> found;
  for (const auto& [pot, postings] : pots_) {
    for (const Posting& posting : postings) {
      if (posting.sequence != sequence || posting.is_aside) continue;
      found.push_back(posting);
    }
  }
  return found;
}

std::set<int64_t> Journal::PostersAfter(
    int64_t sequence, const std::function<bool(const Pot&)>& fits) const {
  std::set<int64_t> posters;
  for (const auto& [pot, postings] : pots_) {
    if (!fits(pot)) continue;
    for (const Posting& posting : postings) {
      if (posting.sequence <= sequence || posting.is_aside) continue;
      posters.insert(posting.sequence);
    }
  }
  return posters;
}

std::string Journal::FirstOverdrawn() const {
  for (const auto& [pot, postings] : pots_) {
    for (const Posting& posting : postings) {
      if (SumOf(postings, {.day = posting.day}) >= 0) continue;
      return NameOf(pot) + " on day " + std::to_string(posting.day);
    }
  }
  return "";
}

}  // namespace epiledger::ladder
