// What taking a count back changes, and what it leaves.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

class Superseding : public ::testing::TestWithParam<SuppliesFixture::Store> {
 protected:
  Superseding() : supplies_(GetParam()) { supplies_.MakeSample(); }

  // At an hour from Sunday's midnight on; its name.
  std::string Count(int64_t pieces, int hour, const std::string& old = "") {
    auto request = supplies_.CountRequest("gloves", pieces, At(kSunday, hour));
    if (!old.empty()) {
      request.mutable_count()->set_supersedes(old);
      request.mutable_count()->set_reason("重新清点");
    }
    const auto response = supplies_.Record(request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.ok() ? response->count().name() : "";
  }

  void LoseOpening(int64_t pieces, int hour) { Lose("opening", pieces, hour); }

  void Lose(const std::string& lot, int64_t pieces, int hour) {
    auto request = supplies_.IssueRequest("gloves", pieces, At(kSunday, hour));
    v1::Movement& movement = *request.mutable_movement();
    movement.set_kind(v1::Movement::KIND_LOSE);
    movement.set_loss_reason(v1::LOSS_REASON_DAMAGED);
    movement.mutable_lines(0)->set_lot(
        Concat(ItemName("gloves"), "/lots/", lot));
    const auto response = supplies_.Record(request);
    ASSERT_TRUE(response.ok()) << response.status();
  }

  // The lots there at an hour, in words.
  std::string LotsAt(int hour) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_time() = At(kSunday, hour);
    const v1::StockLine stock = supplies_.Stock("gloves", as_of);
    std::string lots;
    for (const auto& lot : stock.lots()) {
      lots += Concat(lot.quantity(), " of ", lot.lot().name(), "; ");
    }
    return lots;
  }

  SuppliesFixture supplies_;
};

// It stood nowhere: what counts before the new one used stays as it was said,
// and what is there by that may still be issued.
TEST_P(Superseding, AContradictedCountLeavesTheLotsBeforeTheNewOneAsTheyWere) {
  Count(2, 24);
  const std::string wrong = Count(2, 80);
  LoseOpening(1, 132);
  Count(1, 16);
  Count(2, 81);
  Count(1, 30);
  Count(4, 80, wrong);
  const std::string contradicted = Count(0, 3);
  ASSERT_EQ(supplies_.ResultOf(contradicted).outcome(),
            v1::CountResult::OUTCOME_CONTRADICTED);
  const std::string before = LotsAt(47);
  ASSERT_THAT(before, ::testing::StartsWith("1 of "));

  Count(2, 130, contradicted);

  EXPECT_EQ(LotsAt(47), before);
}

// What was found is lost again, and cannot have been, once the count that found
// it is taken back: the new one books no surplus, and is asked about none.
TEST_P(Superseding, AContradictedCountIsNotAskedAboutASurplus) {
  Count(5, 10);
  const std::string found = Count(8, 20);
  Lose("found", 2, 30);

  auto request = supplies_.CountRequest("gloves", 9, At(kSunday, 30));
  request.mutable_count()->mutable_lines(0)->set_confirm(false);
  request.mutable_count()->set_supersedes(found);
  request.mutable_count()->set_reason("重新清点");
  const auto response = supplies_.Record(request);

  ASSERT_TRUE(response.ok()) << response.status();
  const v1::CountResult& result = response->count().lines(0).result();
  EXPECT_EQ(result.outcome(), v1::CountResult::OUTCOME_CONTRADICTED);
  EXPECT_EQ(result.expected(), 3);
  // The one before stands.
  EXPECT_EQ(supplies_.ResultOf(found).superseded_by(), "");
}

INSTANTIATE_TEST_SUITE_P(Stores, Superseding,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

}  // namespace
}  // namespace epiledger::supplies
