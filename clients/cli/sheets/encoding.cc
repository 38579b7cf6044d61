#include "clients/cli/sheets/encoding.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// How files begin that are saved as something else than CSV.
struct OtherFormat {
  std::string_view beginning;
  std::string_view reason;
};
constexpr OtherFormat kOtherFormats[] = {
    {"PK\x03\x04"sv, "SHEET_WORKBOOK"},
    {"\xD0\xCF\x11\xE0"sv, "SHEET_WORKBOOK"},
    {"\xFF\xFE"sv, "SHEET_UTF16"},
    {"\xFE\xFF"sv, "SHEET_UTF16"},
};

// This many characters of several bytes are UTF-8 by no accident: of text in
// GB18030 hardly two in a row look so.
constexpr ptrdiff_t kSurelyUtf8 = 8;

bool StartsWith(std::string_view text, std::string_view beginning) {
  return text.substr(0, beginning.size()) == beginning;
}

// A conversion by the C library, closed at its end.
class Conversion {
 public:
  explicit Conversion(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;
  ~Conversion() {
    if (is_open()) iconv_close(handle_);
  }

  // Not where the system lacks the encoding's tables.
  [[nodiscard]] bool is_open() const {
    return reinterpret_cast<intptr_t>(handle_) != -1;
  }
  [[nodiscard]] iconv_t handle() const { return handle_; }

 private:
  const iconv_t handle_;
};

struct Converted {
  std::string text;
  // The first byte that does not fit; nothing when all do.
  std::optional<size_t> misfit;
};

Converted Convert(std::string_view bytes, const Conversion& conversion) {
  constexpr size_t kChunk = size_t{64} << 10;
  Converted converted;
  std::string chunk(kChunk, '\0');
  // iconv only reads what it takes as writable.
  char* in = const_cast<char*>(bytes.data());
  size_t left = bytes.size();
  while (left > 0) {
    char* out = chunk.data();
    size_t room = chunk.size();
    const size_t done = iconv(conversion.handle(), &in, &left, &out, &room);
    converted.text.append(chunk.data(), chunk.size() - room);
    if (done == static_cast<size_t>(-1) && errno != E2BIG) {
      converted.misfit = bytes.size() - left;
      break;
    }
  }
  return converted;
}

absl::Status Misfit(std::string_view reason, std::string_view bytes,
                    size_t at) {
  const auto line =
      1 + std::count(bytes.begin(), bytes.begin() + static_cast<ptrdiff_t>(at),
                     '\n');
  return Usage(reason, {{"offset", Concat(at)}, {"line", Concat(line)}});
}

// Characters of several bytes, in text that is UTF-8.
ptrdiff_t LongCharacters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0xC0;
  });
}

}  // namespace

absl::StatusOr<std::string> ToUtf8(std::string_view bytes) {
  for (const OtherFormat& format : kOtherFormats) {
    if (StartsWith(bytes, format.beginning)) return Usage(format.reason);
  }
  const bool says_utf8 = StartsWith(bytes, kByteOrderMark);
  const std::string_view marked = bytes;
  if (says_utf8) bytes.remove_prefix(kByteOrderMark.size());
  const Conversion utf8("UTF-8");
  const Conversion gb18030("GB18030");
  if (!utf8.is_open() || !gb18030.is_open()) return Usage("SHEET_NO_GB18030");
  Converted converted = Convert(bytes, utf8);
  if (!converted.misfit.has_value()) return std::move(converted.text);
  // One broken byte must not turn all other characters into wrong ones.
  if (says_utf8 || LongCharacters(converted.text) >= kSurelyUtf8) {
    return Misfit("SHEET_BROKEN_UTF8", marked,
                  marked.size() - bytes.size() + *converted.misfit);
  }
  converted = Convert(bytes, gb18030);
  if (!converted.misfit.has_value()) return std::move(converted.text);
  return Misfit("SHEET_BAD_ENCODING", bytes, *converted.misfit);
}

}  // namespace epiledger::cli
