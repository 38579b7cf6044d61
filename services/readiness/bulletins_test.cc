// Stories of bulletins in readiness' book: recorded with their bytes, read as
// they were issued, folded anew; on both engines.
#include <string>
#include <vector>

#include "epiledger/readiness/v1/bulletin_record_service.pb.h"
#include "epiledger/readiness/v1/bulletin_service.pb.h"
#include "services/journal/sha256.h"
#include "services/ledger/rebuild.h"
#include "services/limits.h"
#include "services/readiness/preparedness_fixture.h"
#include "tests/testing/refusal.h"

namespace epiledger::readiness {
namespace {

using testing::FigureOf;
using testing::ReasonOf;
using v1::Bulletin;

std::string Sha256Of(const std::string& bytes) {
  const journal::Hash digest = journal::Sha256(bytes);
  return {digest.begin(), digest.end()};
}

class BulletinsTest : public PreparednessFixture {
 protected:
  static void AddRendering(Bulletin::Language language, Bulletin::Format format,
                           const std::string& bytes,
                           v1::RecordBulletinRequest& request) {
    v1::StoredRendering& stored = *request.mutable_made()->add_renderings();
    stored.mutable_rendering()->set_language(language);
    stored.mutable_rendering()->set_format(format);
    stored.set_content(bytes);
  }

  // A bulletin of today as Markdown in both languages.
  static v1::RecordBulletinRequest RequestOf(const std::string& id,
                                             const std::string& title,
                                             const std::string& chinese) {
    v1::RecordBulletinRequest request;
    request.set_request_id(id);
    request.set_parent(std::string(kCounty));
    request.mutable_bulletin()->set_title(title);
    v1::MadeBulletin& made = *request.mutable_made();
    *made.mutable_bulletin_date() = DateOf(kToday);
    *made.mutable_shown_time() = ToTimestamp(At(kToday, 9));
    made.add_read_at()->set_book(Concat(kCounty, "/books/funding"));
    made.set_content_version(1);
    AddRendering(Bulletin::LANGUAGE_CHINESE, Bulletin::FORMAT_MARKDOWN, chinese,
                 request);
    AddRendering(Bulletin::LANGUAGE_ENGLISH, Bulletin::FORMAT_MARKDOWN,
                 "# English\n", request);
    return request;
  }

  absl::StatusOr<v1::RecordBulletinResponse> Record(
      const v1::RecordBulletinRequest& request) {
    return county_.service().Call<v1::RecordBulletinResponse>("RecordBulletin",
                                                              request, "hq");
  }

