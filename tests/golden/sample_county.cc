#include "tests/golden/sample_county.h"

#include <array>
#include <filesystem>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "epiledger/auth/v1/denial.pb.h"
#include "epiledger/readiness/v1/bulletin_record_service.pb.h"
#include "services/book/person.h"
#include "services/follow/county_follower.h"
#include "services/funding/rules/arrival_rules.h"
#include "services/host/denials.h"
#include "services/host/whole_file.h"
#include "services/rpc/channel.h"
#include "services/storage/migrate.h"
#include "services/storage/store_url.h"
#include "services/text.h"
#include "tests/golden/request_sender.h"
#include "tests/golden/sample_request.h"
#include "tests/testing/child_process.h"
#include "tests/testing/followed_book.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::golden {
namespace {

using gateway::SourceId;
using storage::Value;

// The county's day on which the services' clock stands.
constexpr char kDay[] = "2020-02-01";
constexpr std::array<std::string_view, 2> kDatabases = {"990101-access",
                                                        "990101-ledger"};
constexpr std::array<std::string_view, 2> kSaltColumns = {"number", "salt"};
constexpr storage::Table kSaltTable = {"person_salt", kSaltColumns, 1};
constexpr mode_t kPrivate = 0600;
constexpr std::string_view kSalt = "no secret: the salt of a test...";

// One hospital's clerk asked for another's counts.
constexpr char kDenial[] = R"(
  subject: 's-203' token_id: 'sample-token' facility: 'tcm-hospital'
  roles: ROLE_HOSPITAL
  method: 'epiledger.supplies.v1.SuppliesService.CreateCount'
  reason: 'FACILITY_NOT_ALLOWED'
  names: 'counties/990101/facilities/people-hospital/stores/pharmacy'
  time { seconds: 1580529600 })";

// A bulletin as the gateway records one.
constexpr char kRecordBulletin[] =
    "/epiledger.readiness.v1.BulletinRecordService/RecordBulletin";
constexpr char kBulletin[] = R"(
  request_id: 'sample-bulletin' parent: 'counties/990101'
  bulletin {
    title: '疫情防控情况汇报' number: '第1期'
    organization_note: '指挥部集中办公' next_steps: '补充防护服'
  }
  languages: LANGUAGE_CHINESE
  made {
    bulletin_date { year: 2020 month: 2 day: 1 }
    shown_time { seconds: 1580529600 }
    read_at { book: 'counties/990101/books/readiness' sequence: 9 }
    forms {
      form: 'counties/990101/forms/hospital-daily' version: 1 facilities: 2
    }
    content_version: 1
    renderings {
      rendering { language: LANGUAGE_CHINESE format: FORMAT_MARKDOWN }
      content: '# 疫情防控情况汇报\n'
    }
  })";

// What is told after deploy/sample-county, in this order: files of
// tests/golden/requests, and how long after the one before.
struct Part {
  std::string_view name;
  absl::Duration after = absl::ZeroDuration();
  // By how much the clocks are set before it, while no time passes.
  absl::Duration jump = absl::ZeroDuration();
  // Whether funding has followed supplies before it.
  bool is_followed = false;
};
constexpr std::array<Part, 12> kParts = {{
    {"sheet"},
    {"money"},
    {"purchases"},
    {"corrections"},
    {"year-end"},
    {"approvals"},
    {"register"},
    {"forms"},
    {"preparedness"},
    {"goods"},
    {.name = "arrivals", .is_followed = true},
    {"days-later", absl::Hours(73), absl::Minutes(5)},
}};

absl::Status SetSalt(storage::Database& database) {
  const absl::Status migrated =
      storage::Migrate(database, "person", book::PersonMigrations());
  if (!migrated.ok()) return migrated;
  return database.Write([](storage::WriteTransaction& transaction) {
    return transaction.Upsert(kSaltTable,
                              {Value::Integer(1), Value::Bytes(kSalt)});
  });
}

// A service keeps the salt it finds.
absl::Status SetSalts(const StoreUrls& urls) {
  for (const auto& [service, text] : urls) {
    const auto url = storage::ParseStoreUrl(text);
    if (!url.ok()) return url.status();
    const auto store = storage::Store::Open(*url, {});
    if (!store.ok()) return store.status();
    for (const std::string_view name : kDatabases) {
      const auto database = (*store)->OpenDatabase(name);
      if (!database.ok()) return database.status();
      const absl::Status status = SetSalt(**database);
      if (!status.ok()) return status;
    }
  }
  return absl::OkStatus();
}

gateway::GatewayFixture::Adjust Adjustment(const StoreUrls& urls) {
  return [urls](SourceId source, host::ProcessOptions& options) {
    options.store = urls.find(gateway::SourceOf(source).name)->second;
    options.new_incarnation = [source] {
      journal::Incarnation incarnation;
      incarnation.fill(static_cast<char>(gateway::Index(source) + 1));
      return incarnation;
    };
  };
}

// The running services, and the folder of the people who use them.
class Loader {
 public:
  explicit Loader(const StoreUrls& urls) : gateway_(Adjustment(urls)) {}

  // The county of deploy/sample-county.
  absl::Status LoadCounty() {
    const absl::Status opened = gateway_.OpenTokenDesk();
    if (!opened.ok()) return opened;
    const absl::Status written = WriteOperator();
    if (!written.ok()) return written;
    return Run({"deploy/sample-county", "--epiledger",
                "tests/golden/epiledger-with-fixed-ids", "--day", kDay,
                folder_.path()});
  }

