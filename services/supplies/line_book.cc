#include "services/supplies/line_book.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/supplies/lot_return.h"
#include "services/supplies/lots.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

constexpr int64_t kMicrosPerDay = kMicrosPerSecond * 60 * 60 * 24;

}  // namespace

LineBook::LineBook(ledger::State& state, LineName line, const LineTime& time)
    : state_(state), line_(std::move(line)), path_(line_.path()) {
  if (!LoadDigest(time)) LoadMonths(time.from);
  after_ = before_;
}

v1::CountEntry* LineBook::CountAt(int64_t position) {
  const auto found = after_.find(CountEntryKey(path_, position));
  if (found == after_.end() || !IsStandingCount(found->second)) return nullptr;
  return found->second.mutable_count();
}

bool LineBook::WasCountedBefore(int64_t position) const {
  return anchor_.has_value() ||
         std::any_of(after_.begin(), after_.end(), [&](const auto& entry) {
           return PositionOfEntry(entry.first) < position &&
                  IsStandingCount(entry.second);
         });
}

Amount LineBook::ExpectedAt(int64_t position) const {
  Amount amount = anchor_.has_value() ? anchor_->quantity() : 0;
  for (const auto& [key, entry] : after_) {
    const int64_t at = PositionOfEntry(key);
    if (at > position) break;
    amount += ChangeOf(entry);
    if (IsStandingCount(entry) && at < position) {
      amount = entry.count().quantity();
    }
  }
  return amount;
}

std::optional<std::string> LineBook::CountAfter(int64_t position) const {
  for (const auto& [key, entry] : after_) {
    if (PositionOfEntry(key) > position && IsStandingCount(entry)) return key;
  }
  return std::nullopt;
}

LineEntries LineBook::RecordedAfter(int64_t sequence, int64_t position,
                                    const std::string& except) const {
  LineEntries later;
  if (anchor_.has_value() && anchor_sequence_ > sequence) {
    *later[anchor_key_].mutable_count() = *anchor_;
    later[anchor_key_].set_sequence(anchor_sequence_);
  }
  for (const auto& [key, entry] : before_) {
    const int64_t at = PositionOfEntry(key);
    if (at > position) break;
    if (entry.has_count() && entry.count().count() == except) continue;
    // What a count found does not depend on what came before it.
    if (IsStandingCount(entry) && at < position) later.clear();
    if (entry.sequence() > sequence) later.emplace(key, entry);
  }
  return later;
}

Amount LineBook::NeededAt(int64_t position) {
  const Numbered numbered = Gather(false);
  for (size_t i = 0; i < numbered.facts.counts.size(); ++i) {
    if (numbered.facts.counts[i].position == position) {
      return supplies::NeededAt(numbered.facts, i);
    }
  }
  return 0;
}

Amount LineBook::IssuableAt(int64_t position, const std::string& lot) {
  const Numbered numbered = Gather(false);
  const std::vector<Amount> amounts =
      supplies::IssuableAt(numbered.facts, position);
  Amount sum = 0;
  for (size_t i = 0; i < amounts.size(); ++i) {
    if (lot.empty() || numbered.lots[i] == lot) sum += amounts[i];
  }
  return sum;
}

std::vector<v1::LotChange> LineBook::IssuableLots(int64_t position) {
  const Numbered numbered = Gather(false);
  const std::vector<Amount> amounts =
      supplies::IssuableAt(numbered.facts, position);
  std::vector<v1::LotChange> lots;
  for (size_t i = 0; i < amounts.size(); ++i) {
    if (amounts[i] == 0) continue;
    lots.emplace_back().set_lot(numbered.lots[i]);
    lots.back().set_amount(amounts[i]);
  }
  return lots;
}

