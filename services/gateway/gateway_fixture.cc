#include "services/gateway/gateway_fixture.h"

#include <openssl/evp.h>
#include <sys/stat.h>

#include <fstream>
#include <utility>

#include "absl/time/clock.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "grpcpp/impl/codegen/client_unary_call.h"
#include "gtest/gtest.h"
#include "services/funding/funding_errors.h"
#include "services/funding/funding_service.h"
#include "services/gateway/picture_file.h"
#include "services/readiness/readiness_errors.h"
#include "services/readiness/readiness_service.h"
#include "services/rpc/bytes.h"
#include "services/rpc/channel.h"
#include "services/rpc/status.h"
#include "services/supplies/supplies_errors.h"
#include "services/supplies/supplies_service.h"
#include "services/text.h"
#include "tests/testing/certificate.h"

namespace epiledger::gateway {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(10);
// What MakeSample pays, its last write to funding.
constexpr int64_t kPaidYuan = 100;

template <typename T>
T Need(absl::StatusOr<T> value) {
  if (!value.ok()) {
    ADD_FAILURE() << "gateway fixture: " << value.status();
    std::abort();
  }
  return *std::move(value);
}

void MakeJournalKey(const std::string& path) {
  const testing::Key key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"),
                         &EVP_PKEY_free);
  std::ofstream(path) << testing::PrivatePem(key.get());
  if (chmod(path.c_str(), 0600) != 0) std::abort();
}

}  // namespace

AnsweredBytes CallBytes(grpc::Channel& channel, const std::string& path,
                        const std::string& request, const std::string& token) {
  grpc::ClientContext context;
  rpc::CallSettings settings;
  settings.token = token;
  rpc::Prepare(settings, context);
  const grpc::internal::RpcMethod method(path.c_str(),
                                         grpc::internal::RpcMethod::NORMAL_RPC);
  const grpc::ByteBuffer buffer = rpc::ToBuffer(request);
  grpc::ByteBuffer response;
  AnsweredBytes answer;
  answer.status =
      grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
          &channel, method, &context, buffer, &response);
  if (answer.status.ok()) answer.bytes = rpc::ToBytes(response);
  return answer;
}

Part PartOf(SourceId source, const google::protobuf::Message& summary,
            absl::Time feed_time) {
  std::unique_ptr<google::protobuf::Message> said(summary.New());
  said->CopyFrom(summary);
  return SourceOf(source).take({}, std::move(said), feed_time).value();
}

std::string ReasonOf(const grpc::Status& status) {
  return status.ok() ? "" : rpc::FromGrpcStatus(status).reason;
}

std::string FigureOf(const grpc::Status& status, const std::string& name) {
  if (status.ok()) return "";
  const rpc::Error error = rpc::FromGrpcStatus(status);
  const auto found = error.metadata.find(name);
  return found == error.metadata.end() ? "" : found->second;
}

GatewayFixture::GatewayFixture(Adjust adjust)
    : adjust_(std::move(adjust)),
      desk_(std::make_shared<readiness::TokenDesk>()) {
  MakeJournalKey(folder_.path() + "/journal.key");
  for (const SourceId source : kSourceIds) {
    certificates_[Index(source)] = pki_.Service(SourceOf(source).name);
    StartService(source);
  }
  options.tls = pki_.Service("public");
  options.edge = pki_.Service("edge");
  options.gateway = pki_.Service("gateway");
  options.token_keys = pki_.token_keys();
  options.token_issuer = testing::kIssuer;
  options.token_audience = testing::kAudience;
  options.cache_folder = folder_.path() + "/cache";
  options.reflection = true;
  StartGateway();
}

GatewayFixture::~GatewayFixture() {
  // Nobody asks any more, so none of them waits for quiet as Stop... does.
  // Those that ask readiness go before it.
  gateway_.reset();
  for (const SourceId source : kSourceIds) {
    if (source == SourceId::kReadiness) desk_->Close();
    services_[Index(source)].reset();
  }
}

absl::Status GatewayFixture::OpenTokenDesk() {
  host::Process& readiness = service(SourceId::kReadiness);
  return desk_->Open({pki_.token_key(), testing::kIssuer, testing::kAudience},
                     readiness.books(), readiness.tokens());
}

host::ProcessOptions GatewayFixture::ProcessOptionsOf(SourceId source) {
  const std::string name(SourceOf(source).name);
  host::ProcessOptions process;
  process.store = Concat("sqlite:", folder_.path(), "/", name);
  if (!options.services[Index(source)].empty()) {
    process.listen = options.services[Index(source)];
  }
  process.tls = certificates_[Index(source)];
  process.token_keys = pki_.token_keys();
  process.token_issuer = testing::kIssuer;
  process.token_audience = testing::kAudience;
  process.journal_key = folder_.path() + "/journal.key";
  process.page_key = folder_.path() + "/page.key";
  if (adjust_) adjust_(source, process);
  return process;
}

