// Words: what store keepers asked for, from one line of plain words as the
// rounds of faults write it:
//
// clang-format off
//   move KIND STORE TIME ITEM PIECES BATCH [ORDER]  receive, issue, lose,
//                                                   bring-back
//   count STORE TIME SUPERSEDED ALL {ITEM PIECES REASON}
//   make STORE TO {ITEM PIECES}
//   pick SHIPMENT
//   ship SHIPMENT TIME
//   cancel SHIPMENT
//   arrive STORE SHIPMENT TIME {ITEM ACCEPTED MISSING DAMAGED}  none: all
//   take-back SHIPMENT TIME {ITEM PIECES LOSS}
// clang-format on
//
// Counts and shipments are called by the entry that recorded them, 0 where
// there is none. Times are whole numbers that rise with time.
#ifndef EPILEDGER_TESTS_FAULTS_KEEPER_WORDS_H_
#define EPILEDGER_TESTS_FAULTS_KEEPER_WORDS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "tests/models/supplies/requests.h"

namespace epiledger::faults {

// The model's labels of what entries recorded, by sequence.
struct Labels {
  std::map<int64_t, std::string> counts;
  std::map<int64_t, std::string> shipments;
};

// Nothing where the line says none of the above.
[[nodiscard]] std::optional<goods::Request> ReadRequest(const std::string& line,
                                                        const Labels& labels);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_KEEPER_WORDS_H_
