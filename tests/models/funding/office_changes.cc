// Requests that change allocations, and wind them up.
#include <algorithm>

#include "tests/models/funding/judge.h"
#include "tests/models/funding/office.h"

namespace epiledger::ladder {
namespace {

constexpr char kChief[] = "chief";

}  // namespace

Request Office::NewChange() {
  using enum Change::Kind;
  Change change;
  change.kind = static_cast<Change::Kind>(dice_.Below(4));
  const Pot pot = ShareWithSome(change.kind == kUnfreeze ? Kind::kFrozen
                                                         : Kind::kAvailable);
  change.allocation = pot.owner;
  change.purpose = pot.purpose;
  const auto& source = notes_.allocations.at(change.allocation);
  change.day = DayWithSome(pot, source.made.day);
  if (change.kind == kTransfer) {
    const auto same = AllocationsWhere([&](const NotedAllocation& a) {
      const bool is_other = &a != &source || dice_.Chance(20);
      return IsOpen(a) && is_other && a.grant.fund == source.grant.fund;
    });
    change.target = same.empty() ? OpenAllocation() : dice_.OneOf(same);
    change.target_purpose = AnyShare(change.target);
    change.day = DayWithSome(
        pot, std::max(source.made.day,
                      notes_.allocations.at(change.target).made.day));
  }
  if (change.kind == kTransfer || dice_.Chance(40)) change.approver = kChief;
  change.fen = dice_.Near(notes_.journal.Spare(pot, change.day));
  MayGoWrong(ChangeMistakes(), change);
  return change;
}

Office::Mistakes<Change> Office::ChangeMistakes() {
  auto mistakes = SpendingMistakes<Change>(
      [this](Change& one) { one.purpose = AnyShare(one.allocation); });
  const Mistakes<Change> more = {
      [](Change& one) { one.purpose = "m0"; },
      [this](Change& one) { one.approver = notes_.clerk; },
      [](Change& one) { one.approver = ""; },
      // Of a transfer too little, of any other too much.
      [this](Change& one) {
        one.target = one.target.empty() ? OpenAllocation() : "";
      },
      [](Change& one) { one.target_purpose = "m0"; },
      [](Change& one) {
        if (!one.target.empty()) one.target = "d0/1";
      },
      [this](Change& one) {
        if (one.target.empty()) return;
        one.target = dice_.OneOf(AllocationsWhere([](auto&) { return true; }));
        one.target_purpose = AnyShare(one.target);
      },
      [this](Change& one) {
        const auto* source = Find(notes_.allocations, one.allocation);
        const auto others = AllocationsWhere([source](const auto& a) {
          return source != nullptr && a.grant.fund != source->grant.fund;
        });
        if (one.target.empty() || others.empty()) return;
        one.target = dice_.OneOf(others);
        one.target_purpose = AnyShare(one.target);
      },
      [this](Change& one) {
        SpendOutside(one.allocation,
                     notes_.journal.Spare(
                         {Kind::kAvailable, one.allocation, one.purpose, ""},
                         notes_.today),
                     one.fen);
      },
      [](Change& one) {
        if (one.target.empty()) return;
        one.target = one.allocation;
        one.target_purpose = one.purpose;
      },
  };
  mistakes.insert(mistakes.end(), more.begin(), more.end());
  return mistakes;
}

Request Office::NewClosing() {
  Close close;
  close.allocation =
      dice_.OneOf(AllocationsWhere([](const auto&) { return true; }));
  close.day = DayFrom(notes_.allocations.at(close.allocation).made.day);
  MayGoWrong<Close>(
      {[](Close& one) { one.allocation = "d0/1"; },
       [this](Close& one) { one.day = Ahead(); },
       [this](Close& one) {
         one.day = notes_.allocations.at(one.allocation).made.day - 1;
       },
       [this](Close& one) {
         const auto closed =
             AllocationsWhere([](const auto& a) { return a.is_closed(); });
         if (!closed.empty()) one.allocation = dice_.OneOf(closed);
       }},
      close);
  return close;
}

// One after the other, so that some come to their end.
Request Office::WindUp() {
  const auto open =
      AllocationsWhere([](const auto& a) { return !a.is_closed(); });
  if (open.empty()) return NewDocument();
  const std::string& name = open.front();
  for (const auto& [id, noted] : notes_.orders) {
    if (noted.home() != name) continue;
    if (auto step = WindUpOrder(noted)) return *std::move(step);
  }
  const NotedAllocation& allocation = notes_.allocations.at(name);
  if (auto step = WindUpCash(name)) return *std::move(step);
  for (const Share& share : allocation.grant.shares) {
    if (auto step = WindUpShare(name, share.purpose)) return *std::move(step);
  }
  if (auto step = WindUpShare(name, kRest)) return *std::move(step);
  return Close{name, notes_.today};
}

std::optional<Request> Office::WindUpOrder(const NotedOrder& noted) {
  const Order& order = noted.order;
  const int today = notes_.today;
  for (int line = 1; line <= noted.lines(); ++line) {
    const auto has = [&](LineAt::Figure figure) {
      return Spare(noted.Line(line), figure, today);
    };
    if (const int64_t prepaid = has(&Standing::prepaid); prepaid > 0) {
      return Arrive{order.id, line, prepaid, today, false, 0};
    }
    if (has(&Standing::held) > 0) return Release{order.id, line, {}, today};
    if (const int64_t accrued = has(&Standing::accrued); accrued > 0) {
      return PayOrder{order.id, line, accrued, today, false, {}};
    }
  }
  return std::nullopt;
}

std::optional<Request> Office::WindUpShare(const std::string& name,
                                           const std::string& purpose) {
  const int today = notes_.today;
  for (const auto& [stage, kind] :
       {std::pair{Kind::kFrozen, Change::Kind::kUnfreeze},
        std::pair{Kind::kAvailable, Change::Kind::kRecall}}) {
    const int64_t left =
        notes_.journal.Spare({stage, name, purpose, ""}, today);
    if (left > 0) return Change{kind, name, purpose, left, today, "", "", ""};
  }
  return std::nullopt;
}

}  // namespace epiledger::ladder
