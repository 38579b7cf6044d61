#include "services/gateway/web/console_files.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/gateway/web/web_limits.h"
#include "services/limits.h"
#include "services/rpc/openssl.h"

namespace epiledger::gateway {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kIndex = "/index.html";
// Below it the name of a file changes with its content.
constexpr std::string_view kHashed = "/assets/";
constexpr std::string_view kGzip = ".gz";

struct TypeRow {
  std::string_view ending;
  std::string_view content_type;
};

// The last is of all others: nothing that a browser would run.
constexpr TypeRow kTypes[] = {
    {".html", "text/html; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".css", "text/css; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".ico", "image/x-icon"},
    {".woff2", "font/woff2"},
    {".webmanifest", "application/manifest+json"},
    {".json", "application/json"},
    {".map", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {"", "application/octet-stream"},
};

std::string_view TypeOf(std::string_view path) {
  for (const TypeRow& row : kTypes) {
    if (path.ends_with(row.ending)) return row.content_type;
  }
  return "";
}

// Whether `Accept-Encoding` lets in gzip.
bool TakesGzip(const std::string& accept_encoding) {
  for (const absl::string_view part : absl::StrSplit(accept_encoding, ',')) {
    const std::pair<absl::string_view, absl::string_view> coding =
        absl::StrSplit(part, absl::MaxSplits(';', 1));
    if (!absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(coding.first),
                                "gzip")) {
      continue;
    }
    absl::string_view quality = absl::StripAsciiWhitespace(coding.second);
    double value = 1;
    if (absl::ConsumePrefix(&quality, "q=")) {
      return absl::SimpleAtod(quality, &value) && value > 0;
    }
    return true;
  }
  return false;
}

// Whether one of the tags that a browser has is `tag`.
bool HasTag(const std::string& if_none_match, const std::string& tag) {
  for (absl::string_view part : absl::StrSplit(if_none_match, ',')) {
    part = absl::StripAsciiWhitespace(part);
    absl::ConsumePrefix(&part, "W/");
    if (part == "*" || part == tag) return true;
  }
  return false;
}

// Its bytes; more than `limit` are not read to the end.
absl::StatusOr<std::string> BytesOf(const fs::path& path, size_t limit) {
  std::error_code error;
  const size_t size = fs::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  std::string bytes(std::min(size, limit), '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (error || !file.is_open() || file.bad()) {
    return absl::UnavailableError(Concat("cannot read ", path.string()));
  }
  bytes.resize(static_cast<size_t>(file.gcount()));
  return bytes;
}

}  // namespace

absl::StatusOr<ConsoleFiles> ConsoleFiles::Read(const std::string& folder) {
  ConsoleFiles console;
  size_t files = 0;
  size_t bytes = 0;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, error);
  for (; !error && entry != fs::recursive_directory_iterator();
       entry.increment(error)) {
    const bool is_hidden = entry->path().filename().string().starts_with('.');
    if (is_hidden && entry->is_directory()) entry.disable_recursion_pending();
    if (is_hidden || entry->is_symlink() || !entry->is_regular_file()) continue;
    auto content = BytesOf(entry->path(), limits::kMaxConsoleBytes - bytes + 1);
    if (!content.ok()) return content.status();
    bytes += content->size();
    const absl::Status fits = Check(folder, ++files, bytes);
    if (!fits.ok()) return fits;
    console.Add("/" + entry->path().lexically_relative(folder).string(),
                *std::move(content));
  }
  const auto index = console.files_.find(kIndex);
  if (error || index == console.files_.end() ||
      index->second.plain.body == nullptr) {
    return absl::NotFoundError(
        Concat(folder, " is no built console: it has no index.html"));
  }
  File shell = index->second;
  console.files_.emplace("/", std::move(shell));
  return console;
}

absl::Status ConsoleFiles::Check(const std::string& folder, size_t files,
                                 size_t bytes) {
  if (files <= limits::kMaxConsoleFiles && bytes <= limits::kMaxConsoleBytes) {
    return absl::OkStatus();
  }
  return absl::FailedPreconditionError(
      Concat(folder, " is no console: more than ", limits::kMaxConsoleFiles,
             " files, or ", limits::kMaxConsoleBytes, " bytes"));
}

void ConsoleFiles::Add(const std::string& path, std::string bytes) {
  constexpr size_t kTagBytes = 16;
  Content content;
  content.tag = Concat(
      "\"", absl::BytesToHexString(rpc::Sha256(bytes).substr(0, kTagBytes)),
      "\"");
  content.body = ToBody(std::move(bytes));
  const bool is_gzip = path.ends_with(kGzip);
  const std::string served =
      is_gzip ? path.substr(0, path.size() - kGzip.size()) : path;
  File& file = files_[served];
  file.content_type = TypeOf(served);
  if (served.starts_with(kHashed)) file.keeping = Keeping::kForever;
  (is_gzip ? file.gzip : file.plain) = std::move(content);
}

std::optional<WebAnswer> ConsoleFiles::Find(std::string_view path,
                                            const WebRequest& request) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  const bool is_gzip =
      file.gzip.body != nullptr && TakesGzip(request.accept_encoding);
  const Content& content = is_gzip ? file.gzip : file.plain;
  if (content.body == nullptr) return std::nullopt;
  WebAnswer answer;
  answer.content_type = file.content_type;
  answer.keeping = file.keeping;
  answer.headers = {{"ETag", content.tag}, {"Vary", "Accept-Encoding"}};
  if (is_gzip) answer.headers.emplace_back("Content-Encoding", "gzip");
  if (HasTag(request.if_none_match, content.tag)) {
    answer.status = 304;
  } else {
    answer.body = content.body;
  }
  return answer;
}

}  // namespace epiledger::gateway
