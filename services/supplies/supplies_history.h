// A history of supplies made by chance: receipts, issues, and counts that come
// late and are taken back, each told to the model as it is told to the service.
// For tests.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_HISTORY_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_HISTORY_H_

#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
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

class SuppliesHistory : public ::testing::TestWithParam<
                            std::tuple<SuppliesFixture::Store, unsigned>>,
                        protected testing::RandomHistory {
 protected:
  SuppliesHistory()
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
    if (line.has_expiry_date()) lot.expiry_day = line.expiry_date().month();
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

  v1::CreateMovementRequest MovementRequest(const SuppliesModel::LineName& line,
                                            bool is_receipt, int hour) {
    const auto item = line.second.substr(line.second.rfind('/') + 1);
    const auto time = At(kSunday, hour);
    auto request = is_receipt
                       ? supplies_.ReceiptRequest(item, 1 + Below(12), time)
                       : supplies_.IssueRequest(item, 1 + Below(8), time);
    request.set_parent(line.first);
    request.mutable_movement()->set_note(Concat("单号", Below(100)));
    v1::Movement::Line& asked_line =
        *request.mutable_movement()->mutable_lines(0);
    if (!is_receipt) {
      if (Below(4) == 0) asked_line.set_lot(AnyLot(line.second));
      return request;
    }
    if (Below(2) == 0) {
      request.mutable_movement()->mutable_origin()->set_donor("charity");
    }
    if (item != "n95") return request;
    asked_line.set_batch(Concat("batch-", Below(3)));
    if (Below(4) > 0) {
      asked_line.mutable_expiry_date()->set_year(2021);
      asked_line.mutable_expiry_date()->set_month(
          static_cast<int32_t>(1 + Below(3)));
      asked_line.mutable_expiry_date()->set_day(1);
    }
    return request;
  }

  void Move(bool is_receipt) {
    const SuppliesModel::LineName name = AnyLine();
    // Deliveries often come at the same hour, so that origins decide.
    const int hour =
        is_receipt && Below(2) == 0 ? Hour() / 24 * 24 + 8 : Hour();
    const auto request = MovementRequest(name, is_receipt, hour);
    const int64_t entry = NextEntry();
    const auto answer = supplies_.Record(request);
    const v1::Movement answered =
        answer.ok() ? answer->movement() : request.movement();
    v1::Movement noted = request.movement();
    v1::Movement::Line& line = *noted.mutable_lines(0);
    const LineNotes before = model_.Line(name, entry);
    const MovementVerdict verdict =
        is_receipt
            ? JudgeReceipt(before, hour, LotOf(noted, hour, answered), line)
            : JudgeIssue(before, hour, line);
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
      ++outcomes_["receipt contradicted"];
      line.set_task(NewName(answered.lines(0).task()));
      Open(line.task(), v1::Task::KIND_CONTRADICTED_RECEIPT, name.second,
           noted.name(), hour, line.total());
    } else if (verdict.after.has_value()) {
      ++outcomes_[is_receipt ? "received" : "issued"];
      Note(name, entry, *verdict.after);
      NameTaskOfNext(name, line);
    }
    EXPECT_EQ(noted.ShortDebugString(), answered.ShortDebugString());
    model_.movements[noted.name()] = {entry, noted};
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

  // A count that stands in the store, often one that was repeated; or nothing.
  std::optional<std::pair<int64_t, LineNotes::Counted>> AnyCount(
      const SuppliesModel::LineName& name) {
    const LineNotes line = model_.Line(name, INT64_MAX);
    if (line.counts.empty()) return std::nullopt;
    std::vector<std::pair<int64_t, LineNotes::Counted>> standing(
        line.counts.begin(), line.counts.end());
    auto repeated = standing;
    std::erase_if(repeated, [this](const auto& count) {
      return !repeated_by_.contains(count.second.name);
    });
    if (!repeated.empty() && Below(2) == 0) standing = std::move(repeated);
    return OneOf(standing);
  }

  // Counts, sometimes what was counted before once more; or supersedes a count
  // that stands, by the name of the one that repeated it where one did.
  void Count() {
    const SuppliesModel::LineName name = AnyLine();
    int hour = Hour();
    const auto old = Below(3) == 0 ? AnyCount(name) : std::nullopt;
    if (old.has_value() && Below(2) == 0) hour = static_cast<int>(old->first);
    int64_t pieces = Below(30);
    const bool repeats = !old.has_value() && Below(5) == 0;
    if (const auto same = repeats ? AnyCount(name) : std::nullopt) {
      hour = static_cast<int>(same->first);
      pieces = same->second.quantity;
    }
    auto request =
        supplies_.CountRequest(name.second.substr(name.second.rfind('/') + 1),
                               pieces, At(kSunday, hour));
    request.set_parent(name.first);
    v1::CountLine& line = *request.mutable_count()->mutable_lines(0);
    if (Below(4) == 0) {
      line.set_surplus_reason(v1::SURPLUS_REASON_UNRECORDED_RECEIPT);
    }
    if (old.has_value()) {
      const auto repeat = repeated_by_.find(old->second.name);
      request.mutable_count()->set_supersedes(
          repeat == repeated_by_.end() ? old->second.name : repeat->second);
      request.mutable_count()->set_reason("更正");
      line.set_withdraw(Below(4) == 0);
      if (line.withdraw()) line.clear_quantity();
    }
    const int64_t entry = NextEntry();
    const auto answer = supplies_.Record(request);
    ExpectRecorded(answer);
    if (!answer.ok()) return;
    v1::Count noted = request.count();
    noted.set_name(answer->count().name());
    noted.set_subject("clerk");
    *noted.mutable_record_time() = Now();
    NoteCount(name, entry, hour, old, answer->count(), noted);
    EXPECT_EQ(noted.ShortDebugString(), answer->count().ShortDebugString());
  }

  // Judges the count, and notes it with all that follows from it.
  void NoteCount(
      const SuppliesModel::LineName& name, int64_t entry, int hour,
      const std::optional<std::pair<int64_t, LineNotes::Counted>>& old,
      const v1::Count& answered, v1::Count& noted) {
    v1::CountLine& line = *noted.mutable_lines(0);
    NewCount count{noted.name(), hour, {}, kTolerance};
    if (old.has_value()) count.old_hour = old->first;
    const CountVerdict verdict =
        JudgeCount(model_.Line(name, entry), count, line);
    v1::CountResult& result = *line.mutable_result();
    ++outcomes_[v1::CountResult::Outcome_Name(result.outcome())];
    if (verdict.task != v1::Task::KIND_UNSPECIFIED) {
      result.set_task(NewName(answered.lines(0).result().task()));
      Open(result.task(), verdict.task, name.second, noted.name(), hour,
           verdict.task_quantity);
    }
    if (!result.repeats().empty()) {
      repeated_by_[result.repeats()] = noted.name();
    }
    if (verdict.after.has_value()) {
      if (old.has_value()) {
        ++outcomes_["superseded"];
        for (const std::string& gone : {old->second.name, noted.supersedes()}) {
          model_.taken_back[{gone, name.second}] = {entry, noted.name()};
        }
        KeepAsItWas(name, entry, *old);
      }
      Note(name, entry, *verdict.after);
      NameTaskOfNext(name, result);
    }
    model_.counts[noted.name()] = {entry, noted};
  }

  // What a count said when it was taken back is what it said at first; its
  // task is closed.
  void KeepAsItWas(const SuppliesModel::LineName& name, int64_t entry,
                   const std::pair<int64_t, LineNotes::Counted>& old) {
    for (const auto& line : model_.counts.at(old.second.name).second.lines()) {
      if (line.item() == name.second) Close(line.result().task(), entry);
    }
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

  void ResolveTask() {
    std::vector<std::string> open;
    for (const auto& [name, versions] : model_.tasks) {
      const v1::Task& task = versions.back().second;
      // A late surplus may open again: let time alone decide.
      if (task.state() == v1::Task::STATE_OPEN &&
          task.kind() != v1::Task::KIND_LATE_SURPLUS) {
        open.push_back(name);
      }
    }
    if (open.empty()) return;
    const std::string name = OneOf(open);
    const int64_t entry = NextEntry();
    v1::ResolveTaskRequest request;
    request.set_request_id(supplies_.service().NewId());
    request.set_name(name);
    request.set_resolution("已核对");
    ExpectRecorded(supplies_.service().Call<v1::ResolveTaskResponse>(
        "ResolveTask", request));
    Close(name, entry);
    model_.tasks.at(name).back().second.set_resolution("已核对");
  }

  void Step(int step) {
    if (step < 2) return AddItem(ItemIds()[static_cast<size_t>(step)]);
    if (step == 2) return AddStore(StoreNames()[0]);
    const int64_t choice = Below(30);
    if (choice == 0 && model_.items.size() < ItemIds().size()) {
      return AddItem(ItemIds()[model_.items.size()]);
    }
    if (choice < 3 && model_.stores.size() < StoreNames().size()) {
      return AddStore(StoreNames()[model_.stores.size()]);
    }
    if (choice == 3) return ChangeSettings();
    if (choice == 4) return ResolveTask();
    if (choice < 12) return Move(true);
    if (choice < 18) return Move(false);
    Count();
  }

  SuppliesFixture supplies_;
  SuppliesModel model_;
  // Lots, by what makes a receipt belong to them.
  std::map<std::string, ModelLot> received_;
  // Of a line's count: the task open for its late surplus.
  std::map<std::pair<SuppliesModel::LineName, std::string>, std::string>
      late_tasks_;
  // Counts by name, and the last that only repeated each.
  std::map<std::string, std::string> repeated_by_;
  std::map<std::string, int> outcomes_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_HISTORY_H_
