#include "tests/bench/baseline_per_request.h"

#include <utility>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/book/batch.h"
#include "services/funding/rules/payment_rules.h"
#include "services/host/answer.h"
#include "services/journal/field_hash.h"
#include "tests/bench/bench_server.h"

namespace epiledger::bench {
namespace {

using Request = funding::v1::CreatePaymentRequest;

book::Command CommandOf(const rpc::CallContext& context,
                        std::shared_ptr<const Request> request) {
  book::Command command;
  command.key = {context.caller.subject, request->request_id()};
  command.method = "epiledger.funding.v1.FundingService.CreatePayment";
  command.deadline = context.deadline;
  command.fields = journal::HashFields(*request, "");
  command.needs = funding::NeedsOfPayment(*request);
  command.decide = [request](const book::DecisionContext& decision,
                             ledger::State& state) {
    return funding::DecideCreatePayment(*request, decision, state);
  };
  command.request = std::move(request);
  return command;
}

}  // namespace

rpc::Handler PerRequestPayments(book::Books& books, storage::Database& database,
                                rpc::WorkerPool& pool) {
  return [&books, &database, &pool](
             const rpc::CallContext& context,
             std::shared_ptr<const google::protobuf::Message> message,
             rpc::Respond respond) {
    book::Command command = CommandOf(
        context, std::static_pointer_cast<const Request>(std::move(message)));
    auto shared = std::make_shared<rpc::Respond>(std::move(respond));
    command.done = [shared](absl::StatusOr<book::Outcome> outcome) {
      std::move (*shared)(host::Answer(std::move(outcome)));
    };
    auto commands = std::make_shared<std::vector<book::Command>>();
    commands->push_back(std::move(command));
    const absl::Status queued = pool.Submit([&books, &database, commands] {
      // A state of its own: what it loads is forgotten with it.
      book::BookState state;
      state.name = BenchBook();
      state.database = &database;
      book::Batch batch(state, std::move(*commands), books.clock(), {});
      batch.Run();
      batch.AnswerAll();
    });
    if (!queued.ok()) std::move (*shared)(queued);
  };
}

}  // namespace epiledger::bench
