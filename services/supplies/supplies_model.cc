#include "services/supplies/supplies_model.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <tuple>

#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

google::type::Date DateOf(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

// The newest of the versions known at `sequence`.
template <typename Body>
std::optional<Body> Newest(
    const std::vector<std::pair<int64_t, Body>>& versions, int64_t sequence) {
  std::optional<Body> newest;
  for (const auto& [made, body] : versions) {
    if (made <= sequence) newest = body;
  }
  return newest;
}

v1::Knowledge KnowledgeOf(const LineNotes& line, ModelPoint at,
                          const v1::SupplySettings& settings) {
  const auto* last = line.LastCount(at.hour);
  if (last == nullptr) return v1::KNOWLEDGE_UNKNOWN;
  const int64_t age =
      SuppliesModel::DayAt(at.judge) - SuppliesModel::DayAt(last->first);
  return age > settings.stale_days() ? v1::KNOWLEDGE_STALE
                                     : v1::KNOWLEDGE_KNOWN;
}

int64_t SecondsAt(int64_t hour) {
  return hour == kNoEnd ? INT64_MAX
                        : At(kSunday, static_cast<int>(hour)).seconds();
}

// What is there of a line, told apart.
template <typename Stock>
void AddHolding(const LineNotes& line, int64_t hour,
                const WithheldLots& withheld, Stock& stock) {
  // Nothing is reserved, and of an instant that is not even known.
  if (hour == kNoEnd) stock.set_reserved(0);
  for (const auto& [lot, amount] : line.LotsAt(hour)) {
    switch (withheld.ReasonOf(lot)) {
      case v1::WITHHELD_REASON_EXPIRED:
        stock.set_expired(stock.expired() + amount);
        break;
      case v1::WITHHELD_REASON_QUARANTINED:
        stock.set_quarantined(stock.quarantined() + amount);
        break;
      default:
        stock.set_free(stock.free() + amount);
    }
  }
}

template <typename Stock>
void SetLast(const std::pair<const int64_t, LineNotes::Counted>& last,
             ModelPoint at, Stock& stock) {
  *stock.mutable_last_count_time() = At(kSunday, static_cast<int>(last.first));
  stock.set_last_count_subject(last.second.subject);
  stock.set_last_count_age_days(std::max<int64_t>(
      0, SuppliesModel::DayAt(at.judge) - SuppliesModel::DayAt(last.first)));
}

}  // namespace

absl::CivilDay SuppliesModel::DayAt(int64_t hour) {
  return kSunday + hour / 24;
}

absl::CivilDay SuppliesModel::DayAt(absl::Time time) {
  return absl::ToCivilDay(time, absl::FixedTimeZone(8 * 60 * 60));
}

std::string SuppliesModel::FacilityOf(const std::string& store) {
  return store.substr(0, store.find("/stores/"));
}

LineNotes SuppliesModel::Line(const LineName& line, int64_t sequence) const {
  const auto versions = lines.find(line);
  if (versions == lines.end()) return {};
  return Newest(versions->second, sequence).value_or(LineNotes());
}

bool SuppliesModel::HasMoved(const LineName& line, int64_t drawn, int64_t hour,
                             const std::string& except) const {
  const auto versions = lines.find(line);
  if (versions == lines.end()) return false;
  // Hours of what moved since, and what became last of the count of each hour.
  std::vector<int64_t> moved;
  std::map<int64_t, std::pair<int64_t, std::string>> counted;
  LineNotes known;
  for (const auto& [entry, notes] : versions->second) {
    for (size_t i = known.moves.size(); i < notes.moves.size(); ++i) {
      if (entry > drawn) moved.push_back(notes.moves[i].hour);
    }
    for (const auto& [at, count] : known.counts) {
      if (!notes.counts.contains(at)) counted[at] = {entry, count.name};
    }
    for (const auto& [at, count] : notes.counts) {
      const auto before = known.counts.find(at);
      const bool is_new =
          before == known.counts.end() || before->second.name != count.name;
      if (is_new) counted[at] = {entry, count.name};
    }
    known = notes;
  }
  int64_t from = INT64_MIN;
  for (const auto& [at, count] : known.counts) {
    if (at < hour && count.name != except) from = at;
  }
  for (const int64_t at : moved) {
    if (from < at && at <= hour) return true;
  }
  for (const auto& [at, last] : counted) {
    const bool matters = from <= at && at <= hour && last.second != except;
    if (matters && last.first > drawn) return true;
  }
  return false;
}

