#include "clients/cli/terminal/sparkline.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace epiledger::cli {
namespace {

constexpr std::array<std::string_view, 8> kBars = {"▁", "▂", "▃", "▄",
                                                   "▅", "▆", "▇", "█"};

using Figures = std::vector<std::optional<int64_t>>;

// The lowest known figure of each group of `size` neighbours.
Figures InGroups(const Figures& figures, size_t size) {
  Figures groups;
  for (size_t i = 0; i < figures.size(); ++i) {
    if (i % size == 0) groups.emplace_back();
    std::optional<int64_t>& lowest = groups.back();
    if (!figures[i].has_value()) continue;
    lowest = std::min(lowest.value_or(*figures[i]), *figures[i]);
  }
  return groups;
}

// Only 0 has the lowest bar.
std::string_view BarOf(int64_t figure, int64_t largest) {
  if (figure == 0) return kBars.front();
  const double part =
      static_cast<double>(figure) / static_cast<double>(largest);
  const auto bar = static_cast<size_t>(part * (kBars.size() - 1));
  return kBars[std::clamp<size_t>(bar, 1, kBars.size() - 1)];
}

}  // namespace

std::string Sparkline(const Figures& figures, size_t columns) {
  const size_t size =
      std::max<size_t>(1, (figures.size() + columns - 1) / columns);
  const Figures groups = InGroups(figures, size);
  int64_t largest = 0;
  for (const std::optional<int64_t>& figure : groups) {
    largest = std::max(largest, figure.value_or(0));
  }
  std::string line;
  for (const std::optional<int64_t>& figure : groups) {
    line += figure.has_value() ? BarOf(*figure, largest) : "·";
  }
  return line;
}

}  // namespace epiledger::cli
