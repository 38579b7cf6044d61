#include "services/storage/store_url.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "absl/strings/str_cat.h"
#include "services/limits.h"

namespace epiledger::storage {
namespace {

constexpr std::string_view kSqliteScheme = "sqlite:";
constexpr std::string_view kMysqlScheme = "mysql://";

// `part` of the URL, what was `found` there and what would be `right`.
absl::Status Wrong(std::string_view part, std::string_view found,
                   std::string_view right) {
  return absl::InvalidArgumentError(
      absl::StrCat("the store's URL: ", std::string(part), " is \"",
                   std::string(found), "\", ", std::string(right)));
}

// Cuts `text` at the first `separator`; what is behind it is empty when there
// is none.
struct Cut {
  std::string_view before;
  std::string_view behind;
  bool found;
};
Cut CutAt(std::string_view text, char separator) {
  const size_t at = text.find(separator);
  if (at == std::string_view::npos) return {text, {}, false};
  return {text.substr(0, at), text.substr(at + 1), true};
}

absl::Status ParsePort(std::string_view text, int& port) {
  const char* end = text.data() + text.size();
  const auto [behind, error] = std::from_chars(text.data(), end, port);
  if (error == std::errc() && behind == end && port >= 1 && port <= 65535) {
    return absl::OkStatus();
  }
  return Wrong("the port", text, "a number from 1 to 65535 is right");
}

absl::Status ParseHost(std::string_view text, StoreUrl& url) {
  // An IPv6 address stands in brackets.
  const size_t bracket = text.starts_with('[') ? text.find(']') : 0;
  if (bracket == std::string_view::npos) {
    return Wrong("the host", text, "the closing bracket is missing");
  }
  const size_t colon = text.find(':', bracket);
  url.host = std::string(bracket == 0 ? text.substr(0, colon)
                                      : text.substr(1, bracket - 1));
  if (colon == std::string_view::npos) return absl::OkStatus();
  return ParsePort(text.substr(colon + 1), url.port);
}

absl::Status ParseUser(const Cut& at, StoreUrl& url) {
  // What is before the @ may be a password: it is not repeated.
  if (!at.found || at.before.empty()) {
    return absl::InvalidArgumentError(
        "the store's URL: the user is missing, mysql://USER@HOST/SCHEMA is "
        "right");
  }
  if (at.before.find(':') != std::string_view::npos) {
    return absl::InvalidArgumentError(
        "the store's URL: a password does not belong into it, "
        "password_file=PATH names a file that holds it");
  }
  url.user = std::string(at.before);
  return absl::OkStatus();
}

absl::Status ParseSchema(std::string_view text, StoreUrl& url) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_';
  };
  if (text.empty() || text.size() > limits::kMaxSchemaLength ||
      !std::all_of(text.begin(), text.end(), fits)) {
    return Wrong("the schema", text,
                 "1 to 64 of the characters A to Z, a to z, 0 to 9 and _ are "
                 "right");
  }
  url.schema = std::string(text);
  return absl::OkStatus();
}

absl::Status ParseOption(std::string_view text, StoreUrl& url) {
  struct Option {
    std::string_view name;
    std::string StoreUrl::*field;
  };
  static constexpr std::array kOptions = {
      Option{"socket", &StoreUrl::socket},
      Option{"password_file", &StoreUrl::password_file},
      Option{"ca_file", &StoreUrl::ca_file},
  };
  const Cut option = CutAt(text, '=');
  for (const Option& known : kOptions) {
    if (option.before != known.name) continue;
    if (option.behind.empty()) {
      return Wrong(known.name, "", "the path of a file is right");
    }
    url.*known.field = std::string(option.behind);
    return absl::OkStatus();
  }
  // Its value may be a password: it is not repeated.
  return Wrong("an option", option.before,
               "socket, password_file and ca_file are known");
}

bool IsLoopback(std::string_view host) {
  return host == "localhost" || host == "::1" || host.starts_with("127.");
}

absl::Status CheckReach(const StoreUrl& url) {
  if (url.host.empty() == url.socket.empty()) {
    return absl::InvalidArgumentError(
        "the store's URL: either a host or socket=PATH is right, not both");
  }
  if (url.socket.empty() && url.ca_file.empty() && !IsLoopback(url.host)) {
    return absl::InvalidArgumentError(absl::StrCat(
        "the store's URL: ca_file is missing, over a network (host \"",
        url.host, "\") the server is reached by TLS alone"));
  }
  if (url.password_file.empty()) {
    return absl::InvalidArgumentError(
        "the store's URL: password_file is missing");
  }
  return absl::OkStatus();
}

// `text` is what stands behind the scheme.
absl::StatusOr<StoreUrl> ParseMysql(std::string_view text) {
  StoreUrl url;
  url.engine = Engine::kMysql;
  const Cut options = CutAt(text, '?');
  const Cut path = CutAt(options.before, '/');
  const Cut user = CutAt(path.before, '@');
  if (absl::Status s = ParseUser(user, url); !s.ok()) return s;
  if (absl::Status s = ParseHost(user.behind, url); !s.ok()) return s;
  if (absl::Status s = ParseSchema(path.behind, url); !s.ok()) return s;
  for (Cut rest = CutAt(options.behind, '&'); !rest.before.empty();
       rest = CutAt(rest.behind, '&')) {
    if (absl::Status s = ParseOption(rest.before, url); !s.ok()) return s;
  }
  if (absl::Status s = CheckReach(url); !s.ok()) return s;
  return url;
}

}  // namespace

absl::StatusOr<StoreUrl> ParseStoreUrl(std::string_view text) {
  if (text.starts_with(kMysqlScheme)) {
    return ParseMysql(text.substr(kMysqlScheme.size()));
  }
  if (!text.starts_with(kSqliteScheme)) {
    return absl::InvalidArgumentError(
        "the store's URL begins with neither sqlite: nor mysql://");
  }
  StoreUrl url;
  url.directory = std::string(text.substr(kSqliteScheme.size()));
  if (url.directory.empty()) {
    return absl::InvalidArgumentError(
        "the store's URL: the directory behind sqlite: is missing");
  }
  return url;
}

}  // namespace epiledger::storage
