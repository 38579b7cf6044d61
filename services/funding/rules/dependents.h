// Dependents: the entries that rest on one that is to be reversed. They are
// reversed first, so that a correction never leaves anything without a ground.
//
// Neither a reversed entry rests on anything nor its reversal: together they
// do nothing. No more does a proposal that was rejected or withdrawn, or has
// expired, also where no entry has noted that yet.
// Not thread-safe.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_DEPENDENTS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_DEPENDENTS_H_

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

class Dependents {
 public:
  // Of entry `sequence`, as of `now`; the state must outlive it.
  Dependents(int64_t sequence, absl::Time now, ledger::State& state);

  // Whether an entry still counts: neither reversed nor a reversal.
  [[nodiscard]] bool Stands(int64_t sequence);

  // Later entries that made another version of a resource than `body`.
  void AddVersions(std::string_view collection, const std::string& key,
                   const std::string& body);
  // Later entries that moved an account.
  void AddMovers(const std::string& account);
  // Later entries that took from it from a day on, or else on days before.
  // Where none is later: earlier ones that have come to rest on the entry,
  // since another was reversed.
  void AddTakers(const std::string& account, ledger::Position from);
  // Of the earlier ones, leaves out those that can only be reversed after this
  // entry themselves: who took what it gives back.
  void LeaveOutCircles();
  // Those that gave to one of some accounts, likewise.
  void AddGivers(absl::Span<const std::string> accounts);
  // One entry.
  void Add(int64_t sequence) { found_.insert(sequence); }

  [[nodiscard]] bool empty() const { return found_.empty(); }
  // LATER_ENTRIES_DEPEND, with the first of them by sequence, kind, name and
  // amount. Only where there are some.
  [[nodiscard]] journal::Refusal ToRefusal();

 private:
  // Which movers of an account.
  enum class Side { kBoth, kTakes, kGives };
  // Whether an entry could only be reversed after this one: whatever took what
  // it gave leads back here. `seen` holds those that were asked before.
  bool LeadsBack(int64_t sequence, std::set<int64_t>& seen);
  // Adds movers of an account after `after`.
  void AddMoving(const std::string& account, ledger::Position from,
                 int64_t after, Side side);

  const int64_t sequence_;
  const absl::Time now_;
  ledger::State& state_;
  std::set<int64_t> found_;
  std::map<int64_t, bool> stands_;
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_DEPENDENTS_H_
