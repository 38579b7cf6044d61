#include "tests/bench/shown.h"

#include <string>
#include <utility>

#include "epiledger/command/v1/command.pb.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"

namespace epiledger::bench {
namespace {

using command::v1::Overview;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

// By source.
constexpr std::array<int, gateway::kSourceCount> kPartFields = {
    Overview::kMoneyFieldNumber, Overview::kSuppliesFieldNumber,
    Overview::kReadinessFieldNumber};

// The length of the field that begins here, and its number.
std::pair<int, uint32_t> ReadHead(CodedInputStream& in) {
  const int number = WireFormatLite::GetTagFieldNumber(in.ReadTag());
  uint32_t length = 0;
  (void)in.ReadVarint32(&length);
  return {number, length};
}

// Of a part, whose first field is its status.
int64_t ReadSequence(CodedInputStream& in) {
  const auto [number, length] = ReadHead(in);
  std::string bytes;
  command::v1::PartStatus status;
  if (number != 1 || !in.ReadString(&bytes, static_cast<int>(length)) ||
      !status.ParseFromString(bytes)) {
    return 0;
  }
  return status.read_at().sequence();
}

}  // namespace

PointsShown ShownBy(std::string_view overview) {
  PointsShown shown = {};
  CodedInputStream in(reinterpret_cast<const uint8_t*>(overview.data()),
                      static_cast<int>(overview.size()));
  while (in.CurrentPosition() < static_cast<int>(overview.size())) {
    const auto [number, length] = ReadHead(in);
    const int end = in.CurrentPosition() + static_cast<int>(length);
    for (size_t i = 0; i < kPartFields.size(); ++i) {
      if (kPartFields[i] == number) shown[i] = ReadSequence(in);
    }
    if (!in.Skip(end - in.CurrentPosition())) break;
  }
  return shown;
}

}  // namespace epiledger::bench
