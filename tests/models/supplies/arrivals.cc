#include "tests/models/supplies/arrivals.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <utility>

#include "tests/models/supplies/settle.h"

namespace epiledger::goods {
namespace {

// Pieces of lots that are told of one after another.
class Parcel {
 public:
  explicit Parcel(std::function<int64_t(const ShippedLot&)> left)
      : left_of_(std::move(left)) {}

  // Says how many of the pieces are not there.
  int64_t Tell(const NotedShipment& shipment, Settlement told, int64_t pieces,
               const std::string& named, std::vector<Settlement>& plan) {
    for (const ShippedLot& lot : shipment.LotsOf(told.item)) {
      if (!named.empty() && lot.lot != named) continue;
      const int64_t left = left_of_(lot) - told_[{told.item, lot.lot}];
      const int64_t some = std::min(pieces, left);
      if (some <= 0) continue;
      told_[{told.item, lot.lot}] += some;
      pieces -= some;
      told.lot = lot.lot;
      told.pieces = some;
      plan.push_back(told);
    }
    return pieces;
  }

 private:
  const std::function<int64_t(const ShippedLot&)> left_of_;
  // By item and lot.
  std::map<std::pair<std::string, std::string>, int64_t> told_;
};

// Lines that name their lot come before those that take what is left.
template <typename AnyLine>
std::vector<AnyLine> NamedFirst(std::vector<AnyLine> lines) {
  std::stable_partition(lines.begin(), lines.end(),
                        [](const AnyLine& line) { return !line.lot.empty(); });
  return lines;
}

// The fewest pieces that were rejected and not back, from an hour on.
int64_t LowestReturning(const NotedShipment& shipment, const std::string& item,
                        const std::string& lot, int hour) {
  int64_t lowest = std::numeric_limits<int64_t>::max();
  std::vector<int> hours = {hour};
  for (const Settlement& one : shipment.settlements) {
    if (one.hour > hour) hours.push_back(one.hour);
  }
  for (const int at : hours) {
    for (const ShippedLot& known : shipment.LotsOf(item, at)) {
      if (known.lot == lot) lowest = std::min(lowest, known.returning());
    }
  }
  return lowest;
}

}  // namespace

ArrivalPlan PlanArrival(const NotedShipment& shipment, const Arrival& arrival) {
  Parcel parcel([](const ShippedLot& lot) { return lot.on_its_way(); });
  std::vector<Settlement> plan;
  Settlement told;
  told.hour = arrival.hour;
  const auto tell = [&](int64_t pieces, const std::string& lot) {
    const int64_t missing = parcel.Tell(shipment, told, pieces, lot, plan);
    return missing == 0 ? std::nullopt : std::optional(pieces - missing);
  };
  if (arrival.is_all) {
    for (const ShipmentLine& line : shipment.lines) {
      told.item = line.item;
      for (const ShippedLot& lot : shipment.LotsOf(line.item)) {
        (void)tell(lot.on_its_way(), lot.lot);
      }
    }
    return {{}, std::move(plan)};
  }
  for (const Arrival::Line& line : NamedFirst(arrival.lines)) {
    told.item = line.item;
    told.kind = Settlement::Kind::kAccepted;
    if (auto available = tell(line.accepted.value_or(0), line.lot)) {
      return {available, {}};
    }
    for (const Rejection& rejection : line.rejections) {
      told.kind = rejection.reason == kNotInParcel
                      ? Settlement::Kind::kMissing
                      : Settlement::Kind::kRejected;
      if (auto available = tell(rejection.pieces, line.lot)) {
        return {available, {}};
      }
    }
  }
  return {{}, std::move(plan)};
}

BackPlan PlanBack(const NotedShipment& shipment, const TakeBack& asked) {
  Parcel ever([](const ShippedLot& lot) { return lot.returning(); });
  Parcel then([&](const ShippedLot& lot) {
    for (const ShipmentLine& line : shipment.lines) {
      for (const Pieces& pieces : line.shipped) {
        if (pieces.lot != lot.lot) continue;
        return LowestReturning(shipment, line.item, lot.lot, asked.hour);
      }
    }
    return int64_t{0};
  });
  BackPlan plan;
  std::vector<Settlement> unused;
  for (const TakeBack::Line& line : NamedFirst(asked.lines)) {
    Settlement told;
    told.item = line.item;
    told.hour = asked.hour;
    told.kind = line.loss_reason == 0 ? Settlement::Kind::kTakenBack
                                      : Settlement::Kind::kWrittenOff;
    const int64_t missing =
        ever.Tell(shipment, told, line.pieces, line.lot, unused);
    if (missing > 0) {
      return {WhyNot::kMoreThanRejected, line.pieces - missing, {}};
    }
    if (then.Tell(shipment, told, line.pieces, line.lot, plan.settlements) >
        0) {
      return {WhyNot::kTooEarly, {}, {}};
    }
  }
  return plan;
}

std::optional<Line> WithArrived(const Notes& notes, const LineName& name,
                                const std::vector<Settlement>& plan,
                                Settlement::Kind kind) {
  Line line = notes.LineOf(name);
  const Passing::Cause cause = kind == Settlement::Kind::kAccepted
                                   ? Passing::Cause::kArrived
                                   : Passing::Cause::kTakenBack;
  int from = kEnd;
  for (const Settlement& one : plan) {
    if (one.kind != kind || one.item != name.second) continue;
    line.passings.push_back({one.hour, one.lot, one.pieces, cause});
    from = std::min(from, one.hour);
  }
  if (from == kEnd) return line;
  return Settled(std::move(line), name.second, notes.lots, from);
}

}  // namespace epiledger::goods
