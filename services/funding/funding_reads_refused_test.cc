// Reads of what is not there, and of points that are not there yet.
#include <string>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"

namespace epiledger::funding {
namespace {

using testing::ReasonOf;

TEST(FundingReadsRefusedTest, PointsAndAllocationsThatAreNotThereAreNamed) {
  FundingFixture funding(FundingFixture::Store::kSqlite);
  funding.MakeSample();
  v1::ListFundsRequest beyond;
  beyond.set_parent(std::string(kCounty));
  beyond.mutable_as_of()->set_sequence(7);
  const absl::Status refused =
      funding.service()
          .Call<v1::ListFundsResponse>("ListFunds", beyond)
          .status();
  EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused), "NOT_YET_RECORDED");
  beyond.mutable_as_of()->set_sequence(6);
  EXPECT_TRUE(
      funding.service().Call<v1::ListFundsResponse>("ListFunds", beyond).ok());

  v1::ListPaymentsRequest payments;
  payments.set_parent(std::string(kCounty));
  payments.set_allocation(AllocationName("d2"));
  EXPECT_EQ(funding.service()
                .Call<v1::ListPaymentsResponse>("ListPayments", payments)
                .status()
                .code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace epiledger::funding
