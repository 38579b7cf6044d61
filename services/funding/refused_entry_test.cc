// A refusal is evidence: what its entry keeps for whoever asks why, of every
// reason for which documents and payments alone are refused, on both engines.
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_names.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using testing::FiguresOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

// A request that must be refused, and what its entry must say.
struct Refused {
  const char* story;
  const char* method;
  std::shared_ptr<const google::protobuf::Message> request;
  std::string request_id;
  absl::StatusCode code;
  const char* reason;
  std::map<std::string, std::string> figures;
};

template <typename Request>
Refused RowOf(const char* story, const char* method, const Request& request,
              absl::StatusCode code, const char* reason,
              std::map<std::string, std::string> figures) {
  return {story,
          method,
          std::make_shared<Request>(request),
          request.request_id(),
          code,
          reason,
          std::move(figures)};
}

template <typename Request>
Refused MissingRow(const char* story, const char* method,
                   const Request& request, const char* reason,
                   std::string_view name) {
  return RowOf(story, method, request, absl::StatusCode::kNotFound, reason,
               {{"name", Concat(kCounty, name)}});
}

template <typename Request>
Refused TakenRow(const char* story, const char* method, const Request& request,
                 std::string_view name) {
  return RowOf(story, method, request, absl::StatusCode::kAlreadyExists,
               "NAME_TAKEN", {{"name", Concat(kCounty, name)}});
}

template <typename Request>
Refused BrokenRow(const char* story, const char* method, const Request& request,
                  const char* reason,
                  std::map<std::string, std::string> figures) {
  return RowOf(story, method, request, absl::StatusCode::kFailedPrecondition,
               reason, std::move(figures));
}

class RefusedEntry : public ::testing::TestWithParam<FundingFixture::Store> {
 protected:
  RefusedEntry() : funding_(GetParam()) { funding_.MakeSample(); }

  template <typename Request>
  Request New() {
    Request request;
    request.set_request_id(funding_.service().NewId());
    request.set_parent(std::string(kCounty));
    return request;
  }

  v1::CreateFundRequest Fund(const std::string& id) {
    auto request = New<v1::CreateFundRequest>();
    request.set_fund_id(id);
    request.mutable_fund()->set_display_name("县级资金");
    request.mutable_fund()->set_kind(v1::Fund::KIND_COUNTY);
    return request;
  }

  v1::CreatePurposeRequest Purpose(const std::string& id) {
    auto request = New<v1::CreatePurposeRequest>();
    request.set_purpose_id(id);
    request.mutable_purpose()->set_display_name("口罩");
    return request;
  }

  v1::CreateAppropriationRequest Appropriation(const std::string& id,
                                               std::string_view fund,
                                               int64_t fen) {
    auto request = New<v1::CreateAppropriationRequest>();
    request.set_appropriation_id(id);
    v1::Appropriation& appropriation = *request.mutable_appropriation();
    appropriation.set_fund(Concat(kCounty, "/funds/", fund));
    *appropriation.mutable_amount() = Fen(fen);
    *appropriation.mutable_appropriation_date() = Day(kFirstDay);
    return request;
  }

  v1::CreateAllocationDocumentRequest Document(const std::string& id,
                                               const std::string& fund,
                                               int64_t fen,
                                               std::string_view purpose) {
    auto request = funding_.DocumentRequest(id, fund, fen, kFirstDay);
    request.mutable_allocation_document()
        ->mutable_allocations(0)
        ->add_purposes()
        ->set_purpose(PurposeName(std::string(purpose)));
    return request;
  }

  v1::CreatePaymentRequest Payment(const std::string& document,
                                   const std::string& purpose, int64_t fen,
                                   int day = 0) {
    return funding_.PaymentRequest(document, purpose, fen, kFirstDay + day);
  }

  // Names that are taken, and names that nothing has.
  std::vector<Refused> Names() {
    return {
        TakenRow("a fund's id", "CreateFund", Fund("central"),
                 "/funds/central"),
        TakenRow("a purpose's id", "CreatePurpose", Purpose("masks"),
                 "/purposes/masks"),
        TakenRow("an appropriation's id", "CreateAppropriation",
                 Appropriation("a1", "central", 1), "/appropriations/a1"),
        TakenRow("a document's id", "CreateAllocationDocument",
                 Document("d1", "central", 1, "masks"), "/documents/d1"),
        MissingRow("no fund to appropriate to", "CreateAppropriation",
                   Appropriation("a2", "moon", 1), "FUND_NOT_FOUND",
                   "/funds/moon"),
        MissingRow("no fund to allocate from", "CreateAllocationDocument",
                   Document("d2", "moon", 1, "masks"), "FUND_NOT_FOUND",
                   "/funds/moon"),
        MissingRow("no such purpose", "CreateAllocationDocument",
                   Document("d2", "central", 1, "tea"), "PURPOSE_NOT_FOUND",
                   "/purposes/tea"),
        MissingRow("no such allocation", "CreatePayment",
                   Payment("d9", "masks", 1), "ALLOCATION_NOT_FOUND",
                   "/documents/d9/allocations/1"),
    };
  }

