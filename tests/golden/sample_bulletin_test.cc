// One figure of the sample county is changed: two bulletins differ in the lines
// that depend on it, and in no others.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_split.h"
#include "epiledger/command/v1/bulletin_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gtest/gtest.h"
#include "services/text.h"
#include "services/timestamps.h"
#include "tests/golden/sample_county.h"
#include "tests/golden/stored_county.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::golden {
namespace {

using command::v1::DraftBulletinRequest;
using command::v1::DraftBulletinResponse;
using gateway::GatewayFixture;
using readiness::v1::Bulletin;
using supplies::v1::CreateCountRequest;
using supplies::v1::CreateCountResponse;

using Lines = std::vector<std::string>;
using Points = std::vector<type::v1::BookToken>;

constexpr char kDraftBulletin[] =
    "/epiledger.command.v1.BulletinIssuingService/DraftBulletin";

DraftBulletinResponse Draft(GatewayFixture& county,
                            const DraftBulletinRequest& request) {
  auto drafted = county.Call<DraftBulletinResponse>(kDraftBulletin, request,
                                                    county.HeadquartersToken());
  EXPECT_TRUE(drafted.status.ok()) << drafted.status.error_message();
  return drafted.response;
}

DraftBulletinRequest Request() {
  return gateway::From<DraftBulletinRequest>(
      R"(parent: 'counties/990101' bulletin { title: '疫情防控情况汇报' })");
}

// How far the services have come: a question about a recorded time asks them.
Points Now(GatewayFixture& county) {
  DraftBulletinRequest request = Request();
  *request.mutable_as_of()->mutable_recorded_time() =
      ToTimestamp(county.clock().Now() + absl::Minutes(1));
  const DraftBulletinResponse response = Draft(county, request);
  return {response.read_at().begin(), response.read_at().end()};
}

Lines DraftLines(GatewayFixture& county, Bulletin::Language language,
                 Bulletin::Format format, const Points& after) {
  DraftBulletinRequest request = Request();
  request.set_language(language);
  request.set_format(format);
  for (const type::v1::BookToken& point : after) *request.add_after() = point;
  return absl::StrSplit(Draft(county, request).text(), '\n');
}

// Lines of `lines` that `others` has not, in order.
Lines Without(Lines lines, const Lines& others) {
  std::erase_if(lines, [&others](const std::string& line) {
    return std::ranges::find(others, line) != others.end();
  });
  return lines;
}

// The Chinese Medicine Hospital counts coveralls again, this morning.
void CountCoveralls(GatewayFixture& county, int64_t pieces) {
  auto request = gateway::From<CreateCountRequest>(
      R"(request_id: 'one-count'
         parent: 'counties/990101/facilities/tcm-hospital/stores/pharmacy'
         count { lines { item: 'counties/990101/items/coverall' } })");
  *request.mutable_count()->mutable_count_time() =
      ToTimestamp(county.clock().Now());
  request.mutable_count()->mutable_lines(0)->mutable_quantity()->set_pieces(
      pieces);
  const auto counted = county.Call<CreateCountResponse>(
      "/epiledger.supplies.v1.SuppliesService/CreateCount", request,
      county.Token(auth::v1::ROLE_HOSPITAL, "tcm-hospital"));
  ASSERT_TRUE(counted.status.ok()) << counted.status.error_message();
}

struct Drafts {
  explicit Drafts(GatewayFixture& county) : Drafts(county, Now(county)) {}
  Drafts(GatewayFixture& county, const Points& after)
      : chinese(DraftLines(county, Bulletin::LANGUAGE_CHINESE,
                           Bulletin::FORMAT_MARKDOWN, after)),
        english(DraftLines(county, Bulletin::LANGUAGE_ENGLISH,
                           Bulletin::FORMAT_MARKDOWN, after)),
        plain(DraftLines(county, Bulletin::LANGUAGE_CHINESE,
                         Bulletin::FORMAT_PLAIN_TEXT, after)) {}

