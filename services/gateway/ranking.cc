#include "services/gateway/ranking.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/gateway/dates.h"
#include "services/gateway/problems.h"
#include "services/limits.h"

namespace epiledger::gateway {
namespace {

using command::v1::Problem;
using command::v1::RankedFacility;
using command::v1::RankFacilitiesResponse;

// In the order of failing.
enum class Urgency { kFailed, kUnknown, kLater };

Urgency UrgencyOf(const Problem& problem) {
  // Out, and nobody knows since when.
  if (problem.kind() == Problem::KIND_STOCK_OUT && !problem.has_fails_on()) {
    return Urgency::kFailed;
  }
  if (problem.kind() == Problem::KIND_AT_RISK) return Urgency::kLater;
  if (!problem.has_fails_on()) return Urgency::kUnknown;
  return problem.days_left() > 0 ? Urgency::kLater : Urgency::kFailed;
}

auto OrderOf(const Problem& problem) {
  const absl::CivilDay day = problem.has_fails_on()
                                 ? ToCivilDay(problem.fails_on())
                                 : absl::CivilDay::max();
  return std::tuple(UrgencyOf(problem), day, problem.kind(), problem.item(),
                    problem.place(), problem.dimension(),
                    problem.finding().name());
}

// A facility before it has a place.
struct Ranked {
  RankedFacility facility;
  // All of them, in order.
  std::vector<Problem> problems;
};

// By the first problem that differs; of two that begin alike the one with more.
bool FailsBefore(const Ranked& a, const Ranked& b) {
  for (size_t i = 0; i < std::min(a.problems.size(), b.problems.size()); ++i) {
    const auto urgency = [i](const Ranked& ranked) {
      const auto order = OrderOf(ranked.problems[i]);
      return std::pair(std::get<0>(order), std::get<1>(order));
    };
    if (urgency(a) != urgency(b)) return urgency(a) < urgency(b);
  }
  if (a.problems.size() != b.problems.size()) {
    return a.problems.size() > b.problems.size();
  }
  return a.facility.facility() < b.facility.facility();
}

RankedFacility::Standing StandingOf(const std::vector<Problem>& problems,
                                    bool is_asked) {
  if (problems.empty()) {
    return is_asked ? RankedFacility::STANDING_NOTHING_FAILS
                    : RankedFacility::STANDING_NOTHING_ASKED;
  }
  switch (UrgencyOf(problems.front())) {
    case Urgency::kFailed:
      return RankedFacility::STANDING_FAILED;
    case Urgency::kUnknown:
      return RankedFacility::STANDING_UNKNOWN;
    case Urgency::kLater:
      return RankedFacility::STANDING_FAILS_LATER;
  }
  return RankedFacility::STANDING_UNSPECIFIED;
}

Ranked RankOne(const std::string& name, std::vector<Problem> problems,
               bool has_stock, const Facts& facts) {
  std::ranges::sort(problems, {}, OrderOf);
  Ranked ranked;
  RankedFacility& facility = ranked.facility;
  facility.set_facility(name);
  bool owes = false;
  const auto known = facts.facilities.find(name);
  if (known != facts.facilities.end()) {
    facility.set_display_name(known->second->display_name());
    facility.set_kind(known->second->kind());
    owes = known->second->has_today() || known->second->has_last_due();
    if (known->second->has_contact()) {
      *facility.mutable_contact() = known->second->contact();
    }
  }
  facility.set_standing(StandingOf(problems, owes || has_stock));
  facility.set_problem_count(static_cast<int64_t>(problems.size()));
  const auto count = [&problems](Urgency urgency) {
    return std::ranges::count(problems, urgency, UrgencyOf);
  };
  facility.set_failed_count(count(Urgency::kFailed));
  facility.set_unknown_count(count(Urgency::kUnknown));
  ranked.problems = std::move(problems);
  return ranked;
}

std::set<std::string> FacilitiesWithStock(const Facts& facts) {
  std::set<std::string> names;
  if (facts.stocks == nullptr) return names;
  for (const auto& stock : *facts.stocks) names.insert(stock->facility());
  return names;
}

void SetHead(const Facts& facts, const Parts& parts, absl::Time now,
             RankFacilitiesResponse& response) {
  const auto status = [&](SourceId source) {
    return StatusOf(source, parts[Index(source)], now);
  };
  *response.mutable_supplies_status() = status(SourceId::kSupplies);
  *response.mutable_readiness_status() = status(SourceId::kReadiness);
  if (facts.today.has_value()) {
    *response.mutable_judge_date() = ToCivilDate(*facts.today);
  }
  if (facts.readiness == nullptr || !facts.readiness->has_findings()) return;
  const auto& findings = facts.readiness->findings();
  response.set_findings_left_out(findings.open() + findings.fixed() -
                                 findings.findings_size());
}

}  // namespace

RankFacilitiesResponse RankFacilities(const Parts& parts, absl::Time now) {
  const Facts facts = FactsOf(parts);
  const std::set<std::string> with_stock = FacilitiesWithStock(facts);
  std::vector<Ranked> ranked;
  for (auto& [name, problems] : FindProblems(facts)) {
    ranked.push_back(RankOne(name, problems, with_stock.contains(name), facts));
  }
  std::ranges::sort(ranked, FailsBefore);
  RankFacilitiesResponse response;
  for (Ranked& one : ranked) {
    RankedFacility& facility = *response.add_facilities();
    facility = std::move(one.facility);
    facility.set_rank(response.facilities_size());
    one.problems.resize(
        std::min(one.problems.size(), limits::kMaxProblemsShown));
    for (Problem& problem : one.problems) {
      *facility.add_problems() = std::move(problem);
    }
  }
  response.set_total_size(response.facilities_size());
  SetHead(facts, parts, now, response);
  return response;
}

}  // namespace epiledger::gateway
