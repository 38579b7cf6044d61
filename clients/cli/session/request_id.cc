#include "clients/cli/session/request_id.h"

#include <array>
#include <cstdint>
#include <cstdlib>

#include "openssl/rand.h"

namespace epiledger::cli {

std::string NewRequestId(absl::Time now) {
  constexpr size_t kTimeBytes = 6;
  std::array<unsigned char, 16> bytes{};
  // Without random bits two ids could be the same: better none at all.
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    std::abort();
  }
  const auto millis = static_cast<uint64_t>(absl::ToUnixMillis(now));
  for (size_t i = 0; i < kTimeBytes; ++i) {
    bytes[i] = static_cast<unsigned char>(millis >> (8 * (kTimeBytes - 1 - i)));
  }
  bytes[6] = static_cast<unsigned char>(0x70U | (bytes[6] & 0x0FU));
  bytes[8] = static_cast<unsigned char>(0x80U | (bytes[8] & 0x3FU));
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string id;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) id.push_back('-');
    id.push_back(kDigits[bytes[i] >> 4U]);
    id.push_back(kDigits[bytes[i] & 15U]);
  }
  return id;
}

}  // namespace epiledger::cli
