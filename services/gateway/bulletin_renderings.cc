#include "services/gateway/bulletin_renderings.h"

#include <map>
#include <utility>

#include "services/gateway/bulletin/content.h"
#include "services/gateway/bulletin/rendering.h"
#include "services/gateway/bulletin/words.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinContent;
using readiness::v1::Bulletin;
using readiness::v1::MadeBulletin;
using readiness::v1::StoredRendering;

constexpr Bulletin::Language kLanguages[] = {Bulletin::LANGUAGE_CHINESE,
                                             Bulletin::LANGUAGE_ENGLISH};
constexpr Bulletin::Format kFormats[] = {
    Bulletin::FORMAT_MARKDOWN, Bulletin::FORMAT_HTML,
    Bulletin::FORMAT_PLAIN_TEXT, Bulletin::FORMAT_DOCX};

absl::Status NoDocx() {
  rpc::Error error;
  error.code = absl::StatusCode::kFailedPrecondition;
  error.reason = "NO_DOCX";
  error.metadata["outcome"] = "undecided";
  return rpc::ToStatus(error);
}

absl::Status TooLong(size_t found, size_t limit) {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "BULLETIN_TOO_LONG";
  error.metadata = {{"found", Concat(found)},
                    {"limit", Concat(limit)},
                    {"outcome", "undecided"}};
  return rpc::ToStatus(error);
}

absl::StatusOr<std::string> RenderAs(const BulletinContent& content,
                                     Bulletin::Format format,
                                     rpc::Language language, absl::Time shown,
                                     const Pandoc& pandoc) {
  if (format == Bulletin::FORMAT_DOCX) {
    return pandoc.ToDocx(ToMarkdown(content), shown);
  }
  return RenderText(content, format, language);
}

// The versions of forms that the newest reports were judged by.
void AddForms(const CountyFacts& facts, MadeBulletin& made) {
  std::map<std::pair<std::string, int64_t>, int64_t> counts;
  for (const auto& facility : facts.readiness().facilities()) {
    if (!facility.has_report()) continue;
    ++counts[{facility.report().form_name(), facility.report().form_version()}];
  }
  for (const auto& [form, count] : counts) {
    readiness::v1::BulletinForm& line = *made.add_forms();
    line.set_form(form.first);
    line.set_version(form.second);
    line.set_facilities(count);
  }
}

absl::Status CheckLengths(const MadeBulletin& made) {
  size_t bytes = 0;
  for (const StoredRendering& stored : made.renderings()) {
    const size_t size = stored.content().size();
    if (size > limits::kMaxRenderingBytes) {
      return TooLong(size, limits::kMaxRenderingBytes);
    }
    bytes += size;
  }
  return bytes <= limits::kMaxBulletinBytes
             ? absl::OkStatus()
             : TooLong(bytes, limits::kMaxBulletinBytes);
}

// One language's renderings of one content.
class RenderingMaker {
 public:
  RenderingMaker(const CountyFacts& facts, const Bulletin& bulletin,
                 const RenderingChoice& choice, const Pandoc& pandoc,
                 const std::function<void(std::string_view line)>& log)
      : facts_(facts),
        bulletin_(bulletin),
        choice_(choice),
        pandoc_(pandoc),
        log_(log) {}

  absl::Status Add(Bulletin::Language language, MadeBulletin& made) const {
    const Words words(LanguageOf(language));
    const BulletinContent content = BulletinContentOf(facts_, bulletin_, words);
    for (const Bulletin::Format format : choice_.formats) {
      auto bytes = RenderAs(content, format, words.language(),
                            ToTime(facts_.shown_time()), pandoc_);
      if (!bytes.ok()) {
        const absl::string_view why = bytes.status().message();
        log_({why.data(), why.size()});
        if (!choice_.docx_may_lack) return NoDocx();
        continue;
      }
      StoredRendering& stored = *made.add_renderings();
      stored.mutable_rendering()->set_language(language);
      stored.mutable_rendering()->set_format(format);
      stored.set_content(*std::move(bytes));
    }
    return absl::OkStatus();
  }

 private:
  const CountyFacts& facts_;
  const Bulletin& bulletin_;
  const RenderingChoice& choice_;
  const Pandoc& pandoc_;
  const std::function<void(std::string_view line)>& log_;
};

}  // namespace

rpc::Language LanguageOf(Bulletin::Language language) {
  return language == Bulletin::LANGUAGE_CHINESE ? rpc::Language::kChinese
                                                : rpc::Language::kEnglish;
}

RenderingChoice ChoiceOf(const std::vector<Bulletin::Language>& languages,
                         const std::vector<Bulletin::Format>& formats) {
  RenderingChoice choice{languages, formats, formats.empty()};
  if (languages.empty()) {
    choice.languages.assign(std::begin(kLanguages), std::end(kLanguages));
  }
  if (formats.empty()) {
    choice.formats.assign(std::begin(kFormats), std::end(kFormats));
  }
  return choice;
}

std::string RenderText(const BulletinContent& content, Bulletin::Format format,
                       rpc::Language language) {
  if (format == Bulletin::FORMAT_HTML) return ToHtmlPage(content, language);
  if (format == Bulletin::FORMAT_PLAIN_TEXT) return ToPlainText(content);
  return ToMarkdown(content);
}

std::vector<type::v1::BookToken> PointsOf(
    const command::v1::Overview& overview) {
  std::vector<type::v1::BookToken> points;
  for (const command::v1::PartStatus* const status :
       {&overview.money().status(), &overview.supplies().status(),
        &overview.readiness().status()}) {
    if (status->has_read_at()) points.push_back(status->read_at());
  }
  return points;
}

absl::StatusOr<MadeBulletin> MakeRenderings(
    const CountyFacts& facts, const Bulletin& bulletin,
    const RenderingChoice& choice, const Pandoc& pandoc,
    const std::function<void(std::string_view line)>& log) {
  MadeBulletin made;
  *made.mutable_bulletin_date() = bulletin.bulletin_date();
  *made.mutable_shown_time() = facts.shown_time();
  for (type::v1::BookToken& point : PointsOf(facts.overview())) {
    *made.add_read_at() = std::move(point);
  }
  AddForms(facts, made);
  made.set_content_version(kContentVersion);
  const RenderingMaker maker(facts, bulletin, choice, pandoc, log);
  for (const Bulletin::Language language : choice.languages) {
    const absl::Status added = maker.Add(language, made);
    if (!added.ok()) return added;
  }
  const absl::Status lengths = CheckLengths(made);
  if (!lengths.ok()) return lengths;
  return made;
}

}  // namespace epiledger::gateway
