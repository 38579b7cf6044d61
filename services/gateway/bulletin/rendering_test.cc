// Renderings: what a name or a note holds stays text in each of them.
#include "services/gateway/bulletin/rendering.h"

#include <string>

#include "epiledger/type/v1/evidence.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"
#include "services/gateway/bulletin/docx.h"
#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/words.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinContent;
using ::testing::HasSubstr;
using ::testing::Not;

BulletinContent ContentOf(const std::string& text) {
  BulletinContent content;
  if (!google::protobuf::TextFormat::ParseFromString(text, &content)) abort();
  return content;
}

BulletinContent Odd() {
  return ContentOf(R"(
      title: '# 汇报 <script>'
      sections {
        title: 'a|b'
        lines { text { text: '1. 甲\n- 乙\n[丙](http://x) `丁`' } }
        lines { figure { label: '床位' value: '未报' note: '*2*' } }
        lines {
          table {
            title: '表' columns: '名称' columns: '数'
            rows { cells: '人民|医院\n二院' cells: '"1"&2' }
            note: '另有 1 项'
          }
        }
        lines { table { title: '空表' columns: '名称' empty: '无。' } }
      })");
}

TEST(RenderingTest, MarkdownHasNoMarksThatWereNotOurs) {
  EXPECT_EQ(ToMarkdown(Odd()),
            "# \\# 汇报 \\<script\\>\n\n"
            "## a\\|b\n\n"
            "1\\. 甲  \n\\- 乙  \n\\[丙\\](http://x) \\`丁\\`\n\n"
            "- 床位: **未报** (\\*2\\*)\n"
            "\n### 表\n\n"
            "| 名称 | 数 |\n"
            "| --- | --- |\n"
            "| 人民\\|医院 二院 | \"1\"\\&2 |\n"
            "\n另有 1 项\n\n"
            "### 空表\n\n无。\n\n");
}

TEST(RenderingTest, HtmlNeedsNoOtherFileAndEscapes) {
  const std::string page = ToHtmlPage(Odd(), rpc::Language::kChinese);
  EXPECT_THAT(page, HasSubstr("<html lang=\"zh\">"));
  EXPECT_THAT(page, HasSubstr("<h1># 汇报 &lt;script&gt;</h1>"));
  EXPECT_THAT(page, HasSubstr("<td>&quot;1&quot;&amp;2</td>"));
  EXPECT_THAT(page, HasSubstr("@media print"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("src=")));
  EXPECT_THAT(page, Not(HasSubstr("href=")));
}

TEST(RenderingTest, PlainTextIsALineForEachRow) {
  EXPECT_EQ(ToPlainText(Odd()),
            "# 汇报 <script>\n"
            "\n1. a|b\n"
            "1. 甲\n- 乙\n[丙](http://x) `丁`\n"
            "床位: 未报 (*2*)\n"
            "表:\n· 人民|医院 二院; 数 \"1\"&2\n另有 1 项\n"
            "空表: 无。\n");
}

TEST(RenderingTest, FiguresAreSpelledAsInTheCounty) {
  EXPECT_EQ(NumberText(0), "0");
  EXPECT_EQ(NumberText(1988), "1,988");
  EXPECT_EQ(NumberText(-1'234'567), "-1,234,567");
  EXPECT_EQ(TenthsText(25), "2.5");
  EXPECT_EQ(PercentText(361, 420), "86.0%");
  EXPECT_EQ(DateText({}), "");
}

TEST(RenderingTest, EveryWordIsThereInBothLanguages) {
  for (const rpc::MessageText& text : BulletinTexts()) {
    EXPECT_FALSE(text.english.empty()) << text.reason;
    EXPECT_FALSE(text.chinese.empty()) << text.reason;
  }
  for (const auto* const values :
       {type::v1::Dimension_descriptor(), type::v1::Standing_descriptor(),
        type::v1::EvidenceReason::Kind_descriptor()}) {
    // The first is none.
    for (int i = 1; i < values->value_count(); ++i) {
      const std::string& name = values->value(i)->full_name();
      EXPECT_TRUE(Words(rpc::Language::kChinese).Has(name)) << name;
    }
  }
  EXPECT_EQ(Words(rpc::Language::kChinese)("section control"), "防控措施");
  EXPECT_EQ(Words(rpc::Language::kEnglish)("section control"), "Control");
}

TEST(RenderingTest, TheSameTextGivesTheSameDocument) {
  const Pandoc pandoc("/usr/bin/pandoc");
  ASSERT_TRUE(pandoc.IsThere());
  const std::string markdown = ToMarkdown(Odd());
  const absl::Time date = absl::FromUnixSeconds(1'580'518'800);
  const auto first = pandoc.ToDocx(markdown, date);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->substr(0, 4), "PK\x03\x04");
  EXPECT_EQ(*pandoc.ToDocx(markdown, date), *first);
  EXPECT_EQ(Pandoc("/nowhere/pandoc").ToDocx(markdown, date).status().code(),
            absl::StatusCode::kNotFound);
  // Of a program that fails there is no document.
  EXPECT_EQ(Pandoc("/bin/false").ToDocx(markdown, date).status().code(),
            absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace epiledger::gateway
