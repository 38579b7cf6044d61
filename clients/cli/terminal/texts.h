// Texts: every text of the command line's own, Chinese and English, in one
// catalogue. What a service says comes from the service, in the same language.
//
// Keys: messages are UPPER_SNAKE_CASE; help is keyed by what it helps with
// (`payment create`, `noun payment`, `--payee`), a heading by its field
// (`payee`), a value by its full name
// (`epiledger.funding.v1.Fund.KIND_CENTRAL`).
#ifndef EPILEDGER_CLIENTS_CLI_TERMINAL_TEXTS_H_
#define EPILEDGER_CLIENTS_CLI_TERMINAL_TEXTS_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "services/rpc/caller.h"
#include "services/rpc/messages.h"

namespace epiledger::cli {

// The parts of the catalogue.
[[nodiscard]] absl::Span<const rpc::MessageText> MessageTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> CommandTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> FlagTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> HeadingTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> ValueTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> SheetTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> ApprovalTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> ArrivalTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> TraceTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> RoleTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> CatalogueTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> CountTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> ShipmentTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> FairShareTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> ConservationTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> PreparednessTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> DutyTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> NeedTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> FormTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> EvidenceTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> HqTexts();
[[nodiscard]] absl::Span<const rpc::MessageText> BulletinTexts();

class Texts {
 public:
  explicit Texts(rpc::Language language);

  // The text of `key`, filled with `figures` as rpc/messages.h says; the key
  // itself when there is none.
  [[nodiscard]] std::string operator()(
      std::string_view key,
      const std::map<std::string, std::string>& figures = {}) const;

  [[nodiscard]] bool Has(std::string_view key) const;
  [[nodiscard]] rpc::Language language() const { return language_; }

 private:
  rpc::MessageCatalogue catalogue_;
  rpc::Language language_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TERMINAL_TEXTS_H_
