// Bulletins from the county's picture to the bytes that are downloaded, through
// the gateway to real services.
#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "epiledger/command/v1/bulletin_service.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "epiledger/readiness/v1/bulletin_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "openssl/sha.h"
#include "services/gateway/gateway_fixture.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::DraftBulletinRequest;
using command::v1::DraftBulletinResponse;
using command::v1::IssueBulletinRequest;
using command::v1::IssueBulletinResponse;
using readiness::v1::Bulletin;
using readiness::v1::DownloadBulletinRequest;
using readiness::v1::DownloadBulletinResponse;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kIssuing[] = "/epiledger.command.v1.BulletinIssuingService/";
constexpr char kBulletins[] = "/epiledger.readiness.v1.BulletinService/";

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

// Lines of `text` that `other` has not, in order.
std::vector<std::string> LinesWithout(const std::string& text,
                                      const std::string& other) {
  const std::vector<std::string> known = LinesOf(other);
  std::vector<std::string> lines = LinesOf(text);
  std::erase_if(lines, [&known](const std::string& line) {
    return std::ranges::find(known, line) != known.end();
  });
  return lines;
}

std::string Sha256Of(const std::string& bytes) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

class BulletinTest : public ::testing::Test, protected GatewayFixture {
 protected:
  Answered<DraftBulletinResponse> Draft(
      Bulletin::Language language, const std::string& token,
      Bulletin::Format format = Bulletin::FORMAT_MARKDOWN) {
    auto request = From<DraftBulletinRequest>(
        R"(parent: 'counties/990101' bulletin { title: '疫情防控情况汇报' })");
    request.set_language(language);
    request.set_format(format);
    return Call<DraftBulletinResponse>(Concat(kIssuing, "DraftBulletin"),
                                       request, token);
  }

  std::string DraftText(Bulletin::Language language,
                        Bulletin::Format format = Bulletin::FORMAT_MARKDOWN) {
    const auto answer = Draft(language, HeadquartersToken(), format);
    EXPECT_TRUE(answer.status.ok()) << answer.status.error_message();
    return answer.response.text();
  }

  static IssueBulletinRequest IssueRequest(const std::string& id) {
    auto request = From<IssueBulletinRequest>(
        R"(parent: 'counties/990101'
           bulletin {
             title: '疫情防控情况汇报' number: '第1期'
             organization_note: '指挥部集中办公，\n24 小时值班。'
             next_steps: '补充防护服'
           }
           formats: [ FORMAT_MARKDOWN, FORMAT_HTML, FORMAT_PLAIN_TEXT ])");
    request.set_request_id(id);
    return request;
  }

  Answered<IssueBulletinResponse> Issue(const IssueBulletinRequest& request) {
    return Call<IssueBulletinResponse>(Concat(kIssuing, "IssueBulletin"),
                                       request, HeadquartersToken());
  }

  Answered<DownloadBulletinResponse> Download(
      const std::string& name, const readiness::v1::BulletinRendering& what) {
    DownloadBulletinRequest request;
    request.set_name(name);
    request.set_language(what.language());
    request.set_format(what.format());
    return Call<DownloadBulletinResponse>(
        Concat(kBulletins, "DownloadBulletin"), request, HeadquartersToken());
  }

  // Finds `what` at the hospital, to be fixed by tomorrow.
  void Inspect(const std::string& what) {
    const std::string token = HeadquartersToken();
    const auto inspected = Call<readiness::v1::CreateInspectionResponse>(
        "/epiledger.readiness.v1.InspectionService/CreateInspection",
        From<readiness::v1::CreateInspectionRequest>(
            R"(request_id: 'inspect' parent: 'counties/990101/facilities/people'
               inspection {
                 organization: 'counties/990101/organizations/health'
                 inspection_date { year: 2020 month: 2 day: 1 }
                 subject_matter: '传染病房'
               })"),
        token);
    ASSERT_TRUE(inspected.status.ok()) << inspected.status.error_message();
    auto finding = From<readiness::v1::CreateInspectionFindingRequest>(
        R"(request_id: 'find'
           finding {
             severity: SEVERITY_MAJOR due_date { year: 2020 month: 2 day: 2 }
           })");
    finding.set_parent(inspected.response.inspection().name());
    finding.mutable_finding()->set_description(what);
    const auto found = Call<readiness::v1::CreateInspectionFindingResponse>(
        "/epiledger.readiness.v1.InspectionService/CreateInspectionFinding",
        finding, token);
    ASSERT_TRUE(found.status.ok()) << found.status.error_message();
  }