  // Documents and appropriations that do not fit.
  std::vector<Refused> Documents() {
    auto same_number = Document("d2", "central", 1, "masks");
    v1::AllocationDocument& document =
        *same_number.mutable_allocation_document();
    document.set_number("示财〔2020〕d1号");
    return {
        BrokenRow("a number recorded before", "CreateAllocationDocument",
                  same_number, "DOCUMENT_NUMBER_TAKEN",
                  {{"issuer", document.issuer()},
                   {"number", document.number()},
                   {"document", "d1"}}),
        BrokenRow("more than the fund has", "CreateAllocationDocument",
                  Document("d3", "central", 400'001, "masks"), "FUND_OVERDRAWN",
                  {{"fund", "central"},
                   {"available", "400000"},
                   {"needed", "400001"},
                   {"date", "2020-01-20"}}),
        BrokenRow("more than books can count", "CreateAppropriation",
                  Appropriation("a3", "central", limits::kMaxAmount),
                  "BALANCE_TOO_LARGE",
                  {{"account", "fund:central:available"},
                   {"limit", Concat(limits::kMaxAmount)}}),
    };
  }

  // Payments that do not fit. One payment is made first.
  std::vector<Refused> Payments() {
    auto paid = Payment("d1", "masks", 100);
    paid.mutable_payment()->set_invoice("04400123");
    const auto first = funding_.Pay(paid);
    EXPECT_TRUE(first.ok()) << first.status();
    if (!first.ok()) return {};
    EXPECT_TRUE(funding_.CreatePurpose("cars").ok());
    paid.set_request_id(funding_.service().NewId());
    const std::string gowns = Concat(kCounty, "/purposes/gowns");
    return {
        BrokenRow("an invoice paid before", "CreatePayment", paid,
                  "INVOICE_PAID_TWICE",
                  {{"payee", paid.payment().payee()},
                   {"invoice", "04400123"},
                   {"payment",
                    std::string(rpc::LastSegment(first->payment().name()))}}),
        BrokenRow("not what the money is for", "CreatePayment",
                  Payment("d1", "cars", 1), "PURPOSE_NOT_ALLOWED",
                  {{"purpose", Concat(kCounty, "/purposes/cars")},
                   {"allocation", AllocationName("d1")}}),
        BrokenRow(
            "before the money came", "CreatePayment",
            Payment("d1", "masks", 1, -1), "PAID_BEFORE_ALLOCATED",
            {{"payment_date", "2020-01-19"}, {"allocated", "2020-01-20"}}),
        BrokenRow("more than is left", "CreatePayment",
                  Payment("d1", "gowns", 500'001), "OVERSPENT",
                  {{"allocation", AllocationName("d1")},
                   {"purpose", gowns},
                   {"available", "500000"},
                   {"needed", "500001"},
                   {"date", "2020-01-20"}}),
    };
  }

  absl::Status Ask(const Refused& row) {
    return funding_.service()
        .CallBytes(row.method, *row.request, "clerk")
        .status();
  }

  static type::v1::Receipt ReceiptOf(const absl::Status& refusal) {
    type::v1::Receipt receipt;
    receipt.ParseFromString(rpc::FromStatus(refusal).receipt);
    return receipt;
  }

  void ExpectEntry(const Refused& row, const journal::Frame& entry) {
    EXPECT_EQ(entry.method,
              Concat("epiledger.funding.v1.FundingService.", row.method));
    EXPECT_EQ(entry.key.request_id, row.request_id);
    EXPECT_EQ(entry.code, row.code);
    EXPECT_EQ(entry.reason, row.reason);
    EXPECT_EQ(entry.metadata, row.figures);
    EXPECT_EQ(entry.event_type, row.request->GetDescriptor()->full_name());
    EXPECT_EQ(entry.event, row.request->SerializeAsString());
  }

  // Refused with its figures and a receipt, kept as it was asked, and frozen.
  void ExpectRefusedForGood(const Refused& row) {
    SCOPED_TRACE(row.story);
    const absl::Status refused = Ask(row);
    ASSERT_EQ(ReasonOf(refused), row.reason) << refused;
    EXPECT_EQ(refused.code(), row.code);
    EXPECT_EQ(FiguresOf(refused), row.figures);
    const type::v1::Receipt receipt = ReceiptOf(refused);
    ASSERT_GT(receipt.sequence(), 0);
    EXPECT_FALSE(receipt.replayed());
    ExpectEntry(row, funding_.service().EntryOf(receipt));

    const absl::Status again = Ask(row);
    EXPECT_EQ(ReasonOf(again), row.reason);
    EXPECT_EQ(FiguresOf(again), row.figures);
    EXPECT_TRUE(ReceiptOf(again).replayed());
    EXPECT_EQ(ReceiptOf(again).sequence(), receipt.sequence());
  }

  // Each of `rows` is one entry more, and nothing has moved.
  void ExpectAllRefusedForGood(const std::vector<Refused>& rows) {
    const ledger::VerifyReport before = funding_.service().Verify();
    for (const Refused& row : rows) ExpectRefusedForGood(row);
    const ledger::VerifyReport after = funding_.service().Verify();
    EXPECT_THAT(after.findings, IsEmpty());
    EXPECT_EQ(after.entries, before.entries + std::ssize(rows));
    EXPECT_EQ(after.movements, before.movements);
    EXPECT_EQ(after.balances, before.balances);
  }

  FundingFixture funding_;
};

TEST_P(RefusedEntry, NamesThatAreTakenOrMissingAreKeptAsAskedAndFrozen) {
  ExpectAllRefusedForGood(Names());
}

TEST_P(RefusedEntry, DocumentsThatDoNotFitAreKeptAsAskedAndFrozen) {
  ExpectAllRefusedForGood(Documents());
}

TEST_P(RefusedEntry, PaymentsThatDoNotFitAreKeptAsAskedAndFrozen) {
  ExpectAllRefusedForGood(Payments());
}

INSTANTIATE_TEST_SUITE_P(Engines, RefusedEntry,
                         ::testing::Values(FundingFixture::Store::kSqlite,
                                           FundingFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return engine.param == FundingFixture::Store::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

}  // namespace
}  // namespace epiledger::funding
