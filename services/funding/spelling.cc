#include "services/funding/spelling.h"

#include "absl/strings/ascii.h"

namespace epiledger::funding {
namespace {

constexpr std::string_view kWideSpace = "\u3000";
constexpr std::string_view kFirmSpace = "\u00a0";
// Full-width forms of `!` to `~`, in the same order.
constexpr std::string_view kFirstWide = "\uff01";
constexpr unsigned kFirstWideCode = 0xff01;
constexpr unsigned kLastWideCode = 0xff5e;
constexpr unsigned kFirstNarrowCode = '!';

// What a text begins with, a byte of it unless it has a half-width form.
struct Piece {
  char byte;
  size_t length;
};

unsigned Bits(char byte, unsigned mask) {
  return static_cast<unsigned char>(byte) & mask;
}

Piece FirstPiece(std::string_view text) {
  if (text.starts_with(kWideSpace)) return {' ', kWideSpace.size()};
  if (text.starts_with(kFirmSpace)) return {' ', kFirmSpace.size()};
  const size_t length = kFirstWide.size();
  if (text.size() < length || text[0] != kFirstWide[0]) return {text[0], 1};
  const unsigned code = Bits(text[0], 0x0f) << 12 | Bits(text[1], 0x3f) << 6 |
                        Bits(text[2], 0x3f);
  if (code < kFirstWideCode || code > kLastWideCode) return {text[0], 1};
  return {static_cast<char>(code - kFirstWideCode + kFirstNarrowCode), length};
}

}  // namespace

std::string FoldSpelling(std::string_view text) {
  std::string folded;
  bool is_after_space = false;
  while (!text.empty()) {
    const Piece piece = FirstPiece(text);
    text.remove_prefix(piece.length);
    const auto byte = static_cast<unsigned char>(piece.byte);
    if (absl::ascii_isspace(byte)) {
      is_after_space = !folded.empty();
      continue;
    }
    if (is_after_space) folded += ' ';
    is_after_space = false;
    folded += absl::ascii_toupper(byte);
  }
  return folded;
}

}  // namespace epiledger::funding