v1::SupplySettings SuppliesModel::Settings(int64_t sequence) const {
  v1::SupplySettings unset;
  unset.set_name(Concat(kCounty, "/supplySettings"));
  unset.set_window_days(7);
  unset.set_stale_days(2);
  for (const int days : {3, 7, 14}) unset.add_band_days(days);
  return Newest(settings, sequence).value_or(unset);
}

v1::CountResult SuppliesModel::ResultOf(const LineNotes::Counted& counted,
                                        v1::CountResult recorded) {
  const int64_t total = counted.total();
  recorded.set_total(counted.quantity);
  recorded.set_expected(counted.quantity - total);
  recorded.set_opening(counted.is_opening ? total : 0);
  recorded.set_use(counted.is_opening ? 0 : std::max<int64_t>(0, -total));
  recorded.set_surplus(counted.is_opening ? 0 : std::max<int64_t>(0, total));
  recorded.set_late_surplus(counted.late_surplus());
  recorded.set_surplus_reason(counted.reason);
  recorded.set_outcome(counted.is_opening ? v1::CountResult::OUTCOME_OPENING
                       : total < 0        ? v1::CountResult::OUTCOME_USE
                       : total > 0        ? v1::CountResult::OUTCOME_SURPLUS
                                   : v1::CountResult::OUTCOME_AS_EXPECTED);
  recorded.clear_lots();
  for (const auto& [lot, change] : counted.changes) {
    v1::LotQuantity& moved = *recorded.add_lots();
    moved.set_lot(lot.name);
    moved.set_quantity(std::abs(change));
  }
  return recorded;
}

v1::Count SuppliesModel::Count(const std::string& name,
                               int64_t sequence) const {
  v1::Count count = counts.at(name).second;
  const std::string store = name.substr(0, name.find("/counts/"));
  for (v1::CountLine& line : *count.mutable_lines()) {
    const auto back = taken_back.find({name, line.item()});
    if (back != taken_back.end() && back->second.first <= sequence) {
      line.mutable_result()->set_superseded_by(back->second.second);
      continue;
    }
    for (const auto& [hour, counted] :
         Line({store, line.item()}, sequence).counts) {
      if (counted.name != name) continue;
      *line.mutable_result() = ResultOf(counted, line.result());
    }
  }
  return count;
}

v1::Supply SuppliesModel::SupplyOf(int64_t free,
                                   std::optional<absl::CivilDay> last_count,
                                   const std::vector<LineNotes>& of,
                                   ModelPoint at) const {
  const v1::SupplySettings judged = Settings(at.sequence);
  v1::Supply supply;
  supply.set_window_days(judged.window_days());
  supply.set_state(v1::Supply::STATE_UNKNOWN);
  supply.set_band(v1::Supply::BAND_UNKNOWN);
  if (!last_count.has_value()) return supply;
  for (absl::CivilDay day = *last_count - judged.window_days() + 1;
       day <= *last_count; ++day) {
    // Known where every line that was kept by then knows it.
    bool is_known = true;
    bool is_left_out = true;
    int64_t use = 0;
    int lines_known = 0;
    for (const LineNotes& line : of) {
      const auto days = line.UseUpTo(at.hour);
      const auto known = days.find(day);
      if (known != days.end()) {
        ++lines_known;
        use += known->second.use;
        is_left_out &= known->second.is_left_out;
      } else if (DayAt(line.counts.begin()->first) < day) {
        is_known = false;
      }
    }
    if (!is_known || lines_known == 0) continue;
    if (is_left_out) {
      supply.set_left_out_days(supply.left_out_days() + 1);
    } else {
      supply.set_known_days(supply.known_days() + 1);
      supply.set_use(supply.use() + use);
    }
  }
  const absl::CivilDay today = DayAt(at.judge);
  if (supply.use() > 0) {
    const bool is_stale = today - *last_count > judged.stale_days();
    supply.set_state(is_stale ? v1::Supply::STATE_ESTIMATED
                              : v1::Supply::STATE_KNOWN);
    // free ÷ (use ÷ days), compared as a fraction.
    int band = v1::Supply::BAND_CRITICAL;
    for (const int days : judged.band_days()) {
      band += free * supply.known_days() >= days * supply.use() ? 1 : 0;
    }
    supply.set_band(static_cast<v1::Supply::Band>(band));
    supply.set_days_tenths(free * supply.known_days() * 10 / supply.use());
    const absl::CivilDay end = *last_count + supply.days_tenths() / 10;
    *supply.mutable_stock_out_date() = DateOf(end);
    supply.set_days_left(std::max<int64_t>(0, end - today));
  } else if (supply.known_days() == judged.window_days()) {
    supply.set_state(v1::Supply::STATE_NO_USE);
  }
  if (free == 0) supply.set_band(v1::Supply::BAND_OUT);
  return supply;
}

