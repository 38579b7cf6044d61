#include "tests/models/supplies/requests.h"

#include <array>

namespace epiledger::goods {
namespace {

constexpr std::array<const char*, 5> kMoves = {"receive", "issue", "lose",
                                               "bring back", "send back"};
constexpr std::array<const char*, 5> kSources = {"donor", "unfunded", "order",
                                                 "opening", "found"};

std::string In(const std::string& store, int hour) {
  return " in " + store + " at hour " + std::to_string(hour);
}

std::string TellLine(const MoveLine& line) {
  std::string text = " " + std::to_string(line.pieces) + " " + line.item;
  if (!line.batch.empty()) text += " batch " + line.batch;
  if (line.last_day.has_value()) {
    text += " until day " + std::to_string(*line.last_day);
  }
  if (!line.lot.empty()) text += " of lot " + line.lot;
  return text + (line.is_overridden ? " all the same" : "");
}

std::string TellLine(const CountLine& line) {
  std::string text = " " + line.item;
  if (line.pieces.has_value()) text += " " + std::to_string(*line.pieces);
  if (line.is_withdrawn) text += " withdrawn";
  if (line.is_absent) text += " not counted";
  if (line.surplus_reason != kNoSurplusReason) {
    text += " reason " + std::to_string(line.surplus_reason);
  }
  return text + (line.is_confirmed ? " confirmed" : "");
}

std::string TellOne(const Move& one) {
  std::string text = kMoves.at(static_cast<size_t>(one.kind));
  text += In(one.store, one.hour);
  for (const MoveLine& line : one.lines) text += TellLine(line);
  if (one.origin.has_value()) {
    text += " from " +
            std::string(kSources.at(static_cast<size_t>(one.origin->source))) +
            " " + one.origin->who;
  }
  if (one.loss_reason != kNoLossReason) {
    text += " for reason " + std::to_string(one.loss_reason);
  }
  return text + (one.note.empty() ? "" : " note " + one.note);
}

std::string TellOne(const Count& one) {
  std::string text = "count" + In(one.store, one.hour);
  for (const CountLine& line : one.lines) text += TellLine(line);
  if (!one.supersedes.empty()) text += " instead of " + one.supersedes;
  if (!one.reason.empty()) text += " because " + one.reason;
  return text + (one.all_or_nothing ? " all or nothing" : "");
}

std::string TellOne(const Quarantine& one) {
  return "quarantine " + one.lot + In(one.store, one.hour);
}

std::string TellOne(const Release& one) {
  return "release " + one.quarantine + " at hour " + std::to_string(one.hour);
}

std::string TellAll(const std::vector<WantedLine>& lines) {
  std::string text;
  for (const WantedLine& line : lines) {
    text += " " + std::to_string(line.pieces) + " " + line.item;
  }
  return text;
}

std::string TellOne(const MakeShipment& one) {
  return "ship from " + one.store + " to " + one.to + TellAll(one.lines);
}

std::string TellOne(const Pick& one) {
  std::string text = "pick " + one.shipment;
  for (const Pick::Named& named : one.lots) {
    text += " " + std::to_string(named.pieces) + " of lot " + named.lot;
    if (named.is_overridden) text += " all the same";
  }
  return text;
}

std::string TellOne(const Ship& one) {
  return one.shipment + " leaves at hour " + std::to_string(one.hour);
}

std::string TellOne(const CancelShipment& one) {
  return "cancel " + one.shipment;
}

std::string TellOne(const Arrival& one) {
  std::string text = one.shipment + " arrives" + In(one.store, one.hour);
  if (one.is_all) text += " all";
  for (const Arrival::Line& line : one.lines) {
    text += " " + line.item;
    if (!line.lot.empty()) text += " of lot " + line.lot;
    if (line.accepted.has_value()) text += " " + std::to_string(*line.accepted);
    for (const Rejection& rejection : line.rejections) {
      text += " but not " + std::to_string(rejection.pieces) + " for " +
              std::to_string(rejection.reason);
    }
  }
  return text;
}

std::string TellOne(const TakeBack& one) {
  std::string text =
      "back of " + one.shipment + " at hour " + std::to_string(one.hour);
  for (const TakeBack::Line& line : one.lines) {
    text += " " + std::to_string(line.pieces) + " " + line.item;
    if (!line.lot.empty()) text += " of lot " + line.lot;
    if (line.loss_reason != 0) {
      text += " written off for " + std::to_string(line.loss_reason);
    }
  }
  return text;
}

std::string TellOne(const Requisition& one) {
  return "ask for " + one.store + TellAll(one.lines);
}

std::string TellOne(const Grant& one) {
  std::string text = "grant " + one.requisition + " from " + one.store;
  for (const Grant::Line& line : one.lines) {
    text += " " + line.item;
    if (line.pieces.has_value()) text += " " + std::to_string(*line.pieces);
    if (!line.store.empty()) text += " of " + line.store;
  }
  return text;
}

std::string TellOne(const RejectRequisition& one) {
  return "reject " + one.requisition;
}

std::string TellOne(const CancelRequisition& one) {
  return "take back " + one.requisition;
}

void Alter(Move& one) { one.lines.front().pieces += 1; }

void Alter(Count& one) { one.all_or_nothing = !one.all_or_nothing; }

void Alter(Quarantine& one) { one.hour = one.hour == 0 ? 1 : one.hour - 1; }

void Alter(Release& one) { one.hour = one.hour == 0 ? 1 : one.hour - 1; }

void Alter(MakeShipment& one) { one.lines.front().pieces += 1; }
void Alter(Pick& one) { one.shipment += "0"; }
void Alter(Ship& one) { one.hour = one.hour == 0 ? 1 : one.hour - 1; }
void Alter(CancelShipment& one) { one.shipment += "0"; }
void Alter(Arrival& one) { one.hour = one.hour == 0 ? 1 : one.hour - 1; }
void Alter(TakeBack& one) { one.hour = one.hour == 0 ? 1 : one.hour - 1; }
void Alter(Requisition& one) { one.lines.front().pieces += 1; }
void Alter(Grant& one) { one.requisition += "0"; }
void Alter(RejectRequisition& one) { one.requisition += "0"; }
void Alter(CancelRequisition& one) { one.requisition += "0"; }

}  // namespace

Request Altered(Request request) {
  std::visit([](auto& one) { Alter(one); }, request);
  return request;
}

std::string Tell(const Request& request) {
  return std::visit([](const auto& one) { return TellOne(one); }, request);
}

}  // namespace epiledger::goods
