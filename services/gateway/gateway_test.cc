// The gateway before three real services: what passes through it, and the
// picture it keeps.
#include "services/gateway/gateway.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "absl/time/clock.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/gateway/picture_file.h"
#include "services/rpc/status.h"
#include "services/rpc/testing/reflection_client.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using auth::v1::ROLE_AUDITOR;
using auth::v1::ROLE_HOSPITAL;
using auth::v1::ROLE_SUPERVISION;
using command::v1::FacilityPicture;
using command::v1::GetFacilityRequest;
using command::v1::GetOverviewRequest;
using command::v1::PartStatus;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using OverviewMessage = command::v1::Overview;

constexpr char kTelephone[] = "13800000000";

class GatewayTest : public ::testing::Test, protected GatewayFixture {
 protected:
  funding::v1::CreatePaymentRequest Payment(const std::string& id,
                                            int64_t yuan) {
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

  Answered<funding::v1::CreatePaymentResponse> Pay(const std::string& id,
                                                   int64_t yuan) {
    return Call<funding::v1::CreatePaymentResponse>(
        Concat(kFunding, "CreatePayment"), Payment(id, yuan), FinanceToken());
  }

  Answered<FacilityPicture> Facility(const std::string& id,
                                     const std::string& token) {
    GetFacilityRequest request;
    request.set_name(Concat("counties/", kCounty, "/facilities/", id));
    return Call<FacilityPicture>(Concat(kCommand, "GetFacility"), request,
                                 token);
  }

  // The summary a service gives HQ itself, through the gateway.
  template <typename Summary>
  Summary Ask(const std::string& path) {
    const auto answer =
        Call<Summary>(Concat(path, "GetCountySummary"),
                      From<GetOverviewRequest>("name: 'counties/990101'"),
                      HeadquartersToken());
    EXPECT_TRUE(answer.status.ok()) << answer.status.error_message();
    return answer.response;
  }
};

bool IsComplete(const OverviewMessage& overview) {
  return !overview.money().summary().documents().empty() &&
         !overview.supplies().shortages().empty() &&
         overview.readiness().summary().facilities_size() == 1 &&
         !overview.readiness()
              .summary()
              .facilities(0)
              .contact()
              .telephone()
              .empty();
}

int64_t PaidYuan(const OverviewMessage& overview) {
  return overview.money().summary().documents().empty()
             ? -1
             : overview.money().summary().documents(0).total().paid().units();
}

std::string Bytes(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream),
          std::istreambuf_iterator<char>()};
}

// --- What passes through.

TEST_F(GatewayTest, FinanceRecordsAndIsRefusedThroughTheGateway) {
  MakeSample();
  const auto paid = Pay("p1", 200);
  ASSERT_TRUE(paid.status.ok()) << paid.status.error_message();
  EXPECT_EQ(paid.response.receipt().book(), "counties/990101/books/funding");

  const auto refused = Pay("p2", 1'000'000);
  EXPECT_EQ(refused.status.error_code(), grpc::StatusCode::FAILED_PRECONDITION);
  const rpc::Error error = rpc::FromGrpcStatus(refused.status);
  EXPECT_FALSE(error.reason.empty());
  EXPECT_EQ(FigureOf(refused.status, "available"), "570000");
  type::v1::Receipt receipt;
  ASSERT_TRUE(receipt.ParseFromString(error.receipt));
  EXPECT_EQ(receipt.sequence(), paid.response.receipt().sequence() + 1);

  // The refusal is frozen: the same again but for what says so.
  const auto again = Pay("p2", 1'000'000);
  EXPECT_EQ(ReasonOf(again.status), error.reason);
  EXPECT_EQ(again.status.error_message(), refused.status.error_message());
}

