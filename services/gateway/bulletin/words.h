// Words: every word of a bulletin and of the HQ page, Chinese and English, in
// one catalogue.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_WORDS_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_WORDS_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "services/rpc/caller.h"
#include "services/rpc/messages.h"

namespace epiledger::gateway {

// The rows of the catalogue, keyed by what they name: `section screening`,
// `indicator people-screened`, `heading facility`.
[[nodiscard]] absl::Span<const rpc::MessageText> BulletinTexts();

// The catalogue in one language, with the words of evidence beside it.
// Thread-safe.
class Words {
 public:
  explicit Words(rpc::Language language);

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

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_WORDS_H_
