#include "services/rpc/arrival.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "grpc/grpc_security_constants.h"

namespace epiledger::rpc {
namespace {

absl::Time DeadlineOf(const grpc::CallbackServerContext& context,
                      absl::Duration default_wait, absl::Duration max_wait) {
  const absl::Time now = absl::Now();
  const std::chrono::system_clock::time_point stated = context.deadline();
  if (stated == std::chrono::system_clock::time_point::max()) {
    return now + default_wait;
  }
  return std::min(absl::FromChrono(stated), now + max_wait);
}

std::string CertificateUri(const grpc::CallbackServerContext& context) {
  const auto values = context.auth_context()->FindPropertyValues(
      GRPC_PEER_SPIFFE_ID_PROPERTY_NAME);
  if (values.size() != 1) return "";
  return std::string(values.front().data(), values.front().size());
}

std::string_view View(grpc::string_ref text) {
  return {text.data(), text.size()};
}

}  // namespace

Arrival ReadArrival(const grpc::CallbackServerContext& context,
                    absl::Duration default_wait, absl::Duration max_wait) {
  Arrival arrival;
  arrival.deadline = DeadlineOf(context, default_wait, max_wait);
  arrival.certificate_uri = CertificateUri(context);
  const auto& metadata = context.client_metadata();
  const auto [first, last] = metadata.equal_range("authorization");
  for (auto it = first; it != last; ++it) {
    arrival.authorization.push_back(View(it->second));
  }
  const auto language = metadata.find("accept-language");
  if (language != metadata.end()) {
    arrival.accept_language = View(language->second);
  }
  return arrival;
}

Language ReadLanguage(std::string_view accept_language) {
  const absl::string_view text(accept_language.data(), accept_language.size());
  for (absl::string_view part : absl::StrSplit(text, ',')) {
    part = absl::StripLeadingAsciiWhitespace(part);
    if (absl::StartsWithIgnoreCase(part, "zh")) return Language::kChinese;
    if (absl::StartsWithIgnoreCase(part, "en")) return Language::kEnglish;
  }
  return Language::kEnglish;
}

}  // namespace epiledger::rpc
