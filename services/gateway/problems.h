// Problems: what fails at the facilities of a county, one source after the
// other. Pure functions of what the services said.
#ifndef EPILEDGER_SERVICES_GATEWAY_PROBLEMS_H_
#define EPILEDGER_SERVICES_GATEWAY_PROBLEMS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "epiledger/command/v1/ranking.pb.h"
#include "epiledger/command/v1/standing.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/gateway/part.h"

namespace epiledger::gateway {

// What the services said of a county, and by name what is looked up in it.
struct Facts {
  // Null while nothing was ever seen.
  const supplies::v1::CountySummary* supplies = nullptr;
  // Null with it.
  const Stocks* stocks = nullptr;
  const readiness::v1::CountySummary* readiness = nullptr;
  // The day judged at; nothing while no service says it.
  std::optional<absl::CivilDay> today;
  std::map<std::string, const readiness::v1::FacilitySummary*> facilities;
  // How the four-in-place and plans of facilities stand by what is recorded.
  std::vector<command::v1::DimensionStanding> standings;
  // Display names of items.
  std::map<std::string, std::string> items;
};

// The facts point into `parts`.
[[nodiscard]] Facts FactsOf(const Parts& parts);

// By facility, in no order.
using Problems = std::map<std::string, std::vector<command::v1::Problem>>;

// All problems of all facilities that a service speaks of; a facility without
// one has an empty list.
[[nodiscard]] Problems FindProblems(const Facts& facts);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_PROBLEMS_H_
