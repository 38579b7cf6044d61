#include "tests/models/funding/journal.h"

#include <utility>

namespace epiledger::ladder {

namespace {

int64_t SumOf(const std::vector<Posting>& postings, Point point) {
  int64_t sum = 0;
  for (const Posting& posting : postings) {
    if (point.Sees(posting.sequence, posting.day)) sum += posting.fen;
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
