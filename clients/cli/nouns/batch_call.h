// A batch of any method: its requests and results, found by name.
//
// Every batch of funding has the same form (tests/lint/batches.py): `parent`,
// `requests` and `all_or_nothing`; `results`, each with a `response` or an
// `error`.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_BATCH_CALL_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_BATCH_CALL_H_

#include <cstddef>
#include <memory>
#include <string>

#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/support/status.h"

namespace epiledger::cli {

class BatchCall {
 public:
  // A batch of `method` in the county of its requests.
  BatchCall(const google::protobuf::MethodDescriptor& method,
            const std::string& parent, bool all_or_nothing);

  // Adds `request` under this id.
  void Add(const google::protobuf::Message& request,
           const std::string& request_id);

  [[nodiscard]] const google::protobuf::Message& request() const {
    return *request_;
  }
  [[nodiscard]] google::protobuf::Message& response() { return *response_; }

  // How many results were answered.
  [[nodiscard]] size_t results() const;

  // OK where the element was recorded. A result that is neither a response nor
  // an error tells nothing: INTERNAL without a reason.
  [[nodiscard]] grpc::Status StatusOf(size_t index) const;
  // Of one that was recorded.
  [[nodiscard]] type::v1::Receipt ReceiptOf(size_t index) const;
  // Whether it was recorded as a proposal.
  [[nodiscard]] bool IsProposed(size_t index) const;

 private:
  [[nodiscard]] const google::protobuf::Message& ResultAt(size_t index) const;
  // The field of the response at `index`; null where it is not set.
  [[nodiscard]] const google::protobuf::Message* FieldOf(
      size_t index, const char* name) const;

  std::unique_ptr<google::protobuf::Message> request_;
  std::unique_ptr<google::protobuf::Message> response_;
};

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_BATCH_CALL_H_