  // Counts n95 in the hospital's ward.
  void Count(const std::string& id, absl::Time time, int64_t quantity) {
    supplies::v1::CreateCountRequest request;
    request.set_request_id(id);
    request.set_parent("counties/990101/facilities/people/stores/ward");
    *request.mutable_count()->mutable_count_time() = ToTimestamp(time);
    supplies::v1::CountLine& line = *request.mutable_count()->add_lines();
    line.set_item("counties/990101/items/n95");
    line.mutable_quantity()->set_pieces(quantity);
    line.set_confirm(true);
    line.set_surplus_reason(supplies::v1::SURPLUS_REASON_UNRECORDED_RECEIPT);
    const auto answer = Call<supplies::v1::CreateCountResponse>(
        Concat(kSupplies, "CreateCount"), request,
        Token(auth::v1::ROLE_HOSPITAL, "people"));
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
    type::v1::BookToken at;
    at.set_book(answer.response.receipt().book());
    at.set_incarnation(answer.response.receipt().incarnation());
    at.set_sequence(answer.response.receipt().sequence());
    // And what time alone changes.
    const auto now = ToTimestamp(clock().Now()).seconds();
    AwaitOverview([&at, now](const command::v1::Overview& overview) {
      const auto& supplies = overview.supplies();
      const auto& summary = overview.readiness().summary();
      return supplies.status().read_at().sequence() >= at.sequence() &&
             supplies.judge_time().seconds() >= now &&
             summary.judge_time().seconds() >= now &&
             overview.money().status().state() ==
                 command::v1::PartStatus::STATE_FRESH;
    });
  }
};

TEST_F(BulletinTest, ADraftSaysWhatIsKnownAndWhatIsNot) {
  MakeSample();
  AwaitOverview(IsComplete);
  const std::string chinese = DraftText(Bulletin::LANGUAGE_CHINESE);
  EXPECT_THAT(chinese, StartsWith("# 疫情防控情况汇报\n\n2020-02-01\n\n"));
  EXPECT_THAT(chinese, HasSubstr("- 下达资金合计: **6,000.00 元** (共 1 份"
                                 "指标文)\n"));
  EXPECT_THAT(chinese, HasSubstr("| 示财〔2020〕1号 | 关于下达疫情防控资金的通"
                                 "知 | 6,000.00 | 100.00 | 0.00 | 0.00 | 0.00 "
                                 "| 5,900.00 |\n"));
  // The hospital's report is not due yet, and nobody knows its beds.
  EXPECT_THAT(chinese, HasSubstr("| 开放床位 | 未报 | 0 |  |  |  | 1 |  |\n"));
  EXPECT_THAT(chinese, HasSubstr("请向以下机构核实：示范县人民医院。"));
  // Nobody ordered anything: of what was paid no goods can be told.
  EXPECT_THAT(chinese,
              HasSubstr("| 示财〔2020〕1号 | 未经订单支付 | 100.00 |"));
  // Whom to ask is somebody, and who that is stands in no bulletin.
  EXPECT_THAT(chinese, HasSubstr("| 示范县人民医院 | 已登记 |"));
  EXPECT_THAT(chinese, HasSubstr("## 下步工作\n\n（未填写）\n"));

  const std::string english = DraftText(Bulletin::LANGUAGE_ENGLISH);
  EXPECT_THAT(english,
              HasSubstr("| Beds staffed | not reported | 0 |  |  |  | 1 |  |"));
  EXPECT_THAT(english, HasSubstr("## Hospital readiness\n"));
  for (const std::string& text :
       {chinese, english,
        DraftText(Bulletin::LANGUAGE_CHINESE, Bulletin::FORMAT_HTML),
        DraftText(Bulletin::LANGUAGE_CHINESE, Bulletin::FORMAT_PLAIN_TEXT)}) {
    EXPECT_THAT(text, Not(HasSubstr("李护士")));
    EXPECT_THAT(text, Not(HasSubstr(kTelephone)));
  }
}

