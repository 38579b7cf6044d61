#include "tests/models/funding/requests.h"

#include <sstream>
#include <utility>

namespace epiledger::ladder {
namespace {

std::string Text(const Invoice& invoice) {
  if (invoice.number.empty() && invoice.whole == 0) return "";
  std::string text = " invoice " + invoice.number;
  if (invoice.whole > 0) text += " of " + std::to_string(invoice.whole);
  return text;
}

std::string Of(const std::string& order, int line) {
  return order + "/" + std::to_string(line);
}

const char* Account(bool is_own) {
  return is_own ? " from the own account" : "";
}

void Write(const CreatePurpose& one, std::ostream& out) {
  out << "purpose " << one.id;
}

void Write(const CreateFund& one, std::ostream& out) {
  out << "fund " << one.id;
}

void Write(const Appropriate& one, std::ostream& out) {
  out << "appropriate " << one.id << ": " << one.fen << " to " << one.fund
      << " on " << one.day;
}

void Write(const IssueDocument& one, std::ostream& out) {
  out << "document " << one.id << " No. " << one.number << " on " << one.day;
  for (const Grant& grant : one.grants) {
    out << "; " << grant.fen << " of " << grant.fund << " to "
        << grant.recipient << " for";
    for (const Share& share : grant.shares) {
      out << " " << share.purpose << "=" << share.fen;
      if (share.ceiling > 0) out << "<=" << share.ceiling;
    }
    if (grant.is_for_carry_over) out << " for a carry-over";
    if (grant.valid_until.has_value()) out << " until " << *grant.valid_until;
  }
}

void Write(const Pay& one, std::ostream& out) {
  out << "pay " << one.fen << " of " << one.allocation << " for " << one.purpose
      << " on " << one.day << " to " << one.payee << Text(one.invoice)
      << Account(one.is_own);
}

void Write(const Order& one, std::ostream& out) {
  out << "order " << one.id << " of " << one.allocation << " from "
      << one.supplier << " No. " << one.number << " on " << one.day << ":";
  for (const OrderLine& line : one.lines) {
    out << " " << line.purpose << "=" << line.fen;
    if (line.pieces > 0) out << "/" << line.pieces;
  }
}

void Write(const Arrive& one, std::ostream& out) {
  out << "arrived " << Of(one.order, one.line) << " for " << one.fen << " on "
      << one.day << (one.is_final ? ", the last" : "");
  if (one.pieces > 0) out << ", " << one.pieces << " pieces";
}

void Write(const PayOrder& one, std::ostream& out) {
  out << (one.is_ahead ? "prepay " : "settle ") << Of(one.order, one.line)
      << " with " << one.fen << " on " << one.day << Text(one.invoice)
      << Account(one.is_own);
}

void Write(const Release& one, std::ostream& out) {
  out << "release " << Of(one.order, one.line) << " ";
  if (one.fen.has_value()) {
    out << *one.fen;
  } else {
    out << "all";
  }
  out << " on " << one.day;
}

void Write(const Refund& one, std::ostream& out) {
  out << "refund " << one.fen << " of " << one.payment << " on " << one.day
      << (one.owed_again ? ", owed again" : "");
}

void Write(const Change& one, std::ostream& out) {
  static constexpr const char* kWords[] = {"recall", "transfer", "freeze",
                                           "unfreeze"};
  out << kWords[static_cast<int>(one.kind)] << " " << one.fen << " of "
      << one.allocation << " " << one.purpose << " on " << one.day;
  if (!one.target.empty()) {
    out << " to " << one.target << " " << one.target_purpose;
  }
  if (!one.approver.empty()) out << " approved by " << one.approver;
}

void Write(const Close& one, std::ostream& out) {
  out << "close " << one.allocation << " on " << one.day;
}

void Write(const Owe& one, std::ostream& out) {
  out << one.debtor << " owes " << one.fen << " for " << one.purpose << " to "
      << one.creditor << " since " << one.day;
}

void Write(const PayDebt& one, std::ostream& out) {
  out << "pay debt " << one.liability << " with " << one.fen << " of "
      << one.allocation << " on " << one.day << Text(one.invoice)
      << Account(one.is_own);
}

void Write(const Adjust& one, std::ostream& out) {
  out << (one.is_raised ? "raise " : "lower ") << one.appropriation << " by "
      << one.fen << " on " << one.day;
}

void Write(const Disburse& one, std::ostream& out) {
  out << (one.is_back ? "pay back " : "disburse ") << one.fen << " of "
      << one.allocation << " on " << one.day;
}

void Write(const CarryOver& one, std::ostream& out) {
  out << "carry over " << one.allocation << " to "
      << (one.target.empty() ? "the fund" : one.target) << " on " << one.day
      << " approved by " << one.approver;
}

void Write(const Reverse& one, std::ostream& out) {
  out << "reverse entry " << one.sequence;
}

void Write(const ClosePeriod& one, std::ostream& out) {
  out << "close month " << one.month;
}

void Write(const ReopenPeriod& one, std::ostream& out) {
  out << "open month " << one.month << " again";
}

void Write(const SetLimits& one, std::ostream& out) {
  const auto write = [&out](const char* kind, std::optional<int64_t> fen) {
    if (fen.has_value()) out << " " << kind << " " << *fen;
  };
  out << "limits:";
  write("pay", one.limits.payment);
  write("order", one.limits.order);
  write("transfer", one.limits.transfer);
  write("recall", one.limits.recall);
  out << " in " << one.limits.window_hours << " h, expiry after "
      << one.limits.expiry_hours << " h";
}

void Write(const Approve& one, std::ostream& out) {
  out << one.by << " approves " << one.proposal
      << (one.is_mistaken ? " as another" : "");
}

void Write(const Reject& one, std::ostream& out) {
  out << one.by << " rejects " << one.proposal;
}

void Write(const Withdraw& one, std::ostream& out) {
  out << one.by << " withdraws " << one.proposal;
}

// An earlier day is well formed wherever the day is; ids and entries have none.
template <typename One>
void Alter(One& one) {
  if constexpr (requires { one.day; }) {
    --one.day;
  } else if constexpr (requires { one.sequence; }) {
    ++one.sequence;
  } else if constexpr (requires { one.month; }) {
    --one.month;
  } else if constexpr (requires { one.limits; }) {
    ++one.limits.expiry_hours;
  } else if constexpr (requires { one.proposal; }) {
    one.proposal += "x";
  } else {
    one.id += "x";
  }
}

}  // namespace

std::string DeciderOf(const Request& request) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (requires { one.by; }) return one.by;
        return "";
      },
      request);
}

std::string ProposalOf(const Request& request) {
  return std::visit(
      [](const auto& one) -> std::string {
        if constexpr (requires { one.proposal; }) return one.proposal;
        return "";
      },
      request);
}

bool IsOfOldYear(const Request& request) {
  return std::visit(
      [](const auto& one) {
        if constexpr (requires { one.day; }) return one.day < kNewYear;
        return false;
      },
      request);
}

Request Altered(Request request) {
  std::visit([](auto& one) { Alter(one); }, request);
  return request;
}

std::string Tell(const Request& request) {
  std::ostringstream out;
  std::visit([&out](const auto& one) { Write(one, out); }, request);
  return std::move(out).str();
}

}  // namespace epiledger::ladder
