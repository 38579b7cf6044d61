// FormBook: the forms of a county and what they ask: built in, or as the county
// has said since. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_FORM_BOOK_H_
#define EPILEDGER_SERVICES_READINESS_FORM_BOOK_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/time/civil_time.h"
#include "epiledger/readiness/v1/form.pb.h"
#include "epiledger/readiness/v1/readiness.pb.h"
#include "epiledger/readiness/v1/register.pb.h"

namespace epiledger::readiness {

// The id of the form a facility owes; empty when it owes none. Facilities that
// were recorded before forms had names say it by their `report_form`.
[[nodiscard]] std::string FormIdOf(const v1::Facility& facility);
// Its name; empty when it owes none.
[[nodiscard]] std::string FormNameOf(const v1::Facility& facility);
// The id of the form a report was filed with.
[[nodiscard]] std::string FormIdOf(const v1::Report& report);
// UNSPECIFIED for a form that is known by its name alone.
[[nodiscard]] v1::ReportForm OldFormOf(std::string_view form_id);
// The id of an old form; empty for none.
[[nodiscard]] std::string_view IdOfOldForm(v1::ReportForm form);

// The question about an indicator, by its id; null when there is none.
[[nodiscard]] const v1::FormQuestion* FindQuestion(
    const v1::FormVersion& version, std::string_view indicator_id);
// Whether the question is put to a facility of that kind.
[[nodiscard]] bool Asks(const v1::FormQuestion& question,
                        v1::Facility::Kind kind);
// Whether a facility of that kind is asked for an indicator, by its id.
[[nodiscard]] bool Asks(const v1::FormVersion& version,
                        std::string_view indicator_id, v1::Facility::Kind kind);

class FormBook {
 public:
  // Without any form.
  FormBook() = default;
  // What is built in; `county` is an id.
  explicit FormBook(std::string_view county);

  // Takes the place of what is built in by that name.
  void Put(v1::Form form);

  // Null when there is no such form. Pointers last until the next Put.
  [[nodiscard]] const v1::Form* Find(std::string_view form_id) const;
  // The version that holds on a day; null when there is no such form.
  [[nodiscard]] const v1::FormVersion* VersionAt(std::string_view form_id,
                                                 absl::CivilDay date) const;
  // The version a report was filed with; of reports that were filed before
  // forms had versions, the first.
  [[nodiscard]] const v1::FormVersion* VersionOf(
      const v1::Report& report) const;
  // By id.
  [[nodiscard]] const std::map<std::string, v1::Form, std::less<>>& forms()
      const {
    return forms_;
  }

 private:
  std::map<std::string, v1::Form, std::less<>> forms_;
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FORM_BOOK_H_
