// How funding spells what became of appropriations, of cash on recipients' own
// accounts, and of money at the end of a year. See also funding_names.h.
//
// Accounts, in CNY fen:
//
//   source:{fund}/{appropriation}     by how much an appropriation was raised,
//                                     with a minus sign, or lowered; unlimited
//   disbursed:{document}/{allocation}/any
//                                     cash on the recipient's own account, a
//                                     figure beside the money
//   advanced:{document}/{allocation}/any
//                                     what the recipient paid beyond that
//   paid-back:{document}/{allocation}/any/{day}
//                                     cash that came back from there, or went
//                                     on with a carry-over, by its day, which
//                                     may be closed
//   carried-in:{document}/{allocation}/{purpose}/{day}
//                                     carried over from the year before, by the
//                                     day since which it has waited
//   carried-out:{document}/{allocation}/{purpose}
//                                     carried over into the next, or back to
//                                     the fund
//   paid-carried-in:…, paid-carried-out:{document}/{allocation}/{purpose}/
//                    {commitment}/{line}
//                                     of these, what payments had paid ahead of
//                                     goods: they stay with the old allocation
#ifndef EPILEDGER_SERVICES_FUNDING_CASH_NAMES_H_
#define EPILEDGER_SERVICES_FUNDING_CASH_NAMES_H_

#include <string>
#include <string_view>

#include "services/ledger/account.h"

namespace epiledger::funding {

// Collections.
inline constexpr std::string_view kAppropriationAdjustments =
    "appropriation-adjustment";
inline constexpr std::string_view kDisbursements = "disbursement";
inline constexpr std::string_view kCarryOvers = "carry-over";
// By allocation and reversed entry, `{document}/{allocation}/{sequence}`; the
// body is the Reversal, of an entry that moved the allocation's cash on a day
// that was closed by then.
inline constexpr std::string_view kCashReversedLate = "cash-reversed-late";

// Name patterns.
inline constexpr std::string_view kAppropriationAdjustmentName =
    "counties/{county}/appropriationAdjustments/{appropriation_adjustment}";
inline constexpr std::string_view kDisbursementName =
    "counties/{county}/disbursements/{disbursement}";
inline constexpr std::string_view kCarryOverName =
    "counties/{county}/carryOvers/{carry_over}";

// Figures, for FigureAccount and FigurePrefix.
inline constexpr std::string_view kDisbursed = "disbursed";
inline constexpr std::string_view kAdvanced = "advanced";
inline constexpr std::string_view kPaidBack = "paid-back";
inline constexpr std::string_view kCarriedIn = "carried-in";
inline constexpr std::string_view kCarriedOut = "carried-out";
inline constexpr std::string_view kPaidCarriedIn = "paid-carried-in";
inline constexpr std::string_view kPaidCarriedOut = "paid-carried-out";

// Where an appropriation's raises come from and its cuts go to.
[[nodiscard]] std::string AdjustmentAccount(std::string_view fund,
                                            std::string_view appropriation);

// Cash is not divided by purpose.
[[nodiscard]] std::string DisbursedAccount(std::string_view allocation);
[[nodiscard]] std::string AdvancedAccount(std::string_view allocation);
// Cash that came back, or went on, on a day.
[[nodiscard]] std::string PaidBackAccount(std::string_view allocation,
                                          ledger::Position day);

[[nodiscard]] std::string CarriedInAccount(std::string_view allocation,
                                           std::string_view purpose,
                                           ledger::Position since);
// The day that one of these two names.
[[nodiscard]] ledger::Position SinceOf(std::string_view account);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_CASH_NAMES_H_
