#include "tests/bench/picture_county.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "epiledger/command/v1/command_service.pb.h"
#include "epiledger/readiness/v1/inspection_service.pb.h"
#include "epiledger/readiness/v1/plan_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"
#include "epiledger/supplies/v1/evidence_service.pb.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "services/rpc/channel.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::bench {
namespace {

using gateway::From;
using gateway::SourceId;

constexpr char kPictured[] = "counties/990101";
constexpr char kInspections[] = "/epiledger.readiness.v1.InspectionService/";
constexpr char kPlans[] = "/epiledger.readiness.v1.PlanService/";
constexpr char kRequisitions[] = "/epiledger.supplies.v1.RequisitionService/";
constexpr char kSupplyEvidence[] =
    "/epiledger.supplies.v1.SupplyEvidenceService/";
// Writers that make the county.
constexpr int kMakers = 32;
// Pieces found at the first count, of an item there is plenty of.
constexpr int64_t kPlenty = 1'000'000;
// Each later count finds so many pieces less.
constexpr int64_t kUsedBetweenCounts = 9;
// Every so many items is one that runs short.
constexpr int kScarceEvery = 7;
// Items that the county's list calls essential.
constexpr int kEssential = 20;
constexpr absl::Duration kPictureSoon = absl::Seconds(60);

std::string ItemName(int item) { return Concat(kPictured, "/items/i", item); }

absl::CivilDay DayOf(absl::Time time) {
  return absl::ToCivilDay(time, absl::FixedTimeZone(8 * 60 * 60));
}
std::string DateText(absl::CivilDay day) {
  return Concat("{ year: ", day.year(), " month: ", day.month(),
                " day: ", day.day(), " }");
}

std::array<std::string, gateway::kSourceCount> NewStores(
    Engine engine, const std::string& folder) {
  std::array<std::string, gateway::kSourceCount> stores;
  for (const SourceId source : gateway::kSourceIds) {
    stores[gateway::Index(source)] = NewStoreUrl(
        engine, std::string(gateway::SourceOf(source).name), folder);
  }
  return stores;
}

// What the count with this number finds of an item, from 0 on.
int64_t FoundAt(int64_t count, int item, int counts) {
  const int64_t begin = item % kScarceEvery == 0
                            ? (counts + item % 4) * kUsedBetweenCounts
                            : kPlenty;
  return std::max<int64_t>(0, begin - count * kUsedBetweenCounts);
}

}  // namespace

PictureCounty::PictureCounty(Engine engine, const PictureCountySize& size)
    : size_(size),
      stores_(NewStores(engine, folder_.path())),
      fixture_([this](SourceId source, host::ProcessOptions& process) {
        process.store = store(source);
      }),
      looked_at_(absl::Now()),
      counted_(static_cast<size_t>(size.facilities)) {
  OrDie(fixture_.OpenTokenDesk());
  fixture_.MakeSample();
  // It would look at the county after every write.
  fixture_.StopGateway();
  ConnectToServices();
  MakeRegister();
  MakeGoods();
  LiveThrough();
  MakeFindings();
  MakeRequests();
  headquarters_ = fixture_.HeadquartersToken();
  AwaitPicture();
}

void PictureCounty::ConnectToServices() {
  for (const SourceId source : gateway::kSourceIds) {
    rpc::ChannelOptions channel;
    channel.target = fixture_.options.services[gateway::Index(source)];
    channel.tls = fixture_.options.edge;
    direct_[gateway::Index(source)] = OrDie(rpc::OpenChannel(channel));
  }
}

std::string PictureCounty::Ask(grpc::Channel& channel, const std::string& path,
                               const std::string& request,
                               const std::string& token) {
  gateway::AnsweredBytes answer =
      gateway::CallBytes(channel, path, request, token);
  if (answer.status.ok()) return std::move(answer.bytes);
  (void)std::fprintf(stderr, "%s: %s\n", path.c_str(),
                     answer.status.error_message().c_str());
  std::abort();
}

template <typename Request>
void PictureCounty::Write(SourceId source, const std::string& path,
                          const std::string& fields, const std::string& token) {
  auto request = From<Request>(fields);
  request.set_request_id(NewId());
  (void)Ask(*direct_[gateway::Index(source)], path, request.SerializeAsString(),
            token);
}

void PictureCounty::ForEachFacility(const std::function<void(int)>& act) const {
  std::atomic<int> next = 0;
  std::vector<std::thread> makers;
  for (int i = 0; i < kMakers; ++i) {
    makers.emplace_back([&] {
      for (int facility = next++; facility < size_.facilities;
           facility = next++) {
        act(facility);
      }
    });
  }
  for (std::thread& maker : makers) maker.join();
}

std::string PictureCounty::NewId() {
  return absl::StrFormat("01900000-0000-7000-8000-%012d", ++next_id_);
}

std::string PictureCounty::ClerkOf(int facility) {
  return fixture_.Token(auth::v1::ROLE_HOSPITAL, Concat("f", facility));
}

