// What was found.
#include <algorithm>

#include "tests/models/supplies/office.h"

namespace epiledger::goods {
namespace {

// Reasons that a person may give, as numbered by the documents.
constexpr int kFirstReason = 1;
constexpr int kLastReason = 4;

}  // namespace

// Mostly a little less than expected, for something was used.
CountLine Office::AnyCounted(const LineName& name, int hour) {
  CountLine line;
  line.item = name.second;
  const int64_t expected = notes_.LineOf(name).ExpectedAt(hour);
  const int64_t roll = dice_.Below(100);
  int64_t pieces = expected;
  if (roll < 45) {
    pieces = expected - dice_.Between(0, std::max<int64_t>(1, expected / 2));
  } else if (roll < 60) {
    pieces = expected + dice_.Between(1, 4);
  } else if (roll < 68) {
    pieces = dice_.Between(0, 2);
  } else if (roll < 74) {
    pieces = 5 * expected + dice_.Between(0, 2);
  } else if (roll < 80) {
    pieces = dice_.Between(0, 30);
  }
  line.pieces = std::max<int64_t>(0, pieces);
  line.is_confirmed = dice_.Chance(70);
  if (dice_.Chance(30)) {
    line.surplus_reason =
        static_cast<int>(dice_.Between(kFirstReason, kLastReason));
  }
  return line;
}

Request Office::NewCount() {
  const LineName name =
      dice_.Chance(70) ? AnyStocked() : LineName{AnyStore(), AnyItem()};
  Count count;
  count.store = name.first;
  count.hour = AnyHour();
  count.lines.push_back(AnyCounted(name, count.hour));
  if (dice_.Chance(30)) {
    const std::string other = AnyItem();
    if (other != name.second) {
      count.lines.push_back(AnyCounted({name.first, other}, count.hour));
    }
  }
  count.all_or_nothing = dice_.Chance(20);
  MayGoWrong(CountMistakes(), count);
  return count;
}

// The same instant again, and mostly the same pieces.
Request Office::NewRepetition() {
  const LineName name = AnyStocked();
  const Line& line = notes_.LineOf(name);
  if (line.findings.empty()) return NewCount();
  std::vector<int> hours;
  for (const auto& [hour, finding] : line.findings) hours.push_back(hour);
  Count count;
  count.store = name.first;
  count.hour = dice_.OneOf(hours);
  CountLine counted = AnyCounted(name, count.hour);
  if (dice_.Chance(75)) counted.pieces = line.findings.at(count.hour).pieces;
  counted.is_confirmed = dice_.Chance(85);
  count.lines.push_back(counted);
  return count;
}

Request Office::NewSuperseding() {
  if (notes_.counts.empty()) return NewCount();
  std::vector<std::string> labels;
  std::vector<std::string> standing;
  for (const auto& [label, noted] : notes_.counts) {
    labels.push_back(label);
    for (const auto& [item, result] : noted.results) {
      if (result.superseded_by.empty()) standing.push_back(label);
    }
  }
  Count count;
  count.supersedes = standing.empty() || dice_.Chance(10)
                         ? dice_.OneOf(labels)
                         : dice_.OneOf(standing);
  const Count& old = notes_.counts.at(count.supersedes).asked;
  count.store = old.store;
  count.hour = dice_.Chance(50) ? old.hour : AnyHour();
  count.reason = "counted again";
  for (const CountLine& line : old.lines) {
    if (!count.lines.empty() && dice_.Chance(50)) continue;
    count.lines.push_back(AnyCounted({count.store, line.item}, count.hour));
    if (!dice_.Chance(20)) continue;
    count.lines.back() = {};
    count.lines.back().item = line.item;
    count.lines.back().is_withdrawn = true;
  }
  count.all_or_nothing = dice_.Chance(20);
  MayGoWrong(CountMistakes(), count);
  return count;
}

Office::Mistakes<Count> Office::CountMistakes() {
  const auto add = [this](Count& count, CountLine line) {
    if (dice_.Chance(50)) {
      count.lines.push_back(std::move(line));
    } else {
      count.lines.back() = std::move(line);
    }
  };
  return {
      [this](Count& count) {
        count.store = "hospital/cellar";
        // Or else it would be of another store first of all.
        if (!count.supersedes.empty() && dice_.Chance(50)) {
          count.supersedes = "c0";
        }
      },
      [this](Count& count) { count.hour = Ahead(); },
      [](Count& count) { count.reason.clear(); },
      [](Count& count) { count.supersedes = "c0"; },
      [](Count& count) { count.lines.push_back(count.lines.front()); },
      [](Count& count) { count.lines.back().pieces.reset(); },
      [this, add](Count& count) {
        CountLine line = AnyCounted({count.store, "hats"}, count.hour);
        add(count, line);
      },
      [](Count& count) {
        CountLine& line = count.lines.back();
        line.pieces.reset();
        line.surplus_reason = kNoSurplusReason;
        line.is_absent = true;
      },
      [this, add](Count& count) {
        const std::string item = AnyItem();
        for (const CountLine& line : count.lines) {
          if (line.item == item) return;
        }
        CountLine line;
        line.item = item;
        line.is_withdrawn = true;
        add(count, line);
      },
      [](Count& count) { count.lines.back().is_withdrawn = true; },
      [](Count& count) { count.lines.back().is_absent = true; },
  };
}

}  // namespace epiledger::goods
