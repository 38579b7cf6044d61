// The statement of a fund or an allocation.
#include <array>
#include <optional>
#include <string>

#include "epiledger/funding/v1/reversal.pb.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/funding_queries.h"
#include "services/funding/money.h"
#include "services/funding/rules/original_write.h"
#include "services/host/request.h"
#include "services/host/resource_reads.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/ledger/statement.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;

// What a statement is drawn up for.
struct Subject {
  std::string_view collection;
  std::string key;
  // What its accounts begin with.
  std::string prefix;
  bool has_purposes = false;
};

std::optional<Subject> SubjectOf(const std::string& name) {
  if (rpc::MatchName(kFundName, name).has_value()) {
    const std::string key(rpc::LastSegment(name));
    return Subject{kFunds, key, FundPrefix(key), false};
  }
  if (rpc::MatchName(kAllocationName, name).has_value()) {
    const std::string key = AllocationKey(name);
    return Subject{kAllocations, key, AvailablePrefix(key), true};
  }
  return std::nullopt;
}

// NOT_FOUND when the fund or allocation is not there at the point asked.
absl::Status Exists(ReadContext& context, const Subject& subject,
                    const std::string& name) {
  return subject.has_purposes
             ? GetDated<v1::Allocation>(context, subject.collection,
                                        subject.key, name)
                   .status()
             : host::GetOne<v1::Fund>(context, subject.collection, subject.key,
                                      name)
                   .status();
}

struct CauseName {
  std::string_view collection;
  std::string_view pattern;
};
constexpr std::array<CauseName, 11> kCauses = {{
    {kAppropriations, kAppropriationName},
    {kDocuments, kDocumentName},
    {kPayments, kPaymentName},
    {kCommitments, kCommitmentName},
    {kAccruals, kAccrualName},
    {kRefunds, kRefundName},
    {kAllocationChanges, kAllocationChangeName},
    {kReversals, kReversalName},
    {kAppropriationAdjustments, kAppropriationAdjustmentName},
    {kCarryOvers, kCarryOverName},
    {kProposals, kProposalName},
}};

// The resource that says what an entry was for; empty where there is none.
absl::StatusOr<journal::v1::ResourceVersion> MadeBy(ReadContext& context,
                                                    int64_t sequence) {
  const absl::StatusOr<journal::StoredEntry> entry =
      journal::ReadEntry(context.snapshot().transaction(),
                         context.snapshot().head().book, sequence);
  if (!entry.ok()) return entry.status();
  const absl::StatusOr<journal::Frame> frame =
      journal::DecodeFrame(entry->frame);
  if (!frame.ok()) return frame.status();
  journal::v1::Effects effects;
  effects.ParseFromString(frame->event);
  if (effects.resources_size() == 0) return journal::v1::ResourceVersion();
  return MainResource(effects);
}

// What a payment bought, and whom it paid.
void FillPayment(const journal::v1::ResourceVersion& made,
                 v1::StatementLine& line) {
  if (made.collection() != kPayments) return;
  v1::Payment payment;
  payment.ParseFromString(made.body());
  line.set_purpose(payment.purpose());
  line.set_payee(payment.payee());
}

// The resource that caused one line of the statement. The line of a reversal
// says otherwise the same as that of its original.
absl::Status FillCause(ReadContext& context, v1::StatementLine& line) {
  auto made = MadeBy(context, line.sequence());
  if (!made.ok()) return made.status();
  for (const CauseName& cause : kCauses) {
    if (made->collection() != cause.collection) continue;
    line.set_cause(
        rpc::MakeName(cause.pattern, {context.county(), made->key()}));
  }
  if (made->collection() == kReversals) {
    v1::Reversal reversal;
    reversal.ParseFromString(made->body());
    made = MadeBy(context, reversal.sequence());
    if (!made.ok()) return made.status();
  }
  FillPayment(*made, line);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ListStatementLinesResponse> ListStatementLines(
    const v1::ListStatementLinesRequest& request, ReadContext& context) {
  const std::optional<Subject> subject = SubjectOf(request.account());
  if (!subject.has_value() ||
      host::CountyOf(request.account()) != context.county()) {
    return rpc::InvalidField("account", "NO_STATEMENT",
                             {{"found", request.account()}});
  }
  const absl::Status exists = Exists(context, *subject, request.account());
  if (!exists.ok()) return exists;
  const absl::StatusOr<ledger::StatementPage> page = ledger::ReadStatement(
      context.snapshot(), subject->prefix, context.position(), context.cursor(),
      context.page_size());
  if (!page.ok()) return page.status();
  v1::ListStatementLinesResponse response;
  for (const ledger::StatementLine& line : page->lines) {
    v1::StatementLine& out = *response.add_statement_lines();
    *out.mutable_date() = ToDate(line.position);
    out.set_sequence(line.sequence);
    *out.mutable_amount() = ToMoney(line.amount);
    *out.mutable_balance() = ToMoney(line.balance);
    if (subject->has_purposes) {
      out.set_purpose(rpc::MakeName(
          kPurposeName,
          {context.county(), ParseAllocationAccount(line.account).purpose}));
    }
    const absl::Status cause = FillCause(context, out);
    if (!cause.ok()) return cause;
  }
  if (!page->cursor.empty()) {
    response.set_next_page_token(context.NextPageToken(page->cursor));
  }
  *response.mutable_closing_balance() = ToMoney(page->closing);
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
