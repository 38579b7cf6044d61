#include "tests/plans/source_texts.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <regex>
#include <sstream>
#include <utility>

namespace epiledger::plans {
namespace {

// Reads code from its begin to its end.
class LiteralReader {
 public:
  explicit LiteralReader(std::string_view code) : rest_(code) {}

  std::vector<std::string> Read() {
    while (!rest_.empty()) Step();
    End();
    return std::move(literals_);
  }

 private:
  void Step() {
    if (rest_.starts_with("//")) return Skip(rest_.find('\n'));
    if (rest_.starts_with("/*")) return Skip(Behind("*/", 2));
    if (rest_.starts_with("R\"")) return TakeRaw();
    if (rest_.front() == '"') return Take(1, Closing('"'), 1);
    const bool is_character = rest_.front() == '\'' && !IsName(before_);
    const bool is_space =
        std::isspace(static_cast<unsigned char>(rest_.front())) != 0;
    if (!is_space) End();
    Skip(is_character ? Closing('\'') + 1 : 1);
  }

  // R"tag(text)tag"
  void TakeRaw() {
    const size_t open = rest_.find('(');
    const std::string end = ")" + std::string(rest_.substr(2, open - 2)) + "\"";
    Take(open + 1, rest_.find(end), end.size());
  }

  // What stands from `begin` to `end`, and goes on `quotes` behind it.
  void Take(size_t begin, size_t end, size_t quotes) {
    if (!literal_.has_value()) literal_.emplace();
    *literal_ += rest_.substr(begin, end - begin);
    Skip(end == std::string_view::npos ? end : end + quotes);
  }

  void End() {
    if (literal_.has_value()) literals_.push_back(*std::move(literal_));
    literal_.reset();
  }

  void Skip(size_t count) {
    count = std::min(count, rest_.size());
    if (count > 0) before_ = rest_[count - 1];
    rest_.remove_prefix(count);
  }

  [[nodiscard]] size_t Behind(std::string_view end, size_t from) const {
    const size_t found = rest_.find(end, from);
    return found == std::string_view::npos ? found : found + end.size();
  }

  // Where the quote at the front is closed.
  [[nodiscard]] size_t Closing(char quote) const {
    for (size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] == '\\') {
        ++i;
      } else if (rest_[i] == quote) {
        return i;
      }
    }
    return rest_.size();
  }

  // A quote behind one parts digits.
  static bool IsName(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
  }

  std::string_view rest_;
  char before_ = ' ';
  std::optional<std::string> literal_;
  std::vector<std::string> literals_;
};

// As tests/lint/layering.py knows them, and a header that tests alone include.
bool IsLinkedByTestsAlone(const std::string& path) {
  static const std::regex names(
      R"(_test\.(h|cc)$|_(fixture|model|history)\.(h|cc)$|/testing/|)"
      R"(^services/book/forged_book\.h$)");
  return std::regex_search(path, names);
}

void AddTables(const std::string& literal, std::set<std::string>& tables) {
  static const std::regex creates(R"(CREATE TABLE (?:IF NOT EXISTS )?(\w+))");
  for (std::sregex_iterator it(literal.begin(), literal.end(), creates), end;
       it != end; ++it) {
    tables.insert((*it)[1]);
  }
}

}  // namespace

std::vector<std::string> LiteralsIn(std::string_view code) {
  return LiteralReader(code).Read();
}

bool SpeaksOfRows(std::string_view literal) {
  static const std::regex words(
      R"(\b(SELECT|INSERT|UPDATE|DELETE|REPLACE|FROM|INTO|JOIN|WHERE|UNION)\b)");
  return !literal.starts_with("SHOW ") &&
         std::regex_search(literal.begin(), literal.end(), words);
}

SourceTexts ReadSources() {
  SourceTexts texts;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator("services")) {
    const std::string path = entry.path().generic_string();
    const auto extension = entry.path().extension();
    if ((extension != ".cc" && extension != ".h") ||
        IsLinkedByTestsAlone(path)) {
      continue;
    }
    std::ostringstream code;
    code << std::ifstream(path).rdbuf();
    for (const std::string& literal : LiteralsIn(code.str())) {
      AddTables(literal, texts.tables);
      if (SpeaksOfRows(literal)) texts.statements.push_back({path, literal});
    }
  }
  return texts;
}

}  // namespace epiledger::plans
