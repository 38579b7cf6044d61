#include "tests/models/supplies/service/service_figures.h"

#include <string_view>

#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "services/text.h"

namespace epiledger::goods {
namespace {

namespace v1 = supplies::v1;

constexpr int kAll = 1'000;

type::v1::AsOf AsOfOf(Point point) {
  const Point now;
  type::v1::AsOf as_of;
  if (point.sequence != now.sequence) as_of.set_sequence(point.sequence);
  if (point.hour != now.hour) {
    *as_of.mutable_effective_time() = TimeOf(point.hour);
  }
  return as_of;
}

class Reader {
 public:
  Reader(supplies::SuppliesFixture& supplies, const Clerk& clerk, Point point)
      : supplies_(supplies), clerk_(clerk), point_(point) {}

  void ReadStock(const std::string& store, Extent extent) {
    const auto list = List<v1::ListStockResponse, v1::ListStockRequest>(
        "ListStock", StoreNamed(store), point_);
    for (const v1::StockLine& line : list.stock_lines()) {
      AddStock(store, line, extent);
    }
  }

  // The flows up to the point's hour, and the counts as they are known.
  void ReadRecords(const std::string& store) {
    const auto movements =
        List<v1::ListMovementsResponse, v1::ListMovementsRequest>(
            "ListMovements", StoreNamed(store), known_);
    for (const v1::Movement& movement : movements.movements()) {
      if (HourOf(movement.movement_time()) <= point_.hour) AddWays(movement);
    }
    const auto counts = List<v1::ListCountsResponse, v1::ListCountsRequest>(
        "ListCounts", StoreNamed(store), known_);
    for (const v1::Count& count : counts.counts()) {
      for (const v1::CountLine& line : count.lines()) AddCount(count, line);
    }
  }

  void ReadTasks() {
    const auto list = List<v1::ListTasksResponse, v1::ListTasksRequest>(
        "ListTasks", std::string(supplies::kCounty), known_);
    for (const v1::Task& task : list.tasks()) {
      figures_[Concat("task ", static_cast<int>(task.kind()), " ",
                      StoreOf(task.name()), " ", ItemOf(task.item()), " of ",
                      clerk_.SourceLabel(task.source()))] += task.quantity();
    }
  }

  void ReadShipments() {
    const auto list = List<v1::ListShipmentsResponse, v1::ListShipmentsRequest>(
        "ListShipments", std::string(supplies::kCounty), point_);
    for (const v1::Shipment& shipment : list.shipments()) AddShipment(shipment);
    const auto asked =
        List<v1::ListRequisitionsResponse, v1::ListRequisitionsRequest>(
            "ListRequisitions", std::string(supplies::kCounty), known_);
    for (const v1::Requisition& requisition : asked.requisitions()) {
      const std::string label = clerk_.LabelOf(requisition.name());
      figures_[label + " state"] = requisition.state();
      for (const v1::Requisition::Line& line : requisition.lines()) {
        Put(Concat(label, " ", ItemOf(line.item()), " approved"),
            line.approved(), figures_);
      }
    }
  }

  [[nodiscard]] const Figures& figures() const { return figures_; }

 private:
  // The one page of a list.
  template <typename Response, typename Form>
  Response List(std::string_view method, const std::string& parent,
                Point point) {
    Form form;
    form.set_parent(parent);
    form.set_page_size(kAll);
    *form.mutable_as_of() = AsOfOf(point);
    const auto response = supplies_.service().Call<Response>(method, form);
    if (!response.ok()) {
      figures_[Concat(method, ": ", response.status().ToString())] = 1;
      return {};
    }
    if (!response->next_page_token().empty()) {
      figures_[Concat(method, " has another page")] = 1;
    }
    return *response;
  }

  void AddStock(const std::string& store, const v1::StockLine& line,
                Extent extent) {
    const std::string item = ItemOf(line.item());
    const std::string name = Concat(store, " ", item);
    int64_t on_hand = 0;
    for (const auto& lot : line.lots()) {
      Put(Concat(name, " lot ", clerk_.LotLabel(lot.lot().name())),
          lot.quantity(), figures_);
      Put(Concat(name, " lot ", clerk_.LotLabel(lot.lot().name()), " withheld"),
          lot.withheld(), figures_);
      on_hand += lot.quantity();
    }
    Put(name + " free", line.free(), figures_);
    Put(name + " expired", line.expired(), figures_);
    Put(name + " quarantined", line.quarantined(), figures_);
    Put(name + " reserved", line.reserved(), figures_);
    if (extent == Extent::kAll)
      AddTo(Concat(kCounty, item, kOnHand), on_hand, figures_);
  }

