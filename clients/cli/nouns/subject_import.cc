#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/command/run.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/import_report.h"
#include "clients/cli/nouns/json_object.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/sheet_batches.h"
#include "clients/cli/nouns/sheet_import.h"
#include "clients/cli/nouns/sheet_report.h"
#include "clients/cli/session/request_id.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/sheets/subject_form.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using readiness::v1::Subject;
using readiness::v1::UpdateSubjectRequest;

// By their names.
using Register = std::map<std::string, Subject, std::less<>>;

constexpr std::string_view kSubjectBatch =
    "epiledger.readiness.v1.RegisterService.BatchUpdateSubjects";

absl::StatusOr<Register> ReadRegister(Session& session,
                                      const std::string& county) {
  const auto& method =
      *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
          "epiledger.readiness.v1.RegisterService.ListSubjects");
  readiness::v1::ListSubjectsRequest request;
  request.set_parent(county);
  readiness::v1::ListSubjectsResponse response;
  const absl::Status read =
      ReadPages(session, method, kMaxNamesAsked, request, response);
  if (!read.ok()) return read;
  Register people;
  for (const Subject& subject : response.subjects()) {
    people.emplace(subject.name(), subject);
  }
  return people;
}

// What becomes of a sheet's lines, judged by what the register says now.
class PuttingBack {
 public:
  PuttingBack(const Register& people, Sheet& sheet, absl::Time now)
      : people_(people), sheet_(sheet), now_(now) {}

  // Leaves in the sheet what is to be sent, and its findings.
  void Judge() {
    std::vector<SheetRecord> lines = std::move(sheet_.records);
    sheet_.records.clear();
    for (SheetRecord& line : lines) JudgeLine(std::move(line));
  }

  // Rows of people who were erased: theirs is not put back.
  [[nodiscard]] const std::vector<int64_t>& erased() const { return erased_; }
  // Rows that say nothing which the register does not say.
  [[nodiscard]] const std::vector<int64_t>& known() const { return known_; }

 private:
  void JudgeLine(SheetRecord line) {
    const auto& said = static_cast<const UpdateSubjectRequest&>(*line.request);
    const int64_t row = line.rows.front();
    const auto found = people_.find(said.name());
    if (found == people_.end()) {
      return Note(row, "name", ShortName(said.name()), "SHEET_NO_SUCH_SUBJECT");
    }
    const Subject& subject = found->second;
    if (subject.has_erase_time()) return erased_.push_back(row);
    auto request = std::make_shared<UpdateSubjectRequest>();
    bool has_news = false;
    if (IsLacking(subject.display_name(), said.display_name(), row,
                  "display_name")) {
      request->set_display_name(said.display_name());
      has_news = true;
    }
    if (IsLacking(subject.telephone(), said.telephone(), row, "telephone")) {
      request->set_telephone(said.telephone());
      has_news = true;
    }
    if (!has_news) return known_.push_back(row);
    request->set_name(said.name());
    *request->mutable_subject()->mutable_roles() = subject.roles();
    request->mutable_subject()->set_facility(subject.facility());
    // Not made of what the line says, as other imports do: an id stands in the
    // journal for ever, and would tell a name to whoever tries names.
    line.request_id = NewRequestId(now_);
    request->set_request_id(line.request_id);
    line.request = std::move(request);
    sheet_.records.push_back(std::move(line));
  }

  // Whether the register lacks what the sheet says. Where it says something
  // else, that is newer than the sheet, and stays.
  bool IsLacking(const std::string& known, const std::string& said, int64_t row,
                 std::string_view field) {
    if (said.empty() || said == known) return false;
    if (known.empty()) return true;
    Note(row, field, said, "SHEET_REGISTER_DIFFERS");
    return false;
  }

  void Note(int64_t row, std::string_view field, const std::string& found,
            const char* reason) {
    ++sheet_.finding_count;
    if (sheet_.findings.size() == kMaxFindings) return;
    sheet_.findings.push_back({row,
                               sheet_.header.ColumnOf(field)->index,
                               found,
                               reason,
                               {{"found", found}}});
  }

  const Register& people_;
  Sheet& sheet_;
  const absl::Time now_;
  std::vector<int64_t> erased_;
  std::vector<int64_t> known_;
};

void TellLeftOut(Session& session, const PuttingBack& judged,
                 const Sheet& sheet) {
  const auto lacking = static_cast<int64_t>(sheet.records.size());
  if (session.settings().format == Format::kJson) {
    google::protobuf::Struct object;
    SetNumber(object, "lacking", lacking);
    for (const auto& [name, rows] : {std::pair("erased", &judged.erased()),
                                     std::pair("known", &judged.known())}) {
      google::protobuf::ListValue& list = SetList(object, name);
      for (const int64_t row : *rows) {
        list.add_values()->set_number_value(static_cast<double>(row));
      }
    }
    session.environment().out << ToJsonText(object);
    return;
  }
  const auto tell = [&session](std::string_view key,
                               const std::vector<int64_t>& rows) {
    if (rows.empty()) return;
    session.environment().out
        << session.texts()(key, {{"rows", RowRanges(rows)}}) << "\n";
  };
  session.environment().out
      << session.texts()("SUBJECTS_LACKING", {{"count", Concat(lacking)}})
      << "\n";
  tell("SUBJECTS_ERASED", judged.erased());
  tell("SUBJECTS_KNOWN", judged.known());
}

absl::Status ImportSubjects(Session& session, const Arguments& arguments) {
  const auto county =
      CompleteName("counties/{county}", "", session.values().place);
  if (!county.ok()) return county.status();
  const std::string path = arguments.Text("FILE");
  auto sheet = LoadSheet(SubjectForm(), path, session.values());
  if (!sheet.ok()) return sheet.status();
  if (sheet->finding_count > 0) return TellFindings(session, path, *sheet);
  const auto people = ReadRegister(session, *county);
  if (!people.ok()) return people.status();
  PuttingBack judged(*people, *sheet, session.environment().clock.Now());
  judged.Judge();
  if (sheet->finding_count > 0) return TellFindings(session, path, *sheet);
  const SendWay way{.method = kSubjectBatch,
                    .all_or_nothing = !arguments.IsOn("--each-alone"),
                    .parent = *county};
  if (way.all_or_nothing) {
    const absl::Status fits = CheckFitsTogether(sheet->records);
    if (!fits.ok()) return At(path, fits);
  }
  const bool ends_here = arguments.IsOn("--check") || sheet->records.empty();
  // A program reads one object.
  if (ends_here || session.settings().format != Format::kJson) {
    TellLeftOut(session, judged, *sheet);
  }
  if (ends_here) return absl::OkStatus();
  sheet->lines = static_cast<int64_t>(sheet->records.size());
  const auto result = SendRecords(session, sheet->records, way);
  if (!result.ok()) return result.status();
  return TellResult(session, "subject", *sheet, *result);
}

}  // namespace

CommandTable SubjectImportCommands() {
  return {{.noun = "subject",
           .verb = "import",
           .flags = {{"FILE", "", true},
                     {"--check", "", false, {}, FlagKind::kSwitch},
                     {"--each-alone", "", false, {}, FlagKind::kSwitch}},
           .example = "subject import register.csv",
           .run = ImportSubjects}};
}

}  // namespace epiledger::cli
