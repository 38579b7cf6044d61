#include "tests/models/supplies/figures.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "tests/models/supplies/offer.h"
#include "tests/models/supplies/withheld.h"

namespace epiledger::goods {
namespace {

// The hour asked about, or that of the entry, or now.
int JudgedAt(const Notes& notes, Point point) {
  if (point.hour != kEnd) return std::min(point.hour, notes.now);
  return point.sequence < notes.head ? *notes.hours.At(point.sequence)
                                     : notes.now;
}

// What is withheld is judged at the moment asked about.
void AddStock(const Notes& notes, const LineName& name, const Line& line,
              Point point, Figures& figures) {
  const std::string store = name.first + " " + name.second;
  const Point judged = {point.sequence, JudgedAt(notes, point)};
  static constexpr std::array<const char*, 3> kStates = {" free", " expired",
                                                         " quarantined"};
  // What is held back is known of no other hour.
  const Holds* held = nullptr;
  if (point.hour == kEnd && notes.holds.contains(name)) {
    held = notes.holds.at(name).At(point.sequence);
  }
  Kept kept;
  if (held != nullptr) kept = KeptBeside(*held, line.LotsAt(kEnd), "");
  int64_t free = -kept.promised;
  for (const auto& [lot, amount] : line.LotsAt(point.hour)) {
    if (amount == 0) continue;
    const auto why =
        static_cast<size_t>(WhyWithheld(notes, name.first, lot, judged));
    Put(store + " lot " + lot, amount, figures);
    Put(store + " lot " + lot + " withheld", static_cast<int64_t>(why),
        figures);
    if (why == 0) {
      free += amount - kept.of_lots[lot];
    } else {
      AddTo(store + kStates.at(why), amount, figures);
    }
  }
  if (held != nullptr) {
    Put(store + " reserved", held->Sum(), figures);
  }
  Put(store + kStates.front(), std::max<int64_t>(0, free), figures);
}

// One that stands, with what it books by now.
void AddFinding(const std::string& name, const Finding& finding,
                Figures& figures) {
  Put(name + " use", finding.use(), figures);
  Put(name + " surplus", finding.surplus(), figures);
  Put(name + " late surplus", finding.late_surplus(), figures);
  Put(name + " opening", finding.opening(), figures);
}

void AddCounts(const Notes& notes, Point point, Figures& figures) {
  for (const auto& [label, count] : notes.counts) {
    if (count.sequence > point.sequence) continue;
    for (const auto& [item, result] : count.results) {
      const std::string name = label + " " + item;
      Put(name + " gone", result.IsGoneAt(point.sequence) ? 1 : 0, figures);
      const auto line = notes.lines.find({count.asked.store, item});
      if (line == notes.lines.end()) continue;
      const Line* known = line->second.At(point.sequence);
      if (known == nullptr) continue;
      for (const auto& [hour, finding] : known->findings) {
        if (finding.count == label) AddFinding(name, finding, figures);
      }
    }
  }
}

void AddTasks(const Notes& notes, Point point, Figures& figures) {
  for (const auto& [task, versions] : notes.tasks) {
    const auto* known = versions.At(point.sequence);
    if (known == nullptr || !known->has_value()) continue;
    figures["task " + std::to_string(task.kind) + " " + task.store + " " +
            task.item + " of " + task.source] = **known;
  }
}

const char* WayOf(Passing::Cause cause) {
  switch (cause) {
    case Passing::Cause::kReceived:
      return " received";
    case Passing::Cause::kIssued:
      return " issued";
    case Passing::Cause::kLost:
      return " lost";
    case Passing::Cause::kBroughtBack:
      return " brought back";
    case Passing::Cause::kSentBack:
      return " sent back";
    case Passing::Cause::kShipped:
    case Passing::Cause::kArrived:
    case Passing::Cause::kTakenBack:
      break;
  }
  return "";
}

// Over all stores: where goods of the item came from, and where they went.
void AddWays(const std::string& item, const Line& line, int hour,
             Figures& figures) {
  const auto add = [&](const char* way, int64_t amount) {
    if (amount != 0) figures[item + way] += amount;
  };
  for (const Passing& passing : line.passings) {
    if (passing.hour > hour || *WayOf(passing.cause) == '\0') continue;
    add(WayOf(passing.cause), std::abs(passing.change));
  }
  for (const auto& [at, finding] : line.findings) {
    if (at > hour) break;
    add(" used", finding.use());
    add(" found", finding.surplus());
    add(" opening", finding.opening());
  }
  add(kOnHand, line.StockAt(hour));
}

// What of it left by then, and became of it; and how far it is now.
void AddShipment(const Notes& notes, const std::string& label,
                 const NotedShipment& shipment, Point point, Figures& figures) {
  const bool is_now = point.hour == kEnd;
  if (is_now) {
    figures[label + " state"] = static_cast<int64_t>(shipment.State());
  }
  for (const ShipmentLine& line : shipment.lines) {
    const std::string name = label + " " + line.item;
    const auto holds = notes.holds.find({shipment.store, line.item});
    if (is_now && holds != notes.holds.end()) {
      const Holds* held = holds->second.At(point.sequence);
      const Hold* hold = held == nullptr ? nullptr : held->For(label);
      Put(name + " reserved", hold == nullptr ? 0 : hold->pieces, figures);
      Put(name + " lapsed", line.lapsed, figures);
    }
    if (shipment.ship_hour.value_or(kEnd) > point.hour) continue;
    for (const ShippedLot& lot : shipment.LotsOf(line.item, point.hour)) {
      AddTo(name + " shipped", lot.shipped, figures);
      AddTo(name + " accepted", lot.accepted, figures);
      AddTo(name + " not arrived", lot.missing, figures);
      AddTo(name + " rejected", lot.rejected, figures);
      AddTo(name + " returning", lot.returning(), figures);
      AddTo(name + " in transit", lot.in_transit(), figures);
      AddTo(kCounty + line.item + " in transit", lot.in_transit(), figures);
      AddTo(kCounty + line.item + " lost on the way",
            lot.missing + lot.written_off, figures);
    }
  }
}

void AddRequisitions(const Notes& notes, Point point, Figures& figures) {
  for (const auto& [label, versions] : notes.requisitions) {
    const NotedRequisition* known = versions.At(point.sequence);
    if (known == nullptr) continue;
    figures[label + " state"] = static_cast<int64_t>(known->state);
    for (const auto& [item, pieces] : known->approved) {
      Put(label + " " + item + " approved", pieces, figures);
    }
  }
}

}  // namespace

void Put(const std::string& name, int64_t value, Figures& figures) {
  if (value != 0) figures[name] = value;
}

void AddTo(const std::string& name, int64_t value, Figures& figures) {
  if (value != 0) figures[name] += value;
}

Figures FiguresAt(const Notes& notes, Point point, Extent extent) {
  Figures figures;
  for (const auto& [name, versions] : notes.lines) {
    const Line* line = versions.At(point.sequence);
    if (line != nullptr) AddStock(notes, name, *line, point, figures);
  }
  if (extent == Extent::kStock) return figures;
  for (const auto& [name, versions] : notes.lines) {
    const Line* line = versions.At(point.sequence);
    if (line != nullptr)
      AddWays(kCounty + name.second, *line, point.hour, figures);
  }
  for (const auto& [label, versions] : notes.shipments) {
    const NotedShipment* known = versions.At(point.sequence);
    if (known == nullptr) continue;
    AddShipment(notes, label, *known, point, figures);
  }
  AddRequisitions(notes, point, figures);
  AddCounts(notes, point, figures);
  AddTasks(notes, point, figures);
  return figures;
}

std::string FirstDifference(const Figures& expected, const Figures& found) {
  Figures all = expected;
  all.insert(found.begin(), found.end());
  const auto value = [](const Figures& figures, const std::string& name) {
    const auto at = figures.find(name);
    return at == figures.end() ? std::string("nothing")
                               : std::to_string(at->second);
  };
  for (const auto& [name, unused] : all) {
    const std::string right = value(expected, name);
    const std::string wrong = value(found, name);
    if (right == wrong) continue;
    return name + " must be " + right + " and is " + wrong;
  }
  return "";
}

}  // namespace epiledger::goods
