#include "services/readiness/people.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/book/person.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"

namespace epiledger::readiness {
namespace {

constexpr std::array<auth::v1::Role, 3> kSeeNames = {
    auth::v1::ROLE_OPERATOR, auth::v1::ROLE_HEADQUARTERS,
    auth::v1::ROLE_SUPERVISION};

}  // namespace

bool MaySeeNames(const rpc::Caller& caller) {
  return caller.peer == auth::v1::PEER_GATEWAY ||
         std::any_of(
             kSeeNames.begin(), kSeeNames.end(),
             [&caller](auth::v1::Role role) { return caller.HasRole(role); });
}

absl::StatusOr<People> People::Read(host::ReadContext& context,
                                    const std::vector<std::string>& ids) {
  People people;
  if (!MaySeeNames(context.caller())) return people;
  ledger::Snapshot& snapshot = context.snapshot();
  auto fields =
      book::ReadPersonalOf(snapshot.transaction(), snapshot.head().book, ids);
  if (!fields.ok()) return fields.status();
  people.fields_ = *std::move(fields);
  return people;
}

std::string People::Find(std::string_view subject,
                         std::string_view field) const {
  const auto person = fields_.find(std::string(rpc::LastSegment(subject)));
  if (person == fields_.end()) return "";
  const auto found = person->second.find(std::string(field));
  return found == person->second.end() ? "" : found->second;
}

void People::Fill(v1::Subject& subject) const {
  subject.set_display_name(Find(subject.name(), kDisplayNameField));
  subject.set_telephone(Find(subject.name(), kTelephoneField));
}

std::string People::NameOf(std::string_view subject) const {
  return Find(subject, kDisplayNameField);
}

void People::Fill(v1::Token& token) const {
  token.set_handed_to_name(NameOf(token.handed_to()));
}

v1::Contact People::ContactOf(const std::string& subject) const {
  v1::Contact contact;
  contact.set_subject(subject);
  contact.set_display_name(Find(subject, kDisplayNameField));
  contact.set_telephone(Find(subject, kTelephoneField));
  return contact;
}

}  // namespace epiledger::readiness
