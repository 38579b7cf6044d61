// FundingClient: calls of many persons over several connections, as they come
// through the edge; and what a client may conclude from each answer.
#ifndef EPILEDGER_TESTS_FAULTS_FUNDING_CLIENT_H_
#define EPILEDGER_TESTS_FAULTS_FUNDING_CLIENT_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/funding/v1/funding_service.grpc.pb.h"
#include "epiledger/journal/v1/journal_service.grpc.pb.h"
#include "services/rpc/error.h"
#include "tests/faults/credentials.h"
#include "tests/faults/history.h"

namespace epiledger::faults {

// How long a client waits for the answer to a payment when it does not say.
inline constexpr absl::Duration kPatience = absl::Seconds(15);

// Between two attempts to get a payment decided, and for how long a client
// tries: what is not decided by then stays open.
inline constexpr absl::Duration kRetryPause = absl::Milliseconds(20);
inline constexpr absl::Duration kRetryTime = absl::Seconds(60);

struct Answer {
  enum class Kind {
    // Decided: there is a receipt.
    kAcknowledged,
    // The service says that this call was not decided.
    kUndecided,
    // Neither: it may have been done. To be sent again with its id.
    kUnknown,
  };
  Kind kind = Kind::kUnknown;
  Acknowledgement acknowledgement;
  bool replayed = false;
  // What was not accepted.
  rpc::Error error;
  // When the answer came.
  absl::Time time;
};

// Thread-safe.
class FundingClient {
 public:
  using FundingStub = funding::v1::FundingService::Stub;
  using JournalStub = journal::v1::JournalService::Stub;

  // Opens `connections` connections; each is tried when it is first used.
  // `credentials` must outlive the client.
  static absl::StatusOr<std::unique_ptr<FundingClient>> Connect(
      const Credentials& credentials, int port, int connections);

  // Sends a payment over connection `connection` (modulo their number); `done`
  // gets the answer on a thread of gRPC's. None within `patience` leaves the
  // outcome unknown.
  void Start(const Payment& payment, int connection,
             std::function<void(Answer)> done,
             absl::Duration patience = kPatience);
  Answer Pay(const Payment& payment, int connection,
             absl::Duration patience = kPatience);

  // Sends payments of one person as a sheet: all are accepted or none. An
  // answer for each, in their order.
  std::vector<Answer> PayAllOrNone(const std::vector<Payment>& payments,
                                   int connection);

  // Calls a method and waits, for a server that is about to serve as well.
  template <typename Request, typename Response>
  absl::Status Call(grpc::Status (FundingStub::*method)(grpc::ClientContext*,
                                                        const Request&,
                                                        Response*),
                    const std::string& token, const Request& request,
                    Response& response) {
    grpc::ClientContext context;
    Prepare(token, context);
    return ToStatus(
        (*connections_[0].funding.*method)(&context, request, &response));
  }
  template <typename Request, typename Response>
  absl::Status Call(grpc::Status (JournalStub::*method)(grpc::ClientContext*,
                                                        const Request&,
                                                        Response*),
                    const std::string& token, const Request& request,
                    Response& response) {
    grpc::ClientContext context;
    Prepare(token, context);
    return ToStatus(
        (*connections_[0].journal.*method)(&context, request, &response));
  }

  [[nodiscard]] const Credentials& credentials() const { return credentials_; }

 private:
  struct Connection {
    std::unique_ptr<FundingStub> funding;
    std::unique_ptr<JournalStub> journal;
  };

  explicit FundingClient(const Credentials& credentials)
      : credentials_(credentials) {}

  static void Prepare(const std::string& token, grpc::ClientContext& context);
  static absl::Status ToStatus(const grpc::Status& status);

  const Credentials& credentials_;
  std::vector<Connection> connections_;
};

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_FUNDING_CLIENT_H_
