#include "services/readiness/form_rules.h"

#include <set>
#include <utility>

#include "google/protobuf/util/message_differencer.h"
#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/built_in_forms.h"
#include "services/readiness/decisions.h"
#include "services/readiness/evidence_rules.h"
#include "services/readiness/form_book.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::State;

// The first thing that stays for ever and was said otherwise; empty: nothing.
std::string_view ChangedForEver(const v1::Indicator& old,
                                const v1::Indicator& said) {
  if (old.unit() != said.unit()) return "unit";
  if (old.kind() != said.kind()) return "kind";
  v1::Indicator before;
  *before.mutable_wholes() = old.wholes();
  v1::Indicator after;
  *after.mutable_wholes() = said.wholes();
  using google::protobuf::util::MessageDifferencer;
  return MessageDifferencer::Equals(before, after) ? "" : "wholes";
}

// Wholes must be there, and a ratio is of one kind.
std::optional<journal::Refusal> CheckWholes(const v1::Indicator& indicator,
                                            std::string_view county,
                                            State& state) {
  for (const v1::Indicator::Whole& whole : indicator.wholes()) {
    const auto found =
        IndicatorOf(county, rpc::LastSegment(whole.indicator()), state);
    if (!found.has_value()) {
      return Missing("INDICATOR_NOT_FOUND", whole.indicator());
    }
    if (whole.is_ratio() && found->kind() != indicator.kind()) {
      return Refuse("RATIO_OF_ANOTHER_KIND", {{"whole", whole.indicator()}});
    }
  }
  return std::nullopt;
}

// That form alone, where there is one.
FormBook FormsOf(std::string_view county, std::string_view form_id,
                 State& state) {
  FormBook forms;
  if (form_id.empty()) return forms;
  auto form = state.Get<v1::Form>(kForms, form_id);
  if (!form.has_value()) form = BuiltInForm(county, form_id);
  if (form.has_value()) forms.Put(*std::move(form));
  return forms;
}

// Whether the version may follow those of `form`: what was due already is not
// judged anew, by the version before or by the new one.
std::optional<journal::Refusal> CheckVersion(const v1::Form& form,
                                             const v1::FormVersion& version,
                                             const DecisionContext& context,
                                             State& state) {
  if (form.versions_size() >= limits::kMaxFormVersions) {
    return Refuse(
        "TOO_MANY_VERSIONS",
        {{"form", form.name()}, {"limit", Concat(limits::kMaxFormVersions)}});
  }
  const v1::FormVersion& newest = form.versions(form.versions_size() - 1);
  const absl::CivilDay from = ToDay(version.valid_from());
  if (newest.has_valid_from() && from <= ToDay(newest.valid_from())) {
    return Refuse("VERSION_NOT_NEWER",
                  {{"found", ToText(from)},
                   {"newest", ToText(ToDay(newest.valid_from()))}});
  }
  const ReportCalendar calendar =
      CalendarOf(context.book.county, rpc::LastSegment(form.name()), state);
  for (const v1::FormVersion* of : {&newest, &version}) {
    const absl::Time due = calendar.DueTime(*of, from);
    if (due >= context.record_time) continue;
    return Refuse("ALREADY_DUE",
                  {{"date", ToText(from)}, {"due", ToText(due)}});
  }
  return std::nullopt;
}

}  // namespace

std::optional<v1::Indicator> IndicatorOf(std::string_view county,
                                         std::string_view id, State& state) {
  if (auto said = state.Get<v1::Indicator>(kIndicators, id)) return said;
  return BuiltInIndicator(county, id);
}

ReportCalendar CalendarOf(std::string_view county, std::string_view form_id,
                          State& state) {
  return {book::GenesisOf(state),
          state.Get<v1::ReportSchedule>(kSchedules, kScheduleKey)
              .value_or(v1::ReportSchedule()),
          FormsOf(county, form_id, state)};
}

