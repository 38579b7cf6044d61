#include "services/gateway/bulletin/county_facts.h"

#include "services/rpc/names.h"

namespace epiledger::gateway {
namespace {

constexpr int kChinaOffsetMinutes = 480;
constexpr int kSecondsPerMinute = 60;

absl::TimeZone ZoneOf(const readiness::v1::CountySummary& summary) {
  const int minutes = summary.has_utc_offset_minutes()
                          ? summary.utc_offset_minutes()
                          : kChinaOffsetMinutes;
  return absl::FixedTimeZone(minutes * kSecondsPerMinute);
}

std::string NameIn(const std::map<std::string, std::string>& names,
                   const std::string& name) {
  const auto found = names.find(name);
  return found != names.end() && !found->second.empty()
             ? found->second
             : std::string(rpc::LastSegment(name));
}

}  // namespace

CountyFacts::CountyFacts(const command::v1::Overview& overview,
                         const MoneyTraces* traces)
    : overview_(overview),
      traces_(traces),
      zone_(ZoneOf(overview.readiness().summary())) {
  for (const auto& facility : readiness().facilities()) {
    facilities_[facility.facility()] = facility.display_name();
  }
  for (const auto& open : readiness().findings().findings()) {
    findings_[open.finding().name()] = open.finding().description();
  }
  for (const auto& item : overview.supplies().items()) {
    items_[item.item()] = item.display_name();
    units_[item.item()] = item.base_unit();
  }
}

google::protobuf::Timestamp CountyFacts::shown_time() const {
  if (HasReadiness()) return readiness().judge_time();
  if (HasSupplies()) return overview_.supplies().judge_time();
  return overview_.money().status().data_time();
}

std::string CountyFacts::FacilityName(const std::string& name) const {
  return NameIn(facilities_, name);
}

std::string CountyFacts::ItemName(const std::string& name) const {
  return NameIn(items_, name);
}

std::string CountyFacts::SubjectName(const std::string& name) const {
  const auto finding = findings_.find(name);
  return finding == findings_.end() ? ItemName(name) : finding->second;
}

std::string CountyFacts::UnitOf(const std::string& item) const {
  const auto found = units_.find(item);
  return found == units_.end() ? "" : found->second;
}

}  // namespace epiledger::gateway