v1::StockLine SuppliesModel::Stock(const LineName& name, ModelPoint at) const {
  const LineNotes line = Line(name, at.sequence);
  v1::StockLine stock;
  stock.set_store(name.first);
  stock.set_item(name.second);
  const WithheldLots withheld = WithheldAt(name.first, at, DayAt(at.judge));
  AddHolding(line, at.hour, withheld, stock);
  stock.set_knowledge(KnowledgeOf(line, at, Settings(at.sequence)));
  std::optional<absl::CivilDay> last_day;
  if (const auto* last = line.LastCount(at.hour)) {
    stock.set_last_count(last->second.name);
    SetLast(*last, at, stock);
    last_day = DayAt(last->first);
  }
  *stock.mutable_supply() = SupplyOf(stock.free(), last_day, {line}, at);
  for (const auto& [lot, amount] : line.LotsAt(at.hour)) {
    if (amount == 0) continue;
    v1::StockLine::LotStock& there = *stock.add_lots();
    *there.mutable_lot() = lots.at(lot.name);
    there.set_quantity(amount);
    there.set_withheld(withheld.ReasonOf(lot));
  }
  return stock;
}

std::optional<v1::FacilityStock> SuppliesModel::FacilityStockOf(
    const std::string& facility, const std::string& item, ModelPoint at) const {
  std::vector<LineNotes> of;
  v1::FacilityStock stock;
  for (const auto& [name, versions] : lines) {
    if (FacilityOf(name.first) != facility || name.second != item) continue;
    const LineNotes line = Line(name, at.sequence);
    if (line.IsEmptyAt(at.hour)) continue;
    of.push_back(line);
    AddHolding(line, at.hour, WithheldAt(name.first, at, DayAt(at.judge)),
               stock);
  }
  if (of.empty()) return std::nullopt;
  stock.set_facility(facility);
  stock.set_item(item);
  bool is_unknown = false;
  bool is_stale = false;
  const std::pair<const int64_t, LineNotes::Counted>* oldest = nullptr;
  for (const LineNotes& line : of) {
    const auto* last = line.LastCount(at.hour);
    const v1::Knowledge knowledge =
        KnowledgeOf(line, at, Settings(at.sequence));
    is_unknown |= knowledge == v1::KNOWLEDGE_UNKNOWN;
    is_stale |= knowledge == v1::KNOWLEDGE_STALE;
    if (last == nullptr) continue;
    if (oldest == nullptr || last->first < oldest->first) oldest = last;
  }
  stock.set_knowledge(is_unknown ? v1::KNOWLEDGE_UNKNOWN
                      : is_stale ? v1::KNOWLEDGE_STALE
                                 : v1::KNOWLEDGE_KNOWN);
  std::optional<absl::CivilDay> last_day;
  if (oldest != nullptr) {
    SetLast(*oldest, at, stock);
    if (!is_unknown) last_day = DayAt(oldest->first);
  }
  *stock.mutable_supply() = SupplyOf(stock.free(), last_day, of, at);
  return stock;
}

