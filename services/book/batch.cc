#include "services/book/batch.h"

#include <algorithm>
#include <chrono>
#include <thread>
#include <utility>

#include "services/book/person.h"
#include "services/journal/field_hash.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

absl::Time WholeMicroseconds(absl::Time time) {
  return absl::FromUnixMicros(absl::ToUnixMicros(time));
}

// Rules know the accounts they look at; that sums stay countable is the book's
// own rule, whatever the command was.
journal::Refusal BalanceTooLarge(absl::string_view account) {
  return {absl::StatusCode::kFailedPrecondition,
          "BALANCE_TOO_LARGE",
          {{"account", std::string(account)},
           {"limit", Concat(limits::kMaxAmount)}}};
}

}  // namespace

Batch::Batch(BookState& book, std::vector<Command> commands, const Clock& clock,
             const journal::Incarnation& new_incarnation)
    : book_(book), clock_(clock), new_incarnation_(new_incarnation) {
  slots_.reserve(commands.size());
  for (Command& command : commands) {
    slots_.emplace_back().command = std::move(command);
  }
}

void Batch::Run() {
  for (Slot& slot : slots_) {
    slot.is_in_doubt = book_.ids_in_doubt.Contains(slot.command.key);
  }
  absl::Status status;
  for (int attempt = 1;; ++attempt) {
    status = book_.database->Write(
        [this](storage::WriteTransaction& t) { return Attempt(t); },
        {.resolves_doubt = true});
    if (is_undone_) status = absl::OkStatus();
    if (status.ok() || !TryAgain(status, attempt)) break;
  }
  status.ok() ? Succeed() : Fail(status);
}

void Batch::Succeed() {
  // A head that has moved is found by no packet that went astray.
  if (!entries_.empty()) book_.astray.reset();
  for (Slot& slot : slots_) {
    if (slot.is_in_doubt && book_.astray.has_value() &&
        !decided_before_.contains(slot.command.key)) {
      slot.result = OutcomeUnknown();
      book_.ids_in_doubt.Add(slot.command.key);
    } else {
      book_.ids_in_doubt.Remove(slot.command.key);
    }
  }
  if (is_undone_) return;
  book_.head = head_;
  book_.last_reading = reading_;
  book_.last_reading->head = head_;
}

void Batch::Fail(const absl::Status& status) {
  for (Slot& slot : slots_) {
    if (slot.is_in_doubt) {
      slot.result = OutcomeUnknown();
      book_.ids_in_doubt.Add(slot.command.key);
    } else {
      slot.result = status;
      book_.ids_in_doubt.Remove(slot.command.key);
    }
  }
}

// A lost connection is tried again on a new one. Once a COMMIT's answer is
// lost only the store itself can tell what became of it, so then the batch
// goes on asking until nobody waits any more. In doubt is every command whose
// id was part of it, also one that only repeated another of the batch.
//
// A taken key means that somebody else wrote the head or an id first: what was
// read is out of date, and the next attempt finds theirs.
bool Batch::TryAgain(const absl::Status& status, int attempt) {
  const bool is_commit_lost = storage::IsCommitOutcomeUnknown(status);
  if (is_commit_lost && trusts_head_) book_.astray = expected_;
  bool must_ask = false;
  for (Slot& slot : slots_) {
    if (is_commit_lost && decided_here_.contains(slot.command.key)) {
      slot.is_in_doubt = true;
      slot.is_own_commit = slot.is_own_commit || slot.is_recorded;
    }
    must_ask = must_ask || slot.is_own_commit;
  }
  const bool lost_connection =
      absl::IsUnavailable(status) && !IsClockBehind(status);
  if (!lost_connection && !absl::IsAlreadyExists(status)) return false;
  if (!must_ask && attempt >= limits::kConnectionAttempts) return false;
  if (absl::Now() >= LatestDeadline()) return false;
  if (lost_connection) {
    std::this_thread::sleep_for(
        absl::ToChronoMilliseconds(limits::kReconnectPause));
  }
  return true;
}

absl::Time Batch::LatestDeadline() const {
  absl::Time latest = absl::InfinitePast();
  for (const Slot& slot : slots_) {
    latest = std::max(latest, slot.command.deadline);
  }
  return latest;
}

