// ShipmentStory: the county's warehouse with a store `main` and the hospital
// with its reserve, and short ways to ask, send and receive. For tests.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_STORY_H_
#define EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_STORY_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/lot_service.pb.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "epiledger/supplies/v1/shipment_service.pb.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"

namespace epiledger::supplies {

inline constexpr std::string_view kMain =
    "counties/990101/facilities/warehouse/stores/main";
inline constexpr std::string_view kWard =
    "counties/990101/facilities/hospital/stores/ward";

// Every story ends with sound books, in which nothing came from nowhere.
class ShipmentStory : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  ShipmentStory();
  ~ShipmentStory() override;

  // --- Stock.

  // A delivery of masks into kMain on Sunday at 8; the lot's name.
  std::string Deliver(const std::string& batch, int64_t pieces,
                      absl::CivilDay expiry = absl::CivilDay(2022, 1, 31));
  v1::CountResult Count(std::string_view store, int64_t pieces,
                        google::protobuf::Timestamp time);
  absl::StatusOr<v1::CreateMovementResponse> Move(
      v1::Movement::Kind kind, std::string_view store, int64_t pieces,
      google::protobuf::Timestamp time, const std::string& lot = "");
  // Of the lot in kMain, from Monday on.
  void Quarantine(const std::string& lot);
  v1::StockLine Stock(std::string_view store, const type::v1::AsOf& as_of = {});
  // What accounts that begin with `prefix` hold.
  int64_t Balance(const std::string& prefix);

  // --- Shipments of masks from kMain to the hospital's reserve.

  v1::CreateShipmentRequest ShipmentRequest(int64_t pieces);
  v1::Shipment Reserve(int64_t pieces);
  v1::Shipment Pick(const std::string& shipment);
  absl::StatusOr<v1::PickShipmentResponse> Pick(
      const v1::PickShipmentRequest& request);
  absl::StatusOr<v1::ShipShipmentResponse> TryShip(
      const std::string& shipment, google::protobuf::Timestamp time);
  v1::Shipment Ship(const std::string& shipment,
                    google::protobuf::Timestamp time);
  absl::Status Cancel(const std::string& shipment);
  // Accepts so many, of all lots, and rejects none yet.
  v1::CreateShipmentReceiptRequest ReceiptRequest(
      const std::string& shipment, int64_t accepted,
      google::protobuf::Timestamp time);
  static void Reject(v1::RejectionReason reason, int64_t pieces,
                     v1::CreateShipmentReceiptRequest& request);
  absl::StatusOr<v1::CreateShipmentReceiptResponse> Receive(
      const v1::CreateShipmentReceiptRequest& request);
  absl::StatusOr<v1::TakeBackShipmentResponse> TakeBack(
      const std::string& shipment, int64_t pieces, v1::LossReason reason,
      google::protobuf::Timestamp time);
  v1::Shipment Get(const std::string& shipment,
                   const type::v1::AsOf& as_of = {});
  v1::ListShipmentsResponse List(
      const v1::ListShipmentsRequest& request = ListRequest());
  static v1::ListShipmentsRequest ListRequest();

  // --- Requisitions.

  v1::CreateRequisitionRequest AskRequest(int64_t pieces);
  v1::Requisition Ask(int64_t pieces);
  // Approves all of it, or `pieces`, out of kMain.
  absl::StatusOr<v1::GrantRequisitionResponse> Approve(
      const std::string& requisition, int64_t pieces = 0);
  v1::Requisition GetAsked(const std::string& requisition,
                           const type::v1::AsOf& as_of = {});

  // Calls are made as a clerk of that facility from now on.
  void BecomeClerkOf(const std::string& facility, auth::v1::Role role);

  testing::InProcess& service() { return supplies_.service(); }

  SuppliesFixture supplies_;
};

// What Get and List methods were known at an entry, or were at an instant.
[[nodiscard]] type::v1::AsOf AsOfSequence(int64_t sequence);
[[nodiscard]] type::v1::AsOf AsOfTime(google::protobuf::Timestamp time);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_STORY_H_
