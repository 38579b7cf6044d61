#include <memory>
#include <string>
#include <utility>

#include "clients/cli/command/flags.h"
#include "clients/cli/command/run.h"
#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/sheet_import.h"
#include "clients/cli/nouns/sheet_report.h"
#include "clients/cli/session/refusal.h"
#include "clients/cli/session/writer.h"
#include "clients/cli/sheets/treasury_form.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/funding/v1/reconciliation_service.pb.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;
using Item = funding::v1::ReconciliationItem;

constexpr std::string_view kStatementPattern =
    "counties/{county}/treasuryStatements/{treasury_statement}";
constexpr std::string_view kLinePattern =
    "counties/{county}/treasuryStatements/{treasury_statement}/lines/{line}";
constexpr std::string_view kPaymentPattern =
    "counties/{county}/payments/{payment}";
constexpr std::string_view kCashPattern =
    "counties/{county}/disbursements/{disbursement}";
// What cash paid out begins with where a payment is typed otherwise.
constexpr std::string_view kCash = "cash:";

const google::protobuf::MethodDescriptor& Method(const std::string& name) {
  return *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
      "epiledger.funding.v1.ReconciliationService." + name);
}

// The days of the statement are those that were typed.
absl::Status FillLines(const Arguments& arguments, const ValueContext& values,
                       Message& message) {
  const std::string path = arguments.Text("FILE");
  if (path.empty()) return At("FILE", Usage("FLAG_NEEDED"));
  auto& request =
      static_cast<funding::v1::CreateTreasuryStatementRequest&>(message);
  request.mutable_treasury_statement()->clear_lines();
  const auto sheet = LoadSheet(TreasuryForm(), path, values, &message);
  if (!sheet.ok()) return sheet.status();
  if (sheet->finding_count > 0) {
    return Ended(ExitCode::kUsage,
                 Concat(path, FindingsText(*sheet, values.texts)));
  }
  *request.mutable_treasury_statement()->mutable_lines() =
      static_cast<const funding::v1::CreateTreasuryStatementRequest&>(
          *sheet->records.front().request)
          .treasury_statement()
          .lines();
  return absl::OkStatus();
}

absl::Status TellStatementFits(Session& session, const Arguments& arguments) {
  const std::string path = arguments.Text("FILE");
  const auto sheet = LoadSheet(TreasuryForm(), path, session.values());
  if (!sheet.ok()) return sheet.status();
  // It names nothing of ours.
  TellFits(session, path, *sheet, /*is_asked=*/false);
  return absl::OkStatus();
}

// `s1/3=acf4ee19-0000000023`: a line, and the payment it is; of cash paid out
// `s1/4=cash:acf4ee19-0000000031`.
absl::Status FillMatches(const Arguments& arguments, const ValueContext& values,
                         Message& message) {
  auto& request = static_cast<funding::v1::ConfirmMatchesRequest&>(message);
  for (const std::string& text : arguments.List("--match")) {
    const size_t middle = text.find('=');
    if (middle == std::string::npos) {
      return At("--match", WrongText("BAD_MATCH", text));
    }
    auto line =
        CompleteName(kLinePattern, text.substr(0, middle), values.place);
    if (!line.ok()) return At("--match", line.status());
    std::string typed = text.substr(middle + 1);
    const bool is_cash = typed.rfind(kCash, 0) == 0;
    if (is_cash) typed.erase(0, kCash.size());
    auto ours = CompleteName(is_cash ? kCashPattern : kPaymentPattern, typed,
                             values.place);
    if (!ours.ok()) return At("--match", ours.status());
    funding::v1::TreasuryMatch& match = *request.add_matches();
    match.set_line(*std::move(line));
    if (is_cash) {
      match.set_disbursement(*std::move(ours));
    } else {
      match.set_payment(*std::move(ours));
    }
    match.set_reason(arguments.Text("--reason"));
  }
  if (request.matches().empty()) return At("--match", Usage("FLAG_NEEDED"));
  return absl::OkStatus();
}

absl::Status FillWithdrawn(const Arguments& arguments,
                           const ValueContext& values, Message& message) {
  static_cast<funding::v1::ConfirmMatchesRequest&>(message).set_withdraw(true);
  return FillMatches(arguments, values, message);
}

