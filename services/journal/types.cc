#include "services/journal/types.h"

#include "absl/strings/str_cat.h"

namespace epiledger::journal {

std::string BookName::ResourceName() const {
  return absl::StrCat("counties/", county, "/books/", service,
                      kind == "ledger" ? "" : "-",
                      kind == "ledger" ? "" : kind);
}

}  // namespace epiledger::journal