absl::Status Batch::Attempt(storage::WriteTransaction& transaction) {
  absl::Status status = Decide(transaction);
  if (status.ok() && trusts_head_ && HasUndecided()) {
    // Whether they were decided before only the store can tell.
    if (entries_.empty()) book_.head = expected_;
    status = Decide(transaction);
  }
  if (status.ok() && made_head_ && entries_.empty()) {
    // A head without a genesis must not stay: it would let others write.
    is_undone_ = true;
    return absl::CancelledError("nothing was recorded in a new book");
  }
  return status.ok() && !entries_.empty() ? Flush(transaction) : status;
}

absl::Status Batch::Decide(storage::WriteTransaction& transaction) {
  for (Slot& slot : slots_) {
    slot.is_recorded = false;
    slot.result.reset();
  }
  ++attempts_;
  decided_before_.clear();
  ForgetEntries();
  made_head_ = is_undone_ = false;
  absl::Status status = Open(transaction);
  if (status.ok()) status = RecordClockJump();
  return status.ok() ? DecideAll(transaction) : status;
}

void Batch::ForgetEntries() {
  decided_here_.clear();
  entries_.clear();
  keys_.clear();
  refusals_.clear();
  personal_.clear();
  erased_persons_.clear();
}

absl::Status Batch::LockHead(storage::WriteTransaction& transaction) {
  std::vector<journal::RequestKey> keys;
  keys.reserve(slots_.size() + 1);
  for (const Slot& slot : slots_) keys.push_back(slot.command.key);
  if (jump_.has_value()) keys.push_back(jump_->key);
  absl::StatusOr<journal::Opening> opening =
      journal::Open(transaction, book_.name, locked_.book, keys);
  if (!opening.ok()) return opening.status();
  decided_before_ = std::move(opening->decided);
  // Under the lock an earlier COMMIT is over, one way or the other, unless it
  // is still on its way and would find the head as it is.
  if (opening->head != book_.astray) book_.astray.reset();
  for (Slot& slot : slots_) {
    const bool is_there = decided_before_.contains(slot.command.key);
    slot.is_in_doubt =
        slot.is_in_doubt && (is_there || book_.astray.has_value());
    slot.is_own_commit = slot.is_own_commit && is_there;
  }
  if (!opening->head.has_value()) {
    const bool creates =
        std::any_of(slots_.begin(), slots_.end(),
                    [](const Slot& slot) { return slot.command.creates_book; });
    if (!creates) return absl::NotFoundError(book_.name.ResourceName());
    absl::StatusOr<journal::Head> made =
        journal::InsertHead(transaction, book_.name, new_incarnation_);
    if (!made.ok()) return made.status();
    made_head_ = true;
    opening->head = *made;
  }
  locked_ = head_ = *opening->head;
  return absl::OkStatus();
}

bool Batch::HasUndecided() const {
  return std::any_of(slots_.begin(), slots_.end(), [](const Slot& slot) {
    return !slot.result.has_value() || !slot.result->ok();
  });
}

bool Batch::MayTrustHead() const {
  return attempts_ == 1 && book_.undisturbed >= limits::kUndisturbedBatches &&
         expected_.has_value() && !jump_.has_value() &&
         std::none_of(slots_.begin(), slots_.end(),
                      [](const Slot& slot) { return slot.is_in_doubt; });
}

absl::Status Batch::Open(storage::WriteTransaction& transaction) {
  // Until the commit is through, what the state holds is not what the tables
  // hold: another attempt must begin without it.
  expected_ = std::exchange(book_.head, std::nullopt);
  reading_ = ClockReading::Of(clock_);
  jump_ = book_.last_reading.has_value()
              ? JumpBetween(book_.name, *book_.last_reading, reading_)
              : std::nullopt;
  locked_ = head_ = expected_.value_or(journal::Head());
  trusts_head_ = MayTrustHead();
  if (!trusts_head_) {
    const absl::Status status = AskForHead(transaction);
    if (!status.ok()) return status;
  }
  now_ = WholeMicroseconds(clock_.Now());
  const absl::Duration behind = head_.record_time - now_;
  if (behind > limits::kMaxClockBehind) return ClockBehind(behind);
  book_.state.Begin(transaction, head_.book, &entries_);
  return absl::OkStatus();
}

