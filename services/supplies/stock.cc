#include "services/supplies/stock.h"

#include <algorithm>
#include <set>

#include "services/book/genesis.h"
#include "services/rpc/names.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/lots.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/supply.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

// The line of a key `{facility}/{store}/{item}`.
LineName LineOf(std::string_view key) {
  return {std::string(key.substr(0, key.rfind('/'))),
          std::string(rpc::LastSegment(key))};
}

v1::Knowledge KnowledgeOf(const LineReader& line, absl::CivilDay today,
                          const v1::SupplySettings& settings) {
  if (!line.last_count().has_value()) return v1::KNOWLEDGE_UNKNOWN;
  return IsStale(line.last_count()->day, today, settings) ? v1::KNOWLEDGE_STALE
                                                          : v1::KNOWLEDGE_KNOWN;
}

template <typename Stock, typename Holding>
void AddHolding(const Holding& holding, Stock& stock) {
  stock.set_free(stock.free() + holding.free);
  stock.set_expired(stock.expired() + holding.expired);
  stock.set_quarantined(stock.quarantined() + holding.quarantined);
  if (holding.reserved.has_value()) {
    stock.set_reserved(stock.reserved() + *holding.reserved);
  }
}

template <typename Stock>
void SetLastCount(const LineReader::LastCount& last, absl::CivilDay today,
                  Stock& stock) {
  *stock.mutable_last_count_time() = ToTimestamp(last.position);
  stock.set_last_count_subject(last.subject);
  stock.set_last_count_age_days(std::max<int64_t>(0, today - last.day));
}

}  // namespace

absl::StatusOr<v1::SupplySettings> ReadSettings(host::ReadContext& context) {
  auto settings =
      context.snapshot().Get<v1::SupplySettings>(kSettings, kSettingsKey);
  if (!settings.ok()) return settings.status();
  if (settings->has_value()) return **std::move(settings);
  v1::SupplySettings defaults = DefaultSettings();
  defaults.set_name(rpc::MakeName(kSettingsName, {context.county()}));
  return defaults;
}

absl::StatusOr<StockReader> StockReader::Open(host::ReadContext& context) {
  StockReader reader(context);
  ledger::Snapshot& snapshot = context.snapshot();
  const auto genesis = book::ReadGenesis(snapshot);
  if (!genesis.ok()) return genesis.status();
  reader.genesis_ = *genesis;
  absl::StatusOr<v1::SupplySettings> settings = ReadSettings(context);
  if (!settings.ok()) return settings.status();
  reader.settings_ = *std::move(settings);
  const absl::StatusOr<absl::Time> judge_time = JudgeTimeOf(context);
  if (!judge_time.ok()) return judge_time.status();
  reader.judge_time_ = *judge_time;
  reader.today_ = book::CivilDayAt(reader.genesis_, reader.judge_time_);
  const absl::Status quarantines = reader.LoadQuarantines();
  if (!quarantines.ok()) return quarantines;
  const absl::Status reservations = reader.LoadReservations();
  if (!reservations.ok()) return reservations;
  return reader;
}

absl::Status StockReader::LoadReservations() {
  if (!knows_reserved_) return absl::OkStatus();
  return context_->snapshot().List(kReservations, {},
                                   [this](const ledger::ResourceRow& row) {
                                     v1::LineReservations reservations;
                                     reservations.ParseFromString(row.body);
                                     if (!reservations.holds().empty()) {
                                       held_[row.name] = HeldBack(reservations);
                                     }
                                     return absl::OkStatus();
                                   });
}

const Held& StockReader::HeldOf(const LineName& line) const {
  static const auto* const nothing = new Held();
  const auto found = held_.find(line.path());
  return found == held_.end() ? *nothing : found->second;
}

absl::Status StockReader::LoadQuarantines() {
  const int64_t at = context_->position().value();
  return context_->snapshot().List(
      kLotQuarantines, {}, [&](const ledger::ResourceRow& row) {
        v1::LotQuarantine quarantine;
        quarantine.ParseFromString(row.body);
        if (LastsAt(quarantine, at)) {
          const std::string store = row.name.substr(0, row.name.rfind('/'));
          quarantines_[Join(store, PathOf(quarantine.lot()))] =
              quarantine.name();
        }
        return absl::OkStatus();
      });
}

std::string StockReader::QuarantineOf(const LineName& line,
                                      const std::string& lot) const {
  const auto found = quarantines_.find(Join(line.path(), lot));
  return found == quarantines_.end() ? "" : found->second;
}

