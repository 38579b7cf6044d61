// SuppliesFixture: a supplies service in this process with one store and two
// items, and short ways to write its requests. For tests.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_FIXTURE_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_FIXTURE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gtest/gtest.h"
#include "tests/testing/in_process.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::supplies {

inline constexpr std::string_view kCounty = "counties/990101";
// The people's hospital's reserve.
inline constexpr std::string_view kReserve =
    "counties/990101/facilities/hospital/stores/reserve";

// Sunday of the worked cases, and the days after it.
inline constexpr absl::CivilDay kSunday(2020, 2, 2);
inline constexpr absl::CivilDay kMonday = kSunday + 1;
inline constexpr absl::CivilDay kTuesday = kSunday + 2;
inline constexpr absl::CivilDay kWednesday = kSunday + 3;
inline constexpr absl::CivilDay kThursday = kSunday + 4;

// `hour` o'clock of a day, in the county.
[[nodiscard]] google::protobuf::Timestamp At(absl::CivilDay day, int hour = 20);
[[nodiscard]] std::string ItemName(std::string_view item);

// What is reserved is told of no instant; nothing is, in such a summary.
[[nodiscard]] v1::CountySummary WithoutReserved(v1::CountySummary summary);

class SuppliesFixture {
 public:
  enum class Store { kSqlite, kMariadb };

  // The clock stands at Saturday after `kSunday`, noon; calls see every
  // facility.
  explicit SuppliesFixture(Store store);

  [[nodiscard]] testing::InProcess& service() { return *service_; }

  // Items `n95` and `gloves` (box of 100), store kReserve.
  void MakeSample();
  absl::StatusOr<v1::CreateStoreResponse> CreateStore(
      const std::string& facility, const std::string& store);

  // A count request of one item in kReserve; confirmed.
  v1::CreateCountRequest CountRequest(std::string_view item, int64_t pieces,
                                      google::protobuf::Timestamp time);
  absl::StatusOr<v1::CreateCountResponse> Record(
      const v1::CreateCountRequest& request) {
    return service_->Call<v1::CreateCountResponse>("CreateCount", request);
  }
  // Counts; the result of the line, or a failed test.
  v1::CountResult Count(std::string_view item, int64_t pieces,
                        google::protobuf::Timestamp time,
                        std::string* name = nullptr);

  // A receipt from donor `red-cross` into kReserve, or an issue out of it.
  v1::CreateMovementRequest ReceiptRequest(std::string_view item,
                                           int64_t pieces,
                                           google::protobuf::Timestamp time);
  v1::CreateMovementRequest IssueRequest(std::string_view item, int64_t pieces,
                                         google::protobuf::Timestamp time);
  absl::StatusOr<v1::CreateMovementResponse> Record(
      const v1::CreateMovementRequest& request) {
    return service_->Call<v1::CreateMovementResponse>("CreateMovement",
                                                      request);
  }

  // The line of `item` in kReserve; empty when there is none.
  v1::StockLine Stock(std::string_view item, const type::v1::AsOf& as_of = {});
  // Its stock at an instant.
  int64_t FreeAt(std::string_view item, google::protobuf::Timestamp time);
  // The result of a count's only line as it is known now.
  v1::CountResult ResultOf(const std::string& count);
  v1::ListTasksResponse Tasks(bool show_resolved = false);

 private:
  testing::TemporaryDirectory folder_;
  std::unique_ptr<testing::InProcess> service_;
};

// How a test of each engine is called.
inline std::string EngineName(
    const ::testing::TestParamInfo<SuppliesFixture::Store>& engine) {
  return engine.param == SuppliesFixture::Store::kSqlite ? "Sqlite" : "Mariadb";
}

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_FIXTURE_H_