absl::Status Batch::AskForHead(storage::WriteTransaction& transaction) {
  trusts_head_ = false;
  const absl::Status status = LockHead(transaction);
  if (!status.ok()) return status;
  const bool is_ours = expected_ == locked_;
  if (!is_ours) book_.state.Forget();
  const bool is_undisturbed = is_ours && decided_before_.empty();
  book_.undisturbed = is_undisturbed ? book_.undisturbed + 1 : 0;
  return absl::OkStatus();
}

// Nobody waits for an answer to it.
absl::Status Batch::RecordClockJump() {
  if (!jump_.has_value() || head_.sequence == 0 ||
      decided_before_.contains(jump_->key)) {
    return absl::OkStatus();
  }
  const journal::v1::Effects effects = jump_->Effects();
  const absl::Status applied = book_.state.Apply(effects, head_.sequence + 1);
  if (!applied.ok()) return applied;
  journal::Frame frame;
  frame.key = jump_->key;
  frame.method = journal::kClockJumpMethod;
  frame.event_type = journal::kEffectsType;
  frame.event = effects.SerializeAsString();
  Append(std::move(frame));
  return absl::OkStatus();
}

absl::Status Batch::DecideAll(storage::WriteTransaction& transaction) {
  LoadNeeds();
  return IsTogether() ? DecideTogether(transaction) : DecideEach(transaction);
}

void Batch::LoadNeeds() {
  ledger::Needs needs;
  for (const Slot& slot : slots_) {
    const ledger::Needs& more = slot.command.needs;
    needs.resources.insert(needs.resources.end(), more.resources.begin(),
                           more.resources.end());
    needs.accounts.insert(needs.accounts.end(), more.accounts.begin(),
                          more.accounts.end());
  }
  book_.state.Load(needs);
}

absl::Status Batch::DecideEach(storage::WriteTransaction& transaction) {
  for (Slot& slot : slots_) {
    const auto found = decided_before_.find(slot.command.key);
    const absl::Status status = found != decided_before_.end()
                                    ? Replay(transaction, slot, found->second)
                                    : DecideOne(slot);
    if (!status.ok()) return status;
    if (!book_.state.status().ok()) return book_.state.status();
  }
  return absl::OkStatus();
}

absl::Status Batch::DecideOne(Slot& slot) {
  const absl::StatusOr<bool> is_repeated = Repeat(slot);
  if (!is_repeated.ok() || *is_repeated) return is_repeated.status();
  const Command& command = slot.command;
  if (const absl::Status ready = CheckReady(command); !ready.ok()) {
    slot.result = ready;
    return absl::OkStatus();
  }
  const DecisionContext context = ContextOf(command, head_.sequence + 1);
  return Record(slot, command.decide(context, book_.state));
}

absl::Status Batch::CheckReady(const Command& command) const {
  if (head_.sequence == 0 && !command.creates_book) {
    return absl::NotFoundError(book_.name.ResourceName());
  }
  if (command.deadline <= now_) {
    return absl::DeadlineExceededError("dropped before it was decided");
  }
  return absl::OkStatus();
}

DecisionContext Batch::ContextOf(const Command& command,
                                 int64_t sequence) const {
  return {book_.name, head_.incarnation, sequence,
          std::max(now_, head_.record_time + absl::Microseconds(1)),
          command.key.subject};
}

