// CountyFacts: what a bulletin is written from, and the names of what is in it.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_COUNTY_FACTS_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_COUNTY_FACTS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "epiledger/command/v1/command.pb.h"
#include "epiledger/command/v1/trace_service.pb.h"
#include "google/protobuf/timestamp.pb.h"

namespace epiledger::gateway {

// Where the goods are that money was ordered for, of the first documents of the
// money's summary, in its order; nothing where a service could not say.
using MoneyTraces =
    std::vector<std::optional<command::v1::TraceFundingResponse>>;

// Read-only; the messages outlive it.
class CountyFacts {
 public:
  // `traces` is null where nobody asked for them.
  CountyFacts(const command::v1::Overview& overview, const MoneyTraces* traces);

  [[nodiscard]] const command::v1::Overview& overview() const {
    return overview_;
  }
  [[nodiscard]] const MoneyTraces* traces() const { return traces_; }
  // Whether the service was ever seen: without it nothing of it is known.
  [[nodiscard]] bool HasMoney() const {
    return overview_.money().has_summary();
  }
  [[nodiscard]] bool HasSupplies() const {
    return overview_.supplies().status().has_read_at();
  }
  [[nodiscard]] bool HasReadiness() const {
    return overview_.readiness().has_summary();
  }
  // Whether the caller's role is kept from what facilities have and say.
  [[nodiscard]] bool HidesFacilities() const {
    return overview_.readiness().status().has_read_at() && !HasReadiness();
  }
  [[nodiscard]] const readiness::v1::CountySummary& readiness() const {
    return overview_.readiness().summary();
  }
  // The moment that ages are counted from; of what was seen.
  [[nodiscard]] google::protobuf::Timestamp shown_time() const;

  // As shown; the id where no service tells another name.
  [[nodiscard]] std::string FacilityName(const std::string& name) const;
  [[nodiscard]] std::string ItemName(const std::string& name) const;
  // Of a finding what is wanting, as far as it is listed; of others as
  // ItemName.
  [[nodiscard]] std::string SubjectName(const std::string& name) const;
  // What one piece is called; empty where it is not known.
  [[nodiscard]] std::string UnitOf(const std::string& item) const;
  // The county's; where readiness was never seen, that of the whole country.
  [[nodiscard]] absl::TimeZone zone() const { return zone_; }

 private:
  const command::v1::Overview& overview_;
  const MoneyTraces* traces_;
  absl::TimeZone zone_;
  std::map<std::string, std::string> facilities_;
  std::map<std::string, std::string> items_;
  std::map<std::string, std::string> units_;
  // What is wanting, by finding.
  std::map<std::string, std::string> findings_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_COUNTY_FACTS_H_