std::vector<v1::LotChange> LineBook::LotsToIssue(
    int64_t position, Amount amount,
    const std::map<std::string, Amount>& at_most) {
  const Numbered numbered = Gather(false);
  std::vector<Amount> most;
  for (const std::string& lot : numbered.lots) {
    const auto limit = at_most.find(lot);
    most.push_back(limit == at_most.end() ? limits::kMaxAmount : limit->second);
  }
  std::vector<v1::LotChange> taken;
  for (const LotAmount& from :
       supplies::LotsToIssue(numbered.facts, position, amount, most)) {
    taken.emplace_back().set_lot(numbered.lots[from.lot]);
    taken.back().set_amount(from.amount);
    amount -= from.amount;
  }
  if (amount > 0) taken.clear();
  return taken;
}

std::vector<v1::LotChange> LineBook::LotsToReturn(int64_t position,
                                                  Amount amount) {
  LotReturn lots(amount);
  lots.AddIssues(after_, position);
  for (auto month = months().rbegin(); month != months().rend(); ++month) {
    if (!anchor_.has_value() || lots.left() == 0) break;
    if (*month > MonthOf(PositionOfEntry(anchor_key_))) continue;
    LineEntries entries = ReadMonth(*month);
    entries.erase(entries.upper_bound(anchor_key_), entries.end());
    lots.AddIssues(entries, position);
  }
  return lots.Take();
}

void LineBook::SupersedeCount(int64_t position) {
  if (v1::CountEntry* count = CountAt(position)) {
    count->set_is_superseded(true);
    count->clear_changes();
    count->clear_balances();
  }
}

void LineBook::AddCount(int64_t position, v1::CountEntry count) {
  *after_[CountEntryKey(path_, position)].mutable_count() = std::move(count);
}

void LineBook::AddLot(const std::string& lot, const v1::LotRecord& record) {
  lots_[lot] = record;
}

void LineBook::SetKind(int64_t position, const v1::MovementEntry& kind) {
  *after_[MovementEntryKey(path_, position, kind.movement())]
       .mutable_movement() = kind;
}

void LineBook::AddMovement(int64_t position, const std::string& movement,
                           const std::string& lot, Amount change) {
  v1::MovementEntry& entry =
      *after_[MovementEntryKey(path_, position, movement)].mutable_movement();
  entry.set_movement(movement);
  for (v1::LotChange& same : *entry.mutable_changes()) {
    if (same.lot() != lot) continue;
    same.set_amount(same.amount() + change);
    return;
  }
  v1::LotChange& added = *entry.add_changes();
  added.set_lot(lot);
  added.set_amount(change);
}

std::map<std::string, Amount> LineBook::LotsAfter(
    const LineEntries& entries) const {
  std::map<std::string, Amount> lots = StockByLot(entries);
  const bool is_counted = LastCountOf(entries) != entries.end();
  if (is_counted || !anchor_.has_value()) return lots;
  for (const v1::LotChange& balance : anchor_->balances()) {
    lots[balance.lot()] += balance.amount();
  }
  return lots;
}

LineEntries LineBook::DigestedEntries() {
  LineEntries entries = after_;
  if (!anchor_.has_value()) return entries;
  const auto last = LastCountOf(after_);
  // One day more than a digest tells of, for the days are the county's.
  const int64_t begin =
      PositionOfEntry(last == after_.end() ? anchor_key_ : last->first) -
      (kDigestDays + 1) * kMicrosPerDay;
  const auto reaches_back = [&] {
    return std::any_of(entries.begin(), entries.end(), [&](const auto& e) {
      return PositionOfEntry(e.first) < begin && IsStandingCount(e.second);
    });
  };
  for (auto month = months().rbegin(); month != months().rend(); ++month) {
    if (reaches_back()) break;
    if (*month > MonthOf(PositionOfEntry(anchor_key_))) continue;
    for (auto& [key, entry] : ReadMonth(*month)) {
      if (key <= anchor_key_) entries.emplace(key, std::move(entry));
    }
  }
  return entries;
}

bool LineBook::HasMonth(int32_t month) const {
  const auto is_of = [month](const std::string& key) {
    return MonthOf(PositionOfEntry(key)) == month;
  };
  return (anchor_.has_value() && is_of(anchor_key_)) ||
         std::any_of(before_.begin(), before_.end(),
                     [&](const auto& entry) { return is_of(entry.first); });
}

