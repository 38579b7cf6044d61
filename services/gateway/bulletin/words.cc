#include "services/gateway/bulletin/words.h"

#include "services/rpc/evidence_messages.h"

namespace epiledger::gateway {

Words::Words(rpc::Language language) : language_(language) {
  catalogue_.Add(BulletinTexts());
  catalogue_.Add(rpc::EvidenceMessages());
}

std::string Words::operator()(
    std::string_view key,
    const std::map<std::string, std::string>& figures) const {
  return catalogue_.Render(key, figures, language_);
}

bool Words::Has(std::string_view key) const { return catalogue_.Has(key); }

}  // namespace epiledger::gateway
