// A request of the sample county that turns out otherwise than it says, or
// cannot be sent, is named.
#include "tests/golden/request_sender.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace epiledger::golden {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::SizeIs;

SampleRequest Parsed(const std::string& text) {
  const auto requests = ParseSampleRequests(text);
  EXPECT_TRUE(requests.ok()) << requests.status();
  EXPECT_THAT(*requests, SizeIs(1));
  return requests->front();
}

std::string Fund(const std::string& header) {
  return header +
         " fund_id: 'f1' fund { display_name: '资金' kind: KIND_CENTRAL }";
}

class RequestSenderTest : public ::testing::Test {
 protected:
  RequestSenderTest() { gateway_.CreateCounty(); }

  absl::Status Send(const std::string& text) {
    return sender_.Send(Parsed(text));
  }

  gateway::GatewayFixture gateway_;
  RequestSender sender_{gateway_};
};

TEST(SampleRequestTest, IsReadWithItsOutcomesAndItsText) {
  const SampleRequest request = Parsed(
      "# Two.\n\npay s-101 BatchCreatePayments recorded,OVERSPENT\n"
      "  requests {}\n  requests {}\n");
  EXPECT_EQ(request.id, "pay");
  EXPECT_EQ(request.subject, "s-101");
  EXPECT_EQ(request.method, "BatchCreatePayments");
  EXPECT_THAT(request.outcomes, ElementsAre("recorded", "OVERSPENT"));
  EXPECT_EQ(request.text, "  requests {}\n  requests {}\n");
}

TEST(SampleRequestTest, WhatIsOfNoRequestIsNamed) {
  EXPECT_THAT(ParseSampleRequests("  requests {}\n").status().message(),
              HasSubstr("`  requests {}`"));
  EXPECT_THAT(ParseSampleRequests("pay s-101 recorded\n").status().message(),
              HasSubstr("`pay s-101 recorded`"));
}

TEST_F(RequestSenderTest, WhatTurnsOutOtherwiseIsAnError) {
  EXPECT_TRUE(Send(Fund("fund s-101 CreateFund recorded\n")).ok());
  EXPECT_TRUE(Send(Fund("again s-101 CreateFund NAME_TAKEN\n")).ok());
  EXPECT_THAT(Send(Fund("third s-101 CreateFund recorded\n")).message(),
              HasSubstr("third: is NAME_TAKEN and should be recorded"));
  EXPECT_THAT(Send(Fund("fund s-101 CreateFund NAME_TAKEN\n")).message(),
              HasSubstr("fund: is recorded and should be NAME_TAKEN"));
}

TEST_F(RequestSenderTest, AnAnswerIsReferredToByItsFields) {
  ASSERT_TRUE(Send(Fund("fund s-101 CreateFund recorded\n")).ok());
  EXPECT_TRUE(Send("money s-101 CreateAppropriation recorded\n"
                   "  appropriation_id: 'a1' appropriation {"
                   " fund: '${fund.fund.name}'"
                   " amount { currency_code: 'CNY'"
                   "          units: ${fund.receipt.sequence} }"
                   " appropriation_date { year: 2020 month: 1 day: 20 } }")
                  .ok());
  for (const char* reference : {"none.fund.name", "fund.fund.none", "fund"}) {
    EXPECT_THAT(Send(std::string("p s-101 CreatePayment recorded\n"
                                 "  payment { allocation: '${") +
                     reference + "}' }")
                    .message(),
                HasSubstr(reference));
  }
}

TEST_F(RequestSenderTest, WhatCannotBeSentIsNamed) {
  EXPECT_THAT(Send("a s-101 CreateNothing recorded\n").message(),
              HasSubstr("a: there is no method CreateNothing"));
  EXPECT_THAT(Send(Fund("b s-999 CreateFund recorded\n")).message(),
              HasSubstr("b: cannot be sent. nobody is called s-999"));
  EXPECT_THAT(Send("c s-101 CreateFund recorded\n  fund { none: 1 }").message(),
              HasSubstr("c: cannot be sent"));
}

}  // namespace
}  // namespace epiledger::golden
