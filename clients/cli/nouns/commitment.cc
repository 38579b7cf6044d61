#include <utility>

#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/proposed_views.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/parse_parts.h"
#include "epiledger/funding/v1/commitment_service.pb.h"

namespace epiledger::cli {
namespace {

const PartForm& OrderLineForm() {
  static const PartForm form = {{{"purpose", "purpose"},
                                 {"amount", "amount"},
                                 {"item", "item"},
                                 {"quantity", "quantity"},
                                 {"description", "description"}}};
  return form;
}

absl::Status AddOrderLines(const Arguments& arguments,
                           const ValueContext& values,
                           google::protobuf::Message& message) {
  auto& request = static_cast<funding::v1::CreateCommitmentRequest&>(message);
  auto& commitment = *request.mutable_commitment();
  for (const std::string& text : arguments.List("--line")) {
    const absl::Status status =
        ParseParts(text, OrderLineForm(), values, *commitment.add_lines());
    if (!status.ok()) return At("--line", status);
  }
  if (commitment.lines().empty()) return At("--line", Usage("FLAG_NEEDED"));
  return absl::OkStatus();
}

// Orders themselves.
CommandTable OrderCommands() {
  return {
      {.noun = "commitment",
       .verb = "create",
       .method = "epiledger.funding.v1.CommitmentService.CreateCommitment",
       .flags =
           {{"ID", "commitment_id"},
            {"--allocation", "commitment.allocation"},
            {"--supplier", "commitment.supplier"},
            {"--number", "commitment.number"},
            {"--title", "commitment.title"},
            {"--date", "commitment.commitment_date"},
            {"--line", "", false, {}, FlagKind::kList, "commitment.lines"}},
       .views = {{"commitment",
                  {"name", "allocation", "supplier", "number", "title",
                   "commitment_date"}},
                 {"commitment.lines",
                  {"purpose", "item", "quantity", "amount", "description"}},
                 ProposedView()},
       .example =
           "commitment create c1 --allocation d1/1 --supplier "
           "示范医疗器械有限公司 --number HT-2020-17 --date 2020-02-01 \\\n"
           "    --line purpose=supplies,amount=120万,item=n95,"
           "quantity=100000",
       .fill = AddOrderLines},
      {.noun = "commitment",
       .verb = "get",
       .method = "epiledger.funding.v1.CommitmentService.GetCommitment",
       .flags = {{"COMMITMENT", "name"}},
       .views = {{"",
                  {"name", "allocation", "supplier", "number", "title",
                   "commitment_date", "reversed_by"}},
                 {"lines",
                  {"purpose", "item", "quantity", "quantity_arrived", "amount",
                   "balance.held", "balance.prepaid", "balance.accrued",
                   "balance.paid"}}},
       .past = Past::kDate,
       .example = "commitment get c1"},
      {.noun = "commitment",
       .verb = "list",
       .method = "epiledger.funding.v1.CommitmentService.ListCommitments",
       .flags = {{"--allocation", "allocation"},
                 {"--open", "open_only"},
                 {"--supplier", "supplier_prefix"},
                 {"--order", "order"}},
       .views = {{"commitments",
                  {"name", "commitment_date", "allocation", "supplier",
                   "balance.held", "balance.prepaid", "balance.accrued",
                   "balance.paid", "reversed_by"}},
                 {"total", {"held", "prepaid", "accrued", "paid"}},
                 {"", {"total_size"}}},
       .past = Past::kDate,
       .example = "commitment list --allocation d1/1 --open"},
  };
}

// What is done with their money.
CommandTable SettlementCommands() {
  return {
      {.noun = "commitment",
       .verb = "pay",
       .method = "epiledger.funding.v1.CommitmentService.PayCommitment",
       .flags = {{"COMMITMENT", "name"},
                 {"--line", "line"},
                 {"--amount", "amount"},
                 {"--date", "payment_date"},
                 {"--method", "method"},
                 {"--prepayment", "prepayment"},
                 {"--invoice", "invoice"},
                 {"--invoice-amount", "invoice_amount"},
                 {"--voucher", "voucher"},
                 {"--summary", "summary"}},
       .views = {{"payment",
                  {"name", "commitment", "line", "kind", "amount",
                   "payment_date", "payee", "method", "invoice", "voucher",
                   "available_after"}},
                 ProposedView()},
       .example = "commitment pay c1 --line 1 --amount 36万 --date 2020-02-03 "
                  "--method direct --prepayment"},
      {.noun = "commitment",
       .verb = "release",
       .method = "epiledger.funding.v1.CommitmentService.ReleaseCommitment",
       .flags = {{"COMMITMENT", "name"},
                 {"--line", "line"},
                 {"--amount", "amount"},
                 {"--date", "release_date"},
                 {"--reason", "reason"}},
       .views = {{"commitment", {"name", "allocation", "supplier", "number"}}},
       .example =
           "commitment release c1 --date 2020-02-20 --reason 已全部到货"},
  };
}

}  // namespace

CommandTable CommitmentCommands() {
  CommandTable commands = OrderCommands();
  for (Command& command : SettlementCommands()) {
    commands.push_back(std::move(command));
  }
  return commands;
}

CommandTable AccrualCommands() {
  return {
      {.noun = "accrual",
       .verb = "create",
       .method = "epiledger.funding.v1.CommitmentService.CreateAccrual",
       .flags = {{"--commitment", "accrual.commitment"},
                 {"--line", "accrual.line"},
                 {"--date", "accrual.accrual_date"},
                 {"--quantity", "accrual.quantity"},
                 {"--amount", "accrual.amount"},
                 {"--final", "accrual.final"},
                 {"--summary", "accrual.summary"}},
       .views = {{"accrual",
                  {"name", "commitment", "line", "accrual_date", "quantity",
                   "amount", "from_prepaid", "beyond_held", "released",
                   "price_difference", "posted_date"}}},
       .example = "accrual create --commitment c1 --line 1 --date 2020-02-05 "
                  "--quantity 40000 --amount 48万"},
      {.noun = "accrual",
       .verb = "list",
       .method = "epiledger.funding.v1.CommitmentService.ListAccruals",
       .flags = {{"--commitment", "commitment"}, {"--order", "order"}},
       .views = {{"accruals",
                  {"name", "accrual_date", "commitment", "line", "quantity",
                   "amount", "from_prepaid", "released", "posted_date",
                   "reversed_by"}},
                 {"", {"total_size", "total_amount"}}},
       .past = Past::kDate,
       .example = "accrual list --commitment c1"},
  };
}

CommandTable RefundCommands() {
  return {
      {.noun = "refund",
       .verb = "create",
       .method = "epiledger.funding.v1.CommitmentService.CreateRefund",
       .flags = {{"--payment", "refund.payment"},
                 {"--amount", "refund.amount"},
                 {"--date", "refund.refund_date"},
                 {"--reason", "refund.reason"},
                 {"--voucher", "refund.voucher"},
                 {"--owed-again", "refund.owed_again"}},
       .views = {{"refund",
                  {"name", "payment", "amount", "refund_date", "owed_again",
                   "reason", "voucher", "posted_date"}}},
       .example = "refund create --payment 7f2c01aa-0000000012 --amount 1200 "
                  "--date 2020-02-10 --reason 退回多付货款"},
      {.noun = "refund",
       .verb = "list",
       .method = "epiledger.funding.v1.CommitmentService.ListRefunds",
       .flags = {{"--payment", "payment"}, {"--order", "order"}},
       .views = {{"refunds",
                  {"name", "refund_date", "payment", "amount", "owed_again",
                   "reason", "voucher", "posted_date", "reversed_by"}},
                 {"", {"total_size", "total_amount"}}},
       .past = Past::kDate,
       .example = "refund list"},
  };
}

}  // namespace epiledger::cli
