#include "services/supplies/count_repair.h"

#include <iterator>
#include <string>
#include <variant>

#include "services/journal/types.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/page_token.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {

bool IsPosted(const v1::CountLine& line) {
  switch (line.result().outcome()) {
    case v1::CountResult::OUTCOME_NOT_COUNTED:
    case v1::CountResult::OUTCOME_MOVED:
    case v1::CountResult::OUTCOME_UNCONFIRMED:
    case v1::CountResult::OUTCOME_REJECTED:
      return false;
    default:
      return true;
  }
}

v1::LineProblem ProblemOf(std::string_view field, std::string_view reason,
                          const Figures& figures) {
  v1::LineProblem problem;
  problem.set_field(std::string(field));
  problem.set_reason(std::string(reason));
  for (const auto& [name, value] : figures) {
    v1::LineProblem::Figure& figure = *problem.add_figures();
    figure.set_name(name);
    figure.set_value(value);
  }
  return problem;
}

v1::LineProblem ProblemOf(const book::Decision& refusal,
                          std::string_view field) {
  if (const auto* refused = std::get_if<journal::Refusal>(&refusal)) {
    return ProblemOf(field, refused->reason, refused->metadata);
  }
  const rpc::Error error = rpc::FromStatus(std::get<absl::Status>(refusal));
  const rpc::FieldViolation& violation = error.violations.front();
  return ProblemOf(field, violation.reason, violation.metadata);
}

absl::Status CheckDrawnAt(const v1::Count& count,
                          const book::DecisionContext& context) {
  if (!count.has_drawn_at()) return absl::OkStatus();
  const type::v1::BookToken& drawn = count.drawn_at();
  const std::string book = context.book.ResourceName();
  if (drawn.book() != book) {
    return rpc::InvalidField("count.drawn_at.book", "DRAWN_ELSEWHERE",
                             {{"found", drawn.book()}, {"book", book}});
  }
  if (drawn.incarnation() != journal::View(context.incarnation)) {
    return rpc::IncarnationChanged();
  }
  const int64_t head = context.sequence - 1;
  if (drawn.sequence() <= head) return absl::OkStatus();
  return rpc::InvalidField(
      "count.drawn_at.sequence", "NOT_YET_RECORDED",
      {{"found", Concat(drawn.sequence())}, {"head", Concat(head)}});
}

Figures FiguresOfMoved(const LineEntries& moved) {
  Amount change = 0;
  for (const auto& [key, entry] : moved) change += ChangeOf(entry);
  return {
      {"entries", Concat(moved.size())},
      {"change", Concat(change)},
      {"last", ToText(ToTimestamp(PositionOfEntry(moved.rbegin()->first)))}};
}

void AddMoved(const LineEntries& moved, std::string_view county,
              std::string_view store, v1::CountResult& result) {
  auto first = moved.begin();
  if (std::ssize(moved) > limits::kMaxMovedShown) {
    first = std::prev(moved.end(), limits::kMaxMovedShown);
  }
  for (; first != moved.end(); ++first) {
    const v1::LineEntry& entry = first->second;
    v1::MovedSince& told = *result.add_moved();
    *told.mutable_effective_time() = ToTimestamp(PositionOfEntry(first->first));
    told.set_sequence(entry.sequence());
    if (!entry.has_count()) {
      told.set_change(ChangeOf(entry));
      continue;
    }
    told.set_count(
        NameOf(kCountName, county, Join(store, entry.count().count())));
    if (IsStandingCount(entry)) told.set_counted(entry.count().quantity());
  }
}

}  // namespace epiledger::supplies