TEST_F(BulletinTest, OneCountChangesItsOwnFiguresAndNoOthers) {
  MakeSample();
  // Opening 0 at 09:00; a delivery nobody typed is found, then used.
  clock().Advance(absl::Hours(1));
  Count("c1", clock().Now(), 1000);
  clock().Advance(absl::Hours(1));
  Count("c2", clock().Now(), 400);
  const std::string chinese = DraftText(Bulletin::LANGUAGE_CHINESE);
  const std::string english = DraftText(Bulletin::LANGUAGE_ENGLISH);
  Count("c3", clock().Now() + absl::Seconds(1), 350);
  const std::string chinese_after = DraftText(Bulletin::LANGUAGE_CHINESE);
  const std::string english_after = DraftText(Bulletin::LANGUAGE_ENGLISH);
  // 600 used on the one day known, then 650.
  EXPECT_THAT(
      LinesWithout(chinese, chinese_after),
      ElementsAre("| N95 医用防护口罩 | 400 | 只 | 1 |  |  |",
                  "| 示范县人民医院 | N95 医用防护口罩 | 400 | 只 | 0.6 | "
                  "2020-02-01 | 2020-02-01 11:00 |"));
  EXPECT_THAT(
      LinesWithout(chinese_after, chinese),
      ElementsAre("| N95 医用防护口罩 | 350 | 只 | 1 |  |  |",
                  "| 示范县人民医院 | N95 医用防护口罩 | 350 | 只 | 0.5 | "
                  "2020-02-01 | 2020-02-01 11:00 |"));
  EXPECT_THAT(
      LinesWithout(english_after, english),
      ElementsAre("| N95 医用防护口罩 | 350 | 只 | 1 |  |  |",
                  "| 示范县人民医院 | N95 医用防护口罩 | 350 | 只 | 0.5 | "
                  "2020-02-01 | 2020-02-01 11:00 |"));
}

TEST_F(BulletinTest, WhatWaitsForHeadquartersIsNamed) {
  MakeSample();
  const auto asked = Call<supplies::v1::CreateRequisitionResponse>(
      "/epiledger.supplies.v1.RequisitionService/CreateRequisition",
      From<supplies::v1::CreateRequisitionRequest>(
          R"(request_id: 'ask' parent: 'counties/990101/facilities/people'
             requisition {
               store: 'counties/990101/facilities/people/stores/ward'
               lines {
                 item: 'counties/990101/items/n95' quantity { pieces: 200 }
               }
               reason: '发热门诊用量增加'
             })"),
      Token(auth::v1::ROLE_HOSPITAL, "people"));
  ASSERT_TRUE(asked.status.ok()) << asked.status.error_message();
  Inspect("缺少防护面罩");
  // Two days on the report of the first is overdue, and the fix.
  clock().Advance(absl::Hours(48));
  AwaitOverview([](const command::v1::Overview& overview) {
    return overview.readiness().summary().findings().overdue() == 1 &&
           overview.readiness().summary().overdue_size() == 1 &&
           overview.supplies().unanswered().ages_size() == 1 &&
           overview.supplies().unanswered().ages(0).age_days() == 2;
  });
  const std::string text = DraftText(Bulletin::LANGUAGE_CHINESE);
  EXPECT_THAT(text, HasSubstr("- 未销号问题: **1** (待整改 1 项，其中逾期 1 "
                              "项)"));
  EXPECT_THAT(text, HasSubstr("| 示范县人民医院 | 缺少防护面罩 | 较重 | 待整改 "
                              "| 2020-02-02 | 1 | 已登记 |"));
  EXPECT_THAT(text, HasSubstr("| 示范县人民医院 | 2020-02-01 | 2 | 已登记 |"));
  EXPECT_THAT(text, HasSubstr("| 示范县人民医院 | N95 医用防护口罩 200 只 | 2 "
                              "|  | 发热门诊用量增加 |"));
  EXPECT_THAT(text, Not(HasSubstr(kTelephone)));
}

