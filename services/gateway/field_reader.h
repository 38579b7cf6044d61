// Reads one field out of a message's bytes, without parsing the rest: the
// gateway looks into what it forwards no further than it must.
#ifndef EPILEDGER_SERVICES_GATEWAY_FIELD_READER_H_
#define EPILEDGER_SERVICES_GATEWAY_FIELD_READER_H_

#include <string>

#include "grpcpp/support/byte_buffer.h"

namespace epiledger::gateway {

// The string field `number` of the message in `buffer`, the last one when it
// is there several times; empty when it is not there, or the bytes before it
// cannot be read. A pure function.
[[nodiscard]] std::string ReadStringField(const grpc::ByteBuffer& buffer,
                                          int number);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_FIELD_READER_H_