absl::Status Batch::Record(Slot& slot, Decision decision) {
  if (const auto* undecided = std::get_if<absl::Status>(&decision)) {
    slot.result = *undecided;
    return absl::OkStatus();
  }
  // What a failed load made the rules believe must not be recorded.
  if (!book_.state.status().ok()) return book_.state.status();
  const Command& command = slot.command;
  journal::Frame frame;
  frame.key = command.key;
  frame.method = command.method;
  frame.fields = command.fields;
  Outcome outcome;
  if (auto* accepted = std::get_if<Accepted>(&decision)) {
    if (absl::Status fits = CheckEntrySize(accepted->effects); !fits.ok()) {
      slot.result = std::move(fits);
      return absl::OkStatus();
    }
    // What breaks an invariant of the ledger changes nothing, and harms nobody
    // else of the batch.
    const absl::Status applied =
        book_.state.Apply(accepted->effects, head_.sequence + 1);
    if (absl::IsOutOfRange(applied)) {
      return Record(slot, BalanceTooLarge(applied.message()));
    }
    if (!applied.ok()) {
      slot.result = applied;
      return absl::OkStatus();
    }
    frame.event_type = journal::kEffectsType;
    frame.event = accepted->effects.SerializeAsString();
    if (accepted->effects.resources_size() > 0) {
      outcome.resource = accepted->effects.resources(0).body();
      outcome.collection = accepted->effects.resources(0).collection();
    }
    TakePersonal(*accepted);
  } else {
    outcome.refusal = std::get<journal::Refusal>(std::move(decision));
    frame.event_type = command.request->GetDescriptor()->full_name();
    frame.event = journal::SerializeAsAsked(*command.request);
    frame.code = outcome.refusal->code;
    frame.reason = outcome.refusal->reason;
    frame.metadata = outcome.refusal->metadata;
  }
  outcome.receipt = Append(std::move(frame));
  slot.result = std::move(outcome);
  slot.is_recorded = true;
  return absl::OkStatus();
}

// What an earlier command of the batch wrote of an erased person goes too.
void Batch::TakePersonal(const Accepted& accepted) {
  for (const std::string& person : accepted.erased_persons) {
    std::erase_if(personal_, [&person](const PersonalField& field) {
      return field.person == person;
    });
    erased_persons_.push_back(person);
  }
  personal_.insert(personal_.end(), accepted.personal.begin(),
                   accepted.personal.end());
}

journal::Receipt Batch::Append(journal::Frame frame) {
  frame.book = book_.name;
  frame.incarnation = head_.incarnation;
  frame.sequence = ++head_.sequence;
  frame.record_time = head_.record_time =
      std::max(now_, head_.record_time + absl::Microseconds(1));
  std::string bytes = journal::EncodeFrame(frame);
  head_.hash = journal::ChainHash(head_.hash, bytes);
  if (!frame.accepted()) {
    refusals_.push_back(journal::RefusedEntry::Of(frame));
  }
  decided_here_[frame.key] = entries_.size();
  keys_.push_back(std::move(frame.key));
  entries_.push_back(
      {frame.sequence, frame.record_time, head_.hash, std::move(bytes)});
  return {book_.name, head_.incarnation, head_.sequence,
          head_.hash, head_.record_time, false};
}

absl::Status Batch::Flush(storage::WriteTransaction& transaction) {
  // First, because it is the lock where the head was not locked before.
  absl::Status status = journal::MoveHead(transaction, locked_, head_);
  if (status.ok()) {
    status = journal::Append(transaction, head_.book, entries_, keys_);
  }
  if (status.ok()) {
    status = journal::AppendRefusals(transaction, head_.book, refusals_);
  }
  if (status.ok()) status = book_.state.Flush(transaction);
  if (status.ok()) {
    status = ErasePersonal(transaction, head_.book, erased_persons_);
  }
  if (status.ok()) {
    status = WritePersonal(transaction, head_.book, personal_);
  }
  return status;
}

// Nothing else touches the ids of commands.
absl::flat_hash_set<journal::RequestKey> Batch::Ids() const {
  absl::flat_hash_set<journal::RequestKey> ids;
  ids.reserve(slots_.size());
  for (const Slot& slot : slots_) ids.insert(slot.command.key);
  return ids;
}

void Batch::CountInto(WriteCounts& counts) const {
  for (const Slot& slot : slots_) {
    // Nobody waits for what was answered before its time.
    if (slot.command.done) {
      counts.Add(*slot.result, slot.command.watch.Elapsed());
    }
  }
}

void Batch::AnswerAll() {
  for (Slot& slot : slots_) {
    if (!slot.command.done) continue;
    std::move(slot.command.done)(*std::move(slot.result));
    slot.command.done = nullptr;
  }
}

}  // namespace epiledger::book
