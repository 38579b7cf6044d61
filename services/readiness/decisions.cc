#include "services/readiness/decisions.h"

#include <utility>

namespace epiledger::readiness {

using journal::Refusal;

Refusal Refuse(std::string reason,
               std::map<std::string, std::string> metadata) {
  return {absl::StatusCode::kFailedPrecondition, std::move(reason),
          std::move(metadata)};
}

Refusal Missing(std::string reason, const std::string& name) {
  return {absl::StatusCode::kNotFound, std::move(reason), {{"name", name}}};
}

Refusal Taken(const std::string& name) {
  return {absl::StatusCode::kAlreadyExists, "NAME_TAKEN", {{"name", name}}};
}

void Record(std::string_view collection, std::string_view key,
            const google::protobuf::Message& body, book::Accepted& accepted) {
  journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
  version.set_collection(std::string(collection));
  version.set_key(std::string(key));
  version.set_body(body.SerializeAsString());
}

}  // namespace epiledger::readiness
