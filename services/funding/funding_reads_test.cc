// Every read of funding at random past points of both axes, against a model
// that shares nothing with the service.
#include <algorithm>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_model.h"
#include "services/text.h"
#include "tests/testing/past_reads.h"
#include "tests/testing/random_history.h"

namespace epiledger::funding {
namespace {

using ::testing::IsEmpty;
using testing::PastPoint;
using testing::PastReads;
using testing::ReasonOf;

constexpr int kDays = 12;
constexpr int kSteps = 200;
// Points of both axes, and of the recorded axis alone.
constexpr int kPoints = 10;
constexpr int kPointsOfOneAxis = 3;

std::vector<std::string> FundIds() { return {"central", "county", "gifts"}; }
std::vector<std::string> PurposeIds() {
  return {"masks", "gowns", "tests", "beds"};
}
std::vector<std::string> Recipients() { return {"people", "chinese"}; }
std::vector<std::string> Payees() { return {"示范医药公司", "示范器械厂"}; }

class FundingReadsTest : public ::testing::TestWithParam<
                             std::tuple<FundingFixture::Store, unsigned>>,
                         protected testing::RandomHistory {
 protected:
  FundingReadsTest()
      : RandomHistory(std::get<1>(GetParam())),
        funding_(std::get<0>(GetParam())) {
    times_.Add(funding_.service().clock().Now());
  }

  absl::CivilDay AnyDay() { return kFirstDay + Below(kDays); }

  // The entry of the write that follows.
  int64_t NextEntry() {
    return RandomHistory::NextEntry(funding_.service().clock(), absl::Hours(2));
  }

  // Funds and purposes come one by one, so that past points lack some.
  void Register() {
    const size_t funds = model_.funds.size();
    if (funds < FundIds().size()) {
      model_.funds.push_back({NextEntry(), FundIds()[funds]});
      return ExpectRecorded(funding_.CreateFund(FundIds()[funds]));
    }
    const size_t purposes = model_.purposes.size();
    if (purposes == PurposeIds().size()) return;
    model_.purposes.push_back({NextEntry(), PurposeIds()[purposes]});
    ExpectRecorded(funding_.CreatePurpose(PurposeIds()[purposes]));
  }

  v1::Classification AnyClassification() {
    v1::Classification codes;
    codes.set_function_code(Concat(2'100'400 + Below(20)));
    if (Below(2) == 0) codes.set_economic_code(Concat(301 + Below(9)));
    if (Below(2) == 0) codes.set_direct_fund_mark("01");
    return codes;
  }

  void Appropriate() {
    NotedAppropriation noted;
    noted.sequence = NextEntry();
    noted.id = Concat("a", model_.appropriations.size() + 1);
    noted.fund = OneOf(model_.funds).id;
    noted.fen = 1 + Below(60'000);
    noted.day = AnyDay();
    noted.paper = Below(2) == 0 ? "" : Concat("财〔2020〕", Below(100));
    if (Below(4) > 0) noted.classification = AnyClassification();
    v1::CreateAppropriationRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_appropriation_id(noted.id);
    *request.mutable_appropriation() = model_.Appropriation(noted);
    request.mutable_appropriation()->clear_name();
    ExpectRecorded(funding_.service().Call<v1::CreateAppropriationResponse>(
        "CreateAppropriation", request));
    model_.appropriations.push_back(noted);
  }

  NotedAllocation AnyAllocation() {
    NotedAllocation allocation;
    allocation.fund = OneOf(model_.funds).id;
    allocation.recipient = OneOf(Recipients());
    allocation.fen = 1 + Below(6'000);
    std::vector<NotedPurpose> purposes = model_.purposes;
    std::shuffle(purposes.begin(), purposes.end(), random_);
    purposes.resize(1 + static_cast<size_t>(Below(std::ssize(purposes))));
    for (const NotedPurpose& purpose : purposes) {
      allocation.shares.emplace_back(
          purpose.id, Below(3) == 0 ? 0 : Below(allocation.fen / 4 + 1));
    }
    return allocation;
  }

  // Mostly one allocation, sometimes so many that their ids have two digits.
  void Allocate() {
    NotedDocument noted;
    noted.id = Concat("d", model_.documents.size() + 1);
    noted.day = AnyDay();
    const int64_t lines = Below(6) == 0 ? 11 : 1 + Below(2);
    for (int64_t i = 0; i < lines; ++i) {
      noted.allocations.push_back(AnyAllocation());
    }
    std::map<std::string, int64_t> needed;
    for (const auto& one : noted.allocations) needed[one.fund] += one.fen;
    const bool fits =
        std::all_of(needed.begin(), needed.end(), [&](const auto& need) {
          return need.second <= model_.FundSpare(need.first, noted.day);
        });
    noted.sequence = NextEntry();
    v1::CreateAllocationDocumentRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    request.set_document_id(noted.id);
    *request.mutable_allocation_document() = model_.Heading(noted);
    request.mutable_allocation_document()->clear_name();
    for (int line = 1; line <= lines; ++line) {
      v1::Allocation& one =
          *request.mutable_allocation_document()->add_allocations();
      one = model_.Allocation(noted, line, {});
      one.clear_name();
      one.clear_effective_date();
      one.clear_balance();
      one.clear_state();
    }
    const auto answer =
        funding_.service().Call<v1::CreateAllocationDocumentResponse>(
            "CreateAllocationDocument", request);
    EXPECT_EQ(ReasonOf(answer.status()), fits ? "" : "FUND_OVERDRAWN");
    if (!answer.ok()) return;
    ExpectRecorded(answer);
    model_.documents.push_back(noted);
  }

  void Pay() {
    if (model_.documents.empty()) return;
    const NotedDocument& document = OneOf(model_.documents);
    NotedPayment noted;
    noted.document = document.id;
    noted.line = 1 + static_cast<int>(Below(std::ssize(document.allocations)));
    noted.purpose = OneOf(model_.purposes).id;
    noted.fen = 1 + Below(1'500);
    noted.day = document.day + Below(kDays + 1 - (document.day - kFirstDay));
    noted.payee = OneOf(Payees());
    noted.invoice_number = static_cast<int>(Below(2) * (1 + Below(60)));
    noted.invoice = TypedInvoice(noted.invoice_number, Below(8));
    if (Below(2) == 0) noted.voucher = Concat("凭证", Below(1'000));
    if (Below(2) == 0) noted.summary = Concat("第", Below(9), "批物资");
    noted.method = OneOf<v1::Payment::Method>(
        {v1::Payment::METHOD_DIRECT, v1::Payment::METHOD_AUTHORIZED,
         v1::Payment::METHOD_OWN_ACCOUNT});
    const std::string refusal = model_.Judge(noted);
    noted.sequence = NextEntry();
    v1::CreatePaymentRequest request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    *request.mutable_payment() = model_.Payment(noted);
    request.mutable_payment()->clear_name();
    request.mutable_payment()->clear_kind();
    request.mutable_payment()->clear_available_after();
    request.mutable_payment()->clear_undivided();
    request.mutable_payment()->clear_from_disbursed();
    const auto answer = funding_.Pay(request);
    EXPECT_EQ(ReasonOf(answer.status()), refusal) << answer.status();
    if (!answer.ok()) return;
    ExpectRecorded(answer);
    noted.name = answer->payment().name();
    model_.payments.push_back(noted);
  }

  // From a payment its allocation leads to the fund, and the fund to the
  // appropriations whose classification the money keeps.
  void ExpectTrailsOfPayments() {
    v1::ListAppropriationsRequest all;
    all.set_parent(std::string(kCounty));
    all.set_page_size(1'000);
    const auto appropriations =
        Ask<v1::ListAppropriationsResponse>("ListAppropriations", all);
    for (const NotedPayment& noted : model_.payments) {
      v1::GetPaymentRequest of_payment;
      of_payment.set_name(noted.name);
      const auto payment = Ask<v1::Payment>("GetPayment", of_payment);
      v1::GetAllocationRequest of_allocation;
      of_allocation.set_name(payment.allocation());
      const auto allocation =
          Ask<v1::Allocation>("GetAllocation", of_allocation);
      std::multiset<std::string> found;
      for (const auto& one : appropriations.appropriations()) {
        if (one.fund() != allocation.fund()) continue;
        found.insert(one.classification().ShortDebugString());
      }
      EXPECT_EQ(found, model_.ClassificationsOf(noted)) << noted.name;
    }
  }

  template <typename Response, typename Request>
  Response Ask(const char* method, const Request& request) {
    const auto answer = funding_.service().Call<Response>(method, request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? *answer : Response();
  }

  void Step(int step) {
    const int64_t choice = Below(20);
    if (step < 4 || choice == 0) return Register();
    if (choice < 4) return Appropriate();
    if (choice < 8) return Allocate();
    Pay();
  }

  FundingFixture funding_;
  FundingModel model_;
};

// The table of comparisons: each function asks one or two methods at a point.
class Comparison {
 public:
  Comparison(const FundingModel& model, PastReads& reads,
             const PastPoint& recorded, std::optional<absl::CivilDay> day)
      : model_(model), reads_(reads), recorded_(recorded) {
    at_.sequence = recorded.sequence;
    both_ = recorded.as_of;
    if (!day.has_value()) return;
    at_.day = *day;
    *both_.mutable_effective_date() = Day(*day);
  }

  void All() {
    Funds();
    Purposes();
    Appropriations();
    Documents();
    Allocations();
    Payments();
    Statements();
    Summary();
  }

 private:
  // Requests; of what has no days, at the recorded point.
  template <typename Request>
  Request Get(const std::string& name) {
    Request request;
    request.set_name(name);
    *request.mutable_as_of() = both_;
    return request;
  }
  template <typename Request>
  Request List(bool has_days = true) {
    Request request;
    request.set_parent(std::string(kCounty));
    *request.mutable_as_of() = has_days ? both_ : recorded_.as_of;
    return request;
  }
  template <typename Response>
  Response WithReadAt(Response response) {
    *response.mutable_read_at() = reads_.ReadAt(at_.sequence);
    return response;
  }
  // One known resource, or one that is not there yet.
  void Expect(const char* method, const google::protobuf::Message& request,
              const google::protobuf::Message& expected, int64_t sequence) {
    if (sequence > at_.sequence) return reads_.ExpectNotFound(method, request);
    reads_.ExpectAnswer(method, request, expected);
  }

  // The sequence from which dated money is there on the day asked.
  template <typename Noted>
  [[nodiscard]] int64_t SeenFrom(const Noted& noted) const {
    return noted.day <= at_.day ? noted.sequence : INT64_MAX;
  }

  static v1::Fund::Balance TotalOf(const v1::ListFundsResponse& list) {
    int64_t appropriated = 0;
    int64_t allocated = 0;
    for (const v1::Fund& fund : list.funds()) {
      appropriated += FenOf(fund.balance().appropriated());
      allocated += FenOf(fund.balance().allocated());
    }
    v1::Fund::Balance total;
    *total.mutable_appropriated() = Fen(appropriated);
    *total.mutable_allocated() = Fen(allocated);
    *total.mutable_available() = Fen(appropriated - allocated);
    return total;
  }

  void Funds() {
    v1::ListFundsResponse list;
    for (const NotedFund& fund : FundingModel::Known(model_.funds, at_)) {
      *list.add_funds() = model_.Fund(fund, at_);
    }
    list.set_total_size(list.funds_size());
    *list.mutable_total() = TotalOf(list);
    reads_.ExpectPages("ListFunds", List<v1::ListFundsRequest>(),
                       WithReadAt(list));
    for (const NotedFund& fund : model_.funds) {
      const v1::Fund expected = model_.Fund(fund, at_);
      Expect("GetFund", Get<v1::GetFundRequest>(expected.name()), expected,
             fund.sequence);
    }
  }

  void Purposes() {
    v1::ListPurposesResponse list;
    for (const auto& purpose : FundingModel::Known(model_.purposes, at_)) {
      *list.add_purposes() = model_.Purpose(purpose);
    }
    list.set_total_size(list.purposes_size());
    reads_.ExpectPages("ListPurposes", List<v1::ListPurposesRequest>(false),
                       WithReadAt(list));
  }

  // The model adjusts nothing.
  v1::Appropriation Unadjusted(const NotedAppropriation& noted) const {
    v1::Appropriation appropriation = model_.Appropriation(noted);
    *appropriation.mutable_adjusted_amount() = appropriation.amount();
    return appropriation;
  }

  void Appropriations() {
    v1::ListAppropriationsResponse list;
    int64_t total = 0;
    for (const auto& one : FundingModel::Dated(model_.appropriations, at_)) {
      *list.add_appropriations() = Unadjusted(one);
      total += one.fen;
    }
    list.set_total_size(list.appropriations_size());
    *list.mutable_total_amount() = Fen(total);
    *list.mutable_total_adjusted() = Fen(total);
    reads_.ExpectPages("ListAppropriations",
                       List<v1::ListAppropriationsRequest>(), WithReadAt(list));
    for (const NotedAppropriation& one : model_.appropriations) {
      const v1::Appropriation expected = Unadjusted(one);
      Expect("GetAppropriation",
             Get<v1::GetAppropriationRequest>(expected.name()), expected,
             SeenFrom(one));
    }
  }

  void Documents() {
    v1::ListAllocationDocumentsResponse list;
    int64_t total = 0;
    for (const auto& document : FundingModel::Dated(model_.documents, at_)) {
      *list.add_allocation_documents() = model_.Heading(document);
      for (const auto& one : document.allocations) total += one.fen;
    }
    list.set_total_size(list.allocation_documents_size());
    *list.mutable_total_allocated() = Fen(total);
    reads_.ExpectPages("ListAllocationDocuments",
                       List<v1::ListAllocationDocumentsRequest>(),
                       WithReadAt(list));
    for (const NotedDocument& document : model_.documents) {
      const v1::AllocationDocument expected = model_.Document(document, at_);
      Expect("GetAllocationDocument",
             Get<v1::GetAllocationDocumentRequest>(expected.name()), expected,
             SeenFrom(document));
    }
  }

  void Allocations() {
    auto request = List<v1::ListAllocationsRequest>();
    reads_.ExpectPages(
        "ListAllocations", request,
        WithReadAt(model_.Allocations(
            [](const auto&, const auto&) { return true; }, at_)));
    request.set_document(Concat(kCounty, "/documents/d1"));
    reads_.ExpectPages("ListAllocations", request,
                       WithReadAt(model_.Allocations(
                           [](const NotedDocument& document, const auto&) {
                             return document.id == "d1";
                           },
                           at_)));
    request.clear_document();
    request.set_fund(Concat(kCounty, "/funds/county"));
    request.set_recipient(Concat(kCounty, "/facilities/people"));
    reads_.ExpectPages("ListAllocations", request,
                       WithReadAt(model_.Allocations(
                           [](const auto&, const NotedAllocation& allocation) {
                             return allocation.fund == "county" &&
                                    allocation.recipient == "people";
                           },
                           at_)));
    for (const NotedDocument& document : model_.documents) {
      for (int i = 1; i <= std::ssize(document.allocations); ++i) {
        const v1::Allocation expected = model_.Allocation(document, i, at_);
        Expect("GetAllocation", Get<v1::GetAllocationRequest>(expected.name()),
               expected, SeenFrom(document));
      }
    }
  }

  void Payments() {
    auto request = List<v1::ListPaymentsRequest>();
    reads_.ExpectPages("ListPayments", request,
                       WithReadAt(model_.Payments("", at_)));
    for (const NotedDocument& document : model_.documents) {
      request.set_allocation(FundingModel::AllocationOf(document.id, 1));
      if (SeenFrom(document) > at_.sequence) {
        reads_.ExpectNotFound("ListPayments", request);
        continue;
      }
      reads_.ExpectPages(
          "ListPayments", request,
          WithReadAt(model_.Payments(request.allocation(), at_)));
    }
    for (const NotedPayment& payment : model_.payments) {
      Expect("GetPayment", Get<v1::GetPaymentRequest>(payment.name),
             model_.Payment(payment), SeenFrom(payment));
    }
  }

  void Statement(const std::string& account, int64_t sequence,
                 const v1::ListStatementLinesResponse& expected) {
    auto request = List<v1::ListStatementLinesRequest>();
    request.set_account(account);
    if (sequence > at_.sequence) {
      return reads_.ExpectNotFound("ListStatementLines", request);
    }
    reads_.ExpectPages("ListStatementLines", request, WithReadAt(expected));
  }

  void Statements() {
    for (const NotedFund& fund : model_.funds) {
      Statement(Concat(kCounty, "/funds/", fund.id), fund.sequence,
                model_.FundStatement(fund.id, at_));
    }
    for (const NotedDocument& document : model_.documents) {
      Statement(FundingModel::AllocationOf(document.id, 1), SeenFrom(document),
                model_.AllocationStatement(document, 1, at_));
    }
  }

  void Summary() {
    v1::CountySummary expected = WithReadAt(model_.Summary(at_));
    *expected.mutable_data_time() = testing::ToTimestamp(recorded_.data_time);
    reads_.ExpectAnswer("GetCountySummary",
                        Get<v1::GetCountySummaryRequest>(std::string(kCounty)),
                        expected);
  }

  const FundingModel& model_;
  PastReads& reads_;
  const PastPoint recorded_;
  ModelPoint at_;
  type::v1::AsOf both_;
};

TEST_P(FundingReadsTest, EveryReadEqualsTheModelAtAnyPastPoint) {
  SCOPED_TRACE(Concat("seed ", seed_));
  for (int step = 0; step < kSteps && !HasFatalFailure(); ++step) Step(step);
  ASSERT_GE(model_.payments.size(), 20u);
  ASSERT_GE(model_.documents.size(), 5u);
  PastReads reads(funding_.service(), receipt_);
  for (int i = 0; i < kPoints + kPointsOfOneAxis && !HasFailure(); ++i) {
    const PastPoint recorded = testing::PickPoint(times_, i % 2 == 1, random_);
    std::optional<absl::CivilDay> day;
    if (i < kPoints) day = AnyDay();
    SCOPED_TRACE(recorded.as_of.ShortDebugString());
    Comparison(model_, reads, recorded, day).All();
  }
  ExpectTrailsOfPayments();
  reads.ExpectAllCompared(
      *v1::ListFundsResponse::descriptor()->file()->service(0));
  RecordProperty("compared", static_cast<int>(reads.compared()));
  EXPECT_THAT(funding_.service().Verify().findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Seeds, FundingReadsTest,
    ::testing::Combine(::testing::Values(FundingFixture::Store::kSqlite),
                       ::testing::Values(1u, 2u, 3u)));
INSTANTIATE_TEST_SUITE_P(
    SeedsOnMariadb, FundingReadsTest,
    ::testing::Combine(::testing::Values(FundingFixture::Store::kMariadb),
                       ::testing::Values(4u)));

}  // namespace
}  // namespace epiledger::funding
