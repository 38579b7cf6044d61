#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/asked_request.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/values/amount.h"
#include "clients/cli/values/as_typed.h"
#include "epiledger/journal/v1/refusal.pb.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

constexpr std::string_view kAllocationPattern =
    "counties/{county}/documents/{document}/allocations/{allocation}";
// What is left for the one who was refused, in every rule that has it.
constexpr std::string_view kWhatIsLeft = "available";

absl::Status FillBook(const Arguments& arguments, const ValueContext&,
                      Message& request) {
  const std::string book = arguments.Text("--book");
  request.GetReflection()->SetString(
      &request, request.GetDescriptor()->FindFieldByName("book"),
      book.empty() ? "funding" : book);
  return absl::OkStatus();
}

// A number is an entry's place; anything else the id of a request.
absl::Status FillWhich(const Arguments& arguments, const ValueContext& values,
                       Message& message) {
  auto& request = static_cast<journal::v1::GetRefusalRequest&>(message);
  const std::string which = arguments.Text("REFUSAL");
  int64_t sequence = 0;
  if (absl::SimpleAtoi(which, &sequence)) {
    request.set_sequence(sequence);
  } else {
    request.set_refused_id(which);
  }
  return FillBook(arguments, values, message);
}

std::string FigureText(const journal::v1::Figure& figure,
                       const ValueContext& values) {
  int64_t number = 0;
  if (figure.format() == "yuan" && absl::SimpleAtoi(figure.value(), &number)) {
    return FormatYuan(number);
  }
  if (figure.format() == "word") return values.texts(figure.value());
  return AsTyped(figure.value(), values.zone);
}

std::string HeadingText(const std::string& name, const Texts& texts) {
  return texts.Has(name) ? texts(name) : name;
}

// What the rule would have let pass; empty where that is no one figure.
std::string WhatFits(const journal::v1::Refusal& refusal, const Texts& texts) {
  for (const journal::v1::Figure& figure : refusal.figures()) {
    int64_t left = 0;
    if (figure.name() != kWhatIsLeft ||
        !absl::SimpleAtoi(figure.value(), &left)) {
      continue;
    }
    if (left <= 0) return texts("NOTHING_FITS") + "\n";
    return texts(figure.format() == "yuan" ? "YUAN_FIT" : "SO_MANY_FIT",
                 {{"available", figure.value()}}) +
           "\n";
  }
  return "";
}

// Rows of two columns under a title, an empty line before.
void AppendSheet(std::string_view title,
                 const std::vector<std::pair<std::string, std::string>>& rows,
                 const Texts& texts, std::string& text) {
  if (rows.empty()) return;
  std::vector<Heading> headings;
  Row cells;
  for (const auto& [name, value] : rows) {
    headings.push_back({HeadingText(name, texts)});
    cells.push_back(value);
  }
  text += Concat("\n", texts(title), "\n", RenderSheet(headings, cells));
}

absl::Status Tell(Session& session, const Arguments&, const Message& response) {
  const std::vector<View> views = {
      {"",
       {"sequence", "record_time", "subject", "method:call", "request_id",
        "reason", "text:typed"}}};
  if (session.settings().format != Format::kTable) {
    return Show(session, views, response);
  }
  const auto& refusal = static_cast<const journal::v1::Refusal&>(response);
  const ValueContext values = session.values();
  std::string text = RenderViews(views, refusal, values);
  std::vector<std::pair<std::string, std::string>> figures;
  for (const journal::v1::Figure& figure : refusal.figures()) {
    figures.emplace_back(figure.name(), FigureText(figure, values));
  }
  AppendSheet("FIGURES", figures, values.texts, text);
  AppendSheet("ASKED", AskedFields(refusal, values), values.texts, text);
  const std::string fits = WhatFits(refusal, values.texts);
  if (!fits.empty()) text += Concat("\n", fits);
  session.environment().out << text;
  return absl::OkStatus();
}

}  // namespace

CommandTable RefusalCommands() {
  return {
      {.noun = "refusal",
       .verb = "list",
       .method = "epiledger.journal.v1.JournalService.ListRefusals",
       .flags = {{"--book", ""},
                 {"--reason", "reason"},
                 {"--method", "method"},
                 {"--person", "subject"},
                 {"--from", "recorded_from"},
                 {"--before", "recorded_before"},
                 {"--allocation", "about", false, {kAllocationPattern}},
                 {"--about", "about"}},
       .views = {{"refusals",
                  {"sequence", "record_time", "subject", "method:call",
                   "reason", "text:typed"}}},
       .example = "refusal list --reason OVERSPENT --allocation d1/1",
       .fill = FillBook},
      {.noun = "refusal",
       .verb = "get",
       .method = "epiledger.journal.v1.JournalService.GetRefusal",
       .flags = {{"REFUSAL", "", true}, {"--book", ""}},
       .example = "refusal get 24",
       .fill = FillWhich,
       .show = Tell},
  };
}

}  // namespace epiledger::cli
