// ReportCalendar: when daily reports are due in a county. Pure.
//
// The form a facility owes may say so; where it does not, the county's schedule
// does. A report about a civil date is due a number of minutes after that date
// begins in the county's zone: 600 is 10:00, 1,560 is 02:00 of the next day.
// Recorded at that instant it is on time; due it is when the instant is over.
#ifndef EPILEDGER_SERVICES_READINESS_REPORT_CALENDAR_H_
#define EPILEDGER_SERVICES_READINESS_REPORT_CALENDAR_H_

#include <optional>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/readiness/v1/readiness.pb.h"
#include "services/readiness/form_book.h"

namespace epiledger::readiness {

class ReportCalendar {
 public:
  // A schedule without rules means 10:00 of every day.
  ReportCalendar(journal::v1::Genesis county, v1::ReportSchedule schedule,
                 FormBook forms);

  // The county's civil day at an instant.
  [[nodiscard]] absl::CivilDay DayAt(absl::Time time) const;

  // By the schedule alone.
  [[nodiscard]] absl::Time DueTime(absl::CivilDay date) const;
  // Of a form's version.
  [[nodiscard]] absl::Time DueTime(const v1::FormVersion& version,
                                   absl::CivilDay date) const;
  // Of the form that `facility` owes.
  [[nodiscard]] absl::Time DueTime(const v1::Facility& facility,
                                   absl::CivilDay date) const;

  [[nodiscard]] bool IsDue(const v1::Facility& facility, absl::CivilDay date,
                           absl::Time judge) const {
    return judge > DueTime(facility, date);
  }

  // The newest date a report of `facility` is due for at `judge`; nothing when
  // it owes none for the newest dates that are due.
  [[nodiscard]] std::optional<absl::CivilDay> LastDue(
      const v1::Facility& facility, absl::Time judge) const;

  [[nodiscard]] const FormBook& forms() const { return forms_; }
  [[nodiscard]] const journal::v1::Genesis& county() const { return county_; }

 private:
  // `minutes` after `date` begins.
  [[nodiscard]] absl::Time TimeOf(absl::CivilDay date, int64_t minutes) const;

  journal::v1::Genesis county_;
  v1::ReportSchedule schedule_;
  FormBook forms_;
};

// Whether `facility` owes a report for `date`.
[[nodiscard]] bool Owes(const v1::Facility& facility, absl::CivilDay date);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_REPORT_CALENDAR_H_
