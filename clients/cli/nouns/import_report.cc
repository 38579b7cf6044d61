#include "clients/cli/nouns/import_report.h"

#include <cstddef>
#include <string_view>

#include "clients/cli/command/show.h"
#include "clients/cli/nouns/json_object.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/verdict.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/amount.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::ListValue;
using google::protobuf::Struct;

// The rows whose lines ended so.
std::vector<int64_t> RowsOf(const PaymentSheet& sheet,
                            const ImportResult& result, LineOutcome outcome) {
  std::vector<int64_t> rows;
  for (size_t i = 0; i < result.lines.size(); ++i) {
    if (result.lines[i].outcome == outcome) rows.push_back(sheet.lines[i].row);
  }
  return rows;
}

// Of the rows that were refused, those that were it before this import.
std::vector<int64_t> RowsRefusedBefore(const PaymentSheet& sheet,
                                       const ImportResult& result) {
  std::vector<int64_t> rows;
  for (size_t i = 0; i < result.lines.size(); ++i) {
    const LineResult& line = result.lines[i];
    if (line.outcome == LineOutcome::kRefused && line.is_old) {
      rows.push_back(sheet.lines[i].row);
    }
  }
  return rows;
}

// The rows that wait for a second person; they are among those recorded, now
// or before.
std::vector<int64_t> RowsProposed(const PaymentSheet& sheet,
                                  const ImportResult& result) {
  std::vector<int64_t> rows;
  for (size_t i = 0; i < result.lines.size(); ++i) {
    if (result.lines[i].is_proposed) rows.push_back(sheet.lines[i].row);
  }
  return rows;
}

// All there is to tell, counted once.
struct Told {
  std::vector<int64_t> accepted;
  std::vector<int64_t> replayed;
  std::vector<int64_t> refused;
  // Of these, before this import.
  std::vector<int64_t> refused_before;
  std::vector<int64_t> unknown;
  std::vector<int64_t> not_sent;
  std::vector<int64_t> proposed;
};

Told Sorted(const PaymentSheet& sheet, const ImportResult& result) {
  return {RowsOf(sheet, result, LineOutcome::kAccepted),
          RowsOf(sheet, result, LineOutcome::kReplayed),
          RowsOf(sheet, result, LineOutcome::kRefused),
          RowsRefusedBefore(sheet, result),
          RowsOf(sheet, result, LineOutcome::kUnknown),
          RowsOf(sheet, result, LineOutcome::kNotSent),
          RowsProposed(sheet, result)};
}

void ShowRefusals(Session& session, const PaymentSheet& sheet,
                  const ImportResult& result) {
  const Texts& texts = session.texts();
  std::vector<Row> rows;
  for (size_t i = 0; i < result.lines.size(); ++i) {
    if (result.lines[i].outcome != LineOutcome::kRefused) continue;
    const funding::v1::Payment& payment = sheet.lines[i].request.payment();
    rows.push_back({Concat(sheet.lines[i].row), payment.payee(),
                    FormatYuan(ToFen(payment.amount())),
                    RefusalText(session, result.lines[i].answer)});
  }
  if (rows.empty()) return;
  session.environment().out << RenderTable({{texts("sheet_row"), true},
                                            {texts("payee")},
                                            {texts("amount"), true},
                                            {texts("sheet_refusal")}},
                                           rows)
                            << "\n";
}

void ShowCounts(Session& session, const PaymentSheet& sheet, const Told& told) {
  std::ostream& out = session.environment().out;
  out << session.texts()(
             "IMPORT_DONE",
             {{"lines",
               FormatInteger(static_cast<int64_t>(sheet.lines.size()))},
              {"total", FormatYuan(sheet.total)},
              {"accepted", Concat(told.accepted.size())},
              {"replayed", Concat(told.replayed.size())},
              {"refused", Concat(told.refused.size())}})
      << "\n";
  const auto add = [&](std::string_view key, const std::vector<int64_t>& rows) {
    if (rows.empty()) return;
    out << session.texts()(key, {{"rows", RowRanges(rows)}}) << "\n";
  };
  add("IMPORT_REPLAYED", told.replayed);
  add("IMPORT_PROPOSED", told.proposed);
}

void AddRefusals(const Session& session, const PaymentSheet& sheet,
                 const ImportResult& result, ListValue& list) {
  for (size_t i = 0; i < result.lines.size(); ++i) {
    if (result.lines[i].outcome != LineOutcome::kRefused) continue;
    Struct& line = *list.add_values()->mutable_struct_value();
    SetNumber(line, "row", sheet.lines[i].row);
    static_cast<void>(google::protobuf::util::JsonStringToMessage(
        RefusalText(session, result.lines[i].answer),
        &(*line.mutable_fields())["error"]));
  }
}

void AddRows(const std::vector<int64_t>& rows, ListValue& list) {
  for (const int64_t row : rows) {
    list.add_values()->set_number_value(static_cast<double>(row));
  }
}

void ShowResultAsJson(Session& session, const PaymentSheet& sheet,
                      const ImportResult& result, const Told& told) {
  Struct object;
  SetNumber(object, "lines", static_cast<int64_t>(sheet.lines.size()));
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
  if (!told.unknown.empty()) return ExitCode::kUnknown;
  if (!result.stopped.ok() && IsWorthRetrying(result.stopped)) {
    return ExitCode::kUnreachable;
  }
  const bool is_done = result.stopped.ok() && told.refused.empty();
  return is_done ? ExitCode::kDone : ExitCode::kRefused;
}

// What stopped the import, and what the person is to do.
std::string AdviceOf(const Session& session, const ImportResult& result,
                     const Told& told) {
  std::string advice =
      result.stopped.ok() ? "" : RefusalText(session, result.stopped);
  const auto add = [&](std::string_view key, const std::vector<int64_t>& rows) {
    if (rows.empty()) return;
    advice += Concat(advice.empty() ? "" : "\n",
                     session.texts()(key, {{"rows", RowRanges(rows)}}));
  };
  // Programs read it all on the other side.
  if (session.settings().format == Format::kJson) return advice;
  add("IMPORT_UNKNOWN", told.unknown);
  add("IMPORT_NOT_SENT", told.not_sent);
  add("IMPORT_REFUSED", told.refused);
  add("IMPORT_REFUSED_BEFORE", told.refused_before);
  return advice;
}

}  // namespace

absl::Status TellResult(Session& session, const PaymentSheet& sheet,
                        const ImportResult& result) {
  const Told told = Sorted(sheet, result);
  if (session.settings().format == Format::kJson) {
    ShowResultAsJson(session, sheet, result, told);
  } else {
    ShowRefusals(session, sheet, result);
    ShowCounts(session, sheet, told);
  }
  return Ended(CodeOf(result, told), AdviceOf(session, result, told));
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
