#include "tests/bench/picture_grower.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>

#include "absl/strings/str_format.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "services/gateway/gateway_fixture.h"
#include "services/text.h"

namespace epiledger::bench {
namespace {

using gateway::From;

constexpr int kMostGrowers = 8;
// Small, so that a book does not come out much larger than it is to be.
constexpr int kPaymentsPerSheet = 100;
constexpr int kReportsPerSheet = 50;
constexpr int kManyPayees = 1'000;

// One yuan out of what is allocated here, to one of many payees, so that none
// comes near a limit.
funding::v1::CreatePaymentRequest PaymentOf(const std::string& id, int payee) {
  auto request = gateway::GatewayFixture::PaymentRequest(id, 1);
  request.mutable_payment()->set_allocation(
      "counties/990101/documents/many/allocations/1");
  request.mutable_payment()->set_payee(Concat("示范药房", payee));
  return request;
}

// So many days before the county's first.
readiness::v1::SubmitReportRequest PastReport(const std::string& id,
                                              int facility, int days) {
  const absl::CivilDay day = absl::CivilDay(2020, 1, 31) - days;
  auto request = From<readiness::v1::SubmitReportRequest>(absl::StrFormat(
      "parent: '%s' report { report_date { year: %d month: %d day: %d } "
      "readings { indicator: 'counties/990101/indicators/beds-staffed' "
      "confirm: true reading { value: 420 } } readings { indicator: "
      "'counties/990101/indicators/beds-occupied' confirm: true reading { "
      "value: %d } } }",
      PictureCounty::FacilityName(facility), day.year(), day.month(), day.day(),
      300 + days % 100));
  request.set_request_id(id);
  return request;
}

// Where the last of a sheet stands, all of which is to be accepted.
template <typename Results>
int64_t LastOf(const Results& results) {
  int64_t last = 0;
  for (const auto& result : results) {
    if (!result.has_response()) {
      (void)std::fprintf(stderr, "%s\n", result.ShortDebugString().c_str());
      std::abort();
    }
    last = std::max(last, result.response().receipt().sequence());
  }
  return last;
}

}  // namespace

PictureGrower::PictureGrower(PictureCounty& county)
    : county_(county),
      reported_(static_cast<size_t>(county.size().facilities)) {
  auto money = From<funding::v1::CreateAppropriationRequest>(
      R"(parent: 'counties/990101' appropriation_id: 'many'
         appropriation {
           fund: 'counties/990101/funds/central'
           amount { currency_code: 'CNY' units: 1000000000 }
           appropriation_date { year: 2020 month: 1 day: 20 }
         })");
  money.set_request_id(county.NewId());
  auto document = From<funding::v1::CreateAllocationDocumentRequest>(
      R"(parent: 'counties/990101' document_id: 'many'
         allocation_document {
           issuer: '示范县财政局' number: '示财〔2020〕2号'
           title: '关于下达疫情防控资金的通知'
           document_date { year: 2020 month: 1 day: 20 }
           allocations {
             fund: 'counties/990101/funds/central'
             recipient: 'counties/990101/facilities/people'
             amount { currency_code: 'CNY' units: 1000000000 }
             purposes { purpose: 'counties/990101/purposes/masks' }
           }
         })");
  document.set_request_id(county.NewId());
  const std::string finance = county.fixture().FinanceToken();
  (void)county.AskGateway(Concat(gateway::kFunding, "CreateAppropriation"),
                          money, finance);
  (void)county.AskGateway(Concat(gateway::kFunding, "CreateAllocationDocument"),
                          document, finance);
}

void PictureGrower::GrowTo(int64_t entries) {
  Grow(entries, [this](int) { return PayMany(); });
  const int facilities = county_.size().facilities;
  Grow(entries, [&](int) { return ReportMany(next_facility_++ % facilities); });
  // A store is counted by one at a time: later counts find less.
  std::vector<int> stores(kMostGrowers);
  for (int i = 0; i < kMostGrowers; ++i) stores[static_cast<size_t>(i)] = i;
  Grow(entries, [&](int grower) {
    int& store = stores[static_cast<size_t>(grower)];
    const int64_t sequence = county_.Count(store).sequence();
    store += growers();
    if (store >= facilities) store = grower;
    return sequence;
  });
}

int PictureGrower::growers() const {
  return std::min(kMostGrowers, county_.size().facilities);
}

void PictureGrower::Grow(int64_t entries,
                         const std::function<int64_t(int)>& write) const {
  std::atomic<bool> is_large = false;
  std::vector<std::thread> threads;
  for (int i = 0; i < growers(); ++i) {
    threads.emplace_back([&, i] {
      while (!is_large) {
        if (write(i) >= entries) is_large = true;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

int64_t PictureGrower::PayMany() {
  county_.LetTimePass();
  funding::v1::BatchCreatePaymentsRequest sheet;
  sheet.set_parent("counties/990101");
  for (int i = 0; i < kPaymentsPerSheet; ++i) {
    *sheet.add_requests() = PaymentOf(county_.NewId(), i % kManyPayees);
  }
  funding::v1::BatchCreatePaymentsResponse answer;
  answer.ParseFromString(
      county_.AskGateway(Concat(gateway::kFunding, "BatchCreatePayments"),
                         sheet, county_.fixture().FinanceToken()));
  return LastOf(answer.results());
}

int64_t PictureGrower::ReportMany(int facility) {
  county_.LetTimePass();
  const int first =
      reported_[static_cast<size_t>(facility)].fetch_add(kReportsPerSheet);
  readiness::v1::BatchSubmitReportsRequest sheet;
  sheet.set_parent(PictureCounty::FacilityName(facility));
  for (int day = first; day < first + kReportsPerSheet; ++day) {
    *sheet.add_requests() = PastReport(county_.NewId(), facility, day);
  }
  readiness::v1::BatchSubmitReportsResponse answer;
  answer.ParseFromString(
      county_.AskGateway(Concat(gateway::kReadiness, "BatchSubmitReports"),
                         sheet, county_.ClerkOf(facility)));
  return LastOf(answer.results());
}

type::v1::Receipt PictureGrower::Pay() {
  county_.LetTimePass();
  funding::v1::CreatePaymentResponse answer;
  answer.ParseFromString(county_.AskGateway(
      Concat(gateway::kFunding, "CreatePayment"), PaymentOf(county_.NewId(), 0),
      county_.fixture().FinanceToken()));
  return answer.receipt();
}

type::v1::Receipt PictureGrower::Report() {
  county_.LetTimePass();
  const int facility = next_facility_++ % county_.size().facilities;
  readiness::v1::SubmitReportResponse answer;
  answer.ParseFromString(
      county_.AskGateway(Concat(gateway::kReadiness, "SubmitReport"),
                         PastReport(county_.NewId(), facility,
                                    reported_[static_cast<size_t>(facility)]++),
                         county_.ClerkOf(facility)));
  return answer.receipt();
}

type::v1::Receipt PictureGrower::Count() {
  return county_.Count(next_facility_++ % county_.size().facilities);
}

}  // namespace epiledger::bench
