#include "services/funding/funding_fixture.h"

#include "gtest/gtest.h"
#include "services/funding/funding_service.h"
#include "services/text.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::funding {

google::type::Money Fen(int64_t fen) {
  google::type::Money money;
  money.set_currency_code("CNY");
  money.set_units(fen / 100);
  money.set_nanos(static_cast<int32_t>(fen % 100) * 10'000'000);
  return money;
}

int64_t FenOf(const google::type::Money& money) {
  return money.units() * 100 + money.nanos() / 10'000'000;
}

google::type::Date Day(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

std::string PurposeName(const std::string& purpose) {
  return Concat(kCounty, "/purposes/", purpose);
}

std::string AllocationName(const std::string& document) {
  return Concat(kCounty, "/documents/", document, "/allocations/1");
}

FundingFixture::FundingFixture(Store store) {
  std::string url = Concat("sqlite:", folder_.path(), "/funding");
  if (store == Store::kMariadb) {
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    url = server.SocketUrl(server.NewSchema().value());
  }
  service_ =
      std::make_unique<testing::InProcess>("funding", url, &FundingMethods);
}

absl::StatusOr<v1::CreateFundResponse> FundingFixture::CreateFund(
    const std::string& id) {
  v1::CreateFundRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  request.set_fund_id(id);
  request.mutable_fund()->set_display_name("中央资金");
  request.mutable_fund()->set_kind(v1::Fund::KIND_CENTRAL);
  return service_->Call<v1::CreateFundResponse>("CreateFund", request);
}

absl::StatusOr<v1::CreatePurposeResponse> FundingFixture::CreatePurpose(
    const std::string& id) {
  v1::CreatePurposeRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  request.set_purpose_id(id);
  request.mutable_purpose()->set_display_name("防控物资");
  return service_->Call<v1::CreatePurposeResponse>("CreatePurpose", request);
}

absl::StatusOr<v1::CreateAppropriationResponse> FundingFixture::Appropriate(
    const std::string& id, const std::string& fund, int64_t fen,
    absl::CivilDay day) {
  v1::CreateAppropriationRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  request.set_appropriation_id(id);
  v1::Appropriation& appropriation = *request.mutable_appropriation();
  appropriation.set_fund(Concat(kCounty, "/funds/", fund));
  *appropriation.mutable_amount() = Fen(fen);
  *appropriation.mutable_appropriation_date() = Day(day);
  return service_->Call<v1::CreateAppropriationResponse>("CreateAppropriation",
                                                         request);
}

v1::CreateAllocationDocumentRequest FundingFixture::DocumentRequest(
    const std::string& id, const std::string& fund, int64_t fen,
    absl::CivilDay day) {
  v1::CreateAllocationDocumentRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  request.set_document_id(id);
  v1::AllocationDocument& document = *request.mutable_allocation_document();
  document.set_issuer("示范县财政局");
  document.set_number(Concat("示财〔2020〕", id, "号"));
  document.set_title("关于下达疫情防控资金的通知");
  *document.mutable_document_date() = Day(day);
  v1::Allocation& allocation = *document.add_allocations();
  allocation.set_fund(Concat(kCounty, "/funds/", fund));
  allocation.set_recipient(Concat(kCounty, "/facilities/people-hospital"));
  *allocation.mutable_amount() = Fen(fen);
  return request;
}

absl::StatusOr<v1::CreateAllocationDocumentResponse> FundingFixture::Allocate(
    const std::string& id, const std::string& fund, int64_t fen,
    const std::vector<Share>& shares, absl::CivilDay day) {
  auto request = DocumentRequest(id, fund, fen, day);
  v1::Allocation& allocation =
      *request.mutable_allocation_document()->mutable_allocations(0);
  for (const Share& share : shares) {
    auto& purpose = *allocation.add_purposes();
    purpose.set_purpose(PurposeName(share.purpose));
    if (share.fen > 0) *purpose.mutable_amount() = Fen(share.fen);
  }
  return Allocate(request);
}

v1::CreatePaymentRequest FundingFixture::PaymentRequest(
    const std::string& document, const std::string& purpose, int64_t fen,
    absl::CivilDay day) {
  v1::CreatePaymentRequest request;
  request.set_request_id(service_->NewId());
  request.set_parent(std::string(kCounty));
  v1::Payment& payment = *request.mutable_payment();
  payment.set_allocation(AllocationName(document));
  payment.set_purpose(PurposeName(purpose));
  *payment.mutable_amount() = Fen(fen);
  *payment.mutable_payment_date() = Day(day);
  payment.set_payee("示范医疗器械有限公司");
  payment.set_method(v1::Payment::METHOD_DIRECT);
  return request;
}

absl::StatusOr<v1::Allocation> FundingFixture::GetAllocation(
    const std::string& document, const type::v1::AsOf& as_of) {
  v1::GetAllocationRequest request;
  request.set_name(AllocationName(document));
  *request.mutable_as_of() = as_of;
  return service_->Call<v1::Allocation>("GetAllocation", request);
}

void FundingFixture::MakeSample() {
  ASSERT_TRUE(CreateFund("central").ok());
  ASSERT_TRUE(CreatePurpose("masks").ok());
  ASSERT_TRUE(CreatePurpose("gowns").ok());
  ASSERT_TRUE(Appropriate("a1", "central", 1'000'000, kFirstDay).ok());
  const auto document = Allocate("d1", "central", 600'000,
                                 {{"masks", 100'000}, {"gowns", 0}}, kFirstDay);
  ASSERT_TRUE(document.ok()) << document.status();
}

}  // namespace epiledger::funding
