#include "services/readiness/evidence_facts.h"

#include <algorithm>

#include "services/book/dated_versions.h"
#include "services/book/genesis.h"

namespace epiledger::readiness {
namespace {

PostFacts PostFactsOf(const v1::DutyPost& post,
                      const std::vector<v1::Shift>& shifts,
                      const RosterMoment& moment) {
  PostFacts facts;
  facts.name = post.name();
  // One moment at least, so that now is in it.
  const Stretch window{
      moment.instant,
      moment.instant + std::max(moment.ahead, absl::Microseconds(1))};
  for (const Manning& manning :
       ManningOf(NeedsWithin(post, window, moment.county),
                 PresencesAt(post, shifts, window))) {
    if (manning.when.start == moment.instant) {
      facts.needed = manning.needed;
      facts.present = manning.present;
    } else if (manning.present < manning.needed) {
      facts.gap_ahead = manning;
      break;
    }
  }
  return facts;
}

// The most that is needed at once.
int64_t PeakOf(const std::vector<Need>& needs) {
  int64_t peak = 0;
  for (const Manning& manning : ManningOf(needs, {})) {
    peak = std::max(peak, manning.needed);
  }
  return peak;
}

void CountPeople(const std::vector<v1::Shift>& shifts,
                 const std::set<std::string>& elsewhere, absl::Time instant,
                 RosterFacts& facts) {
  std::set<std::string> people;
  for (const v1::Shift& shift : shifts) {
    const Stretch when = StretchOf(shift);
    if (when.start <= instant && instant < when.end) {
      people.insert(shift.subject());
    }
  }
  facts.people = static_cast<int64_t>(people.size());
  facts.people_elsewhere = std::count_if(
      people.begin(), people.end(), [&elsewhere](const std::string& person) {
        return elsewhere.contains(person);
      });
}

}  // namespace

RosterFacts RosterFactsOf(const std::vector<v1::DutyPost>& posts,
                          const std::vector<v1::Shift>& shifts,
                          const std::set<std::string>& elsewhere,
                          const RosterMoment& moment) {
  RosterFacts facts;
  const absl::CivilDay day = book::CivilDayAt(moment.county, moment.instant);
  const Stretch of_day{book::BeginningOf(moment.county, day),
                       book::BeginningOf(moment.county, day + 1)};
  std::vector<Need> needs;
  for (const v1::DutyPost& post : posts) {
    if (book::HeldOn(day, post.requirements()) == nullptr) continue;
    facts.posts.push_back(PostFactsOf(post, shifts, moment));
    facts.needed += facts.posts.back().needed;
    for (const Need& need : NeedsWithin(post, of_day, moment.county)) {
      needs.push_back(need);
    }
  }
  facts.needed_at_once = PeakOf(needs);
  CountPeople(shifts, elsewhere, moment.instant, facts);
  return facts;
}

}  // namespace epiledger::readiness