TEST_F(BulletinTest, WhatIsDownloadedIsWhatWasIssuedForEver) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto issued = Issue(IssueRequest("b1"));
  ASSERT_TRUE(issued.status.ok()) << issued.status.error_message();
  const Bulletin& bulletin = issued.response.bulletin();
  EXPECT_EQ(issued.response.receipt().book(),
            "counties/990101/books/readiness");
  EXPECT_EQ(bulletin.read_at_size(), 3);
  ASSERT_EQ(bulletin.renderings_size(), 6);

  std::vector<std::string> before;
  for (const auto& rendering : bulletin.renderings()) {
    const auto read = Download(bulletin.name(), rendering);
    ASSERT_TRUE(read.status.ok()) << read.status.error_message();
    EXPECT_EQ(Sha256Of(read.response.content()), rendering.sha256());
    before.push_back(read.response.content());
  }
  EXPECT_THAT(before.front(), HasSubstr("第1期　2020-02-01"));
  EXPECT_THAT(before.front(), HasSubstr("指挥部集中办公，  \n24 小时值班。"));

  ASSERT_TRUE(Pay("later", 200).status.ok());
  Count("later", clock().Now(), 77);
  StopGateway();
  StartGateway();
  for (int i = 0; i < bulletin.renderings_size(); ++i) {
    const auto read = Download(bulletin.name(), bulletin.renderings(i));
    ASSERT_TRUE(read.status.ok()) << read.status.error_message();
    EXPECT_EQ(read.response.content(), before[static_cast<size_t>(i)]);
  }
}

TEST_F(BulletinTest, ARetryIsAnsweredAsAtFirst) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto first = Issue(IssueRequest("b1"));
  ASSERT_TRUE(first.status.ok()) << first.status.error_message();
  ASSERT_TRUE(Pay("between", 200).status.ok());
  AwaitOverview([](const command::v1::Overview& overview) {
    return PaidYuan(overview) == 300;
  });
  const auto again = Issue(IssueRequest("b1"));
  ASSERT_TRUE(again.status.ok()) << again.status.error_message();
  EXPECT_TRUE(again.response.receipt().replayed());
  EXPECT_EQ(again.response.bulletin().SerializeAsString(),
            first.response.bulletin().SerializeAsString());

  IssueBulletinRequest other = IssueRequest("b1");
  other.mutable_bulletin()->set_title("另一份");
  const auto reused = Issue(other);
  EXPECT_EQ(ReasonOf(reused.status), "REQUEST_ID_REUSED");
  EXPECT_EQ(FigureOf(reused.status, "field"), "bulletin");
  other = IssueRequest("b1");
  other.add_languages(Bulletin::LANGUAGE_CHINESE);
  EXPECT_EQ(FigureOf(Issue(other).status, "field"), "languages");
}

TEST_F(BulletinTest, APastMomentIsShownAsItWasKnownThen) {
  MakeSample();
  AwaitOverview(IsComplete);
  const absl::Time then = clock().Now() + absl::Seconds(1);
  clock().Advance(absl::Hours(2));
  ASSERT_TRUE(Pay("later", 200).status.ok());
  IssueBulletinRequest request = IssueRequest("b1");
  *request.mutable_recorded_time() = ToTimestamp(then);
  const auto issued = Issue(request);
  ASSERT_TRUE(issued.status.ok()) << issued.status.error_message();
  const Bulletin& bulletin = issued.response.bulletin();
  EXPECT_EQ(ToTime(bulletin.shown_time()), then);
  const auto read = Download(bulletin.name(), bulletin.renderings(0));
  EXPECT_THAT(read.response.content(), HasSubstr("- 支付合计: **100.00 元**"));
  EXPECT_THAT(read.response.content(),
              HasSubstr("截至 2020-02-01 09:00 的记录"));
}

