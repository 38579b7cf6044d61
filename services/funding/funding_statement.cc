// The statement of a fund or an allocation.
#include <array>
#include <optional>
#include <string>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/funding_queries.h"
#include "services/funding/money.h"
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
constexpr std::array<CauseName, 3> kCauses = {{
    {kAppropriations, kAppropriationName},
    {kDocuments, kDocumentName},
    {kPayments, kPaymentName},
}};

// The resource an entry answered with, for one line of the statement.
absl::Status FillCause(ReadContext& context, v1::StatementLine& line) {
  const absl::StatusOr<journal::StoredEntry> entry =
      journal::ReadEntry(context.snapshot().transaction(),
                         context.snapshot().head().book, line.sequence());
  if (!entry.ok()) return entry.status();
  const absl::StatusOr<journal::Frame> frame =
      journal::DecodeFrame(entry->frame);
  if (!frame.ok()) return frame.status();
  journal::v1::Effects effects;
  effects.ParseFromString(frame->event);
  if (effects.resources_size() == 0) return absl::OkStatus();
  const journal::v1::ResourceVersion& made = effects.resources(0);
  for (const CauseName& cause : kCauses) {
    if (made.collection() != cause.collection) continue;
    line.set_cause(
        rpc::MakeName(cause.pattern, {context.county(), made.key()}));
  }
  if (made.collection() == kPayments) {
    v1::Payment payment;
    payment.ParseFromString(made.body());
    line.set_purpose(payment.purpose());
    line.set_payee(payment.payee());
  }
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
