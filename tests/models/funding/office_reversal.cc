// Requests that take entries back, and requests that name what was taken back.
#include <iterator>
#include <map>
#include <utility>
#include <vector>

#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"

namespace epiledger::ladder {
namespace {

constexpr int kTries = 5;

// What two persons did is another sort than what one did.
using Sort = std::pair<size_t, bool>;
Sort SortOf(const NotedEntry& entry) {
  return {entry.request.index(), entry.is_approval};
}

}  // namespace

// One of each kind equally often, though there are few of some; mostly one that
// nothing rests on.
Request Office::NewReversal() {
  std::map<Sort, std::vector<int64_t>> standing;
  for (const auto& [sequence, entry] : notes_.entries) {
    if (entry.stands()) standing[SortOf(entry)].push_back(sequence);
  }
  Reverse reverse{notes_.head};
  if (dice_.Chance(12)) {
    if (const int64_t again = AnyReversedApproval(); again > 0) {
      return Reverse{again};
    }
  }
  for (int i = 0; i < kTries && !standing.empty(); ++i) {
    const auto& some =
        std::next(standing.begin(), dice_.Below(std::ssize(standing)))->second;
    const int64_t roll = dice_.Below(100);
    reverse.sequence = roll < 40   ? some.back()
                       : roll < 60 ? some.front()
                                   : dice_.OneOf(some);
    // Now and then one that something rests on.
    const bool is_free = dice_.Chance(75);
    if (dice_.Chance(25) || Judge(notes_, reverse).accepted() == is_free) break;
  }
  MayGoWrong<Reverse>(
      {[this](Reverse& one) {
         one.sequence = notes_.head + dice_.Between(1, 3);
       },
       [](Reverse& one) { one.sequence = 1; },
       [this](Reverse& one) { one.sequence = dice_.Between(1, notes_.head); },
       [this](Reverse& one) { one.sequence = AnyReversed(one.sequence); },
       [this](Reverse& one) { one.sequence = AnyReversed(one.sequence); },
       [this](Reverse& one) { one.sequence = AnyReversed(one.sequence); },
       [this](Reverse& one) { one.sequence = RaiseInUse(one.sequence); },
       [this](Reverse& one) { one.sequence = RaiseInUse(one.sequence); },
       [this](Reverse& one) { one.sequence = RaiseInUse(one.sequence); },
       [this](Reverse& one) { one.sequence = AnyReversed(one.sequence); }},
      reverse);
  return reverse;
}

// A raise without which an appropriation or its fund would be below nothing.
int64_t Office::RaiseInUse(int64_t otherwise) {
  for (const auto& [sequence, entry] : notes_.entries) {
    const auto* adjust = std::get_if<Adjust>(&entry.request);
    if (adjust == nullptr || !adjust->is_raised || !entry.stands()) continue;
    if (!Judge(notes_, Reverse{sequence}).accepted()) return sequence;
  }
  return otherwise;
}

// 0 where there is none.
int64_t Office::AnyReversedApproval() {
  std::vector<int64_t> reversed;
  for (const auto& [sequence, entry] : notes_.entries) {
    if (entry.is_approval && entry.reversal.has_value()) {
      reversed.push_back(sequence);
    }
  }
  return reversed.empty() ? 0 : dice_.OneOf(reversed);
}

// Or the entry that reversed it.
int64_t Office::AnyReversed(int64_t otherwise) {
  std::map<Sort, std::vector<int64_t>> reversed;
  for (const auto& [sequence, entry] : notes_.entries) {
    if (!entry.reversal.has_value()) continue;
    reversed[SortOf(entry)].push_back(sequence);
  }
  if (reversed.empty()) return otherwise;
  const int64_t sequence = dice_.OneOf(
      std::next(reversed.begin(), dice_.Below(std::ssize(reversed)))->second);
  return dice_.Chance(75) ? sequence
                          : notes_.entries.at(sequence).reversal->sequence;
}

// Often of what few histories reverse at all.
Request Office::NewReversalAgain() {
  std::vector<int64_t> rare;
  for (const auto& [sequence, entry] : notes_.entries) {
    const bool is_rare = entry.is_approval ||
                         std::holds_alternative<PayDebt>(entry.request) ||
                         std::holds_alternative<CreateFund>(entry.request);
    if (is_rare && entry.reversal.has_value()) rare.push_back(sequence);
  }
  if (!rare.empty() && dice_.Chance(50)) return Reverse{dice_.OneOf(rare)};
  return Reverse{AnyReversed(notes_.head)};
}

namespace {

// The names of those that were reversed.
template <typename Noted, typename SequenceOf>
std::vector<std::string> Gone(const Notes& notes,
                              const std::map<std::string, Noted>& all,
                              const SequenceOf& sequence_of) {
  std::vector<std::string> names;
  for (const auto& [name, noted] : all) {
    if (!notes.Stands(sequence_of(noted))) names.push_back(name);
  }
  return names;
}

}  // namespace

// It names something that is there no more, if there is such.
void Office::NameReversed(Request& request) {
  const auto made = [](const auto& noted) { return noted.made.sequence; };
  const auto entry = [](const auto& noted) { return noted.sequence; };
  const auto itself = [](int64_t sequence) { return sequence; };
  const auto rename = [this](std::string& name,
                             const std::vector<std::string>& names) {
    if (!names.empty()) name = dice_.OneOf(names);
  };
  std::visit(
      [&](auto& one) {
        using One = std::decay_t<decltype(one)>;
        if constexpr (requires {
                        one.allocation;
                        one.day;
                      }) {
          rename(one.allocation, Gone(notes_, notes_.allocations, made));
        }
        if constexpr (requires { one.order; }) {
          rename(one.order, Gone(notes_, notes_.orders, entry));
        }
        if constexpr (std::is_same_v<One, Refund>) {
          one.payment = AnyPaid(true).value_or(one.payment);
          one.owed_again = dice_.Chance(50);
        }
        if constexpr (std::is_same_v<One, PayDebt>) {
          if (dice_.Chance(50)) {
            rename(one.liability, Gone(notes_, notes_.debts, entry));
          }
        }
        if constexpr (requires { one.appropriation; }) {
          rename(one.appropriation, Gone(notes_, notes_.appropriations, made));
        }
        if constexpr (std::is_same_v<One, Appropriate>) {
          rename(one.fund, Gone(notes_, notes_.funds, itself));
        }
        if constexpr (std::is_same_v<One, Owe>) {
          rename(one.purpose, Gone(notes_, notes_.purposes, itself));
        }
        if constexpr (std::is_same_v<One, IssueDocument>) {
          rename(one.grants.back().fund, Gone(notes_, notes_.funds, itself));
          rename(one.grants.back().shares.back().purpose,
                 Gone(notes_, notes_.purposes, itself));
        }
      },
      request);
}

}  // namespace epiledger::ladder
