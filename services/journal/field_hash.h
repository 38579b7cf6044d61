// Field hashes: a digest of each top-level field of a request, so that the
// same id with another body can be refused by the name of the field.
//
// The digest is taken over our own walk of the message, not over its wire
// form, which protobuf does not promise to keep: the order of fields, defaults
// spelled out and the request id itself make no difference.
#ifndef EPILEDGER_SERVICES_JOURNAL_FIELD_HASH_H_
#define EPILEDGER_SERVICES_JOURNAL_FIELD_HASH_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/message.h"
#include "services/journal/types.h"

namespace epiledger::journal {

// Ascending by field number. A field that holds anything personal (FieldRule
// `personal`) is digested as HMAC with `salt`, so that the journal does not
// betray a name to somebody who guesses it. A field that is `derived` has no
// digest: whoever asks again does not say it.
[[nodiscard]] std::vector<FieldHash> HashFields(
    const google::protobuf::Message& request, std::string_view salt);

// The name of the first field in which the two differ; nothing when equal.
[[nodiscard]] std::optional<std::string> DifferingField(
    const google::protobuf::Descriptor& request,
    const std::vector<FieldHash>& first, const std::vector<FieldHash>& second);

// A copy of `request` without its personal and its derived fields, serialised:
// what a refusal keeps of it.
[[nodiscard]] std::string SerializeAsAsked(
    const google::protobuf::Message& request);

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_FIELD_HASH_H_
