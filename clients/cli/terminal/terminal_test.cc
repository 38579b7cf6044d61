#include <sstream>

#include "clients/cli/terminal/display_width.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/terminal/language.h"
#include "clients/cli/terminal/sparkline.h"
#include "clients/cli/terminal/table.h"
#include "gtest/gtest.h"
#include "services/rpc/error.h"
#include "tests/testing/fake_clock.h"

namespace epiledger::cli {
namespace {

TEST(DisplayWidth, AChineseCharacterTakesTwoColumnsAndACombiningMarkNone) {
  EXPECT_EQ(DisplayWidth(""), 0u);
  EXPECT_EQ(DisplayWidth("N95"), 3u);
  EXPECT_EQ(DisplayWidth("防护口罩"), 8u);
  EXPECT_EQ(DisplayWidth("N95口罩"), 7u);
  EXPECT_EQ(DisplayWidth("（元）"), 6u);
  EXPECT_EQ(DisplayWidth("〔2020〕1号"), 11u);
  EXPECT_EQ(DisplayWidth("é"), 1u);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1u);
  EXPECT_EQ(DisplayWidth("𠮷"), 2u);
  EXPECT_EQ(DisplayWidth("😷"), 2u);
}

TEST(DisplayWidth, BrokenUtf8CountsByteByByteAndEndsInTime) {
  EXPECT_EQ(DisplayWidth("\xE9\x98"), 2u);
  EXPECT_EQ(DisplayWidth("\xFF"
                         "a"),
            2u);
  EXPECT_EQ(DisplayWidth("\xE9\x98\xB2\xE6"), 3u);
}

TEST(Sparkline, OnlyNothingHasTheLowestBarAndWhatIsNotKnownHasNone) {
  EXPECT_EQ(Sparkline({0, 1, 50, 100, std::nullopt}, 60), "▁▂▄█·");
  EXPECT_EQ(Sparkline({0, 0}, 60), "▁▁");
  EXPECT_EQ(Sparkline({std::nullopt}, 60), "·");
  EXPECT_EQ(Sparkline({}, 60), "");
}

TEST(Sparkline, NeighboursShareAColumnAndTheLowestShows) {
  EXPECT_EQ(
      Sparkline(
          {100, 0, 100, 100, std::nullopt, std::nullopt, std::nullopt, 100}, 4),
      "▁█·█");
  EXPECT_EQ(Sparkline({100, 100, 0}, 2), "█▁");
}

TEST(Printable, WhatSteersATerminalBecomesASpace) {
  EXPECT_EQ(Printable("a\x1b[31mb"), "a [31mb");
  EXPECT_EQ(Printable("第一行\n第二行"), "第一行 第二行");
  EXPECT_EQ(Printable("x\xC2\x9By"), "x y");
  EXPECT_EQ(Printable("x\xE2\x80\xAEy"), "x y");
}

TEST(Table, ColumnsLineUpUnderChineseHeadings) {
  EXPECT_EQ(RenderTable(
                {{"标识"}, {"名称"}, {"金额", true}},
                {{"central", "中央资金", "9,610,000.00"}, {"x", "a", "1.00"}}),
            "标识     名称              金额\n"
            "central  中央资金  9,610,000.00\n"
            "x        a                 1.00\n");
}

TEST(Table, ASheetLeavesOutWhatIsEmpty) {
  EXPECT_EQ(RenderSheet({{"Id"}, {"发票"}, {"Name"}}, {"d1", "", "口罩"}),
            "Id    d1\nName  口罩\n");
}

TEST(Exit, AStatusSaysHowTheCommandEnds) {
  const Texts texts(rpc::Language::kChinese);
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), ExitCode::kDone);
  const absl::Status usage =
      At("--amount", Usage("BAD_AMOUNT", {{"found", "1,2"}}));
  EXPECT_EQ(ExitCodeOf(usage), ExitCode::kUsage);
  EXPECT_EQ(TextOf(usage, texts),
            "--amount：为“1,2”，应为以元计的金额，如 1200.50、1,200.50 或 "
            "650万");
  const absl::Status unknown = Ended(ExitCode::kUnknown, "who knows");
  EXPECT_EQ(ExitCodeOf(unknown), ExitCode::kUnknown);
  EXPECT_EQ(TextOf(unknown, texts), "who knows");
  EXPECT_EQ(ExitCodeOf(absl::InternalError("x")), ExitCode::kUsage);
}

TEST(Language, TheLocaleDecidesTheFirstVariableThatIsSet) {
  const testing::FakeClock clock;
  std::stringstream stream;
  Environment environment{stream, stream, stream, false, clock, {}};
  EXPECT_EQ(LanguageOfLocale(environment), rpc::Language::kEnglish);
  environment.variables["LANG"] = "zh_CN.UTF-8";
  EXPECT_EQ(LanguageOfLocale(environment), rpc::Language::kChinese);
  environment.variables["LC_ALL"] = "C.UTF-8";
  EXPECT_EQ(LanguageOfLocale(environment), rpc::Language::kEnglish);
  EXPECT_FALSE(ParseLanguage("fr").ok());
}

}  // namespace
}  // namespace epiledger::cli
