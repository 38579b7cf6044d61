#include "clients/cli/nouns/open_orders.h"

#include <map>
#include <set>
#include <string>

#include "clients/cli/command/flags.h"
#include "clients/cli/session/refusal.h"
#include "epiledger/funding/v1/trace_service.pb.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using funding::v1::ListOpenOrderLinesRequest;
using funding::v1::ListOpenOrderLinesResponse;
using supplies::v1::Movement;
using supplies::v1::Origin;

// Of one item; more are a table of their own, `arrival expected`.
constexpr int kLinesTold = 5;

// `counties/c/facilities/f` of what lies in it.
std::string FacilityOf(const std::string& name) {
  const size_t store = name.find("/stores/");
  return name.substr(0, store);
}

absl::Status TellOf(Session& session, const std::string& facility,
                    const std::string& item) {
  ListOpenOrderLinesRequest request;
  request.set_parent(facility);
  request.set_item(item);
  request.set_page_size(kLinesTold);
  ListOpenOrderLinesResponse response;
  const auto& method = *ListOpenOrderLinesRequest::descriptor()
                            ->file()
                            ->service(0)
                            ->FindMethodByName("ListOpenOrderLines");
  const absl::Status read = Read(session, method, request, response);
  if (!read.ok()) return read;
  for (const auto& line : response.lines()) {
    session.environment().err
        << session.texts()("OPEN_ORDER_LINE",
                           {{"item", std::string(rpc::LastSegment(item))},
                            {"commitment",
                             std::string(rpc::LastSegment(line.commitment()))},
                            {"line", Concat(line.line())},
                            {"supplier", line.supplier()},
                            {"quantity", Concat(line.quantity())},
                            {"arrived", Concat(line.quantity_arrived())}})
        << "\n";
  }
  return absl::OkStatus();
}

}  // namespace

void TellOpenOrders(Session& session, const Movement& movement) {
  if (movement.kind() != Movement::KIND_RECEIVE ||
      movement.origin().kind() != Origin::KIND_UNFUNDED) {
    return;
  }
  std::set<std::string> items;
  for (const auto& line : movement.lines()) items.insert(line.item());
  for (const std::string& item : items) {
    if (TellOf(session, FacilityOf(movement.name()), item).ok()) continue;
    session.environment().err << session.texts()("OPEN_ORDERS_UNKNOWN") << "\n";
    return;
  }
}

}  // namespace epiledger::cli
