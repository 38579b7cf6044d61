#include "services/ledger/recompute.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "services/ledger/dump.h"
#include "services/ledger/entry_form.h"
#include "services/text.h"

namespace epiledger::ledger {
namespace {

// Written out here on purpose: the verifier must not learn what is right from
// the code it verifies.
constexpr int64_t kLargestAmount = 1'000'000'000'000'000;
constexpr uint64_t kPlacesPerEntry = 65'536;

bool MayBeNegative(const std::string& account) {
  static const auto* const kOutside = new std::set<std::string>{
      "source", "supplier", "donor", "opening", "found", "contra"};
  return kOutside->contains(account.substr(0, account.find(':')));
}

// A sum that stays at the end of what an int64 holds; a balance there is long
// found to be too large.
int64_t Sum(int64_t a, int64_t b) {
  int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return b > 0 ? INT64_MAX : INT64_MIN;
}

int64_t Negated(int64_t a) { return a == INT64_MIN ? INT64_MAX : -a; }

bool IsGenesis(const journal::v1::Effects& effects) {
  return std::any_of(effects.resources().begin(), effects.resources().end(),
                     [](const journal::v1::ResourceVersion& version) {
                       return version.collection() == "county";
                     });
}

std::string Numbers(std::initializer_list<int64_t> columns) {
  std::string line;
  for (const int64_t column : columns) AppendColumn(line, column);
  return line;
}

}  // namespace

std::vector<std::string> Recomputation::Take(
    const journal::Frame& frame, const journal::v1::Effects* effects) {
  std::vector<std::string> findings;
  if (!requests_
           .emplace(std::pair(frame.key.request_id, frame.key.subject),
                    frame.sequence)
           .second) {
    findings.push_back(Concat("request id ", frame.key.request_id, " of ",
                              frame.key.subject, " took effect before"));
  }
  if (!frame.accepted()) TakeRefusal(frame);
  if (frame.sequence == 1 && (effects == nullptr || !IsGenesis(*effects))) {
    findings.emplace_back("is a book's first and no genesis");
  }
  if (effects == nullptr) return findings;
  TakeClockJump(frame, *effects);
  // A sequence that was tampered with may be any number.
  auto number = static_cast<int64_t>(static_cast<uint64_t>(frame.sequence) *
                                     kPlacesPerEntry);
  for (const journal::v1::Movement& movement : effects->movements()) {
    TakeMovement(movement, number++, findings);
  }
  CheckLimits(*effects, findings);
  if (effects->reverses() != 0) {
    CheckReversal(frame.sequence, effects->reverses(), findings);
  }
  for (const journal::v1::ResourceVersion& version : effects->resources()) {
    resources_[{version.collection(), version.key(), frame.sequence}] =
        version.body();
  }
  return findings;
}

void Recomputation::TakeRefusal(const journal::Frame& frame) {
  std::string& line = refusals_.emplace_back();
  AppendColumn(line, frame.sequence);
  AppendText(line, frame.reason);
  AppendText(line, frame.method);
  AppendText(line, frame.key.subject);
}

void Recomputation::TakeClockJump(const journal::Frame& frame,
                                  const journal::v1::Effects& effects) {
  for (const journal::v1::ResourceVersion& version : effects.resources()) {
    journal::v1::ClockJump jump;
    if (version.collection() != "clock_jump" ||
        !jump.ParseFromString(version.body())) {
      continue;
    }
    const int64_t ahead =
        Sum(jump.found_time_micros(), Negated(jump.expected_time_micros()));
    const int64_t distance = ahead < 0 ? Negated(ahead) : ahead;
    notes_.push_back(Concat("entry ", frame.sequence, ": the clock jumped ",
                            distance / 1'000'000, " s ",
                            ahead < 0 ? "back" : "forward"));
  }
}

size_t Recomputation::AccountOf(const std::string& name,
                                const std::string& unit, int64_t number,
                                std::vector<std::string>& findings) {
  const auto [it, is_new] = numbers_.try_emplace(name, accounts_.size());
  if (!is_new) return it->second;
  accounts_.push_back({name, unit, number, {}});
  // A unit that an account does not have is found as such.
  for (const std::string* text : {&name, &unit}) {
    if (IsName(*text)) continue;
    findings.push_back(Concat("\"", absl::CHexEscape(*text), "\" is no name"));
  }
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
  const size_t source =
      AccountOf(movement.source(), movement.unit(), number, findings);
  const size_t target =
      AccountOf(movement.target(), movement.unit(), number, findings);
  if (accounts_[source].unit != movement.unit() ||
      accounts_[target].unit != movement.unit()) {
    findings.push_back(Concat("a movement in ", movement.unit(), " between ",
                              movement.source(), " and ", movement.target(),
                              ", which are kept in another unit"));
  }
  const auto [source_previous, source_moved] =
      Move(source, movement.position(), Negated(movement.amount()), number);
  const auto [target_previous, target_moved] =
      Move(target, movement.position(), movement.amount(), number);
  movements_.push_back({number, static_cast<int64_t>(source) + 1,
                        static_cast<int64_t>(target) + 1, movement.position(),
                        movement.amount(), source_previous, source_moved,
                        target_previous, target_moved, movement.aside()});
}

std::pair<int64_t, int64_t> Recomputation::Move(size_t account,
                                                int64_t position,
                                                int64_t change,
                                                int64_t number) {
  std::map<int64_t, Day>& days = accounts_[account].days;
  const auto [at, is_new] = days.try_emplace(position);
  if (is_new && at != days.begin()) {
    at->second.balance = std::prev(at)->second.balance;
  }
  Day& day = at->second;
  const int64_t previous = std::exchange(day.last_movement, number);
  day.moved = Sum(day.moved, change);
  for (auto later = at; later != days.end(); ++later) {
    later->second.balance = Sum(later->second.balance, change);
  }
  return {previous, day.moved};
}

void Recomputation::AddMoved(int64_t sequence,
                             std::map<int64_t, int64_t>& sums) const {
  // Movements are in order of their numbers, which only grow.
  constexpr auto places = static_cast<int64_t>(kPlacesPerEntry);
  auto it = std::lower_bound(movements_.begin(), movements_.end(), sequence,
                             [](const Movement& m, int64_t entry) {
                               return m.number / places < entry;
                             });
  for (; it != movements_.end() && it->number / places == sequence; ++it) {
    if (it->aside) continue;
    sums[it->source] = Sum(sums[it->source], Negated(it->amount));
    sums[it->target] = Sum(sums[it->target], it->amount);
  }
}

void Recomputation::CheckReversal(int64_t sequence, int64_t reversed,
                                  std::vector<std::string>& findings) {
  if (reversed < 1 || reversed >= sequence) {
    findings.push_back(
        Concat("reverses entry ", reversed, ", which is none before it"));
    return;
  }
  const auto [first, is_first] = reversals_.emplace(reversed, sequence);
  if (!is_first) {
    findings.push_back(Concat("reverses entry ", reversed, ", which entry ",
                              first->second, " reversed before"));
  }
  reversing_.insert(sequence);
  if (reversing_.contains(reversed)) {
    findings.push_back(
        Concat("reverses entry ", reversed, ", which is a reversal"));
  }
  std::map<int64_t, int64_t> sums;
  AddMoved(reversed, sums);
  AddMoved(sequence, sums);
  for (const auto& [account, sum] : sums) {
    if (sum == 0) continue;
    findings.push_back(
        Concat("and entry ", reversed, ", which it reverses, ", "leave ", sum,
               " in ", accounts_[static_cast<size_t>(account) - 1].name));
  }
}

void Recomputation::CheckLimits(const journal::v1::Effects& effects,
                                std::vector<std::string>& findings) const {
  // The earliest position of each that changed: what is before was judged.
  std::map<std::string, int64_t> touched;
  for (const journal::v1::Movement& movement : effects.movements()) {
    for (const std::string* name : {&movement.source(), &movement.target()}) {
      const auto [it, is_new] = touched.emplace(*name, movement.position());
      it->second = std::min(it->second, movement.position());
    }
  }
  for (const auto& [name, first] : touched) {
    const int64_t lowest = MayBeNegative(name) ? -kLargestAmount : 0;
    const std::map<int64_t, Day>& days = accounts_[numbers_.at(name)].days;
    for (auto it = days.lower_bound(first); it != days.end(); ++it) {
      const int64_t balance = it->second.balance;
      if (balance >= lowest && balance <= kLargestAmount) continue;
      findings.push_back(
          Concat(name, " is at ", balance, " at position ", it->first));
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
    AppendColumn(line, accounts_[i].first_movement);
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
    for (const auto& [position, day] : accounts_[i].days) {
      lines.push_back(Numbers({static_cast<int64_t>(i) + 1, position,
                               day.balance, day.moved, day.last_movement}));
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
    balances[account.name] = {account.unit,
                              account.days.rbegin()->second.balance};
  }
  return balances;
}

}  // namespace epiledger::ledger
