#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"

namespace epiledger::cli {

View ProposedView() {
  return {"proposal",
          {"name", "kind", "allocation", "payee", "amount", "limit", "lately",
           "expire_time", "digest"},
          "WAITS_FOR_SECOND_PERSON"};
}

View ProposalView(std::string_view rows) {
  return {rows,
          {"name", "state", "kind", "allocation", "payee", "amount", "limit",
           "lately", "proposer", "propose_time", "expire_time", "decider",
           "decide_time", "reason", "result", "digest"}};
}

namespace {

View LimitsView(std::string_view rows, std::string_view title) {
  return {rows,
          {"payment", "commitment", "transfer", "recall", "window_hours",
           "expiry_hours", "near_percent"},
          title};
}

// All that a person must see before they approve it.
std::vector<View> WholeProposal() {
  return {
      ProposalView(""),
      {"payment",
       {"kind", "purpose", "amount", "payment_date", "payee", "method",
        "invoice", "invoice_amount", "voucher", "summary", "commitment",
        "liability"},
       "WOULD_PAY"},
      {"commitment",
       {"name", "supplier", "number", "title", "commitment_date"},
       "WOULD_ORDER"},
      {"commitment.lines",
       {"purpose", "item", "quantity", "amount", "description"}},
      {"allocation_change",
       {"kind", "purpose", "amount", "change_date", "target_allocation",
        "target_purpose", "approver", "document_number", "reason"},
       "WOULD_CHANGE"},
      {"carry_over",
       {"carried.total", "carry_date", "approver", "document_number", "reason"},
       "WOULD_CARRY"},
      LimitsView("approval_limits", "WOULD_SET"),
      LimitsView("replaced_limits", "IN_PLACE_OF"),
      {"holds", {"account", "date", "amount"}, "HOLDS_MEANWHILE"}};
}

CommandTable ProposalReads() {
  return {
      {.noun = "proposal",
       .verb = "list",
       .method = "epiledger.funding.v1.ProposalService.ListProposals",
       .flags = {{"--allocation", "allocation"},
                 {"--state", "state"},
                 {"--expiring-hours", "expiring_hours"},
                 {"--order", "order"}},
       .views = {{"proposals",
                  {"name", "state", "kind", "allocation", "payee", "amount",
                   "proposer", "age_hours", "expire_time"}},
                 {"", {"total_size", "total_amount"}}},
       .example = "proposal list --state open --expiring-hours 24"},
      {.noun = "proposal",
       .verb = "get",
       .method = "epiledger.funding.v1.ProposalService.GetProposal",
       .flags = {{"PROPOSAL", "name"}},
       .views = WholeProposal(),
       .example = "proposal get 7f2c01aa-0000000041"},
  };
}

CommandTable ProposalWrites() {
  return {
      {.noun = "proposal",
       .verb = "approve",
       .method = "epiledger.funding.v1.ProposalService.ApproveProposal",
       .flags = {{"PROPOSAL", "name"}, {"--digest", "digest"}},
       .views = {ProposalView("proposal")},
       .example = "proposal approve 7f2c01aa-0000000041 --digest "
                  "0f343b0931126a20f133d67c2b018a3b"
                  "0f343b0931126a20f133d67c2b018a3b"},
      {.noun = "proposal",
       .verb = "reject",
       .method = "epiledger.funding.v1.ProposalService.RejectProposal",
       .flags = {{"PROPOSAL", "name"}, {"--reason", "reason"}},
       .views = {ProposalView("proposal")},
       .example = "proposal reject 7f2c01aa-0000000041 --reason 重复申请"},
      {.noun = "proposal",
       .verb = "withdraw",
       .method = "epiledger.funding.v1.ProposalService.WithdrawProposal",
       .flags = {{"PROPOSAL", "name"}, {"--reason", "reason"}},
       .views = {ProposalView("proposal")},
       .example = "proposal withdraw 7f2c01aa-0000000041"},
  };
}

}  // namespace

CommandTable ProposalCommands() {
  CommandTable commands = ProposalReads();
  for (Command& command : ProposalWrites()) {
    commands.push_back(std::move(command));
  }
  return commands;
}

CommandTable LimitsCommands() {
  return {
      {.noun = "limits",
       .verb = "get",
       .method = "epiledger.funding.v1.ProposalService.GetApprovalLimits",
       .views = {LimitsView("", "")},
       .example = "limits get"},
      {.noun = "limits",
       .verb = "set",
       .method = "epiledger.funding.v1.ProposalService.UpdateApprovalLimits",
       .flags = {{"--payment", "approval_limits.payment"},
                 {"--commitment", "approval_limits.commitment"},
                 {"--transfer", "approval_limits.transfer"},
                 {"--recall", "approval_limits.recall"},
                 {"--window-hours", "approval_limits.window_hours"},
                 {"--expiry-hours", "approval_limits.expiry_hours"},
                 {"--near-percent", "approval_limits.near_percent"}},
       .views = {ProposedView(),
                 LimitsView("proposal.approval_limits", "WOULD_SET"),
                 LimitsView("proposal.replaced_limits", "IN_PLACE_OF")},
       .example = "limits set --payment 50万 --commitment 100万 --transfer 0 "
                  "--recall 0 --window-hours 24 --expiry-hours 72 "
                  "--near-percent 90"},
      {.noun = "limits",
       .verb = "near",
       .method = "epiledger.funding.v1.ProposalService.ListNearLimits",
       .flags = {{"--allocation", "allocation"}, {"--order", "order"}},
       .views = {{"near_limits",
                  {"cause", "kind", "allocation", "payee", "amount", "sum",
                   "limit", "record_time", "subject"}},
                 {"", {"total_size", "total_amount"}}},
       .example = "limits near --allocation d1/1"},
  };
}

}  // namespace epiledger::cli
