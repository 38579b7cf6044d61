// A county whose facilities never reported, through a bulletin in all its
// forms: every figure unknown, nothing zero, nobody ready, and whom to ask.
#include <fstream>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "epiledger/command/v1/bulletin_service.pb.h"
#include "epiledger/readiness/v1/bulletin_service.pb.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/text.h"
#include "tests/testing/child_process.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::gateway {
namespace {

// Without the marks and gaps in which formats differ.
std::string BareText(const std::string& text) {
  std::string bare;
  bool is_tag = false;
  for (const char c : text) {
    if (c == '<') is_tag = true;
    const bool is_mark =
        absl::ascii_isspace(static_cast<unsigned char>(c)) ||
        std::string_view("|;+-=\\").find(c) != std::string_view::npos;
    if (!is_tag && !is_mark) bare += c;
    if (c == '>') is_tag = false;
  }
  return bare;
}

// What a word processor shows of a document.
std::string TextOfDocx(const std::string& bytes) {
  const testing::TemporaryDirectory folder;
  const std::string path = folder.path() + "/bulletin.docx";
  std::ofstream(path, std::ios::binary) << bytes;
  const auto text = testing::RunProcess(
      {"pandoc", "--from=docx", "--to=html", "--wrap=none", path});
  EXPECT_TRUE(text.ok()) << text.status();
  return text.ok() ? *text : "";
}

// Every total and ratio unreported, nobody ready, and no sum of money.
void ExpectNothingKnown(const command::v1::BulletinContent& content) {
  int totals = 0;
  int standings = 0;
  for (const auto& section : content.sections()) {
    for (const auto& line : section.lines()) {
      const auto& table = line.table();
      for (const auto& row : table.rows()) {
        if (table.title() == "合计" || table.title() == "比率") {
          EXPECT_EQ(row.cells(1), "未报") << row.cells(0);
          ++totals;
        } else if (table.title() == "四到位与预案（按记录判定）") {
          EXPECT_EQ(row.cells(4), "0") << row.cells(0);
          ++standings;
        } else if (table.title() == "按记录不达标、不明或临界") {
          EXPECT_EQ(row.cells(2), "不明") << row.cells(1);
        }
      }
    }
  }
  EXPECT_GT(totals, 20);
  EXPECT_EQ(standings, 5);
}

class NeverReportedTest : public ::testing::Test, protected GatewayFixture {};

TEST_F(NeverReportedTest, OfACountyThatNeverReportedNothingIsZeroOrReady) {
  CreateCounty();
  MakeReadiness();
  AwaitOverview([](const command::v1::Overview& overview) {
    return overview.readiness().summary().facilities_size() == 1 &&
           overview.money().status().has_read_at() &&
           overview.supplies().status().has_read_at();
  });
  const std::string service = "/epiledger.command.v1.BulletinIssuingService/";
  const auto drafted = Call<command::v1::DraftBulletinResponse>(
      service + "DraftBulletin",
      From<command::v1::DraftBulletinRequest>(
          R"(parent: 'counties/990101' bulletin { title: '疫情防控情况汇报' }
             language: LANGUAGE_CHINESE)"),
      HeadquartersToken());
  ASSERT_TRUE(drafted.status.ok()) << drafted.status.error_message();
  ExpectNothingKnown(drafted.response.content());

  const auto issued = Call<command::v1::IssueBulletinResponse>(
      service + "IssueBulletin",
      From<command::v1::IssueBulletinRequest>(
          R"(request_id: 'b1' parent: 'counties/990101'
             bulletin { title: '疫情防控情况汇报' }
             languages: LANGUAGE_CHINESE)"),
      HeadquartersToken());
  ASSERT_TRUE(issued.status.ok()) << issued.status.error_message();
  ASSERT_EQ(issued.response.bulletin().renderings_size(), 4);
  for (const auto& rendering : issued.response.bulletin().renderings()) {
    readiness::v1::DownloadBulletinRequest request;
    request.set_name(issued.response.bulletin().name());
    request.set_language(rendering.language());
    request.set_format(rendering.format());
    const auto read = Call<readiness::v1::DownloadBulletinResponse>(
        "/epiledger.readiness.v1.BulletinService/DownloadBulletin", request,
        HeadquartersToken());
    ASSERT_TRUE(read.status.ok()) << read.status.error_message();
    const std::string text =
        rendering.format() == readiness::v1::Bulletin::FORMAT_DOCX
            ? TextOfDocx(read.response.content())
            : read.response.content();
    const auto bare = [&text](const std::string& words) {
      return BareText(text).find(BareText(words)) != std::string::npos;
    };
    EXPECT_TRUE(bare("请向以下机构核实：示范县人民医院。")) << text;
    EXPECT_TRUE(bare("未登记指标文。")) << text;
    EXPECT_FALSE(bare("0.00")) << text;
    for (const char* const indicator :
         {"开放床位", "在用呼吸机", "排查返乡人员"}) {
      EXPECT_TRUE(bare(Concat(indicator, "未报0")) ||
                  bare(Concat(indicator, "合计未报")))
          << indicator << text;
    }
  }
}

}  // namespace
}  // namespace epiledger::gateway