v1::WithheldReason StockReader::WithheldReasonOf(
    const LineName& line, const std::string& lot,
    std::optional<int64_t> expiry_day) const {
  return supplies::WithheldReasonOf(expiry_day, ToNumber(today_),
                                    !QuarantineOf(line, lot).empty());
}

absl::StatusOr<std::optional<int64_t>> StockReader::LastDayOf(
    const std::string& item, const std::string& lot) {
  if (IsBuiltIn(lot)) return std::nullopt;
  const std::string key = Join(item, lot);
  const auto known = last_days_.find(key);
  if (known != last_days_.end()) return known->second;
  const auto record = context_->snapshot().Get<v1::LotRecord>(kLots, key);
  if (!record.ok()) return record.status();
  return last_days_[key] = ExpiryDayOf(record->value_or(v1::LotRecord()));
}

absl::StatusOr<StockReader::Holding> StockReader::HoldingOf(
    const LineReader& line) {
  Holding holding;
  const Held& held = HeldOf(line.line());
  // What is set aside of a lot that is withheld is not free anyway.
  Amount not_free = 0;
  LotAmounts there;
  const auto add = [&](const std::string& lot, Amount amount,
                       std::optional<int64_t> last_day) {
    Amount* const parts[] = {&holding.free, &holding.expired,
                             &holding.quarantined};
    const v1::WithheldReason reason =
        WithheldReasonOf(line.line(), lot, last_day);
    *parts[reason] += amount;
    there[lot] = amount;
    if (reason == v1::WITHHELD_REASON_UNSPECIFIED) {
      not_free += std::min(amount, held.PickedOf(lot));
    }
  };
  const auto finish = [&]() -> Holding& {
    if (knows_reserved_) holding.reserved = held.total();
    not_free += held.Promised(there);
    holding.free = std::max<Amount>(0, holding.free - not_free);
    return holding;
  };
  if (line.digest().has_value()) {
    for (const auto& lot : line.digest()->lots()) {
      add(lot.lot(), lot.amount(),
          lot.has_expiry_day() ? std::optional(lot.expiry_day())
                               : std::nullopt);
    }
    return finish();
  }
  for (const auto& [lot, amount] : line.lots()) {
    const auto last_day = LastDayOf(line.line().item, lot);
    if (!last_day.ok()) return last_day.status();
    add(lot, amount, *last_day);
  }
  return finish();
}

void StockReader::JudgeAt(absl::Time time) {
  judge_time_ = time;
  today_ = book::CivilDayAt(genesis_, time);
}

absl::CivilDay StockReader::DayAt(
    const google::protobuf::Timestamp& time) const {
  return book::CivilDayAt(genesis_, absl::FromUnixMicros(ToPosition(time)));
}

google::protobuf::Timestamp StockReader::judge_time() const {
  return ToTimestamp(absl::ToUnixMicros(judge_time_));
}

