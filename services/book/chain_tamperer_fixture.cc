#include "services/book/chain_tamperer_fixture.h"

#include <string_view>
#include <utility>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/ledger/rebuild.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

using storage::Value;

// What an attacker who knows the format does by plain SQL.
constexpr std::string_view kForgetEntries = "DELETE FROM journal_entry";
constexpr std::string_view kForgetRequests = "DELETE FROM journal_request";

}  // namespace

std::optional<std::string> ChainTamperer::Tamper() {
  static constexpr std::pair<std::string_view, bool (ChainTamperer::*)()>
      kWays[] = {{"edit", &ChainTamperer::Edit},
                 {"delete", &ChainTamperer::Delete},
                 {"insert", &ChainTamperer::Insert},
                 {"swap", &ChainTamperer::Swap},
                 {"truncate", &ChainTamperer::Truncate}};
  if (!Load()) return std::nullopt;
  const auto& [name, way] = dice_.OneOf(kWays);
  if (!(this->*way)() || !Store()) return std::nullopt;
  return Concat("rewrite: ", name);
}

bool ChainTamperer::Load() {
  const auto head = journal::ReadHead(transaction_, book_);
  if (!head.ok() || !head->has_value()) return false;
  head_ = **head;
  return journal::ReadEntries(transaction_, head_.book, 0, head_.sequence,
                              [this](const journal::StoredEntry& entry) {
                                auto frame = journal::DecodeFrame(entry.frame);
                                if (!frame.ok()) return frame.status();
                                frames_.push_back(*std::move(frame));
                                return absl::OkStatus();
                              })
      .ok();
}

// The entries as they are now, with all that is made of them.
bool ChainTamperer::Store() {
  journal::Head end = head_;
  end.sequence = 0;
  end.hash = {};
  std::vector<journal::StoredEntry> entries;
  std::vector<journal::RequestKey> keys;
  for (journal::Frame& frame : frames_) {
    frame.sequence = ++end.sequence;
    const std::string bytes = journal::EncodeFrame(frame);
    end.hash = journal::ChainHash(end.hash, bytes);
    end.record_time = frame.record_time;
    entries.push_back({frame.sequence, frame.record_time, end.hash, bytes});
    keys.push_back(frame.key);
  }
  return end != head_ && transaction_.Execute(kForgetEntries, {}).ok() &&
         transaction_.Execute(kForgetRequests, {}).ok() &&
         journal::Append(transaction_, head_.book, entries, keys).ok() &&
         journal::MoveHead(transaction_, head_, end).ok() &&
         ledger::RebuildWithin(transaction_, book_).ok();
}

bool ChainTamperer::Edit() {
  journal::Frame& frame = frames_[Place()];
  switch (dice_.Below(6)) {
    case 0:
      frame.record_time -= absl::Microseconds(1);
      return true;
    case 1:
      frame.key.subject += "x";
      return true;
    case 2:
      frame.key.request_id += "x";
      return true;
    case 3:
      frame.method += "x";
      return true;
    case 4:
      // Of a refusal alone.
      if (frame.accepted()) return EditEffects(frame);
      frame.metadata["available"] += "0";
      return true;
    default:
      return EditEffects(frame);
  }
}

bool ChainTamperer::EditEffects(journal::Frame& frame) {
  journal::v1::Effects effects;
  if (!frame.accepted() || !effects.ParseFromString(frame.event)) return false;
  if (effects.movements_size() > 0) {
    auto& movement = *effects.mutable_movements(0);
    movement.set_amount(movement.amount() + (dice_.Below(2) == 0 ? 1 : -1));
  } else if (effects.resources_size() > 0) {
    effects.mutable_resources(0)->mutable_body()->append("x");
  }
  frame.event = effects.SerializeAsString();
  return true;
}

bool ChainTamperer::Delete() {
  frames_.erase(frames_.begin() + static_cast<ptrdiff_t>(Place()));
  return true;
}

// A copy of an entry under an id of its own, before another. One behind the
// last is not tried: it takes nothing away, and nobody kept what would tell.
bool ChainTamperer::Insert() {
  journal::Frame copy = frames_[Place()];
  copy.key.request_id += "-again";
  const size_t place = Place();
  copy.record_time = frames_[place - 1].record_time + absl::Microseconds(1);
  frames_.insert(frames_.begin() + static_cast<ptrdiff_t>(place),
                 std::move(copy));
  return true;
}

// Each keeps the time of its place.
bool ChainTamperer::Swap() {
  journal::Frame& one = frames_[Place()];
  journal::Frame& other = frames_[Place()];
  if (&one == &other) return false;
  std::swap(one, other);
  std::swap(one.record_time, other.record_time);
  return true;
}

bool ChainTamperer::Truncate() {
  frames_.resize(Place());
  return true;
}

}  // namespace epiledger::book
