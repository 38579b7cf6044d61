#include "clients/cli/nouns/nouns.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "epiledger/funding/v1/funding_service.pb.h"

namespace epiledger::cli {
namespace {

const PartForm& AllocationForm() {
  static const PartForm form = {{{"fund", "fund"},
                                 {"recipient", "recipient"},
                                 {"amount", "amount"},
                                 {"purposes", "purposes"},
                                 {"until", "valid_until"},
                                 {"carry-over", "for_carry_over"}}};
  return form;
}

absl::Status AddAllocations(const Arguments& arguments,
                            const ValueContext& values,
                            google::protobuf::Message& message) {
  auto& request =
      static_cast<funding::v1::CreateAllocationDocumentRequest&>(message);
  auto& document = *request.mutable_allocation_document();
  for (const std::string& text : arguments.List("--allocation")) {
    const absl::Status status =
        ParseParts(text, AllocationForm(), values, *document.add_allocations());
    if (!status.ok()) return At("--allocation", status);
  }
  if (document.allocations().empty()) {
    return At("--allocation", Usage("FLAG_NEEDED"));
  }
  return absl::OkStatus();
}

}  // namespace

CommandTable DocumentCommands() {
  return {
      {.noun = "document",
       .verb = "create",
       .method = "epiledger.funding.v1.FundingService.CreateAllocationDocument",
       .flags = {{"ID", "document_id"},
                 {"--issuer", "allocation_document.issuer"},
                 {"--number", "allocation_document.number"},
                 {"--title", "allocation_document.title"},
                 {"--date", "allocation_document.document_date"},
                 {"--allocation",
                  "",
                  false,
                  {},
                  FlagKind::kList,
                  "allocation_document.allocations"}},
       .views = {{"allocation_document",
                  {"name", "issuer", "number", "title", "document_date"}},
                 {"allocation_document.allocations",
                  {"name", "fund", "recipient", "amount", "purposes",
                   "valid_until"}}},
       .example =
           "document create d1 --issuer 县财政局 --number 财社〔2020〕1号 "
           "--title 关于下达疫情防控资金的通知 --date 2020-01-28 \\\n"
           "    --allocation "
           "fund=central,recipient=people-hospital,amount=400万,purposes=masks:"
           "100万+gowns \\\n"
           "    --allocation "
           "fund=central,recipient=tcm-hospital,amount=250万,purposes=masks+"
           "gowns::80万,until=2020-12-31",
       .fill = AddAllocations},
      {.noun = "document",
       .verb = "get",
       .method = "epiledger.funding.v1.FundingService.GetAllocationDocument",
       .flags = {{"DOCUMENT", "name"}},
       .views = {{"",
                  {"name", "issuer", "number", "title", "document_date",
                   "reversed_by"}},
                 {"allocations",
                  {"name", "fund", "recipient", "purposes", "valid_until",
                   "closed_date", "state", "balance.allocated", "balance.paid",
                   "balance.available", "balance.utilisation"}},
                 {"total", {"allocated", "paid", "available", "utilisation"}},
                 {"", {"allocation_count"}}},
       .past = Past::kDate,
       .example = "document get d1"},
      {.noun = "document",
       .verb = "list",
       .method = "epiledger.funding.v1.FundingService.ListAllocationDocuments",
       .flags = {{"--issuer", "issuer"},
                 {"--number", "number"},
                 {"--order", "order"}},
       .views = {{"allocation_documents",
                  {"name", "issuer", "number", "title", "document_date",
                   "reversed_by"}},
                 {"", {"total_size", "total_allocated"}}},
       .past = Past::kDate,
       .example = "document list --order latest"},
  };
}

}  // namespace epiledger::cli
