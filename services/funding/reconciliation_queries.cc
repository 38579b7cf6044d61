#include "services/funding/reconciliation_queries.h"

#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/numbered_page.h"
#include "services/funding/plain_text.h"
#include "services/funding/reconciliation_sides.h"
#include "services/funding/rules/statement_matching.h"
#include "services/funding/rules/treasury_matches.h"
#include "services/funding/totalled_list.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Amount;
using Item = v1::ReconciliationItem;
using Totals = std::map<Item::State, std::array<Amount, 3>>;

std::vector<Transfer> LinesAsTransfers(const Sides& sides) {
  std::vector<Transfer> transfers;
  for (const v1::TreasuryLine& line : sides.lines) {
    transfers.push_back({ToPosition(line.line_date()).value(),
                         ToFen(line.amount()), PlainText(line.payee()),
                         PlainText(line.reference()),
                         sides.matches.contains(line.name())});
  }
  return transfers;
}

std::vector<Transfer> OursAsTransfers(const Sides& sides) {
  std::vector<Transfer> transfers;
  for (const Ours& ours : sides.ours) {
    transfers.push_back(
        {ours.day().value(), ours.amount(), PlainText(ours.payment.payee()),
         PlainText(ours.voucher()),
         sides.matched.contains(rpc::LastSegment(ours.name()))});
  }
  return transfers;
}

void SetOurs(const Ours& ours, Item& item) {
  if (ours.is_cash()) {
    *item.mutable_disbursement() = ours.cash;
  } else {
    *item.mutable_payment() = ours.payment;
  }
}

// `is_confirmed`: somebody did; else it is proposed.
Item PairOf(const v1::TreasuryLine& line, const Ours& ours, bool is_confirmed) {
  Item item;
  *item.mutable_line() = line;
  SetOurs(ours, item);
  const Amount difference = ToFen(line.amount()) - ours.amount();
  *item.mutable_difference() = ToMoney(difference);
  item.set_state(difference != 0 ? Item::STATE_DIFFERING
                 : is_confirmed  ? Item::STATE_MATCHED
                                 : Item::STATE_PROPOSED);
  return item;
}

Item OnlyTheirs(const v1::TreasuryLine& line) {
  Item item;
  item.set_state(Item::STATE_ONLY_THEIRS);
  *item.mutable_line() = line;
  *item.mutable_difference() = line.amount();
  return item;
}

Item OnlyOurs(const Ours& ours) {
  Item item;
  item.set_state(Item::STATE_ONLY_OURS);
  SetOurs(ours, item);
  *item.mutable_difference() = ToMoney(-ours.amount());
  return item;
}

// The pair that somebody confirmed; of what is dated after the day asked there
// is nothing yet.
Item ConfirmedItem(const v1::TreasuryLine& line, const v1::TreasuryMatch& match,
                   const Sides& sides) {
  const auto found = sides.numbers.find(OursIn(match));
  if (found == sides.numbers.end()) return OnlyTheirs(line);
  Item item = PairOf(line, sides.ours[found->second], true);
  *item.mutable_match() = match;
  return item;
}

Item ProposedItem(const v1::TreasuryLine& line, const ProposedMatch& match,
                  const Sides& sides) {
  Item item = PairOf(line, sides.ours[match.payment], false);
  item.set_basis(match.is_by_reference ? Item::BASIS_REFERENCE
                                       : Item::BASIS_AMOUNT_AND_PAYEE);
  return item;
}

