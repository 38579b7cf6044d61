// Between gRPC's byte buffers, strings and messages. Pure functions.
#ifndef EPILEDGER_SERVICES_RPC_BYTES_H_
#define EPILEDGER_SERVICES_RPC_BYTES_H_

#include <memory>
#include <string>
#include <string_view>

#include "google/protobuf/message.h"
#include "grpcpp/support/byte_buffer.h"

namespace epiledger::rpc {

// A buffer that owns `bytes`, without copying them where they are many.
[[nodiscard]] grpc::ByteBuffer ToBuffer(std::string bytes);

// A buffer that shares `bytes` with all others made of them.
[[nodiscard]] grpc::ByteBuffer ToBuffer(
    std::shared_ptr<const std::string> bytes);

// The bytes of `buffer` in one piece.
[[nodiscard]] std::string ToBytes(const grpc::ByteBuffer& buffer);

// Reads `message` from `buffer`. False when the bytes are cut short, or a
// string among them is not UTF-8.
[[nodiscard]] bool Parse(const grpc::ByteBuffer& buffer,
                         google::protobuf::Message& message);

// Appends field `number` of a message that is put together from the bytes of
// its parts: a message, string or bytes field that holds `value`.
void AppendField(int number, std::string_view value, std::string& message);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_BYTES_H_
