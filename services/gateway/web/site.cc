#include "services/gateway/web/site.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_split.h"
#include "absl/time/clock.h"
#include "epiledger/command/v1/command_service.pb.h"
#include "services/gateway/bulletin/content.h"
#include "services/gateway/bulletin/rendering.h"
#include "services/gateway/web/page_files.h"
#include "services/limits.h"
#include "services/rpc/arrival.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using rpc::Language;

constexpr std::string_view kRoot = "/";
constexpr std::string_view kOverviewPath = "/hq/overview";
constexpr char kGetOverview[] =
    "/epiledger.command.v1.CommandService/GetOverview";

struct StaticFile {
  std::string_view path;
  std::string_view content_type;
  const std::string_view& content;
};

const StaticFile kFiles[] = {
    {"/hq", "text/html; charset=utf-8", kIndexHtml},
    {"/page.css", "text/css; charset=utf-8", kPageCss},
    {"/page.js", "text/javascript; charset=utf-8", kPageJs},
};

// The file of the page at `path`; null where there is none.
const StaticFile* FindFile(std::string_view path) {
  for (const StaticFile& file : kFiles) {
    if (file.path == path || (path == kRoot && &file == kFiles)) return &file;
  }
  return nullptr;
}

struct StatusRow {
  absl::StatusCode code;
  int status;
};

constexpr int kUnauthorized = 401;
constexpr int kMethodNotAllowed = 405;
constexpr int kInternalError = 500;
constexpr StatusRow kStatuses[] = {
    {absl::StatusCode::kOk, 200},
    {absl::StatusCode::kInvalidArgument, 400},
    {absl::StatusCode::kUnauthenticated, kUnauthorized},
    {absl::StatusCode::kPermissionDenied, 403},
    {absl::StatusCode::kNotFound, 404},
    {absl::StatusCode::kResourceExhausted, 429},
    {absl::StatusCode::kUnavailable, 503},
    {absl::StatusCode::kDeadlineExceeded, 504},
};

int HttpStatusOf(absl::StatusCode code) {
  for (const StatusRow& row : kStatuses) {
    if (row.code == code) return row.status;
  }
  return kInternalError;
}

// The parts of a target. What is escaped in a query is no id, and stays as it
// is.
struct Target {
  std::string path;
  std::map<std::string, std::string> query;
};

Target TargetOf(const std::string& text) {
  const size_t mark = text.find('?');
  Target target;
  target.path = text.substr(0, mark);
  if (mark == std::string::npos) return target;
  for (const absl::string_view pair :
       absl::StrSplit(text.substr(mark + 1), '&')) {
    const std::pair<std::string, std::string> parts =
        absl::StrSplit(pair, absl::MaxSplits('=', 1));
    target.query.insert(parts);
  }
  return target;
}

Language LanguageAsked(const Target& target, const WebRequest& request) {
  const auto lang = target.query.find("lang");
  return rpc::ReadLanguage(lang == target.query.end() ? request.accept_language
                                                      : lang->second);
}

std::string Page(Language language, std::string_view title,
                 std::string_view main) {
  return Concat("<!DOCTYPE html>\n<html lang=\"",
                language == Language::kChinese ? "zh" : "en",
                "\">\n<head>\n<meta charset=\"utf-8\">\n<title>",
                EscapeHtml(title),
                "</title>\n<link rel=\"stylesheet\" href=\"/page.css\">\n"
                "</head>\n<body>\n",
                main, "</body>\n</html>\n");
}

WebAnswer Refused(int status, std::string_view why, Language language) {
  WebAnswer answer;
  answer.status = status;
  answer.body = ToBody(Page(language, Words(language)("page title"),
                            Concat("<main>\n<p class=\"text warning\">",
                                   EscapeHtml(why), "</p>\n</main>\n")));
  if (status == kUnauthorized) {
    answer.headers = {{"WWW-Authenticate", "Bearer"}};
  }
  if (status == kMethodNotAllowed) answer.headers = {{"Allow", "GET"}};
  return answer;
}

WebAnswer OverviewPage(const rpc::InsideAnswer& told, Language language) {
  command::v1::Overview overview;
  if (told.code != absl::StatusCode::kOk) {
    return Refused(HttpStatusOf(told.code), told.message, language);
  }
  const Words words(language);
  if (!overview.ParseFromString(told.response)) {
    return Refused(kInternalError, words("unknown"), language);
  }
  const CountyFacts facts(overview, /*traces=*/nullptr);
  const command::v1::BulletinContent content = OverviewContentOf(facts, words);
  WebAnswer answer;
  answer.body = ToBody(Page(language, content.title(), ToHtmlMain(content)));
  return answer;
}

rpc::InsideCall OverviewCall(const Target& target, const WebRequest& request,
                             Language language) {
  const auto county = target.query.find("county");
  command::v1::GetOverviewRequest asked;
  asked.set_name(
      Concat("counties/", county == target.query.end() ? "" : county->second));
  rpc::InsideCall call;
  call.path = kGetOverview;
  call.authorization = request.authorization;
  call.accept_language = language == Language::kChinese ? "zh" : "en";
  call.request = asked.SerializeAsString();
  call.deadline = absl::Now() + limits::kDefaultDeadline;
  return call;
}

}  // namespace

void Site::Answer(const WebRequest& request, WebRespond respond) const {
  const Target target = TargetOf(request.target);
  const Language language = LanguageAsked(target, request);
  const Words words(language);
  if (target.path == kSignInPath) {
    return std::move(respond)(sign_in_->Answer(request));
  }
  if (request.method != "GET") {
    return std::move(respond)(
        Refused(kMethodNotAllowed, words("only get"), language));
  }
  if (console_.has_value()) {
    std::optional<WebAnswer> file = console_->Find(target.path, request);
    if (file.has_value()) return std::move(respond)(*std::move(file));
  }
  if (const StaticFile* const file = FindFile(target.path)) {
    return std::move(respond)({200,
                               std::string(file->content_type),
                               ToBody(std::string(file->content)),
                               Keeping::kWhileCurrent,
                               {}});
  }
  if (target.path != kOverviewPath) {
    return std::move(respond)(Refused(404, words("no page"), language));
  }
  ask_(OverviewCall(target, request, language),
       [language,
        respond = std::move(respond)](const rpc::InsideAnswer& told) mutable {
         std::move(respond)(OverviewPage(told, language));
       });
}

}  // namespace epiledger::gateway
