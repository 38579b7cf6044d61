#include "clients/cli/nouns/import_report.h"

#include <algorithm>
#include <cstddef>

#include "clients/cli/command/show.h"
#include "clients/cli/nouns/json_object.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/verdict.h"
#include "clients/cli/sheets/record_fields.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/resource_name.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/rpc/batch.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;

// Which of the records.
using Chosen = bool (*)(const LineResult& line);

// The rows of the records that are chosen.
struct Rows {
  std::vector<int64_t> rows;
  size_t records = 0;
};

Rows RowsOf(const Sheet& sheet, const ImportResult& result, Chosen chosen) {
  Rows rows;
  for (size_t i = 0; i < result.lines.size(); ++i) {
    if (!chosen(result.lines[i])) continue;
    ++rows.records;
    const std::vector<int64_t>& more = sheet.records[i].rows;
    rows.rows.insert(rows.rows.end(), more.begin(), more.end());
  }
  std::sort(rows.rows.begin(), rows.rows.end());
  return rows;
}

template <LineOutcome kOutcome>
bool Is(const LineResult& line) {
  return line.outcome == kOutcome;
}

bool IsRefusedBefore(const LineResult& line) {
  return line.outcome == LineOutcome::kRefused && line.is_old;
}

bool IsProposed(const LineResult& line) { return line.is_proposed; }

// All there is to tell, counted once.
struct Told {
  Rows accepted;
  Rows replayed;
  Rows refused;
  // Of these, before this import.
  Rows refused_before;
  Rows unknown;
  Rows not_sent;
  // They wait for a second person, and are among those recorded, now or before.
  Rows proposed;
};

Told Sorted(const Sheet& sheet, const ImportResult& result) {
  const auto rows = [&](Chosen chosen) {
    return RowsOf(sheet, result, chosen);
  };
  return {rows(Is<LineOutcome::kAccepted>),
          rows(Is<LineOutcome::kReplayed>),
          rows(Is<LineOutcome::kRefused>),
          rows(IsRefusedBefore),
          rows(Is<LineOutcome::kUnknown>),
          rows(Is<LineOutcome::kNotSent>),
          rows(IsProposed)};
}

std::string SpokenRows(const Session& session, const SheetRecord& record) {
  return session.texts()(record.rows.size() == 1 ? "IMPORT_ROW" : "IMPORT_ROWS",
                         {{"rows", RowRanges(record.rows)}});
}

// The record that `requests[2]`, said of the record at `index`, is; null where
// that was said of a sheet as it was before.
const SheetRecord* RecordAt(const std::string& place,
                            const std::string& element, size_t index,
                            const Sheet& sheet, const ImportResult& result) {
  const std::vector<size_t>& call = result.last_call;
  const auto own = std::find(call.begin(), call.end(), index);
  const std::string own_place =
      rpc::BatchPlace(static_cast<size_t>(own - call.begin()));
  if (place == own_place || place == element) return &sheet.records[index];
  if (!element.empty() && element != own_place) return nullptr;
  for (size_t i = 0; i < call.size(); ++i) {
    if (place == rpc::BatchPlace(i)) return &sheet.records[call[i]];
  }
  return nullptr;
}

// A refusal speaks of `requests[2]`, the person of rows.
std::string InRows(std::string text, size_t index, const Session& session,
                   const Sheet& sheet, const ImportResult& result) {
  constexpr std::string_view kPlace = "requests[";
  const auto metadata =
      rpc::FromGrpcStatus(result.lines[index].answer).metadata;
  const auto element = metadata.find("element");
  for (size_t at = text.find(kPlace); at != std::string::npos;
       at = text.find(kPlace, at + 1)) {
    const size_t end = text.find(']', at);
    if (end == std::string::npos) break;
    const SheetRecord* record = RecordAt(
        text.substr(at, end + 1 - at),
        element == metadata.end() ? "" : element->second, index, sheet, result);
    if (record == nullptr) continue;
    text.replace(at, end + 1 - at, SpokenRows(session, *record));
  }
  return text;
}

// What tells the record from others, as short as it is typed.
std::string LabelOf(const Sheet& sheet, const SheetRecord& record) {
  const std::string label = TextAt(*record.request, sheet.form->label);
  return label.rfind(kCounties, 0) == 0 ? ShortName(label) : label;
}

void ShowRefusals(Session& session, const Sheet& sheet,
                  const ImportResult& result) {
  const Texts& texts = session.texts();
  const bool has_amounts = !sheet.form->amount.empty();
  std::vector<Row> rows;
  for (size_t i = 0; i < result.lines.size(); ++i) {
    if (result.lines[i].outcome != LineOutcome::kRefused) continue;
    if (rows.size() == kMaxFindingsTold) break;
    const SheetRecord& record = sheet.records[i];
    rows.push_back({RowRanges(record.rows), LabelOf(sheet, record),
                    has_amounts ? FormatYuan(record.amount) : "",
                    InRows(RefusalText(session, result.lines[i].answer), i,
                           session, sheet, result)});
  }
  if (rows.empty()) return;
  const SheetColumn* label = sheet.header.ColumnOf(sheet.form->label);
  session.environment().out
      << RenderTable({{texts("sheet_row"), true},
                      {label == nullptr ? "" : label->header},
                      {has_amounts ? texts("amount") : "", true},
                      {texts("sheet_refusal")}},
                     rows)
      << "\n";
}

