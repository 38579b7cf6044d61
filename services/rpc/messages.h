// MessageCatalogue: the text of every reason, Chinese and English, in one
// place. Text is rendered for the caller and never stored.
//
// A template names metadata in braces: `{available}`. A format may follow:
// `{available:yuan}` prints fen as yuan with two decimals and grouped
// thousands (`1,234.50`), `{age:days}` a number of days with its unit
// (`3 days`, `3天`), `{wait:seconds}` likewise (`5 seconds`, `5秒`),
// `{supply:tenths}` 25 as `2.5`.
// `{stage:word}` prints a value that is a word of ours in the reader's
// language: the catalogue has a row for it, its key in lower case.
// `{hold:each}` prints the catalogue's row `hold` once for each of `hold_1`,
// `hold_2`, … in the metadata, whose `hold_1_age` is `age` of it there:
// `{hold}` and `{hold_age}`; nothing where there is none.
//
// Figures of a request that was refused in a batch, all or nothing, count those
// before it: where they have an `element`, a sentence after the text says so.
#ifndef EPILEDGER_SERVICES_RPC_MESSAGES_H_
#define EPILEDGER_SERVICES_RPC_MESSAGES_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "services/rpc/caller.h"

namespace epiledger::rpc {

struct MessageText {
  std::string_view reason;
  std::string_view english;
  std::string_view chinese;
};

// Filled when the server is set up, read-only afterwards.
class MessageCatalogue {
 public:
  // Begins with the reasons of this folder (validation, access, overload).
  MessageCatalogue();

  // Adds a service's reasons. The strings must outlive the catalogue. A reason
  // given twice stops the program.
  void Add(absl::Span<const MessageText> texts);

  [[nodiscard]] bool Has(std::string_view reason) const;

  // How the text of `reason` prints a figure: `yuan` where it has
  // `{available:yuan}`; empty where it prints it as it is, or not at all.
  [[nodiscard]] std::string_view FormatOf(std::string_view reason,
                                          std::string_view figure) const;

  // The text of `reason` with its figures; the reason itself when unknown.
  [[nodiscard]] std::string Render(
      std::string_view reason,
      const std::map<std::string, std::string>& metadata,
      Language language) const;

 private:
  // The same of a figure of one of several, in a text of `{…:each}`.
  [[nodiscard]] std::string_view FormatOfOne(std::string_view text,
                                             std::string_view figure) const;

  std::map<std::string_view, MessageText> texts_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_MESSAGES_H_
