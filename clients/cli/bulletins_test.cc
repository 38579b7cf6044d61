// Headquarters drafts a bulletin, issues it and hands it on, as it is typed,
// against the real gateway and services.
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class BulletinsTale : public CliFixture {
 protected:
  // All of it is recorded by 09:01.
  BulletinsTale() {
    MakeMoney();
    gateway_.clock().Advance(absl::Minutes(2));
  }

  // The name of the only bulletin, as it is typed.
  std::string TheBulletin() {
    const std::string json =
        Do("headquarters", {"bulletin", "list", "--format", "json"});
    const std::string before = "/bulletins/";
    const size_t at = json.find(before);
    EXPECT_NE(at, std::string::npos) << json;
    if (at == std::string::npos) return "";
    const size_t start = at + before.size();
    return json.substr(start, json.find('"', start) - start);
  }
};

TEST_F(BulletinsTale, ADraftIsReadAndNothingIsKept) {
  const std::string draft =
      Do("headquarters", {"bulletin", "draft", "--title", "疫情防控情况汇报",
                          "--in", "chinese", "--next-steps", "补充防护服",
                          "--as-of-recorded", "2020-02-01 09:01"});
  EXPECT_THAT(draft, StartsWith("# 疫情防控情况汇报\n\n2020-02-01\n"));
  EXPECT_THAT(draft, HasSubstr("- 下达资金合计: **6,000.00 元**"));
  EXPECT_THAT(draft, HasSubstr("## 下步工作\n\n补充防护服\n"));
  EXPECT_THAT(Do("headquarters", {"bulletin", "draft", "--title", "Situation",
                                  "--in", "english", "--as", "plain-text"}),
              HasSubstr("4. Funding and supplies\n"));
  EXPECT_EQ(Do("headquarters", {"bulletin", "list"}), "(none)\n");
}

TEST_F(BulletinsTale, HeadquartersDraftsUnderItsOwnNounAsWell) {
  const std::vector<std::string> words = {
      "--title", "疫情防控情况汇报", "--in",
      "chinese", "--as-of-recorded", "2020-02-01 09:01"};
  std::vector<std::string> under_bulletin = {"bulletin", "draft"};
  std::vector<std::string> under_hq = {"hq", "bulletin"};
  under_bulletin.insert(under_bulletin.end(), words.begin(), words.end());
  under_hq.insert(under_hq.end(), words.begin(), words.end());
  const std::string draft = Do("headquarters", under_hq);
  EXPECT_THAT(draft, StartsWith("# 疫情防控情况汇报\n"));
  EXPECT_EQ(draft, Do("headquarters", under_bulletin));
}

TEST_F(BulletinsTale, WhatIsIssuedIsDownloadedAgain) {
  const Ran ran =
      Run("headquarters", {"bulletin", "issue", "--title", "疫情防控情况汇报",
                           "--number", "第1期", "--as", "markdown", "--as",
                           "html", "--shown", "2020-02-01 09:01"});
  ASSERT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("第1期"));
  EXPECT_THAT(ran.out, HasSubstr("Chinese   HTML"));
  EXPECT_THAT(ran.err, HasSubstr("of counties/990101/books/readiness."));
  const std::string bulletin = TheBulletin();
  const std::string page = Do("auditor", {"bulletin", "download", bulletin,
                                          "--in", "chinese", "--as", "html"});
  EXPECT_THAT(page, StartsWith("<!DOCTYPE html>\n<html lang=\"zh\">"));
  Do("finance", Payment("20.5"));
  EXPECT_EQ(Do("auditor", {"bulletin", "download", bulletin, "--in", "chinese",
                           "--as", "html"}),
            page);
  const Ran lacking = Run("auditor", {"bulletin", "download", bulletin, "--in",
                                      "english", "--as", "docx"});
  EXPECT_EQ(lacking.code, 1);
  EXPECT_THAT(lacking.err, HasSubstr("was not issued as english-docx"));
  EXPECT_THAT(lacking.err, HasSubstr("chinese-html"));
  EXPECT_EQ(Run("auditor", {"bulletin", "issue", "--title", "甲"}).code, 1);
  EXPECT_THAT(Do("auditor", {"bulletin", "get", bulletin}),
              Not(HasSubstr("第2期")));
}

}  // namespace
}  // namespace epiledger::cli
