#include "tests/faults/keeper/keeper.h"

#include <map>
#include <optional>
#include <sstream>
#include <variant>

#include "tests/models/supplies/judge.h"
#include "tests/models/supplies/lots.h"
#include "tests/models/supplies/record.h"

namespace epiledger::faults {
namespace {

// Nobody asks for a time to come.
constexpr int kNow = goods::kEnd - 1;

// What may be said instead of yes.
std::string Refusals(const goods::Verdict& verdict) {
  std::string text = verdict.is_decided() ? "refused" : "undecided";
  for (const goods::Refusal& refusal : verdict.refusals) {
    text += "\t" + refusal.reason + "=" +
            std::to_string(refusal.available.value_or(-1));
  }
  return text;
}

template <typename Key, typename T>
void ForgetPast(std::map<Key, goods::Versions<T>>& all) {
  for (auto& [key, versions] : all) versions.ForgetPast();
}

// Long histories would not fit into memory.
void ForgetPast(goods::Notes& notes) {
  notes.hours.ForgetPast();
  ForgetPast(notes.lines);
  ForgetPast(notes.holds);
  ForgetPast(notes.shipments);
  ForgetPast(notes.tasks);
}

}  // namespace

Keeper::Keeper() : notes_(kNow) {}

std::string Keeper::Answer(const std::string& line) {
  std::istringstream words(line);
  std::string first;
  std::string name;
  words >> first >> name;
  if (first == "figures") {
    return Listed("figures", goods::FiguresAt(notes_, {}, goods::Extent::kAll));
  }
  if (first == "store") {
    notes_.stores.insert(name);
    return "noted";
  }
  if (first == "item") {
    notes_.items[name] = {};
    notes_.lots[goods::OpeningOf(name)] = {
        name, {}, {}, {goods::Source::kOpening, ""}};
    notes_.lots[goods::FoundOf(name)] = {
        name, {}, {}, {goods::Source::kFound, ""}};
    entries_[goods::OpeningOf(name)] = "opening";
    entries_[goods::FoundOf(name)] = "found";
    return "noted";
  }
  if (first != "entry") return "no such word: " + first;
  std::string asked;
  std::getline(words, asked);
  return Decide(std::stoll(name), asked);
}

std::string Keeper::Decide(int64_t sequence, const std::string& asked) {
  const std::optional<goods::Request> request = ReadRequest(asked, labels_);
  if (!request.has_value()) return "not to be read:" + asked;
  ForgetPast(notes_);
  const goods::Verdict verdict = goods::Judge(notes_, *request);
  if (!verdict.accepted()) {
    goods::RecordRefused(sequence, notes_);
    return Refusals(verdict);
  }
  const goods::Figures told = goods::Record(*request, sequence, notes_);
  Learn(*request, sequence);
  return Listed("accepted", told);
}

// The model numbers counts and shipments as they come.
void Keeper::Learn(const goods::Request& request, int64_t sequence) {
  const std::string told = std::to_string(sequence);
  if (std::holds_alternative<goods::Count>(request)) {
    const std::string label = "c" + std::to_string(notes_.counts.size());
    labels_.counts[sequence] = label;
    entries_[label] = told;
  }
  if (std::holds_alternative<goods::MakeShipment>(request)) {
    const std::string label = "s" + std::to_string(notes_.shipments.size());
    labels_.shipments[sequence] = label;
    entries_[label] = told;
  }
  const auto* move = std::get_if<goods::Move>(&request);
  if (move == nullptr || move->kind != goods::MoveKind::kReceive) return;
  for (const goods::MoveLine& line : move->lines) {
    const std::string label = goods::LotOf(line, *move->origin);
    if (notes_.lots.contains(label)) entries_.try_emplace(label, told);
  }
}

std::string Keeper::Listed(const char* first,
                           const goods::Figures& figures) const {
  std::string text = first;
  for (const auto& [name, value] : figures) {
    if (value != 0) text += "\t" + Renamed(name) + "=" + std::to_string(value);
  }
  return text;
}

std::string Keeper::Renamed(const std::string& name) const {
  std::istringstream words(name);
  std::string renamed;
  for (std::string word; words >> word;) {
    const auto entry = entries_.find(word);
    if (!renamed.empty()) renamed += " ";
    renamed += entry == entries_.end() ? word : entry->second;
  }
  return renamed;
}

}  // namespace epiledger::faults
