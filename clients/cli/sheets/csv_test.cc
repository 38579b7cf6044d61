#include "clients/cli/sheets/csv.h"

#include "clients/cli/sheets/sheet_limits.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace epiledger::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(Csv, RowsEndInAnyWayAndKeepTheirNumbers) {
  const Csv csv = ParseCsv("a,b\r\n\r\n1,2\n,,\n3,4\r5,6");
  EXPECT_THAT(csv.findings, IsEmpty());
  ASSERT_THAT(csv.rows, SizeIs(4));
  EXPECT_THAT(csv.rows[0].cells, ElementsAre("a", "b"));
  EXPECT_EQ(csv.rows[0].number, 1);
  EXPECT_THAT(csv.rows[1].cells, ElementsAre("1", "2"));
  EXPECT_EQ(csv.rows[1].number, 3);
  EXPECT_EQ(csv.rows[2].number, 5);
  EXPECT_THAT(csv.rows[3].cells, ElementsAre("5", "6"));
  EXPECT_EQ(csv.rows[3].number, 6);
}

TEST(Csv, EmptyLinesAtTheEndAreNothing) {
  EXPECT_THAT(ParseCsv("a\n\n ,\n\xE3\x80\x80\n").rows, SizeIs(1));
  EXPECT_THAT(ParseCsv("").rows, IsEmpty());
  EXPECT_THAT(ParseCsv("\r\n\r\n").rows, IsEmpty());
}

TEST(Csv, QuotationMarksHoldCommasBreaksAndThemselves) {
  const Csv csv = ParseCsv(
      "\"1,200.00\",\"第一行\n第二行\",\"他说\"\"好\"\"\",\"\"\nx,y ,z\n");
  EXPECT_THAT(csv.findings, IsEmpty());
  ASSERT_THAT(csv.rows, SizeIs(2));
  EXPECT_THAT(csv.rows[0].cells,
              ElementsAre("1,200.00", "第一行\n第二行", "他说\"好\"", ""));
  // A break inside a cell makes no row.
  EXPECT_EQ(csv.rows[1].number, 2);
  EXPECT_EQ(CellAt(csv.rows[1], 1), "y ");
  EXPECT_EQ(CellAt(csv.rows[1], 7), "");
}

TEST(Csv, AMarkInsideAPlainCellIsAsItIs) {
  EXPECT_THAT(ParseCsv("5\" pipe,a\n").rows[0].cells,
              ElementsAre("5\" pipe", "a"));
  EXPECT_THAT(ParseCsv("\"a\"  ,b\n").rows[0].cells, ElementsAre("a", "b"));
}

TEST(Csv, MarksThatDoNotFitAreToldWithTheirPlace) {
  const Csv behind = ParseCsv("a,b\n1,\"2\"3\n4,5\n");
  ASSERT_THAT(behind.findings, SizeIs(1));
  EXPECT_EQ(behind.findings[0].reason, "SHEET_BAD_QUOTES");
  EXPECT_EQ(behind.findings[0].row, 2);
  EXPECT_EQ(behind.findings[0].column, 1u);
  EXPECT_THAT(behind.rows, SizeIs(3));
  const Csv open = ParseCsv("a,b\n\"1,2\n3,4\n5,6\n");
  ASSERT_THAT(open.findings, SizeIs(1));
  EXPECT_EQ(open.findings[0].reason, "SHEET_OPEN_QUOTES");
  EXPECT_EQ(open.findings[0].row, 2);
  EXPECT_EQ(open.findings[0].column, 0u);
  EXPECT_EQ(ParseCsv("\"").findings.size(), 1u);
}

TEST(Csv, WhatIsPastedHasTabs) {
  EXPECT_THAT(ParseCsv("a\tb\tc\n1,200.00\t2\t3\n").rows[1].cells,
              ElementsAre("1,200.00", "2", "3"));
  // A tab in front of a number, as some spreadsheets write it, parts nothing.
  EXPECT_THAT(ParseCsv("a,b\n\t0123,2\n").rows[1].cells,
              ElementsAre("\t0123", "2"));
}

TEST(Csv, RowsBeyondTheLimitAreNotRead) {
  std::string text;
  for (size_t i = 0; i < kMaxSheetRows; ++i) text += "a\n\n";
  EXPECT_THAT(ParseCsv(text).findings, IsEmpty());
  const Csv csv = ParseCsv(text + "b\nc\n");
  EXPECT_THAT(csv.rows, SizeIs(kMaxSheetRows));
  ASSERT_THAT(csv.findings, SizeIs(1));
  EXPECT_EQ(csv.findings[0].reason, "SHEET_TOO_MANY_ROWS");
  EXPECT_EQ(csv.findings[0].row, static_cast<int64_t>(2 * kMaxSheetRows + 1));
}

}  // namespace
}  // namespace epiledger::cli
