#include "services/journal/frame.h"

#include <algorithm>

#include "services/journal/sha256.h"

namespace epiledger::journal {
namespace {

constexpr std::string_view kDomain = "epiledger.journal.v1";

class Writer {
 public:
  explicit Writer(size_t expected) { bytes_.reserve(expected); }

  void Fixed(std::string_view bytes) { bytes_.append(bytes); }
  void Unsigned32(uint32_t value) { BigEndian(value, 4); }
  void Signed64(int64_t value) { BigEndian(static_cast<uint64_t>(value), 8); }
  void Bytes(std::string_view bytes) {
    Unsigned32(static_cast<uint32_t>(bytes.size()));
    Fixed(bytes);
  }
  [[nodiscard]] std::string Take() { return std::move(bytes_); }

 private:
  void BigEndian(uint64_t value, int width) {
    for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
      bytes_.push_back(static_cast<char>((value >> shift) & 0xff));
    }
  }

  std::string bytes_;
};

// Reads until the first thing that does not fit, then yields nothing more.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string_view Fixed(size_t size) {
    if (size > rest_.size()) {
      failed_ = true;
      rest_ = {};
    }
    if (failed_) return {};
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  uint32_t Unsigned32() { return static_cast<uint32_t>(BigEndian(4)); }
  int64_t Signed64() { return static_cast<int64_t>(BigEndian(8)); }
  std::string_view View() { return Fixed(Unsigned32()); }
  std::string Bytes() { return std::string(View()); }
  template <typename Array>
  void Into(Array& array) {
    const std::string_view bytes = Fixed(array.size());
    std::copy(bytes.begin(), bytes.end(), array.begin());
  }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] bool AtEnd() const { return !failed_ && rest_.empty(); }

 private:
  uint64_t BigEndian(size_t width) {
    uint64_t value = 0;
    for (const char c : Fixed(width)) {
      value = (value << 8) | static_cast<unsigned char>(c);
    }
    return value;
  }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace

std::string EncodeFrame(const Frame& frame) {
  Writer out(512 + frame.event.size());
  out.Bytes(kDomain);
  out.Bytes(frame.book.service);
  out.Bytes(frame.book.county);
  out.Bytes(frame.book.kind);
  out.Fixed(View(frame.incarnation));
  out.Signed64(frame.sequence);
  out.Signed64(absl::ToUnixMicros(frame.record_time));
  out.Bytes(frame.key.subject);
  out.Bytes(frame.key.request_id);
  out.Bytes(frame.method);
  out.Unsigned32(static_cast<uint32_t>(frame.fields.size()));
  for (const FieldHash& field : frame.fields) {
    out.Unsigned32(static_cast<uint32_t>(field.number));
    out.Fixed(View(field.digest));
  }
  out.Bytes(frame.event_type);
  out.Bytes(frame.event);
  out.Unsigned32(static_cast<uint32_t>(frame.code));
  out.Bytes(frame.reason);
  out.Unsigned32(static_cast<uint32_t>(frame.metadata.size()));
  for (const auto& [name, value] : frame.metadata) {
    out.Bytes(name);
    out.Bytes(value);
  }
  return out.Take();
}

absl::StatusOr<Frame> DecodeFrame(std::string_view bytes) {
  Reader in(bytes);
  if (in.Bytes() != kDomain) {
    return absl::DataLossError("entry: not a frame of journal version 1");
  }
  Frame frame;
  frame.book.service = in.Bytes();
  frame.book.county = in.Bytes();
  frame.book.kind = in.Bytes();
  in.Into(frame.incarnation);
  frame.sequence = in.Signed64();
  frame.record_time = absl::FromUnixMicros(in.Signed64());
  frame.key.subject = in.Bytes();
  frame.key.request_id = in.Bytes();
  frame.method = in.Bytes();
  for (uint32_t left = in.Unsigned32(); left > 0 && !in.failed(); --left) {
    FieldHash field;
    field.number = static_cast<int32_t>(in.Unsigned32());
    in.Into(field.digest);
    const bool ascends =
        frame.fields.empty() || frame.fields.back().number < field.number;
    if (!ascends) return absl::DataLossError("entry: fields out of order");
    frame.fields.push_back(field);
  }
  frame.event_type = in.Bytes();
  frame.event = in.Bytes();
  frame.code = static_cast<absl::StatusCode>(in.Unsigned32());
  frame.reason = in.Bytes();
  for (uint32_t left = in.Unsigned32(); left > 0 && !in.failed(); --left) {
    std::string name = in.Bytes();
    const bool ascends =
        frame.metadata.empty() || frame.metadata.rbegin()->first < name;
    if (!ascends) return absl::DataLossError("entry: figures out of order");
    frame.metadata.emplace_hint(frame.metadata.end(), std::move(name),
                                in.Bytes());
  }
  if (!in.AtEnd()) {
    return absl::DataLossError("entry: frame is cut short or too long");
  }
  return frame;
}

absl::StatusOr<std::string_view> EventOf(std::string_view bytes) {
  Reader in(bytes);
  const bool is_known = in.View() == kDomain;
  for (int names_of_book = 3; names_of_book > 0; --names_of_book) in.View();
  in.Fixed(Incarnation().size());
  in.Signed64();
  in.Signed64();
  for (int of_request = 3; of_request > 0; --of_request) in.View();
  for (uint32_t left = in.Unsigned32(); left > 0 && !in.failed(); --left) {
    in.Unsigned32();
    in.Fixed(Hash().size());
  }
  in.View();
  const std::string_view event = in.View();
  if (!is_known || in.failed()) {
    return absl::DataLossError("entry: no frame of journal version 1");
  }
  return event;
}

Hash ChainHash(const Hash& previous, std::string_view frame) {
  return Sha256(View(previous), frame);
}

}  // namespace epiledger::journal
