#include "services/gateway/bulletin/lines.h"

#include <utility>

#include "services/gateway/bulletin/figure_text.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {

using command::v1::BulletinFigure;
using command::v1::BulletinLine;
using command::v1::BulletinSection;
using command::v1::BulletinTable;

BulletinSection MakeSection(BulletinSection::Kind kind, std::string_view key,
                            const Words& words) {
  BulletinSection section;
  section.set_kind(kind);
  section.set_title(words(key));
  return section;
}

BulletinLine TextLine(std::string text) {
  BulletinLine line;
  line.mutable_text()->set_text(std::move(text));
  return line;
}

BulletinLine WarningLine(std::string text) {
  BulletinLine line = TextLine(std::move(text));
  line.mutable_text()->set_is_warning(true);
  return line;
}

BulletinLine NoReadinessLine(const CountyFacts& facts, const Words& words) {
  return WarningLine(
      words(facts.HidesFacilities() ? "not shown" : "no readiness"));
}

BulletinLine FigureLine(std::string label, std::string value,
                        std::string note) {
  BulletinLine line;
  BulletinFigure& figure = *line.mutable_figure();
  figure.set_label(std::move(label));
  figure.set_value(std::move(value));
  figure.set_note(std::move(note));
  return line;
}

std::string ContactText(const readiness::v1::Contact* contact,
                        const Words& words) {
  if (contact == nullptr) return words("contact nobody");
  const std::string& name = contact->display_name();
  const std::string& telephone = contact->telephone();
  if (name.empty() && telephone.empty()) return words("contact named");
  const std::string_view between = name.empty() || telephone.empty() ? "" : " ";
  return Concat(name, between, telephone);
}

TableMaker::TableMaker(const Words& words, std::string_view title,
                       const std::vector<std::string_view>& headings)
    : words_(words) {
  BulletinTable& table = *line_.mutable_table();
  table.set_title(words(title));
  for (const std::string_view heading : headings) {
    table.add_columns(words(heading));
  }
}

void TableMaker::Add(std::vector<std::string> cells) {
  BulletinTable& table = *line_.mutable_table();
  if (table.rows_size() >= limits::kMaxBulletinRows) {
    ++left_out_;
    return;
  }
  auto& row = *table.add_rows();
  for (std::string& cell : cells) row.add_cells(std::move(cell));
}

BulletinLine TableMaker::Take(std::string empty) {
  BulletinTable& table = *line_.mutable_table();
  if (table.rows().empty()) table.set_empty(std::move(empty));
  if (left_out_ > 0) {
    table.set_note(words_("more rows", {{"count", NumberText(left_out_)}}));
  }
  return std::move(line_);
}

}  // namespace epiledger::gateway