std::vector<std::string> SuppliesModel::Facilities(int64_t sequence) const {
  std::set<std::string> facilities;
  for (const auto& [name, store] : stores) {
    if (store.first <= sequence) facilities.insert(FacilityOf(name));
  }
  return {facilities.begin(), facilities.end()};
}

std::vector<v1::FacilityStock> SuppliesModel::FacilityStocks(
    const std::string& facility, ModelPoint at) const {
  std::vector<v1::FacilityStock> stocks;
  for (const auto& [item, known] : items) {
    if (auto stock = FacilityStockOf(facility, item, at)) {
      stocks.push_back(*stock);
    }
  }
  return stocks;
}

std::vector<v1::FacilityStock> SuppliesModel::ItemStocks(
    const std::string& item, ModelPoint at) const {
  std::vector<v1::FacilityStock> stocks;
  for (const std::string& facility : Facilities(at.sequence)) {
    if (auto stock = FacilityStockOf(facility, item, at)) {
      stocks.push_back(*stock);
    }
  }
  return stocks;
}

v1::ItemSummary SuppliesModel::ItemSummaryOf(const std::string& item,
                                             ModelPoint at) const {
  const v1::Item& known = items.at(item).second;
  v1::ItemSummary summary;
  summary.set_item(item);
  summary.set_display_name(known.display_name());
  summary.set_base_unit(known.base_unit());
  summary.set_category(known.category());
  if (at.hour == kNoEnd) summary.set_reserved(0);
  std::map<int, int64_t> bands;
  for (const v1::FacilityStock& stock : ItemStocks(item, at)) {
    summary.set_free(summary.free() + stock.free());
    summary.set_expired(summary.expired() + stock.expired());
    summary.set_quarantined(summary.quarantined() + stock.quarantined());
    ++bands[stock.supply().band()];
    summary.set_known(summary.known() +
                      (stock.knowledge() == v1::KNOWLEDGE_KNOWN ? 1 : 0));
    summary.set_stale(summary.stale() +
                      (stock.knowledge() == v1::KNOWLEDGE_STALE ? 1 : 0));
  }
  summary.set_unknown(std::ssize(Facilities(at.sequence)) - summary.known() -
                      summary.stale());
  for (const auto& [band, facilities] : bands) {
    v1::ItemSummary::BandCount& count = *summary.add_bands();
    count.set_band(static_cast<v1::Supply::Band>(band));
    count.set_facilities(facilities);
  }
  return summary;
}

v1::CountySummary SuppliesModel::Summary(ModelPoint at) const {
  v1::CountySummary summary;
  std::vector<v1::FacilityStock> stocks;
  for (const auto& [item, known] : items) {
    if (known.first > at.sequence) continue;
    *summary.add_items() = ItemSummaryOf(item, at);
    for (const auto& stock : ItemStocks(item, at)) stocks.push_back(stock);
  }
  std::sort(stocks.begin(), stocks.end(), [](const auto& a, const auto& b) {
    const auto urgency = [](const v1::FacilityStock& stock) {
      return std::tuple(stock.supply().band(), stock.supply().days_tenths(),
                        stock.facility(), stock.item());
    };
    return urgency(a) < urgency(b);
  });
  for (const auto& stock : stocks) *summary.add_stocks() = stock;
  *summary.mutable_supply_settings() = Settings(at.sequence);
  // Nothing is asked for, and of an instant that is not even known.
  if (at.hour == kNoEnd) summary.mutable_unanswered();
  return summary;
}

std::optional<v1::LotQuarantine> SuppliesModel::QuarantineAt(
    const Quarantine& quarantine, ModelPoint at) {
  const int64_t seconds = SecondsAt(at.hour);
  v1::LotQuarantine body = quarantine.body;
  if (quarantine.made > at.sequence ||
      body.quarantine_time().seconds() > seconds) {
    return std::nullopt;
  }
  if (quarantine.released > at.sequence ||
      body.release().release_time().seconds() > seconds) {
    body.clear_release();
  }
  return body;
}

