#include "services/supplies/shipment_story.h"

#include <map>
#include <utility>

#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

template <typename Response>
Response Done(absl::StatusOr<Response> response) {
  EXPECT_TRUE(response.ok()) << response.status();
  return response.ok() ? *std::move(response) : Response();
}

}  // namespace

ShipmentStory::ShipmentStory() : supplies_(GetParam()) {
  supplies_.MakeSample();
  EXPECT_TRUE(supplies_.CreateStore("warehouse", "main").ok());
  EXPECT_TRUE(supplies_.CreateStore("hospital", "ward").ok());
}

ShipmentStory::~ShipmentStory() {
  EXPECT_THAT(service().Verify().findings, ::testing::IsEmpty());
  EXPECT_EQ(Balance(""), 0) << "what came from somewhere is somewhere";
}

std::string ShipmentStory::Deliver(const std::string& batch, int64_t pieces,
                                   absl::CivilDay expiry) {
  auto request = supplies_.ReceiptRequest("n95", pieces, At(kSunday, 8));
  request.set_parent(std::string(kMain));
  v1::Movement::Line& line = *request.mutable_movement()->mutable_lines(0);
  line.set_batch(batch);
  line.mutable_expiry_date()->set_year(static_cast<int>(expiry.year()));
  line.mutable_expiry_date()->set_month(expiry.month());
  line.mutable_expiry_date()->set_day(expiry.day());
  return Done(supplies_.Record(request)).movement().lines(0).lots(0).lot();
}

v1::CountResult ShipmentStory::Count(std::string_view store, int64_t pieces,
                                     google::protobuf::Timestamp time) {
  auto request = supplies_.CountRequest("n95", pieces, std::move(time));
  request.set_parent(std::string(store));
  return Done(supplies_.Record(request)).count().lines(0).result();
}

absl::StatusOr<v1::CreateMovementResponse> ShipmentStory::Move(
    v1::Movement::Kind kind, std::string_view store, int64_t pieces,
    google::protobuf::Timestamp time, const std::string& lot) {
  auto request = supplies_.IssueRequest("n95", pieces, std::move(time));
  request.set_parent(std::string(store));
  request.mutable_movement()->set_kind(kind);
  request.mutable_movement()->mutable_lines(0)->set_lot(lot);
  if (kind == v1::Movement::KIND_LOSE) {
    request.mutable_movement()->set_loss_reason(v1::LOSS_REASON_DAMAGED);
  }
  return supplies_.Record(request);
}

void ShipmentStory::Quarantine(const std::string& lot) {
  v1::CreateLotQuarantineRequest request;
  request.set_request_id(service().NewId());
  request.set_parent(std::string(kMain));
  v1::LotQuarantine& quarantine = *request.mutable_lot_quarantine();
  quarantine.set_lot(lot);
  quarantine.set_reason("厂家召回");
  *quarantine.mutable_quarantine_time() = At(kMonday);
  Done(service().Call<v1::CreateLotQuarantineResponse>("CreateLotQuarantine",
                                                       request));
}

v1::StockLine ShipmentStory::Stock(std::string_view store,
                                   const type::v1::AsOf& as_of) {
  v1::ListStockRequest request;
  request.set_parent(std::string(store));
  *request.mutable_as_of() = as_of;
  const auto response =
      Done(service().Call<v1::ListStockResponse>("ListStock", request));
  return response.stock_lines().empty() ? v1::StockLine()
                                        : response.stock_lines(0);
}

int64_t ShipmentStory::Balance(const std::string& prefix) {
  int64_t sum = 0;
  const absl::Status status =
      service().books().Read(service().book(), [&](ledger::Snapshot& snapshot) {
        const auto balances = snapshot.BalancesUnder(prefix, ledger::kEnd);
        if (!balances.ok()) return balances.status();
        for (const auto& [account, amount] : *balances) sum += amount;
        return absl::OkStatus();
      });
  EXPECT_TRUE(status.ok()) << status;
  return sum;
}

v1::CreateShipmentRequest ShipmentStory::ShipmentRequest(int64_t pieces) {
  v1::CreateShipmentRequest request;
  request.set_request_id(service().NewId());
  request.set_parent(std::string(kMain));
  request.mutable_shipment()->set_to_store(std::string(kReserve));
  v1::Shipment::Line& line = *request.mutable_shipment()->add_lines();
  line.set_item(ItemName("n95"));
  line.mutable_quantity()->set_pieces(pieces);
  return request;
}

v1::Shipment ShipmentStory::Reserve(int64_t pieces) {
  return Done(service().Call<v1::CreateShipmentResponse>(
                  "CreateShipment", ShipmentRequest(pieces)))
      .shipment();
}

absl::StatusOr<v1::PickShipmentResponse> ShipmentStory::Pick(
    const v1::PickShipmentRequest& request) {
  return service().Call<v1::PickShipmentResponse>("PickShipment", request);
}

v1::Shipment ShipmentStory::Pick(const std::string& shipment) {
  v1::PickShipmentRequest request;
  request.set_request_id(service().NewId());
  request.set_name(shipment);
  return Done(Pick(request)).shipment();
}

absl::StatusOr<v1::ShipShipmentResponse> ShipmentStory::TryShip(
    const std::string& shipment, google::protobuf::Timestamp time) {
  v1::ShipShipmentRequest request;
  request.set_request_id(service().NewId());
  request.set_name(shipment);
  *request.mutable_ship_time() = std::move(time);
  request.set_carrier("县储备库 2 号车");
  return service().Call<v1::ShipShipmentResponse>("ShipShipment", request);
}

