#include "tests/models/funding/cells.h"

#include <array>
#include <variant>
#include <vector>

namespace epiledger::ladder {
namespace {

using Rules = std::vector<std::string>;

// Of sheets, in the order of the requests.
constexpr std::array<const char*, std::variant_size_v<Request>> kKinds = {
    "purpose",  "fund",       "appropriate", "document",    "pay",
    "order",    "arrive",     "pay order",   "release",     "refund",
    "change",   "close",      "owe",         "pay debt",    "adjust",
    "disburse", "carry over", "reverse",     "close month", "open month",
    "limits",   "approve",    "reject",      "withdraw"};

std::string RowOfOne(const CreatePurpose&, const Notes&) { return "purpose"; }
std::string RowOfOne(const CreateFund&, const Notes&) { return "fund"; }
std::string RowOfOne(const Appropriate&, const Notes&) { return "appropriate"; }
std::string RowOfOne(const IssueDocument&, const Notes&) { return "document"; }
// From the own account it is another row, of the same rules but one.
std::string OfAccount(const std::string& row, bool is_own) {
  return is_own ? row + ", own account" : row;
}
std::string RowOfOne(const Pay& one, const Notes&) {
  return OfAccount("pay", one.is_own);
}
std::string RowOfOne(const Order&, const Notes&) { return "order"; }
std::string RowOfOne(const Arrive&, const Notes&) { return "arrive"; }
std::string RowOfOne(const PayOrder& one, const Notes&) {
  return OfAccount(one.is_ahead ? "prepay" : "settle", one.is_own);
}
std::string RowOfOne(const Release& one, const Notes&) {
  return one.line == 0 ? "release all" : "release line";
}
std::string RowOfOne(const Close&, const Notes&) { return "close"; }
std::string RowOfOne(const Owe&, const Notes&) { return "owe"; }
std::string RowOfOne(const PayDebt& one, const Notes&) {
  return OfAccount("pay debt", one.is_own);
}
std::string RowOfOne(const Refund& one, const Notes& notes) {
  static constexpr const char* kRows[] = {"refund direct", "refund prepaid",
                                          "refund settled", "refund debt"};
  const auto* payment = Find(notes.payments, one.payment);
  // What is not there is of no kind, and what was paid directly never owed.
  if (payment == nullptr || !payment->was_owed()) return kRows[0];
  const char* row = kRows[static_cast<int>(payment->kind)];
  return one.owed_again ? std::string(row) + ", owed again" : row;
}
std::string RowOfOne(const Change& one, const Notes&) {
  static constexpr const char* kRows[] = {"recall", "transfer", "freeze",
                                          "unfreeze"};
  return kRows[static_cast<int>(one.kind)];
}

std::string RowOfOne(const Adjust& one, const Notes&) {
  return one.is_raised ? "raise" : "lower";
}
std::string RowOfOne(const Disburse& one, const Notes&) {
  return one.is_back ? "pay back" : "disburse";
}

std::string RowOfOne(const CarryOver& one, const Notes&) {
  return one.target.empty() ? "carry to the fund" : "carry over";
}

std::string RowOfOne(const ClosePeriod&, const Notes&) { return "close month"; }
std::string RowOfOne(const ReopenPeriod&, const Notes&) { return "open month"; }

std::string RowOfOne(const SetLimits&, const Notes&) { return "limits"; }
std::string RowOfOne(const Reject&, const Notes&) { return "reject"; }
std::string RowOfOne(const Withdraw&, const Notes&) { return "withdraw"; }

// By what is approved; what is not there is of no kind.
std::string RowOfOne(const Approve& one, const Notes& notes) {
  const auto* proposal = Find(notes.waiting.proposals, one.proposal);
  if (proposal == nullptr) return "approve pay";
  return std::string("approve ") + kKinds.at(proposal->write.index());
}

// By what is reversed; what is none of these is of no kind.
std::string RowOfOne(const Reverse& one, const Notes& notes) {
  const auto found = notes.entries.find(one.sequence);
  if (found == notes.entries.end() || found->second.is_reversal() ||
      !found->second.is_of_money()) {
    return "reverse pay";
  }
  if (found->second.is_approval) return "reverse an approval";
  return std::string("reverse ") + kKinds.at(found->second.request.index());
}

Rules Joined(Rules some, const Rules& more) {
  some.insert(some.end(), more.begin(), more.end());
  return some;
}

// What all operations on a line of an order have in common.
Rules OfLine(const Rules& more) {
  return Joined({"COMMITMENT_NOT_FOUND", "LINE_NOT_FOUND", "BEFORE_COMMITTED",
                 "CARRIED_OVER", "DATE_AHEAD", "REVERSED"},
                more);
}

Rules OfInvoice(const Rules& more) {
  return Joined(
      {"INVOICE_PAID_TWICE", "INVOICE_OVERPAID", "INVOICE_AMOUNT_ALONE"}, more);
}

Rules OfEnd(const Rules& more) {
  return Joined({"ALLOCATION_EXPIRED", "ALLOCATION_CLOSED"}, more);
}

Rules OfSpending(const Rules& more) {
  return Joined({kSecondPerson, "ALLOCATION_NOT_FOUND", "PURPOSE_NOT_ALLOWED",
                 "PAID_BEFORE_ALLOCATED", "OVERSPENT", "OVER_CEILING",
                 "DATE_AHEAD", "REVERSED", "PERIOD_CLOSED"},
                OfEnd(OfInvoice(more)));
}

Rules OfRefund(const Rules& more) {
  return Joined(
      {"REFUNDED_BEFORE_PAID", "OVER_REFUNDED", "DATE_AHEAD", "REVERSED"},
      more);
}

// Of what a second person decides.
Rules OfApproval(const Rules& more) {
  return Joined({"PROPOSAL_DECIDED", "PROPOSAL_EXPIRED", "PROPOSAL_DIFFERS",
                 "APPROVED_BY_ONESELF"},
                more);
}

Rules OfReversal() { return {"ALREADY_REVERSED", "LATER_ENTRIES_DEPEND"}; }

Rules OfChange(const Rules& more) {
  return Joined(
      {"ALLOCATION_NOT_FOUND", "PURPOSE_NOT_ALLOWED", "BEFORE_ALLOCATED",
       "APPROVED_BY_ONESELF", "DATE_AHEAD", "REVERSED", "PERIOD_CLOSED"},
      more);
}

Rules OfDebt(const Rules& more) {
  return Joined({"LIABILITY_NOT_FOUND", "OTHER_RECIPIENT", "PAID_BEFORE_OWED",
                 "OVER_OWED"},
                OfSpending(more));
}

Rules OfAdjustment(const Rules& more) {
  return Joined({"APPROPRIATION_NOT_FOUND", "BEFORE_APPROPRIATED", "DATE_AHEAD",
                 "REVERSED"},
                more);
}

Rules OfCarryOver(const Rules& more) {
  return Joined({"ALLOCATION_NOT_FOUND", "APPROVED_BY_ONESELF",
                 "NOT_OF_THE_YEAR", "CHANGED_LATER", "OPEN_AT_YEAR_END",
                 "NOTHING_TO_CARRY", "DATE_AHEAD", "REVERSED"},
                more);
}

Rules OfDisbursement(const Rules& more) {
  return Joined(
      {"ALLOCATION_NOT_FOUND", "BEFORE_ALLOCATED", "DATE_AHEAD", "REVERSED"},
      more);
}

}  // namespace

std::string RowOf(const Request& request, const Notes& notes) {
  return std::visit([&](const auto& one) { return RowOfOne(one, notes); },
                    request);
}

std::string RowOfSheet(const Sheet& sheet) {
  return std::string(sheet.is_together ? "together: " : "each alone: ") +
         kKinds.at(sheet.requests.front().index());
}

const RulesOfRows& RulesOfSheets() {
  static const auto* const kRules = [] {
    auto* const rules = new RulesOfRows;
    for (const std::string kind : kKinds) {
      // Whatever they are, they wait.
      if (kind == "limits") continue;
      (*rules)["together: " + kind] = {kBatchRefused};
      (*rules)["each alone: " + kind] = {kElement};
    }
    return rules;
  }();
  return *kRules;
}

const RulesOfRows& RulesOfOperations() {
  static const auto* const kRules = new RulesOfRows{
      {"purpose", {"NAME_TAKEN", "RESERVED_ID"}},
      {"fund", {"NAME_TAKEN"}},
      {"appropriate",
       {"NAME_TAKEN", "FUND_NOT_FOUND", "DATE_AHEAD", "REVERSED"}},
      {"document",
       {"NAME_TAKEN", "DOCUMENT_NUMBER_TAKEN", "FUND_NOT_FOUND",
        "PURPOSE_NOT_FOUND", "FUND_OVERDRAWN", "SHARES_EXCEED_AMOUNT",
        "CEILING_BELOW_SHARE", "LISTED_TWICE", "REQUIRED",
        "ENDS_BEFORE_IT_BEGINS", "DATE_AHEAD", "REVERSED", "PERIOD_CLOSED"}},
      {"raise", OfAdjustment({})},
      {"lower", OfAdjustment({"OVER_APPROPRIATED", "OVER_UNALLOCATED",
                              "PERIOD_CLOSED"})},
      {"disburse",
       OfDisbursement({"OVER_TREASURY", "ALLOCATION_CLOSED", "PERIOD_CLOSED"})},
      {"pay back", OfDisbursement({"OVER_DISBURSED"})},
      {"carry over",
       OfCarryOver({"BEFORE_ALLOCATED", "OTHER_FUND", "RECIPIENT_DIFFERS",
                    "PURPOSES_DIFFER", "ALLOCATION_CLOSED",
                    "ALLOCATION_EXPIRED", "OVER_CEILING", "SAME_ALLOCATION"})},
      {"carry to the fund", OfCarryOver({kSecondPerson})},
      {"pay, own account", OfSpending({})},
      {"prepay, own account",
       OfLine(OfInvoice(OfEnd({kSecondPerson, "OVER_HELD", "PERIOD_CLOSED"})))},
      {"settle, own account",
       OfLine(OfInvoice({kSecondPerson, "OVER_ACCRUED", "PERIOD_CLOSED"}))},
      {"pay debt, own account", OfDebt({})},
      {"pay", OfSpending({"OVER_TREASURY"})},
      {"order",
       OfEnd({kSecondPerson, "NAME_TAKEN", "ALLOCATION_NOT_FOUND",
              "PURPOSE_NOT_ALLOWED", "BEFORE_ALLOCATED",
              "COMMITMENT_NUMBER_TAKEN", "OVERCOMMITTED", "OVER_CEILING",
              "OUT_OF_RANGE", "DATE_AHEAD", "REVERSED", "PERIOD_CLOSED"})},
      {"arrive", OfLine({"ALLOCATION_EXPIRED", "ALLOCATION_CLOSED", "OVERSPENT",
                         "OVER_CEILING", "OUT_OF_RANGE"})},
      {"prepay", OfLine(OfInvoice(OfEnd({kSecondPerson, "OVER_HELD",
                                         "OVER_TREASURY", "PERIOD_CLOSED"})))},
      {"settle", OfLine(OfInvoice({kSecondPerson, "OVER_ACCRUED",
                                   "OVER_TREASURY", "PERIOD_CLOSED"}))},
      {"release line", OfLine({"OVER_HELD", "NOTHING_HELD", "PERIOD_CLOSED"})},
      {"release all",
       {"COMMITMENT_NOT_FOUND", "BEFORE_COMMITTED", "NOTHING_HELD",
        "CARRIED_OVER", "AMOUNT_WITHOUT_LINE", "DATE_AHEAD", "REVERSED",
        "PERIOD_CLOSED"}},
      {"refund direct", OfRefund({"PAYMENT_NOT_FOUND", "NEVER_OWED"})},
      {"refund prepaid", OfRefund({"CARRIED_OVER"})},
      {"refund prepaid, owed again",
       OfRefund({"CARRIED_OVER", "OVER_CEILING"})},
      {"refund settled", OfRefund({"CARRIED_OVER"})},
      {"refund settled, owed again",
       OfRefund({"CARRIED_OVER", "OVER_CEILING"})},
      {"refund debt", OfRefund({})},
      {"refund debt, owed again", OfRefund({})},
      {"recall", OfChange({kSecondPerson, "OVER_AVAILABLE", "OVER_TREASURY",
                           "NO_TARGET"})},
      {"freeze",
       OfChange({"OVER_AVAILABLE", "ALLOCATION_CLOSED", "NO_TARGET"})},
      {"unfreeze", OfChange({"OVER_FROZEN", "ALLOCATION_CLOSED", "NO_TARGET"})},
      {"transfer",
       OfChange(OfEnd({kSecondPerson, "OVER_AVAILABLE", "OVER_TREASURY",
                       "OTHER_FUND", "TARGET_NEEDED", "APPROVER_NEEDED",
                       "SAME_SHARE"}))},
      {"close",
       {"ALLOCATION_NOT_FOUND", "BEFORE_ALLOCATED", "ALLOCATION_CLOSED",
        "STILL_OPEN", "DATE_AHEAD", "REVERSED", "PERIOD_CLOSED"}},
      {"owe", {"PURPOSE_NOT_FOUND", "DATE_AHEAD", "REVERSED"}},
      {"pay debt", OfDebt({"OVER_TREASURY"})},
      {"close month", {"NOT_A_MONTH", "PERIOD_NOT_OVER", "PERIOD_NOT_NEXT"}},
      {"open month", {"NOT_A_MONTH", "PERIOD_NOT_LAST"}},
      {"approve pay", OfApproval({"PROPOSAL_NOT_FOUND", "INVOICE_PAID_TWICE",
                                  "INVOICE_OVERPAID", "PERIOD_CLOSED"})},
      {"approve order",
       OfApproval({"NAME_TAKEN", "COMMITMENT_NUMBER_TAKEN", "PERIOD_CLOSED"})},
      {"approve pay order",
       OfApproval({"INVOICE_PAID_TWICE", "INVOICE_OVERPAID", "OVER_ACCRUED",
                   "OVER_HELD", "OVER_TREASURY", "REVERSED", "PERIOD_CLOSED"})},
      {"approve pay debt",
       OfApproval({"INVOICE_PAID_TWICE", "INVOICE_OVERPAID", "OVER_OWED",
                   "REVERSED", "PERIOD_CLOSED"})},
      {"approve change",
       OfApproval({"ALLOCATION_CLOSED", "REVERSED", "PERIOD_CLOSED"})},
      {"approve carry over", OfApproval({"LEFTOVER_CHANGED"})},
      {"approve limits", OfApproval({"LIMITS_CHANGED"})},
      {"reject",
       {"PROPOSAL_NOT_FOUND", "PROPOSAL_DECIDED", "PROPOSED_BY_ONESELF"}},
      {"withdraw",
       {"PROPOSAL_NOT_FOUND", "PROPOSAL_DECIDED", "PROPOSED_BY_ANOTHER"}},
      {"reverse an approval", OfReversal()},
      {"reverse purpose", OfReversal()},
      {"reverse fund", OfReversal()},
      {"reverse appropriate", OfReversal()},
      {"reverse document", OfReversal()},
      {"reverse pay",
       Joined(OfReversal(), {"ENTRY_NOT_FOUND", "NOTHING_TO_REVERSE",
                             "REVERSAL_STANDS", "NOT_REVERSIBLE"})},
      {"reverse order", OfReversal()},
      {"reverse arrive", OfReversal()},
      {"reverse pay order", OfReversal()},
      {"reverse release", OfReversal()},
      {"reverse refund", OfReversal()},
      {"reverse change", OfReversal()},
      {"reverse close", {"ALREADY_REVERSED"}},
      {"reverse owe", OfReversal()},
      {"reverse pay debt", OfReversal()},
      {"reverse adjust", OfReversal()},
      {"reverse disburse", OfReversal()},
      {"reverse carry over", OfReversal()},
  };
  return *kRules;
}

}  // namespace epiledger::ladder
