// InProcess: a service's method table on a real store, called without a
// network: for tests of rules and figures. Requests pass the same validation
// as in the server; who may call is not judged here.
#ifndef EPILEDGER_TESTS_TESTING_IN_PROCESS_H_
#define EPILEDGER_TESTS_TESTING_IN_PROCESS_H_

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "services/book/books.h"
#include "services/host/method_set.h"
#include "services/journal/frame.h"
#include "services/ledger/verify.h"
#include "services/rpc/error.h"
#include "services/rpc/method.h"
#include "services/rpc/page_token.h"
#include "services/rpc/validate.h"
#include "services/rpc/worker_pool.h"
#include "services/storage/database.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/refusal.h"

namespace epiledger::testing {

class InProcess {
 public:
  using MakeMethods =
      std::function<rpc::MethodTable(const host::Backend& backend)>;

  // A service on the store at `url`, with county `990101` (+08:00) created by
  // subject `operator`. Incarnations count up from 1, so that two runs write
  // the same bytes.
  InProcess(std::string service, const std::string& url, MakeMethods methods);
  ~InProcess();

  // Calls the method called `method`, such as `CreateFund`, as `subject`.
  template <typename Response>
  absl::StatusOr<Response> Call(std::string_view method,
                                const google::protobuf::Message& request,
                                std::string_view subject = "clerk") {
    const absl::StatusOr<std::string> bytes =
        CallBytes(method, request, subject);
    if (!bytes.ok()) return bytes.status();
    Response response;
    response.ParseFromString(*bytes);
    return response;
  }

  absl::StatusOr<std::string> CallBytes(
      std::string_view method, const google::protobuf::Message& request,
      std::string_view subject);

  // Begins a call and returns; `done` runs on some thread.
  void Start(std::string_view method,
             std::shared_ptr<const google::protobuf::Message> request,
             std::string_view subject, rpc::Respond done);

  // The method called so; null where there is none.
  [[nodiscard]] const google::protobuf::MethodDescriptor* Find(
      std::string_view method) const;

  // A request id nobody used before; OK for any thread.
  [[nodiscard]] std::string NewId();

  // Whom calls are made as, besides the subject.
  rpc::Caller caller;

  [[nodiscard]] FakeClock& clock() { return clock_; }
  [[nodiscard]] book::Books& books() { return *books_; }
  [[nodiscard]] journal::BookName book() const;
  // The entry of the county's ledger that a receipt speaks of.
  [[nodiscard]] journal::Frame EntryOf(const type::v1::Receipt& receipt);
  // What the verifier says of the county's ledger.
  [[nodiscard]] ledger::VerifyReport Verify();
  // The canonical text of the county's ledger.
  [[nodiscard]] std::string Dump();

 private:
  const std::string service_;
  FakeClock clock_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<book::Books> books_;
  rpc::PageTokens page_tokens_;
  std::unique_ptr<rpc::WorkerPool> readers_;
  struct CheckedMethod {
    rpc::Method method;
    rpc::Validator validator;
  };
  std::map<std::string, CheckedMethod, std::less<>> methods_;
  std::atomic<int> next_id_ = 0;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_IN_PROCESS_H_
