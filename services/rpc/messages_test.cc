#include "services/rpc/messages.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/rpc/rpc_messages.h"

namespace epiledger::rpc {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr MessageText kTexts[] = {
    {"AGED", "{who} waits {age:days}, {rest:seconds} more, {sum:yuan} yuan",
     "{who}已等{age:days}，还需{rest:seconds}，{sum:yuan}元"},
    {"LASTS", "{supply:tenths} days", "{supply:tenths}天"},
    {"STUCK", "is {stage:word}", "{stage:word}"},
    {"on-the-way", "on the way", "在途"},
    {"HELD", "held:{hold:each}", "占用：{hold:each}"},
    {"hold", " {hold} {hold_age:days};", "{hold} {hold_age:days}；"},
    {"SENT_BACK", "because of {element}", "因{element}"},
    {"BROKEN", "{missing} {who:nonsense} {who:yuan} {open", "{missing}"},
};

MessageCatalogue Catalogue() {
  MessageCatalogue catalogue;
  catalogue.Add(kTexts);
  return catalogue;
}

TEST(MessagesTest, TheFormatOfAFigureIsThatOfItsText) {
  EXPECT_EQ(Catalogue().FormatOf("AGED", "sum"), "yuan");
  EXPECT_EQ(Catalogue().FormatOf("AGED", "who"), "");
  EXPECT_EQ(Catalogue().FormatOf("NO_SUCH_REASON", "sum"), "");
  EXPECT_EQ(Catalogue().FormatOf("HELD", "hold_2_age"), "days");
  EXPECT_EQ(Catalogue().FormatOf("HELD", "hold_2"), "");
  EXPECT_EQ(Catalogue().FormatOf("AGED", "hold_2_age"), "");
}

TEST(MessagesTest, FiguresAreWrittenAsPeopleReadThem) {
  const std::map<std::string, std::string> metadata = {
      {"who", "李四"}, {"age", "1"}, {"rest", "30"}, {"sum", "-100000000050"}};
  EXPECT_EQ(Catalogue().Render("AGED", metadata, Language::kEnglish),
            "李四 waits 1 day, 30 seconds more, -1,000,000,000.50 yuan");
  EXPECT_EQ(Catalogue().Render("AGED", metadata, Language::kChinese),
            "李四已等1天，还需30秒，-1,000,000,000.50元");
}

TEST(MessagesTest, TenthsHaveOneDecimal) {
  const auto lasts = [](const std::string& tenths) {
    return Catalogue().Render("LASTS", {{"supply", tenths}},
                              Language::kEnglish);
  };
  EXPECT_EQ(lasts("25"), "2.5 days");
  EXPECT_EQ(lasts("0"), "0.0 days");
  EXPECT_EQ(lasts("-7"), "-0.7 days");
}

TEST(MessagesTest, SumsAreGroupedByThousands) {
  const MessageCatalogue catalogue = Catalogue();
  const auto yuan = [&](const std::string& fen) {
    const std::string text =
        catalogue.Render("AGED", {{"sum", fen}}, Language::kChinese);
    const size_t comma = text.rfind("，") + std::string("，").size();
    return text.substr(comma);
  };
  EXPECT_EQ(yuan("0"), "0.00元");
  EXPECT_EQ(yuan("99999"), "999.99元");
  EXPECT_EQ(yuan("100000"), "1,000.00元");
  EXPECT_EQ(yuan("-9223372036854775808"), "-92,233,720,368,547,758.08元");
}

TEST(MessagesTest, EachOfSeveralIsTold) {
  const MessageCatalogue catalogue = Catalogue();
  const std::map<std::string, std::string> holds = {
      {"hold_1", "c1"},     {"hold_1_age", "3"}, {"hold_10", "alien"},
      {"hold_2", "c2"},     {"hold_2_age", "1"}, {"hold_4", "without a third"},
      {"hold_4_age", "77"},
  };
  EXPECT_EQ(catalogue.Render("HELD", holds, Language::kEnglish),
            "held: c1 3 days; c2 1 day;");
  EXPECT_EQ(catalogue.Render("HELD", holds, Language::kChinese),
            "占用：c1 3天；c2 1天；");
  EXPECT_EQ(catalogue.Render("HELD", {}, Language::kEnglish), "held:");
}

TEST(MessagesTest, OurOwnWordsAreInTheReadersLanguage) {
  const MessageCatalogue catalogue = Catalogue();
  EXPECT_EQ(
      catalogue.Render("STUCK", {{"stage", "on-the-way"}}, Language::kEnglish),
      "is on the way");
  EXPECT_EQ(
      catalogue.Render("STUCK", {{"stage", "on-the-way"}}, Language::kChinese),
      "在途");
  EXPECT_EQ(catalogue.Render("STUCK", {{"stage", "lost"}}, Language::kEnglish),
            "is lost");
}

TEST(MessagesTest, FiguresThatCountOthersOfABatchSaySo) {
  const MessageCatalogue catalogue = Catalogue();
  const auto stuck = [&](const std::string& element) {
    return catalogue.Render("STUCK",
                            {{"stage", "on-the-way"}, {"element", element}},
                            Language::kEnglish);
  };
  EXPECT_EQ(stuck("requests[0]"), "is on the way");
  EXPECT_EQ(stuck("requests[2]"),
            "is on the way This counts the requests before requests[2] of its "
            "batch, none of which was recorded.");
  EXPECT_EQ(catalogue.Render("SENT_BACK", {{"element", "requests[2]"}},
                             Language::kEnglish),
            "because of requests[2]");
}

TEST(MessagesTest, WhatCannotBeFilledIsSeen) {
  EXPECT_EQ(Catalogue().Render("BROKEN", {{"who", "x"}}, Language::kEnglish),
            "{missing} {who:nonsense} {who:yuan} ");
  EXPECT_EQ(Catalogue().Render("NOBODY_KNOWS", {}, Language::kEnglish),
            "NOBODY_KNOWS");
}

TEST(MessagesTest, EveryReasonHasBothLanguages) {
  for (const MessageText& text : RpcMessages()) {
    EXPECT_FALSE(text.english.empty()) << text.reason;
    EXPECT_FALSE(text.chinese.empty()) << text.reason;
    EXPECT_NE(text.english, text.chinese) << text.reason;
  }
}

TEST(MessagesDeathTest, AReasonGivenTwiceStopsTheProgram) {
  MessageCatalogue catalogue = Catalogue();
  EXPECT_DEATH(catalogue.Add(kTexts), "AGED twice");
}

}  // namespace
}  // namespace epiledger::rpc
