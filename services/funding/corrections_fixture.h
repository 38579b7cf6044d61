// Corrections: a county with the sample's money that reverses entries and
// closes months, in short words. For tests.
#ifndef EPILEDGER_SERVICES_FUNDING_CORRECTIONS_FIXTURE_H_
#define EPILEDGER_SERVICES_FUNDING_CORRECTIONS_FIXTURE_H_

#include <string>

#include "epiledger/funding/v1/period_service.pb.h"
#include "epiledger/funding/v1/reversal_service.pb.h"
#include "services/funding/purchases_fixture.h"

namespace epiledger::funding {

// Adds to a county of any kind that it reverses entries and closes months.
template <typename County>
class Correcting : public County {
 protected:
  absl::StatusOr<v1::ReverseEntryResponse> Reverse(int64_t sequence) {
    auto request = this->template New<v1::ReverseEntryRequest>();
    request.set_parent(std::string(kCounty));
    request.set_sequence(sequence);
    request.set_reason("录入有误");
    return this->funding_.service().template Call<v1::ReverseEntryResponse>(
        "ReverseEntry", request);
  }
  // The same of whatever was answered with a receipt.
  template <typename Response>
  absl::StatusOr<v1::ReverseEntryResponse> Reverse(
      const absl::StatusOr<Response>& answer) {
    if (!answer.ok()) return answer.status();
    return Reverse(answer->receipt().sequence());
  }

  absl::StatusOr<v1::ClosePeriodResponse> Close(const std::string& month) {
    auto request = this->template New<v1::ClosePeriodRequest>();
    request.set_name(Concat(kCounty, "/periods/", month));
    request.set_reason("月结");
    return this->funding_.service().template Call<v1::ClosePeriodResponse>(
        "ClosePeriod", request);
  }
  absl::StatusOr<v1::ReopenPeriodResponse> Reopen(const std::string& month) {
    auto request = this->template New<v1::ReopenPeriodRequest>();
    request.set_name(Concat(kCounty, "/periods/", month));
    request.set_reason("补登凭证");
    return this->funding_.service().template Call<v1::ReopenPeriodResponse>(
        "ReopenPeriod", request, "headquarters-1");
  }
};

// Entry 1 makes the county, 2 the fund, 3 and 4 the purposes, 5 the
// appropriation, 6 document `d1`; see FundingFixture::MakeSample.
class Corrections : public Correcting<Purchases> {
 protected:
  static constexpr int64_t kMasksEntry = 3;
  static constexpr int64_t kAppropriationEntry = 5;
  static constexpr int64_t kDocumentEntry = 6;

  absl::StatusOr<v1::CreatePaymentResponse> Pay(
      int64_t fen, absl::CivilDay day, const std::string& invoice = "") {
    auto request = funding_.PaymentRequest("d1", "masks", fen, day);
    request.mutable_payment()->set_invoice(invoice);
    return funding_.Pay(request);
  }

  static type::v1::AsOf OnDay(absl::CivilDay day) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_date() = Day(day);
    return as_of;
  }
  static type::v1::AsOf KnownAt(int64_t sequence) {
    type::v1::AsOf as_of;
    as_of.set_sequence(sequence);
    return as_of;
  }

  // What the allocation has available in all.
  int64_t Available(const type::v1::AsOf& as_of = {}) {
    return FenOf(
        funding_.GetAllocation("d1", as_of).value().balance().available());
  }
  absl::StatusOr<v1::Payment> GetPayment(const std::string& name,
                                         const type::v1::AsOf& as_of = {}) {
    v1::GetPaymentRequest request;
    request.set_name(name);
    *request.mutable_as_of() = as_of;
    return funding_.service().Call<v1::Payment>("GetPayment", request);
  }
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_CORRECTIONS_FIXTURE_H_
