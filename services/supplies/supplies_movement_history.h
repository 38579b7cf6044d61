// A history of goods made by chance: receipts, issues, losses, what comes back,
// quarantines, each told to the model as it is told to the service. For tests.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_MOVEMENT_HISTORY_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_MOVEMENT_HISTORY_H_

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/supplies/supplies_model.h"
#include "services/supplies/supplies_verdicts.h"
#include "services/text.h"
#include "tests/testing/past_reads.h"
#include "tests/testing/random_history.h"

namespace epiledger::supplies {

using testing::ReasonOf;

inline constexpr int kHours = 120;  // five days
inline constexpr int64_t kTolerance = 3;

inline std::string StoreName(const std::string& facility,
                             const std::string& store) {
  return Concat(kCounty, "/facilities/", facility, "/stores/", store);
}
inline std::vector<std::string> StoreNames() {
  return {StoreName("hospital", "reserve"), StoreName("hospital", "ward"),
          StoreName("clinic", "pharmacy"), StoreName("depot", "hall")};
}
inline std::vector<std::string> ItemIds() {
  return {"n95", "gloves", "alcohol"};
}

class MovementHistory : public ::testing::TestWithParam<
                            std::tuple<SuppliesFixture::Store, unsigned>>,
                        protected testing::RandomHistory {
 protected:
  MovementHistory()
      : RandomHistory(std::get<1>(GetParam())),
        supplies_(std::get<0>(GetParam())) {
    // The county was created before the fixture set the clock.
    times_.Add(testing::FakeClock().Now());
  }

  int Hour() { return static_cast<int>(Below(kHours)); }

  // The entry of the write that follows.
  int64_t NextEntry() {
    return RandomHistory::NextEntry(supplies_.service().clock(),
                                    absl::Minutes(90));
  }
  [[nodiscard]] google::protobuf::Timestamp Now() {
    return testing::ToTimestamp(supplies_.service().clock().Now());
  }

  void AddItem(const std::string& id) {
    v1::CreateItemRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_item_id(id);
    v1::Item& item = *request.mutable_item();
    item.set_display_name(id);
    item.set_kind(v1::Item::KIND_CONSUMABLE);
    item.set_base_unit("只");
    item.set_category("防护用品");
    item.set_surplus_tolerance(kTolerance);
    v1::Item noted = item;
    noted.set_name(ItemName(id));
    model_.items[noted.name()] = {NextEntry(), noted};
    for (const char* const built_in : {"opening", "found"}) {
      v1::Lot& lot = model_.lots[Concat(noted.name(), "/lots/", built_in)];
      lot.set_name(Concat(noted.name(), "/lots/", built_in));
      lot.mutable_origin()->set_kind(lot.name().ends_with("found")
                                         ? v1::Origin::KIND_FOUND
                                         : v1::Origin::KIND_OPENING);
    }
    ExpectRecorded(supplies_.service().Call<v1::CreateItemResponse>(
        "CreateItem", request));
  }

  void AddStore(const std::string& name) {
    v1::Store store;
    store.set_name(name);
    store.set_display_name("储备库");
    store.set_kind(v1::Store::KIND_RESERVE);
    model_.stores[name] = {NextEntry(), store};
    const std::string facility = SuppliesModel::FacilityOf(name);
    ExpectRecorded(
        supplies_.CreateStore(facility.substr(facility.rfind('/') + 1),
                              name.substr(name.rfind('/') + 1)));
  }

  void ChangeSettings() {
    v1::SupplySettings settings;
    settings.set_name(Concat(kCounty, "/supplySettings"));
    settings.set_window_days(static_cast<int32_t>(1 + Below(8)));
    settings.set_stale_days(static_cast<int32_t>(1 + Below(4)));
    const auto first = static_cast<int32_t>(1 + Below(3));
    for (const int32_t more : {0, 2, 5}) settings.add_band_days(first + more);
    v1::UpdateSupplySettingsRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_name(settings.name());
    *request.mutable_supply_settings() = settings;
    request.mutable_supply_settings()->clear_name();
    model_.settings.emplace_back(NextEntry(), settings);
    ExpectRecorded(supplies_.service().Call<v1::UpdateSupplySettingsResponse>(
        "UpdateSupplySettings", request));
  }

  // A line that things happen in: the third item and the fourth store stay
  // empty.
  SuppliesModel::LineName AnyLine() {
    std::vector<std::string> stores;
    for (const auto& [name, store] : model_.stores) {
      if (name != StoreNames()[3]) stores.push_back(name);
    }
    return {OneOf(stores), ItemName(ItemIds()[static_cast<size_t>(Below(2))])};
  }

  // The lot a receipt belongs to: one for each item, batch, expiry and origin.
  // A new one has the name the service made, if it made one.
  ModelLot LotOf(const v1::Movement& movement, int hour,
                 const v1::Movement& answered) {
    const v1::Movement::Line& line = movement.lines(0);
    const std::string key = Concat(line.item(), "|", line.batch(), "|",
                                   line.expiry_date().ShortDebugString(), "|",
                                   movement.origin().ShortDebugString());
    const auto known = received_.find(key);
    if (known != received_.end()) return known->second;
    ModelLot lot;
    if (line.has_expiry_date()) {
      const google::type::Date& last = line.expiry_date();
      lot.expiry_day =
          absl::CivilDay(last.year(), last.month(), last.day()) - kSunday;
    }
    lot.receipt_hour = hour;
    lot.origin = movement.origin().donor();
    // Nothing came of a receipt that is contradicted: no lot either.
    if (answered.lines(0).lots().empty()) return lot;
    lot.name = answered.lines(0).lots(0).lot();
    EXPECT_FALSE(model_.lots.contains(lot.name));
    NoteLot(movement, lot);
    return received_[key] = lot;
  }

  void NoteLot(const v1::Movement& movement, const ModelLot& lot) {
    v1::Lot& noted = model_.lots[lot.name];
    noted.set_name(lot.name);
    noted.set_batch(movement.lines(0).batch());
    if (movement.lines(0).has_expiry_date()) {
      *noted.mutable_expiry_date() = movement.lines(0).expiry_date();
    }
    *noted.mutable_origin() = movement.origin();
    *noted.mutable_receipt_time() = movement.movement_time();
  }

  // A lot of the item, wherever it is.
  std::string AnyLot(const std::string& item) {
    std::vector<std::string> lots;
    for (const auto& [name, lot] : model_.lots) {
      if (name.starts_with(item + "/")) lots.push_back(name);
    }
    return OneOf(lots);
  }

  // The lot of that name; empty for none.
  ModelLot LotNamed(const std::string& name, const std::string& item) {
    for (const ModelLot& lot : {OpeningLot(item), FoundLot(item)}) {
      if (lot.name == name) return lot;
    }
    for (const auto& [key, lot] : received_) {
      if (lot.name == name) return lot;
    }
    return {};
  }

  // Of anything but a receipt.
  v1::CreateMovementRequest TakingRequest(const SuppliesModel::LineName& line,
                                          v1::Movement::Kind kind, int hour) {
    auto request =
        supplies_.IssueRequest(line.second.substr(line.second.rfind('/') + 1),
                               1 + Below(8), At(kSunday, hour));
    request.set_parent(line.first);
    v1::Movement& movement = *request.mutable_movement();
    movement.set_kind(kind);
    movement.set_note(Concat("单号", Below(100)));
    v1::Movement::Line& asked = *movement.mutable_lines(0);
    if (Below(4) == 0) asked.set_lot(AnyLot(line.second));
    if (kind == v1::Movement::KIND_LOSE) {
      movement.set_loss_reason(static_cast<v1::LossReason>(1 + Below(5)));
    } else if (kind == v1::Movement::KIND_ISSUE && !asked.lot().empty() &&
               Below(2) == 0) {
      asked.set_override_reason("无替代品，经批准");
    }
    return request;
  }

  v1::CreateMovementRequest ReceivingRequest(
      const SuppliesModel::LineName& line, int hour) {
    const auto item = line.second.substr(line.second.rfind('/') + 1);
    auto request =
        supplies_.ReceiptRequest(item, 1 + Below(12), At(kSunday, hour));
    request.set_parent(line.first);
    request.mutable_movement()->set_note(Concat("单号", Below(100)));
    v1::Movement::Line& asked_line =
        *request.mutable_movement()->mutable_lines(0);
    if (Below(2) == 0) {
      request.mutable_movement()->mutable_origin()->set_donor("charity");
    }
    if (item != "n95") return request;
    asked_line.set_batch(Concat("batch-", Below(3)));
    if (Below(4) > 0) {
      // Within the days looked at, soon after them, and long after.
      static constexpr int64_t kLastDays[] = {1, 3, 9, 400};
      const absl::CivilDay last =
          kSunday + kLastDays[static_cast<size_t>(Below(4))];
      google::type::Date& date = *asked_line.mutable_expiry_date();
      date.set_year(static_cast<int32_t>(last.year()));
      date.set_month(last.month());
      date.set_day(last.day());
    }
    return request;
  }

  MovementVerdict Judge(const SuppliesModel::LineName& name,
                        const LineNotes& before, int hour,
                        const v1::Movement& answered, v1::Movement& noted) {
    v1::Movement::Line& line = *noted.mutable_lines(0);
    switch (noted.kind()) {
      case v1::Movement::KIND_RECEIVE:
        return JudgeReceipt(before, hour, LotOf(noted, hour, answered), line);
      case v1::Movement::KIND_LOSE:
        return JudgeLoss(before, hour, line);
      case v1::Movement::KIND_BRING_BACK:
        return JudgeBringBack(before, hour, LotNamed(line.lot(), name.second),
                              line);
      case v1::Movement::KIND_SEND_BACK:
        return JudgeIssue(before, hour, {}, noted.kind(), line);
      default:
        return JudgeIssue(before, hour,
                          model_.WithheldAt(name.first, {INT64_MAX, hour, {}},
                                            SuppliesModel::DayAt(hour)),
                          noted.kind(), line);
    }
  }

  void Move(v1::Movement::Kind kind) {
    const SuppliesModel::LineName name = AnyLine();
    const bool is_receipt = kind == v1::Movement::KIND_RECEIVE;
    // Deliveries often come at the same hour, so that origins decide.
    const int hour =
        is_receipt && Below(2) == 0 ? Hour() / 24 * 24 + 8 : Hour();
    const auto request = is_receipt ? ReceivingRequest(name, hour)
                                    : TakingRequest(name, kind, hour);
    const int64_t entry = NextEntry();
    const auto answer = supplies_.Record(request);
    const v1::Movement answered =
        answer.ok() ? answer->movement() : request.movement();
    v1::Movement noted = request.movement();
    v1::Movement::Line& line = *noted.mutable_lines(0);
    const MovementVerdict verdict =
        Judge(name, model_.Line(name, entry), hour, answered, noted);
    EXPECT_EQ(ReasonOf(answer.status()), verdict.refusal) << answer.status();
    if (!answer.ok()) {
      ++outcomes_[verdict.refusal];
      return;
    }
    ExpectRecorded(answer);
    noted.set_name(answered.name());
    noted.set_subject("clerk");
    *noted.mutable_record_time() = Now();
    if (verdict.is_contradicted) {
      ++outcomes_[Concat(v1::Movement::Kind_Name(kind), " contradicted")];
      line.set_task(NewName(answered.lines(0).task()));
      Open(line.task(), TaskOf(kind), name.second, noted.name(), hour,
           line.total());
    } else if (verdict.after.has_value()) {
      ++outcomes_[v1::Movement::Kind_Name(kind)];
      outcomes_["skipped"] += line.skipped_lots_size();
      Note(name, entry, *verdict.after);
      NameTaskOfNext(name, line);
    }
    EXPECT_EQ(noted.ShortDebugString(), answered.ShortDebugString());
    model_.movements[noted.name()] = {entry, noted};
  }

  static v1::Task::Kind TaskOf(v1::Movement::Kind kind) {
    if (kind == v1::Movement::KIND_LOSE) {
      return v1::Task::KIND_CONTRADICTED_LOSS;
    }
    return kind == v1::Movement::KIND_RECEIVE
               ? v1::Task::KIND_CONTRADICTED_RECEIPT
               : v1::Task::KIND_CONTRADICTED_RETURN;
  }

  // Puts a lot in quarantine; refused where one lasts or begins later.
  void Quarantine() {
    const SuppliesModel::LineName name = AnyLine();
    v1::CreateLotQuarantineRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_parent(name.first);
    v1::LotQuarantine& asked = *request.mutable_lot_quarantine();
    asked.set_lot(AnyLot(name.second));
    *asked.mutable_quarantine_time() = At(kSunday, Hour());
    asked.set_reason("包装破损待查");
    bool is_free = true;
    for (const auto& [known, quarantine] : model_.quarantines) {
      const v1::LotQuarantine& body = quarantine.body;
      is_free &=
          !known.starts_with(name.first + "/") || body.lot() != asked.lot() ||
          (body.has_release() && body.release().release_time().seconds() <=
                                     asked.quarantine_time().seconds());
    }
    const int64_t entry = NextEntry();
    const auto answer =
        supplies_.service().Call<v1::CreateLotQuarantineResponse>(
            "CreateLotQuarantine", request);
    EXPECT_EQ(ReasonOf(answer.status()), is_free ? "" : "ALREADY_QUARANTINED");
    ++outcomes_[is_free ? "quarantined" : "ALREADY_QUARANTINED"];
    if (!answer.ok()) return;
    ExpectRecorded(answer);
    v1::LotQuarantine noted = asked;
    noted.set_name(answer->lot_quarantine().name());
    noted.set_subject("clerk");
    *noted.mutable_record_time() = Now();
    EXPECT_EQ(noted.ShortDebugString(),
              answer->lot_quarantine().ShortDebugString());
    model_.quarantines[noted.name()] = {entry, INT64_MAX, noted};
  }

  void Release() {
    if (model_.quarantines.empty()) return;
    const std::vector<std::pair<std::string, SuppliesModel::Quarantine>> all(
        model_.quarantines.begin(), model_.quarantines.end());
    const std::string name = OneOf(all).first;
    SuppliesModel::Quarantine& known = model_.quarantines.at(name);
    v1::ReleaseLotQuarantineRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_name(name);
    *request.mutable_release_time() = At(kSunday, Hour());
    request.set_reason("检验合格");
    const bool is_early = request.release_time().seconds() <
                          known.body.quarantine_time().seconds();
    const std::string refusal = known.body.has_release() ? "ALREADY_RELEASED"
                                : is_early               ? "RELEASED_TOO_EARLY"
                                                         : "";
    const int64_t entry = NextEntry();
    const auto answer =
        supplies_.service().Call<v1::ReleaseLotQuarantineResponse>(
            "ReleaseLotQuarantine", request);
    EXPECT_EQ(ReasonOf(answer.status()), refusal);
    ++outcomes_[refusal.empty() ? "released" : refusal];
    if (!answer.ok()) return;
    ExpectRecorded(answer);
    known.released = entry;
    v1::LotQuarantine::Release& release = *known.body.mutable_release();
    *release.mutable_release_time() = request.release_time();
    release.set_reason(request.reason());
    release.set_subject("clerk");
    *release.mutable_record_time() = Now();
    EXPECT_EQ(known.body.ShortDebugString(),
              answer->lot_quarantine().ShortDebugString());
  }

  // The name of a task that the service says it opened: one that none had.
  std::string NewName(const std::string& task) {
    EXPECT_NE(task, "");
    EXPECT_FALSE(model_.tasks.contains(task)) << task;
    return task;
  }

  // A corrected count that has a late surplus says which task that is.
  template <typename Told>
  void NameTaskOfNext(const SuppliesModel::LineName& name, Told& told) {
    if (!told.has_next_count()) return;
    v1::NextCountCorrection& next = *told.mutable_next_count();
    const auto task = late_tasks_.find({name, next.count()});
    if (task != late_tasks_.end()) next.set_task(task->second);
  }

  void Open(const std::string& task, v1::Task::Kind kind,
            const std::string& item, const std::string& source, int64_t hour,
            int64_t quantity) {
    v1::Task opened;
    opened.set_name(task);
    opened.set_kind(kind);
    opened.set_item(item);
    opened.set_source(source);
    *opened.mutable_effective_time() = At(kSunday, static_cast<int>(hour));
    opened.set_quantity(quantity);
    *opened.mutable_open_time() = Now();
    opened.set_state(v1::Task::STATE_OPEN);
    model_.tasks[task].emplace_back(times_.head(), opened);
  }

  void Close(const std::string& name, int64_t entry) {
    if (name.empty()) return;
    v1::Task task = model_.tasks.at(name).back().second;
    if (task.state() == v1::Task::STATE_RESOLVED) return;
    task.set_state(v1::Task::STATE_RESOLVED);
    task.set_resolved_by("clerk");
    *task.mutable_resolve_time() = Now();
    model_.tasks[name].emplace_back(entry, task);
  }

  // A new version of the line; late surpluses open, change and close tasks.
  void Note(const SuppliesModel::LineName& name, int64_t entry,
            LineNotes after) {
    std::set<std::string> late;
    for (const auto& [hour, counted] : after.counts) {
      if (counted.late_surplus() == 0) continue;
      ++outcomes_["late surplus"];
      late.insert(counted.name);
      std::string& task = late_tasks_[{name, counted.name}];
      if (task.empty()) {
        task = NewTaskOf(counted.name);
        Open(task, v1::Task::KIND_LATE_SURPLUS, name.second, counted.name, hour,
             counted.late_surplus());
        continue;
      }
      v1::Task known = model_.tasks.at(task).back().second;
      if (known.quantity() == counted.late_surplus()) continue;
      known.set_quantity(counted.late_surplus());
      model_.tasks[task].emplace_back(entry, known);
    }
    for (auto& [of, task] : late_tasks_) {
      if (of.first != name || late.contains(of.second)) continue;
      Close(task, entry);
      task.clear();
    }
    model_.lines[name].emplace_back(entry, std::move(after));
  }

  // The name, which the service makes, of the newest late surplus of a count.
  std::string NewTaskOf(const std::string& count) {
    std::string newest = "no task was opened";
    const v1::ListTasksResponse open = supplies_.Tasks();
    for (const v1::Task& task : open.tasks()) {
      if (task.source() == count &&
          task.kind() == v1::Task::KIND_LATE_SURPLUS) {
        newest = task.name();
      }
    }
    EXPECT_FALSE(model_.tasks.contains(newest));
    return newest;
  }

  SuppliesFixture supplies_;
  SuppliesModel model_;
  // Lots, by what makes a receipt belong to them.
  std::map<std::string, ModelLot> received_;
  // Of a line's count: the task open for its late surplus.
  std::map<std::pair<SuppliesModel::LineName, std::string>, std::string>
      late_tasks_;
  std::map<std::string, int> outcomes_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_MOVEMENT_HISTORY_H_
