// CountPrompt: asks a person, line by line, what there is, and what becomes of
// lines that came back. Works with a terminal and with a pipe.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_COUNT_PROMPT_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_COUNT_PROMPT_H_

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "clients/cli/session/session.h"
#include "epiledger/supplies/v1/count_sheet.pb.h"
#include "epiledger/supplies/v1/supplies.pb.h"

namespace epiledger::cli {

class CountPrompt {
 public:
  // `session` must outlive it. Of a blind sheet, nothing of the books is said.
  CountPrompt(Session& session, bool is_blind)
      : session_(session), is_blind_(is_blind) {}

  enum class Answer {
    // The line says what was typed.
    kLine,
    // The line before.
    kBack,
    // Nothing more comes.
    kEnd,
  };
  // Asks until what is typed is a quantity of the item, or nothing: not
  // counted. `place` is `3/40`. A big change is asked back.
  Answer AskQuantity(const supplies::v1::CountSheetLine& of,
                     const std::string& place, supplies::v1::CountLine& line);

  enum class Choice { kSend, kRecount, kLeave, kEnd };
  // Asks what becomes of a line that came back; kSend: the line says it.
  Choice AskProblems(const supplies::v1::CountSheetLine& of,
                     supplies::v1::CountLine& line);

  // Whether it is so; nothing when nothing more comes. `back` is no.
  std::optional<bool> AskWhetherToSend(int counted, int not_counted);

 private:
  using Figures = std::map<std::string, std::string>;

  // What was typed, in half width and without the spaces around it.
  std::optional<std::string> Ask(std::string_view key, const Figures& figures);
  void Tell(std::string_view key, const Figures& figures = {});
  // Reads a quantity in the item's packs; says why where it is none.
  bool ReadQuantity(const supplies::v1::CountSheetLine& of,
                    const std::string& typed, supplies::v1::CountLine& line);
  // False: to be typed again. Nothing when nothing more comes.
  std::optional<bool> ConfirmChange(const supplies::v1::CountSheetLine& of,
                                    supplies::v1::CountLine& line);
  Choice AskMoved(supplies::v1::CountLine& line);
  Choice AskOther(const supplies::v1::CountSheetLine& of, bool is_question,
                  supplies::v1::CountLine& line);

  Session& session_;
  const bool is_blind_;
};

// A line of a sheet as one text: the item, its packs, and what was known.
[[nodiscard]] std::string SheetLineText(
    const supplies::v1::CountSheetLine& line, const Session& session);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_COUNT_PROMPT_H_
