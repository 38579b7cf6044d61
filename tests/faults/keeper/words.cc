#include "tests/faults/keeper/words.h"

#include <sstream>

namespace epiledger::faults {
namespace {

using goods::MoveKind;
using goods::Request;

// Reasons why goods were rejected or lost, as numbered by the documents.
constexpr int kDamagedOnTheWay = 2;
constexpr int kDamagedInStore = 2;

class Words {
 public:
  Words(const std::string& line, const Labels& labels)
      : stream_(line), labels_(labels) {}

  std::string Word() {
    std::string word;
    stream_ >> word;
    return word;
  }
  int64_t Number() {
    int64_t number = 0;
    stream_ >> number;
    return number;
  }
  int Time() { return static_cast<int>(Number()); }
  std::string Shipment() { return LabelIn(labels_.shipments, "s0"); }
  // Empty where none is named.
  std::string Counted() {
    const int64_t sequence = Number();
    if (sequence == 0) return "";
    const auto found = labels_.counts.find(sequence);
    return found == labels_.counts.end() ? "c0" : found->second;
  }
  bool HasMore() { return stream_.good() && !(stream_ >> std::ws).eof(); }
  [[nodiscard]] bool is_right() const { return !stream_.fail(); }

 private:
  std::string LabelIn(const std::map<int64_t, std::string>& labels,
                      const char* other) {
    const auto found = labels.find(Number());
    return found == labels.end() ? other : found->second;
  }

  std::istringstream stream_;
  const Labels& labels_;
};

Request ReadMove(Words& words) {
  static const auto* const kKinds =
      new std::map<std::string, MoveKind>{{"receive", MoveKind::kReceive},
                                          {"issue", MoveKind::kIssue},
                                          {"lose", MoveKind::kLose},
                                          {"bring-back", MoveKind::kBringBack}};
  goods::Move move;
  move.kind = kKinds->at(words.Word());
  move.store = words.Word();
  move.hour = words.Time();
  goods::MoveLine line;
  line.item = words.Word();
  line.pieces = words.Number();
  if (move.kind == MoveKind::kReceive) {
    line.batch = words.Word();
    const std::string order = words.HasMore() ? words.Word() : "";
    move.origin = order.empty() ? goods::Origin{goods::Source::kUnfunded, ""}
                                : goods::Origin{goods::Source::kOrder, order};
  }
  if (move.kind == MoveKind::kLose) move.loss_reason = kDamagedInStore;
  move.lines.push_back(line);
  return move;
}

Request ReadCount(Words& words) {
  goods::Count count;
  count.store = words.Word();
  count.hour = words.Time();
  count.supersedes = words.Counted();
  if (!count.supersedes.empty()) count.reason = "counted again";
  count.all_or_nothing = words.Number() != 0;
  while (words.HasMore()) {
    goods::CountLine line;
    line.item = words.Word();
    line.pieces = words.Number();
    line.surplus_reason = static_cast<int>(words.Number());
    line.is_confirmed = true;
    count.lines.push_back(line);
  }
  return count;
}

Request ReadMaking(Words& words) {
  goods::MakeShipment made;
  made.store = words.Word();
  made.to = words.Word();
  while (words.HasMore()) {
    goods::WantedLine line;
    line.item = words.Word();
    line.pieces = words.Number();
    made.lines.push_back(line);
  }
  return made;
}

Request ReadPick(Words& words) { return goods::Pick{words.Shipment(), {}}; }

Request ReadShipping(Words& words) {
  goods::Ship ship;
  ship.shipment = words.Shipment();
  ship.hour = words.Time();
  return ship;
}

Request ReadCancelling(Words& words) {
  return goods::CancelShipment{words.Shipment()};
}

Request ReadArrival(Words& words) {
  goods::Arrival arrival;
  arrival.store = words.Word();
  arrival.shipment = words.Shipment();
  arrival.hour = words.Time();
  arrival.is_all = !words.HasMore();
  while (words.HasMore()) {
    goods::Arrival::Line line;
    line.item = words.Word();
    line.accepted = words.Number();
    for (const int reason : {goods::kNotInParcel, kDamagedOnTheWay}) {
      const int64_t pieces = words.Number();
      if (pieces > 0) line.rejections.push_back({reason, pieces, ""});
    }
    arrival.lines.push_back(line);
  }
  return arrival;
}

Request ReadTakingBack(Words& words) {
  goods::TakeBack back;
  back.shipment = words.Shipment();
  back.hour = words.Time();
  while (words.HasMore()) {
    goods::TakeBack::Line line;
    line.item = words.Word();
    line.pieces = words.Number();
    line.loss_reason = static_cast<int>(words.Number());
    back.lines.push_back(line);
  }
  return back;
}

}  // namespace

std::optional<Request> ReadRequest(const std::string& line,
                                   const Labels& labels) {
  using Read = Request (*)(Words&);
  static const auto* const kReads = new std::map<std::string, Read>{
      {"move", ReadMove},      {"count", ReadCount},
      {"make", ReadMaking},    {"pick", ReadPick},
      {"ship", ReadShipping},  {"cancel", ReadCancelling},
      {"arrive", ReadArrival}, {"take-back", ReadTakingBack}};
  Words words(line, labels);
  const auto read = kReads->find(words.Word());
  if (read == kReads->end()) return std::nullopt;
  Request request = read->second(words);
  if (!words.is_right() || words.HasMore()) return std::nullopt;
  return request;
}

}  // namespace epiledger::faults
