// AllocationBook: all allocations of a county at one point of both axes with
// their figures, for lists that sort them and add them up.
#ifndef EPILEDGER_SERVICES_FUNDING_ALLOCATION_BOOK_H_
#define EPILEDGER_SERVICES_FUNDING_ALLOCATION_BOOK_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/funding_figures.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// One of them; never changed once it is in a book, so that books share it.
struct AllocationLine {
  // `d1/2`.
  std::string key;
  // As of that point, without balance and state.
  v1::Allocation allocation;
  FiguresByPurpose purposes;
  PurposeFigures sum;
};

// In order of their keys.
using AllocationBook = std::vector<std::shared_ptr<const AllocationLine>>;

// The line of the allocation `key`; null where there is none.
[[nodiscard]] const AllocationLine* FindLine(const AllocationBook& book,
                                             const std::string& key);

// Those that are dated by the day asked. The storage layer's codes.
[[nodiscard]] absl::StatusOr<AllocationBook> ReadAllocationBook(
    host::ReadContext& context);

// What became of `book`, in which all days are and which is of the sequence
// `from`, by the snapshot's: costs the entries between, not the book.
// DATA_LOSS: one of them is no entry. And the storage layer's codes.
[[nodiscard]] absl::StatusOr<AllocationBook> ReadOn(const AllocationBook& book,
                                                    int64_t from,
                                                    host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ALLOCATION_BOOK_H_
