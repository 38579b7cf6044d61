#include "clients/cli/kept/attempts.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/strings/numbers.h"
#include "clients/cli/kept/private_file.h"
#include "services/text.h"

namespace epiledger::cli {

absl::StatusOr<Attempts> Attempts::Load(std::string path) {
  Attempts attempts(std::move(path));
  std::error_code error;
  if (!std::filesystem::exists(attempts.path_, error)) return attempts;
  const absl::StatusOr<std::string> text = ReadWholeFile(attempts.path_);
  if (!text.ok()) return text.status();
  std::string_view rest = *text;
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    const size_t space = line.find(' ');
    int number = 0;
    if (space == std::string_view::npos ||
        !absl::SimpleAtoi(ToAbsl(line.substr(space + 1)), &number)) {
      continue;
    }
    int& last = attempts.last_[std::string(line.substr(0, space))];
    last = std::max(last, number);
  }
  return attempts;
}

int Attempts::LastOf(std::string_view id) const {
  const auto found = last_.find(id);
  return found == last_.end() ? 1 : std::max(found->second, 1);
}

absl::Status Attempts::Keep(const Numbers& numbers) {
  if (numbers.empty()) return absl::OkStatus();
  std::string lines;
  for (const auto& [id, number] : numbers) {
    lines += Concat(lines.empty() ? "" : "\n", id, " ", number);
  }
  absl::Status kept = AppendLine(path_, lines);
  if (!kept.ok()) return kept;
  for (const auto& [id, number] : numbers) last_[id] = number;
  return kept;
}

}  // namespace epiledger::cli
