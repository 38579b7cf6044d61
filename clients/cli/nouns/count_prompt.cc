#include "clients/cli/nouns/count_prompt.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "absl/strings/match.h"
#include "clients/cli/nouns/count_result.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/cell_text.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/quantity_text.h"
#include "clients/cli/values/resource_name.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using supplies::v1::CountLine;
using supplies::v1::CountSheetLine;
using supplies::v1::LineProblem;

// What is typed in place of a quantity, in either language.
constexpr std::string_view kBackWords[] = {"back", "返回"};
constexpr std::string_view kYesWords[] = {"y", "yes", "是"};
constexpr std::string_view kMineWords[] = {"m", "mine", "以我为准"};
constexpr std::string_view kRecountWords[] = {"r", "recount", "重盘"};
constexpr std::string_view kHelp = "?";
constexpr std::string_view kAsProposed = "=";

template <typename Words>
bool IsOneOf(const Words& words, const std::string& typed) {
  return std::any_of(std::begin(words), std::end(words),
                     [&typed](std::string_view word) {
                       return absl::EqualsIgnoreCase(typed, std::string(word));
                     });
}

// Pieces in what is called `pack`; an id comes before any name. Empty when
// there is none, several where the name is of packs of different sizes.
std::set<int64_t> SizesOf(const CountSheetLine& of, const std::string& pack) {
  std::set<int64_t> sizes;
  if (pack.empty() || absl::EqualsIgnoreCase(of.base_unit(), pack)) return {1};
  for (const auto& known : of.packs()) {
    if (absl::EqualsIgnoreCase(known.pack(), pack)) return {known.size()};
    if (absl::EqualsIgnoreCase(known.display_name(), pack)) {
      sizes.insert(known.size());
    }
  }
  return sizes;
}

std::string PacksOf(const CountSheetLine& of) {
  std::string packs = of.base_unit();
  for (const auto& pack : of.packs()) {
    packs +=
        Concat(", ", pack.pack(), "=", pack.size(), ":", pack.display_name());
  }
  return packs;
}

// The pieces of a quantity whose packs the item has.
int64_t PiecesIn(const CountLine& line, const CountSheetLine& of) {
  int64_t pieces = line.quantity().pieces();
  for (const auto& packs : line.quantity().packs()) {
    pieces += packs.count() * *SizesOf(of, packs.pack()).begin();
  }
  return pieces;
}

// As the service judges it: more than five times, nothing standing for one.
bool IsBigChange(int64_t expected, int64_t found) {
  const int64_t a = std::max<int64_t>(1, expected);
  const int64_t b = std::max<int64_t>(1, found);
  return std::max(a, b) > limits::kMaxUnconfirmedChange * std::min(a, b);
}

}  // namespace

std::string SheetLineText(const CountSheetLine& line, const Session& session) {
  const Texts& texts = session.texts();
  const bool is_english = texts.language() == rpc::Language::kEnglish;
  const std::string& name = is_english && !line.english_name().empty()
                                ? line.english_name()
                                : line.display_name();
  std::string text = texts("entry LINE", {{"name", name},
                                          {"item", ShortName(line.item())},
                                          {"packs", PacksOf(line)}});
  if (line.has_last_total()) {
    text +=
        texts("entry LAST", {{"total", Concat(line.last_total())},
                             {"time", FormatTime(line.last_count_time(),
                                                 session.settings().zone)}});
  }
  if (line.has_expected()) {
    text += texts("entry EXPECTED", {{"expected", Concat(line.expected())}});
  }
  if (line.has_proposed_total()) {
    text +=
        texts("entry PROPOSED", {{"proposed", Concat(line.proposed_total())}});
  }
  return text;
}

std::optional<std::string> CountPrompt::Ask(std::string_view key,
                                            const Figures& figures) {
  session_.environment().err << session_.texts()(key, figures) << std::flush;
  std::string typed;
  if (!std::getline(session_.environment().in, typed)) {
    session_.environment().err << "\n";
    return std::nullopt;
  }
  return Tidy(HalfWidth(typed));
}

void CountPrompt::Tell(std::string_view key, const Figures& figures) {
  session_.environment().err << session_.texts()(key, figures) << "\n";
}

bool CountPrompt::ReadQuantity(const CountSheetLine& of,
                               const std::string& typed, CountLine& line) {
  const auto parts = ParseQuantityText(typed);
  if (!parts.ok()) {
    session_.environment().err
        << TextOf(At(typed, parts.status()), session_.texts()) << "\n";
    return false;
  }
  supplies::v1::Quantity quantity;
  for (const QuantityPart& part : *parts) {
    const std::set<int64_t> sizes = SizesOf(of, part.pack);
    if (sizes.size() != 1) {
      Tell(sizes.empty() ? "problem PACK_NOT_FOUND" : "problem PACK_AMBIGUOUS",
           {{"pack", part.pack}, {"packs", PacksOf(of)}});
      return false;
    }
    if (part.pack.empty()) {
      quantity.set_pieces(quantity.pieces() + part.count);
      continue;
    }
    auto& packs = *quantity.add_packs();
    packs.set_pack(part.pack);
    packs.set_count(part.count);
  }
  *line.mutable_quantity() = std::move(quantity);
  line.clear_confirm();
  return true;
}

