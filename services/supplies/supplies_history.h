// A history of supplies made by chance: what moves
// (supplies_movement_history.h), and counts that come late and are taken back,
// told to the model and to the service alike. For tests.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_HISTORY_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_HISTORY_H_

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "epiledger/supplies/v1/count_sheet_service.pb.h"
#include "services/supplies/supplies_movement_history.h"

namespace epiledger::supplies {

class SuppliesHistory : public MovementHistory {
 protected:
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
    if (Below(2) == 0) {
      CountBySheet(name, entry, hour, old.has_value() ? old->second.name : "",
                   request);
    }
    const bool has_bad_line = Below(4) == 0;
    if (has_bad_line) {
      v1::CountLine& bad = *request.mutable_count()->add_lines();
      bad.set_item(ItemName("nowhere"));
      bad.mutable_quantity()->set_pieces(1);
    }
    const auto answer = supplies_.Record(request);
    ExpectRecorded(answer);
    if (!answer.ok()) return;
    v1::Count noted = request.count();
    if (has_bad_line) SendBack(*noted.mutable_lines(1));
    noted.set_name(answer->count().name());
    noted.set_subject("clerk");
    *noted.mutable_record_time() = Now();
    NoteCount(name, entry, hour, old, answer->count(), noted);
    EXPECT_EQ(noted.ShortDebugString(), answer->count().ShortDebugString());
  }

  // Names a sheet drawn some entries ago. Where the line moved since, the
  // service asks, and the person keeps to the count.
  void CountBySheet(const SuppliesModel::LineName& name, int64_t entry,
                    int hour, const std::string& superseded,
                    v1::CreateCountRequest& request) {
    v1::GetCountSheetRequest draw;
    draw.set_name(name.first);
    draw.mutable_as_of()->set_sequence(
        std::max<int64_t>(1, entry - 1 - Below(15)));
    const auto sheet =
        supplies_.service().Call<v1::CountSheet>("GetCountSheet", draw);
    if (!sheet.ok()) return;  // the store was not there yet
    *request.mutable_count()->mutable_drawn_at() = sheet->drawn_at();
    if (!model_.HasMoved(name, sheet->drawn_at().sequence(), hour,
                         superseded)) {
      ++outcomes_["not moved"];
      return;
    }
    ++outcomes_["moved"];
    EXPECT_EQ(ReasonOf(supplies_.Record(request).status()), "CONFIRM_MOVED");
    request.mutable_count()->mutable_lines(0)->set_if_moved(
        v1::IF_MOVED_USE_MY_COUNT);
  }

  // The line of an item that is not there.
  void SendBack(v1::CountLine& line) {
    ++outcomes_["sent back"];
    line.mutable_result()->set_outcome(v1::CountResult::OUTCOME_REJECTED);
    v1::LineProblem& problem = *line.mutable_result()->add_problems();
    problem.set_field("item");
    problem.set_reason("ITEM_NOT_FOUND");
    v1::LineProblem::Figure& figure = *problem.add_figures();
    figure.set_name("name");
    figure.set_value(line.item());
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
    const int64_t choice = Below(36);
    if (choice == 0 && model_.items.size() < ItemIds().size()) {
      return AddItem(ItemIds()[model_.items.size()]);
    }
    if (choice < 3 && model_.stores.size() < StoreNames().size()) {
      return AddStore(StoreNames()[model_.stores.size()]);
    }
    if (choice == 3) return ChangeSettings();
    if (choice == 4) return ResolveTask();
    if (choice < 12) return Move(v1::Movement::KIND_RECEIVE);
    if (choice < 18) return Move(v1::Movement::KIND_ISSUE);
    if (choice < 20) return Move(v1::Movement::KIND_LOSE);
    if (choice < 22) return Move(v1::Movement::KIND_BRING_BACK);
    if (choice < 23) return Move(v1::Movement::KIND_SEND_BACK);
    if (choice < 25) return Quarantine();
    if (choice < 26) return Release();
    Count();
  }

  // Counts by name, and the last that only repeated each.
  std::map<std::string, std::string> repeated_by_;
};

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_HISTORY_H_
