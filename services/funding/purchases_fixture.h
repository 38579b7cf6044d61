// Purchases: a county with the sample's money that orders, receives, pays and
// gives back, in short words. For tests.
#ifndef EPILEDGER_SERVICES_FUNDING_PURCHASES_FIXTURE_H_
#define EPILEDGER_SERVICES_FUNDING_PURCHASES_FIXTURE_H_

#include <array>
#include <string>
#include <vector>

#include "epiledger/funding/v1/commitment_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/text.h"

namespace epiledger::funding {

inline std::string CommitmentName(const std::string& id) {
  return Concat(kCounty, "/commitments/", id);
}

// Held, prepaid, accrued, paid.
using Stages = std::array<int64_t, 4>;

inline Stages StagesOf(const v1::Commitment::Balance& balance) {
  return {FenOf(balance.held()), FenOf(balance.prepaid()),
          FenOf(balance.accrued()), FenOf(balance.paid())};
}

// Document `d1`: 6,000 yuan, of which 1,000 for masks alone; see
// FundingFixture::MakeSample.
class Purchases : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  struct Ordered {
    std::string purpose;
    int64_t fen;
    int64_t quantity = 0;
  };

  Purchases() : funding_(GetParam()) { funding_.MakeSample(); }
  ~Purchases() override {
    EXPECT_THAT(funding_.service().Verify().findings, ::testing::IsEmpty());
  }

  // A request with an id and the county.
  template <typename Request>
  Request New() {
    Request request;
    request.set_request_id(funding_.service().NewId());
    return request;
  }

  v1::CreateCommitmentRequest OrderRequest(const std::string& id,
                                           const std::vector<Ordered>& lines,
                                           absl::CivilDay day = kFirstDay) {
    auto request = New<v1::CreateCommitmentRequest>();
    request.set_parent(std::string(kCounty));
    request.set_commitment_id(id);
    v1::Commitment& commitment = *request.mutable_commitment();
    commitment.set_allocation(AllocationName(document_));
    commitment.set_supplier("示范医疗器械有限公司");
    commitment.set_number(Concat("HT-", id));
    *commitment.mutable_commitment_date() = Day(day);
    for (const Ordered& ordered : lines) {
      v1::Commitment::Line& line = *commitment.add_lines();
      line.set_purpose(PurposeName(ordered.purpose));
      *line.mutable_amount() = Fen(ordered.fen);
      line.set_quantity(ordered.quantity);
    }
    return request;
  }
  absl::StatusOr<v1::CreateCommitmentResponse> Order(
      const std::string& id, const std::vector<Ordered>& lines,
      absl::CivilDay day = kFirstDay) {
    return funding_.service().Call<v1::CreateCommitmentResponse>(
        "CreateCommitment", OrderRequest(id, lines, day));
  }

  absl::StatusOr<v1::CreateAccrualResponse> Arrive(const std::string& id,
                                                   int64_t line, int64_t fen,
                                                   int64_t quantity,
                                                   absl::CivilDay day,
                                                   bool is_final = false) {
    auto request = New<v1::CreateAccrualRequest>();
    request.set_parent(std::string(kCounty));
    v1::Accrual& accrual = *request.mutable_accrual();
    accrual.set_commitment(CommitmentName(id));
    accrual.set_line(line);
    *accrual.mutable_amount() = Fen(fen);
    accrual.set_quantity(quantity);
    *accrual.mutable_accrual_date() = Day(day);
    accrual.set_final(is_final);
    return funding_.service().Call<v1::CreateAccrualResponse>("CreateAccrual",
                                                              request);
  }

  enum class When { kAhead, kAfter };
  absl::StatusOr<v1::PayCommitmentResponse> PayFor(const std::string& id,
                                                   int64_t line, int64_t fen,
                                                   absl::CivilDay day,
                                                   When when) {
    auto request = New<v1::PayCommitmentRequest>();
    request.set_name(CommitmentName(id));
    request.set_line(line);
    *request.mutable_amount() = Fen(fen);
    *request.mutable_payment_date() = Day(day);
    request.set_method(v1::Payment::METHOD_DIRECT);
    request.set_prepayment(when == When::kAhead);
    return funding_.service().Call<v1::PayCommitmentResponse>("PayCommitment",
                                                              request);
  }

  // All that is held, or `fen` of a line.
  v1::ReleaseCommitmentRequest ReleaseRequest(const std::string& id,
                                              absl::CivilDay day,
                                              int64_t line = 0,
                                              int64_t fen = 0) {
    auto request = New<v1::ReleaseCommitmentRequest>();
    request.set_name(CommitmentName(id));
    request.set_line(line);
    if (fen > 0) *request.mutable_amount() = Fen(fen);
    *request.mutable_release_date() = Day(day);
    return request;
  }
  absl::StatusOr<v1::ReleaseCommitmentResponse> Release(const std::string& id,
                                                        absl::CivilDay day,
                                                        int64_t line = 0,
                                                        int64_t fen = 0) {
    return funding_.service().Call<v1::ReleaseCommitmentResponse>(
        "ReleaseCommitment", ReleaseRequest(id, day, line, fen));
  }

  // What it had paid is settled for less, or owed again.
  enum class Then { kSettled, kOwedAgain };
  v1::CreateRefundRequest RefundRequest(const std::string& payment, int64_t fen,
                                        absl::CivilDay day,
                                        Then then = Then::kSettled) {
    auto request = New<v1::CreateRefundRequest>();
    request.set_parent(std::string(kCounty));
    request.mutable_refund()->set_payment(payment);
    *request.mutable_refund()->mutable_amount() = Fen(fen);
    *request.mutable_refund()->mutable_refund_date() = Day(day);
    request.mutable_refund()->set_reason("退回多付货款");
    request.mutable_refund()->set_owed_again(then == Then::kOwedAgain);
    return request;
  }
  absl::StatusOr<v1::CreateRefundResponse> Refund(const std::string& payment,
                                                  int64_t fen,
                                                  absl::CivilDay day,
                                                  Then then = Then::kSettled) {
    return funding_.service().Call<v1::CreateRefundResponse>(
        "CreateRefund", RefundRequest(payment, fen, day, then));
  }

  v1::Commitment Get(const std::string& id, const type::v1::AsOf& as_of = {}) {
    v1::GetCommitmentRequest request;
    request.set_name(CommitmentName(id));
    *request.mutable_as_of() = as_of;
    const auto commitment =
        funding_.service().Call<v1::Commitment>("GetCommitment", request);
    EXPECT_TRUE(commitment.ok()) << commitment.status();
    return commitment.value_or(v1::Commitment());
  }
  Stages LineOf(const std::string& id, int line = 1) {
    return StagesOf(Get(id).lines(line - 1).balance());
  }

  // Where the money of line 1 stands at the end of a day.
  Stages LineOn(absl::CivilDay day, const std::string& id = "c1") {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_date() = Day(day);
    return StagesOf(Get(id, as_of).lines(0).balance());
  }

  // What the allocation has left: masks alone, and not divided.
  std::array<int64_t, 2> Left() {
    const auto balance = funding_.GetAllocation("d1").value().balance();
    return {FenOf(balance.purposes(0).available()),
            FenOf(balance.purposes(2).available())};
  }

  FundingFixture funding_;
  // Whose money is ordered for.
  std::string document_ = "d1";
};

inline std::string EngineName(
    const ::testing::TestParamInfo<FundingFixture::Store>& engine) {
  return engine.param == FundingFixture::Store::kSqlite ? "Sqlite" : "Mariadb";
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_PURCHASES_FIXTURE_H_