std::optional<bool> CountPrompt::ConfirmChange(const CountSheetLine& of,
                                               CountLine& line) {
  // Of an opening there is nothing to compare with, and a blind sheet does not
  // tell: the service asks then.
  if (!of.has_expected() || !of.has_last_total()) return true;
  const int64_t found = PiecesIn(line, of);
  if (!IsBigChange(of.expected(), found)) return true;
  const auto typed =
      Ask("entry BIG_CHANGE",
          {{"found", Concat(found)}, {"expected", Concat(of.expected())}});
  if (!typed.has_value()) return std::nullopt;
  line.set_confirm(IsOneOf(kYesWords, *typed));
  return line.confirm();
}

CountPrompt::Answer CountPrompt::AskQuantity(const CountSheetLine& of,
                                             const std::string& place,
                                             CountLine& line) {
  const Figures figures = {{"place", place},
                           {"line", SheetLineText(of, session_)}};
  while (true) {
    const auto typed = Ask("entry PROMPT", figures);
    if (!typed.has_value()) return Answer::kEnd;
    if (IsOneOf(kBackWords, *typed)) return Answer::kBack;
    if (typed->empty()) {
      line.set_absent_reason(type::v1::ABSENT_REASON_NOT_ASKED);
      return Answer::kLine;
    }
    if (*typed == kHelp ||
        (*typed == kAsProposed && !of.has_proposed_total())) {
      Tell("entry HELP");
      continue;
    }
    const std::string quantity =
        *typed == kAsProposed ? Concat(of.proposed_total()) : *typed;
    if (!ReadQuantity(of, quantity, line)) continue;
    const std::optional<bool> is_so = ConfirmChange(of, line);
    if (!is_so.has_value()) return Answer::kEnd;
    if (*is_so) return Answer::kLine;
  }
}

CountPrompt::Choice CountPrompt::AskMoved(CountLine& line) {
  while (true) {
    const auto typed = Ask("entry MOVED", {});
    if (!typed.has_value()) return Choice::kEnd;
    if (typed->empty()) return Choice::kLeave;
    if (IsOneOf(kRecountWords, *typed)) return Choice::kRecount;
    if (!IsOneOf(kMineWords, *typed)) continue;
    line.set_if_moved(supplies::v1::IF_MOVED_USE_MY_COUNT);
    return Choice::kSend;
  }
}

CountPrompt::Choice CountPrompt::AskOther(const CountSheetLine& of,
                                          bool is_question, CountLine& line) {
  while (true) {
    const auto typed = Ask(is_question ? "entry QUESTION" : "entry AGAIN", {});
    if (!typed.has_value()) return Choice::kEnd;
    if (typed->empty()) return Choice::kLeave;
    if (is_question && IsOneOf(kYesWords, *typed)) {
      line.set_confirm(true);
      return Choice::kSend;
    }
    if (ReadQuantity(of, *typed, line)) return Choice::kSend;
  }
}

CountPrompt::Choice CountPrompt::AskProblems(const CountSheetLine& of,
                                             CountLine& line) {
  session_.environment().err << SheetLineText(of, session_) << "\n";
  for (const LineProblem& problem : line.result().problems()) {
    const bool is_question = problem.field() == "confirm";
    session_.environment().err
        << "  "
        << (is_blind_ && is_question ? session_.texts()("problem BLIND")
                                     : ProblemText(problem, session_))
        << "\n";
    if (!is_blind_ && problem.field() == "if_moved") {
      session_.environment().err << MovedTexts(line, session_);
    }
    const Choice choice = problem.field() == "if_moved"
                              ? AskMoved(line)
                              : AskOther(of, is_question, line);
    if (choice != Choice::kSend) return choice;
  }
  return Choice::kSend;
}

std::optional<bool> CountPrompt::AskWhetherToSend(int counted,
                                                  int not_counted) {
  while (true) {
    const auto typed = Ask(
        "entry SEND",
        {{"counted", Concat(counted)}, {"not_counted", Concat(not_counted)}});
    if (!typed.has_value()) return std::nullopt;
    if (IsOneOf(kYesWords, *typed)) return true;
    if (IsOneOf(kBackWords, *typed)) return false;
  }
}

}  // namespace epiledger::cli
