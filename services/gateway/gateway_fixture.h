// GatewayFixture: the three services and the gateway before them, all real, on
// loopback with mutual TLS, and short ways to call through the gateway. For
// tests.
#ifndef EPILEDGER_SERVICES_GATEWAY_GATEWAY_FIXTURE_H_
#define EPILEDGER_SERVICES_GATEWAY_GATEWAY_FIXTURE_H_

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "epiledger/command/v1/command_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "google/protobuf/text_format.h"
#include "grpcpp/channel.h"
#include "grpcpp/support/status.h"
#include "services/gateway/gateway.h"
#include "services/gateway/part.h"
#include "services/gateway/source.h"
#include "services/host/process.h"
#include "services/readiness/token_desk.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_directory.h"
#include "tests/testing/test_pki.h"

namespace epiledger::gateway {

inline constexpr char kCounty[] = "990101";
inline constexpr char kFunding[] = "/epiledger.funding.v1.FundingService/";
inline constexpr char kSupplies[] = "/epiledger.supplies.v1.SuppliesService/";
inline constexpr char kReadiness[] =
    "/epiledger.readiness.v1.ReadinessService/";
inline constexpr char kRegister[] = "/epiledger.readiness.v1.RegisterService/";
inline constexpr char kJournal[] = "/epiledger.journal.v1.JournalService/";
inline constexpr char kCommand[] = "/epiledger.command.v1.CommandService/";

// A message from protobuf's text format; stops the test program when it is
// none.
template <typename T>
T From(const std::string& text) {
  T message;
  if (!google::protobuf::TextFormat::ParseFromString(text, &message)) abort();
  return message;
}

template <typename Response>
struct Answered {
  grpc::Status status;
  Response response;
};

// Makes a call of bytes, with a token where it is not empty.
struct AnsweredBytes {
  grpc::Status status;
  std::string bytes;
};
[[nodiscard]] AnsweredBytes CallBytes(grpc::Channel& channel,
                                      const std::string& path,
                                      const std::string& request,
                                      const std::string& token);

// The reason in a status, and one figure of it; empty when OK or not there.
[[nodiscard]] std::string ReasonOf(const grpc::Status& status);
[[nodiscard]] std::string FigureOf(const grpc::Status& status,
                                   const std::string& name);

// The part that the gateway makes of all that a service says.
[[nodiscard]] Part PartOf(SourceId source,
                          const google::protobuf::Message& summary,
                          absl::Time feed_time = absl::InfinitePast());

class GatewayFixture {
 public:
  // Changes what a service starts with, such as its store.
  using Adjust = std::function<void(SourceId, host::ProcessOptions&)>;

  // Starts the services, and the gateway.
  explicit GatewayFixture(Adjust adjust = {});
  ~GatewayFixture();

  void StartService(SourceId source);
  void StopService(SourceId source);
  void StartGateway();
  void StopGateway();

  // What the gateway starts with.
  GatewayOptions options;

  [[nodiscard]] testing::FakeClock& clock() { return clock_; }
  [[nodiscard]] testing::TestPki& pki() { return pki_; }
  [[nodiscard]] Gateway& gateway() { return *gateway_; }
  [[nodiscard]] host::Process& service(SourceId source) {
    return *services_[Index(source)];
  }
  // Lets readiness sign tokens until it is stopped.
  [[nodiscard]] absl::Status OpenTokenDesk();
  [[nodiscard]] std::string PictureFile() const;

  // A person's token in the county; bound to `facility` where it is given.
  [[nodiscard]] std::string Token(auth::v1::Role role,
                                  const std::string& facility = "");
  // Of the operator of all counties.
  [[nodiscard]] std::string OperatorToken();
  [[nodiscard]] std::string FinanceToken() {
    return Token(auth::v1::ROLE_FINANCE);
  }
  [[nodiscard]] std::string HeadquartersToken() {
    return Token(auth::v1::ROLE_HEADQUARTERS);
  }

  // How a person reaches the gateway: without a certificate.
  [[nodiscard]] grpc::Channel& channel() { return *channel_; }

  template <typename Response, typename Request>
  Answered<Response> Call(const std::string& path, const Request& request,
                          const std::string& token) {
    const AnsweredBytes answer =
        CallBytes(*channel_, path, request.SerializeAsString(), token);
    Answered<Response> answered{answer.status, {}};
    answered.response.ParseFromString(answer.bytes);
    return answered;
  }

  // Makes the county in all three services, through the gateway.
  void CreateCounty();
  // Facility `people`, which owes a report, and clerk `li` of telephone
  // 13800000000 as its duty contact.
  void MakeReadiness();
  // Makes the county, with: fund `central`, document `d1` of 6,000 yuan for
  // hospital `people`, of which 100 are paid; item `n95`, counted by `people`
  // at 0; facility `people`, which owes a report, and clerk `li` of telephone
  // 13800000000 as its duty contact.
  void MakeSample();

  // A payment out of document `d1`, and the call that makes it.
  static funding::v1::CreatePaymentRequest PaymentRequest(const std::string& id,
                                                          int64_t yuan);
  Answered<funding::v1::CreatePaymentResponse> Pay(const std::string& id,
                                                   int64_t yuan);
  Answered<command::v1::FacilityPicture> Facility(const std::string& id,
                                                  const std::string& token);
  Answered<command::v1::Overview> Overview(const std::string& token);
  // Asks HQ's overview until `is_there` says so, for ten seconds at most.
  command::v1::Overview AwaitOverview(
      const std::function<bool(const command::v1::Overview&)>& is_there);

 private:
  host::ProcessOptions ProcessOptionsOf(SourceId source);
  void Connect();
  // Calls and expects OK.
  template <typename Request>
  void Do(const std::string& path, const std::string& request,
          const std::string& token);
  void MakeMoney();
  void MakeSupplies();

  const Adjust adjust_;
  testing::FakeClock clock_;
  testing::TestPki pki_;
  testing::TemporaryDirectory folder_;
  std::shared_ptr<readiness::TokenDesk> desk_;
  std::array<std::unique_ptr<host::Process>, kSourceCount> services_;
  std::array<rpc::TlsFiles, kSourceCount> certificates_;
  std::unique_ptr<Gateway> gateway_;
  std::shared_ptr<grpc::Channel> channel_;
};

inline constexpr char kTelephone[] = "13800000000";

// Whether the overview shows all of the sample.
[[nodiscard]] bool IsComplete(const command::v1::Overview& overview);
// What was paid out of the first document; −1 while there is none.
[[nodiscard]] int64_t PaidYuan(const command::v1::Overview& overview);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_GATEWAY_FIXTURE_H_
