// Random sheets of payments that are all or nothing, against the notes of a
// finance office that shares nothing with the service. On both engines.
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_model.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using testing::ErrorOf;
using ::testing::IsEmpty;

constexpr int kSheets = 60;
constexpr int kMostLines = 6;

std::mt19937 AlwaysTheSame() {
  std::seed_seq seeds = {20'200'120};
  return std::mt19937(seeds);
}

class BatchesModel : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  using Sheet = v1::BatchCreatePaymentsRequest;
  using Results = v1::BatchCreatePaymentsResponse;

  BatchesModel() : funding_(GetParam()) {
    funding_.MakeSample();
    NotedAllocation allocation;
    allocation.fund = "central";
    allocation.fen = 600'000;
    allocation.shares = {{"masks", 100'000}, {"gowns", 0}};
    notes_.documents.push_back({1, "d1", kFirstDay, {allocation}});
  }

  int64_t Below(int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random_);
  }

  NotedPayment RandomLine() {
    NotedPayment line;
    line.document = "d1";
    line.purpose = Below(2) == 0 ? "masks" : "gowns";
    line.fen = 1 + Below(20'000);
    line.day = kFirstDay + Below(10);
    line.payee = "示范医疗器械有限公司";
    if (Below(3) == 0) {
      line.invoice_number = 1 + static_cast<int>(Below(20));
      line.invoice = TypedInvoice(line.invoice_number, Below(4));
    }
    return line;
  }

  v1::CreatePaymentRequest RequestOf(const NotedPayment& line) {
    v1::CreatePaymentRequest request =
        funding_.PaymentRequest("d1", line.purpose, line.fen, line.day);
    request.mutable_payment()->set_invoice(line.invoice);
    return request;
  }

  // What each line's answer must be, by the notes; they go on with a sheet of
  // which every line is accepted.
  std::vector<std::string> Judge(std::vector<NotedPayment> lines) {
    FundingModel after = notes_;
    for (size_t i = 0; i < lines.size(); ++i) {
      const std::string reason = after.Judge(lines[i]);
      if (!reason.empty()) {
        std::vector<std::string> reasons(lines.size(), "BATCH_REFUSED");
        reasons[i] = reason;
        return reasons;
      }
      after.payments.push_back(lines[i]);
    }
    notes_ = after;
    return std::vector<std::string>(lines.size());
  }

  std::vector<std::string> Send(const std::vector<NotedPayment>& lines) {
    Sheet sheet;
    sheet.set_parent(std::string(kCounty));
    sheet.set_all_or_nothing(true);
    for (const NotedPayment& line : lines) {
      *sheet.add_requests() = RequestOf(line);
    }
    const auto answer =
        funding_.service().Call<Results>("BatchCreatePayments", sheet);
    EXPECT_TRUE(answer.ok()) << answer.status();
    std::vector<std::string> reasons;
    if (!answer.ok()) return reasons;
    for (const auto& result : answer->results()) {
      reasons.push_back(result.has_response() ? ""
                                              : ErrorOf(result.error()).reason);
    }
    return reasons;
  }

  int64_t NotedAsPaid() const {
    int64_t fen = 0;
    for (const NotedPayment& payment : notes_.payments) fen += payment.fen;
    return fen;
  }

  FundingFixture funding_;
  FundingModel notes_;
  std::mt19937 random_ = AlwaysTheSame();
};

TEST_P(BatchesModel, SheetsAreAcceptedOrRefusedAsTheNotesSay) {
  // How often the first line that was not accepted had which reason.
  std::map<std::string, int> seen;
  for (int i = 0; i < kSheets; ++i) {
    std::vector<NotedPayment> lines(1 + static_cast<size_t>(Below(kMostLines)));
    for (NotedPayment& line : lines) line = RandomLine();
    const std::vector<std::string> expected = Judge(lines);
    ASSERT_EQ(Send(lines), expected) << "sheet " << i;
    for (const std::string& reason :
         std::set(expected.begin(), expected.end())) {
      ++seen[reason];
    }
    ASSERT_EQ(FenOf(funding_.GetAllocation("d1")->balance().paid()),
              NotedAsPaid());
  }
  for (const char* reason : {"", "INVOICE_PAID_TWICE", "OVERSPENT"}) {
    EXPECT_GE(seen[reason], 3) << reason;
  }
  EXPECT_THAT(funding_.service().Verify().findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, BatchesModel,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

}  // namespace
}  // namespace epiledger::funding
