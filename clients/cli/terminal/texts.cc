#include "clients/cli/terminal/texts.h"

#include "services/rpc/evidence_messages.h"

namespace epiledger::cli {

Texts::Texts(rpc::Language language) : language_(language) {
  for (const auto part : {MessageTexts(),
                          CommandTexts(),
                          FlagTexts(),
                          HeadingTexts(),
                          ValueTexts(),
                          SheetTexts(),
                          ApprovalTexts(),
                          ArrivalTexts(),
                          RoleTexts(),
                          CatalogueTexts(),
                          CountTexts(),
                          ShipmentTexts(),
                          TraceTexts(),
                          FairShareTexts(),
                          ConservationTexts(),
                          NeedTexts(),
                          FormTexts(),
                          PreparednessTexts(),
                          DutyTexts(),
                          EvidenceTexts(),
                          HqTexts(),
                          BulletinTexts(),
                          rpc::EvidenceMessages()}) {
    catalogue_.Add(part);
  }
}

std::string Texts::operator()(
    std::string_view key,
    const std::map<std::string, std::string>& figures) const {
  return catalogue_.Render(key, figures, language_);
}

bool Texts::Has(std::string_view key) const { return catalogue_.Has(key); }

}  // namespace epiledger::cli
