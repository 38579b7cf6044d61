// What a changed line becomes in the books: new movements at the positions of
// the counts they correct, new versions of its entries, tasks. Nothing that was
// recorded is rewritten.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LINE_EFFECTS_H_
#define EPILEDGER_SERVICES_SUPPLIES_LINE_EFFECTS_H_

#include <optional>

#include "epiledger/supplies/v1/supplies.pb.h"
#include "services/supplies/effects_builder.h"
#include "services/supplies/line_book.h"

namespace epiledger::supplies {

// Adds the difference between what is booked and what is to be booked. The
// book was reconciled.
void BookLine(LineBook& book, EffectsBuilder& effects);

// What the change did to the first count after `position`; nothing when there
// is none. To be called after BookLine.
[[nodiscard]] std::optional<v1::NextCountCorrection> CorrectionAfter(
    LineBook& book, int64_t position, std::string_view county);

// Sets outcome and figures of `result` to what the standing count `entry` says.
void FillFigures(const v1::CountEntry& entry, std::string_view county,
                 std::string_view item, v1::CountResult& result);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LINE_EFFECTS_H_
