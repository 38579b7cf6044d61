#include "tests/faults/county_setup.h"

#include "services/text.h"
#include "tests/faults/county_names.h"

namespace epiledger::faults {
namespace {

using FundingStub = FundingClient::FundingStub;

constexpr int64_t kFundFen = 100'000'000'000'000;
constexpr int64_t kHotFen = 10'000'000'000'000;
constexpr int64_t kOtherFen = 1'000'000'000'000;
constexpr int64_t kPoorFen = 100;

absl::Status CreateCounty(FundingClient& client) {
  journal::v1::CreateCountyRequest request;
  request.set_request_id("county");
  request.set_service("funding");
  request.set_county(kCounty);
  request.set_code("990101");
  request.set_display_name("示范县");
  request.set_utc_offset_minutes(480);
  journal::v1::CreateCountyResponse response;
  return client.Call(&FundingClient::JournalStub::CreateCounty,
                     client.credentials().operator_token(), request, response);
}

absl::Status CreateFund(FundingClient& client) {
  funding::v1::CreateFundRequest request;
  request.set_request_id("fund");
  request.set_parent(CountyName());
  request.set_fund_id("central");
  request.mutable_fund()->set_display_name("中央资金");
  request.mutable_fund()->set_kind(funding::v1::Fund::KIND_CENTRAL);
  funding::v1::CreateFundResponse response;
  return client.Call(&FundingStub::CreateFund,
                     client.credentials().clerk_token(0), request, response);
}

absl::Status CreatePurpose(FundingClient& client) {
  funding::v1::CreatePurposeRequest request;
  request.set_request_id("purpose");
  request.set_parent(CountyName());
  request.set_purpose_id("masks");
  request.mutable_purpose()->set_display_name("口罩");
  funding::v1::CreatePurposeResponse response;
  return client.Call(&FundingStub::CreatePurpose,
                     client.credentials().clerk_token(0), request, response);
}

absl::Status Appropriate(FundingClient& client) {
  funding::v1::CreateAppropriationRequest request;
  request.set_request_id("appropriation");
  request.set_parent(CountyName());
  request.set_appropriation_id("a1");
  funding::v1::Appropriation& money = *request.mutable_appropriation();
  money.set_fund(NameOf("funds", "central"));
  *money.mutable_amount() = MoneyOf(kFundFen);
  *money.mutable_appropriation_date() = DayOf(0);
  funding::v1::CreateAppropriationResponse response;
  return client.Call(&FundingStub::CreateAppropriation,
                     client.credentials().clerk_token(0), request, response);
}

absl::Status Allocate(FundingClient& client, const std::string& id,
                      int64_t fen) {
  funding::v1::CreateAllocationDocumentRequest request;
  request.set_request_id("document-" + id);
  request.set_parent(CountyName());
  request.set_document_id(id);
  auto& document = *request.mutable_allocation_document();
  document.set_issuer("示范县财政局");
  document.set_number(Concat("示财〔2020〕", id, "号"));
  document.set_title("关于下达疫情防控资金的通知");
  *document.mutable_document_date() = DayOf(0);
  funding::v1::Allocation& allocation = *document.add_allocations();
  allocation.set_fund(NameOf("funds", "central"));
  allocation.set_recipient(NameOf("facilities", "people-hospital"));
  *allocation.mutable_amount() = MoneyOf(fen);
  allocation.add_purposes()->set_purpose(NameOf("purposes", "masks"));
  funding::v1::CreateAllocationDocumentResponse response;
  return client.Call(&FundingStub::CreateAllocationDocument,
                     client.credentials().clerk_token(0), request, response);
}

}  // namespace

absl::Status MakeCounty(FundingClient& client) {
  absl::Status status = CreateCounty(client);
  if (status.ok()) status = CreateFund(client);
  if (status.ok()) status = CreatePurpose(client);
  if (status.ok()) status = Appropriate(client);
  if (status.ok()) status = Allocate(client, kHot, kHotFen);
  for (const char* const other : kOthers) {
    if (status.ok()) status = Allocate(client, other, kOtherFen);
  }
  if (status.ok()) status = Allocate(client, kPoor, kPoorFen);
  return status;
}

}  // namespace epiledger::faults
