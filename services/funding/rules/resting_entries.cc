#include "services/funding/rules/resting_entries.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "epiledger/funding/v1/funding.pb.h"
#include "epiledger/funding/v1/liability.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/original_write.h"
#include "services/funding/rules/purse.h"
#include "services/funding/rules/resting_cash.h"
#include "services/funding/rules/resting_orders.h"
#include "services/funding/rules/used_accounts.h"
#include "services/funding/rules/would_be.h"
#include "services/text.h"

namespace epiledger::funding {

using journal::v1::Effects;
using journal::v1::Movement;
using journal::v1::ResourceVersion;
using ledger::Position;
using ledger::State;

bool IsFirstVersion(const ResourceVersion& made, int64_t sequence,
                    State& state) {
  const auto versions =
      state.resources().VersionsOf(made.collection(), made.key());
  return !versions.empty() && versions.front().sequence == sequence;
}

namespace {

// Whether an account holds money of an allocation, or cash of it.
bool HoldsMoney(const std::string& account) {
  const auto begins_with = [&account](const std::string& prefix) {
    return account.starts_with(prefix);
  };
  return begins_with(AvailablePrefix("")) ||
         begins_with(FigurePrefix(kFrozen, "")) ||
         begins_with(FigurePrefix(kDisbursed, "")) ||
         begins_with(FigurePrefix(kAdvanced, "")) ||
         std::any_of(kStages.begin(), kStages.end(), [&](Stage stage) {
           return begins_with(StagePrefix(stage, ""));
         });
}

}  // namespace

std::set<std::string> AllocationsMovedBy(const Effects& effects) {
  std::set<std::string> allocations;
  for (const Movement& movement : effects.movements()) {
    for (const std::string* name : {&movement.source(), &movement.target()}) {
      if (HoldsMoney(*name)) {
        allocations.insert(ParseAllocationAccount(*name).allocation);
      }
    }
  }
  return allocations;
}

namespace {

template <typename Resource>
Resource BodyOf(const ResourceVersion& made) {
  Resource resource;
  resource.ParseFromString(made.body());
  return resource;
}

void AddUsers(const ResourceVersion& made, State& state,
              Dependents& dependents) {
  const std::vector<std::string> accounts = UsedAccountsOf(made, state);
  std::vector<ledger::AccountNeed> needs;
  needs.reserve(accounts.size());
  for (const std::string& account : accounts) {
    needs.push_back({account, ledger::kBeginning});
  }
  state.accounts().Load(needs);
  for (const std::string& account : accounts) dependents.AddMovers(account);
}

// A purpose has no account of its own, and an allocation that only takes up
// what is carried over moved none of its fund: whoever states them is looked
// through.
bool StatesName(const v1::Allocation& allocation, const std::string& name) {
  return allocation.fund() == name || FindShare(allocation, name) != nullptr;
}

bool StatesName(const v1::Liability& liability, const std::string& name) {
  return liability.purpose() == name;
}

template <typename Resource>
void AddStating(std::string_view collection, const std::string& name,
                State& state, Dependents& dependents) {
  for (const auto& [key, body] : state.resources().All(collection)) {
    Resource resource;
    resource.ParseFromString(body);
    if (!resource.reversed_by().empty() || !StatesName(resource, name))
      continue;
    const auto versions = state.resources().VersionsOf(collection, key);
    if (!versions.empty()) dependents.Add(versions.front().sequence);
  }
}

void AddVersionsAndUsers(int64_t sequence, const ResourceVersion& made,
                         State& state, Dependents& dependents) {
  // Invoices are added up: what came later stays, see rules/invoices.
  if (made.collection() == kInvoices || made.collection() == kInvoiceParts) {
    return;
  }
  dependents.AddVersions(made.collection(), made.key(), made.body());
  if (!IsFirstVersion(made, sequence, state)) return;
  AddUsers(made, state, dependents);
  if (made.collection() == kFunds) {
    AddStating<v1::Allocation>(kAllocations, BodyOf<v1::Fund>(made).name(),
                               state, dependents);
  }
  if (made.collection() == kPurposes) {
    const std::string name = BodyOf<v1::Purpose>(made).name();
    AddStating<v1::Allocation>(kAllocations, name, state, dependents);
    AddStating<v1::Liability>(kLiabilities, name, state, dependents);
  }
}

// Who closed an allocation found nothing open in it: that must stay so.
void AddClosings(const Effects& original, Dependents& dependents) {
  for (const std::string& key : AllocationsMovedBy(original)) {
    dependents.AddVersions(kAllocations, key, "");
  }
}

// Accounts that are never both open on a day, as they begin: goods and cash of
// an order's line, and cash and what was advanced on an own account.
struct Meeting {
  std::string first;
  std::string second;
};
std::vector<Meeting> MeetingsOf() {
  return {{StagePrefix(Stage::kPrepaid, ""), StagePrefix(Stage::kAccrued, "")},
          {FigurePrefix(kDisbursed, ""), FigurePrefix(kAdvanced, "")}};
}

// What stands behind these in the names of the accounts an entry touched.
std::set<std::string> PathsOf(const Meeting& meeting, const Effects& effects) {
  std::set<std::string> paths;
  for (const Movement& movement : effects.movements()) {
    for (const std::string* name : {&movement.source(), &movement.target()}) {
      for (const std::string* prefix : {&meeting.first, &meeting.second}) {
        if (name->starts_with(*prefix)) {
          paths.insert(name->substr(prefix->size()));
        }
      }
    }
  }
  return paths;
}

// Where both would stand open on a day, later entries were reckoned with this
// one.
void AddMeeting(const std::string& first, const std::string& second,
                const Effects& reverse, State& state, Dependents& dependents) {
  const WouldBe would_be(reverse, state);
  for (const Position day : would_be.DaysOf({first, second})) {
    if (would_be.At(first, day) <= 0 || would_be.At(second, day) <= 0) continue;
    dependents.AddMovers(first);
    dependents.AddMovers(second);
    if (dependents.empty()) {
      dependents.AddTakers(first, ledger::kBeginning);
      dependents.AddTakers(second, ledger::kBeginning);
    }
    // Who took from either was reversed since: then who gave to them.
    if (dependents.empty()) dependents.AddGivers({first, second});
    return;
  }
}

void AddMeetings(const Effects& reverse, State& state, Dependents& dependents) {
  for (const Meeting& meeting : MeetingsOf()) {
    for (const std::string& path : PathsOf(meeting, reverse)) {
      AddMeeting(meeting.first + path, meeting.second + path, reverse, state,
                 dependents);
    }
  }
}

}  // namespace

void AddResting(int64_t sequence, const Effects& original,
                const Effects& reverse, State& state, Dependents& dependents) {
  for (const ResourceVersion& made : original.resources()) {
    AddVersionsAndUsers(sequence, made, state, dependents);
  }
  AddClosings(original, dependents);
  AddGoneOn(sequence, original, state, dependents);
  if (!dependents.empty()) return;
  if (const auto shortage = state.Check(reverse)) {
    dependents.AddTakers(shortage->account,
                         FirstDayIn(shortage->account, original));
    dependents.LeaveOutCircles();
    return;
  }
  AddMeetings(reverse, state, dependents);
  AddRestingCash(reverse, state, dependents);
}

std::optional<journal::Refusal> CheckCovered(int64_t sequence,
                                             const Effects& reverse,
                                             State& state) {
  const auto shortage = state.Check(reverse);
  if (!shortage.has_value()) return std::nullopt;
  return Refuse("LEAVES_SHORT", {{"sequence", Concat(sequence)},
                                 {"account", shortage->account},
                                 {"available", Concat(shortage->available)},
                                 {"needed", Concat(shortage->needed)},
                                 {"date", ToText(shortage->position)}});
}

}  // namespace epiledger::funding
