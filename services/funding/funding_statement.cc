// The statement of a fund or an allocation.
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

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

// The resources that say what entries were for, by sequence.
using MadeBy = std::map<int64_t, journal::v1::ResourceVersion>;

// Of an entry with lines, which was accepted: its event is effects.
absl::Status AddMadeBy(int64_t sequence, std::string_view frame, MadeBy& made) {
  const absl::StatusOr<std::string_view> effects = journal::EventOf(frame);
  if (!effects.ok()) return effects.status();
  auto resource = MainResourceOf(*effects);
  if (resource.has_value()) made[sequence] = *std::move(resource);
  return absl::OkStatus();
}

absl::StatusOr<MadeBy> ReadMadeBy(ReadContext& context,
                                  const std::set<int64_t>& sequences) {
  MadeBy made;
  const std::vector<int64_t> each(sequences.begin(), sequences.end());
  const absl::Status status = journal::ReadSomeFrames(
      context.snapshot().transaction(), context.snapshot().head().book, each,
      [&made](int64_t sequence, std::string_view frame) {
        return AddMadeBy(sequence, frame, made);
      });
  if (!status.ok()) return status;
  return made;
}

// The entry that a reversal reversed; nothing of anything else.
std::optional<int64_t> ReversedBy(const journal::v1::ResourceVersion& made) {
  if (made.collection() != kReversals) return std::nullopt;
  v1::Reversal reversal;
  reversal.ParseFromString(made.body());
  return reversal.sequence();
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

void FillCause(const std::string& county, const MadeBy& made,
               const MadeBy& reversed, v1::StatementLine& line) {
  const auto found = made.find(line.sequence());
  if (found == made.end()) return;
  for (const CauseName& cause : kCauses) {
    if (found->second.collection() != cause.collection) continue;
    line.set_cause(rpc::MakeName(cause.pattern, {county, found->second.key()}));
  }
  // The line of a reversal says otherwise the same as that of its original.
  const std::optional<int64_t> original = ReversedBy(found->second);
  if (!original.has_value()) return FillPayment(found->second, line);
  const auto of_original = reversed.find(*original);
  if (of_original != reversed.end()) FillPayment(of_original->second, line);
}

// The resources that caused the lines, read all together: a page has as many
// entries as lines.
absl::Status FillCauses(ReadContext& context,
                        v1::ListStatementLinesResponse& response) {
  std::set<int64_t> sequences;
  for (const v1::StatementLine& line : response.statement_lines()) {
    sequences.insert(line.sequence());
  }
  const auto made = ReadMadeBy(context, sequences);
  if (!made.ok()) return made.status();
  std::set<int64_t> originals;
  for (const auto& [sequence, version] : *made) {
    const std::optional<int64_t> original = ReversedBy(version);
    if (original.has_value()) originals.insert(*original);
  }
  const auto reversed = ReadMadeBy(context, originals);
  if (!reversed.ok()) return reversed.status();
  for (v1::StatementLine& line : *response.mutable_statement_lines()) {
    FillCause(context.county(), *made, *reversed, line);
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
  // Later pages show the moment at which the first found it.
  if (context.cursor().empty()) {
    const absl::Status exists = Exists(context, *subject, request.account());
    if (!exists.ok()) return exists;
  }
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
  }
  const absl::Status causes = FillCauses(context, response);
  if (!causes.ok()) return causes;
  if (!page->cursor.empty()) {
    response.set_next_page_token(context.NextPageToken(page->cursor));
  }
  *response.mutable_closing_balance() = ToMoney(page->closing);
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
