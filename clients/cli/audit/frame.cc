#include "clients/cli/audit/frame.h"

#include <array>

#include "clients/cli/terminal/exit.h"
#include "openssl/evp.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kDomain = "epiledger.journal.v1";
constexpr size_t kIncarnationSize = 16;
constexpr size_t kHashSize = 32;
constexpr int64_t kMicrosPerSecond = 1'000'000;
constexpr int64_t kNanosPerMicro = 1'000;

// Takes members off the front; after one that is not there all are empty.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string Bytes(size_t size) {
    if (rest_.size() < size) {
      is_cut_short_ = true;
      size = rest_.size();
    }
    std::string bytes(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return bytes;
  }
  uint32_t Small() { return static_cast<uint32_t>(Number(4)); }
  int64_t Large() { return static_cast<int64_t>(Number(8)); }
  std::string Block() { return Bytes(Small()); }
  // Members that are not needed here.
  void Skip(size_t size) { Bytes(size); }

  [[nodiscard]] bool is_cut_short() const { return is_cut_short_; }
  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  uint64_t Number(size_t size) {
    uint64_t number = 0;
    for (const char byte : Bytes(size)) {
      number = number << 8U | static_cast<unsigned char>(byte);
    }
    return number;
  }

  std::string_view rest_;
  bool is_cut_short_ = false;
};

void SkipFieldHashes(Reader& reader) {
  for (uint32_t left = reader.Small(); left > 0 && !reader.is_cut_short();
       --left) {
    reader.Skip(4 + kHashSize);
  }
}

void SkipMetadata(Reader& reader) {
  for (uint32_t left = reader.Small(); left > 0 && !reader.is_cut_short();
       --left) {
    reader.Block();
    reader.Block();
  }
}

}  // namespace

absl::StatusOr<Frame> ReadFrame(std::string_view bytes) {
  Reader reader(bytes);
  const bool is_ours = reader.Block() == kDomain;
  Frame frame;
  frame.service = reader.Block();
  frame.county = reader.Block();
  frame.kind = reader.Block();
  frame.incarnation = reader.Bytes(kIncarnationSize);
  frame.sequence = reader.Large();
  frame.record_time = reader.Large();
  frame.subject = reader.Block();
  frame.request_id = reader.Block();
  frame.method = reader.Block();
  SkipFieldHashes(reader);
  frame.event_type = reader.Block();
  frame.event = reader.Block();
  frame.code = reader.Small();
  frame.reason = reader.Block();
  SkipMetadata(reader);
  if (is_ours && !reader.is_cut_short() && reader.is_at_end()) return frame;
  return Usage("NO_FRAME");
}

int64_t Micros(const google::protobuf::Timestamp& time) {
  return time.seconds() * kMicrosPerSecond + time.nanos() / kNanosPerMicro;
}

std::string ChainHash(std::string_view previous, std::string_view frame) {
  std::string bytes(previous);
  bytes.append(frame);
  std::array<unsigned char, kHashSize> hash{};
  EVP_Digest(bytes.data(), bytes.size(), hash.data(), nullptr, EVP_sha256(),
             nullptr);
  return {hash.begin(), hash.end()};
}

}  // namespace epiledger::cli