void GatewayFixture::StartService(SourceId source) {
  const std::array<host::ServiceDefinition, kSourceCount> definitions = {{
      {"funding", funding::FundingMessages(), &funding::FundingMethods},
      {"supplies", supplies::SuppliesMessages(), &supplies::SuppliesMethods},
      {"readiness", readiness::ReadinessMessages(),
       [desk = desk_](const host::Backend& backend) {
         return readiness::ReadinessMethods(backend, desk);
       }},
  }};
  const size_t i = Index(source);
  services_[i] = Need(
      host::Process::Start(definitions[i], ProcessOptionsOf(source), clock_));
  options.services[i] = Concat("127.0.0.1:", services_[i]->port());
}

void GatewayFixture::StopService(SourceId source) {
  if (source == SourceId::kReadiness) desk_->Close();
  services_[Index(source)]->Drain(absl::Seconds(5));
  services_[Index(source)].reset();
}

void GatewayFixture::StartGateway() {
  gateway_ = Need(Gateway::Start(options, clock_));
  Connect();
}

void GatewayFixture::StopGateway() {
  gateway_->Drain(absl::Seconds(5));
  gateway_.reset();
}

void GatewayFixture::Connect() {
  rpc::ChannelOptions channel;
  channel.target = Concat("127.0.0.1:", gateway_->port());
  channel.tls = pki_.NoCertificate();
  channel.own_connection = true;
  channel_ = Need(rpc::OpenChannel(channel));
}

std::string GatewayFixture::PictureFile() const {
  return PicturePath(options.cache_folder, kCounty);
}

std::string GatewayFixture::Token(auth::v1::Role role,
                                  const std::string& facility) {
  return pki_.Token(
      {Concat("person-", static_cast<int>(role)), kCounty, facility, {role}},
      clock_.Now());
}

std::string GatewayFixture::OperatorToken() {
  return pki_.Token({"operator", "", "", {auth::v1::ROLE_OPERATOR}},
                    clock_.Now());
}

template <typename Request>
void GatewayFixture::Do(const std::string& path, const std::string& request,
                        const std::string& token) {
  const AnsweredBytes answer = CallBytes(
      *channel_, path, From<Request>(request).SerializeAsString(), token);
  ASSERT_TRUE(answer.status.ok())
      << path << ": " << answer.status.error_message();
}

void GatewayFixture::CreateCounty() {
  for (const SourceId source : kSourceIds) {
    Do<journal::v1::CreateCountyRequest>(
        Concat(kJournal, "CreateCounty"),
        Concat("request_id: 'county' county: '990101' code: '990101' "
               "display_name: '示范县' utc_offset_minutes: 480 service: '",
               SourceOf(source).name, "'"),
        OperatorToken());
  }
}

void GatewayFixture::MakeSample() {
  CreateCounty();
  MakeMoney();
  MakeReadiness();
  MakeSupplies();
}

void GatewayFixture::MakeMoney() {
  const std::string finance = FinanceToken();
  const std::string path = kFunding;
  Do<funding::v1::CreateFundRequest>(
      path + "CreateFund",
      R"(request_id: 'fund' parent: 'counties/990101' fund_id: 'central'
         fund { display_name: '中央资金' kind: KIND_CENTRAL })",
      finance);
  Do<funding::v1::CreatePurposeRequest>(
      path + "CreatePurpose",
      R"(request_id: 'purpose' parent: 'counties/990101' purpose_id: 'masks'
         purpose { display_name: '防控物资' })",
      finance);
  Do<funding::v1::CreateAppropriationRequest>(
      path + "CreateAppropriation",
      R"(request_id: 'appropriation' parent: 'counties/990101'
         appropriation_id: 'a1'
         appropriation {
           fund: 'counties/990101/funds/central'
           amount { currency_code: 'CNY' units: 10000 }
           appropriation_date { year: 2020 month: 1 day: 20 }
         })",
      finance);
  Do<funding::v1::CreateAllocationDocumentRequest>(
      path + "CreateAllocationDocument",
      R"(request_id: 'document' parent: 'counties/990101' document_id: 'd1'
         allocation_document {
           issuer: '示范县财政局' number: '示财〔2020〕1号'
           title: '关于下达疫情防控资金的通知'
           document_date { year: 2020 month: 1 day: 20 }
           allocations {
             fund: 'counties/990101/funds/central'
             recipient: 'counties/990101/facilities/people'
             amount { currency_code: 'CNY' units: 6000 }
             purposes { purpose: 'counties/990101/purposes/masks' }
           }
         })",
      finance);
  ASSERT_TRUE(Pay("payment", 100).status.ok());
}

