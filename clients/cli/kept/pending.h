// Pending: requests whose final answer has not come. Each is kept, with its id,
// before it is sent, and goes when its outcome is known; what is left after a
// crash or a broken line is sent again under the same id.
//
// Files in one folder, mode 0700; a request may name persons, so nobody else
// reads them. Several processes may use the folder at a time.
#ifndef EPILEDGER_CLIENTS_CLI_KEPT_PENDING_H_
#define EPILEDGER_CLIENTS_CLI_KEPT_PENDING_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// One call of a pending request.
struct PendingPart {
  const google::protobuf::MethodDescriptor* method = nullptr;
  // With its id.
  std::shared_ptr<google::protobuf::Message> request;
};

struct PendingRequest {
  std::string request_id;
  // The calls made with the id, in their order: mostly one; a county is created
  // in three services.
  std::vector<PendingPart> parts;
  // The person whose token it is sent with; an id is only the same for the same
  // person.
  std::string subject;
  // When it was typed, and kept: what it calls `now`.
  absl::Time time;
};

class Pending {
 public:
  explicit Pending(std::string folder) : folder_(std::move(folder)) {}

  // Writes the request durably; a failure means that it must not be sent.
  [[nodiscard]] absl::Status Keep(const PendingRequest& request) const;

  // Forgets it. OK when it is not there.
  [[nodiscard]] absl::Status Remove(std::string_view request_id) const;

  // All of them, oldest first. INVALID_ARGUMENT, naming the file, when one
  // cannot be read.
  [[nodiscard]] absl::StatusOr<std::vector<PendingRequest>> List() const;

  [[nodiscard]] const std::string& folder() const { return folder_; }

 private:
  [[nodiscard]] std::string PathOf(std::string_view request_id) const;

  const std::string folder_;
};

// Whether both make the same calls, apart from their ids.
[[nodiscard]] bool AreSameCalls(const std::vector<PendingPart>& first,
                                const std::vector<PendingPart>& second);

// An empty message of the type a method asks with.
[[nodiscard]] std::unique_ptr<google::protobuf::Message> NewRequest(
    const google::protobuf::MethodDescriptor& method);
// … and answers with.
[[nodiscard]] std::unique_ptr<google::protobuf::Message> NewResponse(
    const google::protobuf::MethodDescriptor& method);

// The request's field `request_id`; null when it is no write.
[[nodiscard]] const google::protobuf::FieldDescriptor* RequestIdField(
    const google::protobuf::Descriptor& request);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_KEPT_PENDING_H_