  Lines chinese;
  Lines english;
  Lines plain;
};

// What depends on the count.
struct Figures {
  std::string_view county;
  std::string_view pieces;
  std::string_view days;
  std::string_view runs_out;
  std::string_view counted;
  std::string_view counted_english;
};

// 58 and 51 were used on the two days known, 54.5 a day.
constexpr Figures kBefore = {"3,661",
                             "131",
                             "2.4",
                             "2020-02-02",
                             "2020-01-31 18:00 (1天前)",
                             "2020-01-31 18:00 (1 day old)"};
// And 31 on the third, 46.7 a day.
constexpr Figures kAfter = {
    "3,630",           "100", "2.1", "2020-02-03", "2020-02-01 09:00",
    "2020-02-01 09:00"};

// The lines that tell them: the county's stock, what runs out first, medicines
// by what is recorded, and that the hospital says they are in place.
Lines Chinese(const Figures& of) {
  const std::string why = Concat("医用防护服：可用 ", of.days,
                                 " 天，应 7.0 天；医用外科口罩：可用 6.8 天，"
                                 "应 7.0 天 |");
  return {Concat("| 医用防护服 | ", of.county, " | 件 | 3 |  | 3 |"),
          Concat("| 示范县中医院 | 医用防护服 | ", of.pieces, " | 件 | ",
                 of.days, " | ", of.runs_out, " | ", of.counted, " |"),
          Concat("| 示范县中医院 | 药品 | 不达标 | ", why),
          Concat("| 示范县中医院 | 药品 | 到位 (2020-02-01) | 不达标 | ", why)};
}

Lines English(const Figures& of) {
  const std::string why = Concat("医用防护服: ", of.days,
                                 " days of supply of 7.0; 医用外科口罩: 6.8 "
                                 "days of supply of 7.0 |");
  return {Concat("| 医用防护服 | ", of.county, " | 件 | 3 |  | 3 |"),
          Concat("| 示范县中医院 | 医用防护服 | ", of.pieces, " | 件 | ",
                 of.days, " | ", of.runs_out, " | ", of.counted_english, " |"),
          Concat("| 示范县中医院 | medicines | not ready | ", why),
          Concat("| 示范县中医院 | medicines | in place (2020-02-01) | not "
                 "ready | ",
                 why)};
}

Lines Plain(const Figures& of) {
  const std::string why =
      Concat("记录判定 不达标; 原因 医用防护服：可用 ", of.days,
             " 天，应 7.0 天；医用外科口罩：可用 6.8 天，"
             "应 7.0 天");
  return {Concat("· 医用防护服; 可用库存 ", of.county,
                 "; 单位 件; 已报机构 3; 未报机构 3"),
          Concat("· 示范县中医院; 物资 医用防护服; 可用库存 ", of.pieces,
                 "; 单位 件; 可用天数 ", of.days, "; 预计用完 ", of.runs_out,
                 "; 最近盘点 ", of.counted),
          Concat("· 示范县中医院; 项目 药品; ", why),
          Concat("· 示范县中医院; 项目 药品; 自评 到位 (2020-02-01); ", why)};
}

void ExpectOneCountToChangeItsOwnFigures(GatewayFixture& county) {
  const Drafts before(county);
  const Drafts same(county);
  EXPECT_EQ(same.chinese, before.chinese);
  CountCoveralls(county, 100);
  const Drafts after(county);
  EXPECT_EQ(Without(before.chinese, after.chinese), Chinese(kBefore));
  EXPECT_EQ(Without(after.chinese, before.chinese), Chinese(kAfter));
  EXPECT_EQ(Without(before.english, after.english), English(kBefore));
  EXPECT_EQ(Without(after.english, before.english), English(kAfter));
  EXPECT_EQ(Without(before.plain, after.plain), Plain(kBefore));
  EXPECT_EQ(Without(after.plain, before.plain), Plain(kAfter));
  EXPECT_EQ(before.chinese.size(), after.chinese.size());
}

TEST(SampleBulletinTest, OneCountChangesItsOwnFiguresAndNoOthers) {
  const testing::TemporaryDirectory folder;
  const absl::Status loaded = WithSampleCounty(
      SqliteUrls(folder.path()), ExpectOneCountToChangeItsOwnFigures);
  EXPECT_TRUE(loaded.ok()) << loaded;
}

}  // namespace
}  // namespace epiledger::golden