WithheldLots SuppliesModel::WithheldAt(const std::string& store, ModelPoint at,
                                       absl::CivilDay day) const {
  WithheldLots withheld;
  for (const auto& [name, lot] : lots) {
    if (!lot.has_expiry_date()) continue;
    const google::type::Date& last = lot.expiry_date();
    if (absl::CivilDay(last.year(), last.month(), last.day()) < day) {
      withheld.expired.insert(name);
    }
  }
  for (const auto& [name, quarantine] : quarantines) {
    const auto known = QuarantineAt(quarantine, at);
    if (name.starts_with(store + "/") && known.has_value() &&
        !known->has_release()) {
      withheld.quarantined.insert(known->lot());
    }
  }
  return withheld;
}

v1::ListLotQuarantinesResponse SuppliesModel::LotQuarantines(
    const v1::ListLotQuarantinesRequest& request, ModelPoint at) const {
  v1::ListLotQuarantinesResponse list;
  for (const auto& [name, quarantine] : quarantines) {
    const auto known = QuarantineAt(quarantine, at);
    if (known.has_value() && name.starts_with(request.facility()) &&
        (request.show_released() || !known->has_release())) {
      *list.add_lot_quarantines() = *known;
    }
  }
  return list;
}

v1::ListStoredLotsResponse SuppliesModel::StoredLots(
    const v1::ListStoredLotsRequest& request, ModelPoint at) const {
  using Request = v1::ListStoredLotsRequest;
  const absl::CivilDay today = DayAt(at.judge);
  std::map<std::tuple<int64_t, std::string, std::string>, v1::StoredLot> sorted;
  for (const auto& [name, versions] : lines) {
    if (!name.first.starts_with(request.facility()) ||
        !name.first.starts_with(request.store()) ||
        !name.second.starts_with(request.item())) {
      continue;
    }
    for (const auto& [lot, amount] : Line(name, at.sequence).LotsAt(at.hour)) {
      if (amount == 0) continue;
      v1::StoredLot stored;
      stored.set_store(name.first);
      stored.set_item(name.second);
      *stored.mutable_lot() = lots.at(lot.name);
      stored.set_quantity(amount);
      int64_t left = INT64_MAX;
      if (stored.lot().has_expiry_date()) {
        const google::type::Date& last = stored.lot().expiry_date();
        left = absl::CivilDay(last.year(), last.month(), last.day()) - today;
        stored.set_days_to_expiry(left);
        stored.set_is_expired(left < 0);
      }
      for (const auto& [id, quarantine] : quarantines) {
        const auto known = QuarantineAt(quarantine, at);
        if (id.starts_with(name.first + "/") && known.has_value() &&
            !known->has_release() && known->lot() == lot.name) {
          stored.set_lot_quarantine(id);
        }
      }
      const bool is_chosen = request.choice() == Request::CHOICE_EXPIRING
                                 ? left >= 0 && left <= request.within_days()
                             : request.choice() == Request::CHOICE_EXPIRED
                                 ? left < 0
                             : request.choice() == Request::CHOICE_QUARANTINED
                                 ? !stored.lot_quarantine().empty()
                                 : true;
      if (is_chosen) sorted[{left, name.first, lot.name}] = stored;
    }
  }
  v1::ListStoredLotsResponse list;
  std::map<std::string, std::pair<int64_t, int64_t>> totals;
  for (const auto& [order, stored] : sorted) {
    *list.add_stored_lots() = stored;
    totals[stored.item()].first += stored.quantity();
    totals[stored.item()].second += 1;
  }
  for (const auto& [item, total] : totals) {
    v1::StoredLotTotal& added = *list.add_totals();
    added.set_item(item);
    added.set_quantity(total.first);
    added.set_lots(total.second);
  }
  list.set_total_size(std::ssize(sorted));
  return list;
}

}  // namespace epiledger::supplies
