// How funding spells its resources and accounts.
//
// Keys are names without county and collection words: `d1/2` is
// counties/…/documents/d1/allocations/2. Accounts, in CNY fen where nothing
// else is said:
//
//   source:{fund}                     where appropriations come from, unlimited
//   fund:{fund}:available             appropriated and not allocated
//   alloc:{document}/{allocation}/{purpose}:available
//                                     set aside and not spent; purpose `any`
//                                     holds what is not divided
//   paid:{document}/{allocation}/{purpose}
//                                     spent for the purpose, without a
//                                     commitment
//   held:{document}/{allocation}/{purpose}/{commitment}/{line}
//   prepaid:…, accrued:…, paid:…      the same of a commitment's line
//   frozen:{document}/{allocation}/{purpose}
//                                     set fast, and not to be spent
//   recalled:…, transferred-in:…, transferred-out:…
//                                     figures beside the money: what went back
//                                     to the fund, came and went
//   liability:{facility}/{liability}  owed, and covered by no allocation yet
//   undivided:{document}/{allocation}/{purpose}/{commitment}/{line}
//                                     how much of a line's money came from
//                                     what is not divided
//   arrived:{document}/{allocation}/{purpose}/{commitment}/{line}
//                                     pieces that arrived, not money
//   refunded:{document}/{allocation}/{purpose}/{payment}
//                                     given back of a payment
//   proposed:{document}/{allocation}/{purpose}/{proposal}
//                                     held by what waits for a second person
//   ceiling:{document}/{allocation}/{purpose}
//                                     what a purpose with a ceiling may still
//                                     take
//   contra:{document}/{allocation}/{purpose}
//                                     the other side of figures beside the
//                                     money, unlimited
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_NAMES_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_NAMES_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace epiledger::funding {

namespace v1 {
class Payment;
}  // namespace v1

inline constexpr std::string_view kUnit = "CNY";
inline constexpr std::string_view kPieces = "piece";
inline constexpr std::string_view kAnyPurpose = "any";

// Collections.
inline constexpr std::string_view kFunds = "fund";
inline constexpr std::string_view kPurposes = "purpose";
inline constexpr std::string_view kAppropriations = "appropriation";
inline constexpr std::string_view kDocuments = "document";
inline constexpr std::string_view kAllocations = "allocation";
inline constexpr std::string_view kPayments = "payment";
inline constexpr std::string_view kCommitments = "commitment";
inline constexpr std::string_view kAccruals = "accrual";
inline constexpr std::string_view kRefunds = "refund";
inline constexpr std::string_view kAllocationChanges = "allocation-change";
inline constexpr std::string_view kLiabilities = "liability";
inline constexpr std::string_view kTreasuryStatements = "treasury-statement";
// What was confirmed or withdrawn at once; the body is a TreasuryConfirmation.
inline constexpr std::string_view kTreasuryConfirmations =
    "treasury-confirmation";
// Matches by line, `{statement}/{line}`; the body is the TreasuryMatch.
inline constexpr std::string_view kTreasuryMatches = "treasury-match";
// The same by payment; the body is the line's key, empty when withdrawn.
inline constexpr std::string_view kMatchedPayments = "matched-payment";
// By the reversed entry's sequence in ten digits.
inline constexpr std::string_view kReversals = "reversal";
// By month, such as `2020-03`.
inline constexpr std::string_view kPeriods = "period";
// Its one resource, `county`: the month that was closed last; empty where none
// is.
inline constexpr std::string_view kClosedThrough = "closed-through";
inline constexpr std::string_view kClosedThroughKey = "county";
inline constexpr std::string_view kProposals = "proposal";
inline constexpr std::string_view kApprovalLimits = "approval-limits";
// Of these a county has one.
inline constexpr std::string_view kApprovalLimitsKey = "county";
inline constexpr std::string_view kNearLimits = "near-limit";
// By allocation; the body is an OpenHolds.
inline constexpr std::string_view kOpenHolds = "open-holds";
// By allocation, kind of write and payee; the body is a LatelySpent.
inline constexpr std::string_view kLatelySpent = "lately-spent";
// Issuer and number of every document; the body is the document's key, here and
// below empty where a reversal has set it free.
inline constexpr std::string_view kDocumentNumbers = "document-number";
// Payee and invoice of every payment; the body is the payment's key.
inline constexpr std::string_view kInvoices = "invoice";
// The same of those that are paid in parts; the body is a PartlyPaidInvoice.
inline constexpr std::string_view kInvoiceParts = "invoice-part";
// Supplier and number of every commitment; the body is the commitment's key.
inline constexpr std::string_view kCommitmentNumbers = "commitment-number";

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
inline constexpr std::string_view kCommitmentName =
    "counties/{county}/commitments/{commitment}";
inline constexpr std::string_view kAccrualName =
    "counties/{county}/accruals/{accrual}";
inline constexpr std::string_view kAllocationChangeName =
    "counties/{county}/allocationChanges/{allocation_change}";
inline constexpr std::string_view kLiabilityName =
    "counties/{county}/liabilities/{liability}";
inline constexpr std::string_view kRefundName =
    "counties/{county}/refunds/{refund}";
inline constexpr std::string_view kReversalName =
    "counties/{county}/reversals/{reversal}";
inline constexpr std::string_view kPeriodName =
    "counties/{county}/periods/{period}";
inline constexpr std::string_view kTreasuryStatementName =
    "counties/{county}/treasuryStatements/{treasury_statement}";
inline constexpr std::string_view kTreasuryLineName =
    "counties/{county}/treasuryStatements/{treasury_statement}/lines/{line}";
inline constexpr std::string_view kProposalName =
    "counties/{county}/proposals/{proposal}";
inline constexpr std::string_view kApprovalLimitsName =
    "counties/{county}/approvalLimits";

// `d1/2` of an allocation's name, which must be one.
[[nodiscard]] std::string AllocationKey(std::string_view name);
// The other way.
[[nodiscard]] std::string AllocationNameOf(std::string_view county,
                                           std::string_view key);

// Keys of the unique indexes: where whoever has a number may be found. It is
// recorded under the first, however the number, and whose it is, are spelt
// (FoldSpelling). What builds recorded that did not fold stands under theirs as
// they were typed.
[[nodiscard]] std::vector<std::string> DocumentNumberKeys(
    std::string_view issuer, std::string_view number);
// Of a payment of the payee's invoice; none for a blank invoice.
[[nodiscard]] std::vector<std::string> InvoiceKeys(std::string_view payee,
                                                   std::string_view invoice);
// None for a blank number.
[[nodiscard]] std::vector<std::string> CommitmentNumberKeys(
    std::string_view supplier, std::string_view number);
// `kind` is a Proposal.Kind; another spelling of the payee is no other payee.
[[nodiscard]] std::string LatelySpentKey(std::string_view allocation, int kind,
                                         std::string_view payee);

// Of the reversal of an entry.
[[nodiscard]] std::string ReversalKey(int64_t sequence);

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
[[nodiscard]] std::string CeilingAccount(std::string_view allocation,
                                         std::string_view purpose);
// What else is kept of a purpose of an allocation, each an account.
inline constexpr std::string_view kFrozen = "frozen";
inline constexpr std::string_view kRecalled = "recalled";
inline constexpr std::string_view kTransferredIn = "transferred-in";
inline constexpr std::string_view kTransferredOut = "transferred-out";
inline constexpr std::string_view kCeiling = "ceiling";
[[nodiscard]] std::string FigureAccount(std::string_view figure,
                                        std::string_view allocation,
                                        std::string_view purpose);
// What an allocation's accounts of a figure begin with; of all when empty.
[[nodiscard]] std::string FigurePrefix(std::string_view figure,
                                       std::string_view allocation);
[[nodiscard]] std::string ContraAccount(std::string_view allocation,
                                        std::string_view purpose);
[[nodiscard]] std::string LiabilityAccount(std::string_view debtor,
                                           std::string_view liability);
[[nodiscard]] std::string LiabilityContraAccount(std::string_view debtor,
                                                 std::string_view liability);
// What a debtor's accounts begin with; those of all when empty.
[[nodiscard]] std::string LiabilityPrefix(std::string_view debtor);
// Where the money of a commitment's line stands.
enum class Stage { kHeld, kPrepaid, kAccrued, kPaid };
inline constexpr std::array<Stage, 4> kStages = {Stage::kHeld, Stage::kPrepaid,
                                                 Stage::kAccrued, Stage::kPaid};
struct CommitmentLine {
  std::string_view allocation;
  std::string_view purpose;
  std::string_view commitment;
  int64_t number;
};
[[nodiscard]] std::string StageAccount(Stage stage, const CommitmentLine& line);
// What an allocation's accounts of a stage begin with; of all when empty.
[[nodiscard]] std::string StagePrefix(Stage stage, std::string_view allocation);
// What else is kept of a commitment's line, each an account under FigurePrefix.
inline constexpr std::string_view kUndivided = "undivided";
inline constexpr std::string_view kArrived = "arrived";
[[nodiscard]] std::string LineFigureAccount(std::string_view figure,
                                            const CommitmentLine& line);
// The other side of pieces; that of money is ContraAccount.
[[nodiscard]] std::string ArrivedContraAccount(const CommitmentLine& line);
// What a proposal, a key, holds; under FigurePrefix as well.
inline constexpr std::string_view kProposed = "proposed";
[[nodiscard]] std::string ProposedAccount(std::string_view allocation,
                                          std::string_view purpose,
                                          std::string_view proposal);
// What was given back of a payment; under FigurePrefix as well.
inline constexpr std::string_view kRefunded = "refunded";
[[nodiscard]] std::string RefundedAccount(const v1::Payment& payment);

// The allocation and purpose of an account that names both.
struct AllocationAccount {
  std::string allocation;
  std::string purpose;
};
[[nodiscard]] AllocationAccount ParseAllocationAccount(
    std::string_view account);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_NAMES_H_