// Lines in their order, then what we recorded on the statement's days without
// one.
std::vector<Item> ItemsOf(const Sides& sides,
                          const v1::TreasuryStatement& statement,
                          int64_t window) {
  std::map<size_t, ProposedMatch> proposed;
  std::set<size_t> proposed_ours;
  for (const ProposedMatch& match : ProposeMatches(
           LinesAsTransfers(sides), OursAsTransfers(sides), window)) {
    proposed.emplace(match.line, match);
    proposed_ours.insert(match.payment);
  }
  std::vector<Item> items;
  for (size_t i = 0; i < sides.lines.size(); ++i) {
    const v1::TreasuryLine& line = sides.lines[i];
    const auto confirmed = sides.matches.find(line.name());
    const auto match = proposed.find(i);
    items.push_back(confirmed != sides.matches.end()
                        ? ConfirmedItem(line, confirmed->second, sides)
                    : match != proposed.end()
                        ? ProposedItem(line, match->second, sides)
                        : OnlyTheirs(line));
  }
  for (size_t i = 0; i < sides.ours.size(); ++i) {
    const Ours& ours = sides.ours[i];
    const ledger::Position day = ours.day();
    if (day < ToPosition(statement.first_date()) ||
        day > ToPosition(statement.last_date()) || proposed_ours.contains(i) ||
        sides.matched.contains(rpc::LastSegment(ours.name()))) {
      continue;
    }
    items.push_back(OnlyOurs(ours));
  }
  return items;
}

void AddTotals(const std::vector<Item>& items,
               v1::ListReconciliationItemsResponse& response) {
  Totals totals;
  for (const Item& item : items) {
    auto& [count, theirs, ours] = totals[item.state()];
    count += 1;
    theirs += ToFen(item.line().amount());
    ours += ToFen(item.has_disbursement() ? item.disbursement().amount()
                                          : item.payment().amount());
  }
  for (const auto& [state, sums] : totals) {
    auto& total = *response.add_totals();
    total.set_state(state);
    total.set_count(sums[0]);
    *total.mutable_theirs() = ToMoney(sums[1]);
    *total.mutable_ours() = ToMoney(sums[2]);
  }
}

}  // namespace

absl::StatusOr<v1::ListTreasuryStatementsResponse> ListTreasuryStatements(
    const v1::ListTreasuryStatementsRequest& request, ReadContext& context) {
  const TotalledList<v1::TreasuryStatement> list = {
      kTreasuryStatements,
      request.order(),
      [&context](v1::TreasuryStatement& statement) {
        statement.clear_lines();
        return IsDatedByThen(statement, context);
      },
      [](const v1::TreasuryStatement& statement) {
        return ToPosition(DateOf(statement)).value();
      },
      [](const v1::TreasuryStatement&) { return Amount{0}; },
      [](const v1::TreasuryStatement&, Sums&) {}};
  v1::ListTreasuryStatementsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_treasury_statements());
  if (!totals.ok()) return totals.status();
  SetTotals(context, *totals, response);
  return response;
}

absl::StatusOr<v1::ListReconciliationItemsResponse> ListReconciliationItems(
    const v1::ListReconciliationItemsRequest& request, ReadContext& context) {
  const std::string key(rpc::LastSegment(request.statement()));
  auto statement = GetDated<v1::TreasuryStatement>(context, kTreasuryStatements,
                                                   key, request.statement());
  if (!statement.ok()) return statement.status();
  Sides sides;
  for (v1::TreasuryLine& line : *statement->mutable_lines()) {
    if (ToPosition(line.line_date()) <= context.position()) {
      sides.lines.push_back(std::move(line));
    }
  }
  const int64_t window =
      request.day_window() == 0 ? limits::kMatchDays : request.day_window();
  const absl::Status read = ReadOurs(*statement, key, window, context, sides);
  if (!read.ok()) return read;
  std::vector<Item> items = ItemsOf(sides, *statement, window);
  v1::ListReconciliationItemsResponse response;
  AddTotals(items, response);
  if (request.state() != Item::STATE_UNSPECIFIED) {
    std::erase_if(items, [&request](const Item& item) {
      return item.state() != request.state();
    });
  }
  response.set_total_size(static_cast<int64_t>(items.size()));
  response.set_next_page_token(TakeNumberedPage(
      context, items, *response.mutable_reconciliation_items()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
