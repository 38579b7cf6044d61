#include "services/gateway/bulletin/content.h"

#include <string>
#include <string_view>

#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin/lines.h"
#include "services/gateway/bulletin/sections.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinContent;
using command::v1::BulletinLine;
using command::v1::BulletinSection;
using command::v1::PartStatus;

BulletinLine PartLine(std::string_view part, const PartStatus& status,
                      const CountyFacts& facts, const Words& words) {
  const std::string name = words(part);
  if (!status.has_read_at()) {
    return WarningLine(words("part never seen", {{"part", name}}));
  }
  const std::string time = MomentText(status.data_time(), facts.zone());
  if (status.state() != PartStatus::STATE_STALE) {
    return TextLine(words("part fresh", {{"part", name}, {"time", time}}));
  }
  return WarningLine(words(
      "part stale", {{"part", name},
                     {"heard", MomentText(status.feed_time(), facts.zone())},
                     {"time", time}}));
}

void AddData(const CountyFacts& facts, const Words& words,
             BulletinContent& content) {
  const command::v1::Overview& overview = facts.overview();
  *content.add_subtitles() =
      words("shown", {{"time", MomentText(facts.shown_time(), facts.zone())}});
  *content.add_data() =
      PartLine("part funding", overview.money().status(), facts, words);
  *content.add_data() =
      PartLine("part supplies", overview.supplies().status(), facts, words);
  *content.add_data() =
      PartLine("part readiness", overview.readiness().status(), facts, words);
}

void AddFigureSections(const CountyFacts& facts, const Words& words,
                       BulletinContent& content) {
  *content.add_sections() = ScreeningSection(facts, words);
  *content.add_sections() = ControlSection(facts, words);
  *content.add_sections() = FundingSection(facts, words);
  *content.add_sections() = HospitalSection(facts, words);
  *content.add_sections() = ProblemsSection(facts, words);
}

BulletinLine SaidLine(const std::string& text, const Words& words) {
  return TextLine(text.empty() ? words("not filled in") : text);
}

}  // namespace

BulletinContent BulletinContentOf(const CountyFacts& facts,
                                  const readiness::v1::Bulletin& bulletin,
                                  const Words& words) {
  BulletinContent content;
  content.set_title(bulletin.title());
  const std::string date = DateText(bulletin.bulletin_date());
  *content.add_subtitles() =
      bulletin.number().empty()
          ? date
          : words("number and date",
                  {{"number", bulletin.number()}, {"date", date}});
  AddData(facts, words, content);
  BulletinSection organization = OrganizationSection(facts, words);
  BulletinSection& first = *content.add_sections();
  first.set_kind(organization.kind());
  first.set_title(organization.title());
  *first.add_lines() = SaidLine(bulletin.organization_note(), words);
  first.mutable_lines()->MergeFrom(organization.lines());
  AddFigureSections(facts, words, content);
  BulletinSection& next = *content.add_sections();
  next = MakeSection(BulletinSection::KIND_NEXT_STEPS, "section next", words);
  *next.add_lines() = SaidLine(bulletin.next_steps(), words);
  return content;
}

BulletinContent OverviewContentOf(const CountyFacts& facts,
                                  const Words& words) {
  BulletinContent content;
  content.set_title(words("page title"));
  AddData(facts, words, content);
  *content.add_sections() = OrganizationSection(facts, words);
  AddFigureSections(facts, words, content);
  return content;
}

}  // namespace epiledger::gateway
