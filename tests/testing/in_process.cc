#include "tests/testing/in_process.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "absl/synchronization/notification.h"
#include "services/journal/log.h"
#include "services/ledger/dump.h"
#include "services/rpc/batch.h"
#include "services/rpc/status.h"
#include "services/storage/store_url.h"
#include "services/text.h"
#include "tests/testing/county.h"

namespace epiledger::testing {
namespace {

constexpr char kPageKey[] = "a key for the pages of tests";
constexpr int kReaderThreads = 2;
constexpr size_t kReaderQueue = 10'000;

// Tests have no use for a half-made fixture.
template <typename T>
T OrDie(absl::StatusOr<T> value) {
  if (!value.ok()) {
    (void)std::fprintf(stderr, "%s\n", value.status().ToString().c_str());
    std::abort();
  }
  return *std::move(value);
}

book::Committer::NewIncarnation CountingIncarnations() {
  return [count = char{0}]() mutable {
    journal::Incarnation incarnation{};
    incarnation.back() = ++count;
    return incarnation;
  };
}

std::unique_ptr<storage::Store> OpenStore(const std::string& url) {
  return OrDie(storage::Store::Open(OrDie(storage::ParseStoreUrl(url)), {}));
}

// Books that are there already, such as restored ones, are gone on with: not
// before their last entries.
void GoOn(book::Books& books, FakeClock& clock) {
  for (const journal::BookName& book : books.List()) {
    const absl::Status read = books.Read(book, [&](ledger::Snapshot& snapshot) {
      clock.Set(std::max(clock.Now(), snapshot.head().record_time));
      return absl::OkStatus();
    });
    if (!read.ok()) (void)OrDie<int>(read);
  }
}

// Without the service's own texts: a reason stands for each.
std::string RenderInEnglish(const rpc::Error& error) {
  return rpc::ToGrpcStatus(error, rpc::MessageCatalogue(),
                           rpc::Language::kEnglish)
      .error_details();
}

}  // namespace

InProcess::InProcess(std::string service, const std::string& url,
                     MakeMethods methods)
    : service_(std::move(service)),
      store_(OpenStore(url)),
      books_(OrDie(book::Books::Open(
          *store_, clock_,
          {.service = service_, .new_incarnation = CountingIncarnations()}))),
      page_tokens_(kPageKey),
      readers_(
          std::make_unique<rpc::WorkerPool>(kReaderThreads, kReaderQueue)) {
  for (rpc::Method& method :
       methods({books_.get(), readers_.get(), &page_tokens_})) {
    const std::string name = method.descriptor->name();
    rpc::Validator validator =
        OrDie(rpc::Validator::Create(method.descriptor->input_type()));
    methods_.emplace(name,
                     CheckedMethod{std::move(method), std::move(validator)});
  }
  GoOn(*books_, clock_);
  CreateCounty(*books_, book());
}

InProcess::~InProcess() = default;

const google::protobuf::MethodDescriptor* InProcess::Find(
    std::string_view method) const {
  const auto found = methods_.find(method);
  return found == methods_.end() ? nullptr : found->second.method.descriptor;
}

std::string InProcess::NewId() {
  return Concat("request-", 1'000'000 + next_id_++);
}

journal::BookName InProcess::book() const {
  return {service_, "990101", "ledger"};
}

void InProcess::Start(std::string_view method,
                      std::shared_ptr<const google::protobuf::Message> request,
                      std::string_view subject, rpc::Respond done) {
  rpc::CallContext context;
  context.caller = caller;
  context.caller.subject = std::string(subject);
  context.received = clock_.Now();
  context.deadline = absl::Now() + absl::Minutes(10);
  const auto found = methods_.find(method);
  if (found == methods_.end()) {
    std::move(done)(absl::UnimplementedError(Concat("no method ", method)));
    return;
  }
  if (const absl::Status valid = found->second.validator.Check(*request);
      !valid.ok()) {
    std::move(done)(valid);
    return;
  }
  const rpc::Method& row = found->second.method;
  if (row.is_batch) {
    rpc::RunBatch(
        row, {context, std::move(request), RenderInEnglish,
              [](const rpc::Error&, const absl::Status&) {}, std::move(done)});
    return;
  }
  row.handler(context, std::move(request), std::move(done));
}

absl::StatusOr<std::string> InProcess::CallBytes(
    std::string_view method, const google::protobuf::Message& request,
    std::string_view subject) {
  std::shared_ptr<google::protobuf::Message> copy(request.New());
  copy->CopyFrom(request);
  absl::Notification done;
  absl::StatusOr<std::string> answer;
  Start(method, std::move(copy), subject,
        [&](absl::StatusOr<std::string> response) {
          answer = std::move(response);
          done.Notify();
        });
  done.WaitForNotification();
  return answer;
}

journal::Frame InProcess::EntryOf(const type::v1::Receipt& receipt) {
  absl::StatusOr<journal::Frame> frame;
  const absl::Status read =
      books_->Read(book(), [&](ledger::Snapshot& snapshot) {
        const auto entry = journal::ReadEntry(
            snapshot.transaction(), snapshot.head().book, receipt.sequence());
        frame =
            entry.ok() ? journal::DecodeFrame(entry->frame) : entry.status();
        return frame.status();
      });
  if (!read.ok()) frame = read;
  return OrDie(std::move(frame));
}

ledger::VerifyReport InProcess::Verify() {
  ledger::VerifyReport report;
  const absl::Status status =
      books_->Read(book(), [&](ledger::Snapshot& snapshot) {
        report = OrDie(ledger::Verify(snapshot.transaction(), book()));
        return absl::OkStatus();
      });
  if (!status.ok()) report.findings.push_back(status.ToString());
  return report;
}

std::string InProcess::Dump() {
  std::string text;
  const absl::Status status =
      books_->Read(book(), [&](ledger::Snapshot& snapshot) {
        text = OrDie(
            ledger::DumpBook(snapshot.transaction(), snapshot.head().book));
        return absl::OkStatus();
      });
  return status.ok() ? text : status.ToString();
}

}  // namespace epiledger::testing
