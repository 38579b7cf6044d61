// RequestSender: sends the requests of the sample county through the gateway,
// each as its person, and holds what becomes of them against what they say.
#ifndef EPILEDGER_TESTS_GOLDEN_REQUEST_SENDER_H_
#define EPILEDGER_TESTS_GOLDEN_REQUEST_SENDER_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/message.h"
#include "services/gateway/gateway_fixture.h"
#include "tests/golden/sample_request.h"

namespace epiledger::golden {

// Not thread-safe. `gateway` must outlive it.
class RequestSender {
 public:
  explicit RequestSender(gateway::GatewayFixture& gateway)
      : gateway_(gateway) {}

  // INTERNAL, naming the request, when it turned out otherwise than it says;
  // INVALID_ARGUMENT, when it cannot be sent.
  [[nodiscard]] absl::Status Send(const SampleRequest& request);

 private:
  using Message = google::protobuf::Message;

  // The request's text with its references filled in.
  [[nodiscard]] absl::StatusOr<std::string> Fill(std::string_view text) const;
  [[nodiscard]] absl::StatusOr<std::string> Look(
      std::string_view reference) const;
  // What became of the request, or of each element; keeps the answers.
  std::vector<std::string> Outcomes(const SampleRequest& request,
                                    const gateway::AnsweredBytes& answer,
                                    std::unique_ptr<Message> response);
  std::string Keep(const std::string& id, const Message& response);

  gateway::GatewayFixture& gateway_;
  // By the id of the request.
  std::map<std::string, std::unique_ptr<Message>, std::less<>> answers_;
};

}  // namespace epiledger::golden

#endif  // EPILEDGER_TESTS_GOLDEN_REQUEST_SENDER_H_
