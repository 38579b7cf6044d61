// The county's money in one picture, for HQ.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/allocation_states.h"
#include "services/funding/answer_room.h"
#include "services/funding/dated_reads.h"
#include "services/funding/day_asked.h"
#include "services/funding/funding_figures.h"
#include "services/funding/funding_names.h"
#include "services/funding/funding_queries.h"
#include "services/funding/money.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/timestamps.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::ResourceRow;

absl::Status AddFunds(ReadContext& context, AnswerRoom& room,
                      v1::CountySummary& summary) {
  const absl::StatusOr<Balances> balances = ReadFundBalances(context, "");
  if (!balances.ok()) return balances.status();
  return context.snapshot().List(kFunds, {}, [&](const ResourceRow& row) {
    v1::Fund fund;
    fund.ParseFromString(row.body);
    if (!fund.reversed_by().empty()) return absl::OkStatus();
    summary.set_fund_count(summary.fund_count() + 1);
    *fund.mutable_balance() = FundBalance(*balances, row.name);
    if (room.Take(fund.ByteSizeLong())) *summary.add_funds() = std::move(fund);
    return absl::OkStatus();
  });
}

// All allocations, with the day on which it is judged what has expired.
struct Allocations {
  const AllocationBook& book;
  ledger::Position day;
};

// What a document says of one of its allocations, and what became of it.
void ShowKnown(const AllocationLine* known, ledger::Position day,
               v1::Allocation& allocation) {
  static const AllocationLine none;
  const AllocationLine& line = known == nullptr ? none : *known;
  if (line.allocation.has_closed_date()) {
    *allocation.mutable_closed_date() = line.allocation.closed_date();
  }
  ShowFigures(line.purposes, day, allocation);
}

// What is known of a document's allocations, in their order; null where nothing
// is.
using LinesOfDocument = std::vector<const AllocationLine*>;

v1::CountySummary::DocumentSummary ShowDocument(
    const v1::AllocationDocument& document, const PurposeFigures& total) {
  v1::CountySummary::DocumentSummary shown;
  shown.set_name(document.name());
  shown.set_issuer(document.issuer());
  shown.set_number(document.number());
  shown.set_title(document.title());
  shown.set_allocation_count(document.allocations_size());
  *shown.mutable_total() = BalanceOf(total);
  return shown;
}

// As many of a document's allocations as there is room for.
void AddAllocations(v1::AllocationDocument& document,
                    const LinesOfDocument& lines, ledger::Position day,
                    AnswerRoom& room,
                    v1::CountySummary::DocumentSummary& shown) {
  for (int i = 0; i < document.allocations_size() && !room.IsFull(); ++i) {
    v1::Allocation& allocation = *document.mutable_allocations(i);
    ShowKnown(lines[static_cast<size_t>(i)], day, allocation);
    if (!room.Take(allocation.ByteSizeLong())) break;
    *shown.add_allocations() = std::move(allocation);
  }
}

// Adds a document to its county's totals, and as much of it as there is room
// for: the allocations of all documents share `allocations_room`.
void AddDocument(v1::AllocationDocument& document, const Allocations& known,
                 AnswerRoom& room, AnswerRoom& allocations_room,
                 PurposeFigures& county, v1::CountySummary& summary) {
  PurposeFigures total;
  LinesOfDocument lines;
  for (const v1::Allocation& allocation : document.allocations()) {
    lines.push_back(FindLine(known.book, AllocationKey(allocation.name())));
    if (lines.back() != nullptr) total += lines.back()->sum;
  }
  county += total;
  summary.set_document_count(summary.document_count() + 1);
  summary.set_allocation_count(summary.allocation_count() +
                               document.allocations_size());
  // Most of many documents are counted only.
  if (room.IsFull()) return;
  v1::CountySummary::DocumentSummary shown = ShowDocument(document, total);
  if (!room.Take(shown.ByteSizeLong())) return;
  AddAllocations(document, lines, known.day, allocations_room, shown);
  *summary.add_documents() = std::move(shown);
}

absl::Status AddDocuments(ReadContext& context, const Allocations& known,
                          AnswerRoom& room, v1::CountySummary& summary) {
  AnswerRoom allocations_room(limits::kMaxSummaryBytes);
  PurposeFigures county;
  const absl::Status status =
      context.snapshot().List(kDocuments, {}, [&](const ResourceRow& row) {
        v1::AllocationDocument document;
        document.ParseFromString(row.body);
        DropLaterReversal(context, document);
        // What was reversed is no document of the county's picture any more.
        if (IsDatedByThen(document, context) &&
            document.reversed_by().empty()) {
          AddDocument(document, known, room, allocations_room, county, summary);
        }
        return absl::OkStatus();
      });
  *summary.mutable_total() = BalanceOf(county);
  return status;
}

absl::Status AddPurposes(ReadContext& context, const AllocationBook& book,
                         AnswerRoom& room, v1::CountySummary& summary) {
  FiguresByPurpose sums;
  for (const auto& line : book) {
    for (const auto& [purpose, part] : line->purposes) sums[purpose] += part;
  }
  for (const auto& [purpose, of] : sums) {
    // Accounts are there from the beginning, though their first movement came
    // after the point asked about.
    if (of.IsZero()) continue;
    summary.set_purpose_count(summary.purpose_count() + 1);
    if (room.IsFull()) continue;
    const auto found = context.snapshot().Get<v1::Purpose>(kPurposes, purpose);
    if (!found.ok()) return found.status();
    v1::CountySummary::PurposeSummary line;
    line.set_purpose(rpc::MakeName(kPurposeName, {context.county(), purpose}));
    if (found->has_value()) line.set_display_name((*found)->display_name());
    *line.mutable_available() = ToMoney(of.available);
    *line.mutable_paid() = ToMoney(of.paid);
    *line.mutable_bound() = ToMoney(of.held + of.prepaid + of.accrued);
    if (room.Take(line.ByteSizeLong())) {
      *summary.add_purposes() = std::move(line);
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::CountySummary> GetCountySummary(
    const v1::GetCountySummaryRequest& request, ReadContext& context,
    AllocationIndex& index) {
  v1::CountySummary summary;
  *summary.mutable_read_at() = context.ReadAt();
  const absl::StatusOr<absl::Time> data_time = context.DataTime();
  if (!data_time.ok()) return data_time.status();
  *summary.mutable_data_time() = ToTimestamp(*data_time);
  const auto book = index.At(context);
  if (!book.ok()) return book.status();
  const auto day = DayAsked(request.as_of(), context);
  if (!day.ok()) return day.status();
  // Each kind has room of its own, so that many of one hide none of another.
  AnswerRoom funds(limits::kMaxSummaryKindBytes);
  AnswerRoom documents(limits::kMaxSummaryKindBytes);
  AnswerRoom purposes(limits::kMaxSummaryKindBytes);
  absl::Status status = AddFunds(context, funds, summary);
  if (status.ok()) {
    status = AddDocuments(context, {**book, *day}, documents, summary);
  }
  if (status.ok()) status = AddPurposes(context, **book, purposes, summary);
  if (!status.ok()) return status;
  return summary;
}

}  // namespace epiledger::funding
