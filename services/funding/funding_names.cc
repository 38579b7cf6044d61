#include "services/funding/funding_names.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/plain_text.h"
#include "services/funding/spelling.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

// Between the parts of an index key; no text in a request holds it.
constexpr std::string_view kKeySeparator = "\x1f";
constexpr std::string_view kAvailable = ":available";

// The keys under which a number of somebody may stand: each of the two as it is
// spelt when folded, and as it was typed.
std::vector<std::string> SpeltKeys(std::string_view of,
                                   std::string_view number) {
  std::vector<std::string> keys;
  for (const std::string& one : {FoldSpelling(of), std::string(of)}) {
    for (const std::string& other :
         {FoldSpelling(number), std::string(number)}) {
      std::string key = Concat(one, kKeySeparator, other);
      const bool is_new =
          std::find(keys.begin(), keys.end(), key) == keys.end();
      if (is_new) keys.push_back(std::move(key));
    }
  }
  return keys;
}

bool IsBlank(std::string_view number) { return FoldSpelling(number).empty(); }

}  // namespace

std::string AllocationKey(std::string_view name) {
  const auto parts = rpc::MatchName(kAllocationName, name);
  if (!parts.has_value()) return "";
  return Concat(parts->Get("document"), "/", parts->Get("allocation"));
}

std::string AllocationNameOf(std::string_view county, std::string_view key) {
  const size_t slash = key.find('/');
  return rpc::MakeName(kAllocationName,
                       {county, key.substr(0, slash), key.substr(slash + 1)});
}

std::vector<std::string> DocumentNumberKeys(std::string_view issuer,
                                            std::string_view number) {
  return SpeltKeys(issuer, number);
}

std::vector<std::string> InvoiceKeys(std::string_view payee,
                                     std::string_view invoice) {
  if (IsBlank(invoice)) return {};
  return SpeltKeys(payee, invoice);
}

std::string ReversalKey(int64_t sequence) {
  return absl::StrFormat("%010d", sequence);
}

std::string SourceAccount(std::string_view fund) {
  return Concat("source:", fund);
}

std::string FundAccount(std::string_view fund) {
  return Concat("fund:", fund, kAvailable);
}

std::string FundPrefix(std::string_view fund) {
  return fund.empty() ? "fund:" : Concat("fund:", fund, ":");
}

std::string FundOf(std::string_view account) {
  account.remove_prefix(FundPrefix("").size());
  return std::string(account.substr(0, account.find(':')));
}

std::string AvailableAccount(std::string_view allocation,
                             std::string_view purpose) {
  return Concat(AvailablePrefix(allocation), purpose, kAvailable);
}

std::string PaidAccount(std::string_view allocation, std::string_view purpose) {
  return Concat(PaidPrefix(allocation), purpose);
}

std::string AvailablePrefix(std::string_view allocation) {
  return allocation.empty() ? "alloc:" : Concat("alloc:", allocation, "/");
}

std::string PaidPrefix(std::string_view allocation) {
  return StagePrefix(Stage::kPaid, allocation);
}

std::vector<std::string> CommitmentNumberKeys(std::string_view supplier,
                                              std::string_view number) {
  if (IsBlank(number)) return {};
  return SpeltKeys(supplier, number);
}

std::string FigurePrefix(std::string_view figure, std::string_view allocation) {
  return allocation.empty() ? Concat(figure, ":")
                            : Concat(figure, ":", allocation, "/");
}

std::string FigureAccount(std::string_view figure, std::string_view allocation,
                          std::string_view purpose) {
  return Concat(FigurePrefix(figure, allocation), purpose);
}

std::string LiabilityPrefix(std::string_view debtor) {
  return debtor.empty() ? "liability:" : Concat("liability:", debtor, "/");
}

std::string LiabilityAccount(std::string_view debtor,
                             std::string_view liability) {
  return Concat(LiabilityPrefix(debtor), liability);
}

std::string LiabilityContraAccount(std::string_view debtor,
                                   std::string_view liability) {
  return Concat("contra:", LiabilityAccount(debtor, liability));
}

std::string CeilingAccount(std::string_view allocation,
                           std::string_view purpose) {
  return FigureAccount(kCeiling, allocation, purpose);
}

std::string ContraAccount(std::string_view allocation,
                          std::string_view purpose) {
  return Concat("contra:", allocation, "/", purpose);
}

std::string StagePrefix(Stage stage, std::string_view allocation) {
  static constexpr std::array<std::string_view, kStages.size()> kKinds = {
      "held:", "prepaid:", "accrued:", "paid:"};
  const std::string_view kind = kKinds[static_cast<size_t>(stage)];
  return allocation.empty() ? std::string(kind) : Concat(kind, allocation, "/");
}

std::string StageAccount(Stage stage, const CommitmentLine& line) {
  return Concat(StagePrefix(stage, line.allocation), line.purpose, "/",
                line.commitment, "/", line.number);
}

std::string LineFigureAccount(std::string_view figure,
                              const CommitmentLine& line) {
  return Concat(FigureAccount(figure, line.allocation, line.purpose), "/",
                line.commitment, "/", line.number);
}

std::string ArrivedContraAccount(const CommitmentLine& line) {
  return Concat("contra:",
                FigureAccount(kArrived, line.allocation, line.purpose));
}

std::string RefundedAccount(const v1::Payment& payment) {
  return Concat(FigureAccount(kRefunded, AllocationKey(payment.allocation()),
                              rpc::LastSegment(payment.purpose())),
                "/", rpc::LastSegment(payment.name()));
}

std::string LatelySpentKey(std::string_view allocation, int kind,
                           std::string_view payee) {
  return Concat(allocation, kKeySeparator, kind, kKeySeparator,
                PlainText(payee));
}

std::string ProposedAccount(std::string_view allocation,
                            std::string_view purpose,
                            std::string_view proposal) {
  return Concat(FigureAccount(kProposed, allocation, purpose), "/", proposal);
}

AllocationAccount ParseAllocationAccount(std::string_view account) {
  std::string_view rest = account.substr(account.find(':') + 1);
  rest = rest.substr(0, rest.find(':'));
  // A document's id and an allocation's number, then the purpose.
  const size_t slash = rest.find('/', rest.find('/') + 1);
  const std::string_view behind = rest.substr(slash + 1);
  return {std::string(rest.substr(0, slash)),
          std::string(behind.substr(0, behind.find('/')))};
}

}  // namespace epiledger::funding