v1::Shipment ShipmentStory::Ship(const std::string& shipment,
                                 google::protobuf::Timestamp time) {
  return Done(TryShip(shipment, std::move(time))).shipment();
}

absl::Status ShipmentStory::Cancel(const std::string& shipment) {
  v1::CancelShipmentRequest request;
  request.set_request_id(service().NewId());
  request.set_name(shipment);
  request.set_reason("车辆未到");
  return service()
      .Call<v1::CancelShipmentResponse>("CancelShipment", request)
      .status();
}

v1::CreateShipmentReceiptRequest ShipmentStory::ReceiptRequest(
    const std::string& shipment, int64_t accepted,
    google::protobuf::Timestamp time) {
  v1::CreateShipmentReceiptRequest request;
  request.set_request_id(service().NewId());
  request.set_parent(std::string(kReserve));
  v1::ShipmentReceipt& receipt = *request.mutable_shipment_receipt();
  receipt.set_shipment(shipment);
  *receipt.mutable_receipt_time() = std::move(time);
  v1::ShipmentReceipt::Line& line = *receipt.add_lines();
  line.set_item(ItemName("n95"));
  line.mutable_accepted()->set_pieces(accepted);
  return request;
}

void ShipmentStory::Reject(v1::RejectionReason reason, int64_t pieces,
                           v1::CreateShipmentReceiptRequest& request) {
  v1::ShipmentReceipt::Rejection& rejection =
      *request.mutable_shipment_receipt()->mutable_lines(0)->add_rejections();
  rejection.set_reason(reason);
  rejection.mutable_quantity()->set_pieces(pieces);
}

absl::StatusOr<v1::CreateShipmentReceiptResponse> ShipmentStory::Receive(
    const v1::CreateShipmentReceiptRequest& request) {
  return service().Call<v1::CreateShipmentReceiptResponse>(
      "CreateShipmentReceipt", request);
}

absl::StatusOr<v1::TakeBackShipmentResponse> ShipmentStory::TakeBack(
    const std::string& shipment, int64_t pieces, v1::LossReason reason,
    google::protobuf::Timestamp time) {
  v1::TakeBackShipmentRequest request;
  request.set_request_id(service().NewId());
  request.set_name(shipment);
  *request.mutable_return_time() = std::move(time);
  v1::TakeBackShipmentRequest::Line& line = *request.add_lines();
  line.set_item(ItemName("n95"));
  line.mutable_quantity()->set_pieces(pieces);
  line.set_loss_reason(reason);
  return service().Call<v1::TakeBackShipmentResponse>("TakeBackShipment",
                                                      request);
}

v1::Shipment ShipmentStory::Get(const std::string& shipment,
                                const type::v1::AsOf& as_of) {
  v1::GetShipmentRequest request;
  request.set_name(shipment);
  *request.mutable_as_of() = as_of;
  return Done(service().Call<v1::Shipment>("GetShipment", request));
}

v1::ListShipmentsRequest ShipmentStory::ListRequest() {
  v1::ListShipmentsRequest request;
  request.set_parent(std::string(kCounty));
  return request;
}

v1::ListShipmentsResponse ShipmentStory::List(
    const v1::ListShipmentsRequest& request) {
  return Done(
      service().Call<v1::ListShipmentsResponse>("ListShipments", request));
}

v1::CreateRequisitionRequest ShipmentStory::AskRequest(int64_t pieces) {
  v1::CreateRequisitionRequest request;
  request.set_request_id(service().NewId());
  request.set_parent(Concat(kCounty, "/facilities/hospital"));
  v1::Requisition& requisition = *request.mutable_requisition();
  requisition.set_store(std::string(kReserve));
  requisition.set_reason("发热门诊日均用量增加");
  v1::Requisition::Line& line = *requisition.add_lines();
  line.set_item(ItemName("n95"));
  line.mutable_quantity()->set_pieces(pieces);
  return request;
}

v1::Requisition ShipmentStory::Ask(int64_t pieces) {
  return Done(service().Call<v1::CreateRequisitionResponse>("CreateRequisition",
                                                            AskRequest(pieces)))
      .requisition();
}

absl::StatusOr<v1::GrantRequisitionResponse> ShipmentStory::Approve(
    const std::string& requisition, int64_t pieces) {
  v1::GrantRequisitionRequest request;
  request.set_request_id(service().NewId());
  request.set_name(requisition);
  request.set_store(std::string(kMain));
  if (pieces > 0) {
    v1::Grant& grant = *request.add_grants();
    grant.set_item(ItemName("n95"));
    grant.mutable_quantity()->set_pieces(pieces);
  }
  return service().Call<v1::GrantRequisitionResponse>("GrantRequisition",
                                                      request);
}

v1::Requisition ShipmentStory::GetAsked(const std::string& requisition,
                                        const type::v1::AsOf& as_of) {
  v1::GetRequisitionRequest request;
  request.set_name(requisition);
  *request.mutable_as_of() = as_of;
  return Done(service().Call<v1::Requisition>("GetRequisition", request));
}

void ShipmentStory::BecomeClerkOf(const std::string& facility,
                                  auth::v1::Role role) {
  service().caller.county = "990101";
  service().caller.facility = facility;
  service().caller.roles = {role};
}

type::v1::AsOf AsOfSequence(int64_t sequence) {
  type::v1::AsOf as_of;
  as_of.set_sequence(sequence);
  return as_of;
}

type::v1::AsOf AsOfTime(google::protobuf::Timestamp time) {
  type::v1::AsOf as_of;
  *as_of.mutable_effective_time() = std::move(time);
  return as_of;
}

}  // namespace epiledger::supplies
