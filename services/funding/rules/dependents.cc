#include "services/funding/rules/dependents.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "epiledger/funding/v1/proposal.pb.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/original_write.h"
#include "services/funding/rules/reversible.h"
#include "services/limits.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::funding {

using ledger::Position;

namespace {

// What an entry did; nothing where it was refused.
std::optional<journal::v1::Effects> EffectsOf(int64_t sequence,
                                              ledger::State& state) {
  const auto frame = state.recorded().Find(sequence);
  if (!frame.has_value() || !frame->accepted()) return std::nullopt;
  std::optional<journal::v1::Effects> effects(std::in_place);
  effects->ParseFromString(frame->event);
  return effects;
}

// Whether an entry has only to do with a proposal that nobody waits for any
// more.
bool IsProposalOver(const journal::v1::Effects& effects, absl::Time now,
                    ledger::State& state) {
  if (effects.resources().empty()) return false;
  const journal::v1::ResourceVersion& made = MainResource(effects);
  if (made.collection() != kProposals) return false;
  const auto proposal = state.Get<v1::Proposal>(kProposals, made.key());
  return !proposal.has_value() ||
         proposal->state() != v1::Proposal::STATE_OPEN ||
         now >= ToTime(proposal->expire_time());
}

// Name and amount of what an entry made, for people.
std::pair<std::string, int64_t> TellOf(
    const journal::v1::ResourceVersion& made) {
  if (made.collection() == kProposals) {
    v1::Proposal proposal;
    proposal.ParseFromString(made.body());
    return {proposal.name(), ToFen(proposal.amount())};
  }
  const ReversibleKind* kind = FindReversible(made.collection());
  if (kind == nullptr || kind->name == nullptr) return {made.collection(), 0};
  return {kind->name(made.body()), kind->amount(made.body())};
}

}  // namespace

Dependents::Dependents(int64_t sequence, absl::Time now, ledger::State& state)
    : sequence_(sequence), now_(now), state_(state) {}

bool Dependents::Stands(int64_t sequence) {
  const auto [it, is_new] = stands_.try_emplace(sequence, false);
  if (!is_new) return it->second;
  if (state_.Exists(kReversals, ReversalKey(sequence))) return false;
  const auto effects = EffectsOf(sequence, state_);
  it->second = effects.has_value() && effects->reverses() == 0 &&
               !IsProposalOver(*effects, now_, state_);
  return it->second;
}

void Dependents::AddVersions(std::string_view collection,
                             const std::string& key, const std::string& body) {
  for (const auto& version : state_.resources().VersionsOf(collection, key)) {
    if (version.sequence > sequence_ && version.body != body &&
        Stands(version.sequence)) {
      found_.insert(version.sequence);
    }
  }
}

void Dependents::AddMoving(const std::string& account, Position from,
                           int64_t after, Side side) {
  state_.accounts().VisitSince(
      account, from, after, [&](const ledger::Accounts::Moved& moved) {
        if (side == Side::kTakes && moved.amount > 0) return true;
        if (side == Side::kGives && moved.amount < 0) return true;
        if (moved.sequence != sequence_ && Stands(moved.sequence)) {
          found_.insert(moved.sequence);
        }
        // More of them than a refusal names tell nothing new.
        return found_.size() <= limits::kMaxNamedEntries;
      });
}

void Dependents::AddMovers(const std::string& account) {
  AddMoving(account, ledger::kBeginning, sequence_, Side::kBoth);
}

void Dependents::AddTakers(const std::string& account, Position from) {
  AddMoving(account, from, sequence_, Side::kTakes);
  // Who took it on an earlier day has it on all days since.
  if (found_.empty()) {
    AddMoving(account, ledger::kBeginning, sequence_, Side::kTakes);
  }
  if (found_.empty()) AddMoving(account, from, 0, Side::kTakes);
}

void Dependents::LeaveOutCircles() {
  std::erase_if(found_, [this](int64_t taker) {
    std::set<int64_t> seen;
    return taker < sequence_ && LeadsBack(taker, seen);
  });
}

// An unfreezing gives back what a freezing of the same day took: once the money
// is gone, each would be short without the other, and to name one for the other
// would send people in a circle.
bool Dependents::LeadsBack(int64_t sequence, std::set<int64_t>& seen) {
  if (sequence == sequence_) return true;
  if (!seen.insert(sequence).second) return true;
  if (seen.size() > limits::kMaxNamedEntries) return false;
  const auto effects = EffectsOf(sequence, state_);
  if (!effects.has_value()) return false;
  const journal::v1::Effects original = OriginalWrite(*effects);
  const auto shortage = state_.Check(MovedBack(original, state_));
  if (!shortage.has_value()) return false;
  const std::string& account = shortage->account;
  const Position from = FirstDayIn(account, original);
  Dependents next(sequence, now_, state_);
  next.AddTakers(account, from);
  return !next.empty() &&
         std::all_of(next.found_.begin(), next.found_.end(),
                     [&](int64_t taker) { return LeadsBack(taker, seen); });
}

void Dependents::AddGivers(absl::Span<const std::string> accounts) {
  for (const int64_t after : {sequence_, int64_t{0}}) {
    for (const std::string& account : accounts) {
      AddMoving(account, ledger::kBeginning, after, Side::kGives);
    }
    if (!found_.empty()) return;
  }
}

journal::Refusal Dependents::ToRefusal() {
  std::map<std::string, std::string> metadata = {
      {"sequence", Concat(sequence_)}};
  std::string entries;
  size_t place = 0;
  for (const int64_t sequence : found_) {
    if (++place > limits::kMaxNamedEntries) {
      entries += ", …";
      break;
    }
    const auto effects = EffectsOf(sequence, state_);
    if (!effects.has_value() || effects->resources().empty()) continue;
    const journal::v1::ResourceVersion& made = MainResource(*effects);
    const auto& [name, amount] = TellOf(made);
    entries += Concat(entries.empty() ? "" : ", ", sequence, " (", name, ")");
    metadata[Concat("entry_", place)] = Concat(sequence);
    metadata[Concat("kind_", place)] = made.collection();
    metadata[Concat("resource_", place)] = name;
    metadata[Concat("amount_", place)] = Concat(amount);
  }
  metadata["entries"] = entries;
  return Refuse("LATER_ENTRIES_DEPEND", std::move(metadata));
}

}  // namespace epiledger::funding
