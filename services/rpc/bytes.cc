#include "services/rpc/bytes.h"

#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "google/protobuf/io/coded_stream.h"
#include "grpcpp/support/proto_buffer_reader.h"
#include "grpcpp/support/slice.h"

namespace epiledger::rpc {
namespace {

// Below this a copy is cheaper than an allocation that outlives the call.
constexpr size_t kCopyBelow = 512;

}  // namespace

grpc::ByteBuffer ToBuffer(std::string bytes) {
  if (bytes.size() < kCopyBelow) {
    const grpc::Slice slice(bytes);
    return grpc::ByteBuffer(&slice, 1);
  }
  auto owned = std::make_unique<std::string>(std::move(bytes));
  std::string* const text = owned.release();
  const grpc::Slice slice(
      text->data(), text->size(),
      [](void* data) {
        const std::unique_ptr<std::string> last(
            static_cast<std::string*>(data));
      },
      text);
  return grpc::ByteBuffer(&slice, 1);
}

grpc::ByteBuffer ToBuffer(std::shared_ptr<const std::string> bytes) {
  using Shared = std::shared_ptr<const std::string>;
  const std::string& text = *bytes;
  auto owned = std::make_unique<Shared>(std::move(bytes));
  // gRPC does not change what a slice holds.
  const grpc::Slice slice(
      const_cast<char*>(text.data()), text.size(),
      [](void* data) {
        const std::unique_ptr<Shared> last(static_cast<Shared*>(data));
      },
      owned.release());
  return grpc::ByteBuffer(&slice, 1);
}

std::string ToBytes(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  bytes.reserve(buffer.Length());
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

bool Parse(const grpc::ByteBuffer& buffer, google::protobuf::Message& message) {
  grpc::ByteBuffer copy(buffer);
  grpc::ProtoBufferReader reader(&copy);
  return reader.status().ok() && message.ParseFromZeroCopyStream(&reader);
}

void AppendField(int number, std::string_view value, std::string& message) {
  using google::protobuf::io::CodedOutputStream;
  constexpr uint32_t kLengthDelimited = 2;
  // A tag and a length.
  std::array<uint8_t, 10> head = {};
  uint8_t* end = CodedOutputStream::WriteTagToArray(
      (static_cast<uint32_t>(number) << 3) | kLengthDelimited, head.data());
  end = CodedOutputStream::WriteVarint32ToArray(
      static_cast<uint32_t>(value.size()), end);
  message.append(reinterpret_cast<const char*>(head.data()),
                 static_cast<size_t>(end - head.data()));
  message.append(value);
}

}  // namespace epiledger::rpc
