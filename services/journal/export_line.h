// ExportLine: one line of an export, read from its left to its right. What is
// not there as it must be is remembered, and the rest is not looked at.
// The numbers are plain, texts escape only `"` and `\`, as
// docs/reference/journal-format.md has it.
#ifndef EPILEDGER_SERVICES_JOURNAL_EXPORT_LINE_H_
#define EPILEDGER_SERVICES_JOURNAL_EXPORT_LINE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace epiledger::journal {

// What a line has in hex, of the length of `Array`, as one.
template <typename Array>
[[nodiscard]] Array ToArray(const std::string& bytes) {
  Array array{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), array.size()),
              array.begin());
  return array;
}

class ExportLine {
 public:
  // `line` is without its line feed, and must outlive this.
  explicit ExportLine(std::string_view line) : rest_(line) {}

  // Whether the line goes on with `text`; then it stands behind it.
  bool Take(std::string_view text);
  // The same, where nothing else may stand.
  ExportLine& Expect(std::string_view text);

  // A number from the least to the largest 64 bits hold.
  int64_t Number();
  // A text in quotes.
  std::string Text();
  // `size` bytes in hex, in quotes.
  std::string Hex(size_t size);
  // Bytes in base64, in quotes.
  std::string Base64();

  // Whether all was there as it must be, and nothing else.
  [[nodiscard]] bool IsWhole() const { return !failed_ && rest_.empty(); }

 private:
  // What stands before `end`, which is taken with it.
  std::string_view Until(char end);
  void Fail() { failed_ = true; }

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace epiledger::journal

#endif  // EPILEDGER_SERVICES_JOURNAL_EXPORT_LINE_H_
