#include "tests/models/supplies/trial.h"

#include <algorithm>
#include <map>
#include <utility>

#include "tests/models/supplies/offer.h"
#include "tests/models/supplies/settle.h"

namespace epiledger::goods {
namespace {

Passing::Cause CauseOf(MoveKind kind) {
  switch (kind) {
    case MoveKind::kReceive:
      return Passing::Cause::kReceived;
    case MoveKind::kIssue:
      return Passing::Cause::kIssued;
    case MoveKind::kLose:
      return Passing::Cause::kLost;
    case MoveKind::kBringBack:
      return Passing::Cause::kBroughtBack;
    case MoveKind::kSendBack:
      return Passing::Cause::kSentBack;
  }
  return Passing::Cause::kReceived;
}

bool ComesIn(MoveKind kind) {
  return kind == MoveKind::kReceive || kind == MoveKind::kBringBack;
}

// By lot.
std::map<std::string, int64_t> ByLot(const std::vector<Pieces>& all) {
  std::map<std::string, int64_t> by_lot;
  for (const Pieces& pieces : all) by_lot[pieces.lot] += pieces.amount;
  return by_lot;
}

bool LeavesHeld(const Notes& notes, const LineName& name,
                const std::string& shipment, const Line& after) {
  const Line& before = notes.LineOf(name);
  return IsLeft(KeptBeside(notes.HoldsOf(name), before.LotsAt(kEnd), shipment),
                before, after);
}

// Out of the lots there are: the one named, or those whose turn it is.
void TakeOut(const Notes& notes, const Line& before, const Move& move,
             const MoveLine& line, MoveTrial& trial) {
  const LineName name = {move.store, line.item};
  if (IsFact(move.kind)) {
    trial.lots = {{line.lot, line.pieces}};
    if (!line.lot.empty()) return;
    trial.lots = LotsTaken(before, line.item, notes.lots, move.hour,
                           line.pieces, std::nullopt);
    return;
  }
  const Offer offer(notes, name, move.hour, "");
  if (!line.lot.empty()) {
    trial.available = offer.OfNamed(line.lot);
    trial.lots = {{line.lot, line.pieces}};
    return;
  }
  const Offer::Of of =
      move.kind == MoveKind::kSendBack ? Offer::Of::kAll : Offer::Of::kGivenOut;
  const std::vector<Pieces> at_most = offer.AtMost(of);
  trial.available = SumOf(at_most);
  if (of == Offer::Of::kGivenOut) trial.skipped = offer.Withheld();
  trial.set_aside = offer.SetAside(of);
  if (trial.available < line.pieces) return;
  trial.lots = LotsTaken(before, line.item, notes.lots, move.hour, line.pieces,
                         ByLot(at_most));
}

}  // namespace

bool IsFact(MoveKind kind) { return ComesIn(kind) || kind == MoveKind::kLose; }

MoveTrial Try(const Notes& notes, const Move& move, const MoveLine& line) {
  const Line& before = notes.LineOf({move.store, line.item});
  Lots lots = notes.lots;
  MoveTrial trial;
  if (move.kind == MoveKind::kReceive) {
    const std::string lot = LotOf(line, *move.origin);
    lots.try_emplace(lot,
                     Lot{line.item, line.last_day, move.hour, *move.origin});
    trial.lots = {{lot, line.pieces}};
  } else if (move.kind == MoveKind::kBringBack) {
    trial.lots =
        line.lot.empty()
            ? LotsBroughtBack(before, line.item, move.hour, line.pieces)
            : std::vector<Pieces>{{line.lot, line.pieces}};
  } else {
    TakeOut(notes, before, move, line, trial);
    if (trial.available < line.pieces && !IsFact(move.kind)) return trial;
    if (SumOf(trial.lots) < line.pieces) trial.lots.clear();
  }
  Line after = before;
  const int sign = ComesIn(move.kind) ? 1 : -1;
  for (const Pieces& pieces : trial.lots) {
    after.passings.push_back(
        {move.hour, pieces.lot, sign * pieces.amount, CauseOf(move.kind)});
  }
  if (!trial.lots.empty()) {
    trial.after = Settled(std::move(after), line.item, lots, move.hour);
  }
  if (!trial.after.has_value()) {
    trial.lots.clear();
  } else if (!IsFact(move.kind)) {
    trial.leaves_held =
        LeavesHeld(notes, {move.store, line.item}, "", *trial.after);
  }
  return trial;
}

ShipTrial Try(const Notes& notes, const NotedShipment& shipment,
              const Ship& asked, const std::string& item) {
  const LineName name = {shipment.store, item};
  const Line& before = notes.LineOf(name);
  const Hold& hold = *notes.HoldsOf(name).For(asked.shipment);
  ShipTrial trial;
  Offer offer(notes, name, asked.hour, asked.shipment);
  trial.lots = hold.lots;
  for (const Pieces& lot : hold.lots) {
    const int64_t most = offer.OfNamed(lot.lot);
    offer.Take(lot.lot, lot.amount);
    if (most >= lot.amount || trial.is_short) continue;
    trial.is_short = true;
    trial.available = most;
  }
  if (hold.lots.empty()) {
    const std::vector<Pieces> at_most = offer.AtMost(Offer::Of::kGivenOut);
    trial.available = SumOf(at_most);
    trial.is_short = trial.available < hold.pieces;
    trial.lots = LotsTaken(before, item, notes.lots, asked.hour, hold.pieces,
                           ByLot(at_most));
  }
  if (trial.is_short || SumOf(trial.lots) < hold.pieces) return trial;
  Line after = before;
  for (const Pieces& pieces : trial.lots) {
    after.passings.push_back(
        {asked.hour, pieces.lot, -pieces.amount, Passing::Cause::kShipped});
  }
  trial.after = Settled(std::move(after), item, notes.lots, asked.hour);
  trial.leaves_held = !trial.after.has_value() ||
                      LeavesHeld(notes, name, asked.shipment, *trial.after);
  return trial;
}

namespace {

// More than five times as much, or as little; nothing counts as one piece.
bool IsBigChange(int64_t expected, int64_t found) {
  const int64_t one = std::max<int64_t>(1, expected);
  const int64_t other = std::max<int64_t>(1, found);
  return one > 5 * other || other > 5 * one;
}

// The line of the count that is taken back, and where it stands in `line`.
struct TakenBack {
  std::vector<std::string> counts;
  // Nothing: it stands nowhere.
  std::optional<int> hour;
};

TakenBack WhatStands(const Notes& notes, const std::string& label,
                     const std::string& item, const Line& line) {
  const NotedCount::Result& result = notes.counts.at(label).results.at(item);
  TakenBack taken = {{label}, {}};
  const std::string& said = result.repeats.empty() ? label : result.repeats;
  if (said != label) taken.counts.push_back(said);
  for (const auto& [hour, finding] : line.findings) {
    if (finding.count == said) taken.hour = hour;
  }
  return taken;
}

// Whether the count has said something of the item that can be taken back.
bool HasSaid(const NotedCount& count, const std::string& item) {
  const auto result = count.results.find(item);
  if (result == count.results.end()) return false;
  const Outcome outcome = result->second.outcome;
  return outcome <= Outcome::kWithdrawn;
}

// Taken back, by its own name or by that of what it repeats: the store said one
// thing, twice.
bool IsGone(const Notes& notes, const std::string& label,
            const std::string& item) {
  const NotedCount::Result& result = notes.counts.at(label).results.at(item);
  if (!result.superseded_by.empty()) return true;
  return !result.repeats.empty() && IsGone(notes, result.repeats, item);
}

void FindWrongs(const Notes& notes, const Count& count, const CountLine& line,
                CountTrial& trial) {
  if (!notes.items.contains(line.item)) {
    trial.wrongs.push_back("ITEM_NOT_FOUND");
  }
  if (count.supersedes.empty()) return;
  if (!HasSaid(notes.counts.at(count.supersedes), line.item)) {
    if (line.is_withdrawn) trial.wrongs.push_back("NOT_COUNTED");
  } else if (IsGone(notes, count.supersedes, line.item)) {
    trial.wrongs.push_back("ALREADY_SUPERSEDED");
  }
}

// An opening has nothing to be compared with.
void AskOfChange(const CountLine& line, bool is_opening, CountTrial& trial) {
  if (line.is_confirmed || is_opening) return;
  if (IsBigChange(trial.expected, *line.pieces)) {
    trial.questions.push_back("CONFIRM_CHANGE");
  }
}

// What is contradicted books no surplus, and there is nothing to explain.
void AskOfSurplus(const CountLine& line, const Finding& booked,
                  CountTrial& trial) {
  if (booked.surplus_reason == kUnexplained && !line.is_confirmed) {
    trial.questions.push_back("CONFIRM_SURPLUS");
  }
}

// Why there is what is too much.
void Explain(const CountLine& line, int64_t tolerance, Finding& finding) {
  finding.own_surplus = finding.surplus();
  if (finding.own_surplus == 0) return;
  finding.surplus_reason = line.surplus_reason;
  if (finding.surplus_reason != kNoSurplusReason) return;
  finding.surplus_reason =
      finding.own_surplus <= tolerance ? kWithinTolerance : kUnexplained;
}

Outcome OutcomeOf(const Finding& finding) {
  if (finding.is_opening) return Outcome::kOpening;
  if (finding.use() > 0) return Outcome::kUse;
  return finding.surplus() > 0 ? Outcome::kSurplus : Outcome::kAsExpected;
}

// A count of an instant at which no other stands.
void Add(const Notes& notes, const Count& count, const CountLine& line,
         int from, Line after, CountTrial& trial) {
  Finding& finding = after.findings[count.hour];
  finding.pieces = *line.pieces;
  auto settled = Settled(after, line.item, notes.lots, from);
  if (!settled.has_value()) {
    trial.outcome = Outcome::kContradicted;
    trial.needed = after.NeededAfter(count.hour);
    return;
  }
  Finding& booked = settled->findings.at(count.hour);
  Explain(line, notes.items.at(line.item).tolerance, booked);
  AskOfSurplus(line, booked, trial);
  trial.outcome = OutcomeOf(booked);
  trial.after = std::move(settled);
}

// A line that takes something back only, or says what stands already.
void TakeBackOnly(const Notes& notes, const CountLine& line, int from,
                  Line after, Outcome outcome, CountTrial& trial) {
  trial.after = Settled(std::move(after), line.item, notes.lots, from);
  trial.outcome = trial.after.has_value() ? outcome : Outcome::kContradicted;
}

void Post(const Notes& notes, const Count& count, const CountLine& line,
          const TakenBack& taken, Line after, CountTrial& trial) {
  const int from = std::min(count.hour, taken.hour.value_or(count.hour));
  if (line.is_withdrawn) {
    return TakeBackOnly(notes, line, from, std::move(after),
                        Outcome::kWithdrawn, trial);
  }
  const auto standing = after.findings.find(count.hour);
  if (standing == after.findings.end()) {
    return Add(notes, count, line, from, std::move(after), trial);
  }
  if (standing->second.pieces != *line.pieces) {
    trial.outcome = Outcome::kContradicted;
    return;
  }
  const std::string repeats = standing->second.count;
  TakeBackOnly(notes, line, from, std::move(after), Outcome::kRepeated, trial);
  if (trial.after.has_value()) trial.repeats = repeats;
}

}  // namespace

CountTrial Try(const Notes& notes, const Count& count, const CountLine& line) {
  CountTrial trial;
  FindWrongs(notes, count, line, trial);
  if (!trial.wrongs.empty() || line.is_absent) return trial;
  Line after = notes.LineOf({count.store, line.item});
  TakenBack taken;
  if (!count.supersedes.empty() &&
      HasSaid(notes.counts.at(count.supersedes), line.item)) {
    taken = WhatStands(notes, count.supersedes, line.item, after);
  }
  if (taken.hour.has_value()) after.findings.erase(*taken.hour);
  trial.expected = after.ExpectedAt(count.hour);
  // What stands at that instant already is not asked about.
  if (!line.is_withdrawn && !after.findings.contains(count.hour)) {
    AskOfChange(line, after.CountBefore(count.hour) == kNever, trial);
  }
  Post(notes, count, line, taken, std::move(after), trial);
  if (!trial.questions.empty()) {
    CountTrial asked;
    asked.expected = trial.expected;
    asked.questions = std::move(trial.questions);
    return asked;
  }
  if (trial.outcome != Outcome::kContradicted) trial.takes_back = taken.counts;
  return trial;
}

}  // namespace epiledger::goods
