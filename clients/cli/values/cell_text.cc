#include "clients/cli/values/cell_text.h"

#include <cstddef>
#include <cstdint>

namespace epiledger::cli {
namespace {

// A character that stands for another one, or for none.
struct Stand {
  std::string_view found;
  std::string_view meant;
};

// Spaces of spreadsheets and web pages; those without width are nothing.
constexpr Stand kSpaces[] = {
    {" ", " "},
    {"\t", " "},
    {"\r", " "},
    {"\n", " "},
    {"\xC2\xA0", " "},
    {"\xE2\x80\xAF", " "},
    {"\xE3\x80\x80", " "},
    {"\xE2\x80\x8B", ""},
    {"\xEF\xBB\xBF", ""},
};

// Beyond the block that is ASCII, only wider.
constexpr Stand kWidths[] = {
    {"￥", "¥"},
    {"−", "-"},
    {"‐", "-"},
    {"‑", "-"},
};

template <size_t N>
const Stand* Find(const Stand (&stands)[N], std::string_view text) {
  for (const Stand& stand : stands) {
    if (text.substr(0, stand.found.size()) == stand.found) return &stand;
  }
  return nullptr;
}

// U+FF01 to U+FF5E, which are U+0021 to U+007E in full width; 0 for others.
char WideAscii(std::string_view text) {
  const auto byte = [text](size_t at) {
    return static_cast<uint32_t>(static_cast<unsigned char>(text[at]));
  };
  if (text.size() < 3 || byte(0) != 0xEF) return 0;
  const uint32_t point = ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU);
  constexpr uint32_t kFirst = 0xF01;
  constexpr uint32_t kLast = 0xF5E;
  if ((byte(1) & 0xC0U) != 0x80U || point < kFirst || point > kLast) return 0;
  return static_cast<char>(point - kFirst + '!');
}

}  // namespace

bool IsBlank(std::string_view cell) {
  while (!cell.empty()) {
    const Stand* space = Find(kSpaces, cell);
    if (space == nullptr) return false;
    cell.remove_prefix(space->found.size());
  }
  return true;
}

std::string Tidy(std::string_view cell) {
  std::string tidy;
  bool is_apart = false;
  while (!cell.empty()) {
    if (const Stand* space = Find(kSpaces, cell); space != nullptr) {
      is_apart = is_apart || !space->meant.empty();
      cell.remove_prefix(space->found.size());
      continue;
    }
    if (is_apart && !tidy.empty()) tidy.push_back(' ');
    is_apart = false;
    tidy.push_back(cell.front());
    cell.remove_prefix(1);
  }
  return tidy;
}

std::string HalfWidth(std::string_view cell) {
  const std::string tidy = Tidy(cell);
  std::string narrow;
  for (std::string_view rest = tidy; !rest.empty();) {
    if (const char wide = WideAscii(rest); wide != 0) {
      narrow.push_back(wide);
      rest.remove_prefix(3);
    } else if (const Stand* stand = Find(kWidths, rest); stand != nullptr) {
      narrow.append(stand->meant);
      rest.remove_prefix(stand->found.size());
    } else {
      narrow.push_back(rest.front());
      rest.remove_prefix(1);
    }
  }
  return narrow;
}

std::string Compact(std::string_view cell) {
  std::string compact;
  for (const char c : HalfWidth(cell)) {
    if (c == ' ') continue;
    compact.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A'))
                                           : c);
  }
  return compact;
}

}  // namespace epiledger::cli
