#include "tests/models/supplies/service/clerk.h"

#include <charconv>
#include <variant>

#include "services/rpc/error.h"
#include "services/text.h"
#include "tests/models/supplies/lots.h"
#include "tests/testing/refusal.h"

namespace epiledger::goods {
namespace {

namespace v1 = supplies::v1;

// A figure of a refusal, where there is one.
std::optional<int64_t> FigureOf(const absl::Status& status, const char* name) {
  const std::string figure = testing::FigureOf(status, name);
  if (figure.empty()) return std::nullopt;
  int64_t value = 0;
  std::from_chars(figure.data(), figure.data() + figure.size(), value);
  return value;
}

}  // namespace

Answer Clerk::AnswerOf(const absl::Status& refused) {
  const rpc::Error error = rpc::FromStatus(refused);
  const absl::Status status = rpc::ToStatus(error);
  Answer answer;
  answer.reason = testing::ReasonOf(status);
  answer.available = FigureOf(status, "available");
  type::v1::Receipt receipt;
  receipt.ParseFromString(error.receipt);
  answer.sequence = receipt.sequence();
  answer.is_replay = receipt.replayed();
  return answer;
}

void Clerk::Label(const Answer& answer, const std::string& name,
                  const char* letter, Names& names) {
  if (answer.is_replay) return;
  names.emplace(Concat(letter, names.size() + 1), name);
}

std::string Tell(const Answer& answer) {
  std::string text = answer.is_accepted ? "accepted" : answer.reason;
  if (answer.available.has_value()) {
    text += Concat(" available ", *answer.available);
  }
  if (answer.is_replay) text += ", replayed";
  text += answer.sequence > 0 ? Concat(", entry ", answer.sequence)
                              : std::string(", undecided");
  for (const auto& [name, value] : answer.told) {
    text += Concat("; ", name, " ", value);
  }
  return text;
}

void Clerk::CreateItem(const std::string& item, int64_t tolerance) {
  v1::CreateItemRequest form;
  form.set_request_id(supplies_.service().NewId());
  form.set_parent(std::string(supplies::kCounty));
  form.set_item_id(item);
  form.mutable_item()->set_display_name(item);
  form.mutable_item()->set_kind(v1::Item::KIND_CONSUMABLE);
  form.mutable_item()->set_base_unit("只");
  form.mutable_item()->set_surplus_tolerance(tolerance);
  const auto made =
      supplies_.service().Call<v1::CreateItemResponse>("CreateItem", form);
  EXPECT_TRUE(made.ok()) << made.status();
}

void Clerk::CreateStore(const std::string& store) {
  const size_t slash = store.find('/');
  const auto made =
      supplies_.CreateStore(store.substr(0, slash), store.substr(slash + 1));
  EXPECT_TRUE(made.ok()) << made.status();
}

std::string Clerk::LabelOf(const std::string& name) const {
  for (const Names* names : {&moves_, &counts_, &shipments_, &requisitions_}) {
    for (const auto& [label, known] : *names) {
      if (known == name) return label;
    }
  }
  return name;
}

std::string Clerk::LotLabel(const std::string& name) const {
  for (const auto& [label, known] : lots_) {
    if (known == name) return label;
  }
  const std::string item = ItemOf(name);
  if (name.ends_with("/lots/opening")) return OpeningOf(item);
  if (name.ends_with("/lots/found")) return FoundOf(item);
  return name;
}

Answer Clerk::Ask(const std::string& request_id, const Request& request) {
  return std::visit(
      [&](const auto& asked) { return AskOne(request_id, asked); }, request);
}

Answer Clerk::AskOne(const std::string& id, const Move& asked) {
  v1::CreateMovementResponse response;
  Answer answer = Call("CreateMovement", FormOf(id, asked, lots_), response);
  if (!answer.is_accepted) return answer;
  Label(answer, response.movement().name(), "m", moves_);
  LearnLots(asked, response.movement());
  answer.told = Told(response.movement());
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const Count& asked) {
  v1::CreateCountResponse response;
  Answer answer = Call("CreateCount", FormOf(id, asked, counts_), response);
  if (!answer.is_accepted) return answer;
  Label(answer, response.count().name(), "c", counts_);
  answer.told = Told(response.count());
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const Quarantine& asked) {
  v1::CreateLotQuarantineResponse response;
  Answer answer =
      Call("CreateLotQuarantine", FormOf(id, asked, lots_), response);
  if (!answer.is_accepted) return answer;
  Label(answer, response.lot_quarantine().name(), "q", quarantines_);
  return answer;
}

Answer Clerk::AskOne(const std::string& id, const Release& asked) {
  v1::ReleaseLotQuarantineResponse response;
  return Call("ReleaseLotQuarantine", FormOf(id, asked, quarantines_),
              response);
}

void Clerk::LearnLots(const Move& asked, const v1::Movement& movement) {
  if (asked.kind != MoveKind::kReceive) return;
  for (size_t i = 0; i < asked.lines.size(); ++i) {
    for (const auto& pieces : movement.lines(static_cast<int>(i)).lots()) {
      lots_.emplace(LotOf(asked.lines[i], *asked.origin), pieces.lot());
    }
  }
}

void Clerk::TellNext(const std::string& item,
                     const v1::NextCountCorrection& next, Figures& told) const {
  const std::string name = Concat(item, " next ", LabelOf(next.count()));
  told[name] = 1;
  Put(name + " use", next.use_change(), told);
  Put(name + " surplus", next.surplus_change(), told);
  Put(name + " opening", next.opening_change(), told);
}

Figures Clerk::Told(const v1::Movement& movement) const {
  Figures told;
  for (const v1::Movement::Line& line : movement.lines()) {
    const std::string item = ItemOf(line.item());
    told[item + " outcome"] = line.outcome();
    for (const v1::LotQuantity& pieces : line.lots()) {
      told[Concat(item, " lot ", LotLabel(pieces.lot()))] = pieces.quantity();
    }
    for (const v1::Movement::SkippedLot& lot : line.skipped_lots()) {
      const std::string name = Concat(item, " skipped ", LotLabel(lot.lot()));
      told[name] = lot.quantity();
      told[name + " why"] = lot.reason();
    }
    for (const v1::BrokenReservation& broken : line.broken_reservations()) {
      told[Concat(item, " broken ", LabelOf(broken.shipment()))] =
          broken.quantity();
    }
    if (line.has_next_count()) TellNext(item, line.next_count(), told);
  }
  return told;
}

Figures Clerk::Told(const v1::Count& count) const {
  Figures told;
  for (const v1::CountLine& line : count.lines()) {
    const std::string item = ItemOf(line.item());
    const v1::CountResult& result = line.result();
    Put(item + " outcome", result.outcome(), told);
    Put(item + " total", result.total(), told);
    Put(item + " expected", result.expected(), told);
    Put(item + " needed", result.needed(), told);
    Put(item + " use", result.use(), told);
    Put(item + " surplus", result.surplus(), told);
    Put(item + " opening", result.opening(), told);
    Put(item + " reason", result.surplus_reason(), told);
    for (const v1::LotQuantity& pieces : result.lots()) {
      told[Concat(item, " lot ", LotLabel(pieces.lot()))] = pieces.quantity();
    }
    if (!result.repeats().empty()) {
      told[Concat(item, " repeats ", LabelOf(result.repeats()))] = 1;
    }
    for (const v1::BrokenReservation& broken : result.broken_reservations()) {
      told[Concat(item, " broken ", LabelOf(broken.shipment()))] =
          broken.quantity();
    }
    if (result.has_next_count()) TellNext(item, result.next_count(), told);
  }
  return told;
}

}  // namespace epiledger::goods
