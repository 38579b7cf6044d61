// Quantities in every form that people type, and what is none.
#include "clients/cli/values/quantity_text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/refusal.h"

namespace epiledger::cli {
namespace {

using ::testing::ElementsAre;
using testing::ReasonOf;
using Part = QuantityPart;

std::vector<Part> Parts(std::string_view text) {
  const auto parts = ParseQuantityText(text);
  EXPECT_TRUE(parts.ok()) << text << ": " << parts.status();
  return parts.value_or(std::vector<Part>());
}

TEST(QuantityText, PiecesAndPacksAreTypedInAnyOrderAndForm) {
  EXPECT_THAT(Parts("20"), ElementsAre(Part{"", 20}));
  EXPECT_THAT(Parts("0"), ElementsAre(Part{"", 0}));
  for (const char* text : {"3 box + 20", "3*box+20", "3box +20", "3 × box + 20",
                           "３　ｂｏｘ＋２０", " 3 box  20 "}) {
    EXPECT_THAT(Parts(text), ElementsAre(Part{"box", 3}, Part{"", 20})) << text;
  }
  for (const char* text :
       {"3箱+20只", "3箱20只", "３箱 ２０ 只", "3*箱+20*只"}) {
    EXPECT_THAT(Parts(text), ElementsAre(Part{"箱", 3}, Part{"只", 20}))
        << text;
  }
  EXPECT_THAT(Parts("20+3箱"), ElementsAre(Part{"", 20}, Part{"箱", 3}));
  EXPECT_THAT(Parts("1 carton + 2 box-20 + 5"),
              ElementsAre(Part{"carton", 1}, Part{"box-20", 2}, Part{"", 5}));
}

TEST(QuantityText, LargeNumbersAreGroupedOrInTenThousands) {
  EXPECT_THAT(Parts("1,200"), ElementsAre(Part{"", 1'200}));
  EXPECT_THAT(Parts("12，000箱"), ElementsAre(Part{"箱", 12'000}));
  EXPECT_THAT(Parts("1.2万"), ElementsAre(Part{"", 12'000}));
  EXPECT_THAT(Parts("3万只"), ElementsAre(Part{"只", 30'000}));
  EXPECT_THAT(Parts("0.0001万"), ElementsAre(Part{"", 1}));
  EXPECT_THAT(Parts("2.0箱"), ElementsAre(Part{"箱", 2}));
  EXPECT_THAT(Parts("10000000000"), ElementsAre(Part{"", 10'000'000'000}));
}

TEST(QuantityText, WhatIsNoQuantityIsRefused) {
  for (const char* text :
       {"",     " ",  "few",   "box",  "+",    "20+",   "+20",
        "3 20", "3*", "3*+20", "-3",   "3-",   "1,20",  "1,2345",
        ",123", "3.", ".5",    "三箱", "3箱+", "3箱-20"}) {
    EXPECT_EQ(ReasonOf(ParseQuantityText(text).status()), "BAD_QUANTITY")
        << text;
  }
  EXPECT_EQ(ReasonOf(ParseQuantityText("2.5箱").status()),
            "QUANTITY_NOT_WHOLE");
  EXPECT_EQ(ReasonOf(ParseQuantityText("0.00001万").status()),
            "QUANTITY_NOT_WHOLE");
  for (const char* text :
       {"10000000001", "99999999999999999999", "1000001万"}) {
    EXPECT_EQ(ReasonOf(ParseQuantityText(text).status()), "QUANTITY_TOO_LARGE")
        << text;
  }
}

}  // namespace
}  // namespace epiledger::cli
