// What a list has within a list, a row for each line: what a spreadsheet sorts
// and adds up.
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/command/show.h"
#include "clients/cli/nouns/nouns.h"
#include "clients/cli/values/format_value.h"
#include "clients/cli/values/typed_value.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::cli {
namespace {

using google::protobuf::Message;

// A column is of what a line stands in, or of the line.
struct LineColumnPaths {
  std::vector<std::string_view> of_owner;
  std::vector<std::string_view> of_line;
};

void AddHeadings(const Texts& texts, const google::protobuf::Descriptor& type,
                 const std::vector<std::string_view>& columns,
                 std::vector<Heading>& headings) {
  for (const std::string_view column : columns) {
    const std::string_view path = FieldOf(column);
    const std::string_view key =
        texts.Has(path) ? path : path.substr(path.rfind('.') + 1);
    headings.push_back({texts(key), IsFigure(type, column)});
  }
}

template <typename Owners>
absl::Status ShowLines(Session& session, const LineColumnPaths& columns,
                       const Owners& owners, const Message& message) {
  using Owner = typename Owners::value_type;
  using Line = typename std::decay_t<
      decltype(std::declval<Owner>().lines())>::value_type;
  std::vector<Heading> headings;
  AddHeadings(session.texts(), *Owner::descriptor(), columns.of_owner,
              headings);
  AddHeadings(session.texts(), *Line::descriptor(), columns.of_line, headings);
  const ValueContext values = session.values();
  std::vector<std::vector<Cell>> rows;
  for (const Owner& owner : owners) {
    for (const Line& line : owner.lines()) {
      std::vector<Cell>& row = rows.emplace_back();
      for (const std::string_view column : columns.of_owner) {
        row.push_back(CellOf(owner, column, values));
      }
      for (const std::string_view column : columns.of_line) {
        row.push_back(CellOf(line, column, values));
      }
    }
  }
  return ShowTable(session, headings, rows, message);
}

absl::Status ShowMovementLines(Session& session, const Arguments&,
                               const Message& message) {
  static const LineColumnPaths columns = {
      {"name", "movement_time", "kind", "origin.kind", "origin.donor",
       "origin.commitment", "origin.line", "loss_reason", "counterparty",
       "note", "subject", "record_time"},
      {"item", "total", "batch", "expiry_date", "lots.lot", "lots.quantity",
       "outcome"}};
  const auto& listed =
      static_cast<const supplies::v1::ListMovementsResponse&>(message);
  return ShowLines(session, columns, listed.movements(), message);
}

absl::Status ShowCountLines(Session& session, const Arguments&,
                            const Message& message) {
  static const LineColumnPaths columns = {
      {"name", "count_time", "kind", "supersedes", "subject", "record_time"},
      {"item", "result.total", "result.expected", "result.use",
       "result.surplus", "result.surplus_reason", "result.outcome",
       "absent_reason"}};
  const auto& listed =
      static_cast<const supplies::v1::ListCountsResponse&>(message);
  return ShowLines(session, columns, listed.counts(), message);
}

}  // namespace

CommandTable LineCommands() {
  return {{.noun = "stock",
           .verb = "lines",
           .method = "epiledger.supplies.v1.SuppliesService.ListMovements",
           .flags = {{"STORE", "parent"}},
           .past = Past::kTime,
           .example = "stock lines people-hospital/pharmacy --format xlsx",
           .show = ShowMovementLines},
          {.noun = "count",
           .verb = "lines",
           .method = "epiledger.supplies.v1.SuppliesService.ListCounts",
           .flags = {{"STORE", "parent"}},
           .past = Past::kTime,
           .example = "count lines people-hospital/pharmacy --format csv",
           .show = ShowCountLines}};
}

}  // namespace epiledger::cli