std::string PictureCounty::FacilityName(int facility) {
  return Concat(kPictured, "/facilities/f", facility);
}

std::string PictureCounty::AskGateway(const std::string& path,
                                      const google::protobuf::Message& request,
                                      const std::string& token) {
  return Ask(fixture_.channel(), path, request.SerializeAsString(), token);
}

void PictureCounty::LetTimePass() {
  const absl::MutexLock lock(&mutex_);
  const absl::Time now = absl::Now();
  fixture_.clock().Advance(now - std::exchange(looked_at_, now));
}

void PictureCounty::MakeRegister() {
  const std::string token = fixture_.OperatorToken();
  ForEachFacility([&](int facility) {
    Write<readiness::v1::CreateFacilityRequest>(
        SourceId::kReadiness, Concat(gateway::kRegister, "CreateFacility"),
        Concat("parent: 'counties/990101' facility_id: 'f", facility,
               "' facility { display_name: '示范医院' kind: KIND_HOSPITAL "
               "organization: 'counties/990101/organizations/health' "
               "report_form: REPORT_FORM_HOSPITAL_DAILY }"),
        token);
  });
}

void PictureCounty::MakeGoods() {
  const std::string token = fixture_.HeadquartersToken();
  std::string essential = Concat(
      "name: 'counties/990101/essentialLists/all' display_name: '必备清单' "
      "version { valid_from ",
      DateText(DayOf(fixture_.clock().Now())));
  for (int item = 0; item < size_.items; ++item) {
    Write<supplies::v1::CreateItemRequest>(
        SourceId::kSupplies, Concat(gateway::kSupplies, "CreateItem"),
        Concat("parent: 'counties/990101' item_id: 'i", item,
               "' item { display_name: '物资' kind: KIND_CONSUMABLE "
               "base_unit: '只' }"),
        token);
    if (item >= kEssential) continue;
    absl::StrAppendFormat(&essential,
                          " lines { item: '%s' ready_days_tenths: 70 "
                          "at_risk_days_tenths: 30 }",
                          ItemName(item));
  }
  ForEachFacility([&](int facility) {
    Write<supplies::v1::CreateStoreRequest>(
        SourceId::kSupplies, Concat(gateway::kSupplies, "CreateStore"),
        Concat(
            "parent: '", FacilityName(facility),
            "' store_id: 's' store { display_name: '库房' kind: KIND_WARD }"),
        token);
  });
  for (int facility = 0; facility < size_.facilities; ++facility) {
    absl::StrAppendFormat(&essential, " facilities: '%s'",
                          FacilityName(facility));
  }
  Write<supplies::v1::SetEssentialListRequest>(
      SourceId::kSupplies, Concat(kSupplyEvidence, "SetEssentialList"),
      essential + " }", token);
}

// Day by day: counts, and reports in the evening of all days but the last.
void PictureCounty::LiveThrough() {
  const int every = std::max(1, size_.days / size_.counts);
  for (int day = 1; day <= size_.days; ++day) {
    if ((size_.days - day) % every == 0) {
      ForEachFacility([this](int facility) {
        (void)Ask(*direct_[gateway::Index(SourceId::kSupplies)],
                  Concat(gateway::kSupplies, "CreateCount"),
                  CountOf(facility).SerializeAsString(), ClerkOf(facility));
      });
    }
    if (day == size_.days) break;
    ForEachFacility([this](int facility) {
      (void)Ask(*direct_[gateway::Index(SourceId::kReadiness)],
                Concat(gateway::kReadiness, "SubmitReport"),
                ReportOf(facility).SerializeAsString(), ClerkOf(facility));
    });
    fixture_.clock().Advance(absl::Hours(24));
  }
}

void PictureCounty::MakeFindings() {
  const std::string token = fixture_.HeadquartersToken();
  const absl::CivilDay today = DayOf(fixture_.clock().Now());
  ForEachFacility([&](int facility) {
    Write<readiness::v1::CreatePlanRequest>(
        SourceId::kReadiness, Concat(kPlans, "CreatePlan"),
        Concat("parent: '", FacilityName(facility),
               "' plan_id: 'p' plan { scenario: '发热病人集中就诊' "
               "title: '应急预案' approver: 'counties/990101/subjects/li' "
               "approve_date ",
               DateText(today - 20), " review_date ", DateText(today + 300),
               " }"),
        token);
    auto request = From<readiness::v1::CreateInspectionRequest>(
        Concat("parent: '", FacilityName(facility),
               "' inspection { organization: "
               "'counties/990101/organizations/health' subject_matter: "
               "'传染病房' inspection_date ",
               DateText(today - 3), " }"));
    request.set_request_id(NewId());
    readiness::v1::CreateInspectionResponse inspected;
    inspected.ParseFromString(
        Ask(*direct_[gateway::Index(SourceId::kReadiness)],
            Concat(kInspections, "CreateInspection"),
            request.SerializeAsString(), token));
    for (const int due : {-1, 5}) {
      Write<readiness::v1::CreateInspectionFindingRequest>(
          SourceId::kReadiness, Concat(kInspections, "CreateInspectionFinding"),
          Concat("parent: '", inspected.inspection().name(),
                 "' finding { description: '缺少防护面罩' severity: "
                 "SEVERITY_MAJOR due_date ",
                 DateText(today + due), " }"),
          token);
    }
  });
}