TEST_F(BulletinTest, OnlyHeadquartersIssuesAndNobodyGoesAroundTheGateway) {
  MakeSample();
  EXPECT_EQ(ReasonOf(Draft(Bulletin::LANGUAGE_CHINESE, FinanceToken()).status),
            "ROLE_NOT_ALLOWED");
  const std::string auditor = Token(auth::v1::ROLE_AUDITOR);
  EXPECT_TRUE(Draft(Bulletin::LANGUAGE_CHINESE, auditor).status.ok());
  EXPECT_EQ(
      ReasonOf(Call<IssueBulletinResponse>(Concat(kIssuing, "IssueBulletin"),
                                           IssueRequest("b1"), auditor)
                   .status),
      "ROLE_NOT_ALLOWED");
  const AnsweredBytes around = CallBytes(
      channel(), "/epiledger.readiness.v1.BulletinRecordService/RecordBulletin",
      "", HeadquartersToken());
  EXPECT_EQ(around.status.error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

TEST_F(BulletinTest, WithoutPandocItIsIssuedInTheOtherForms) {
  MakeSample();
  AwaitOverview(IsComplete);
  StopGateway();
  options.pandoc = options.cache_folder + "/pandoc";
  StartGateway();
  AwaitOverview(IsComplete);
  IssueBulletinRequest request = IssueRequest("b1");
  request.clear_formats();
  request.add_formats(Bulletin::FORMAT_DOCX);
  EXPECT_EQ(ReasonOf(Issue(request).status), "NO_DOCX");
  // Nothing was decided: the id is free.
  request.clear_formats();
  const auto issued = Issue(request);
  ASSERT_TRUE(issued.status.ok()) << issued.status.error_message();
  EXPECT_FALSE(issued.response.receipt().replayed());
  EXPECT_EQ(issued.response.bulletin().renderings_size(), 6);
  EXPECT_EQ(ReasonOf(Draft(Bulletin::LANGUAGE_CHINESE, HeadquartersToken(),
                           Bulletin::FORMAT_DOCX)
                         .status),
            "DRAFT_IS_TEXT");
}

TEST_F(BulletinTest, ADocumentIsMadeByPandoc) {
  MakeSample();
  AwaitOverview(IsComplete);
  IssueBulletinRequest request = IssueRequest("b1");
  request.clear_formats();
  request.add_formats(Bulletin::FORMAT_DOCX);
  request.add_languages(Bulletin::LANGUAGE_CHINESE);
  const auto issued = Issue(request);
  ASSERT_TRUE(issued.status.ok()) << issued.status.error_message();
  const Bulletin& bulletin = issued.response.bulletin();
  ASSERT_EQ(bulletin.renderings_size(), 1);
  const auto read = Download(bulletin.name(), bulletin.renderings(0));
  EXPECT_THAT(read.response.content(), StartsWith("PK\x03\x04"));
  EXPECT_EQ(Sha256Of(read.response.content()), bulletin.renderings(0).sha256());
}

TEST_F(BulletinTest, AStoppedServiceIsNamedWithTheTimeItWasHeardOf) {
  MakeSample();
  AwaitOverview(IsComplete);
  StopService(SourceId::kFunding);
  clock().Advance(absl::Minutes(10));
  AwaitOverview([](const command::v1::Overview& seen) {
    return seen.money().status().state() ==
               command::v1::PartStatus::STATE_STALE &&
           seen.readiness().status().state() ==
               command::v1::PartStatus::STATE_FRESH;
  });
  const std::string text = DraftText(Bulletin::LANGUAGE_CHINESE);
  EXPECT_THAT(text, HasSubstr("**资金：自 2020-02-01 09:00 起失去联系，所列为"
                              "当时所知"));
  EXPECT_THAT(text, HasSubstr("- 支付合计: **100.00 元**"));
  // What it would have to say anew is not known.
  EXPECT_THAT(text, HasSubstr("| 示财〔2020〕1号 | 订单：服务无法查询 | 未知 "
                              "|"));
}

}  // namespace
}  // namespace epiledger::gateway
