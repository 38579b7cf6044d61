#include "services/readiness/roster.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "services/book/dated_versions.h"
#include "services/book/genesis.h"
#include "services/readiness/api_time.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

// What changes at an instant.
struct Turn {
  int64_t needed = 0;
  std::vector<std::string> come;
  std::vector<std::string> go;
};

std::map<absl::Time, Turn> TurnsOf(const std::vector<Need>& needs,
                                   const std::vector<Presence>& people) {
  std::map<absl::Time, Turn> turns;
  for (const Need& need : needs) {
    if (need.when.IsEmpty()) continue;
    turns[need.when.start].needed += need.needed;
    turns[need.when.end].needed -= need.needed;
  }
  for (const Presence& presence : people) {
    if (presence.when.IsEmpty()) continue;
    turns[presence.when.start].come.push_back(presence.person);
    turns[presence.when.end].go.push_back(presence.person);
  }
  return turns;
}

// Those who are there, by how many of their shifts say so.
void Apply(const Turn& turn, std::map<std::string, int>& there) {
  for (const std::string& person : turn.come) ++there[person];
  for (const std::string& person : turn.go) {
    const auto found = there.find(person);
    if (--found->second == 0) there.erase(found);
  }
}

void Append(const Manning& manning, std::vector<Manning>& all) {
  if (!all.empty() && all.back().when.end == manning.when.start &&
      all.back().needed == manning.needed &&
      all.back().present == manning.present) {
    all.back().when.end = manning.when.end;
  } else {
    all.push_back(manning);
  }
}

bool IsRecordedBefore(const v1::Shift& a, const v1::Shift& b) {
  const auto order = [](const v1::Shift& shift) {
    return std::tuple(ToTime(shift.record_time()), shift.name());
  };
  return order(a) < order(b);
}

}  // namespace

Stretch Stretch::Within(const Stretch& other) const {
  return {std::max(start, other.start), std::min(end, other.end)};
}

Stretch StretchOf(const v1::Shift& shift) {
  return {ToTime(shift.start_time()), ToTime(shift.end_time())};
}

std::vector<Need> NeedsWithin(const v1::DutyPost& post, const Stretch& window,
                              const journal::v1::Genesis& county) {
  std::vector<Need> needs;
  if (window.IsEmpty()) return needs;
  const absl::CivilDay last = book::CivilDayAt(county, window.end);
  // The hours of the day before may run into the window.
  for (absl::CivilDay day = book::CivilDayAt(county, window.start) - 1;
       day <= last; ++day) {
    const v1::DutyRequirement* const holds =
        book::HeldOn(day, post.requirements());
    if (holds == nullptr) continue;
    for (const v1::DutyHours& hours : holds->hours()) {
      const absl::Time start =
          book::BeginningOf(county, day) + absl::Minutes(hours.start_minutes());
      const Need need{
          Stretch{start, start + absl::Minutes(hours.length_minutes())}.Within(
              window),
          hours.needed()};
      if (!need.when.IsEmpty()) needs.push_back(need);
    }
  }
  return needs;
}

std::vector<Presence> PresencesAt(const v1::DutyPost& post,
                                  const std::vector<v1::Shift>& shifts,
                                  const Stretch& window) {
  std::vector<Presence> people;
  for (const v1::Shift& shift : shifts) {
    if (shift.duty_post() == post.name()) {
      people.push_back({shift.subject(), StretchOf(shift).Within(window)});
    }
  }
  return people;
}

std::vector<Manning> ManningOf(const std::vector<Need>& needs,
                               const std::vector<Presence>& people) {
  std::vector<Manning> all;
  std::map<std::string, int> there;
  int64_t needed = 0;
  absl::Time since = absl::InfinitePast();
  for (const auto& [time, turn] : TurnsOf(needs, people)) {
    if (needed > 0) {
      Append({{since, time}, needed, static_cast<int64_t>(there.size())}, all);
    }
    Apply(turn, there);
    needed += turn.needed;
    since = time;
  }
  return all;
}

std::vector<Overlap> OverlapsOf(const std::vector<v1::Shift>& shifts,
                                const Stretch& window) {
  std::vector<size_t> order;
  for (size_t i = 0; i < shifts.size(); ++i) order.push_back(i);
  const auto place = [&shifts](size_t i) {
    return std::tuple(std::string_view(shifts[i].subject()),
                      StretchOf(shifts[i]).start, i);
  };
  std::sort(order.begin(), order.end(),
            [&place](size_t a, size_t b) { return place(a) < place(b); });
  std::vector<Overlap> overlaps;
  for (size_t i = 0; i < order.size(); ++i) {
    const v1::Shift& one = shifts[order[i]];
    for (size_t j = i + 1; j < order.size(); ++j) {
      const v1::Shift& other = shifts[order[j]];
      if (other.subject() != one.subject() ||
          StretchOf(other).start >= StretchOf(one).end) {
        break;
      }
      Overlap overlap{order[i], order[j],
                      StretchOf(one).Within(StretchOf(other)).Within(window)};
      if (overlap.when.IsEmpty()) continue;
      if (IsRecordedBefore(other, one)) {
        std::swap(overlap.first, overlap.second);
      }
      overlaps.push_back(overlap);
    }
  }
  std::stable_sort(
      overlaps.begin(), overlaps.end(),
      [&shifts](const Overlap& a, const Overlap& b) {
        return std::tuple(std::string_view(shifts[a.first].subject()),
                          a.when.start) <
               std::tuple(std::string_view(shifts[b.first].subject()),
                          b.when.start);
      });
  return overlaps;
}

}  // namespace epiledger::readiness
