// Between gRPC's byte buffers, strings and messages. Pure functions.
#ifndef EPILEDGER_SERVICES_RPC_BYTES_H_
#define EPILEDGER_SERVICES_RPC_BYTES_H_

#include <string>

#include "google/protobuf/message.h"
#include "grpcpp/support/byte_buffer.h"

namespace epiledger::rpc {

// A buffer that owns `bytes`, without copying them where they are many.
[[nodiscard]] grpc::ByteBuffer ToBuffer(std::string bytes);

// The bytes of `buffer` in one piece.
[[nodiscard]] std::string ToBytes(const grpc::ByteBuffer& buffer);

// Reads `message` from `buffer`. False when the bytes are cut short, or a
// string among them is not UTF-8.
[[nodiscard]] bool Parse(const grpc::ByteBuffer& buffer,
                         google::protobuf::Message& message);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_BYTES_H_
