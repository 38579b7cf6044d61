#include "services/book/genesis.h"

#include <utility>

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

absl::StatusOr<journal::v1::Genesis> ReadGenesis(ledger::Snapshot& snapshot) {
  auto genesis =
      snapshot.Get<journal::v1::Genesis>(kGenesisCollection, kGenesisKey);
  if (!genesis.ok()) return genesis.status();
  return std::move(*genesis).value_or(journal::v1::Genesis());
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