void PictureCounty::MakeRequests() {
  ForEachFacility([&](int facility) {
    Write<supplies::v1::CreateRequisitionRequest>(
        SourceId::kSupplies, Concat(kRequisitions, "CreateRequisition"),
        Concat("parent: '", FacilityName(facility), "' requisition { store: '",
               FacilityName(facility),
               "/stores/s' reason: '用量增加' lines { item: '", ItemName(0),
               "' quantity { pieces: 100 } } }"),
        ClerkOf(facility));
  });
}

readiness::v1::SubmitReportRequest PictureCounty::ReportOf(int facility) {
  const absl::CivilDay today = DayOf(fixture_.clock().Now());
  auto request = From<readiness::v1::SubmitReportRequest>(
      Concat("parent: '", FacilityName(facility), "' report { report_date ",
             DateText(today),
             " figures { beds_staffed { value: 420 } beds_occupied { value: ",
             300 + (facility + today.day()) % 100,
             " } icu_beds_staffed { value: 20 } icu_beds_occupied { value: ",
             10 + today.day() % 5,
             " } ventilators_total { value: 30 } ventilators_in_use "
             "{ value: 12 } inpatients { value: 290 } staff_total "
             "{ value: 800 } staff_on_duty { value: 500 } four_in_place { "
             "personnel { state: STATE_IN_PLACE } equipment { state: "
             "STATE_NOT_IN_PLACE note: '缺呼吸机' } medicines { state: "
             "STATE_IN_PLACE } duty { state: STATE_IN_PLACE } } } }"));
  request.set_request_id(NewId());
  return request;
}

supplies::v1::CreateCountRequest PictureCounty::CountOf(int facility) {
  supplies::v1::CreateCountRequest request;
  request.set_request_id(NewId());
  request.set_parent(FacilityName(facility) + "/stores/s");
  *request.mutable_count()->mutable_count_time() =
      ToTimestamp(fixture_.clock().Now());
  const int64_t count = counted_[static_cast<size_t>(facility)]++;
  for (int item = 0; item < size_.items; ++item) {
    supplies::v1::CountLine& line = *request.mutable_count()->add_lines();
    line.set_item(ItemName(item));
    line.mutable_quantity()->set_pieces(FoundAt(count, item, size_.counts));
    line.set_confirm(true);
  }
  return request;
}

type::v1::Receipt PictureCounty::Pay() {
  LetTimePass();
  funding::v1::CreatePaymentResponse answer;
  answer.ParseFromString(
      AskGateway(Concat(gateway::kFunding, "CreatePayment"),
                 gateway::GatewayFixture::PaymentRequest(NewId(), 1),
                 fixture_.FinanceToken()));
  return answer.receipt();
}

type::v1::Receipt PictureCounty::Report(int facility) {
  LetTimePass();
  readiness::v1::SubmitReportResponse answer;
  answer.ParseFromString(AskGateway(Concat(gateway::kReadiness, "SubmitReport"),
                                    ReportOf(facility), ClerkOf(facility)));
  return answer.receipt();
}

type::v1::Receipt PictureCounty::Count(int facility) {
  LetTimePass();
  supplies::v1::CreateCountResponse answer;
  answer.ParseFromString(AskGateway(Concat(gateway::kSupplies, "CreateCount"),
                                    CountOf(facility), ClerkOf(facility)));
  return answer.receipt();
}

std::string PictureCounty::OverviewBytes() {
  command::v1::GetOverviewRequest request;
  request.set_name(kPictured);
  return AskGateway(Concat(gateway::kCommand, "GetOverview"), request,
                    headquarters_);
}

// The sample's facility is there beside those made here.
void PictureCounty::AwaitPicture() {
  const absl::Time begin = absl::Now();
  fixture_.StartGateway();
  while (absl::Now() < begin + kPictureSoon) {
    command::v1::Overview seen;
    seen.ParseFromString(OverviewBytes());
    const auto& summary = seen.readiness().summary();
    if (summary.facilities_size() == size_.facilities + 1 &&
        seen.supplies().unanswered().total() == size_.facilities) {
      ready_seconds_ = absl::ToDoubleSeconds(absl::Now() - begin);
      const absl::MutexLock lock(&mutex_);
      looked_at_ = absl::Now();
      return;
    }
    absl::SleepFor(absl::Milliseconds(20));
  }
  (void)std::fprintf(stderr, "the gateway does not show the county\n");
  std::abort();
}

}  // namespace epiledger::bench