v1::LineDigest LineBook::DigestOfDays() {
  const journal::v1::Genesis genesis = book::GenesisOf(state_);
  // Such a surplus lowers what was used before the last count.
  const bool looks_back =
      std::any_of(after_.begin(), after_.end(), [](const auto& entry) {
        return entry.second.count().surplus_reason() ==
               v1::SURPLUS_REASON_EARLIER_MISCOUNT;
      });
  if (!digest_.has_value() || looks_back) {
    return DigestOf(DigestedEntries(), genesis);
  }
  LineEntries since = after_;
  v1::LineEntry& last = since[anchor_key_];
  *last.mutable_count() = *anchor_;
  last.set_sequence(anchor_sequence_);
  return DigestAfter(*digest_, since, genesis);
}

v1::LineDigest LineBook::Digest() {
  v1::LineDigest digest = DigestOfDays();
  digest.set_has_lots(true);
  for (const auto& [lot, amount] : LotsLeft()) {
    if (amount == 0) continue;
    v1::LineDigest::LotBalance& balance = *digest.add_lots();
    balance.set_lot(lot);
    balance.set_amount(amount);
    const std::optional<int64_t> expiry = ExpiryDayOf(LotOf(lot));
    if (expiry.has_value()) balance.set_expiry_day(*expiry);
  }
  return digest;
}

const v1::LotRecord& LineBook::LotOf(const std::string& lot) {
  LoadLots({lot});
  return lots_[lot];
}

void LineBook::LoadLots(const std::set<std::string>& lots) {
  std::vector<ledger::ResourceKey> keys;
  for (const std::string& lot : lots) {
    if (IsBuiltIn(lot)) {
      lots_.try_emplace(lot, BuiltInLot(lot));
    } else if (!lots_.contains(lot)) {
      keys.push_back({std::string(kLots), Join(line_.item, lot)});
    }
  }
  state_.resources().Load(keys);
  for (const ledger::ResourceKey& key : keys) {
    const auto record = state_.Get<v1::LotRecord>(kLots, key.name);
    if (record.has_value()) lots_.emplace(rpc::LastSegment(key.name), *record);
  }
}

Amount LineBook::SurplusAhead() const {
  Amount surplus = 0;
  Amount stock = anchor_.has_value() ? anchor_->quantity() : 0;
  for (const auto& [key, entry] : after_) {
    stock += ChangeOf(entry);
    if (!IsStandingCount(entry)) continue;
    surplus += std::max<Amount>(0, entry.count().quantity() - stock);
    stock = entry.count().quantity();
  }
  return surplus;
}

LineBook::History LineBook::UnreturnedUse(Amount enough) {
  History history;
  std::map<std::string, Amount> returned;
  Amount found = 0;
  for (auto month = months().rbegin(); month != months().rend(); ++month) {
    if (!anchor_.has_value() ||
        *month > MonthOf(PositionOfEntry(anchor_key_))) {
      continue;
    }
    if (found >= enough) return history;
    const LineEntries entries = ReadMonth(*month);
    for (auto it = entries.rbegin(); it != entries.rend(); ++it) {
      if (it->first > anchor_key_ || !IsStandingCount(it->second)) continue;
      AddUse(it->second.count(), returned, history.unreturned);
    }
    found = 0;
    for (const Use& use : history.unreturned) found += use.amount;
  }
  history.is_complete = true;
  return history;
}

void LineBook::AddUse(const v1::CountEntry& count,
                      std::map<std::string, Amount>& returned,
                      std::vector<Use>& unreturned) {
  if (count.is_opening()) return;
  for (int i = count.changes_size(); i-- > 0;) {
    const v1::LotChange& change = count.changes(i);
    Amount& taken_back = returned[change.lot()];
    if (change.amount() > 0) {
      taken_back += change.amount();
      continue;
    }
    const Amount struck = std::min(taken_back, -change.amount());
    taken_back -= struck;
    if (-change.amount() > struck) {
      unreturned.push_back({change.lot(), -change.amount() - struck});
    }
  }
}

