// `count enter`: a sheet walked line by line, kept with every line, and sent
// once.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "clients/cli/command/show.h"
#include "clients/cli/kept/count_draft.h"
#include "clients/cli/nouns/count_prompt.h"
#include "clients/cli/nouns/count_result.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/request_id.h"
#include "clients/cli/session/writer.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/parse_value.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/supplies/v1/count_sheet_service.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using supplies::v1::Count;
using supplies::v1::CountLine;
using supplies::v1::CountSheetLine;
using supplies::v1::CreateCountRequest;
using supplies::v1::CreateCountResponse;
using supplies::v1::GetCountSheetRequest;

const google::protobuf::MethodDescriptor& SuppliesMethod(
    const std::string& name) {
  return *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      "epiledger.supplies.v1." + name);
}

// The place of the line that a field of the request is about; -1 of none.
int LinePlaceOf(std::string_view field) {
  constexpr std::string_view kLines = "count.lines[";
  int place = -1;
  if (field.substr(0, kLines.size()) != kLines) return place;
  field.remove_prefix(kLines.size());
  return absl::SimpleAtoi(std::string(field.substr(0, field.find(']'))), &place)
             ? place
             : -1;
}

// The lines as an answer would give them, of questions that left the whole
// undecided.
Count AskedBack(const Count& sent, const rpc::Error& error) {
  Count count = sent;
  for (const rpc::FieldViolation& violation : error.violations) {
    const int place = LinePlaceOf(violation.field);
    if (place < 0 || place >= count.lines_size()) continue;
    auto& problem =
        *count.mutable_lines(place)->mutable_result()->add_problems();
    problem.set_field(violation.field.substr(violation.field.rfind('.') + 1));
    problem.set_reason(violation.reason);
  }
  return count;
}

class CountEntry {
 public:
  CountEntry(Session& session, GetCountSheetRequest asked)
      : session_(session),
        drafts_(session.settings().drafts_folder()),
        asked_(std::move(asked)) {}

  // Takes up what is there, or draws a sheet.
  absl::Status Begin(const Arguments& arguments) {
    const absl::StatusOr<Connection*> connection = session_.connection();
    if (!connection.ok()) return connection.status();
    auto known = drafts_.Load(asked_.name());
    if (!known.ok()) return known.status();
    const bool begins_anew = arguments.IsOn("--new");
    if (!known->has_value() || (begins_anew && !(*known)->is_sealed)) {
      draft_.subject = (*connection)->subject();
      return DrawFirst(arguments);
    }
    draft_ = **std::move(known);
    if (draft_.subject != (*connection)->subject()) {
      return Usage("DRAFT_OF_ANOTHER", {{"subject", draft_.subject}});
    }
    if (begins_anew) return Usage("DRAFT_WAS_SENT");
    Tell(draft_.is_sealed ? "entry SENDS_AGAIN" : "entry GOES_ON",
         {{"typed", Concat(draft_.request.count().lines_size())},
          {"lines", Concat(draft_.sheet.lines_size())}});
    return absl::OkStatus();
  }

  absl::Status Run() {
    while (true) {
      if (!draft_.is_sealed) {
        const absl::Status typed = Type();
        if (!typed.ok()) return typed;
      }
      Count answered;
      if (!draft_.request.count().lines().empty()) {
        auto sent = Send();
        if (!sent.ok()) return sent.status();
        answered = *std::move(sent);
      }
      const absl::StatusOr<bool> goes_on = TakeUpRest(answered);
      if (!goes_on.ok()) return goes_on.status();
      if (!*goes_on) return absl::OkStatus();
    }
  }

 private:
  absl::Time Now() { return session_.environment().clock.Now(); }

  void Tell(std::string_view key,
            const std::map<std::string, std::string>& figures) {
    session_.environment().err << session_.texts()(key, figures) << "\n";
  }

  absl::Status DrawFirst(const Arguments& arguments) {
    const std::string time = arguments.Text("--time");
    Count& count = *draft_.request.mutable_count();
    if (!time.empty()) {
      const absl::Status parsed =
          ParseValueAt(time, session_.values(), count, "count_time");
      if (!parsed.ok()) return At("--time", parsed);
      draft_.has_fixed_time = true;
    }
    return Draw(asked_);
  }

