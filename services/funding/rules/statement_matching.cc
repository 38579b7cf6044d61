#include "services/funding/rules/statement_matching.h"

#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

namespace epiledger::funding {
namespace {

// Payments by what they are looked for, in their order.
template <typename Key>
using Found = std::map<Key, std::vector<size_t>>;
using AmountAndPayee = std::pair<int64_t, std::string>;

class Matcher {
 public:
  Matcher(absl::Span<const Transfer> lines, absl::Span<const Transfer> payments)
      : lines_(lines), payments_(payments) {
    for (const Transfer& line : lines) line_taken_.push_back(line.is_taken);
    for (size_t i = 0; i < payments.size(); ++i) {
      const Transfer& payment = payments[i];
      payment_taken_.push_back(payment.is_taken);
      if (!payment.reference.empty()) {
        by_reference_[payment.reference].push_back(i);
      }
      by_amount_[{payment.fen, payment.payee}].push_back(i);
    }
  }

  void MatchReferences() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      const auto same = by_reference_.find(lines_[i].reference);
      if (line_taken_[i] || same == by_reference_.end()) continue;
      Take(i, BestOfReference(lines_[i], same->second), true);
    }
  }

  void MatchAmounts(int64_t window) {
    for (size_t i = 0; i < lines_.size(); ++i) {
      const auto same = by_amount_.find({lines_[i].fen, lines_[i].payee});
      if (line_taken_[i] || same == by_amount_.end()) continue;
      Take(i, Nearest(lines_[i], same->second, window), false);
    }
  }

  [[nodiscard]] std::vector<ProposedMatch> matches() && {
    return std::move(matches_);
  }

 private:
  void Take(size_t line, std::optional<size_t> payment, bool is_by_reference) {
    if (!payment.has_value()) return;
    line_taken_[line] = payment_taken_[*payment] = true;
    matches_.push_back({line, *payment, is_by_reference});
  }

  [[nodiscard]] std::optional<size_t> BestOfReference(
      const Transfer& line, const std::vector<size_t>& candidates) const {
    std::optional<size_t> best;
    for (const size_t i : candidates) {
      if (payment_taken_[i]) continue;
      if (payments_[i].fen == line.fen) return i;
      if (!best.has_value()) best = i;
    }
    return best;
  }

  [[nodiscard]] std::optional<size_t> Nearest(
      const Transfer& line, const std::vector<size_t>& candidates,
      int64_t window) const {
    std::optional<size_t> best;
    int64_t distance = window + 1;
    for (const size_t i : candidates) {
      const int64_t away = std::abs(payments_[i].day - line.day);
      if (payment_taken_[i] || away >= distance) continue;
      best = i;
      distance = away;
    }
    return best;
  }

  const absl::Span<const Transfer> lines_;
  const absl::Span<const Transfer> payments_;
  std::vector<bool> line_taken_;
  std::vector<bool> payment_taken_;
  Found<std::string> by_reference_;
  Found<AmountAndPayee> by_amount_;
  std::vector<ProposedMatch> matches_;
};

}  // namespace

std::vector<ProposedMatch> ProposeMatches(absl::Span<const Transfer> lines,
                                          absl::Span<const Transfer> payments,
                                          int64_t window) {
  Matcher matcher(lines, payments);
  matcher.MatchReferences();
  matcher.MatchAmounts(window);
  return std::move(matcher).matches();
}

}  // namespace epiledger::funding