TEST_F(GatewayTest, WithoutATokenNothingIsAnswered) {
  MakeSample();
  for (const char* path : {kFunding, kSupplies, kReadiness}) {
    const AnsweredBytes answer = CallBytes(
        channel(), Concat(path, "GetCountySummary"),
        From<GetOverviewRequest>("name: 'counties/990101'").SerializeAsString(),
        "");
    EXPECT_EQ(ReasonOf(answer.status), "TOKEN_REQUIRED") << path;
    EXPECT_EQ(answer.status.error_code(), grpc::StatusCode::UNAUTHENTICATED);
  }
  EXPECT_EQ(ReasonOf(Overview("").status), "TOKEN_REQUIRED");
  EXPECT_EQ(ReasonOf(Overview("not.a.token").status), "TOKEN_INVALID");
}

TEST_F(GatewayTest, AForwardedCallNeverReachesAMethodForPeers) {
  const std::string path = Concat(kRegister, "ListRevocations");
  EXPECT_EQ(ReasonOf(CallBytes(channel(), path, "", "").status),
            "TOKEN_REQUIRED");
  const grpc::Status status =
      CallBytes(channel(), path, "", OperatorToken()).status;
  EXPECT_EQ(status.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ReasonOf(status), "PEERS_ONLY");
}

TEST_F(GatewayTest, AClerkMayNotReadTheCountysSummary) {
  MakeSample();
  for (const char* path : {kFunding, kSupplies, kReadiness}) {
    const auto answer = Call<GetOverviewRequest>(
        Concat(path, "GetCountySummary"),
        From<GetOverviewRequest>("name: 'counties/990101'"),
        Token(ROLE_HOSPITAL, "people"));
    EXPECT_EQ(ReasonOf(answer.status), "ROLE_NOT_ALLOWED") << path;
  }
}