  // A new sheet, and a new request for what comes of it.
  absl::Status Draw(const GetCountSheetRequest& asked) {
    const absl::Status read =
        Read(session_, SuppliesMethod("CountSheetService.GetCountSheet"), asked,
             draft_.sheet);
    if (!read.ok()) return read;
    if (draft_.sheet.lines().empty()) return Usage("SHEET_HAS_NO_LINES");
    draft_.request.set_parent(asked.name());
    draft_.request.set_request_id(NewRequestId(Now()));
    Count& count = *draft_.request.mutable_count();
    count.set_kind(draft_.sheet.kind());
    *count.mutable_drawn_at() = draft_.sheet.drawn_at();
    Tell("entry BEGINS", {{"store", ShortName(asked.name())},
                          {"lines", Concat(draft_.sheet.lines_size())}});
    Tell("entry HELP", {});
    return drafts_.Keep(draft_);
  }

  [[nodiscard]] const CountSheetLine& SheetLineOf(
      const std::string& item) const {
    for (const CountSheetLine& line : draft_.sheet.lines()) {
      if (line.item() == item) return line;
    }
    return CountSheetLine::default_instance();
  }

  // What the person stopped at stays.
  absl::Status Stopped() {
    return Ended(ExitCode::kUsage, session_.texts()("entry STOPPED"));
  }

  // Types what is still to be typed, and seals the draft.
  absl::Status Type() {
    CountPrompt prompt(session_, draft_.sheet.is_blind());
    const bool is_repair =
        std::any_of(draft_.request.count().lines().begin(),
                    draft_.request.count().lines().end(),
                    [](const CountLine& line) { return line.has_result(); });
    const absl::Status typed = is_repair ? Decide(prompt) : Walk(prompt);
    if (!typed.ok()) return typed;
    draft_.is_sealed = !draft_.request.count().lines().empty();
    return drafts_.Keep(draft_);
  }

  absl::Status Walk(CountPrompt& prompt) {
    Count& count = *draft_.request.mutable_count();
    while (true) {
      const int place = count.lines_size();
      if (place == draft_.sheet.lines_size()) {
        const auto sends = AskToSend(prompt);
        if (!sends.has_value()) return Stopped();
        if (*sends) return absl::OkStatus();
        count.mutable_lines()->RemoveLast();
        continue;
      }
      const CountSheetLine& of = draft_.sheet.lines(place);
      CountLine line;
      line.set_item(of.item());
      const auto answer = prompt.AskQuantity(
          of, Concat(place + 1, "/", draft_.sheet.lines_size()), line);
      if (answer == CountPrompt::Answer::kEnd) return Stopped();
      if (answer == CountPrompt::Answer::kBack) {
        if (place > 0) count.mutable_lines()->RemoveLast();
      } else {
        *count.add_lines() = std::move(line);
        if (!draft_.has_fixed_time) {
          *count.mutable_count_time() = ToTimestamp(Now());
        }
      }
      const absl::Status kept = drafts_.Keep(draft_);
      if (!kept.ok()) return kept;
    }
  }

  std::optional<bool> AskToSend(CountPrompt& prompt) const {
    const auto& lines = draft_.request.count().lines();
    const auto counted = std::count_if(
        lines.begin(), lines.end(),
        [](const CountLine& line) { return line.has_quantity(); });
    return prompt.AskWhetherToSend(static_cast<int>(counted),
                                   static_cast<int>(lines.size() - counted));
  }

  // What becomes of the lines that came back.
  absl::Status Decide(CountPrompt& prompt) {
    auto& lines = *draft_.request.mutable_count()->mutable_lines();
    for (int i = 0; i < lines.size();) {
      CountLine& line = lines[i];
      if (!line.has_result()) {
        ++i;
        continue;
      }
      switch (prompt.AskProblems(SheetLineOf(line.item()), line)) {
        case CountPrompt::Choice::kEnd:
          return Stopped();
        case CountPrompt::Choice::kSend:
          line.clear_result();
          ++i;
          break;
        case CountPrompt::Choice::kRecount:
          draft_.recount.push_back(line.item());
          lines.DeleteSubrange(i, 1);
          break;
        case CountPrompt::Choice::kLeave:
          lines.DeleteSubrange(i, 1);
          break;
      }
      const absl::Status kept = drafts_.Keep(draft_);
      if (!kept.ok()) return kept;
    }
    return absl::OkStatus();
  }

  // Sends what is sealed; the count as it was answered.
  absl::StatusOr<Count> Send() {
    const auto parts_at = [this](absl::Time) {
      return std::vector<PendingPart>{
          {&SuppliesMethod("SuppliesService.CreateCount"),
           std::make_shared<CreateCountRequest>(draft_.request)}};
    };
    const auto responses = Write(
        session_, {draft_.request.request_id(), /*resends=*/true}, parts_at);
    if (responses.ok()) {
      const auto& response =
          static_cast<const CreateCountResponse&>(*responses->front());
      const absl::Status shown =
          ShowPosted(session_, response, draft_.sheet.is_blind());
      if (!shown.ok()) return shown;
      ShowReceipt(session_, response);
      return response.count();
    }
    return NotRecorded(responses.status());
  }

