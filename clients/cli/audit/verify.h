// Verify: a book held against what is kept elsewhere: the service's own check,
// the signature of its head, and receipts.
#ifndef EPILEDGER_CLIENTS_CLI_AUDIT_VERIFY_H_
#define EPILEDGER_CLIENTS_CLI_AUDIT_VERIFY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/audit/book.h"
#include "clients/cli/kept/receipts.h"
#include "clients/cli/session/session.h"

namespace epiledger::cli {

struct Findings {
  // What is wrong, for people.
  std::vector<std::string> wrong;
  // Receipts whose entries a restore lost: reported, and no finding.
  std::vector<std::string> lost;
  int64_t receipts = 0;
};

// The signature of a head, by the key it brings or, where one is given, by
// `trusted_key` alone (64 hex digits). Adds to `findings`.
void CheckSignature(const journal::v1::Checkpoint& checkpoint,
                    const std::string& trusted_key, const Texts& texts,
                    Findings& findings);

// The receipts of this book, by the table of docs/reference/journal-format.md;
// those of others are passed over, and a line that is no receipt is a finding.
// Reads only what they speak of, and the whole book when some are of an
// incarnation that ended.
[[nodiscard]] absl::Status CheckReceipts(
    Book& book, const journal::v1::Checkpoint& checkpoint, KeptReceipts kept,
    const Texts& texts, Findings& findings);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_AUDIT_VERIFY_H_
