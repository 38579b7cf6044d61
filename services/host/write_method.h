// WriteMethod: a write between the network and its book: a request becomes a
// command, the command's outcome an answer.
#ifndef EPILEDGER_SERVICES_HOST_WRITE_METHOD_H_
#define EPILEDGER_SERVICES_HOST_WRITE_METHOD_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "services/book/books.h"
#include "services/book/command.h"
#include "services/host/ownership.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"
#include "services/rpc/method.h"

namespace epiledger::host {

// The ledger of the county that `name_field` of a request tells.
[[nodiscard]] journal::BookName LedgerOf(
    const book::Books& books, const google::protobuf::Message& request,
    const std::string& name_field);

// The functions of MethodSet's Write, for any request.
struct AnyWrite {
  using Message = google::protobuf::Message;

  std::function<absl::Status(const Message&)> validate;
  std::function<ledger::Needs(const Message&)> needs;
  std::function<book::Decision(const Message&, const book::DecisionContext&,
                               ledger::State&)>
      decide;
};

// Thread-safe.
class WriteMethod {
 public:
  // All of it outlives the server. `owners` says whose the service's things
  // are.
  WriteMethod(book::Books* books,
              const google::protobuf::MethodDescriptor* descriptor,
              Owners owners, AnyWrite write);

  // A call of its own. See rpc::Handler.
  void Run(const rpc::CallContext& context,
           std::shared_ptr<const google::protobuf::Message> request,
           rpc::Respond respond) const;

  // Requests of one county that are accepted all or none. What is malformed
  // about one is decided like all else, in its turn: requests that were
  // recorded before are answered as such.
  void RunTogether(const rpc::CallContext& context,
                   std::vector<rpc::BatchElement> elements) const;

 private:
  using Message = google::protobuf::Message;

  [[nodiscard]] absl::Status Check(const Message& request,
                                   const journal::BookName& book) const;
  // Without its decision.
  [[nodiscard]] book::Command CommandOf(const rpc::CallContext& context,
                                        std::shared_ptr<const Message> request,
                                        rpc::Respond respond) const;
  [[nodiscard]] book::Decide DecisionOf(
      const rpc::CallContext& context,
      std::shared_ptr<const Message> request) const;

  book::Books* const books_;
  const google::protobuf::MethodDescriptor* const descriptor_;
  const Owners owners_;
  const std::string county_field_;
  const AnyWrite write_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_WRITE_METHOD_H_
