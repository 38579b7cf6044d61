// Numbers as people type them from paper.
#include "services/funding/spelling.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_names.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(SpellingTest, WidthCaseAndSpacesDoNotMakeAnotherNumber) {
  for (const char* typed :
       {"NO 0442001", " NO 0442001", "no 0442001 ", "No\t0442001",
        "NO   0442001", "ＮＯ　０４４２００１", "ｎｏ ０４４２００１",
        "NO\u00a00442001\n"}) {
    EXPECT_EQ(FoldSpelling(typed), "NO 0442001") << typed;
  }
}

// Pasted from a web page, or put there so that it looks like another.
TEST(SpellingTest, WhatNobodySeesDoesNotMakeAnotherNumber) {
  for (const char* typed :
       {"\ufeffNO 0442001", "NO 0442\u200b001", "NO 0442001\u00ad",
        "NO \u20600442001", "NO\u2003\u202f0442001", "N\ufe0eO 0442001\u3164",
        "NO 0442001\U000e0101", "NO\u200d 0442001\u200f"}) {
    EXPECT_EQ(FoldSpelling(typed), "NO 0442001") << typed;
  }
  EXPECT_EQ(FoldSpelling("\u200b"), "");
  EXPECT_EQ(FoldSpelling("𠮷野药房"), "𠮷野药房");
}

TEST(SpellingTest, WhatStandsForSomethingElseIsKept) {
  EXPECT_EQ(FoldSpelling("示范药房（城关店）"), "示范药房(城关店)");
  EXPECT_EQ(FoldSpelling("示范、药房。"), "示范、药房。");
  EXPECT_NE(FoldSpelling("0442 001"), FoldSpelling("0442001"));
  EXPECT_NE(FoldSpelling("0442-001"), FoldSpelling("0442001"));
  EXPECT_NE(FoldSpelling("442001"), FoldSpelling("0442001"));
  // Beside the full-width forms: half-width katakana, a full-width won, and
  // what lies before the first of them.
  for (const char* kept :
       {"ｱ", "￦", "\uff00", "\uff5f", "É", "\xe9", "\xe4\xb8"}) {
    EXPECT_EQ(FoldSpelling(kept), kept);
  }
}

TEST(SpellingTest, FoldingTwiceChangesNothing) {
  for (const char* typed : {"", " ", "　", "ａ　 ｂ", "￥１２", "示范 药房"}) {
    const std::string folded = FoldSpelling(typed);
    EXPECT_EQ(FoldSpelling(folded), folded) << typed;
  }
}

// Keys on disk: they stay as they are written down here.
TEST(SpellingTest, APaymentIsLookedForUnderEachKeyItMayHave) {
  EXPECT_THAT(InvoiceKeys("示范药房", "0442001"), ElementsAre("示范药房\x1f"
                                                              "0442001"));
  EXPECT_THAT(InvoiceKeys("示范药房 ", "a1"), ElementsAre("示范药房\x1f"
                                                          "A1",
                                                          "示范药房\x1f"
                                                          "a1",
                                                          "示范药房 \x1f"
                                                          "A1",
                                                          "示范药房 \x1f"
                                                          "a1"));
  EXPECT_THAT(InvoiceKeys("示范药房", "　 "), IsEmpty());
  EXPECT_THAT(InvoiceKeys("示范药房", ""), IsEmpty());
}

TEST(SpellingTest, NumbersOfDocumentsAndOrdersAreLookedForInTheSameWay) {
  EXPECT_THAT(DocumentNumberKeys("财政局", "示财〔2020〕3号"),
              ElementsAre("财政局\x1f示财〔2020〕3号"));
  EXPECT_THAT(DocumentNumberKeys("财政局", "示财〔２０２０〕3号"),
              ElementsAre("财政局\x1f示财〔2020〕3号",
                          "财政局\x1f示财〔２０２０〕3号"));
  EXPECT_THAT(CommitmentNumberKeys("药房 ", "ht-1"),
              ElementsAre("药房\x1fHT-1",
                          "药房\x1f"
                          "ht-1",
                          "药房 \x1fHT-1",
                          "药房 \x1f"
                          "ht-1"));
  EXPECT_THAT(CommitmentNumberKeys("药房", "　"), IsEmpty());
}

}  // namespace
}  // namespace epiledger::funding
