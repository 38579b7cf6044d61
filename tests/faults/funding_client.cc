#include "tests/faults/funding_client.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "services/rpc/channel.h"
#include "services/rpc/status.h"
#include "services/text.h"
#include "tests/faults/county_names.h"

namespace epiledger::faults {
namespace {

constexpr absl::Duration kReadTimeout = absl::Seconds(60);

Acknowledgement Acknowledge(int code, const type::v1::Receipt& receipt) {
  return {code, absl::BytesToHexString(receipt.incarnation()),
          receipt.sequence(), absl::BytesToHexString(receipt.hash()),
          receipt.record_time().seconds() * 1'000'000 +
              receipt.record_time().nanos() / 1'000};
}

// An error without receipt and without a word that nothing was decided leaves
// the outcome open (see rpc::Error).
Answer::Kind KindOf(const rpc::Error& error) {
  if (!error.receipt.empty()) return Answer::Kind::kAcknowledged;
  const auto outcome = error.metadata.find("outcome");
  const bool is_open =
      outcome != error.metadata.end() && outcome->second == "unknown";
  return error.reason.empty() || error.reason == "INTERNAL" || is_open
             ? Answer::Kind::kUnknown
             : Answer::Kind::kUndecided;
}

Answer Judge(const grpc::Status& status,
             const funding::v1::CreatePaymentResponse& response) {
  Answer answer;
  answer.time = absl::Now();
  type::v1::Receipt receipt = response.receipt();
  if (status.ok()) {
    answer.kind = Answer::Kind::kAcknowledged;
  } else {
    answer.error = rpc::FromGrpcStatus(status);
    answer.kind = KindOf(answer.error);
    receipt.ParseFromString(answer.error.receipt);
  }
  if (answer.kind == Answer::Kind::kAcknowledged) {
    answer.acknowledgement = Acknowledge(status.error_code(), receipt);
    answer.replayed = receipt.replayed();
  }
  return answer;
}

struct PaymentCall {
  grpc::ClientContext context;
  funding::v1::CreatePaymentRequest request;
  funding::v1::CreatePaymentResponse response;
};

void Fill(const Payment& payment, funding::v1::CreatePaymentRequest& request) {
  request.set_request_id(payment.id);
  request.set_parent(CountyName());
  funding::v1::Payment& body = *request.mutable_payment();
  body.set_allocation(AllocationName(payment.document));
  body.set_purpose(NameOf("purposes", "masks"));
  *body.mutable_amount() = MoneyOf(payment.fen);
  *body.mutable_payment_date() = DayOf(payment.day);
  body.set_payee("示范医疗器械有限公司");
  body.set_method(funding::v1::Payment::METHOD_DIRECT);
  body.set_voucher(payment.id);
}

// What became of one payment of a sheet that was answered.
Answer JudgeElement(const funding::v1::CreatePaymentResult& result) {
  const google::rpc::Status& error = result.error();
  return Judge(grpc::Status(static_cast<grpc::StatusCode>(error.code()),
                            error.message(), error.SerializeAsString()),
               result.response());
}

std::vector<Answer> JudgeSheet(
    const grpc::Status& status, size_t count,
    const funding::v1::BatchCreatePaymentsResponse& response) {
  if (!status.ok()) return std::vector<Answer>(count, Judge(status, {}));
  std::vector<Answer> answers;
  for (const auto& result : response.results()) {
    answers.push_back(JudgeElement(result));
  }
  answers.resize(count);
  return answers;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FundingClient>> FundingClient::Connect(
    const Credentials& credentials, int port, int connections) {
  std::unique_ptr<FundingClient> client(new FundingClient(credentials));
  for (int i = 0; i < connections; ++i) {
    rpc::ChannelOptions options;
    options.target = Concat("127.0.0.1:", port);
    options.tls = credentials.edge();
    options.own_connection = true;
    const auto channel = rpc::OpenChannel(options);
    if (!channel.ok()) return channel.status();
    client->connections_.push_back(
        {funding::v1::FundingService::NewStub(*channel),
         journal::v1::JournalService::NewStub(*channel)});
  }
  return client;
}

void FundingClient::Prepare(const std::string& token,
                            grpc::ClientContext& context) {
  rpc::CallSettings settings;
  settings.token = token;
  settings.timeout = kReadTimeout;
  rpc::Prepare(settings, context);
  context.set_wait_for_ready(true);
}

absl::Status FundingClient::ToStatus(const grpc::Status& status) {
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                      status.error_message());
}

void FundingClient::Start(const Payment& payment, int connection,
                          std::function<void(Answer)> done,
                          absl::Duration patience) {
  auto call = std::make_shared<PaymentCall>();
  Fill(payment, call->request);
  rpc::CallSettings settings;
  settings.token =
      credentials_.clerk_token(Credentials::ClerkNumber(payment.subject));
  settings.timeout = patience;
  rpc::Prepare(settings, call->context);
  const size_t chosen = static_cast<size_t>(connection) % connections_.size();
  connections_[chosen].funding->async()->CreatePayment(
      &call->context, &call->request, &call->response,
      [call, done = std::move(done)](const grpc::Status& status) {
        done(Judge(status, call->response));
      });
}

Answer FundingClient::Pay(const Payment& payment, int connection,
                          absl::Duration patience) {
  Answer answer;
  absl::Notification answered;
  Start(
      payment, connection,
      [&](Answer a) {
        answer = std::move(a);
        answered.Notify();
      },
      patience);
  answered.WaitForNotification();
  return answer;
}

std::vector<Answer> FundingClient::PayAllOrNone(
    const std::vector<Payment>& payments, int connection) {
  funding::v1::BatchCreatePaymentsRequest request;
  request.set_parent(CountyName());
  request.set_all_or_nothing(true);
  for (const Payment& payment : payments) {
    Fill(payment, *request.add_requests());
  }
  rpc::CallSettings settings;
  settings.token = credentials_.clerk_token(
      Credentials::ClerkNumber(payments.front().subject));
  settings.timeout = kPatience;
  grpc::ClientContext context;
  rpc::Prepare(settings, context);
  const size_t chosen = static_cast<size_t>(connection) % connections_.size();
  funding::v1::BatchCreatePaymentsResponse response;
  const grpc::Status status = connections_[chosen].funding->BatchCreatePayments(
      &context, request, &response);
  return JudgeSheet(status, payments.size(), response);
}

}  // namespace epiledger::faults