TEST_F(GatewayTest, JournalCallsGoToTheServiceOfTheBook) {
  CreateCounty();
  const std::string auditor = Token(ROLE_AUDITOR);
  std::set<std::string> incarnations;
  for (const std::string book :
       {"funding", "supplies", "readiness", "funding-access"}) {
    journal::v1::GetCheckpointRequest request;
    request.set_book("counties/990101/books/" + book);
    const auto answer = Call<journal::v1::Checkpoint>(
        Concat(kJournal, "GetCheckpoint"), request, auditor);
    ASSERT_TRUE(answer.status.ok()) << answer.status.error_message();
    EXPECT_EQ(answer.response.book(), request.book());
    incarnations.insert(answer.response.incarnation());
  }
  EXPECT_EQ(incarnations.size(), 4u);

  journal::v1::GetCheckpointRequest none;
  EXPECT_EQ(Call<journal::v1::Checkpoint>(Concat(kJournal, "GetCheckpoint"),
                                          none, auditor)
                .status.error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  none.set_book("counties/990101/books/weather");
  EXPECT_EQ(Call<journal::v1::Checkpoint>(Concat(kJournal, "GetCheckpoint"),
                                          none, auditor)
                .status.error_code(),
            grpc::StatusCode::NOT_FOUND);
}

TEST_F(GatewayTest, ReflectionListsWhatIsForwarded) {
  rpc::ChannelOptions people;
  people.target = Concat("127.0.0.1:", gateway().port());
  people.tls = pki().NoCertificate();
  const testing::ReflectionClient client(rpc::OpenChannel(people).value());
  const std::vector<std::string> services = client.Services();
  for (const char* name : {"epiledger.funding.v1.FundingService",
                           "epiledger.supplies.v1.SuppliesService",
                           "epiledger.readiness.v1.ReadinessService",
                           "epiledger.readiness.v1.RegisterService",
                           "epiledger.journal.v1.JournalService",
                           "epiledger.command.v1.CommandService"}) {
    EXPECT_THAT(services, Contains(name));
  }
  EXPECT_THAT(client.Methods("epiledger.funding.v1.FundingService"),
              Contains("CreatePayment"));
}

// --- The picture.

TEST_F(GatewayTest, TheOverviewShowsWhatTheServicesSay) {
  MakeSample();
  clock().Advance(absl::Hours(3));
  ASSERT_TRUE(Pay("p1", 30).status.ok());
  const OverviewMessage overview =
      AwaitOverview([](const OverviewMessage& seen) {
        return IsComplete(seen) && PaidYuan(seen) == 130 &&
               seen.readiness().summary().overdue_size() == 1;
      });

  const auto money = Ask<funding::v1::CountySummary>(kFunding);
  EXPECT_EQ(overview.money().summary().SerializeAsString(),
            money.SerializeAsString());
  EXPECT_EQ(money.documents(0).total().available().units(), 5'870);

  const auto supplies = Ask<supplies::v1::CountySummary>(kSupplies);
  ASSERT_EQ(overview.supplies().items_size(), 1);
  EXPECT_EQ(overview.supplies().items(0).SerializeAsString(),
            supplies.items(0).SerializeAsString());
  EXPECT_EQ(overview.supplies().shortages(0).SerializeAsString(),
            supplies.stocks(0).SerializeAsString());
  EXPECT_EQ(overview.supplies().shortage_count(), 1);

  const auto readiness = Ask<readiness::v1::CountySummary>(kReadiness);
  EXPECT_EQ(overview.readiness().summary().SerializeAsString(),
            readiness.SerializeAsString());
  EXPECT_EQ(readiness.overdue(0).contact().telephone(), kTelephone);

  EXPECT_EQ(overview.name(), "counties/990101");
  EXPECT_EQ(overview.money().status().state(), PartStatus::STATE_FRESH);
  EXPECT_EQ(overview.money().status().read_at().SerializeAsString(),
            money.read_at().SerializeAsString());
  EXPECT_EQ(overview.money().status().data_time().SerializeAsString(),
            money.data_time().SerializeAsString());
}

TEST_F(GatewayTest, AFacilityIsShownWithWhatEachServiceKnows) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto seen = Facility("people", HeadquartersToken());
  ASSERT_TRUE(seen.status.ok()) << seen.status.error_message();
  ASSERT_EQ(seen.response.money().allocations_size(), 1);
  EXPECT_EQ(seen.response.money().allocations(0).balance().paid().units(), 100);
  ASSERT_EQ(seen.response.supplies().stocks_size(), 1);
  EXPECT_EQ(seen.response.supplies().stocks(0).item(),
            "counties/990101/items/n95");
  EXPECT_EQ(seen.response.readiness().summary().contact().telephone(),
            kTelephone);
  EXPECT_EQ(ReasonOf(Facility("nowhere", HeadquartersToken()).status),
            "FACILITY_NOT_FOUND");
}

TEST_F(GatewayTest, EachRoleSeesWhatItMay) {
  MakeSample();
  AwaitOverview(IsComplete);
  EXPECT_TRUE(IsComplete(Overview(Token(ROLE_SUPERVISION)).response));

  const OverviewMessage audit = Overview(Token(ROLE_AUDITOR)).response;
  EXPECT_EQ(audit.supplies().shortages_size(), 1);
  const auto& contact = audit.readiness().summary().facilities(0).contact();
  EXPECT_EQ(contact.subject(), "counties/990101/subjects/li");
  EXPECT_EQ(contact.telephone(), "");
  EXPECT_EQ(contact.display_name(), "");

  const OverviewMessage finance = Overview(FinanceToken()).response;
  EXPECT_EQ(PaidYuan(finance), 100);
  EXPECT_EQ(finance.supplies().items_size(), 1);
  EXPECT_EQ(finance.supplies().shortages_size(), 0);
  EXPECT_FALSE(finance.readiness().has_summary());
  EXPECT_EQ(finance.readiness().status().state(), PartStatus::STATE_FRESH);

  EXPECT_EQ(ReasonOf(Overview(Token(ROLE_HOSPITAL, "people")).status),
            "ROLE_NOT_ALLOWED");
}

TEST_F(GatewayTest, AHospitalSeesItselfAlone) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto own = Facility("people", Token(ROLE_HOSPITAL, "people"));
  ASSERT_TRUE(own.status.ok()) << own.status.error_message();
  EXPECT_EQ(own.response.money().allocations_size(), 0);
  EXPECT_EQ(own.response.supplies().stocks_size(), 1);
  EXPECT_TRUE(own.response.readiness().has_summary());
  EXPECT_EQ(own.response.readiness().summary().contact().telephone(), "");

  const grpc::Status other =
      Facility("people", Token(ROLE_HOSPITAL, "chinese")).status;
  EXPECT_EQ(other.error_code(), grpc::StatusCode::PERMISSION_DENIED);
  EXPECT_EQ(ReasonOf(other), "FACILITY_NOT_ALLOWED");
}

