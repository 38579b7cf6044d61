#include "services/funding/spelling.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "absl/strings/ascii.h"

namespace epiledger::funding {
namespace {

struct Codes {
  char32_t first;
  char32_t last;
};

// Spaces beside those of ASCII: firm, wide, narrow and all between.
constexpr std::array<Codes, 6> kSpaces = {{{0xa0, 0xa0},
                                           {0x1680, 0x1680},
                                           {0x2000, 0x200a},
                                           {0x202f, 0x202f},
                                           {0x205f, 0x205f},
                                           {0x3000, 0x3000}}};

// What no reader sees: soft hyphens, joiners, fillers, marks of direction and
// of byte order, variants of a glyph, tags.
constexpr std::array<Codes, 13> kUnseen = {{{0xad, 0xad},
                                            {0x34f, 0x34f},
                                            {0x61c, 0x61c},
                                            {0x115f, 0x1160},
                                            {0x17b4, 0x17b5},
                                            {0x180b, 0x180f},
                                            {0x200b, 0x200f},
                                            {0x202a, 0x202e},
                                            {0x2060, 0x206f},
                                            {0x3164, 0x3164},
                                            {0xfe00, 0xfe0f},
                                            {0xfeff, 0xfeff},
                                            {0xe0000, 0xe0fff}}};

// Full-width forms of `!` to `~`, in the same order.
constexpr Codes kWide = {0xff01, 0xff5e};
constexpr char32_t kFirstNarrow = '!';

template <size_t kSize>
bool IsAmong(char32_t code, const std::array<Codes, kSize>& sorted) {
  const auto after = std::upper_bound(
      sorted.begin(), sorted.end(), code,
      [](char32_t found, const Codes& codes) { return found < codes.first; });
  return after != sorted.begin() && code <= std::prev(after)->last;
}

// What a text begins with. Bytes that are no UTF-8 stand for themselves.
struct Piece {
  char32_t code;
  size_t length;
};

Piece FirstPiece(std::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  const size_t length = first < 0xc0   ? 1
                        : first < 0xe0 ? 2
                        : first < 0xf0 ? 3
                                       : 4;
  if (length == 1 || text.size() < length) return {first, 1};
  char32_t code = first & (0xffU >> (length + 1));
  for (const char byte : text.substr(1, length - 1)) {
    code = code << 6 | (static_cast<unsigned char>(byte) & 0x3fU);
  }
  return {code, length};
}

bool IsSpace(const Piece& piece) {
  return piece.length == 1
             ? absl::ascii_isspace(static_cast<unsigned char>(piece.code))
             : IsAmong(piece.code, kSpaces);
}

// One that is neither a space nor unseen.
void AddSeen(const Piece& piece, std::string_view bytes, std::string& folded) {
  if (piece.length == 1) {
    folded += absl::ascii_toupper(static_cast<unsigned char>(piece.code));
  } else if (kWide.first <= piece.code && piece.code <= kWide.last) {
    folded += absl::ascii_toupper(
        static_cast<unsigned char>(piece.code - kWide.first + kFirstNarrow));
  } else {
    folded += bytes;
  }
}

}  // namespace

std::string FoldSpelling(std::string_view text) {
  std::string folded;
  bool is_after_space = false;
  while (!text.empty()) {
    const Piece piece = FirstPiece(text);
    const std::string_view bytes = text.substr(0, piece.length);
    text.remove_prefix(piece.length);
    if (IsSpace(piece)) {
      is_after_space = !folded.empty();
      continue;
    }
    if (piece.length > 1 && IsAmong(piece.code, kUnseen)) continue;
    if (is_after_space) folded += ' ';
    is_after_space = false;
    AddSeen(piece, bytes, folded);
  }
  return folded;
}

}  // namespace epiledger::funding
