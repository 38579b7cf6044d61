// Receipts: what services answered to writes, kept so that a truncated or
// rewritten journal shows. A file of JSON lines, in the form of
// docs/reference/journal-format.md.
#ifndef EPILEDGER_CLIENTS_CLI_KEPT_RECEIPTS_H_
#define EPILEDGER_CLIENTS_CLI_KEPT_RECEIPTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "epiledger/type/v1/receipt.pb.h"

namespace epiledger::cli {

// `{"book":…,"incarnation":…,"sequence":…,"hash":…,"record_time":…}`.
[[nodiscard]] std::string ReceiptLine(const type::v1::Receipt& receipt);

// Adds `receipt` to the file at `path`, durably.
[[nodiscard]] absl::Status KeepReceipt(const std::string& path,
                                       const type::v1::Receipt& receipt);

// The same for many, in order and in one write.
[[nodiscard]] absl::Status KeepReceipts(
    const std::string& path, const std::vector<type::v1::Receipt>& receipts);

struct KeptReceipts {
  std::string path;
  std::vector<type::v1::Receipt> receipts;
  // The numbers of lines that are no receipts: one cut short by a crash is no
  // reason to leave the others unchecked.
  std::vector<int> unreadable;
};

// What the file at `path` holds, of any writer of that form. Fails when it
// cannot be read.
[[nodiscard]] absl::StatusOr<KeptReceipts> ReadReceipts(
    const std::string& path);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_KEPT_RECEIPTS_H_