// What is proposed, as far as one request takes it.
absl::StatusOr<funding::v1::ConfirmMatchesRequest> Proposed(
    Session& session, const Arguments& arguments) {
  auto statement = CompleteName(kStatementPattern, arguments.Text("STATEMENT"),
                                session.settings().place);
  if (!statement.ok()) return At("STATEMENT", statement.status());
  funding::v1::ListReconciliationItemsRequest list;
  list.set_statement(*statement);
  list.set_state(Item::STATE_PROPOSED);
  funding::v1::ListReconciliationItemsResponse proposed;
  const absl::Status read =
      ReadPages(session, Method("ListReconciliationItems"),
                limits::kMaxPageSize, list, proposed);
  if (!read.ok()) return read;
  funding::v1::ConfirmMatchesRequest request;
  request.set_parent(
      statement->substr(0, statement->find("/treasuryStatements/")));
  for (const Item& item : proposed.reconciliation_items()) {
    if (item.basis() != Item::BASIS_REFERENCE && !arguments.IsOn("--all")) {
      continue;
    }
    funding::v1::TreasuryMatch& match = *request.add_matches();
    match.set_line(item.line().name());
    if (item.has_disbursement()) {
      match.set_disbursement(item.disbursement().name());
    } else {
      match.set_payment(item.payment().name());
    }
  }
  return request;
}

// Confirms what the list proposes, as one write.
absl::Status Accept(Session& session, const Arguments& arguments) {
  auto request = Proposed(session, arguments);
  if (!request.ok()) return request.status();
  if (request->matches().empty()) {
    session.environment().out << session.texts()("NONE") << "\n";
    return absl::OkStatus();
  }
  const auto parts_at = [&](absl::Time) {
    return std::vector<PendingPart>{
        {&Method("ConfirmMatches"),
         std::make_shared<funding::v1::ConfirmMatchesRequest>(*request)}};
  };
  const auto responses = Write(session, {}, parts_at);
  if (!responses.ok()) return responses.status();
  const absl::Status shown = Show(
      session,
      {{"treasury_confirmation.matches", {"line", "payment", "disbursement"}}},
      *responses->front());
  if (shown.ok()) ShowReceipt(session, *responses->front());
  return shown;
}

Command Matching(std::string_view verb, std::string_view example,
                 decltype(Command::fill) fill) {
  return {.noun = "reconciliation",
          .verb = verb,
          .method = "epiledger.funding.v1.ReconciliationService.ConfirmMatches",
          .flags = {{"--match", "", false, {}, FlagKind::kList, "matches"},
                    {"--reason", ""}},
          .views = {{"treasury_confirmation.matches",
                     {"line", "payment", "disbursement", "reason"}}},
          .example = example,
          .fill = std::move(fill)};
}

}  // namespace

CommandTable ReconciliationCommands() {
  return {
      {.noun = "treasury",
       .verb = "import",
       .method =
           "epiledger.funding.v1.ReconciliationService.CreateTreasuryStatement",
       .flags = {{"FILE", "", true},
                 {"--statement", "treasury_statement_id"},
                 {"--from", "treasury_statement.first_date"},
                 {"--until", "treasury_statement.last_date"},
                 {"--check", "", false, {}, FlagKind::kSwitch}},
       .views = {{"treasury_statement",
                  {"name", "first_date", "last_date", "total"}},
                 {"treasury_statement.lines",
                  {"name", "line_date", "amount", "payee", "reference"}}},
       .example = "treasury import treasury.csv --statement 2020-02 --from "
                  "2020-02-01 --until 2020-02-29",
       .fill = FillLines,
       .check = TellStatementFits},
      {.noun = "treasury",
       .verb = "list",
       .method =
           "epiledger.funding.v1.ReconciliationService.ListTreasuryStatements",
       .flags = {{"--order", "order"}},
       .views = {{"treasury_statements",
                  {"name", "first_date", "last_date", "total"}},
                 {"", {"total_size"}}},
       .past = Past::kDate,
       .example = "treasury list"},
      {.noun = "reconciliation",
       .verb = "list",
       .method =
           "epiledger.funding.v1.ReconciliationService.ListReconciliationItems",
       .flags = {{"STATEMENT", "statement"},
                 {"--state", "state"},
                 {"--days", "day_window"}},
       .views = {{"reconciliation_items",
                  {"state", "basis", "line.name", "line.line_date",
                   "line.amount", "line.payee", "line.reference",
                   "payment.name", "payment.payment_date", "payment.amount",
                   "payment.payee", "payment.voucher", "disbursement.name",
                   "disbursement.disbursement_date", "disbursement.amount",
                   "disbursement.voucher", "difference"}},
                 {"totals", {"state", "count", "theirs", "ours"}},
                 {"", {"total_size"}}},
       .past = Past::kDate,
       .example = "reconciliation list 2020-02 --state only-theirs"},
      Matching("confirm",
               "reconciliation confirm --match 2020-02/3=acf4ee19-0000000023",
               FillMatches),
      Matching("withdraw",
               "reconciliation withdraw --match 2020-02/3=acf4ee19-0000000023",
               FillWithdrawn),
      {.noun = "reconciliation",
       .verb = "accept",
       .flags = {{"STATEMENT", "", true},
                 {"--all", "", false, {}, FlagKind::kSwitch}},
       .example = "reconciliation accept 2020-02",
       .run = Accept},
  };
}

}  // namespace epiledger::cli
