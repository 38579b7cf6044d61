#include "services/rpc/page_token.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "epiledger/probe/v1/probe.pb.h"
#include "gtest/gtest.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/secret.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::rpc {
namespace {

std::string Incarnation() { return std::string(16, '\x42'); }
PagePosition Position() {
  return {Incarnation(), 1234567890123, std::string("after\0this", 10)};
}

probe::v1::RecordThingsRequest Request() {
  probe::v1::RecordThingsRequest request;
  request.set_parent("counties/c1/facilities/f1");
  request.set_page_size(50);
  return request;
}

std::string ReasonOf(const absl::StatusOr<PagePosition>& position) {
  return position.ok() ? "" : FromStatus(position.status()).reason;
}

TEST(PageTokenTest, TheNextPageGoesOnWhereTheLastOneEnded) {
  const PageTokens tokens("a key");
  const std::string token = tokens.Make(Request(), Position());
  EXPECT_TRUE(std::all_of(token.begin(), token.end(), [](unsigned char c) {
    return std::isalnum(c) != 0 || c == '-' || c == '_';
  })) << token;

  // What the client sends next: the token, perhaps another page size.
  probe::v1::RecordThingsRequest next = Request();
  next.set_page_token(token);
  next.set_page_size(10);
  const auto position = tokens.Read(next, token, Incarnation());
  ASSERT_TRUE(position.ok()) << position.status();
  EXPECT_EQ(position->sequence, Position().sequence);
  EXPECT_EQ(position->cursor, Position().cursor);
}

TEST(PageTokenTest, AnyChangedCharacterIsFound) {
  const PageTokens tokens("a key");
  const std::string token = tokens.Make(Request(), Position());
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto position = tokens.Read(Request(), changed, Incarnation());
    // The last character has bits that stand for nothing.
    if (position.ok() && i + 1 == token.size()) continue;
    EXPECT_EQ(ReasonOf(position), "PAGE_TOKEN_INVALID") << i;
  }
  for (const std::string_view nonsense : {"x", "", "!!!!", "AAAA"}) {
    EXPECT_EQ(ReasonOf(tokens.Read(Request(), nonsense, Incarnation())),
              "PAGE_TOKEN_INVALID");
  }
}

TEST(PageTokenTest, ATokenIsForItsRequestMethodAndKeyAlone) {
  const PageTokens tokens("a key");
  const std::string token = tokens.Make(Request(), Position());

  probe::v1::RecordThingsRequest other = Request();
  other.set_parent("counties/c1/facilities/f2");
  EXPECT_EQ(ReasonOf(tokens.Read(other, token, Incarnation())),
            "PAGE_TOKEN_INVALID");

  EXPECT_EQ(
      ReasonOf(tokens.Read(probe::v1::GetThingRequest(), token, Incarnation())),
      "PAGE_TOKEN_INVALID");

  EXPECT_EQ(
      ReasonOf(PageTokens("another key").Read(Request(), token, Incarnation())),
      "PAGE_TOKEN_INVALID");
}

TEST(PageTokenTest, AfterARestoreTheListBeginsAgain) {
  const PageTokens tokens("a key");
  const std::string token = tokens.Make(Request(), Position());
  const auto position = tokens.Read(Request(), token, std::string(16, '\x43'));
  EXPECT_EQ(position.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(position), "INCARNATION_CHANGED");
}

TEST(PageTokenTest, TheLongestCursorFitsIntoAField) {
  const PagePosition position = {Incarnation(), 1,
                                 std::string(limits::kMaxCursorLength, 'x')};
  EXPECT_LE(PageTokens("a key").Make(Request(), position).size(),
            limits::kDefaultTextLength);
}

TEST(PageSizeTest, ZeroIsTheStandardAndNegativeIsWrong) {
  EXPECT_EQ(*ReadPageSize(0, 100, 1000), 100);
  EXPECT_EQ(*ReadPageSize(7, 100, 1000), 7);
  EXPECT_EQ(*ReadPageSize(100'000, 100, 1000), 1000);
  EXPECT_EQ(
      FromStatus(ReadPageSize(-1, 100, 1000).status()).violations.at(0).field,
      "page_size");
}

TEST(SecretTest, IsMadeOnceAndKeptToItsOwner) {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.path() + "/page.key";
  const auto made = LoadOrCreateSecret(path);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(made->size(), 32U);
  EXPECT_EQ(*LoadOrCreateSecret(path), *made);

  struct stat info {};
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);

  ASSERT_EQ(chmod(path.c_str(), 0640), 0);
  const auto open_to_others = LoadOrCreateSecret(path);
  EXPECT_EQ(open_to_others.status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_NE(open_to_others.status().message().find(path),
            absl::string_view::npos);
}

TEST(SecretTest, AFileOfAnotherLengthIsNoSecret) {
  const testing::TemporaryDirectory directory;
  const std::string path = directory.path() + "/page.key";
  std::ofstream(path) << "short";
  ASSERT_EQ(chmod(path.c_str(), 0600), 0);
  EXPECT_EQ(LoadOrCreateSecret(path).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace epiledger::rpc
