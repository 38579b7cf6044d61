#include "services/gateway/problems.h"

#include <utility>

#include "google/protobuf/descriptor.h"
#include "services/gateway/dates.h"
#include "services/gateway/shortage.h"
#include "services/gateway/standing.h"
#include "services/limits.h"

namespace epiledger::gateway {
namespace {

using command::v1::Problem;
using readiness::v1::FacilitySummary;
using readiness::v1::Finding;
using readiness::v1::InPlace;
using readiness::v1::Report;
using supplies::v1::FacilityStock;
using supplies::v1::Supply;

// The day that failing is counted to and from.
void FailOn(absl::CivilDay day, const Facts& facts, Problem& problem) {
  *problem.mutable_fails_on() = ToCivilDate(day);
  if (facts.today.has_value()) problem.set_days_left(day - *facts.today);
}

// A problem of `facility`, with the facility's contact.
Problem& AddProblem(const std::string& facility, Problem::Kind kind,
                    const Facts& facts, Problems& problems) {
  Problem& problem = problems[facility].emplace_back();
  problem.set_facility(facility);
  problem.set_kind(kind);
  const auto known = facts.facilities.find(facility);
  if (known == facts.facilities.end()) return problem;
  problem.set_display_name(known->second->display_name());
  if (known->second->has_contact()) {
    *problem.mutable_contact() = known->second->contact();
  }
  return problem;
}

// --- Goods.

std::optional<Problem::Kind> KindOf(const FacilityStock& stock) {
  if (stock.knowledge() == supplies::v1::KNOWLEDGE_UNKNOWN) {
    return Problem::KIND_NEVER_COUNTED;
  }
  if (IsShortage(stock)) return Problem::KIND_STOCK_OUT;
  if (stock.supply().state() == Supply::STATE_UNKNOWN) {
    return Problem::KIND_USE_UNKNOWN;
  }
  return std::nullopt;
}

// The day stock is used up. What is out and whose use is not known has been so
// since it was counted.
std::optional<absl::CivilDay> StockOutDay(const FacilityStock& stock,
                                          const Facts& facts) {
  if (stock.supply().has_stock_out_date()) {
    return ToCivilDay(stock.supply().stock_out_date());
  }
  if (!facts.today.has_value()) return std::nullopt;
  return *facts.today - stock.last_count_age_days();
}

void AddStock(const Facts& facts, Problems& problems) {
  if (facts.stocks == nullptr) return;
  for (const auto& shared : *facts.stocks) {
    const FacilityStock& stock = *shared;
    const std::optional<Problem::Kind> kind = KindOf(stock);
    if (!kind.has_value()) continue;
    Problem& problem = AddProblem(stock.facility(), *kind, facts, problems);
    problem.set_item(stock.item());
    const auto name = facts.items.find(stock.item());
    if (name != facts.items.end()) problem.set_item_display_name(name->second);
    *problem.mutable_supply() = stock.supply();
    if (stock.has_last_count_time()) {
      *problem.mutable_read_time() = stock.last_count_time();
      problem.set_subject(stock.last_count_subject());
    }
    if (*kind == Problem::KIND_NEVER_COUNTED) continue;
    problem.set_free(stock.free());
    if (*kind == Problem::KIND_USE_UNKNOWN) continue;
    const std::optional<absl::CivilDay> day = StockOutDay(stock, facts);
    if (day.has_value()) FailOn(*day, facts, problem);
  }
}

// --- Reports.

bool IsFiled(const readiness::v1::ReportStatus& status) {
  return status.revision() > 0;
}

// Owes reports, and neither figures nor a zero report came.
bool NeverReported(const FacilitySummary& facility) {
  const bool owes = facility.has_today() || facility.has_last_due();
  return owes && !facility.has_report() && !IsFiled(facility.today()) &&
         !IsFiled(facility.last_due());
}

void SetRead(const Report& report, Problem& problem) {
  if (report.has_revise_time()) {
    *problem.mutable_read_time() = report.revise_time();
  }
  problem.set_subject(report.subject());
}

void AddReports(const Facts& facts, Problems& problems) {
  if (facts.readiness == nullptr) return;
  for (const readiness::v1::OverdueReport& overdue :
       facts.readiness->overdue()) {
    Problem& problem = AddProblem(
        overdue.facility(), Problem::KIND_REPORT_OVERDUE, facts, problems);
    FailOn(ToCivilDay(overdue.missing_from()), facts, problem);
    problem.set_missing_days(overdue.missing_days());
    const auto facility = facts.facilities.find(overdue.facility());
    if (facility != facts.facilities.end() && facility->second->has_report()) {
      SetRead(facility->second->report(), problem);
    }
  }
  for (const FacilitySummary& facility : facts.readiness->facilities()) {
    if (!NeverReported(facility)) continue;
    AddProblem(facility.facility(), Problem::KIND_NEVER_REPORTED, facts,
               problems);
  }
}

// --- The facility's own judgement of the four-in-place.

std::optional<Problem::Kind> KindOf(const InPlace& place) {
  if (place.state() == InPlace::STATE_NOT_IN_PLACE) {
    return Problem::KIND_NOT_IN_PLACE;
  }
  if (place.has_absent_reason() &&
      place.absent_reason() != type::v1::ABSENT_REASON_NOT_APPLICABLE) {
    return Problem::KIND_PLACE_UNKNOWN;
  }
  return std::nullopt;
}

void AddPlacesOf(const FacilitySummary& facility, const Facts& facts,
                 Problems& problems) {
  const auto& places = facility.report().four_in_place();
  const auto& reflection = *places.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> fields;
  reflection.ListFields(places, &fields);
  for (const auto* const field : fields) {
    const auto& place =
        static_cast<const InPlace&>(reflection.GetMessage(places, field));
    const std::optional<Problem::Kind> kind = KindOf(place);
    if (!kind.has_value()) continue;
    Problem& problem = AddProblem(facility.facility(), *kind, facts, problems);
    problem.set_place(field->name());
    SetRead(facility.report(), problem);
    if (*kind == Problem::KIND_NOT_IN_PLACE) {
      FailOn(ToCivilDay(facility.report().report_date()), facts, problem);
    }
  }
}

void AddPlaces(const Facts& facts, Problems& problems) {
  if (facts.readiness == nullptr) return;
  for (const FacilitySummary& facility : facts.readiness->facilities()) {
    AddPlacesOf(facility, facts, problems);
  }
}

// --- The four-in-place and plans by what is recorded.

std::optional<Problem::Kind> KindOf(type::v1::Standing standing) {
  switch (standing) {
    case type::v1::STANDING_NOT_READY:
      return Problem::KIND_NOT_READY;
    case type::v1::STANDING_UNKNOWN:
      return Problem::KIND_STANDING_UNKNOWN;
    case type::v1::STANDING_AT_RISK:
      return Problem::KIND_AT_RISK;
    default:
      return std::nullopt;
  }
}

void AddStandings(const Facts& facts, Problems& problems) {
  for (const command::v1::DimensionStanding& standing : facts.standings) {
    const std::optional<Problem::Kind> kind = KindOf(standing.standing());
    if (!kind.has_value()) continue;
    Problem& problem = AddProblem(standing.facility(), *kind, facts, problems);
    problem.set_dimension(standing.dimension());
    for (const type::v1::EvidenceReason& reason : standing.reasons()) {
      if (problem.reasons_size() == limits::kMaxReasonsShown) break;
      *problem.add_reasons() = reason;
    }
    if (*kind == Problem::KIND_NOT_READY && facts.today.has_value()) {
      FailOn(*facts.today, facts, problem);
    }
  }
}

// --- Findings.

void AddFindings(const Facts& facts, Problems& problems) {
  if (facts.readiness == nullptr) return;
  for (const readiness::v1::OpenFinding& open :
       facts.readiness->findings().findings()) {
    if (open.finding().state() != Finding::STATE_OPEN) continue;
    Problem& problem =
        AddProblem(open.facility(), Problem::KIND_FINDING, facts, problems);
    FailOn(ToCivilDay(open.finding().due_date()), facts, problem);
    *problem.mutable_finding() = open.finding();
    if (open.has_contact()) *problem.mutable_contact() = open.contact();
  }
}

// --- Services that were never reached: nothing is known of what they keep.

void AddUnreached(const Facts& facts, Problems& problems) {
  for (const auto& [name, summary] :
       {std::pair<const char*, const google::protobuf::Message*>(
            "supplies", facts.supplies),
        std::pair<const char*, const google::protobuf::Message*>(
            "readiness", facts.readiness)}) {
    if (summary != nullptr) continue;
    for (const auto& [facility, found] : Problems(problems)) {
      AddProblem(facility, Problem::KIND_NEVER_REACHED, facts, problems)
          .set_service(name);
    }
  }
}

// Where problems come from; another source of them is another row.
using ProblemSource = void (*)(const Facts& facts, Problems& problems);
constexpr ProblemSource kProblemSources[] = {
    &AddStock, &AddReports, &AddPlaces, &AddStandings, &AddFindings,
    // After all that speak of facilities.
    &AddUnreached};

// The day that days left are counted from, where readiness does not say it.
std::optional<absl::CivilDay> DayOfStocks(const Stocks& stocks) {
  for (const auto& stock : stocks) {
    const Supply& supply = stock->supply();
    if (supply.has_stock_out_date() && supply.days_left() > 0) {
      return ToCivilDay(supply.stock_out_date()) - supply.days_left();
    }
  }
  return std::nullopt;
}

}  // namespace

Facts FactsOf(const Parts& parts) {
  Facts facts;
  facts.supplies =
      SummaryOf<supplies::v1::CountySummary>(SourceId::kSupplies, parts);
  facts.readiness =
      SummaryOf<readiness::v1::CountySummary>(SourceId::kReadiness, parts);
  if (facts.supplies != nullptr) {
    facts.stocks = &StocksOf(parts);
    facts.today = DayOfStocks(*facts.stocks);
    for (const supplies::v1::ItemSummary& item : facts.supplies->items()) {
      facts.items.emplace(item.item(), item.display_name());
    }
  }
  if (facts.readiness != nullptr) {
    facts.today = ToCivilDay(facts.readiness->date());
    facts.standings = StandingsOf(
        "", parts, {.supplies_by_facility = true, .readiness = true});
    for (const FacilitySummary& facility : facts.readiness->facilities()) {
      facts.facilities.emplace(facility.facility(), &facility);
    }
  }
  return facts;
}

Problems FindProblems(const Facts& facts) {
  Problems problems;
  for (const auto& [name, facility] : facts.facilities) problems[name];
  if (facts.stocks != nullptr) {
    for (const auto& stock : *facts.stocks) problems[stock->facility()];
  }
  for (const ProblemSource source : kProblemSources) source(facts, problems);
  return problems;
}

}  // namespace epiledger::gateway
