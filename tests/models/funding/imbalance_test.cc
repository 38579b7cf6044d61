// Stories that chance hardly ever tells, of what no read may show: the model
// refuses what would lead there, and sees it where it was recorded all the
// same.
#include <string>

#include "gtest/gtest.h"
#include "tests/models/funding/figures.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/record.h"

namespace epiledger::ladder {
namespace {

constexpr int kPaid = 2;
constexpr int kCameBack = 4;
constexpr int kLastDay = 12;

// Two payments of one purpose, of 100 fen each, `p1` and `p2`. What came back
// of the first counts on the days before the new year alone: its month was
// closed when that was reversed.
class TwiceBack : public ::testing::Test {
 protected:
  TwiceBack() {
    Do(CreatePurpose{"masks"});
    Do(CreateFund{"central"});
    Do(Appropriate{.id = "a1", .fund = "central", .fen = 1'000, .day = 0});
    Grant grant;
    grant.fund = "central";
    grant.recipient = "hospital";
    grant.fen = 1'000;
    grant.shares = {{.purpose = "masks", .fen = 1'000}};
    Do(IssueDocument{.id = "d1", .number = "1", .day = 1, .grants = {grant}});
    first_ = Do(Pay{"d1/1", "masks", 100, kPaid, "payee", {}});
    Do(Pay{"d1/1", "masks", 100, kPaid, "payee", {}});
    const int64_t refund = Do(Refund{"p1", 60, kCameBack});
    Do(ClosePeriod{0});
    Do(Reverse{refund});
    Do(ReopenPeriod{0});
  }

  // Its sequence.
  int64_t Do(const Request& request) {
    const Verdict verdict = Judge(notes_, request);
    EXPECT_TRUE(verdict.accepted()) << Tell(request);
    Record(request, notes_.head + 1, notes_);
    return notes_.head;
  }
  [[nodiscard]] std::string FaultOn(int day) const {
    return FirstImbalance(FiguresAt(notes_, {.day = day}, Extent::kAll));
  }

  Notes notes_{kLastDay, "clerk"};
  int64_t first_ = 0;
};

TEST_F(TwiceBack, NoDayShowsMoreComeBackThanWasPaid) {
  const Refund again{"p1", 41, kPaid + 1};
  EXPECT_TRUE(Judge(notes_, again).Allows({"OVER_REFUNDED", 40, {}}));
  Record(again, notes_.head + 1, notes_);
  EXPECT_EQ(FaultOn(kCameBack), "payment p1 came back more than once");
  EXPECT_EQ(FaultOn(kNewYear), "");
}

TEST_F(TwiceBack, NothingComesBackOfAPaymentThatNeverWas) {
  const Reverse reverse{first_};
  EXPECT_TRUE(Judge(notes_, reverse).Allows({"LEAVES_SHORT", 40, {}}));
  Record(reverse, notes_.head + 1, notes_);
  EXPECT_EQ(FaultOn(kCameBack), "payment p1 came back, and never was");
  EXPECT_EQ(FaultOn(kNewYear), "");
}

}  // namespace
}  // namespace epiledger::ladder