absl::Status ValidateSetIndicator(const v1::SetIndicatorRequest& request) {
  const v1::Indicator& indicator = request.indicator();
  std::set<std::string> wholes;
  for (int i = 0; i < indicator.wholes_size(); ++i) {
    const std::string& whole = indicator.wholes(i).indicator();
    const std::string field = Concat("indicator.wholes[", i, "].indicator");
    if (whole == request.name()) {
      return rpc::InvalidField(field, "PART_OF_ITSELF", {{"found", whole}});
    }
    if (!wholes.insert(whole).second) {
      return rpc::InvalidField(field, "LISTED_TWICE", {{"found", whole}});
    }
  }
  if (indicator.most() != 0 && indicator.most() < indicator.least()) {
    return rpc::InvalidField("indicator.least", "RANGE_TURNED_ROUND");
  }
  return absl::OkStatus();
}

Decision DecideSetIndicator(const v1::SetIndicatorRequest& request,
                            const DecisionContext& context, State& state) {
  const std::string id(rpc::LastSegment(request.name()));
  const auto old = IndicatorOf(context.book.county, id, state);
  const int64_t revision = old.has_value() ? old->revision() : 0;
  if (revision != request.revision()) {
    return Refuse("INDICATOR_CHANGED", {{"name", request.name()},
                                        {"found", Concat(request.revision())},
                                        {"revision", Concat(revision)}});
  }
  v1::Indicator indicator = request.indicator();
  if (old.has_value()) {
    const std::string_view changed = ChangedForEver(*old, indicator);
    if (!changed.empty()) {
      return Refuse("INDICATOR_FIXED", {{"name", request.name()},
                                        {"field", std::string(changed)}});
    }
  }
  if (auto refusal = CheckWholes(indicator, context.book.county, state)) {
    return *std::move(refusal);
  }
  indicator.set_name(request.name());
  indicator.set_revision(revision + 1);
  Accepted accepted;
  Record(kIndicators, id, indicator, accepted);
  return accepted;
}

absl::Status ValidateAddFormVersion(const v1::AddFormVersionRequest& request) {
  const v1::FormVersion& version = request.version();
  if (version.questions().empty() && !version.asks_four_in_place()) {
    return rpc::InvalidField("version.questions", "EMPTY_FORM");
  }
  if (version.questions_size() > limits::kMaxFormQuestions) {
    return rpc::InvalidField("version.questions", "TOO_MANY_QUESTIONS",
                             {{"found", Concat(version.questions_size())},
                              {"limit", Concat(limits::kMaxFormQuestions)}});
  }
  std::set<std::string> asked;
  for (int i = 0; i < version.questions_size(); ++i) {
    const std::string& indicator = version.questions(i).indicator();
    if (asked.insert(indicator).second) continue;
    return rpc::InvalidField(Concat("version.questions[", i, "].indicator"),
                             "LISTED_TWICE", {{"found", indicator}});
  }
  return ValidateRules(version);
}

Decision DecideAddFormVersion(const v1::AddFormVersionRequest& request,
                              const DecisionContext& context, State& state) {
  const std::string id(rpc::LastSegment(request.name()));
  const FormBook forms = FormsOf(context.book.county, id, state);
  v1::Form form = request.form();
  form.set_name(request.name());
  v1::FormVersion version = request.version();
  if (const v1::Form* const old = forms.Find(id)) {
    *form.mutable_versions() = old->versions();
    if (auto refusal = CheckVersion(form, version, context, state)) {
      return *std::move(refusal);
    }
  }
  for (v1::FormQuestion& question : *version.mutable_questions()) {
    auto indicator = IndicatorOf(context.book.county,
                                 rpc::LastSegment(question.indicator()), state);
    if (!indicator.has_value()) {
      return Missing("INDICATOR_NOT_FOUND", question.indicator());
    }
    *question.mutable_rules() = *std::move(indicator);
  }
  version.set_version(form.versions_size() + 1);
  *version.mutable_record_time() = ToTimestamp(context.record_time);
  version.set_subject(context.subject);
  *form.add_versions() = std::move(version);
  Accepted accepted;
  Record(kForms, id, form, accepted);
  return accepted;
}

}  // namespace epiledger::readiness
