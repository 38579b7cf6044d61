#include "services/supplies/judged_list.h"

#include <algorithm>

#include "services/book/genesis.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {

absl::StatusOr<absl::Time> JudgeTimeOf(host::ReadContext& context) {
  if (context.position() != ledger::kEnd) return context.position().time();
  if (context.recorded_time().has_value()) {
    return std::min(context.now(), *context.recorded_time());
  }
  ledger::Snapshot& snapshot = context.snapshot();
  if (snapshot.sequence() < snapshot.head().sequence) return context.DataTime();
  return context.now();
}

absl::StatusOr<AgeClock> AgeClock::Open(host::ReadContext& context) {
  AgeClock clock;
  const auto genesis = book::ReadGenesis(context.snapshot());
  if (!genesis.ok()) return genesis.status();
  clock.genesis_ = *genesis;
  const JudgedPlace place = PlaceOf(context.cursor());
  if (place.judge.has_value()) {
    clock.judge_ = *place.judge;
    return clock;
  }
  const absl::StatusOr<absl::Time> judge_time = JudgeTimeOf(context);
  if (!judge_time.ok()) return judge_time.status();
  clock.judge_ = absl::ToUnixMicros(*judge_time);
  return clock;
}

int64_t AgeClock::DaysSince(const google::protobuf::Timestamp& time) const {
  const auto day = [this](int64_t position) {
    return book::CivilDayAt(genesis_, absl::FromUnixMicros(position));
  };
  return std::max<int64_t>(0, day(judge_) - day(ToPosition(time)));
}

}  // namespace epiledger::supplies
