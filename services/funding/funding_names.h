// How funding spells its resources and accounts.
//
// Keys are names without county and collection words: `d1/2` is
// counties/…/documents/d1/allocations/2. Accounts, all in CNY fen:
//
//   source:{fund}                     where appropriations come from, unlimited
//   fund:{fund}:available             appropriated and not allocated
//   alloc:{document}/{allocation}/{purpose}:available
//                                     set aside and not spent; purpose `any`
//                                     holds what is not divided
//   paid:{document}/{allocation}/{purpose}
//                                     spent for the purpose
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_NAMES_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_NAMES_H_

#include <string>
#include <string_view>
#include <vector>

namespace epiledger::funding {

inline constexpr std::string_view kUnit = "CNY";
inline constexpr std::string_view kAnyPurpose = "any";

// Collections.
inline constexpr std::string_view kFunds = "fund";
inline constexpr std::string_view kPurposes = "purpose";
inline constexpr std::string_view kAppropriations = "appropriation";
inline constexpr std::string_view kDocuments = "document";
inline constexpr std::string_view kAllocations = "allocation";
inline constexpr std::string_view kPayments = "payment";
// Issuer and number of every document; the body is the document's key.
inline constexpr std::string_view kDocumentNumbers = "document-number";
// Payee and invoice of every payment; the body is the payment's key.
inline constexpr std::string_view kInvoices = "invoice";

// Name patterns.
inline constexpr std::string_view kFundName = "counties/{county}/funds/{fund}";
inline constexpr std::string_view kPurposeName =
    "counties/{county}/purposes/{purpose}";
inline constexpr std::string_view kAppropriationName =
    "counties/{county}/appropriations/{appropriation}";
inline constexpr std::string_view kDocumentName =
    "counties/{county}/documents/{document}";
inline constexpr std::string_view kAllocationName =
    "counties/{county}/documents/{document}/allocations/{allocation}";
inline constexpr std::string_view kPaymentName =
    "counties/{county}/payments/{payment}";

// `d1/2` of an allocation's name, which must be one.
[[nodiscard]] std::string AllocationKey(std::string_view name);
// The other way.
[[nodiscard]] std::string AllocationNameOf(std::string_view county,
                                           std::string_view key);

// Keys of the unique indexes.
[[nodiscard]] std::string DocumentNumberKey(std::string_view issuer,
                                            std::string_view number);
// Where a payment of the payee's invoice may be found; none for a blank
// invoice. It is recorded under the first, however payee and invoice are spelt
// (FoldSpelling). Payments of builds that did not fold stand under theirs as
// they were typed.
[[nodiscard]] std::vector<std::string> InvoiceKeys(std::string_view payee,
                                                   std::string_view invoice);

// Accounts.
[[nodiscard]] std::string SourceAccount(std::string_view fund);
[[nodiscard]] std::string FundAccount(std::string_view fund);
// What a fund's account begins with, those of all funds when empty.
[[nodiscard]] std::string FundPrefix(std::string_view fund);
// The fund of a fund's account.
[[nodiscard]] std::string FundOf(std::string_view account);
[[nodiscard]] std::string AvailableAccount(std::string_view allocation,
                                           std::string_view purpose);
[[nodiscard]] std::string PaidAccount(std::string_view allocation,
                                      std::string_view purpose);
// What an allocation's available accounts begin with; of all when empty.
[[nodiscard]] std::string AvailablePrefix(std::string_view allocation);
[[nodiscard]] std::string PaidPrefix(std::string_view allocation);
// The allocation and purpose of an available or paid account.
struct AllocationAccount {
  std::string allocation;
  std::string purpose;
};
[[nodiscard]] AllocationAccount ParseAllocationAccount(
    std::string_view account);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_NAMES_H_
