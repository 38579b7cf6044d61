// Stories of what an allocation's document says beside the amount, on both
// engines: the most a purpose may take, and the last day. Every figure is
// written by hand.
#include <string>
#include <utility>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "services/funding/purchases_fixture.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

constexpr absl::CivilDay kLastDay = kFirstDay + 5;

// Document `d2`: 3,000 yuan until the sixth day, 500 of them for masks alone,
// for which 1,200 may be used at most.
class AllocationTerms : public Purchases {
 protected:
  AllocationTerms() {
    document_ = "d2";
    EXPECT_TRUE(Allocate("d2", 120'000, kLastDay).ok());
  }

  absl::Status Allocate(const std::string& id, int64_t ceiling,
                        absl::CivilDay last_day) {
    auto request = New<v1::CreateAllocationDocumentRequest>();
    request.set_parent(std::string(kCounty));
    request.set_document_id(id);
    v1::AllocationDocument& document = *request.mutable_allocation_document();
    document.set_issuer("示范县财政局");
    document.set_number(Concat("示财〔2020〕", id, "号"));
    document.set_title("关于下达疫情防控资金的通知");
    *document.mutable_document_date() = Day(kFirstDay);
    v1::Allocation& allocation = *document.add_allocations();
    allocation.set_fund(Concat(kCounty, "/funds/central"));
    allocation.set_recipient(Concat(kCounty, "/facilities/people-hospital"));
    *allocation.mutable_amount() = Fen(300'000);
    *allocation.mutable_valid_until() = Day(last_day);
    auto& masks = *allocation.add_purposes();
    masks.set_purpose(PurposeName("masks"));
    *masks.mutable_amount() = Fen(50'000);
    *masks.mutable_ceiling() = Fen(ceiling);
    allocation.add_purposes()->set_purpose(PurposeName("gowns"));
    return funding_.service()
        .Call<v1::CreateAllocationDocumentResponse>("CreateAllocationDocument",
                                                    request)
        .status();
  }
  absl::StatusOr<v1::CreatePaymentResponse> Pay(const std::string& purpose,
                                                int64_t fen,
                                                absl::CivilDay day) {
    return funding_.Pay(funding_.PaymentRequest("d2", purpose, fen, day));
  }
  // What the ceiling of masks leaves.
  int64_t CeilingLeft() {
    return FenOf(funding_.GetAllocation("d2")
                     .value()
                     .balance()
                     .purposes(0)
                     .ceiling_left());
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, AllocationTerms,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         EngineName);

TEST_P(AllocationTerms, APurposeIsPaidUpToItsCeilingThoughThereIsMoney) {
  ASSERT_TRUE(Pay("masks", 100'000, kFirstDay + 4).ok());
  EXPECT_EQ(CeilingLeft(), 20'000);
  // Also on an earlier day: the later payment counts.
  const auto over = Pay("masks", 20'001, kFirstDay);
  EXPECT_EQ(ReasonOf(over.status()), "OVER_CEILING");
  EXPECT_EQ(FigureOf(over.status(), "ceiling"), "120000");
  EXPECT_EQ(FigureOf(over.status(), "ceiling_left"), "20000");
  EXPECT_EQ(FigureOf(over.status(), "available"), "20000");
  EXPECT_EQ(FigureOf(over.status(), "needed"), "20001");
  const auto last = Pay("masks", 20'000, kFirstDay);
  ASSERT_TRUE(last.ok()) << last.status();
  EXPECT_EQ(FenOf(last->payment().available_after()), 0);
  // Other purposes have none.
  EXPECT_TRUE(Pay("gowns", 180'000, kFirstDay).ok());
}

TEST_P(AllocationTerms, WhereTheMoneyItselfIsShortTheCeilingIsNotBlamed) {
  ASSERT_TRUE(Pay("gowns", 250'000, kFirstDay).ok());
  const auto short_of = Pay("masks", 50'001, kFirstDay);
  EXPECT_EQ(ReasonOf(short_of.status()), "OVERSPENT");
  EXPECT_EQ(FigureOf(short_of.status(), "available"), "50000");
}

TEST_P(AllocationTerms, OrdersCountTowardsTheCeilingUntilTheyAreReleased) {
  const auto over = Order("c1", {{"masks", 70'000}, {"masks", 50'001}});
  EXPECT_EQ(ReasonOf(over.status()), "OVER_CEILING");
  EXPECT_EQ(FigureOf(over.status(), "line"), "2");
  EXPECT_EQ(FigureOf(over.status(), "available"), "50000");
  ASSERT_TRUE(Order("c1", {{"masks", 120'000, 1'200}}).ok());
  EXPECT_EQ(ReasonOf(Pay("masks", 1, kFirstDay).status()), "OVER_CEILING");
  // What became dearer is beyond it, too.
  const auto dearer = Arrive("c1", 1, 120'001, 1'200, kFirstDay + 1);
  EXPECT_EQ(ReasonOf(dearer.status()), "OVER_CEILING");
  EXPECT_EQ(FigureOf(dearer.status(), "available"), "120000");
  EXPECT_EQ(FigureOf(dearer.status(), "needed"), "120001");
  ASSERT_TRUE(Release("c1", kFirstDay + 1, 1, 30'000).ok());
  EXPECT_EQ(CeilingLeft(), 30'000);
  ASSERT_TRUE(Pay("masks", 30'000, kFirstDay + 1).ok());
  EXPECT_EQ(CeilingLeft(), 0);
}

TEST_P(AllocationTerms, WhatCameBackMayBeUsedOnceMore) {
  const auto paid = Pay("masks", 120'000, kFirstDay);
  ASSERT_TRUE(Refund(paid->payment().name(), 20'000, kFirstDay + 1).ok());
  EXPECT_EQ(CeilingLeft(), 20'000);
  EXPECT_TRUE(Pay("masks", 20'000, kFirstDay + 1).ok());
}

TEST_P(AllocationTerms, ACeilingIsNotBelowTheShareNorTheEndBeforeTheBeginning) {
  EXPECT_EQ(ReasonOf(Allocate("d3", 49'999, kLastDay)), "CEILING_BELOW_SHARE");
  EXPECT_EQ(ReasonOf(Allocate("d3", 50'000, kFirstDay - 1)),
            "ENDS_BEFORE_IT_BEGINS");
}

TEST_P(AllocationTerms, AfterTheLastDayNothingIsOrderedOrPaidAnew) {
  EXPECT_TRUE(Pay("gowns", 1, kLastDay).ok());
  const auto late = Pay("gowns", 1, kLastDay + 1);
  EXPECT_EQ(ReasonOf(late.status()), "ALLOCATION_EXPIRED");
  EXPECT_EQ(FigureOf(late.status(), "valid_until"), "2020-01-25");
  EXPECT_EQ(ReasonOf(Order("c1", {{"gowns", 1}}, kLastDay + 1).status()),
            "ALLOCATION_EXPIRED");
}

TEST_P(AllocationTerms, WhatWasOrderedInTimeIsReceivedAndPaidLater) {
  ASSERT_TRUE(Order("c1", {{"gowns", 100'000, 100}}, kLastDay).ok());
  ASSERT_TRUE(PayFor("c1", 1, 10'000, kLastDay, When::kAhead).ok());
  // Money ahead of goods is no debt.
  EXPECT_EQ(ReasonOf(PayFor("c1", 1, 1, kLastDay + 1, When::kAhead).status()),
            "ALLOCATION_EXPIRED");
  // Nor is there new money for what became dearer.
  EXPECT_EQ(ReasonOf(Arrive("c1", 1, 100'001, 100, kLastDay + 1).status()),
            "ALLOCATION_EXPIRED");
  ASSERT_TRUE(Arrive("c1", 1, 100'000, 100, kLastDay + 1).ok());
  const auto paid = PayFor("c1", 1, 90'000, kLastDay + 2, When::kAfter);
  ASSERT_TRUE(paid.ok()) << paid.status();
  EXPECT_THAT(LineOf("c1"), ElementsAre(0, 0, 0, 100'000));
}

TEST_P(AllocationTerms, WhatIsLeftAfterTheLastDayIsStillRecalled) {
  auto request = New<v1::CreateAllocationChangeRequest>();
  request.set_parent(std::string(kCounty));
  v1::AllocationChange& change = *request.mutable_allocation_change();
  change.set_kind(v1::AllocationChange::KIND_RECALL);
  change.set_allocation(AllocationName("d2"));
  change.set_purpose(PurposeName("any"));
  *change.mutable_amount() = Fen(250'000);
  *change.mutable_change_date() = Day(kLastDay + 1);
  change.set_reason("到期收回");
  EXPECT_TRUE(funding_.service()
                  .Call<v1::CreateAllocationChangeResponse>(
                      "CreateAllocationChange", request)
                  .ok());
}

// Or the last day would be no end: another allocation spends it later.
TEST_P(AllocationTerms, AfterTheLastDayNothingIsTransferredFromThereOrToThere) {
  const auto transfer = [this](const std::string& from, const std::string& to,
                               absl::CivilDay day) {
    auto request = New<v1::CreateAllocationChangeRequest>();
    request.set_parent(std::string(kCounty));
    v1::AllocationChange& change = *request.mutable_allocation_change();
    change.set_kind(v1::AllocationChange::KIND_TRANSFER);
    change.set_allocation(AllocationName(from));
    change.set_purpose(PurposeName("any"));
    change.set_target_allocation(AllocationName(to));
    change.set_target_purpose(PurposeName("gowns"));
    *change.mutable_amount() = Fen(1'000);
    *change.mutable_change_date() = Day(day);
    change.set_approver("s-900");
    change.set_reason("县指挥部决定");
    return funding_.service()
        .Call<v1::CreateAllocationChangeResponse>("CreateAllocationChange",
                                                  request)
        .status();
  };
  for (const auto& [from, to] :
       {std::pair{"d2", "d1"}, std::pair{"d1", "d2"}, std::pair{"d2", "d2"}}) {
    EXPECT_TRUE(transfer(from, to, kLastDay).ok()) << from;
    const absl::Status late = transfer(from, to, kLastDay + 1);
    EXPECT_EQ(ReasonOf(late), "ALLOCATION_EXPIRED") << from;
    EXPECT_EQ(FigureOf(late, "allocation"), AllocationName("d2"));
    EXPECT_EQ(FigureOf(late, "valid_until"), "2020-01-25");
  }
}

}  // namespace
}  // namespace epiledger::funding