  absl::StatusOr<v1::DownloadBulletinResponse> Download(
      const std::string& name, Bulletin::Format format) {
    v1::DownloadBulletinRequest request;
    request.set_name(name);
    request.set_language(Bulletin::LANGUAGE_CHINESE);
    request.set_format(format);
    return county_.service().Call<v1::DownloadBulletinResponse>(
        "DownloadBulletin", request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, BulletinsTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(BulletinsTest, WhatIsDownloadedHasTheDigestOfTheEntry) {
  // Not text: a document has bytes of every kind.
  std::string bytes = "# 情况汇报\n";
  for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
  const auto made = Record(RequestOf("b1", "情况汇报", bytes));
  ASSERT_TRUE(made.ok()) << made.status();
  const Bulletin& bulletin = made->bulletin();
  EXPECT_EQ(bulletin.subject(), "hq");
  EXPECT_EQ(bulletin.bulletin_date().day(), kToday.day());
  ASSERT_EQ(bulletin.renderings_size(), 2);
  EXPECT_EQ(bulletin.renderings(0).sha256(), Sha256Of(bytes));
  EXPECT_EQ(bulletin.renderings(0).size_bytes(),
            static_cast<int64_t>(bytes.size()));

  const auto read = Download(bulletin.name(), Bulletin::FORMAT_MARKDOWN);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->content(), bytes);
  EXPECT_EQ(read->rendering().sha256(), Sha256Of(bytes));

  const auto lacking = Download(bulletin.name(), Bulletin::FORMAT_DOCX);
  EXPECT_EQ(ReasonOf(lacking.status()), "RENDERING_NOT_FOUND");
  EXPECT_EQ(FigureOf(lacking.status(), "there"),
            "chinese-markdown, english-markdown");
  EXPECT_EQ(
      Download(Concat(kCounty, "/bulletins/none"), Bulletin::FORMAT_MARKDOWN)
          .status()
          .code(),
      absl::StatusCode::kNotFound);
}

TEST_P(BulletinsTest, TheSameRequestIsAnsweredAsAtFirstWhateverWasMadeOfIt) {
  const auto first = Record(RequestOf("b1", "情况汇报", "八点\n"));
  ASSERT_TRUE(first.ok()) << first.status();
  const auto again = Record(RequestOf("b1", "情况汇报", "九点\n"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->receipt().replayed());
  EXPECT_EQ(again->bulletin().SerializeAsString(),
            first->bulletin().SerializeAsString());
  EXPECT_EQ(
      Download(first->bulletin().name(), Bulletin::FORMAT_MARKDOWN)->content(),
      "八点\n");

  const auto other = Record(RequestOf("b1", "另一份", "八点\n"));
  EXPECT_EQ(ReasonOf(other.status()), "REQUEST_ID_REUSED");
  EXPECT_EQ(FigureOf(other.status(), "field"), "bulletin");
}

TEST_P(BulletinsTest, AWrongOneIsReplacedByAnother) {
  auto lost = RequestOf("b0", "更正", "甲\n");
  lost.mutable_bulletin()->set_replaces(Concat(kCounty, "/bulletins/none"));
  const auto refused = Record(lost);
  EXPECT_EQ(ReasonOf(refused.status()), "BULLETIN_NOT_FOUND");
  // The refusal is frozen, and does not keep what was rendered.
  lost.mutable_made()->mutable_renderings(0)->set_content("乙\n");
  EXPECT_EQ(ReasonOf(Record(lost).status()), "BULLETIN_NOT_FOUND");
  EXPECT_EQ(county_.service().Dump().find("甲"), std::string::npos);

  const auto first = Record(RequestOf("b1", "情况汇报", "甲\n"));
  ASSERT_TRUE(first.ok()) << first.status();
  auto correction = RequestOf("b2", "情况汇报（更正）", "乙\n");
  correction.mutable_bulletin()->set_replaces(first->bulletin().name());
  const auto second = Record(correction);
  ASSERT_TRUE(second.ok()) << second.status();
  v1::ListBulletinsRequest list;
  list.set_parent(std::string(kCounty));
  const auto listed =
      county_.service().Call<v1::ListBulletinsResponse>("ListBulletins", list);
  ASSERT_TRUE(listed.ok()) << listed.status();
  ASSERT_EQ(listed->bulletins_size(), 2);
  EXPECT_EQ(listed->bulletins(1).replaces(), listed->bulletins(0).name());
}

TEST_P(BulletinsTest, WhatDoesNotFitIsNotDecided) {
  auto twice = RequestOf("b1", "情况汇报", "甲\n");
  AddRendering(Bulletin::LANGUAGE_CHINESE, Bulletin::FORMAT_MARKDOWN, "乙\n",
               twice);
  EXPECT_EQ(ReasonOf(Record(twice).status()), "LISTED_TWICE");
  auto ahead = RequestOf("b1", "情况汇报", "甲\n");
  *ahead.mutable_bulletin()->mutable_bulletin_date() = DateOf(kToday + 1);
  EXPECT_EQ(ReasonOf(Record(ahead).status()), "DATE_AHEAD");
  auto nothing = RequestOf("b1", "情况汇报", "甲\n");
  nothing.mutable_made()->clear_renderings();
  EXPECT_EQ(ReasonOf(Record(nothing).status()), "REQUIRED");

  const std::string half(limits::kMaxRenderingBytes, 'x');
  auto most = RequestOf("b1", "情况汇报", half);
  most.mutable_made()->mutable_renderings(1)->set_content(half);
  for (const auto format : {Bulletin::FORMAT_HTML, Bulletin::FORMAT_DOCX}) {
    AddRendering(Bulletin::LANGUAGE_CHINESE, format, half, most);
  }
  auto more = most;
  AddRendering(Bulletin::LANGUAGE_ENGLISH, Bulletin::FORMAT_HTML, "x", more);
  EXPECT_EQ(ReasonOf(Record(more).status()), "BULLETIN_TOO_LONG");
  // Two MiB are an entry like any other.
  const auto recorded = Record(most);
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_EQ(
      Download(recorded->bulletin().name(), Bulletin::FORMAT_DOCX)->content(),
      half);
}

TEST_P(BulletinsTest, TheBookIsFoldedAnewFromItsEntries) {
  for (const char* id : {"b1", "b2"}) {
    ASSERT_TRUE(Record(RequestOf(id, "情况汇报", id)).ok());
  }
  testing::InProcess& service = county_.service();
  const std::string before = service.Dump();
  const auto rebuilt = ledger::Rebuild(
      *service.books().DatabaseOf(service.book()).value(), service.book());
  ASSERT_TRUE(rebuilt.ok()) << rebuilt.status();
  EXPECT_THAT(rebuilt->changed_tables, ::testing::IsEmpty());
  EXPECT_EQ(service.Dump(), before);
}

}  // namespace
}  // namespace epiledger::readiness
