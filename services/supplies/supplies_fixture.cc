#include "services/supplies/supplies_fixture.h"

#include "gtest/gtest.h"
#include "services/supplies/supplies_service.h"
#include "services/text.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::supplies {
namespace {

constexpr absl::Duration kZone = absl::Hours(8);

absl::Time TimeOf(absl::CivilDay day, int hour) {
  return absl::FromCivil(day, absl::UTCTimeZone()) + absl::Hours(hour) - kZone;
}

template <typename T>
T ValueOf(absl::StatusOr<T> value) {
  EXPECT_TRUE(value.ok()) << value.status();
  return value.ok() ? *std::move(value) : T();
}

}  // namespace

google::protobuf::Timestamp At(absl::CivilDay day, int hour) {
  google::protobuf::Timestamp time;
  time.set_seconds(absl::ToUnixSeconds(TimeOf(day, hour)));
  return time;
}

std::string ItemName(std::string_view item) {
  return Concat(kCounty, "/items/", item);
}

v1::CountySummary WithoutReserved(v1::CountySummary summary) {
  for (v1::ItemSummary& item : *summary.mutable_items()) {
    EXPECT_EQ(item.reserved(), 0);
    item.clear_reserved();
  }
  for (v1::FacilityStock& stock : *summary.mutable_stocks()) {
    EXPECT_EQ(stock.reserved(), 0);
    stock.clear_reserved();
  }
  EXPECT_EQ(summary.unanswered().total(), 0);
  summary.clear_unanswered();
  return summary;
}

SuppliesFixture::SuppliesFixture(Store store) {
  std::string url = Concat("sqlite:", folder_.path(), "/supplies");
  if (store == Store::kMariadb) {
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    url = server.SocketUrl(server.NewSchema().value());
  }
  service_ =
      std::make_unique<testing::InProcess>("supplies", url, &SuppliesMethods);
  service_->caller.roles = {auth::v1::ROLE_HEADQUARTERS};
  service_->clock().Set(TimeOf(kSunday + 6, 12));
}

absl::StatusOr<v1::CreateStoreResponse> SuppliesFixture::CreateStore(
    const std::string& facility, const std::string& store) {
  v1::CreateStoreRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(Concat(kCounty, "/facilities/", facility));
  request.set_store_id(store);
  request.mutable_store()->set_display_name("储备库");
  request.mutable_store()->set_kind(v1::Store::KIND_RESERVE);
  return service_->Call<v1::CreateStoreResponse>("CreateStore", request);
}

void SuppliesFixture::MakeSample() {
  for (const std::string item : {"n95", "gloves"}) {
    v1::CreateItemRequest request;
    request.set_request_id(service_->NewId());
    request.set_parent(std::string(kCounty));
    request.set_item_id(item);
    request.mutable_item()->set_display_name(item);
    request.mutable_item()->set_kind(v1::Item::KIND_CONSUMABLE);
    request.mutable_item()->set_base_unit("只");
    request.mutable_item()->set_surplus_tolerance(3);
    auto& pack = *request.mutable_item()->add_packs();
    pack.set_pack("box");
    pack.set_display_name("盒");
    pack.set_size(100);
    const auto made =
        service_->Call<v1::CreateItemResponse>("CreateItem", request);
    ASSERT_TRUE(made.ok()) << made.status();
  }
  ASSERT_TRUE(CreateStore("hospital", "reserve").ok());
}

v1::CreateCountRequest SuppliesFixture::CountRequest(
    std::string_view item, int64_t pieces, google::protobuf::Timestamp time) {
  v1::CreateCountRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kReserve));
  *request.mutable_count()->mutable_count_time() = std::move(time);
  v1::CountLine& line = *request.mutable_count()->add_lines();
  line.set_item(ItemName(item));
  line.mutable_quantity()->set_pieces(pieces);
  line.set_confirm(true);
  return request;
}

v1::CountResult SuppliesFixture::Count(std::string_view item, int64_t pieces,
                                       google::protobuf::Timestamp time,
                                       std::string* name) {
  const auto response =
      ValueOf(Record(CountRequest(item, pieces, std::move(time))));
  if (name != nullptr) *name = response.count().name();
  if (response.count().lines().empty()) return {};
  return response.count().lines(0).result();
}

v1::CreateMovementRequest SuppliesFixture::ReceiptRequest(
    std::string_view item, int64_t pieces, google::protobuf::Timestamp time) {
  v1::CreateMovementRequest request =
      IssueRequest(item, pieces, std::move(time));
  request.mutable_movement()->set_kind(v1::Movement::KIND_RECEIVE);
  v1::Origin& origin = *request.mutable_movement()->mutable_origin();
  origin.set_kind(v1::Origin::KIND_DONOR);
  origin.set_donor("red-cross");
  return request;
}

v1::CreateMovementRequest SuppliesFixture::IssueRequest(
    std::string_view item, int64_t pieces, google::protobuf::Timestamp time) {
  v1::CreateMovementRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kReserve));
  v1::Movement& movement = *request.mutable_movement();
  movement.set_kind(v1::Movement::KIND_ISSUE);
  *movement.mutable_movement_time() = std::move(time);
  v1::Movement::Line& line = *movement.add_lines();
  line.set_item(ItemName(item));
  line.mutable_quantity()->set_pieces(pieces);
  return request;
}

v1::StockLine SuppliesFixture::Stock(std::string_view item,
                                     const type::v1::AsOf& as_of) {
  v1::ListStockRequest request;
  request.set_parent(std::string(kReserve));
  *request.mutable_as_of() = as_of;
  const auto response =
      ValueOf(service_->Call<v1::ListStockResponse>("ListStock", request));
  for (const v1::StockLine& line : response.stock_lines()) {
    if (line.item() == ItemName(item)) return line;
  }
  return {};
}

int64_t SuppliesFixture::FreeAt(std::string_view item,
                                google::protobuf::Timestamp time) {
  type::v1::AsOf as_of;
  *as_of.mutable_effective_time() = std::move(time);
  return Stock(item, as_of).free();
}

v1::CountResult SuppliesFixture::ResultOf(const std::string& count) {
  v1::GetCountRequest request;
  request.set_name(count);
  const auto found = ValueOf(service_->Call<v1::Count>("GetCount", request));
  return found.lines().empty() ? v1::CountResult() : found.lines(0).result();
}

v1::ListTasksResponse SuppliesFixture::Tasks(bool show_resolved) {
  v1::ListTasksRequest request;
  request.set_parent(std::string(kCounty));
  request.set_show_resolved(show_resolved);
  return ValueOf(service_->Call<v1::ListTasksResponse>("ListTasks", request));
}

}  // namespace epiledger::supplies