  void AddShipment(const v1::Shipment& shipment) {
    const std::string label = clerk_.LabelOf(shipment.name());
    const bool is_now = point_.hour == kEnd;
    if (is_now) figures_[label + " state"] = shipment.state();
    for (const v1::Shipment::Line& line : shipment.lines()) {
      const std::string name = Concat(label, " ", ItemOf(line.item()));
      if (is_now) {
        Put(name + " reserved", line.reserved(), figures_);
        Put(name + " lapsed", line.lapsed(), figures_);
      }
      Put(name + " shipped", line.shipped(), figures_);
      Put(name + " accepted", line.accepted(), figures_);
      Put(name + " not arrived", line.not_arrived(), figures_);
      Put(name + " rejected", line.rejected(), figures_);
      Put(name + " returning", line.returning(), figures_);
      Put(name + " in transit", line.in_transit(), figures_);
      const std::string county = kCounty + ItemOf(line.item());
      AddTo(county + " in transit", line.in_transit(), figures_);
      AddTo(county + " lost on the way", line.not_arrived(), figures_);
    }
    for (const v1::Shipment::Settlement& one : shipment.settlements()) {
      if (one.kind() != v1::Shipment::Settlement::KIND_WRITTEN_OFF) continue;
      AddTo(Concat(kCounty, ItemOf(one.lot()), " lost on the way"),
            one.quantity(), figures_);
    }
  }

  void AddWays(const v1::Movement& movement) {
    // Between stores goods are the county's as before.
    if (movement.kind() == v1::Movement::KIND_SHIP ||
        movement.kind() == v1::Movement::KIND_ARRIVE) {
      return;
    }
    static const auto* const kWays =
        new std::map<v1::Movement::Kind, std::string>{
            {v1::Movement::KIND_RECEIVE, " received"},
            {v1::Movement::KIND_ISSUE, " issued"},
            {v1::Movement::KIND_LOSE, " lost"},
            {v1::Movement::KIND_BRING_BACK, " brought back"},
            {v1::Movement::KIND_SEND_BACK, " sent back"}};
    for (const v1::Movement::Line& line : movement.lines()) {
      for (const v1::LotQuantity& pieces : line.lots()) {
        AddTo(Concat(kCounty, ItemOf(line.item()), kWays->at(movement.kind())),
              pieces.quantity(), figures_);
      }
    }
  }

  void AddCount(const v1::Count& count, const v1::CountLine& line) {
    const std::string item = ItemOf(line.item());
    const v1::CountResult& result = line.result();
    const std::string name = Concat(clerk_.LabelOf(count.name()), " ", item);
    const bool is_gone = !result.superseded_by().empty();
    Put(name + " gone", is_gone ? 1 : 0, figures_);
    // What was taken back says what it said then.
    if (is_gone) return;
    Put(name + " use", result.use(), figures_);
    Put(name + " surplus", result.surplus(), figures_);
    Put(name + " late surplus", result.late_surplus(), figures_);
    Put(name + " opening", result.opening(), figures_);
    if (HourOf(count.count_time()) > point_.hour) return;
    const std::string county = kCounty + item;
    AddTo(county + " used", result.use(), figures_);
    AddTo(county + " found", result.surplus(), figures_);
    AddTo(county + " opening", result.opening(), figures_);
  }

  supplies::SuppliesFixture& supplies_;
  const Clerk& clerk_;
  const Point point_;
  // What was recorded by then, whenever it happened.
  const Point known_ = {point_.sequence, kEnd};
  Figures figures_;
};

}  // namespace

Figures ReadFigures(supplies::SuppliesFixture& supplies, const Clerk& clerk,
                    const Notes& notes, Point point, Extent extent) {
  Reader reader(supplies, clerk, point);
  for (const std::string& store : notes.stores) {
    reader.ReadStock(store, extent);
    if (extent == Extent::kAll) reader.ReadRecords(store);
  }
  if (extent == Extent::kAll) {
    reader.ReadTasks();
    reader.ReadShipments();
  }
  return reader.figures();
}

}  // namespace epiledger::goods
