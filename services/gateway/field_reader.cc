#include "services/gateway/field_reader.h"

#include <cstdint>
#include <utility>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "grpcpp/support/proto_buffer_reader.h"

namespace epiledger::gateway {

using google::protobuf::internal::WireFormatLite;

std::string ReadStringField(const grpc::ByteBuffer& buffer, int number) {
  const uint32_t wanted = WireFormatLite::MakeTag(
      number, WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
  std::string value;
  if (!buffer.Valid()) return value;
  // A copy of the handle; the bytes are shared.
  grpc::ByteBuffer bytes = buffer;
  grpc::ProtoBufferReader reader(&bytes);
  google::protobuf::io::CodedInputStream in(&reader);
  while (const uint32_t tag = in.ReadTag()) {
    if (tag != wanted) {
      if (!WireFormatLite::SkipField(&in, tag)) break;
      continue;
    }
    std::string found;
    if (!WireFormatLite::ReadString(&in, &found)) break;
    value = std::move(found);
  }
  return value;
}

}  // namespace epiledger::gateway
