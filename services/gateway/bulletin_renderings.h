// The renderings of a bulletin that is issued. Blocks where a document is made.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_RENDERINGS_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_RENDERINGS_H_

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "epiledger/command/v1/bulletin.pb.h"
#include "epiledger/readiness/v1/bulletin_record_service.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin/docx.h"
#include "services/rpc/caller.h"

namespace epiledger::gateway {

// The language of a rendering as rpc knows it; a language that is named.
[[nodiscard]] rpc::Language LanguageOf(
    readiness::v1::Bulletin::Language language);

// In which form a bulletin is wanted; nothing said: in all.
struct RenderingChoice {
  std::vector<readiness::v1::Bulletin::Language> languages;
  std::vector<readiness::v1::Bulletin::Format> formats;
  // A document that cannot be made is left out, and not an error.
  bool docx_may_lack = true;
};

// All that `languages` and `formats` ask for, by default everything.
[[nodiscard]] RenderingChoice ChoiceOf(
    const std::vector<readiness::v1::Bulletin::Language>& languages,
    const std::vector<readiness::v1::Bulletin::Format>& formats);

// `content` as text; any format but DOCX.
[[nodiscard]] std::string RenderText(
    const command::v1::BulletinContent& content,
    readiness::v1::Bulletin::Format format, rpc::Language language);

// The points in the services' books that an overview shows.
[[nodiscard]] std::vector<type::v1::BookToken> PointsOf(
    const command::v1::Overview& overview);

// What is recorded of `bulletin`, whose date is said, besides its own words.
// `log` is told why a document is left out.
//   FAILED_PRECONDITION NO_DOCX, RESOURCE_EXHAUSTED BULLETIN_TOO_LONG
[[nodiscard]] absl::StatusOr<readiness::v1::MadeBulletin> MakeRenderings(
    const CountyFacts& facts, const readiness::v1::Bulletin& bulletin,
    const RenderingChoice& choice, const Pandoc& pandoc,
    const std::function<void(std::string_view line)>& log);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_RENDERINGS_H_
