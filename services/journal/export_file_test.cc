// Lines of an export have one spelling: another one is none.
#include "services/journal/export_file.h"

#include <limits>
#include <sstream>

#include "gtest/gtest.h"
#include "services/journal/export_line.h"

namespace epiledger::journal {
namespace {

TEST(ExportLine, ATextEscapesQuotesAndBackslashesAlone) {
  ExportLine line(R"("a\"b\\c")");
  EXPECT_EQ(line.Text(), R"(a"b\c)");
  EXPECT_TRUE(line.IsWhole());
  for (const std::string_view other :
       {R"("a\n")", R"("a)", R"(a")", R"("\")"}) {
    ExportLine wrong(other);
    (void)wrong.Text();
    EXPECT_FALSE(wrong.IsWhole()) << other;
  }
}

TEST(ExportLine, ANumberIsPlain) {
  ExportLine line("-9223372036854775808");
  EXPECT_EQ(line.Number(), std::numeric_limits<int64_t>::min());
  EXPECT_TRUE(line.IsWhole());
  for (const std::string_view other :
       {"", "-", "01", "-0", "+1", "1.0", "9223372036854775808"}) {
    ExportLine wrong(other);
    (void)wrong.Number();
    EXPECT_FALSE(wrong.IsWhole()) << other;
  }
}

TEST(ExportLine, BytesAreLowerCaseHexOrPaddedBase64) {
  ExportLine line(R"("00ff""AP8=")");
  EXPECT_EQ(line.Hex(2), std::string("\0\xff", 2));
  EXPECT_EQ(line.Base64(), std::string("\0\xff", 2));
  EXPECT_TRUE(line.IsWhole());
  for (const std::string_view other : {R"("00FF")", R"("00f")", R"("0g00")"}) {
    ExportLine wrong(other);
    (void)wrong.Hex(2);
    EXPECT_FALSE(wrong.IsWhole()) << other;
  }
  for (const std::string_view other : {R"("AP8")", R"("AP9=")", R"("A P8=")"}) {
    ExportLine wrong(other);
    (void)wrong.Base64();
    EXPECT_FALSE(wrong.IsWhole()) << other;
  }
}

TEST(ExportFile, TheFirstLineNamesTheBook) {
  const std::string header =
      R"({"format":"epiledger-export-1","book":"counties/990101/books/funding-access","service":"funding","county":"990101","kind":"access","incarnation":"00000000000000000000000000000000"})";
  std::istringstream in(header + "\n");
  const auto book = ReadBookOfExport(in);
  ASSERT_TRUE(book.ok()) << book.status();
  EXPECT_EQ(*book, (BookName{"funding", "990101", "access"}));
  std::istringstream cut(header);
  EXPECT_TRUE(absl::IsDataLoss(ReadBookOfExport(cut).status()));
}

}  // namespace
}  // namespace epiledger::journal
