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
    {"BROKEN", "{missing} {who:nonsense} {who:yuan} {open", "{missing}"},
};

MessageCatalogue Catalogue() {
  MessageCatalogue catalogue;
  catalogue.Add(kTexts);
  return catalogue;
}

TEST(MessagesTest, FiguresAreWrittenAsPeopleReadThem) {
  const std::map<std::string, std::string> metadata = {
      {"who", "李四"}, {"age", "1"}, {"rest", "30"}, {"sum", "-100000000050"}};
  EXPECT_EQ(Catalogue().Render("AGED", metadata, Language::kEnglish),
            "李四 waits 1 day, 30 seconds more, -1,000,000,000.50 yuan");
  EXPECT_EQ(Catalogue().Render("AGED", metadata, Language::kChinese),
            "李四已等1天，还需30秒，-1,000,000,000.50元");
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
