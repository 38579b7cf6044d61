#include "services/readiness/form_book.h"

#include <algorithm>
#include <utility>

#include "services/readiness/api_time.h"
#include "services/readiness/built_in_forms.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

struct OldForm {
  v1::ReportForm form;
  std::string_view id;
};
constexpr OldForm kOldForms[] = {
    {v1::REPORT_FORM_HOSPITAL_DAILY, kHospitalDaily},
    {v1::REPORT_FORM_TOWN_DAILY, kTownDaily},
};

std::string IdOf(const std::string& name, v1::ReportForm old) {
  return std::string(name.empty() ? IdOfOldForm(old) : rpc::LastSegment(name));
}

}  // namespace

std::string FormIdOf(const v1::Facility& facility) {
  return IdOf(facility.form_name(), facility.report_form());
}

std::string FormNameOf(const v1::Facility& facility) {
  const std::string id = FormIdOf(facility);
  const auto parts = rpc::MatchName(kFacilityName, facility.name());
  if (id.empty() || !parts.has_value()) return "";
  return rpc::MakeName(kFormName, {(*parts)[0], id});
}

std::string FormIdOf(const v1::Report& report) {
  return IdOf(report.form_name(), report.form());
}

v1::ReportForm OldFormOf(std::string_view form_id) {
  for (const OldForm& old : kOldForms) {
    if (old.id == form_id) return old.form;
  }
  return v1::REPORT_FORM_UNSPECIFIED;
}

std::string_view IdOfOldForm(v1::ReportForm form) {
  for (const OldForm& old : kOldForms) {
    if (old.form == form) return old.id;
  }
  return "";
}

const v1::FormQuestion* FindQuestion(const v1::FormVersion& version,
                                     std::string_view indicator_id) {
  for (const v1::FormQuestion& question : version.questions()) {
    if (rpc::LastSegment(question.indicator()) == indicator_id) {
      return &question;
    }
  }
  return nullptr;
}

bool Asks(const v1::FormVersion& version, std::string_view indicator_id,
          v1::Facility::Kind kind) {
  const v1::FormQuestion* const question = FindQuestion(version, indicator_id);
  return question != nullptr && Asks(*question, kind);
}

bool Asks(const v1::FormQuestion& question, v1::Facility::Kind kind) {
  const auto& reporters = question.rules().reporters();
  return reporters.empty() ||
         std::find(reporters.begin(), reporters.end(), kind) != reporters.end();
}

FormBook::FormBook(std::string_view county) {
  for (v1::Form& form : BuiltInForms(county)) Put(std::move(form));
}

void FormBook::Put(v1::Form form) {
  std::string id(rpc::LastSegment(form.name()));
  forms_.insert_or_assign(std::move(id), std::move(form));
}

const v1::Form* FormBook::Find(std::string_view form_id) const {
  const auto found = forms_.find(form_id);
  return found == forms_.end() ? nullptr : &found->second;
}

const v1::FormVersion* FormBook::VersionAt(std::string_view form_id,
                                           absl::CivilDay date) const {
  const v1::Form* const form = Find(form_id);
  if (form == nullptr) return nullptr;
  const v1::FormVersion* holds = &form->versions(0);
  for (const v1::FormVersion& version : form->versions()) {
    if (version.has_valid_from() && ToDay(version.valid_from()) > date) break;
    holds = &version;
  }
  return holds;
}

const v1::FormVersion* FormBook::VersionOf(const v1::Report& report) const {
  const v1::Form* const form = Find(FormIdOf(report));
  if (form == nullptr) return nullptr;
  for (const v1::FormVersion& version : form->versions()) {
    if (version.version() == report.form_version()) return &version;
  }
  return &form->versions(0);
}

}  // namespace epiledger::readiness
