// MethodSet: the method table of one service, made from functions that know
// nothing of gRPC, threads or transactions.
//
// A write gives three functions: what else must hold of the request (beyond
// its field rules), what the decision will look at, and the decision. A read
// gives one: from request and snapshot to response. Everything between these
// functions and the network is the same for every method, and stands here.
//
// By convention every write request has `request_id`, and every write response
// is {Receipt receipt = 1; Resource … = 2;}: it is put together from the
// entry's own bytes, for the first answer and for every replay alike. A write
// that may be answered by another resource, such as a proposal, has a field
// called like that one's collection. The first name in the method's access
// fields tells the county.
#ifndef EPILEDGER_SERVICES_HOST_METHOD_SET_H_
#define EPILEDGER_SERVICES_HOST_METHOD_SET_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/book/books.h"
#include "services/book/command.h"
#include "services/host/ownership.h"
#include "services/host/read_context.h"
#include "services/host/write_method.h"
#include "services/ledger/state.h"
#include "services/rpc/messages.h"
#include "services/rpc/method.h"
#include "services/rpc/page_token.h"
#include "services/rpc/worker_pool.h"

namespace epiledger::host {

// What the methods of a process share; all of it outlives the server.
struct Backend {
  book::Books* books = nullptr;
  rpc::WorkerPool* readers = nullptr;
  const rpc::PageTokens* page_tokens = nullptr;
  // The texts of reasons, for reads that show refusals; null: reasons alone.
  const rpc::MessageCatalogue* messages = nullptr;
};

template <typename Request>
struct Write {
  std::string_view method;
  // INVALID_ARGUMENT made with rpc/error.h; the command stays undecided.
  absl::Status (*validate)(const Request& request);
  ledger::Needs (*needs)(const Request& request);
  book::Decision (*decide)(const Request& request,
                           const book::DecisionContext& context,
                           ledger::State& state);
};

template <typename Request, typename Response>
struct Read {
  std::string_view method;
  // Called by many threads at a time.
  std::function<absl::StatusOr<Response>(const Request& request,
                                         ReadContext& context)>
      answer;
  // The axis `as_of.effective` may be asked on.
  EffectiveAxis axis = EffectiveAxis::kNone;
};

// For `validate` and `needs` where there is nothing to say.
template <typename Request>
absl::Status AlwaysValid(const Request&) {
  return absl::OkStatus();
}
template <typename Request>
ledger::Needs NoNeeds(const Request&) {
  return {};
}

class MethodSet {
 public:
  // `service` is the proto service's full name, `owners` says whose its things
  // are.
  MethodSet(const Backend& backend, std::string service, Owners owners = {});

  template <typename Request>
  void Add(const Write<Request>& write) {
    AddWrite(
        write.method,
        {[write](const google::protobuf::Message& request) {
           return write.validate(static_cast<const Request&>(request));
         },
         [write](const google::protobuf::Message& request) {
           return write.needs(static_cast<const Request&>(request));
         },
         [write](const google::protobuf::Message& request,
                 const book::DecisionContext& context, ledger::State& state) {
           return write.decide(static_cast<const Request&>(request), context,
                               state);
         }});
  }

  template <typename Request, typename Response>
  void Add(const Read<Request, Response>& read) {
    AddRead(read.method, read.axis,
            [read](const google::protobuf::Message& request,
                   ReadContext& context) -> absl::StatusOr<std::string> {
              absl::StatusOr<Response> response =
                  read.answer(static_cast<const Request&>(request), context);
              if (!response.ok()) return response.status();
              return response->SerializeAsString();
            });
  }

  // The method `batch` does with each of its requests what the write `of`,
  // added before, does with its one; see rpc/batch.h. Elements are decided in
  // their order, each alone or, with `all_or_nothing`, all together.
  void AddBatch(std::string_view batch, std::string_view of);

  // The rows made so far; the set is empty afterwards.
  [[nodiscard]] rpc::MethodTable Take() { return std::move(table_); }

 private:
  using Message = google::protobuf::Message;
  using AnyRead =
      std::function<absl::StatusOr<std::string>(const Message&, ReadContext&)>;

  void AddWrite(std::string_view method, AnyWrite write);
  void AddRead(std::string_view method, EffectiveAxis axis, AnyRead read);

  const Backend backend_;
  const std::string service_;
  const Owners owners_;
  rpc::MethodTable table_;
  std::map<std::string, std::shared_ptr<const WriteMethod>, std::less<>>
      writes_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_METHOD_SET_H_
