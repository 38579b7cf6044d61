#include "services/ledger/recompute.h"

#include <set>

#include "services/ledger/dump.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

// Written out here on purpose: the verifier must not learn what is right from
// the code it verifies.
constexpr int64_t kLargestAmount = 1'000'000'000'000'000;
constexpr int64_t kPlacesPerEntry = 65'536;

bool MayBeNegative(const std::string& account) {
  static const auto* const kOutside = new std::set<std::string>{
      "source", "supplier", "donor", "opening", "found"};
  return kOutside->contains(account.substr(0, account.find(':')));
}

std::string Numbers(std::initializer_list<int64_t> columns) {
  std::string line;
  for (const int64_t column : columns) AppendColumn(line, column);
  return line;
}

}  // namespace

std::vector<std::string> Recomputation::Take(const journal::Frame& frame) {
  std::vector<std::string> findings;
  if (!requests_
           .emplace(std::pair(frame.key.request_id, frame.key.subject),
                    frame.sequence)
           .second) {
    findings.push_back(Concat("request id ", frame.key.request_id, " of ",
                              frame.key.subject, " took effect before"));
  }
  if (!frame.accepted()) return findings;
  journal::v1::Effects effects;
  if (frame.event_type != journal::kEffectsType ||
      !effects.ParseFromString(frame.event)) {
    findings.emplace_back("an accepted entry without readable effects");
    return findings;
  }
  int64_t number = frame.sequence * kPlacesPerEntry;
  for (const journal::v1::Movement& movement : effects.movements()) {
    TakeMovement(movement, number++, findings);
  }
  CheckLimits(effects, findings);
  for (const journal::v1::ResourceVersion& version : effects.resources()) {
    resources_[{version.collection(), version.key(), frame.sequence}] =
        version.body();
  }
  return findings;
}

size_t Recomputation::AccountOf(const std::string& name,
                                const std::string& unit) {
  const auto [it, is_new] = numbers_.try_emplace(name, accounts_.size());
  if (is_new) accounts_.push_back({name, unit, {}});
  return it->second;
}

void Recomputation::TakeMovement(const journal::v1::Movement& movement,
                                 int64_t number,
                                 std::vector<std::string>& findings) {
  if (movement.amount() < 1 || movement.amount() > kLargestAmount ||
      movement.source() == movement.target()) {
    findings.push_back(Concat("a movement of ", movement.amount(), " from ",
                              movement.source(), " to ", movement.target()));
  }
  const size_t source = AccountOf(movement.source(), movement.unit());
  const size_t target = AccountOf(movement.target(), movement.unit());
  if (accounts_[source].unit != movement.unit() ||
      accounts_[target].unit != movement.unit()) {
    findings.push_back(Concat("a movement in ", movement.unit(), " between ",
                              movement.source(), " and ", movement.target(),
                              ", which are kept in another unit"));
  }
  const auto [source_previous, source_moved] =
      Move(source, movement.position(), -movement.amount(), number);
  const auto [target_previous, target_moved] =
      Move(target, movement.position(), movement.amount(), number);
  movements_.push_back({number, static_cast<int64_t>(source) + 1,
                        static_cast<int64_t>(target) + 1, movement.position(),
                        movement.amount(), source_previous, source_moved,
                        target_previous, target_moved});
}

std::pair<int64_t, int64_t> Recomputation::Move(size_t account,
                                                int64_t position,
                                                int64_t change,
                                                int64_t number) {
  Day& day = accounts_[account].days[position];
  const int64_t previous = day.last_movement;
  day.moved += change;
  day.last_movement = number;
  return {previous, day.moved};
}

void Recomputation::CheckLimits(const journal::v1::Effects& effects,
                                std::vector<std::string>& findings) const {
  std::set<std::string> touched;
  for (const journal::v1::Movement& movement : effects.movements()) {
    touched.insert(movement.source());
    touched.insert(movement.target());
  }
  for (const std::string& name : touched) {
    if (MayBeNegative(name)) continue;
    int64_t balance = 0;
    for (const auto& [position, day] : accounts_[numbers_.at(name)].days) {
      balance += day.moved;
      if (balance >= 0) continue;
      findings.push_back(
          Concat(name, " is at ", balance, " at position ", position));
      break;
    }
  }
}

std::vector<std::string> Recomputation::AccountLines() const {
  std::vector<std::string> lines;
  for (size_t i = 0; i < accounts_.size(); ++i) {
    std::string line;
    AppendColumn(line, static_cast<int64_t>(i) + 1);
    AppendText(line, accounts_[i].name);
    AppendText(line, accounts_[i].unit);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> Recomputation::MovementLines() const {
  std::vector<std::string> lines;
  lines.reserve(movements_.size());
  for (const Movement& m : movements_) {
    lines.push_back(Numbers({m.number, m.source, m.target, m.position, m.amount,
                             m.source_previous, m.source_moved,
                             m.target_previous, m.target_moved}));
  }
  return lines;
}

std::vector<std::string> Recomputation::TimelineLines() const {
  std::vector<std::string> lines;
  for (size_t i = 0; i < accounts_.size(); ++i) {
    int64_t balance = 0;
    for (const auto& [position, day] : accounts_[i].days) {
      balance += day.moved;
      lines.push_back(Numbers({static_cast<int64_t>(i) + 1, position, balance,
                               day.moved, day.last_movement}));
    }
  }
  return lines;
}

std::vector<std::string> Recomputation::ResourceLines() const {
  std::vector<std::string> lines;
  for (const auto& [key, body] : resources_) {
    std::string line;
    AppendText(line, std::get<0>(key));
    AppendText(line, std::get<1>(key));
    AppendColumn(line, std::get<2>(key));
    AppendBytes(line, body);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> Recomputation::RequestLines() const {
  std::vector<std::string> lines;
  for (const auto& [key, sequence] : requests_) {
    std::string line;
    AppendText(line, key.first);
    AppendText(line, key.second);
    AppendColumn(line, sequence);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::map<std::string, std::pair<std::string, int64_t>> Recomputation::Balances()
    const {
  std::map<std::string, std::pair<std::string, int64_t>> balances;
  for (const Account& account : accounts_) {
    int64_t balance = 0;
    for (const auto& [position, day] : account.days) balance += day.moved;
    balances[account.name] = {account.unit, balance};
  }
  return balances;
}

}  // namespace epiledger::ledger
