#include "services/funding/day_asked.h"

#include "services/book/genesis.h"

namespace epiledger::funding {

absl::StatusOr<ledger::Position> DayAsked(const type::v1::AsOf& as_of,
                                          host::ReadContext& context) {
  if (context.position() != ledger::kEnd) return context.position();
  absl::Time time = context.recorded_time().value_or(context.now());
  if (as_of.recorded_case() == type::v1::AsOf::kSequence) {
    const absl::StatusOr<absl::Time> recorded = context.DataTime();
    if (!recorded.ok()) return recorded.status();
    time = *recorded;
  }
  const auto genesis = book::ReadGenesis(context.snapshot());
  if (!genesis.ok()) return genesis.status();
  return ledger::Position::FromDay(book::CivilDayAt(*genesis, time));
}

}  // namespace epiledger::funding
