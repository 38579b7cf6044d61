#include "tests/bench/bench_server.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/synchronization/notification.h"
#include "services/funding/funding_errors.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_names.h"
#include "services/funding/funding_service.h"
#include "services/storage/migrate.h"
#include "services/text.h"
#include "tests/bench/baseline_per_request.h"
#include "tests/bench/baseline_row_locks.h"
#include "tests/bench/prepared_database.h"
#include "tests/testing/county.h"

namespace epiledger::bench {
namespace {

constexpr int64_t kFenPerAllocation = 10'000'000'000;
constexpr absl::CivilDay kDay(2020, 2, 1);
constexpr int kReaders = 2;

ServedOptions ServedAs(const BenchOptions& options) {
  ServedOptions served;
  served.engine = options.engine;
  served.service = BenchBook().service;
  served.messages = funding::FundingMessages();
  served.url = options.store;
  served.connections = std::max(8, options.connections);
  served.threads =
      options.way == Way::kService ? kReaders : options.connections;
  return served;
}

// Writes are measured from outside, by how many there are: a clock of each
// would be one more cost.
bool IsTimed(const rpc::Method& method) {
  constexpr std::array<std::string_view, 3> kReads = {
      "ListAllocations", "GetCountySummary", "ListStatementLines"};
  return std::find(kReads.begin(), kReads.end(), method.descriptor->name()) !=
         kReads.end();
}

void AddResource(std::string_view collection, std::string key,
                 const google::protobuf::Message& resource,
                 journal::v1::Effects& effects) {
  auto& version = *effects.add_resources();
  version.set_collection(std::string(collection));
  version.set_key(std::move(key));
  version.set_body(resource.SerializeAsString());
}

std::string CountyName(int county) {
  return Concat("counties/", CountyId(county));
}

// Document `d{number}` and its one allocation.
void AddDocument(int county, int number, journal::v1::Effects& effects) {
  funding::v1::AllocationDocument document;
  document.set_name(Concat(CountyName(county), "/documents/d", number));
  document.set_issuer("示范县财政局");
  document.set_number(Concat("示财社〔2020〕", number, "号"));
  document.set_title("关于紧急划拨疫情防控资金的通知");
  *document.mutable_document_date() = funding::Day(kDay);
  funding::v1::Allocation& allocation = *document.add_allocations();
  allocation.set_name(Concat(document.name(), "/allocations/1"));
  allocation.set_fund(Concat(CountyName(county), "/funds/central"));
  *allocation.mutable_amount() = funding::Fen(kFenPerAllocation);
  *allocation.mutable_effective_date() = funding::Day(kDay);
  allocation.add_purposes()->set_purpose(
      Concat(CountyName(county), "/purposes/masks"));
  AddResource(funding::kAllocations, Concat("d", number, "/1"), allocation,
              effects);
  AddResource(funding::kDocuments, Concat("d", number), document, effects);
}

// The accounts a payment touches, as if their documents had been recorded: all
// allocations in one entry each.
book::Command AllocationCommand(int county, int first, int count) {
  book::Command command;
  command.key = {"operator", Concat("allocate-", first)};
  command.method = "bench.Allocate";
  command.request = std::make_shared<funding::v1::CreateFundRequest>();
  command.deadline = absl::InfiniteFuture();
  command.decide = [county, first, count](const book::DecisionContext&,
                                          ledger::State&) {
    book::Accepted accepted;
    for (int i = first; i < first + count; ++i) {
      auto& movement = *accepted.effects.add_movements();
      movement.set_source("source:central");
      movement.set_target(Concat("alloc:d", i, "/1/any:available"));
      movement.set_unit("CNY");
      movement.set_position(ledger::Position::FromDay(kDay).value());
      movement.set_amount(kFenPerAllocation);
      AddDocument(county, i, accepted.effects);
    }
    return accepted;
  };
  return command;
}

}  // namespace

journal::BookName BenchBook(int county) {
  return {"funding", CountyId(county), "ledger"};
}

std::string CountyId(int county) { return Concat(990'101 + county); }

BenchServer::BenchServer(const BenchOptions& options)
    : served_(ServedAs(options)), next_number_(options.first_number) {
  for (int county = 0; county < options.counties; ++county) {
    Load(county, options.allocations);
    testing::Person finance;
    finance.county = CountyId(county);
    finance.roles = {auth::v1::ROLE_FINANCE};
    tokens_.push_back(served_.TokenOf(finance));
  }
  served_.Serve(Methods(options));
}

void BenchServer::Load(int county, int allocations) {
  constexpr int kPerEntry = 1'000;
  testing::CreateCounty(served_.books(), BenchBook(county));
  for (int first = 0; first < allocations; first += kPerEntry) {
    absl::Notification done;
    book::Command command = AllocationCommand(
        county, first, std::min(kPerEntry, allocations - first));
    command.done = [&done](absl::StatusOr<book::Outcome> outcome) {
      OrDie(std::move(outcome));
      done.Notify();
    };
    served_.books().Submit(BenchBook(county), std::move(command));
    done.WaitForNotification();
  }
}

rpc::MethodTable BenchServer::Methods(const BenchOptions& options) {
  rpc::MethodTable table = funding::FundingMethods(served_.backend());
  for (rpc::Method& method : table) {
    if (IsTimed(method)) handler_clock_.Time(method);
  }
  if (options.way == Way::kService) return table;
  const auto payment =
      std::find_if(table.begin(), table.end(), [](const rpc::Method& method) {
        return method.descriptor->name() == "CreatePayment";
      });
  storage::Database& database = BaselineDatabase(options);
  if (options.way == Way::kPerRequest) {
    payment->handler =
        PerRequestPayments(served_.books(), database, served_.pool());
  } else {
    OrDie(MakeRowLockTables(*OrDie(served_.books().DatabaseOf(BenchBook())),
                            options.allocations, kFenPerAllocation));
    payment->handler = RowLockPayments(database, served_.pool());
  }
  return table;
}

storage::Database& BenchServer::BaselineDatabase(const BenchOptions& options) {
  storage::Database& own = *OrDie(served_.books().DatabaseOf(BenchBook()));
  if (options.engine == Engine::kSqlite || options.sent == Sent::kText) {
    return own;
  }
  prepared_ = std::make_unique<PreparedDatabase>(served_.url(),
                                                 options.connections, own);
  return *prepared_;
}

std::vector<std::unique_ptr<BenchServer::Stub>> BenchServer::Connect(
    int connections) {
  std::vector<std::unique_ptr<Stub>> stubs;
  for (int i = 0; i < connections; ++i) {
    stubs.push_back(std::make_unique<Stub>(served_.Connect()));
  }
  return stubs;
}

std::vector<Door> BenchServer::Doors() {
  std::vector<Door> doors;
  for (size_t county = 0; county < tokens_.size(); ++county) {
    doors.push_back({[this] { return served_.Connect(); },
                     static_cast<int>(county), tokens_[county]});
  }
  return doors;
}

int64_t BenchServer::Entries() {
  int64_t entries = 0;
  OrDie(served_.books().Read(BenchBook(), [&](ledger::Snapshot& snapshot) {
    entries = snapshot.head().sequence;
    return absl::OkStatus();
  }));
  return entries;
}

funding::v1::CreatePaymentRequest BenchServer::Payment(int allocation,
                                                       int64_t number,
                                                       int county) {
  funding::v1::CreatePaymentRequest request;
  request.set_request_id(
      absl::StrFormat("01900000-0000-7000-8000-%012d", number));
  request.set_parent(CountyName(county));
  funding::v1::Payment& payment = *request.mutable_payment();
  payment.set_allocation(
      Concat(CountyName(county), "/documents/d", allocation, "/allocations/1"));
  payment.set_purpose(Concat(CountyName(county), "/purposes/masks"));
  *payment.mutable_amount() = funding::Fen(100);
  *payment.mutable_payment_date() = funding::Day(kDay);
  payment.set_payee("示范医疗器械有限公司");
  payment.set_method(funding::v1::Payment::METHOD_DIRECT);
  payment.set_voucher(Concat("V", number));
  return request;
}

double BenchServer::BareCommit(int rounds) {
  storage::Database& database = *OrDie(served_.books().DatabaseOf(BenchBook()));
  const std::array<storage::Migration, 1> migrations = {
      {{1,
        "the smallest change",
        {"CREATE TABLE bench_tick (tick {INT} NOT NULL PRIMARY KEY, "
         "n {INT} NOT NULL) {TABLE}",
         "INSERT INTO bench_tick VALUES (1, 0)"},
        ""}}};
  OrDie(storage::Migrate(database, "tick", migrations));
  std::vector<double> times;
  for (int i = 0; i < rounds; ++i) {
    const absl::Time start = absl::Now();
    OrDie(database.Write([](storage::WriteTransaction& transaction) {
      return transaction
          .Execute("UPDATE bench_tick SET n = n + 1 WHERE tick = 1", {})
          .status();
    }));
    times.push_back(absl::ToDoubleMilliseconds(absl::Now() - start));
  }
  std::nth_element(times.begin(), times.begin() + rounds / 2, times.end());
  return times[static_cast<size_t>(rounds / 2)];
}

}  // namespace epiledger::bench
