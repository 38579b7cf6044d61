#include "tests/golden/sample_request.h"

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_split.h"
#include "services/text.h"

namespace epiledger::golden {
namespace {

constexpr size_t kHeaderWords = 4;

absl::StatusOr<SampleRequest> ParseHeader(std::string_view line) {
  std::vector<std::string> words =
      absl::StrSplit(ToAbsl(line), ' ', absl::SkipEmpty());
  if (words.size() != kHeaderWords) {
    return absl::InvalidArgumentError(
        Concat("`", line, "` is not: ID SUBJECT METHOD OUTCOMES"));
  }
  SampleRequest request;
  request.id = std::move(words[0]);
  request.subject = std::move(words[1]);
  request.method = std::move(words[2]);
  request.outcomes = absl::StrSplit(words[3], ',');
  return request;
}

}  // namespace

absl::StatusOr<std::vector<SampleRequest>> ParseSampleRequests(
    std::string_view text) {
  std::vector<SampleRequest> requests;
  for (const absl::string_view line : absl::StrSplit(ToAbsl(text), '\n')) {
    if (line.empty() || line.front() == '#') continue;
    if (line.front() != ' ') {
      auto request = ParseHeader({line.data(), line.size()});
      if (!request.ok()) return request.status();
      requests.push_back(*std::move(request));
    } else if (requests.empty()) {
      return absl::InvalidArgumentError(
          Concat("`", line, "` is of no request"));
    } else {
      requests.back().text += Concat(line, "\n");
    }
  }
  return requests;
}

absl::StatusOr<std::vector<SampleRequest>> ReadSampleRequests(
    const std::string& path) {
  const std::ifstream file(path);
  if (!file) return absl::NotFoundError(path + " cannot be read");
  std::ostringstream text;
  text << file.rdbuf();
  return ParseSampleRequests(text.str());
}

}  // namespace epiledger::golden