  absl::StatusOr<Count> NotRecorded(const absl::Status& status) {
    const rpc::Error error = RefusalIn(status);
    if (error.reason == "CONFIRMATION_NEEDED") {
      // Not decided, whatever became of earlier tries: a late copy of them can
      // but say what the mended lines say again.
      const absl::Status removed =
          session_.pending().Remove(draft_.request.request_id());
      if (!removed.ok()) return removed;
      return AskedBack(draft_.request.count(), error);
    }
    if (ExitCodeOf(status) != ExitCode::kRefused) {
      Tell("entry KEPT", {});
      return status;
    }
    // It was not recorded and will not be: another request may be made of it.
    draft_.is_sealed = false;
    draft_.request.set_request_id(NewRequestId(Now()));
    const absl::Status kept = drafts_.Keep(draft_);
    return kept.ok() ? status : kept;
  }

  // What is still to be done once the answer is there; false: nothing.
  absl::StatusOr<bool> TakeUpRest(const Count& answered) {
    std::vector<CountLine> back;
    for (const CountLine& line : answered.lines()) {
      if (CameBack(line)) back.push_back(line);
    }
    if (back.empty() && draft_.recount.empty()) {
      const absl::Status removed = drafts_.Remove(asked_.name());
      return removed.ok() ? absl::StatusOr<bool>(false) : removed;
    }
    const absl::Status taken =
        back.empty() ? DrawAgain() : TakeUp(std::move(back));
    return taken.ok() ? absl::StatusOr<bool>(true) : taken;
  }

  // Lines that came back, as another request of the same time.
  absl::Status TakeUp(std::vector<CountLine> back) {
    Tell("entry CAME_BACK", {{"count", Concat(back.size())}});
    draft_.is_sealed = false;
    draft_.has_fixed_time = true;
    draft_.request.set_request_id(NewRequestId(Now()));
    Count& count = *draft_.request.mutable_count();
    count.set_kind(supplies::v1::COUNT_KIND_PARTIAL);
    count.clear_lines();
    for (CountLine& line : back) *count.add_lines() = std::move(line);
    return drafts_.Keep(draft_);
  }

  // What is to be counted again has a sheet and a time of its own.
  absl::Status DrawAgain() {
    GetCountSheetRequest again;
    again.set_name(asked_.name());
    again.set_is_blind(draft_.sheet.is_blind());
    for (const std::string& item : draft_.recount) again.add_items(item);
    CountDraft next;
    next.subject = draft_.subject;
    draft_ = std::move(next);
    return Draw(again);
  }

  Session& session_;
  const CountDrafts drafts_;
  const GetCountSheetRequest asked_;
  CountDraft draft_;
};

// What a flag asks of the sheet.
struct AskedField {
  std::string_view flag;
  std::string_view field;
};
constexpr AskedField kAskedFields[] = {{"STORE", "name"},
                                       {"--kind", "kind"},
                                       {"--category", "category"},
                                       {"--copy", "copy"}};

absl::StatusOr<GetCountSheetRequest> AskedSheet(const Arguments& arguments,
                                                const ValueContext& values) {
  GetCountSheetRequest asked;
  for (const AskedField& field : kAskedFields) {
    const std::string text = arguments.Text(field.flag);
    if (text.empty()) continue;
    const absl::Status status = ParseValueAt(text, values, asked, field.field);
    if (!status.ok()) return At(field.flag, status);
  }
  for (const std::string& item : arguments.List("--item")) {
    const absl::Status status = ParseValueAt(item, values, asked, "items");
    if (!status.ok()) return At("--item", status);
  }
  asked.set_is_blind(arguments.IsOn("--blind"));
  return asked;
}

absl::Status Enter(Session& session, const Arguments& arguments) {
  auto asked = AskedSheet(arguments, session.values());
  if (!asked.ok()) return asked.status();
  CountEntry entry(session, *std::move(asked));
  const absl::Status begun = entry.Begin(arguments);
  return begun.ok() ? entry.Run() : begun;
}

}  // namespace

CommandTable CountEntryCommands() {
  return {{.noun = "count",
           .verb = "enter",
           .flags = {{"STORE", "", true},
                     {"--kind", ""},
                     {"--item", "", false, {}, FlagKind::kList},
                     {"--category", ""},
                     {"--blind", "", false, {}, FlagKind::kSwitch},
                     {"--copy", ""},
                     {"--time", ""},
                     {"--new", "", false, {}, FlagKind::kSwitch}},
           .example = "count enter people-hospital/pharmacy",
           .run = Enter}};
}

}  // namespace epiledger::cli
