// ReconciliationSides: what the treasury says, and what of ours it may be: the
// payments it made, and the cash it paid out to recipients' own accounts.
#ifndef EPILEDGER_SERVICES_FUNDING_RECONCILIATION_SIDES_H_
#define EPILEDGER_SERVICES_FUNDING_RECONCILIATION_SIDES_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "epiledger/funding/v1/disbursement.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "epiledger/funding/v1/reconciliation.pb.h"
#include "services/funding/money.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// A payment, or cash paid out; the other one is empty.
struct Ours {
  v1::Payment payment;
  v1::Disbursement cash;

  [[nodiscard]] bool is_cash() const { return !cash.name().empty(); }
  [[nodiscard]] const std::string& name() const {
    return is_cash() ? cash.name() : payment.name();
  }
  [[nodiscard]] ledger::Position day() const {
    return ToPosition(is_cash() ? cash.disbursement_date()
                                : payment.payment_date());
  }
  [[nodiscard]] ledger::Amount amount() const {
    return ToFen(is_cash() ? cash.amount() : payment.amount());
  }
  [[nodiscard]] const std::string& voucher() const {
    return is_cash() ? cash.voucher() : payment.voucher();
  }
};

// All that a reconciliation looks at.
struct Sides {
  std::vector<v1::TreasuryLine> lines;
  std::vector<Ours> ours;
  // By the line's name, those that stand.
  std::map<std::string, v1::TreasuryMatch> matches;
  // Keys of ours that are matched, with whatever statement.
  std::set<std::string, std::less<>> matched;
  // By name, the place in `ours`.
  std::map<std::string, size_t> numbers;
};

// Adds to `sides`, which have the lines of a statement, key `key`, its matches
// and what of ours may belong to it: of its days and `window` days around, with
// a reference of its lines, or matched with them. RESOURCE_EXHAUSTED
// TOO_MANY_PAYMENTS, and the storage layer's codes.
[[nodiscard]] absl::Status ReadOurs(const v1::TreasuryStatement& statement,
                                    std::string_view key, int64_t window,
                                    host::ReadContext& context, Sides& sides);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RECONCILIATION_SIDES_H_
