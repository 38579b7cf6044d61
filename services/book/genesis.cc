#include "services/book/genesis.h"

namespace epiledger::book {
namespace {

absl::TimeZone ZoneOf(const journal::v1::Genesis& genesis) {
  return absl::FixedTimeZone(genesis.utc_offset_minutes() * 60);
}

}  // namespace

journal::v1::Genesis GenesisOf(ledger::State& state) {
  return state.Get<journal::v1::Genesis>(kGenesisCollection, kGenesisKey)
      .value_or(journal::v1::Genesis());
}

absl::CivilDay CivilDayAt(const journal::v1::Genesis& genesis,
                          absl::Time time) {
  return absl::ToCivilDay(time, ZoneOf(genesis));
}

absl::Time BeginningOf(const journal::v1::Genesis& genesis,
                       absl::CivilDay day) {
  return absl::FromCivil(day, ZoneOf(genesis));
}

}  // namespace epiledger::book
