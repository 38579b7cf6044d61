#include "services/funding/order_lines.h"

#include <optional>

#include "absl/strings/numbers.h"
#include "epiledger/funding/v1/arrival.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/arrival_names.h"
#include "services/funding/commitment_figures.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/totalled_list.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using ledger::Amount;
// What was refunded, in fen.
using Refunds = std::map<OrderLine, Amount>;

// The order and line of an account that ends with both.
std::optional<OrderLine> OrderLineOf(std::string_view account) {
  const size_t last = account.rfind('/');
  const size_t before =
      last == std::string_view::npos ? last : account.rfind('/', last - 1);
  if (before == std::string_view::npos) return std::nullopt;
  int64_t number = 0;
  if (!absl::SimpleAtoi(ToAbsl(account.substr(last + 1)), &number)) {
    return std::nullopt;
  }
  return OrderLine(account.substr(before + 1, last - before - 1), number);
}

// What came back of payments of the allocations, by the lines they were of.
absl::StatusOr<Refunds> ReadRefunds(ReadContext& context,
                                    const std::set<std::string>& allocations) {
  std::vector<std::string> prefixes;
  for (const std::string& allocation : allocations) {
    prefixes.push_back(FigurePrefix(kRefunded, allocation));
  }
  const auto balances =
      context.snapshot().BalancesUnderAny(prefixes, context.position());
  if (!balances.ok()) return balances.status();
  Refunds refunds;
  for (const auto& [account, amount] : *balances) {
    if (amount == 0) continue;
    const auto payment = context.snapshot().Get<v1::Payment>(
        kPayments, rpc::LastSegment(account));
    if (!payment.ok()) return payment.status();
    if (!payment->has_value() || (*payment)->commitment().empty()) continue;
    refunds[{std::string(rpc::LastSegment((*payment)->commitment())),
             (*payment)->line()}] += amount;
  }
  return refunds;
}

std::set<std::string> AllocationsOfAll(const Orders& orders) {
  std::set<std::string> allocations;
  for (const auto& [id, order] : orders) {
    allocations.merge(AllocationsOf(order));
  }
  return allocations;
}

v1::MoneyLine MoneyLineOf(const v1::Commitment& order, int64_t number) {
  const v1::Commitment::Line& of = order.lines(static_cast<int>(number) - 1);
  v1::MoneyLine line;
  line.set_commitment(order.name());
  line.set_line(number);
  line.set_supplier(order.supplier());
  line.set_number(order.number());
  line.set_purpose(of.purpose());
  line.set_description(of.description());
  line.set_item(of.item());
  line.set_allocation(order.allocation());
  *line.mutable_carried_from() = order.carried_from();
  line.set_quantity(of.quantity());
  *line.mutable_amount() = of.amount();
  *line.mutable_balance() = of.balance();
  line.set_quantity_matched(of.quantity_arrived());
  line.set_reversed_by(order.reversed_by());
  return line;
}

// How many pieces were followed; not told of a day, for what was followed is
// known by recorded time alone.
absl::Status SetPiecesFollowed(ReadContext& context, const OrderLine& of,
                               v1::MoneyLine& line) {
  if (context.position() != ledger::kEnd) return absl::OkStatus();
  const auto followed = context.snapshot().Get<v1::LineArrivals>(
      kLineArrivals, LineArrivalsKey(of.first, of.second));
  if (!followed.ok()) return followed.status();
  line.set_quantity_followed(followed->value_or(v1::LineArrivals()).received());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::set<OrderLine>> FindOrderLines(ReadContext& context,
                                                   std::string_view key) {
  const auto accounts =
      context.snapshot().AccountsUnder(StagePrefix(Stage::kHeld, key));
  if (!accounts.ok()) return accounts.status();
  if (static_cast<int64_t>(accounts->size()) > limits::kMaxResourcesSorted) {
    return TooManyToSort();
  }
  std::set<OrderLine> lines;
  for (const auto& [account, number] : *accounts) {
    std::optional<OrderLine> line = OrderLineOf(account);
    if (line.has_value()) lines.insert(*std::move(line));
  }
  return lines;
}

absl::StatusOr<Orders> ReadOrders(ReadContext& context,
                                  absl::Span<const OrderLine> lines) {
  Orders orders;
  for (const auto& [id, number] : lines) {
    if (orders.contains(id)) continue;
    auto order = context.snapshot().Get<v1::Commitment>(kCommitments, id);
    if (!order.ok()) return order.status();
    if (!order->has_value() || !IsDatedByThen(**order, context)) continue;
    ShowOnDay(context, **order);
    DropLaterReversal(context, **order);
    orders[id] = **std::move(order);
  }
  const absl::StatusOr<Balances> balances =
      ReadStageBalances(context, AllocationsOfAll(orders));
  if (!balances.ok()) return balances.status();
  for (auto& [id, order] : orders) FillBalances(*balances, order);
  return orders;
}

absl::StatusOr<std::vector<v1::MoneyLine>> ReadMoneyLines(
    ReadContext& context, const Orders& orders,
    absl::Span<const OrderLine> lines) {
  const absl::StatusOr<Refunds> refunds =
      ReadRefunds(context, AllocationsOfAll(orders));
  if (!refunds.ok()) return refunds.status();
  std::vector<v1::MoneyLine> told;
  for (const OrderLine& of : lines) {
    const auto order = orders.find(of.first);
    if (order == orders.end() || of.second > order->second.lines_size()) {
      continue;
    }
    v1::MoneyLine& line =
        told.emplace_back(MoneyLineOf(order->second, of.second));
    const auto refund = refunds->find(of);
    *line.mutable_refunded() =
        ToMoney(refund == refunds->end() ? 0 : refund->second);
    const absl::Status followed = SetPiecesFollowed(context, of, line);
    if (!followed.ok()) return followed;
  }
  return told;
}

}  // namespace epiledger::funding
