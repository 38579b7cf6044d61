// What passes through the gateway, tried before three real services.
#include "services/gateway/gateway.h"

#include <set>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/gateway/gateway_fixture.h"
#include "services/rpc/status.h"
#include "services/rpc/testing/reflection_client.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using auth::v1::ROLE_AUDITOR;
using auth::v1::ROLE_HOSPITAL;
using command::v1::GetOverviewRequest;
using ::testing::Contains;
using ::testing::HasSubstr;

class GatewayTest : public ::testing::Test, protected GatewayFixture {};

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
  for (const char* name :
       {"epiledger.funding.v1.FundingService",
        "epiledger.funding.v1.CommitmentService",
        "epiledger.funding.v1.AllocationChangeService",
        "epiledger.funding.v1.LiabilityService",
        "epiledger.funding.v1.AgeService",
        "epiledger.funding.v1.ArrivalService",
        "epiledger.funding.v1.AppropriationAdjustmentService",
        "epiledger.funding.v1.CarryOverService",
        "epiledger.funding.v1.DisbursementService",
        "epiledger.funding.v1.ReconciliationService",
        "epiledger.funding.v1.ReportService",
        "epiledger.funding.v1.PeriodService",
        "epiledger.funding.v1.ReversalService",
        "epiledger.funding.v1.ProposalService",
        "epiledger.supplies.v1.SuppliesService",
        "epiledger.supplies.v1.CountSheetService",
        "epiledger.supplies.v1.LotService",
        "epiledger.supplies.v1.NeedService",
        "epiledger.supplies.v1.RequisitionService",
        "epiledger.supplies.v1.ShipmentService",
        "epiledger.supplies.v1.FairShareService",
        "epiledger.supplies.v1.ConservationService",
        "epiledger.readiness.v1.FormService",
        "epiledger.readiness.v1.ReadinessService",
        "epiledger.readiness.v1.RegisterService",
        "epiledger.readiness.v1.ReportTotalsService",
        "epiledger.readiness.v1.SubjectProposalService",
        "epiledger.readiness.v1.PlanService",
        "epiledger.readiness.v1.DrillService",
        "epiledger.readiness.v1.InspectionService",
        "epiledger.readiness.v1.FindingService",
        "epiledger.readiness.v1.DutyService",
        "epiledger.readiness.v1.ReadinessEvidenceService",
        "epiledger.supplies.v1.SupplyEvidenceService",
        "epiledger.readiness.v1.BulletinService",
        "epiledger.journal.v1.JournalService",
        "epiledger.command.v1.BulletinIssuingService",
        "epiledger.command.v1.CommandService"}) {
    EXPECT_THAT(services, Contains(name));
  }
  EXPECT_THAT(client.Methods("epiledger.funding.v1.FundingService"),
              Contains("CreatePayment"));
  EXPECT_THAT(client.Methods("epiledger.funding.v1.CommitmentService"),
              Contains("PayCommitment"));
}

TEST_F(GatewayTest, WhatTheGatewayDeniesIsRecordedByReadiness) {
  MakeSample();
  EXPECT_FALSE(Facility("people", Token(ROLE_HOSPITAL, "chinese")).status.ok());
  journal::v1::Entry denial;
  const absl::Time end = absl::Now() + absl::Seconds(10);
  while (denial.sequence() == 0 && absl::Now() < end) {
    const auto entries = Call<journal::v1::ListEntriesResponse>(
        Concat(kJournal, "ListEntries"),
        From<journal::v1::ListEntriesRequest>(
            "book: 'counties/990101/books/readiness-access'"),
        Token(ROLE_AUDITOR));
    ASSERT_TRUE(entries.status.ok()) << entries.status.error_message();
    for (const journal::v1::Entry& entry : entries.response.entries()) {
      if (entry.method() == "epiledger.command.v1.CommandService.GetFacility") {
        denial = entry;
      }
    }
  }
  EXPECT_EQ(denial.subject(), Concat("person-", int{ROLE_HOSPITAL}));
  EXPECT_THAT(denial.frame(), HasSubstr("FACILITY_NOT_ALLOWED"));
  EXPECT_THAT(denial.frame(), HasSubstr("counties/990101/facilities/people"));
  // Only the gateway itself may record one.
  EXPECT_EQ(ReasonOf(CallBytes(channel(), Concat(kRegister, "RecordDenial"), "",
                               OperatorToken())
                         .status),
            "PEERS_ONLY");
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
