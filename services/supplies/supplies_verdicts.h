// What a store keeper says of a movement or a count who knows DOMAIN's rules
// and the line as it was noted before: refused or not, which lots, which
// outcome, what it does to the next count. Nothing is taken from the service
// but names it makes. For tests.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_VERDICTS_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_VERDICTS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "epiledger/supplies/v1/supplies.pb.h"
#include "services/supplies/supplies_model.h"

namespace epiledger::supplies {

struct MovementVerdict {
  // Why it is refused; empty when it is recorded.
  std::string refusal;
  // Recorded, but no split over lots reconciles it.
  bool is_contradicted = false;
  // The line with it; absent when it changes nothing.
  std::optional<LineNotes> after;
};

// Each fills in what the answer must say of `line`, apart from tasks.
[[nodiscard]] MovementVerdict JudgeReceipt(const LineNotes& before,
                                           int64_t hour, const ModelLot& lot,
                                           v1::Movement::Line& line);
// An issue, or what is given back to who delivered it. `line.lot` is empty or
// the one lot to take from.
[[nodiscard]] MovementVerdict JudgeIssue(const LineNotes& before, int64_t hour,
                                         const WithheldLots& withheld,
                                         v1::Movement::Kind kind,
                                         v1::Movement::Line& line);
[[nodiscard]] MovementVerdict JudgeLoss(const LineNotes& before, int64_t hour,
                                        v1::Movement::Line& line);
// `lot` is the one that `line` names, if it names one.
[[nodiscard]] MovementVerdict JudgeBringBack(const LineNotes& before,
                                             int64_t hour, const ModelLot& lot,
                                             v1::Movement::Line& line);

// A count of one line.
struct NewCount {
  std::string name;
  int64_t hour = 0;
  // The hour of the standing count it supersedes, by its own name or by that of
  // one that only repeated it.
  std::optional<int64_t> old_hour;
  // Surplus up to this needs no reason.
  int64_t tolerance = 0;
};
struct CountVerdict {
  // The task it opens, or unspecified.
  v1::Task::Kind task = v1::Task::KIND_UNSPECIFIED;
  int64_t task_quantity = 0;
  // The line with it; absent when the count is contradicted.
  std::optional<LineNotes> after;
};
// Fills in what the answer must say of `line`, apart from tasks.
[[nodiscard]] CountVerdict JudgeCount(const LineNotes& before,
                                      const NewCount& count,
                                      v1::CountLine& line);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_VERDICTS_H_