void GatewayFixture::MakeReadiness() {
  const std::string path = kRegister;
  Do<readiness::v1::CreateOrganizationRequest>(
      path + "CreateOrganization",
      R"(request_id: 'organization' parent: 'counties/990101'
         organization_id: 'health'
         organization { display_name: '示范县卫生健康局' })",
      OperatorToken());
  Do<readiness::v1::CreateFacilityRequest>(
      path + "CreateFacility",
      R"(request_id: 'facility' parent: 'counties/990101'
         facility_id: 'people'
         facility {
           display_name: '示范县人民医院' kind: KIND_HOSPITAL
           organization: 'counties/990101/organizations/health'
           report_form: REPORT_FORM_HOSPITAL_DAILY
         })",
      OperatorToken());
  Do<readiness::v1::CreateSubjectRequest>(
      path + "CreateSubject",
      R"(request_id: 'subject' parent: 'counties/990101' subject_id: 'li'
         subject {
           roles: ROLE_HOSPITAL
           facility: 'counties/990101/facilities/people'
         }
         display_name: '李护士' telephone: '13800000000')",
      OperatorToken());
  Do<readiness::v1::SetDutyContactRequest>(
      path + "SetDutyContact",
      R"(request_id: 'contact' name: 'counties/990101/facilities/people'
         duty_contact: 'counties/990101/subjects/li')",
      OperatorToken());
}

void GatewayFixture::MakeSupplies() {
  const std::string clerk = Token(auth::v1::ROLE_HOSPITAL, "people");
  const std::string path = kSupplies;
  Do<supplies::v1::CreateItemRequest>(
      path + "CreateItem",
      R"(request_id: 'item' parent: 'counties/990101' item_id: 'n95'
         item {
           display_name: 'N95 医用防护口罩' kind: KIND_CONSUMABLE
           base_unit: '只'
         })",
      HeadquartersToken());
  Do<supplies::v1::CreateStoreRequest>(
      path + "CreateStore",
      R"(request_id: 'store' parent: 'counties/990101/facilities/people'
         store_id: 'ward' store { display_name: '病区' kind: KIND_WARD })",
      clerk);
  Do<supplies::v1::CreateCountRequest>(
      path + "CreateCount",
      Concat("request_id: 'count' "
             "parent: 'counties/990101/facilities/people/stores/ward' "
             "count { count_time { seconds: ",
             absl::ToUnixSeconds(clock_.Now()),
             " } lines { item: 'counties/990101/items/n95' quantity {} "
             "confirm: true } }"),
      clerk);
}

funding::v1::CreatePaymentRequest GatewayFixture::PaymentRequest(
    const std::string& id, int64_t yuan) {
  auto request = From<funding::v1::CreatePaymentRequest>(
      R"(parent: 'counties/990101'
         payment {
           allocation: 'counties/990101/documents/d1/allocations/1'
           purpose: 'counties/990101/purposes/masks'
           amount { currency_code: 'CNY' }
           payment_date { year: 2020 month: 1 day: 21 }
           payee: '示范医疗器械有限公司' method: METHOD_DIRECT
         })");
  request.set_request_id(id);
  request.mutable_payment()->mutable_amount()->set_units(yuan);
  return request;
}

Answered<funding::v1::CreatePaymentResponse> GatewayFixture::Pay(
    const std::string& id, int64_t yuan) {
  return Call<funding::v1::CreatePaymentResponse>(
      Concat(kFunding, "CreatePayment"), PaymentRequest(id, yuan),
      FinanceToken());
}

Answered<command::v1::FacilityPicture> GatewayFixture::Facility(
    const std::string& id, const std::string& token) {
  command::v1::GetFacilityRequest request;
  request.set_name(Concat("counties/", kCounty, "/facilities/", id));
  return Call<command::v1::FacilityPicture>(Concat(kCommand, "GetFacility"),
                                            request, token);
}

Answered<command::v1::Overview> GatewayFixture::Overview(
    const std::string& token) {
  command::v1::GetOverviewRequest request;
  request.set_name(Concat("counties/", kCounty));
  return Call<command::v1::Overview>(Concat(kCommand, "GetOverview"), request,
                                     token);
}

command::v1::Overview GatewayFixture::AwaitOverview(
    const std::function<bool(const command::v1::Overview&)>& is_there) {
  const absl::Time end = absl::Now() + kPatience;
  const std::string token = HeadquartersToken();
  Answered<command::v1::Overview> answer = Overview(token);
  while (!is_there(answer.response) && absl::Now() < end) {
    absl::SleepFor(absl::Milliseconds(5));
    answer = Overview(token);
  }
  EXPECT_TRUE(answer.status.ok()) << answer.status.error_message();
  EXPECT_TRUE(is_there(answer.response)) << answer.response.DebugString();
  return answer.response;
}

bool IsComplete(const command::v1::Overview& overview) {
  const auto& readiness = overview.readiness().summary();
  return !overview.money().summary().documents().empty() &&
         PaidYuan(overview) >= kPaidYuan &&
         !overview.supplies().shortages().empty() &&
         readiness.facilities_size() == 1 &&
         !readiness.facilities(0).contact().telephone().empty();
}

int64_t PaidYuan(const command::v1::Overview& overview) {
  const auto& documents = overview.money().summary().documents();
  return documents.empty() ? -1 : documents[0].total().paid().units();
}

}  // namespace epiledger::gateway
