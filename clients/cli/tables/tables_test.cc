// What a spreadsheet is given: the right types, and nothing that it would run.
#include <filesystem>
#include <fstream>

#include "clients/cli/tables/csv_file.h"
#include "clients/cli/tables/xlsx_file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/child_process.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

TypedTable Sheet() {
  TypedTable table;
  table.headings = {"发票", "金额", "日期", "登记时间", "备注"};
  table.rows = {
      {std::string("012"), DecimalCell{-1234550, 2}, absl::CivilDay(2020, 2, 1),
       absl::CivilSecond(2020, 2, 1, 8, 30, 15),
       std::string("=HYPERLINK(\"http://x\")")},
      {std::string("说\"好\""), DecimalCell{7, 0}, Cell(), Cell(), Cell()}};
  return table;
}

TEST(CsvFile, TypesAreTheSpreadsheetsOwnAndTextIsQuoted) {
  EXPECT_EQ(ToCsv(Sheet()),
            "\xef\xbb\xbf"
            "\"发票\",\"金额\",\"日期\",\"登记时间\",\"备注\"\r\n"
            "\"012\",-12345.50,2020-02-01,2020-02-01 08:30:15,"
            "\"'=HYPERLINK(\"\"http://x\"\")\"\r\n"
            "\"说\"\"好\"\"\",7,,,\r\n");
}

TEST(CsvFile, NoTextIsRunAsAFormula) {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1",
                           "\r=1", "＝1+1", "＋1", "－1", "＠x"}) {
    TypedTable table;
    table.rows = {{std::string(text)}};
    EXPECT_THAT(ToCsv(table),
                StartsWith(std::string("\xef\xbb\xbf\r\n\"'") + text))
        << text;
  }
  for (const char* text : {"1-1", "财社〔2020〕1号", "a=b", "'x"}) {
    TypedTable table;
    table.rows = {{std::string(text)}};
    EXPECT_EQ(ToCsv(table),
              std::string("\xef\xbb\xbf\r\n\"") + text + "\"\r\n");
  }
}

TEST(PlainNumbers, KeepEveryFen) {
  EXPECT_EQ(PlainNumber({0, 2}), "0.00");
  EXPECT_EQ(PlainNumber({5, 2}), "0.05");
  EXPECT_EQ(PlainNumber({-5, 2}), "-0.05");
  EXPECT_EQ(PlainNumber({100'000'000'000'000'001, 2}), "1000000000000000.01");
  EXPECT_EQ(PlainNumber({INT64_MIN, 0}), "-9223372036854775808");
  EXPECT_EQ(PlainNumber({123, 1}), "12.3");
}

// What another program reads of a workbook, a cell a line: type, format, value.
constexpr char kReader[] =
    "import sys, openpyxl\n"
    "for sheet in openpyxl.load_workbook(sys.argv[1]):\n"
    "    for row in sheet.iter_rows():\n"
    "        for cell in row:\n"
    "            if cell.value is not None:\n"
    "                print(cell.coordinate, cell.data_type,\n"
    "                      cell.number_format, repr(cell.value))\n";

TEST(XlsxFile, AnotherProgramReadsTheRightTypes) {
  const testing::TemporaryDirectory folder;
  const std::string path = folder.path() + "/sheet.xlsx";
  const auto workbook = ToXlsx({Sheet(), Sheet()});
  ASSERT_TRUE(workbook.ok()) << workbook.status();
  std::ofstream(path, std::ios::binary) << *workbook;
  const auto read =
      testing::RunProcess({"/usr/bin/python3", "-c", kReader, path});
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_THAT(*read, HasSubstr("A1 s General '发票'"));
  EXPECT_THAT(*read, HasSubstr("A2 s @ '012'"));
  EXPECT_THAT(*read, HasSubstr("B2 n #,##0.00 -12345.5"));
  EXPECT_THAT(*read, HasSubstr("C2 d yyyy-mm-dd datetime.datetime(2020, 2, 1"));
  EXPECT_THAT(*read, HasSubstr("datetime.datetime(2020, 2, 1, 8, 30, 15)"));
  // Text, of type s; a formula would be of type f.
  EXPECT_THAT(*read, HasSubstr("E2 s @ '=HYPERLINK"));
  EXPECT_THAT(*read, HasSubstr("B3 n #,##0 7"));
}

// Where temporary files go as long as it lives. No other thread runs here.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& path) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe)
    EXPECT_EQ(::setenv("TMPDIR", path.c_str(), 1), 0);
  }
  ~TemporaryFolder() {
    ::unsetenv("TMPDIR");  // NOLINT(concurrency-mt-unsafe)
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

TEST(XlsxFile, NothingIsLeftBehind) {
  const testing::TemporaryDirectory folder;
  const TemporaryFolder ours(folder.path());
  EXPECT_TRUE(ToXlsx({Sheet()}).ok());
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(XlsxFile, WithoutATemporaryFolderItSaysSo) {
  const TemporaryFolder nowhere("/nowhere");
  EXPECT_TRUE(absl::IsUnavailable(ToXlsx({Sheet()}).status()));
}

}  // namespace
}  // namespace epiledger::cli
