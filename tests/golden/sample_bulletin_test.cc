// One figure of the sample county is changed: two bulletins differ in the lines
// that depend on it, and in no others.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_split.h"
#include "epiledger/command/v1/bulletin_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
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
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

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

void ExpectOneCountToChangeItsOwnFigures(GatewayFixture& county) {
  const Drafts before(county);
  const Drafts same(county);
  EXPECT_THAT(Without(same.chinese, before.chinese), IsEmpty());
  CountCoveralls(county, 100);
  const Drafts after(county);
  EXPECT_THAT(Without(before.chinese, after.chinese), ElementsAre("?"));
  EXPECT_THAT(Without(after.chinese, before.chinese), ElementsAre("?"));
  EXPECT_THAT(Without(before.english, after.english), ElementsAre("?"));
  EXPECT_THAT(Without(after.english, before.english), ElementsAre("?"));
  EXPECT_THAT(Without(before.plain, after.plain), ElementsAre("?"));
  EXPECT_THAT(Without(after.plain, before.plain), ElementsAre("?"));
  std::string all;
  for (const std::string& line : after.chinese) all += line + "\n";
  EXPECT_THAT(all, HasSubstr("?"));
}

TEST(SampleBulletinTest, OneCountChangesItsOwnFiguresAndNoOthers) {
  const testing::TemporaryDirectory folder;
  const absl::Status loaded = WithSampleCounty(
      SqliteUrls(folder.path()), ExpectOneCountToChangeItsOwnFigures);
  EXPECT_TRUE(loaded.ok()) << loaded;
}

}  // namespace
}  // namespace epiledger::golden
