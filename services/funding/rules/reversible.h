// Reversible: what an entry may have recorded for it to be reversed. A resource
// of another collection makes an entry irreversible, so that a new kind is a
// row here first.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_REVERSIBLE_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_REVERSIBLE_H_

#include <string>
#include <string_view>

#include "google/type/date.pb.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

// What marks a resource.
struct ReversalMark {
  std::string reversal;
  // Null: it has no day.
  const google::type::Date* date = nullptr;
};

struct ReversibleKind {
  std::string_view collection;
  // Null for the keys of unique indexes, which have no name.
  std::string (*name)(const std::string& body);
  // Its amount, for people; 0 where it has none.
  ledger::Amount (*amount)(const std::string& body);
  // The body with the mark; null where a key is set free instead.
  std::string (*mark)(const std::string& body, const ReversalMark& mark);
  // What it did on closed days cannot be undone from the first open day on.
  bool on_open_days_only = false;
};

// The kind of a collection; null where it is not reversible.
[[nodiscard]] const ReversibleKind* FindReversible(std::string_view collection);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_REVERSIBLE_H_
