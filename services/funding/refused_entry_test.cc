// A refusal is evidence: what its entry keeps for whoever asks why, on both
// engines.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using testing::ReasonOf;

class RefusedEntry : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  RefusedEntry() : funding_(GetParam()) { funding_.MakeSample(); }

  journal::Frame EntryOf(const absl::Status& refusal) {
    type::v1::Receipt receipt;
    receipt.ParseFromString(rpc::FromStatus(refusal).receipt);
    return funding_.service().EntryOf(receipt);
  }

  FundingFixture funding_;
};

TEST_P(RefusedEntry, AnOverspentPaymentIsKeptAsAskedWithItsFigures) {
  const ledger::VerifyReport before = funding_.service().Verify();
  const auto request =
      funding_.PaymentRequest("d1", "gowns", 500'001, kFirstDay);
  const auto refused = funding_.Pay(request);
  ASSERT_EQ(ReasonOf(refused.status()), "OVERSPENT");

  const journal::Frame entry = EntryOf(refused.status());
  EXPECT_EQ(entry.method, "epiledger.funding.v1.FundingService.CreatePayment");
  EXPECT_EQ(entry.key.request_id, request.request_id());
  EXPECT_EQ(entry.code, absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(entry.reason, "OVERSPENT");
  EXPECT_THAT(entry.metadata,
              ElementsAre(Pair("allocation", request.payment().allocation()),
                          Pair("available", "500000"),
                          Pair("date", "2020-01-20"), Pair("needed", "500001"),
                          Pair("purpose", request.payment().purpose())));
  EXPECT_EQ(entry.event_type, "epiledger.funding.v1.CreatePaymentRequest");
  EXPECT_EQ(entry.event, request.SerializeAsString());

  // One entry more, and nothing has moved.
  const ledger::VerifyReport after = funding_.service().Verify();
  EXPECT_THAT(after.findings, IsEmpty());
  EXPECT_EQ(after.entries, before.entries + 1);
  EXPECT_EQ(after.movements, before.movements);
  EXPECT_EQ(after.balances, before.balances);
}

INSTANTIATE_TEST_SUITE_P(Engines, RefusedEntry,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

}  // namespace
}  // namespace epiledger::funding
