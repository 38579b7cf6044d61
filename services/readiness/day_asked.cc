#include "services/readiness/day_asked.h"

#include "services/book/genesis.h"
#include "services/readiness/report_status.h"

namespace epiledger::readiness {
namespace {

absl::StatusOr<absl::CivilDay> FirstPageDay(const type::v1::AsOf& as_of,
                                            host::ReadContext& context) {
  if (context.position() != ledger::kEnd) return context.position().day();
  const absl::StatusOr<absl::Time> judge = JudgeTime(as_of, context);
  if (!judge.ok()) return judge.status();
  const auto genesis = book::ReadGenesis(context.snapshot());
  if (!genesis.ok()) return genesis.status();
  return book::CivilDayAt(*genesis, *judge);
}

}  // namespace

absl::StatusOr<AskedDay> DayAsked(const type::v1::AsOf& as_of,
                                  host::ReadContext& context) {
  AskedDay asked;
  asked.place = host::PlaceOf(context.cursor());
  if (asked.place.judge.has_value()) {
    asked.day = ledger::Position(*asked.place.judge).day();
    return asked;
  }
  const absl::StatusOr<absl::CivilDay> day = FirstPageDay(as_of, context);
  if (!day.ok()) return day.status();
  asked.day = *day;
  asked.place.judge = ledger::Position::FromDay(*day).value();
  return asked;
}

absl::StatusOr<absl::Time> InstantAsked(const type::v1::AsOf& as_of,
                                        host::ReadContext& context) {
  const host::JudgedPlace place = host::PlaceOf(context.cursor());
  if (place.judge.has_value()) return absl::FromUnixMicros(*place.judge);
  if (context.position() != ledger::kEnd) return context.position().time();
  return JudgeTime(as_of, context);
}

}  // namespace epiledger::readiness