  // And all that is told after it.
  absl::Status Load() {
    const absl::Status loaded = LoadCounty();
    if (!loaded.ok()) return loaded;
    const absl::Status denied = RecordDenial();
    if (!denied.ok()) return denied;
    const absl::Status sent = SendRequests();
    return sent.ok() ? RecordBulletin() : sent;
  }

  gateway::GatewayFixture& county() { return gateway_; }

  absl::Status Export(const std::string& exports) {
    for (const std::string_view service : kServices) {
      for (const std::string_view kind : {"", "-access"}) {
        const std::string book = Concat(service, kind);
        const absl::Status status =
            Run({testing::ProgramFolder() + "/epiledger", "journal", "export",
                 book, Concat(exports, "/", book, ".export"), "--profile",
                 "auditor", "--profiles", folder_.path() + "/profiles"});
        if (!status.ok()) return status;
      }
    }
    return absl::OkStatus();
  }

 private:
  // As a service records one, but under an id that is the same every time.
  absl::Status RecordDenial() {
    const auto denial = gateway::From<auth::v1::Denial>(kDenial);
    book::Command command = host::DenialCommand(denial, "sample-denial");
    command.deadline = absl::Now() + absl::Minutes(1);
    absl::Status recorded;
    absl::Notification done;
    command.done = [&](const absl::StatusOr<book::Outcome>& outcome) {
      recorded = outcome.status();
      done.Notify();
    };
    gateway_.service(SourceId::kSupplies)
        .books()
        .Submit({"supplies", gateway::kCounty, "access"}, std::move(command));
    done.WaitForNotification();
    return recorded;
  }

  // As the gateway does, but with a rendering that is the same every time.
  absl::Status RecordBulletin() {
    rpc::ChannelOptions options;
    options.target =
        gateway_.options.services[gateway::Index(SourceId::kReadiness)];
    options.tls = gateway_.options.edge;
    const auto edge = rpc::OpenChannel(options);
    if (!edge.ok()) return edge.status();
    const gateway::AnsweredBytes answer = gateway::CallBytes(
        **edge, kRecordBulletin,
        gateway::From<readiness::v1::RecordBulletinRequest>(kBulletin)
            .SerializeAsString(),
        gateway_.HeadquartersToken());
    return answer.status.ok()
               ? absl::OkStatus()
               : absl::InternalError(answer.status.error_message());
  }

  // As funding's follower does, but at one moment.
  absl::Status FollowSupplies() {
    const follow::Following following = funding::FollowSupplies();
    const follow::FetchEntries fetch =
        testing::FetchFrom(gateway_.service(SourceId::kSupplies).books());
    follow::CountyFollower follower(
        following, fetch, gateway_.service(SourceId::kFunding).books(),
        gateway::kCounty);
    return testing::FollowAll(follower);
  }

  absl::Status SendRequests() {
    RequestSender sender(gateway_);
    for (const Part& part : kParts) {
      gateway_.clock().Advance(part.after);
      gateway_.clock().Jump(part.jump);
      if (part.is_followed) {
        if (absl::Status followed = FollowSupplies(); !followed.ok()) {
          return followed;
        }
      }
      const auto requests = ReadSampleRequests(
          Concat("tests/golden/requests/", part.name, ".txt"));
      if (!requests.ok()) return requests.status();
      for (const SampleRequest& request : *requests) {
        const absl::Status sent = sender.Send(request);
        if (!sent.ok()) return sent;
      }
    }
    return absl::OkStatus();
  }

  absl::Status WriteOperator() {
    for (const char* name : {"/profiles", "/tokens", "/state"}) {
      std::filesystem::create_directory(folder_.path() + name);
    }
    const absl::Status written =
        host::WriteWholeFile(folder_.path() + "/tokens/operator.token",
                             gateway_.OperatorToken(), kPrivate);
    if (!written.ok()) return written;
    return host::WriteWholeFile(
        folder_.path() + "/profiles/operator",
        Concat("address = 127.0.0.1:", gateway_.gateway().port(),
               "\nca_file = ", gateway_.pki().NoCertificate().ca,
               "\ntoken_file = ../tokens/operator.token\ncounty = ",
               gateway::kCounty, "\n"),
        kPrivate);
  }

  [[nodiscard]] absl::Status Run(const std::vector<std::string>& words) const {
    std::vector<std::string> command = {
        "env", "EPILEDGER_BIN=" + testing::ProgramFolder(),
        Concat("XDG_STATE_HOME=", folder_.path(), "/state")};
    command.insert(command.end(), words.begin(), words.end());
    return testing::RunProcess(command).status();
  }

  const testing::TemporaryDirectory folder_;
  gateway::GatewayFixture gateway_;
};

}  // namespace

absl::Status LoadSampleCounty(const StoreUrls& urls,
                              const std::string& exports) {
  absl::Status status = SetSalts(urls);
  if (!status.ok()) return status;
  Loader loader(urls);
  status = loader.Load();
  if (status.ok() && !exports.empty()) status = loader.Export(exports);
  return status;
}

absl::Status WithSampleCounty(
    const StoreUrls& urls,
    const std::function<void(gateway::GatewayFixture& county)>& then) {
  Loader loader(urls);
  const absl::Status status = loader.LoadCounty();
  if (status.ok()) then(loader.county());
  return status;
}

}  // namespace epiledger::golden
