#include "clients/cli/nouns/count_result.h"

#include <map>

#include "clients/cli/command/show.h"
#include "clients/cli/terminal/display_width.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/as_typed.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/resource_name.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using supplies::v1::Count;
using supplies::v1::CountLine;
using supplies::v1::CountResult;
using supplies::v1::LineProblem;
using supplies::v1::MovedSince;

// `on 2020-02-01 09:00: -30`.
std::string MovedText(const MovedSince& moved, const Session& session) {
  std::map<std::string, std::string> figures = {
      {"time", FormatTime(moved.effective_time(), session.settings().zone)},
      {"change", Concat(moved.change() > 0 ? "+" : "", moved.change())},
      {"counted", Concat(moved.counted())}};
  if (moved.count().empty()) return session.texts()("moved GOODS", figures);
  return session.texts()(
      moved.has_counted() ? "moved COUNT" : "moved WITHDRAWN", figures);
}

// A line for each problem, and for what moved.
std::string LineText(const CountLine& line, int64_t row,
                     const Session& session) {
  const Texts& texts = session.texts();
  const std::string item = ShortName(line.item());
  std::string text;
  for (const LineProblem& problem : line.result().problems()) {
    text += row == 0
                ? Concat("  ", item, texts("COLON"))
                : texts("ROW_OF_ITEM", {{"row", Concat(row)}, {"item", item}});
    text += ProblemText(problem, session) + "\n";
  }
  return text + MovedTexts(line, session);
}

void TellNotCounted(const Count& count, Session& session) {
  if (count.not_counted().empty()) return;
  std::string items;
  for (const std::string& item : count.not_counted()) {
    items += Concat(items.empty() ? "" : ", ", ShortName(item));
  }
  session.environment().out
      << session.texts()(
             "NOT_COUNTED_ITEMS",
             {{"count", Concat(count.not_counted_size())}, {"items", items}})
      << "\n";
}

bool IsForPersons(const Session& session) {
  return session.settings().format == Format::kTable;
}

// Without what the terminal has no use for.
std::string CameBackText(const Count& count, const std::vector<int64_t>& rows,
                         const Session& session) {
  std::string text;
  int lines = 0;
  for (int i = 0; i < count.lines_size(); ++i) {
    if (!CameBack(count.lines(i))) continue;
    ++lines;
    const auto place = static_cast<size_t>(i);
    text += LineText(count.lines(i), place < rows.size() ? rows[place] : 0,
                     session);
  }
  if (lines == 0) return "";
  return Concat(session.texts()("LINES_CAME_BACK", {{"count", Concat(lines)}}),
                "\n", text, session.texts()("MEND_LINES"));
}

}  // namespace

const std::vector<std::string_view>& CountColumns() {
  static const std::vector<std::string_view> columns = {
      "name", "kind", "count_time", "supersedes", "reason"};
  return columns;
}

const std::vector<std::string_view>& CountLineColumns() {
  static const std::vector<std::string_view> columns = {
      "item",
      "result.total",
      "result.expected",
      "result.outcome",
      "result.use",
      "result.surplus",
      "result.opening",
      "result.next_count.use_change",
      "result.next_count.surplus_change",
      "result.superseded_by",
      "result.task"};
  return columns;
}

bool CameBack(const CountLine& line) {
  return !line.result().problems().empty();
}

std::string ProblemText(const LineProblem& problem, const Session& session) {
  const Texts& texts = session.texts();
  std::map<std::string, std::string> figures;
  for (const LineProblem::Figure& figure : problem.figures()) {
    figures[figure.name()] = ShortName(Printable(figure.value()));
  }
  const std::string key = "problem " + problem.reason();
  if (texts.Has(key)) return texts(key, figures);
  return AsTyped(Printable(problem.reason()), session.settings().zone);
}

std::string MovedTexts(const CountLine& line, const Session& session) {
  std::string text;
  for (const MovedSince& moved : line.result().moved()) {
    text += Concat("    ", MovedText(moved, session), "\n");
  }
  return text;
}

absl::Status ShowCount(Session& session, const Count& count) {
  std::vector<std::string_view> head = CountColumns();
  head.insert(head.end(), {"subject", "record_time"});
  const absl::Status shown =
      Show(session, {{"", head}, {"lines", CountLineColumns()}}, count);
  if (!shown.ok() || !IsForPersons(session)) return shown;
  TellNotCounted(count, session);
  const std::string back = CameBackText(count, {}, session);
  if (!back.empty()) session.environment().out << back << "\n";
  return shown;
}

absl::Status ShowPosted(Session& session,
                        const supplies::v1::CreateCountResponse& response,
                        bool is_blind) {
  static const std::vector<std::string_view> blind = {"item", "result.total",
                                                      "result.outcome"};
  const absl::Status shown =
      Show(session,
           {{"count", CountColumns()},
            {"count.lines", is_blind ? blind : CountLineColumns()}},
           response);
  if (!shown.ok()) return shown;
  if (IsForPersons(session)) TellNotCounted(response.count(), session);
  return shown;
}

absl::Status ShowCounted(Session& session,
                         const supplies::v1::CreateCountResponse& response,
                         const std::vector<int64_t>& rows) {
  const absl::Status shown = ShowPosted(session, response, false);
  if (!shown.ok()) return shown;
  const std::string back = CameBackText(response.count(), rows, session);
  if (back.empty()) return absl::OkStatus();
  // What ends so shows no receipt, but the good lines have one.
  ShowReceipt(session, response);
  return Ended(ExitCode::kRefused, back);
}

}  // namespace epiledger::cli
