// Incarnations: which entry may begin a new one, by
// docs/reference/journal-format.md. For the verifier alone.
#ifndef EPILEDGER_SERVICES_LEDGER_INCARNATIONS_H_
#define EPILEDGER_SERVICES_LEDGER_INCARNATIONS_H_

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/journal/frame.h"

namespace epiledger::ledger {

class Incarnations {
 public:
  // Takes one entry in order; returns what is wrong with its incarnation, for
  // people. `effects` are null where it has none; of `before`, the entry before
  // it, sequence and hash count.
  std::vector<std::string> Take(const journal::Frame& frame,
                                const journal::v1::Effects* effects,
                                const journal::Head& before);

  // That of the last entry taken; nothing before the first.
  [[nodiscard]] const std::optional<journal::Incarnation>& present() const {
    return present_;
  }

 private:
  std::optional<journal::Incarnation> present_;
  std::set<journal::Incarnation> ended_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_INCARNATIONS_H_
