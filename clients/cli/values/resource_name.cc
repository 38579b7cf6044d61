#include "clients/cli/values/resource_name.h"

#include <algorithm>
#include <cstddef>

#include "clients/cli/terminal/exit.h"
#include "services/rpc/names.h"

namespace epiledger::cli {
namespace {

std::vector<std::string_view> Segments(std::string_view text) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const size_t slash = text.find('/');
    parts.push_back(text.substr(0, slash));
    text.remove_prefix(slash == std::string_view::npos ? text.size()
                                                       : slash + 1);
  }
  return parts;
}

bool IsSegment(std::string_view part) {
  return part.size() > 2 && part.front() == '{';
}

bool StartsWith(std::string_view text, std::string_view prefix) {
  return text.substr(0, prefix.size()) == prefix;
}

absl::Status Misfit(std::string_view pattern, std::string_view text) {
  return Usage("NAME_MISFIT", {{"found", std::string(text)},
                               {"pattern", std::string(pattern)}});
}

// The id that stands for `{segment}` when the person typed none.
absl::StatusOr<std::string> FromPlace(std::string_view segment,
                                      std::string_view pattern,
                                      std::string_view text,
                                      const Place& place) {
  if (segment == "{county}") {
    if (place.county.empty()) return Usage("COUNTY_NEEDED");
    return place.county;
  }
  if (segment == "{facility}") {
    if (place.facility.empty()) return Usage("FACILITY_NEEDED");
    return place.facility;
  }
  return Misfit(pattern, text);
}

bool HasWord(const std::vector<std::string_view>& pattern,
             std::string_view text) {
  const std::vector<std::string_view> parts = Segments(text);
  return parts.size() > 1 && parts.size() <= pattern.size() &&
         std::equal(parts.rbegin(), parts.rend(), pattern.rbegin(),
                    [](std::string_view part, std::string_view expected) {
                      return IsSegment(expected) || part == expected;
                    });
}

// The ids alone of `documents/d1/allocations/1`.
std::vector<std::string_view> IdsOf(
    const std::vector<std::string_view>& pattern, std::string_view text) {
  std::vector<std::string_view> parts = Segments(text);
  if (!HasWord(pattern, text)) return parts;
  std::vector<std::string_view> ids;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (IsSegment(pattern[pattern.size() - parts.size() + i])) {
      ids.push_back(parts[i]);
    }
  }
  return ids;
}

}  // namespace

absl::StatusOr<std::string> CompleteName(std::string_view pattern,
                                         std::string_view text,
                                         const Place& place) {
  const std::vector<std::string_view> parts = Segments(pattern);
  const std::vector<std::string_view> ids = IdsOf(parts, text);
  const auto segments =
      static_cast<size_t>(std::count_if(parts.begin(), parts.end(), IsSegment));
  // A short form never names the county: `d1/1` is no fund `1` of `d1`.
  const bool is_whole = ids.size() == segments && HasWord(parts, text);
  if ((!is_whole && ids.size() >= segments) ||
      !std::all_of(ids.begin(), ids.end(), rpc::IsId)) {
    return Misfit(pattern, text);
  }
  size_t missing = segments - ids.size();
  auto id = ids.begin();
  std::string name;
  for (const std::string_view part : parts) {
    if (!name.empty()) name.push_back('/');
    if (!IsSegment(part)) {
      name.append(part);
    } else if (missing == 0) {
      name.append(*id++);
    } else {
      --missing;
      const auto found = FromPlace(part, pattern, text, place);
      if (!found.ok()) return found.status();
      name.append(*found);
    }
  }
  return name;
}

absl::StatusOr<std::string> CompleteName(
    const std::vector<std::string_view>& patterns, std::string_view text,
    const Place& place) {
  absl::StatusOr<std::string> name = Misfit("", text);
  for (const std::string_view pattern : patterns) {
    name = CompleteName(pattern, text, place);
    if (name.ok()) break;
  }
  return name;
}

std::string ShortName(std::string_view name) {
  if (!StartsWith(name, kCounties)) return std::string(name);
  const std::vector<std::string_view> parts = Segments(name);
  if (parts.size() <= 3) return std::string(parts.back());
  std::string ids;
  for (size_t i = 3; i < parts.size(); i += 2) {
    if (!ids.empty()) ids.push_back('/');
    ids.append(parts[i]);
  }
  return ids;
}

}  // namespace epiledger::cli
