#include "services/funding/trace_queries.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "services/funding/commitment_figures.h"
#include "services/funding/commitment_queries.h"
#include "services/funding/dated_reads.h"
#include "services/funding/followed.h"
#include "services/funding/funding_names.h"
#include "services/funding/money_origins.h"
#include "services/funding/numbered_page.h"
#include "services/funding/order_lines.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using Lines = std::vector<OrderLine>;

absl::Status CheckOneOfThree(const v1::TraceMoneyRequest& request) {
  const int named = static_cast<int>(!request.document().empty()) +
                    static_cast<int>(!request.allocation().empty()) +
                    static_cast<int>(!request.commitment().empty());
  return named == 1 ? absl::OkStatus()
                    : rpc::InvalidField("commitment", "ONE_OF_THREE");
}

// What is asked about: its lines, and of which allocations, keys, it is.
struct Asked {
  Lines lines;
  std::set<std::string> allocations;
};

absl::StatusOr<Asked> AskedOfOrder(const v1::TraceMoneyRequest& request,
                                   ReadContext& context) {
  const std::string id(rpc::LastSegment(request.commitment()));
  auto order =
      GetDated<v1::Commitment>(context, kCommitments, id, request.commitment());
  if (!order.ok()) return order.status();
  ShowOnDay(context, *order);
  Asked asked;
  asked.allocations = AllocationsOf(*order);
  for (int64_t number = 1; number <= order->lines_size(); ++number) {
    if (request.line() == 0 || request.line() == number) {
      asked.lines.emplace_back(id, number);
    }
  }
  return asked;
}

absl::StatusOr<Asked> ReadAsked(const v1::TraceMoneyRequest& request,
                                ReadContext& context) {
  if (!request.commitment().empty()) return AskedOfOrder(request, context);
  Asked asked;
  std::string key(rpc::LastSegment(request.document()));
  if (key.empty()) {
    key = AllocationKey(request.allocation());
    asked.allocations.insert(key);
  }
  const auto found = FindOrderLines(context, key);
  if (!found.ok()) return found.status();
  asked.lines.assign(found->begin(), found->end());
  return asked;
}

// The context's page of `lines`, and the token of the next one.
std::pair<Lines, std::string> PageOf(const Lines& lines,
                                     const ReadContext& context) {
  size_t first = 0;
  if (!absl::SimpleAtoi(context.cursor(), &first)) first = 0;
  first = std::min(first, lines.size());
  const size_t end = std::min(first + context.page_size(), lines.size());
  const auto begin = lines.begin();
  return {Lines(std::next(begin, static_cast<std::ptrdiff_t>(first)),
                std::next(begin, static_cast<std::ptrdiff_t>(end))),
          end < lines.size() ? context.NextPageToken(Concat(end)) : ""};
}

absl::Status AddLines(ReadContext& context, const Lines& lines,
                      v1::TraceMoneyResponse& response) {
  const absl::StatusOr<Orders> orders = ReadOrders(context, lines);
  if (!orders.ok()) return orders.status();
  auto told = ReadMoneyLines(context, *orders, lines);
  if (!told.ok()) return told.status();
  for (v1::MoneyLine& line : *told) *response.add_lines() = std::move(line);
  return absl::OkStatus();
}

// The keys of the allocations a facility receives.
absl::StatusOr<std::vector<std::string>> AllocationsFor(
    const std::string& recipient, ReadContext& context) {
  std::vector<std::string> keys;
  const auto add = [&](const ledger::ResourceRow& row) {
    v1::Allocation allocation;
    allocation.ParseFromString(row.body);
    if (allocation.recipient() == recipient) keys.push_back(row.name);
    return absl::OkStatus();
  };
  const absl::Status read = context.snapshot().List(kAllocations, {}, add);
  if (!read.ok()) return read;
  return keys;
}

// Whether goods of the line are still to come.
bool IsOpenLine(const v1::Commitment& order, const v1::Commitment::Line& line,
                const std::string& item) {
  const bool is_asked_for =
      item.empty() ? !line.item().empty() : line.item() == item;
  return is_asked_for && order.reversed_by().empty() &&
         IsOpen(line.balance()) &&
         (line.quantity() == 0 || line.quantity_arrived() < line.quantity());
}

v1::OpenOrderLine OpenLineOf(const v1::Commitment& order, int64_t number) {
  const v1::Commitment::Line& of = order.lines(static_cast<int>(number) - 1);
  v1::OpenOrderLine line;
  line.set_commitment(order.name());
  line.set_line(number);
  line.set_supplier(order.supplier());
  line.set_number(order.number());
  line.set_item(of.item());
  line.set_description(of.description());
  line.set_quantity(of.quantity());
  line.set_quantity_arrived(of.quantity_arrived());
  return line;
}

}  // namespace

absl::StatusOr<v1::TraceMoneyResponse> TraceMoney(
    const v1::TraceMoneyRequest& request, ReadContext& context) {
  if (absl::Status valid = CheckOneOfThree(request); !valid.ok()) return valid;
  const absl::StatusOr<Asked> asked = ReadAsked(request, context);
  if (!asked.ok()) return asked.status();
  v1::TraceMoneyResponse response;
  auto [lines, next] = PageOf(asked->lines, context);
  absl::Status status = AddLines(context, lines, response);
  if (status.ok() && context.cursor().empty()) {
    status = FillOrigins(context, request, asked->allocations, response);
  }
  if (status.ok()) status = SetFollowed(context, response);
  if (!status.ok()) return status;
  response.set_next_page_token(std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  const absl::StatusOr<absl::Time> data_time = context.DataTime();
  if (!data_time.ok()) return data_time.status();
  *response.mutable_data_time() = ToTimestamp(*data_time);
  return response;
}

absl::StatusOr<v1::ListOpenOrderLinesResponse> ListOpenOrderLines(
    const v1::ListOpenOrderLinesRequest& request, ReadContext& context) {
  const auto keys = AllocationsFor(request.parent(), context);
  if (!keys.ok()) return keys.status();
  std::set<OrderLine> found;
  for (const std::string& key : *keys) {
    auto lines = FindOrderLines(context, key);
    if (!lines.ok()) return lines.status();
    found.merge(*lines);
  }
  const Lines lines(found.begin(), found.end());
  const absl::StatusOr<Orders> orders = ReadOrders(context, lines);
  if (!orders.ok()) return orders.status();
  std::vector<v1::OpenOrderLine> open;
  for (const auto& [id, number] : lines) {
    const auto order = orders->find(id);
    if (order != orders->end() && number <= order->second.lines_size() &&
        IsOpenLine(order->second,
                   order->second.lines(static_cast<int>(number) - 1),
                   request.item())) {
      open.push_back(OpenLineOf(order->second, number));
    }
  }
  v1::ListOpenOrderLinesResponse response;
  response.set_total_size(static_cast<int64_t>(open.size()));
  *response.mutable_read_at() = context.ReadAt();
  response.set_next_page_token(
      TakeNumberedPage(context, open, *response.mutable_lines()));
  return response;
}

}  // namespace epiledger::funding