absl::StatusOr<StockReader::Digests> StockReader::ReadDigests() {
  Digests digests;
  if (context_->position() != ledger::kEnd) return digests;
  const absl::StatusOr<absl::Time> data_time = context_->DataTime();
  if (!data_time.ok()) return data_time.status();
  ledger::ResourceRange range;
  range.after = DigestKeyBefore(*data_time, kDigestedDays, "");
  const absl::Status status = context_->snapshot().List(
      kLineDigests, range, [&](const ledger::ResourceRow& row) {
        // Keys come by day: the last one of a line is the newest.
        digests[LineOfDigest(row.name)].ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return digests;
}

absl::StatusOr<StockReader::Digests> StockReader::ReadDigests(
    const std::vector<std::string>& lines) {
  Digests digests;
  if (context_->position() != ledger::kEnd) return digests;
  const absl::StatusOr<absl::Time> data_time = context_->DataTime();
  if (!data_time.ok()) return data_time.status();
  // The newest day first: what is found is not looked for again.
  for (int days = 0; days <= kDigestedDays; ++days) {
    std::vector<std::string> keys;
    for (const std::string& line : lines) {
      if (digests.contains(line)) continue;
      keys.push_back(DigestKeyBefore(*data_time, days, line));
    }
    const absl::Status status = context_->snapshot().FindMany(
        kLineDigests, keys, [&](const ledger::ResourceRow& row) {
          digests[LineOfDigest(row.name)].ParseFromString(row.body);
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
  }
  return digests;
}

absl::StatusOr<StockReader::Records> StockReader::ReadRecords(
    std::string_view prefix, std::string_view item) {
  Records records;
  ledger::ResourceRange range;
  if (!prefix.empty()) range = ledger::ResourceRange::Under(prefix);
  const absl::Status status = context_->snapshot().List(
      kLines, range, [&](const ledger::ResourceRow& row) {
        if (!item.empty() && rpc::LastSegment(row.name) != item) {
          return absl::OkStatus();
        }
        records.emplace_back(row.name, v1::LineRecord());
        records.back().second->ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return records;
}

absl::StatusOr<StockReader::ByFacility> StockReader::ReadLines(
    const Records& records, const Digests& digests) {
  ByFacility lines;
  for (const auto& [key, record] : records) {
    std::optional<v1::LineDigest> digest;
    const auto known = digests.find(key);
    if (known != digests.end()) digest = known->second;
    LineReader line(context_->snapshot(), genesis_, LineOf(key), record,
                    context_->position().value(), std::move(digest));
    const absl::Status loaded = line.Load();
    if (!loaded.ok()) return loaded;
    if (line.is_empty()) continue;
    const std::string facility = key.substr(0, key.find('/'));
    lines[{facility, line.line().item}].push_back(std::move(line));
  }
  return lines;
}

absl::StatusOr<StockReader::ByFacility> StockReader::ReadLines(
    std::string_view prefix, std::string_view item) {
  const absl::StatusOr<Records> records = ReadRecords(prefix, item);
  if (!records.ok()) return records.status();
  return ReadLines(*records, {});
}

absl::StatusOr<StockReader::ByFacility> StockReader::ReadCounty() {
  const absl::StatusOr<Digests> digests = ReadDigests();
  if (!digests.ok()) return digests.status();
  const absl::StatusOr<Records> records = ReadRecords("", "");
  if (!records.ok()) return records.status();
  return ReadLines(*records, *digests);
}

// Of every store the one line, for the lines of a county are many.
absl::StatusOr<StockReader::ByFacility> StockReader::ReadItem(
    std::string_view item) {
  if (absl::Status status = LoadStores(); !status.ok()) return status;
  std::vector<std::string> keys;
  for (const std::string& store : *stores_) keys.push_back(Join(store, item));
  return ReadSome(std::move(keys));
}

absl::StatusOr<StockReader::ByFacility> StockReader::ReadPlaces(
    const std::set<std::pair<std::string, std::string>>& places) {
  if (absl::Status status = LoadStores(); !status.ok()) return status;
  std::vector<std::string> keys;
  for (const std::string& store : *stores_) {
    const std::string facility = store.substr(0, store.find('/'));
    for (auto place = places.lower_bound({facility, ""});
         place != places.end() && place->first == facility; ++place) {
      keys.push_back(Join(store, place->second));
    }
  }
  return ReadSome(std::move(keys));
}

absl::StatusOr<StockReader::ByFacility> StockReader::ReadSome(
    std::vector<std::string> keys) {
  const absl::StatusOr<Digests> digests = ReadDigests(keys);
  if (!digests.ok()) return digests.status();
  std::map<std::string, std::optional<v1::LineRecord>> known;
  for (const auto& [line, digest] : *digests) known[line];
  std::erase_if(
      keys, [&known](const std::string& key) { return known.contains(key); });
  const absl::Status status = context_->snapshot().FindMany(
      kLines, keys, [&](const ledger::ResourceRow& row) {
        known[row.name].emplace().ParseFromString(row.body);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return ReadLines(Records(known.begin(), known.end()), *digests);
}

absl::StatusOr<LineReader> StockReader::ReadLine(std::string_view key,
                                                 const v1::LineRecord& record) {
  LineReader line(context_->snapshot(), genesis_, LineOf(key), record,
                  context_->position().value(), std::nullopt);
  const absl::Status status = line.Load();
  if (!status.ok()) return status;
  return line;
}

absl::StatusOr<v1::Supply> StockReader::SupplyOf(Amount free,
                                                 absl::CivilDay last_count,
                                                 absl::Span<LineReader> lines) {
  const absl::CivilDay first = last_count - settings_.window_days() + 1;
  std::vector<LineUse> uses;
  for (LineReader& line : lines) {
    absl::StatusOr<LineUse> use = line.UseOn(first, last_count);
    if (!use.ok()) return use.status();
    uses.push_back(*std::move(use));
  }
  return supplies::SupplyOf({free, last_count, today_, Together(uses)},
                            settings_);
}

absl::StatusOr<v1::StockLine> StockReader::StockOf(LineReader& line) {
  v1::StockLine stock;
  stock.set_store(NameOf(kStoreName, context_->county(), line.line().store));
  stock.set_item(
      rpc::MakeName(kItemName, {context_->county(), line.line().item}));
  const absl::StatusOr<Holding> holding = HoldingOf(line);
  if (!holding.ok()) return holding.status();
  AddHolding(*holding, stock);
  stock.set_knowledge(KnowledgeOf(line, today_, settings_));
  if (line.last_count().has_value()) {
    const LineReader::LastCount& last = *line.last_count();
    SetLastCount(last, today_, stock);
    stock.set_last_count(NameOf(kCountName, context_->county(),
                                Join(line.line().store, last.count)));
    absl::StatusOr<v1::Supply> supply =
        SupplyOf(holding->free, last.day, absl::MakeSpan(&line, 1));
    if (!supply.ok()) return supply.status();
    *stock.mutable_supply() = *std::move(supply);
  } else {
    *stock.mutable_supply() = supplies::SupplyOf(
        {holding->free, std::nullopt, today_, {}}, settings_);
  }
  const absl::Status lots = AddLots(line.line(), stock);
  if (!lots.ok()) return lots;
  return stock;
}

absl::Status StockReader::AddLots(const LineName& line, v1::StockLine& stock) {
  ledger::Snapshot& snapshot = context_->snapshot();
  const auto balances =
      snapshot.BalancesUnder(StockPrefix(line), context_->position());
  if (!balances.ok()) return balances.status();
  std::map<OrderOfUse, v1::StockLine::LotStock> in_order;
  for (const auto& [account, amount] : *balances) {
    if (amount == 0) continue;
    // The last segment is the origin, the one before it the lot.
    const std::string lot(
        rpc::LastSegment(account.substr(0, account.rfind('/'))));
    const std::string key = Join(line.item, lot);
    absl::StatusOr<std::optional<v1::LotRecord>> record = BuiltInLot(lot);
    if (!IsBuiltIn(lot)) record = snapshot.Get<v1::LotRecord>(kLots, key);
    if (!record.ok()) return record.status();
    const v1::LotRecord known = record->value_or(v1::LotRecord());
    v1::StockLine::LotStock& there = in_order[OrderOf(lot, known)];
    *there.mutable_lot() = LotResource(context_->county(), key, known);
    there.set_quantity(amount);
    there.set_withheld(WithheldReasonOf(line, lot, ExpiryDayOf(known)));
    there.set_picked(HeldOf(line).PickedOf(lot));
  }
  for (auto& [order, lot] : in_order) *stock.add_lots() = std::move(lot);
  return absl::OkStatus();
}

absl::StatusOr<v1::FacilityStock> StockReader::StockOf(
    absl::Span<LineReader> lines) {
  v1::FacilityStock stock;
  const LineName& first = lines.front().line();
  stock.set_facility(rpc::MakeName(
      kFacilityName,
      {context_->county(), first.store.substr(0, first.store.find('/'))}));
  stock.set_item(rpc::MakeName(kItemName, {context_->county(), first.item}));
  const LineReader::LastCount* oldest = nullptr;
  for (const LineReader& line : lines) {
    const absl::StatusOr<Holding> holding = HoldingOf(line);
    if (!holding.ok()) return holding.status();
    AddHolding(*holding, stock);
    stock.set_knowledge(
        std::max(stock.knowledge(), KnowledgeOf(line, today_, settings_)));
    if (!line.last_count().has_value()) continue;
    if (oldest == nullptr || line.last_count()->position < oldest->position) {
      oldest = &*line.last_count();
    }
  }
  if (oldest != nullptr) SetLastCount(*oldest, today_, stock);
  if (stock.knowledge() == v1::KNOWLEDGE_UNKNOWN) {
    *stock.mutable_supply() =
        supplies::SupplyOf({stock.free(), std::nullopt, today_, {}}, settings_);
    return stock;
  }
  absl::StatusOr<v1::Supply> supply =
      SupplyOf(stock.free(), oldest->day, lines);
  if (!supply.ok()) return supply.status();
  *stock.mutable_supply() = *std::move(supply);
  return stock;
}

absl::Status StockReader::LoadStores() {
  if (stores_.has_value()) return absl::OkStatus();
  std::vector<std::string> stores;
  absl::Status status = context_->snapshot().List(
      kStores, {}, [&stores](const ledger::ResourceRow& row) {
        stores.push_back(row.name);
        return absl::OkStatus();
      });
  if (status.ok()) stores_ = std::move(stores);
  return status;
}

absl::StatusOr<std::vector<std::string>> StockReader::FacilitiesWithStores() {
  if (absl::Status status = LoadStores(); !status.ok()) return status;
  std::set<std::string> facilities;
  for (const std::string& store : *stores_) {
    facilities.insert(store.substr(0, store.find('/')));
  }
  return std::vector<std::string>(facilities.begin(), facilities.end());
}

}  // namespace epiledger::supplies
