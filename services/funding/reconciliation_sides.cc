#include "services/funding/reconciliation_sides.h"

#include <utility>

#include "services/funding/cash_names.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/payment_scan.h"
#include "services/funding/plain_text.h"
#include "services/funding/rules/treasury_matches.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;

absl::Status ReadMatches(ReadContext& context, std::string_view statement,
                         Sides& sides) {
  const absl::Status read = context.snapshot().List(
      kTreasuryMatches, ledger::ResourceRange::Under(Concat(statement, "/")),
      [&sides](const ledger::ResourceRow& row) {
        v1::TreasuryMatch match;
        match.ParseFromString(row.body);
        if (!match.withdrawn()) sides.matches[match.line()] = std::move(match);
        return absl::OkStatus();
      });
  if (!read.ok()) return read;
  return context.snapshot().List(kMatchedPayments, {},
                                 [&](const ledger::ResourceRow& row) {
                                   if (!row.body.empty())
                                     sides.matched.insert(row.name);
                                   return absl::OkStatus();
                                 });
}

// What may belong to a line, for not all of a county is kept: what is of its
// days and `window` days around, what has its reference, and what is matched
// with it, over whatever distance.
class Eligible {
 public:
  Eligible(const v1::TreasuryStatement& statement, const Sides& sides,
           int64_t window)
      : first_(ToPosition(statement.first_date()).value() - window),
        last_(ToPosition(statement.last_date()).value() + window),
        matched_(sides.matched) {
    for (const auto& [line, match] : sides.matches) {
      here_.insert(OursIn(match));
    }
    for (const v1::TreasuryLine& line : sides.lines) {
      references_.insert(PlainText(line.reference()));
    }
    references_.erase("");
  }

  [[nodiscard]] bool Has(const Ours& ours) const {
    if (here_.contains(ours.name())) return true;
    // With a line of another statement.
    if (matched_.contains(rpc::LastSegment(ours.name()))) return false;
    if (ours.payment.method() == v1::Payment::METHOD_OWN_ACCOUNT) return false;
    const int64_t day = ours.day().value();
    return (first_ <= day && day <= last_) ||
           references_.contains(PlainText(ours.voucher()));
  }

 private:
  const int64_t first_;
  const int64_t last_;
  const std::set<std::string, std::less<>>& matched_;
  // Matched with lines of this statement, by name.
  std::set<std::string> here_;
  std::set<std::string> references_;
};

void AddOurs(Ours ours, const Eligible& eligible, Sides& sides) {
  if (!eligible.Has(ours)) return;
  sides.numbers[ours.name()] = sides.ours.size();
  sides.ours.push_back(std::move(ours));
}

// What was reversed never left the treasury.
absl::Status ReadCash(ReadContext& context, const Eligible& eligible,
                      Sides& sides) {
  return context.snapshot().List(
      kDisbursements, {}, [&](const ledger::ResourceRow& row) {
        Ours ours;
        ours.cash.ParseFromString(row.body);
        DropLaterReversal(context, ours.cash);
        if (ours.cash.kind() == v1::Disbursement::KIND_PAID_OUT &&
            ours.cash.reversed_by().empty() &&
            IsDatedByThen(ours.cash, context)) {
          AddOurs(std::move(ours), eligible, sides);
        }
        return absl::OkStatus();
      });
}

}  // namespace

absl::Status ReadOurs(const v1::TreasuryStatement& statement,
                      std::string_view key, int64_t window,
                      ReadContext& context, Sides& sides) {
  if (absl::Status read = ReadMatches(context, key, sides); !read.ok()) {
    return read;
  }
  const Eligible eligible(statement, sides, window);
  const absl::Status read = ScanPayments(context, [&](v1::Payment& payment) {
    if (!payment.reversed_by().empty()) return;
    Ours ours;
    ours.payment = std::move(payment);
    AddOurs(std::move(ours), eligible, sides);
  });
  return read.ok() ? ReadCash(context, eligible, sides) : read;
}

}  // namespace epiledger::funding
