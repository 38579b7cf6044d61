#include "services/funding/funding_names.h"

#include <algorithm>
#include <utility>

#include "services/funding/spelling.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

// Between the parts of an index key; no text in a request holds it.
constexpr std::string_view kKeySeparator = "\x1f";
constexpr std::string_view kAvailable = ":available";

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

std::string DocumentNumberKey(std::string_view issuer,
                              std::string_view number) {
  return Concat(issuer, kKeySeparator, number);
}

std::vector<std::string> InvoiceKeys(std::string_view payee,
                                     std::string_view invoice) {
  const std::string same_invoice = FoldSpelling(invoice);
  if (same_invoice.empty()) return {};
  std::vector<std::string> keys;
  for (const std::string& of : {FoldSpelling(payee), std::string(payee)}) {
    for (const std::string& number : {same_invoice, std::string(invoice)}) {
      std::string key = Concat(of, kKeySeparator, number);
      const bool is_new =
          std::find(keys.begin(), keys.end(), key) == keys.end();
      if (is_new) keys.push_back(std::move(key));
    }
  }
  return keys;
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
  return allocation.empty() ? "paid:" : Concat("paid:", allocation, "/");
}

AllocationAccount ParseAllocationAccount(std::string_view account) {
  std::string_view rest = account.substr(account.find(':') + 1);
  rest = rest.substr(0, rest.find(':'));
  const size_t slash = rest.rfind('/');
  return {std::string(rest.substr(0, slash)),
          std::string(rest.substr(slash + 1))};
}

}  // namespace epiledger::funding