LineBook::Numbered LineBook::Gather(bool with_all_history) {
  const Amount surplus = SurplusAhead();
  History history;
  history.is_complete = surplus == 0;
  if (surplus > 0) {
    history = UnreturnedUse(with_all_history ? limits::kMaxAmount : surplus);
  }
  std::reverse(history.unreturned.begin(), history.unreturned.end());
  Numbered numbered;
  numbered.has_all_history = history.is_complete;
  numbered.facts.was_counted = anchor_.has_value();
  NumberLots(history, numbered);
  return numbered;
}

void LineBook::NumberLots(const History& history, Numbered& numbered) {
  std::set<std::string> lots = {std::string(kOpeningLot),
                                std::string(kFoundLot)};
  for (const auto& [key, entry] : after_) {
    for (const auto& change : entry.movement().changes()) {
      lots.insert(change.lot());
    }
  }
  if (anchor_.has_value()) {
    for (const auto& balance : anchor_->balances()) lots.insert(balance.lot());
  }
  for (const Use& use : history.unreturned) lots.insert(use.lot);
  LoadLots(lots);

  std::map<OrderOfUse, std::string> in_order;
  for (const std::string& lot : lots) {
    in_order.emplace(OrderOf(lot, lots_[lot]), lot);
  }
  std::map<std::string, size_t> numbers;
  for (const auto& [order, lot] : in_order) {
    numbers[lot] = numbered.lots.size();
    numbered.lots.push_back(lot);
  }
  LineFacts& facts = numbered.facts;
  facts.opening_lot = numbers[std::string(kOpeningLot)];
  facts.found_lot = numbers[std::string(kFoundLot)];
  facts.balances.assign(numbered.lots.size(), 0);
  if (anchor_.has_value()) {
    for (const auto& balance : anchor_->balances()) {
      facts.balances[numbers[balance.lot()]] = balance.amount();
    }
  }
  for (const Use& use : history.unreturned) {
    facts.unreturned_use.push_back({numbers[use.lot], use.amount});
  }
  NumberEntries(numbers, numbered);
}

void LineBook::NumberEntries(const std::map<std::string, size_t>& numbers,
                             Numbered& numbered) const {
  for (const auto& [key, entry] : after_) {
    const int64_t position = PositionOfEntry(key);
    for (const v1::LotChange& change : entry.movement().changes()) {
      numbered.facts.movements.push_back(
          {position, numbers.at(change.lot()), change.amount()});
    }
    if (!IsStandingCount(entry)) continue;
    numbered.facts.counts.push_back({position, entry.count().quantity()});
    numbered.count_keys.push_back(key);
  }
}

bool LineBook::Reconcile() {
  Numbered numbered = Gather(false);
  std::optional<std::vector<Booking>> bookings =
      supplies::Reconcile(numbered.facts);
  if (!bookings.has_value() && !numbered.has_all_history) {
    numbered = Gather(true);
    bookings = supplies::Reconcile(numbered.facts);
  }
  if (!bookings.has_value()) return false;
  for (size_t i = 0; i < bookings->size(); ++i) {
    Write(numbered, i, (*bookings)[i]);
  }
  return true;
}

void LineBook::Write(const Numbered& numbered, size_t count,
                     const Booking& booking) {
  v1::CountEntry& entry =
      *after_.at(numbered.count_keys[count]).mutable_count();
  entry.set_is_opening(booking.is_opening);
  entry.clear_changes();
  for (const LotAmount& change : booking.changes) {
    v1::LotChange& added = *entry.add_changes();
    added.set_lot(numbered.lots[change.lot]);
    added.set_amount(change.amount);
  }
  entry.clear_balances();
  for (size_t lot = 0; lot < booking.balances.size(); ++lot) {
    if (booking.balances[lot] == 0) continue;
    v1::LotChange& added = *entry.add_balances();
    added.set_lot(numbered.lots[lot]);
    added.set_amount(booking.balances[lot]);
  }
}

}  // namespace epiledger::supplies
