// The form of one entry, by docs/reference/journal-format.md: what it says
// against itself, whatever the book around it. For the verifier alone.
#ifndef EPILEDGER_SERVICES_LEDGER_ENTRY_FORM_H_
#define EPILEDGER_SERVICES_LEDGER_ENTRY_FORM_H_

#include <string>
#include <string_view>
#include <vector>

#include "epiledger/journal/v1/entry.pb.h"
#include "services/journal/frame.h"

namespace epiledger::ledger {

// What is wrong with a frame that could be decoded, for people.
[[nodiscard]] std::vector<std::string> FormFaults(const journal::Frame& frame);

// Reads an event into `effects`; false when it is none, also where protobuf
// itself would pass over what is wrong.
[[nodiscard]] bool ReadEffects(std::string_view event,
                               journal::v1::Effects& effects);

// Whether an account or a unit may be called so: not empty, and no control
// characters.
[[nodiscard]] bool IsName(std::string_view name);

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_ENTRY_FORM_H_
