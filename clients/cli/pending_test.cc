// What is pending is known again, whatever was typed, and ends well.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "clients/cli/testing/cli_fixture.h"
#include "gmock/gmock.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;

class PendingTest : public CliFixture {
 protected:
  // The next answer is lost, and nobody tries again.
  LossyLine& LoseAnAnswer() {
    LossyLine& line = BreakableLine();
    variables_["EPILEDGER_RETRY_FOR"] = "0";
    line.answers_to_lose = 1;
    return line;
  }

  // Loses the answer to `words`, goes on `later`, and types them again.
  void ExpectKnownAgain(const std::string& profile,
                        std::vector<std::string> words, absl::Duration later) {
    LossyLine& line = LoseAnAnswer();
    EXPECT_EQ(Run(profile, words).code, 4);
    gateway_.clock().Advance(later);
    const Ran asked = Run(profile, words);
    EXPECT_EQ(asked.code, 2);
    EXPECT_THAT(asked.err, HasSubstr("--resend"));
    EXPECT_EQ(line.writes(), 1);
    words.emplace_back("--resend");
    const Ran resent = Run(profile, words);
    EXPECT_EQ(resent.code, 0) << resent.err;
    EXPECT_THAT(resent.err, HasSubstr("Was recorded before"));
    EXPECT_EQ(Pending(profile), 0);
  }

  void MakeStock() {
    MakeMoney();
    Do("headquarters", {"item", "create", "n95", "--name", "N95", "--kind",
                        "consumable", "--unit", "只"});
    Do("hospital",
       {"store", "create", "ward", "--name", "病区", "--kind", "ward"});
    Do("hospital", {"count", "create", "ward", "--time", "2020-01-30 18:00",
                    "--line", "n95=100"});
  }
};

TEST_F(PendingTest, GoodsIssuedNowAreNotIssuedAgainAMinuteLater) {
  MakeStock();
  ExpectKnownAgain(
      "hospital",
      {"stock", "issue", "ward", "--time", "now", "--line", "n95=30"},
      absl::Minutes(1));
  EXPECT_THAT(Do("hospital", {"stock", "list", "ward"}), HasSubstr("70"));
}

TEST_F(PendingTest, APaymentOfTodayIsKnownAgainWhenTodayIsAnotherDay) {
  MakeMoney();
  std::vector<std::string> words = Payment("10");
  *(std::find(words.begin(), words.end(), "--date") + 1) = "today";
  // Ten minutes before the county's midnight, and as many after it.
  gateway_.clock().Advance(absl::Hours(15) - absl::Minutes(10));
  WriteToken("finance", gateway_.FinanceToken());
  ExpectKnownAgain("finance", words, absl::Minutes(20));
  EXPECT_EQ(Payments(), 1);
}

TEST_F(PendingTest, ATokenSentAgainIsShown) {
  MakeMoney();
  ASSERT_TRUE(gateway_.OpenTokenDesk().ok());
  Do("operator", {"subject", "create", "s-1", "--role", "auditor"});
  LoseAnAnswer();
  const std::string path = folder() + "/lost.token";
  const Ran lost = Run("operator", {"token", "issue", "s-1", "--out", path,
                                    "--request-id", "token-of-s-1"});
  EXPECT_EQ(lost.code, 4) << lost.err;
  EXPECT_THAT(Do("operator", {"pending", "resend", "token-of-s-1"}),
              HasSubstr("eyJ"));
}

TEST_F(PendingTest, ACountSentAgainShowsWhatItFound) {
  MakeStock();
  LoseAnAnswer();
  EXPECT_EQ(
      Run("hospital", {"count", "create", "ward", "--time", "2020-01-31 18:00",
                       "--line", "n95=60", "--request-id", "count-2"})
          .code,
      4);
  const std::string shown = Do("hospital", {"pending", "resend", "count-2"});
  EXPECT_THAT(shown, HasSubstr("n95"));
  EXPECT_THAT(shown, HasSubstr("40"));
}

TEST_F(PendingTest, AHalfMadeCountyStaysPendingWhateverStoppedIt) {
  LossyLine& line = BreakableLine();
  variables_["EPILEDGER_RETRY_FOR"] = "0";
  // The token ends when readiness has made its part.
  line.on_write = [this](int write) {
    if (write == 2) gateway_.clock().Advance(absl::Hours(2));
  };
  std::vector<std::string> words = {"county", "create", "990101", "--code",
                                    "990101", "--name", "示范县"};
  const Ran expired = Run("operator", words);
  EXPECT_EQ(expired.code, 4) << expired.err;
  EXPECT_THAT(expired.err, HasSubstr("TOKEN_EXPIRED"));
  EXPECT_EQ(Pending("operator"), 1);

  WriteToken("operator", gateway_.OperatorToken());
  words.emplace_back("--resend");
  EXPECT_EQ(Run("operator", words).code, 0);
  EXPECT_EQ(Pending("operator"), 0);
  WriteToken("auditor", gateway_.Token(auth::v1::ROLE_AUDITOR));
  for (const char* book : {"funding", "supplies", "readiness"}) {
    EXPECT_THAT(Do("auditor", {"journal", "head", book}),
                HasSubstr(Concat("counties/990101/books/", book)));
  }
}

}  // namespace
}  // namespace epiledger::cli
