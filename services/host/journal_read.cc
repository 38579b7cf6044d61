#include "services/host/journal_read.h"

#include "services/rpc/error.h"
#include "services/rpc/names.h"

namespace epiledger::host {

absl::StatusOr<journal::BookName> ParseBook(const std::string& name,
                                            const std::string& service) {
  const auto parts = rpc::MatchName(rpc::kBookName, name);
  if (parts.has_value()) {
    for (const std::string_view kind : kBookKinds) {
      journal::BookName book{service, std::string(parts->Get("county")),
                             std::string(kind)};
      if (book.ResourceName() == name) return book;
    }
  }
  return rpc::NotFound("book", name);
}

}  // namespace epiledger::host
