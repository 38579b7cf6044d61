// FundingFixture: a funding service in this process, with the sample county's
// money, and short ways to write its requests. For tests.
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_FIXTURE_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_FIXTURE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "tests/testing/in_process.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::funding {

inline constexpr std::string_view kCounty = "counties/990101";

// A fen amount and a civil day as the API has them.
[[nodiscard]] google::type::Money Fen(int64_t fen);
[[nodiscard]] google::type::Date Day(absl::CivilDay day);
inline constexpr absl::CivilDay kFirstDay(2020, 1, 20);

class FundingFixture {
 public:
  enum class Store { kSqlite, kMariadb };

  explicit FundingFixture(Store store);

  [[nodiscard]] testing::InProcess& service() { return *service_; }

  absl::StatusOr<v1::CreateFundResponse> CreateFund(const std::string& id);
  absl::StatusOr<v1::CreatePurposeResponse> CreatePurpose(
      const std::string& id);
  absl::StatusOr<v1::CreateAppropriationResponse> Appropriate(
      const std::string& id, const std::string& fund, int64_t fen,
      absl::CivilDay day);

  struct Share {
    std::string purpose;
    int64_t fen = 0;
  };
  // A document with one allocation that has no purpose yet.
  v1::CreateAllocationDocumentRequest DocumentRequest(const std::string& id,
                                                      const std::string& fund,
                                                      int64_t fen,
                                                      absl::CivilDay day);
  absl::StatusOr<v1::CreateAllocationDocumentResponse> Allocate(
      const v1::CreateAllocationDocumentRequest& request) {
    return service_->Call<v1::CreateAllocationDocumentResponse>(
        "CreateAllocationDocument", request);
  }
  // The same with its purposes, recorded.
  absl::StatusOr<v1::CreateAllocationDocumentResponse> Allocate(
      const std::string& id, const std::string& fund, int64_t fen,
      const std::vector<Share>& shares, absl::CivilDay day);

  // A payment request out of allocation 1 of `document`.
  v1::CreatePaymentRequest PaymentRequest(const std::string& document,
                                          const std::string& purpose,
                                          int64_t fen, absl::CivilDay day);
  absl::StatusOr<v1::CreatePaymentResponse> Pay(
      const v1::CreatePaymentRequest& request) {
    return service_->Call<v1::CreatePaymentResponse>("CreatePayment", request);
  }

  absl::StatusOr<v1::Allocation> GetAllocation(
      const std::string& document, const type::v1::AsOf& as_of = {});

  // Fund `central` with 10,000 yuan from the first day, purposes `masks` and
  // `gowns`, document `d1`: 6,000 yuan, of which 1,000 for masks alone.
  void MakeSample();

 private:
  testing::TemporaryDirectory folder_;
  std::unique_ptr<testing::InProcess> service_;
};

[[nodiscard]] std::string AllocationName(const std::string& document);
[[nodiscard]] std::string PurposeName(const std::string& purpose);
[[nodiscard]] int64_t FenOf(const google::type::Money& money);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_FIXTURE_H_
