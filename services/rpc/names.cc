#include "services/rpc/names.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "services/limits.h"
#include "services/rpc/error.h"

namespace epiledger::rpc {
namespace {

bool IsIdCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

// Takes the part before the next slash off the front of `text`.
std::string_view TakePart(std::string_view& text) {
  const size_t slash = text.find('/');
  const std::string_view part = text.substr(0, slash);
  text.remove_prefix(slash == std::string_view::npos ? text.size() : slash + 1);
  return part;
}

bool IsSegment(std::string_view part) {
  return part.size() > 2 && part.front() == '{' && part.back() == '}';
}

std::string_view Inside(std::string_view part) {
  return part.substr(1, part.size() - 2);
}

bool IsLiteral(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

bool IsSegmentName(std::string_view name) {
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace

std::string_view NameParts::Get(std::string_view segment) const {
  for (size_t i = 0; i < size_; ++i) {
    if (parts_[i].first == segment) return parts_[i].second;
  }
  return {};
}

bool IsId(std::string_view text) {
  return !text.empty() && text.size() <= limits::kMaxIdLength &&
         text.front() != '-' &&
         std::all_of(text.begin(), text.end(), IsIdCharacter);
}

std::optional<NameParts> MatchName(std::string_view pattern,
                                   std::string_view name) {
  NameParts parts;
  while (true) {
    const size_t pattern_end = pattern.find('/');
    const size_t name_end = name.find('/');
    const std::string_view expected = pattern.substr(0, pattern_end);
    const std::string_view found = name.substr(0, name_end);
    if (!IsSegment(expected)) {
      if (expected != found) return std::nullopt;
    } else if (IsId(found) && parts.size_ < limits::kMaxNameParts) {
      parts.parts_[parts.size_++] = {Inside(expected), found};
    } else {
      return std::nullopt;
    }
    const bool pattern_over = pattern_end == std::string_view::npos;
    const bool name_over = name_end == std::string_view::npos;
    if (pattern_over != name_over) return std::nullopt;
    if (pattern_over) return parts;
    pattern.remove_prefix(pattern_end + 1);
    name.remove_prefix(name_end + 1);
  }
}

absl::StatusOr<NameParts> ParseName(std::string_view field,
                                    std::string_view pattern,
                                    std::string_view name) {
  const std::optional<NameParts> parts = MatchName(pattern, name);
  if (parts.has_value()) return *parts;
  return InvalidField(
      field, "BAD_NAME",
      {{"found", Excerpt(name)}, {"pattern", std::string(pattern)}});
}

std::optional<std::string_view> FirstSegment(std::string_view path) {
  const std::string_view segment = path.substr(0, path.find('/'));
  if (segment.empty()) return std::nullopt;
  return segment;
}

std::string_view LastSegment(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

std::string MakeName(std::string_view pattern,
                     std::initializer_list<std::string_view> ids) {
  std::string name;
  auto id = ids.begin();
  const std::string whole(pattern);
  while (!pattern.empty()) {
    if (!name.empty()) name.push_back('/');
    const std::string_view part = TakePart(pattern);
    if (!IsSegment(part)) {
      name.append(part);
    } else if (id != ids.end()) {
      name.append(*id++);
    } else {
      (void)std::fprintf(stderr, "too few ids for %s\n", whole.c_str());
      std::abort();
    }
  }
  if (id != ids.end()) {
    (void)std::fprintf(stderr, "too many ids for %s\n", whole.c_str());
    std::abort();
  }
  return name;
}

bool PatternHas(std::string_view pattern, std::string_view segment) {
  while (!pattern.empty()) {
    const std::string_view part = TakePart(pattern);
    if (IsSegment(part) && Inside(part) == segment) return true;
  }
  return false;
}

std::string PathOf(std::string_view name) {
  // Ids stand at odd places; the first is the county's.
  std::string path;
  size_t place = 0;
  for (size_t begin = 0; begin < name.size(); ++place) {
    const size_t end = std::min(name.find('/', begin), name.size());
    if (place % 2 == 1 && place > 1) {
      if (place > 3) path += '/';
      path += name.substr(begin, end - begin);
    }
    begin = end + 1;
  }
  if (place == 4) path += '/';
  return path;
}

absl::Status CheckPattern(std::string_view pattern) {
  std::string_view rest = pattern;
  size_t segments = 0;
  bool well_formed = !pattern.empty() && pattern.back() != '/';
  while (well_formed && !rest.empty()) {
    const std::string_view part = TakePart(rest);
    if (!IsSegment(part)) {
      well_formed = IsLiteral(part);
      continue;
    }
    well_formed =
        IsSegmentName(Inside(part)) && !PatternHas(rest, Inside(part));
    ++segments;
  }
  if (well_formed && segments <= limits::kMaxNameParts) return absl::OkStatus();
  return absl::InvalidArgumentError("`" + std::string(pattern) +
                                    "` is not a name pattern");
}

}  // namespace epiledger::rpc
