#include "clients/cli/terminal/display_width.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace epiledger::cli {
namespace {

struct CodePoint {
  uint32_t value = 0;
  // Bytes it takes; 1 for a byte that begins no sequence.
  size_t size = 1;
  bool is_valid = false;
};

// The first character of `text`, which is not empty.
CodePoint Decode(std::string_view text) {
  const auto byte = [&](size_t at) {
    return static_cast<uint32_t>(static_cast<unsigned char>(text[at]));
  };
  const uint32_t lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return {};
  uint32_t value = lead & (0xFFU >> (size + 1));
  for (size_t at = 1; at < size; ++at) {
    if ((byte(at) & 0xC0U) != 0x80U) return {};
    value = (value << 6U) | (byte(at) & 0x3FU);
  }
  return {value, size, true};
}

struct Range {
  uint32_t first;
  uint32_t last;
};

// Rising, so that a search finds a character's range.
constexpr Range kWide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2E80, 0x303E},
    {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},
    {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD}};
constexpr Range kWithoutWidth[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x0300, 0x036F},
    {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};
// What steers a terminal or turns the direction of writing.
constexpr Range kSteering[] = {{0x0000, 0x001F},
                               {0x007F, 0x009F},
                               {0x2028, 0x2029},
                               {0x202A, 0x202E},
                               {0x2066, 0x2069}};

template <size_t N>
bool Among(const Range (&ranges)[N], uint32_t value) {
  const auto* const found = std::lower_bound(
      std::begin(ranges), std::end(ranges), value,
      [](const Range& range, uint32_t v) { return range.last < v; });
  return found != std::end(ranges) && found->first <= value;
}

size_t WidthOf(const CodePoint& point) {
  if (!point.is_valid) return 1;
  if (Among(kWithoutWidth, point.value)) return 0;
  return Among(kWide, point.value) ? 2 : 1;
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) {
    const CodePoint point = Decode(text);
    width += WidthOf(point);
    text.remove_prefix(point.size);
  }
  return width;
}

std::string Printable(std::string_view text) {
  std::string printable;
  while (!text.empty()) {
    const CodePoint point = Decode(text);
    const bool is_kept = point.is_valid && !Among(kSteering, point.value);
    printable.append(is_kept ? text.substr(0, point.size) : " ");
    text.remove_prefix(point.size);
  }
  return printable;
}

}  // namespace epiledger::cli