// The key of what is said in the end: with the sum of the sheet, where it has
// one, and with the records its lines make.
std::string_view DoneText(const Sheet& sheet) {
  if (sheet.form->amount.empty()) return "IMPORT_DONE_LINES";
  return sheet.form->parts.empty() ? "IMPORT_DONE" : "IMPORT_DONE_RECORDS";
}

void ShowCounts(Session& session, const Sheet& sheet, const Told& told) {
  std::ostream& out = session.environment().out;
  out << session.texts()(
             DoneText(sheet),
             {{"lines", FormatInteger(sheet.lines)},
              {"records",
               FormatInteger(static_cast<int64_t>(sheet.records.size()))},
              {"total", FormatYuan(sheet.total)},
              {"accepted", Concat(told.accepted.records)},
              {"replayed", Concat(told.replayed.records)},
              {"refused", Concat(told.refused.records)}})
      << "\n";
  const auto add = [&](std::string_view key, const Rows& rows) {
    if (rows.records == 0) return;
    out << session.texts()(key, {{"rows", RowRanges(rows.rows)}}) << "\n";
  };
  add("IMPORT_REPLAYED", told.replayed);
  add("IMPORT_PROPOSED", told.proposed);
}

void AddRefusals(const Session& session, const Sheet& sheet,
                 const ImportResult& result, ListValue& list) {
  for (size_t i = 0; i < result.lines.size(); ++i) {
    if (result.lines[i].outcome != LineOutcome::kRefused) continue;
    Struct& line = *list.add_values()->mutable_struct_value();
    SetNumber(line, "row", sheet.records[i].rows.front());
    static_cast<void>(google::protobuf::util::JsonStringToMessage(
        RefusalText(session, result.lines[i].answer),
        &(*line.mutable_fields())["error"]));
  }
}

void AddRows(const Rows& rows, ListValue& list) {
  for (const int64_t row : rows.rows) {
    list.add_values()->set_number_value(static_cast<double>(row));
  }
}

void ShowResultAsJson(Session& session, const Sheet& sheet,
                      const ImportResult& result, const Told& told) {
  Struct object;
  SetNumber(object, "lines", sheet.lines);
  (*object.mutable_fields())["all_or_nothing"].set_bool_value(
      result.all_or_nothing);
  SetText(object, "total", FormatYuan(sheet.total));
  AddRows(told.accepted, SetList(object, "accepted"));
  AddRows(told.replayed, SetList(object, "replayed"));
  AddRefusals(session, sheet, result, SetList(object, "refused"));
  AddRows(told.proposed, SetList(object, "proposed"));
  AddRows(told.unknown, SetList(object, "unknown"));
  AddRows(told.not_sent, SetList(object, "not_sent"));
  session.environment().out << ToJsonText(object);
}

// An outcome that is not known outweighs a service that is away, and that a
// refusal.
ExitCode CodeOf(const ImportResult& result, const Told& told) {
  if (told.unknown.records > 0) return ExitCode::kUnknown;
  if (!result.stopped.ok() && IsWorthRetrying(result.stopped)) {
    return ExitCode::kUnreachable;
  }
  const bool is_done = result.stopped.ok() && told.refused.records == 0;
  return is_done ? ExitCode::kDone : ExitCode::kRefused;
}

// What stopped the import, and what the person is to do.
std::string AdviceOf(const Session& session, std::string_view noun,
                     const ImportResult& result, const Told& told) {
  std::string advice =
      result.stopped.ok() ? "" : RefusalText(session, result.stopped);
  const auto add = [&](std::string_view key, const Rows& rows) {
    if (rows.records == 0) return;
    advice += Concat(advice.empty() ? "" : "\n",
                     session.texts()(key, {{"rows", RowRanges(rows.rows)},
                                           {"noun", std::string(noun)}}));
  };
  // Programs read it all on the other side.
  if (session.settings().format == Format::kJson) return advice;
  add("IMPORT_UNKNOWN", told.unknown);
  // One refusal kept all others from being recorded.
  const bool is_all_refused = result.all_or_nothing && told.refused.records > 0;
  if (!is_all_refused) add("IMPORT_NOT_SENT", told.not_sent);
  add(is_all_refused ? "IMPORT_ALL_REFUSED" : "IMPORT_REFUSED", told.refused);
  add("IMPORT_REFUSED_BEFORE", told.refused_before);
  return advice;
}

}  // namespace

absl::Status TellResult(Session& session, std::string_view noun,
                        const Sheet& sheet, const ImportResult& result) {
  const Told told = Sorted(sheet, result);
  if (session.settings().format == Format::kJson) {
    ShowResultAsJson(session, sheet, result, told);
  } else {
    ShowRefusals(session, sheet, result);
    ShowCounts(session, sheet, told);
  }
  return Ended(CodeOf(result, told), AdviceOf(session, noun, result, told));
}

std::string RowRanges(const std::vector<int64_t>& rows) {
  std::string ranges;
  for (size_t i = 0; i < rows.size();) {
    size_t last = i;
    while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1) ++last;
    ranges += Concat(ranges.empty() ? "" : ", ", rows[i]);
    if (last > i) ranges += Concat("-", rows[last]);
    i = last + 1;
  }
  return ranges;
}

}  // namespace epiledger::cli
