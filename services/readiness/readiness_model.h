// ReadinessModel: a health bureau's notes, and the answers worked out from
// them. It keeps every version of everything in plain lists and looks through
// all of it for each answer; it shares no code with rules or reads. For tests.
#ifndef EPILEDGER_SERVICES_READINESS_READINESS_MODEL_H_
#define EPILEDGER_SERVICES_READINESS_READINESS_MODEL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/register_service.pb.h"

namespace epiledger::readiness {

// All versions of one kind of thing, by key and the entry that made them.
template <typename Body>
class Versions {
 public:
  void Put(const std::string& key, int64_t sequence, Body body) {
    all_[key].emplace_back(sequence, std::move(body));
  }

  [[nodiscard]] std::optional<Body> At(const std::string& key,
                                       int64_t sequence) const {
    std::optional<Body> newest;
    const auto versions = all_.find(key);
    if (versions == all_.end()) return newest;
    for (const auto& [made, body] : versions->second) {
      if (made <= sequence) newest = body;
    }
    return newest;
  }

  // Those whose key begins with `prefix`, in order of their keys.
  [[nodiscard]] std::map<std::string, Body> AllAt(
      int64_t sequence, const std::string& prefix = "") const {
    std::map<std::string, Body> known;
    for (const auto& [key, versions] : all_) {
      if (!key.starts_with(prefix)) continue;
      if (auto body = At(key, sequence)) known.emplace(key, *std::move(body));
    }
    return known;
  }

  // Whether known yet or not.
  [[nodiscard]] std::vector<std::string> Keys() const {
    std::vector<std::string> keys;
    for (const auto& [key, versions] : all_) keys.push_back(key);
    return keys;
  }

 private:
  std::map<std::string, std::vector<std::pair<int64_t, Body>>> all_;
};

// What was known at `sequence`, judged at `judge`.
struct ModelPoint {
  int64_t sequence = INT64_MAX;
  absl::Time judge;
};

// Name and telephone of a person, as they are now.
struct Person {
  std::string display_name;
  std::string telephone;
};

class ReadinessModel {
 public:
  // Keys are ids; of tokens `{subject}/{token}`, of reports
  // `{facility}/{date}`.
  Versions<v1::Organization> organizations;
  Versions<v1::Facility> facilities;
  Versions<v1::Subject> subjects;
  Versions<v1::Token> tokens;
  Versions<v1::Report> reports;
  // Key ``.
  Versions<v1::ReportSchedule> schedule;
  std::map<std::string, Person> people;

  // When the report for a date is due, as known at `sequence`.
  [[nodiscard]] absl::Time Due(absl::CivilDay date, int64_t sequence) const;
  [[nodiscard]] static absl::CivilDay DayAt(absl::Time time);

  [[nodiscard]] v1::ReportSchedule Schedule(int64_t sequence) const;
  // With what is known of the person now.
  [[nodiscard]] v1::Subject WithPerson(v1::Subject subject) const;
  // Without `read_at`.
  [[nodiscard]] v1::ListReportStatusesResponse Statuses(
      ModelPoint at, absl::CivilDay date) const;
  // Without `read_at` and `data_time`.
  [[nodiscard]] v1::CountySummary Summary(ModelPoint at) const;

 private:
  [[nodiscard]] std::optional<v1::Report> ReportOf(const v1::Facility& facility,
                                                   absl::CivilDay date,
                                                   int64_t sequence) const;
  [[nodiscard]] v1::ReportStatus StatusOf(const v1::Facility& facility,
                                          absl::CivilDay date,
                                          ModelPoint at) const;
  [[nodiscard]] v1::Contact ContactOf(const std::string& subject) const;
  // The newest date that is owed and due.
  [[nodiscard]] std::optional<absl::CivilDay> LastDue(
      const v1::Facility& facility, ModelPoint at) const;
  [[nodiscard]] v1::FacilitySummary SummaryOf(const v1::Facility& facility,
                                              ModelPoint at) const;
  [[nodiscard]] v1::OverdueReport OverdueOf(const v1::Facility& facility,
                                            absl::CivilDay last,
                                            ModelPoint at) const;
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_READINESS_MODEL_H_
