// Objects of JSON, for answers that are no message of the API.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_JSON_OBJECT_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_JSON_OBJECT_H_

#include <cstdint>
#include <string>

#include "google/protobuf/struct.pb.h"

namespace epiledger::cli {

void SetText(google::protobuf::Struct& object, const char* name,
             const std::string& text);

// JSON's numbers are exact up to 2^53; amounts are set as text.
void SetNumber(google::protobuf::Struct& object, const char* name,
               int64_t number);

// An empty list, to be filled.
google::protobuf::ListValue& SetList(google::protobuf::Struct& object,
                                     const char* name);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_JSON_OBJECT_H_
