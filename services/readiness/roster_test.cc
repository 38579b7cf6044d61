// Gaps and double bookings against a model that looks at every minute by
// itself.
#include "services/readiness/roster.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"
#include "services/readiness/readiness_fixture.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::readiness {
namespace {

// Minutes of three days; every so many minutes, so that edges meet often.
constexpr int kMinutes = 3 * 24 * 60;
constexpr int kStep = 180;

absl::Time Minute(int minute) { return At(kToday, 0) + absl::Minutes(minute); }

int PickMinute(int first, int last) {
  return *rc::gen::inRange(first / kStep, last / kStep + 1) * kStep;
}

journal::v1::Genesis County() {
  journal::v1::Genesis county;
  county.set_utc_offset_minutes(480);
  return county;
}

std::string Person(int number) { return SubjectNameOf(Concat("s", number)); }

v1::Shift AnyShift(int number) {
  v1::Shift shift;
  shift.set_name(Concat(FacilityNameOf("people"), "/shifts/", number));
  shift.set_subject(Person(*rc::gen::inRange(0, 3)));
  const int start = PickMinute(-kMinutes, kMinutes);
  const int end = start + PickMinute(kStep, 24 * 60);
  *shift.mutable_start_time() = ToTimestamp(Minute(start));
  *shift.mutable_end_time() = ToTimestamp(Minute(end));
  *shift.mutable_record_time() = ToTimestamp(Minute(*rc::gen::inRange(0, 5)));
  return shift;
}

bool Covers(const v1::Shift& shift, int minute) {
  return ToTime(shift.start_time()) <= Minute(minute) &&
         Minute(minute) < ToTime(shift.end_time());
}

v1::DutyRequirement AnyRequirement() {
  v1::DutyRequirement requirement;
  *requirement.mutable_valid_from() = DateOf(kToday + *rc::gen::inRange(-3, 4));
  for (int i = *rc::gen::inRange(0, 3); i > 0; --i) {
    v1::DutyHours& hours = *requirement.add_hours();
    hours.set_start_minutes(PickMinute(0, 24 * 60 - kStep));
    hours.set_length_minutes(PickMinute(kStep, 24 * 60));
    hours.set_needed(*rc::gen::inRange(1, 4));
  }
  return requirement;
}

int64_t DaysSinceToday(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day()) - kToday;
}

// What is needed at a minute: for each day that could reach it, the last word
// said about that day.
int64_t NeededAt(const v1::DutyPost& post, int minute) {
  constexpr int kDay = 24 * 60;
  int64_t needed = 0;
  for (int day = -4; day <= 6; ++day) {
    std::map<int64_t, v1::DutyRequirement> by_start;
    for (const auto& one : post.requirements()) {
      by_start[DaysSinceToday(one.valid_from())] = one;
    }
    auto holds = by_start.upper_bound(day);
    if (holds == by_start.begin()) continue;
    --holds;
    for (const v1::DutyHours& hours : holds->second.hours()) {
      const int64_t since = minute - day * kDay - hours.start_minutes();
      if (since >= 0 && since < hours.length_minutes())
        needed += hours.needed();
    }
  }
  return needed;
}

RC_GTEST_PROP(RosterModel, TellsOfEveryMinuteWhatIsNeededAndWhoIsThere, ()) {
  v1::DutyPost post;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    *post.add_requirements() = AnyRequirement();
  }
  std::vector<v1::Shift> shifts;
  for (int i = *rc::gen::inRange(0, 9); i > 0; --i) {
    shifts.push_back(AnyShift(i));
  }
  const int from = PickMinute(0, kMinutes / 2);
  const int to = from + PickMinute(kStep, kMinutes / 2);
  const Stretch window{Minute(from), Minute(to)};
  std::vector<Presence> people;
  for (const v1::Shift& shift : shifts) {
    people.push_back({shift.subject(), StretchOf(shift).Within(window)});
  }
  const std::vector<Manning> told =
      ManningOf(NeedsWithin(post, window, County()), people);

  std::map<int, std::pair<int64_t, int64_t>> by_minute;
  for (size_t i = 0; i < told.size(); ++i) {
    RC_ASSERT(!told[i].when.IsEmpty());
    RC_ASSERT(told[i].needed > 0);
    // In order, and as long as they can be.
    if (i > 0 && told[i - 1].when.end == told[i].when.start) {
      RC_ASSERT(told[i - 1].needed != told[i].needed ||
                told[i - 1].present != told[i].present);
    } else if (i > 0) {
      RC_ASSERT(told[i - 1].when.end < told[i].when.start);
    }
    for (int minute = from; minute < to; ++minute) {
      if (Minute(minute) < told[i].when.start ||
          Minute(minute) >= told[i].when.end) {
        continue;
      }
      by_minute[minute] = {told[i].needed, told[i].present};
    }
  }
  for (int minute = from; minute < to; ++minute) {
    std::set<std::string> there;
    for (const v1::Shift& shift : shifts) {
      if (Covers(shift, minute)) there.insert(shift.subject());
    }
    const int64_t needed = NeededAt(post, minute);
    const auto found = by_minute.find(minute);
    RC_ASSERT((found != by_minute.end()) == (needed > 0));
    if (needed == 0) continue;
    RC_ASSERT(found->second.first == needed);
    RC_ASSERT(found->second.second == static_cast<int64_t>(there.size()));
  }
}

RC_GTEST_PROP(RosterModel, FindsEveryPairOfShiftsOfOnePersonAndNoOther, ()) {
  std::vector<v1::Shift> shifts;
  for (int i = *rc::gen::inRange(0, 9); i > 0; --i) {
    shifts.push_back(AnyShift(i));
  }
  const int from = PickMinute(0, kMinutes / 2);
  const int to = from + PickMinute(kStep, kMinutes / 2);
  const Stretch window{Minute(from), Minute(to)};

  // How many minutes each two have in common, by their places.
  std::map<std::pair<size_t, size_t>, int> expected;
  for (int minute = from; minute < to; ++minute) {
    for (size_t a = 0; a < shifts.size(); ++a) {
      for (size_t b = a + 1; b < shifts.size(); ++b) {
        if (shifts[a].subject() == shifts[b].subject() &&
            Covers(shifts[a], minute) && Covers(shifts[b], minute)) {
          ++expected[{a, b}];
        }
      }
    }
  }
  std::map<std::pair<size_t, size_t>, int> told;
  std::pair<std::string, absl::Time> last{"", absl::InfinitePast()};
  for (const Overlap& overlap : OverlapsOf(shifts, window)) {
    const v1::Shift& first = shifts[overlap.first];
    const v1::Shift& second = shifts[overlap.second];
    RC_ASSERT(ToTime(first.record_time()) <= ToTime(second.record_time()));
    const auto [low, high] = std::minmax(overlap.first, overlap.second);
    const bool is_new =
        told.emplace(std::pair(low, high),
                     static_cast<int>(absl::ToInt64Minutes(overlap.when.end -
                                                           overlap.when.start)))
            .second;
    RC_ASSERT(is_new);
    const std::pair<std::string, absl::Time> here{first.subject(),
                                                  overlap.when.start};
    RC_ASSERT(last <= here);
    last = here;
  }
  RC_ASSERT(told == expected);
}

}  // namespace
}  // namespace epiledger::readiness