TEST_F(GatewayTest, ACountyNobodyKnowsIsNotFound) {
  const grpc::Status status = Overview(HeadquartersToken()).status;
  EXPECT_EQ(status.error_code(), grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(ReasonOf(status), "BOOK_NOT_FOUND");
}

TEST_F(GatewayTest, ThePastIsAskedOfTheServices) {
  MakeSample();
  AwaitOverview(IsComplete);
  const absl::Time before = clock().Now() + absl::Minutes(1);
  clock().Advance(absl::Minutes(10));
  const auto paid = Pay("p1", 300);
  ASSERT_TRUE(paid.status.ok());

  auto request = From<GetOverviewRequest>("name: 'counties/990101'");
  *request.mutable_as_of()->mutable_recorded_time() = ToProto(before);
  const std::string path = Concat(kCommand, "GetOverview");
  const auto then =
      Call<OverviewMessage>(path, request, HeadquartersToken()).response;
  EXPECT_EQ(PaidYuan(then), 100);
  EXPECT_LT(then.money().status().read_at().sequence(),
            paid.response.receipt().sequence());

  request.mutable_as_of()->set_sequence(3);
  EXPECT_EQ(Call<OverviewMessage>(path, request, HeadquartersToken())
                .status.error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);

  StopService(SourceId::kSupplies);
  *request.mutable_as_of()->mutable_recorded_time() = ToProto(before);
  const grpc::Status half =
      Call<OverviewMessage>(path, request, HeadquartersToken()).status;
  EXPECT_EQ(ReasonOf(half), "SERVICE_UNAVAILABLE");
  EXPECT_EQ(FigureOf(half, "service"), "supplies");
}

TEST_F(GatewayTest, WhoWroteReadsTheOwnWrite) {
  MakeSample();
  AwaitOverview(IsComplete);
  for (int64_t i = 1; i <= 20; ++i) {
    const auto paid = Pay(Concat("p", i), 1);
    ASSERT_TRUE(paid.status.ok());
    auto request = From<GetOverviewRequest>("name: 'counties/990101'");
    type::v1::BookToken& after = *request.add_after();
    after.set_book(paid.response.receipt().book());
    after.set_incarnation(paid.response.receipt().incarnation());
    after.set_sequence(paid.response.receipt().sequence());
    const auto seen = Call<OverviewMessage>(Concat(kCommand, "GetOverview"),
                                            request, HeadquartersToken());
    ASSERT_TRUE(seen.status.ok()) << seen.status.error_message();
    EXPECT_EQ(PaidYuan(seen.response), 100 + i);
  }
  auto request = From<GetOverviewRequest>("name: 'counties/990101'");
  request.add_after()->set_book("counties/1/books/funding");
  EXPECT_EQ(Call<OverviewMessage>(Concat(kCommand, "GetOverview"), request,
                                  HeadquartersToken())
                .status.error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
}

// --- Services that stop, and the gateway too.

TEST_F(GatewayTest, AStoppedServiceKeepsItsLastFigures) {
  MakeSample();
  const OverviewMessage before = AwaitOverview(IsComplete);
  StopService(SourceId::kFunding);
  clock().Advance(absl::Seconds(14));
  EXPECT_EQ(Overview(HeadquartersToken()).response.money().status().state(),
            PartStatus::STATE_FRESH);
  clock().Advance(absl::Seconds(2));
  const OverviewMessage stale = AwaitOverview([](const OverviewMessage& seen) {
    return seen.money().status().state() == PartStatus::STATE_STALE &&
           seen.supplies().status().state() == PartStatus::STATE_FRESH &&
           seen.readiness().status().state() == PartStatus::STATE_FRESH;
  });
  EXPECT_EQ(stale.money().summary().SerializeAsString(),
            before.money().summary().SerializeAsString());
  EXPECT_EQ(PaidYuan(stale), 100);

  StartService(SourceId::kFunding);
  AwaitOverview([](const OverviewMessage& seen) {
    return seen.money().status().state() == PartStatus::STATE_FRESH;
  });
  ASSERT_TRUE(Pay("p1", 5).status.ok());
  AwaitOverview(
      [](const OverviewMessage& seen) { return PaidYuan(seen) == 105; });
}

TEST_F(GatewayTest, TheGatewaysRestartWhileAServiceIsDownLosesNothing) {
  MakeSample();
  AwaitOverview(IsComplete);
  StopService(SourceId::kFunding);
  const auto feed_time =
      Overview(HeadquartersToken()).response.money().status().feed_time();
  StopGateway();
  clock().Advance(absl::Minutes(5));
  StartGateway();
  const OverviewMessage seen = AwaitOverview([](const OverviewMessage& now) {
    return now.readiness().status().state() == PartStatus::STATE_FRESH;
  });
  EXPECT_EQ(PaidYuan(seen), 100);
  EXPECT_EQ(seen.money().status().state(), PartStatus::STATE_STALE);
  EXPECT_EQ(seen.money().status().feed_time().SerializeAsString(),
            feed_time.SerializeAsString());
}

TEST_F(GatewayTest, ADamagedPictureIsIgnored) {
  MakeSample();
  AwaitOverview(IsComplete);
  StopService(SourceId::kFunding);
  StopGateway();
  std::string bytes = Bytes(PictureFile());
  ASSERT_GT(bytes.size(), 200u);
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream(PictureFile(), std::ios::binary) << bytes;
  EXPECT_TRUE(
      absl::IsDataLoss(LoadPicture(options.cache_folder, kCounty).status()));
  StartGateway();
  const OverviewMessage seen = AwaitOverview([](const OverviewMessage& now) {
    return now.readiness().status().state() == PartStatus::STATE_FRESH;
  });
  EXPECT_EQ(seen.money().status().state(), PartStatus::STATE_NEVER_SEEN);
  EXPECT_FALSE(seen.money().has_summary());
}

TEST_F(GatewayTest, NamesAndTelephonesAreNotKeptInFiles) {
  MakeSample();
  AwaitOverview(IsComplete);
  StopGateway();
  const std::string bytes = Bytes(PictureFile());
  EXPECT_THAT(bytes, HasSubstr("示范县人民医院"));
  EXPECT_THAT(bytes, Not(HasSubstr(kTelephone)));
  EXPECT_THAT(bytes, Not(HasSubstr("李护士")));
  EXPECT_EQ(
      std::filesystem::status(PictureFile()).permissions(),
      std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  StartGateway();
}

TEST_F(GatewayTest, AnErasedPersonIsGoneFromThePicture) {
  MakeSample();
  AwaitOverview(IsComplete);
  const auto erased = Call<readiness::v1::ErasePersonResponse>(
      Concat(kRegister, "ErasePerson"),
      From<readiness::v1::ErasePersonRequest>(
          "request_id: 'erase' name: 'counties/990101/subjects/li'"),
      OperatorToken());
  ASSERT_TRUE(erased.status.ok()) << erased.status.error_message();
  AwaitOverview([](const OverviewMessage& seen) {
    const auto& line = seen.readiness().summary().facilities(0);
    return line.contact().telephone().empty();
  });
}

TEST(GatewayOptionsTest, ThePortStaysOnLoopbackUnlessSomethingIsBeforeIt) {
  GatewayOptions options;
  options.listen = "0.0.0.0:0";
  const SystemClock clock;
  const absl::Status status = Gateway::Start(options, clock).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("--behind-proxy"));
}

}  // namespace
}  // namespace epiledger::gateway
