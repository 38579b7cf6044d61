// Rejected goods that come back while other goods of the shipment are still
// told of.
#include <string>

#include "gtest/gtest.h"
#include "services/supplies/shipment_story.h"
#include "tests/testing/refusal.h"

namespace epiledger::supplies {
namespace {

using testing::ReasonOf;

class TakenBack : public ShipmentStory {
 protected:
  // Twelve left on Monday; so many are told to be rejected later.
  std::string Left() {
    Deliver("A", 12);
    const std::string name = Reserve(12).name();
    Ship(name, At(kMonday));
    return name;
  }

  void Reject(const std::string& name, v1::RejectionReason reason,
              int64_t pieces, google::protobuf::Timestamp time) {
    auto request = ReceiptRequest(name, 0, std::move(time));
    ShipmentStory::Reject(reason, pieces, request);
    const auto response = Receive(request);
    ASSERT_TRUE(response.ok()) << response.status();
  }

  std::string BackOn(const std::string& name, int64_t pieces,
                     google::protobuf::Timestamp time) {
    return ReasonOf(
        TakeBack(name, pieces, v1::LOSS_REASON_UNSPECIFIED, std::move(time))
            .status());
  }
};

// It is a fact: they were rejected by then, whatever was rejected later.
TEST_P(TakenBack, WhatCameBackBeforeMoreWasRejectedIsRecorded) {
  const std::string name = Left();
  Reject(name, v1::REJECTION_REASON_DAMAGED, 3, At(kTuesday));
  Reject(name, v1::REJECTION_REASON_DAMAGED, 2, At(kThursday));

  EXPECT_EQ(BackOn(name, 3, At(kWednesday)), "");
  EXPECT_EQ(Stock(kMain).free(), 3);
}

// What is missing never was on its way back.
TEST_P(TakenBack, WhatIsFoundMissingLaterDoesNotStandInTheWay) {
  const std::string name = Left();
  Reject(name, v1::REJECTION_REASON_DAMAGED, 3, At(kTuesday));
  Reject(name, v1::REJECTION_REASON_MISSING, 2, At(kThursday));

  EXPECT_EQ(BackOn(name, 3, At(kWednesday)), "");
}

TEST_P(TakenBack, NoMoreComesBackAtATimeThanWasRejectedByThen) {
  const std::string name = Left();
  Reject(name, v1::REJECTION_REASON_DAMAGED, 3, At(kTuesday));
  Reject(name, v1::REJECTION_REASON_DAMAGED, 2, At(kThursday));

  EXPECT_EQ(BackOn(name, 4, At(kWednesday)), "RETURNED_TOO_EARLY");
  EXPECT_EQ(BackOn(name, 1, At(kMonday)), "RETURNED_TOO_EARLY");
  EXPECT_EQ(BackOn(name, 6, At(kThursday)), "MORE_THAN_REJECTED");
}

// Three on Wednesday leave none of the first three for the day before it.
TEST_P(TakenBack, WhatCameBackLaterIsNotTakenBackTwice) {
  const std::string name = Left();
  Reject(name, v1::REJECTION_REASON_DAMAGED, 3, At(kTuesday));
  EXPECT_EQ(BackOn(name, 3, At(kWednesday)), "");
  Reject(name, v1::REJECTION_REASON_DAMAGED, 2, At(kThursday));

  EXPECT_EQ(BackOn(name, 1, At(kTuesday)), "RETURNED_TOO_EARLY");
  EXPECT_EQ(BackOn(name, 2, At(kThursday)), "");
}

INSTANTIATE_TEST_SUITE_P(Stores, TakenBack,
                         ::testing::Values(SuppliesFixture::Store::kSqlite,
                                           SuppliesFixture::Store::kMariadb),
                         EngineName);

}  // namespace
}  // namespace epiledger::supplies
