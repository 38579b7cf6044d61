#include "services/funding/rules/reconciliation_rules.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "absl/strings/numbers.h"
#include "epiledger/funding/v1/disbursement.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/standing.h"
#include "services/funding/rules/treasury_matches.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

// Of the statement a line is of.
std::string StatementKey(const std::string& line) {
  const auto parts = rpc::MatchName(kTreasuryLineName, line);
  return std::string(parts->Get("treasury_statement"));
}

// The line of a statement; nothing where there is none of that number.
std::optional<v1::TreasuryLine> FindLine(const v1::TreasuryMatch& match,
                                         State& state) {
  const auto statement = state.Get<v1::TreasuryStatement>(
      kTreasuryStatements, StatementKey(match.line()));
  if (!statement.has_value()) return std::nullopt;
  for (const v1::TreasuryLine& line : statement->lines()) {
    if (line.name() == match.line()) return line;
  }
  return std::nullopt;
}

std::optional<Refusal> CheckFree(const v1::TreasuryMatch& match, State& state) {
  const auto standing = StandingMatch(TreasuryLineKey(match.line()), state);
  if (standing.has_value()) {
    return Refuse("LINE_MATCHED",
                  {{"line", match.line()}, {"payment", OursIn(*standing)}});
  }
  const auto matched =
      state.resources().Find(kMatchedPayments, rpc::LastSegment(OursIn(match)));
  if (matched.has_value() && !matched->empty()) {
    return Refuse("PAYMENT_MATCHED", {{"payment", OursIn(match)},
                                      {"line", std::string(*matched)}});
  }
  return std::nullopt;
}

// What a payment or cash paid out comes to, or why it is no match.
std::variant<Amount, Refusal> AmountOf(const v1::TreasuryMatch& match,
                                       State& state) {
  if (!match.payment().empty()) {
    const auto payment =
        state.Get<v1::Payment>(kPayments, rpc::LastSegment(match.payment()));
    if (!payment.has_value()) {
      return Missing("PAYMENT_NOT_FOUND", match.payment());
    }
    if (auto refusal = CheckStanding(*payment)) return *std::move(refusal);
    if (payment->method() == v1::Payment::METHOD_OWN_ACCOUNT) {
      return Refuse("PAID_FROM_OWN_ACCOUNT", {{"payment", match.payment()}});
    }
    return ToFen(payment->amount());
  }
  const auto cash = state.Get<v1::Disbursement>(
      kDisbursements, rpc::LastSegment(match.disbursement()));
  if (!cash.has_value()) {
    return Missing("DISBURSEMENT_NOT_FOUND", match.disbursement());
  }
  if (auto refusal = CheckStanding(*cash)) return *std::move(refusal);
  if (cash->kind() != v1::Disbursement::KIND_PAID_OUT) {
    return Refuse("CASH_CAME_BACK", {{"disbursement", match.disbursement()}});
  }
  return ToFen(cash->amount());
}

std::optional<Refusal> CheckAmounts(const v1::TreasuryMatch& match,
                                    Amount theirs, Amount ours) {
  if (theirs == ours || !match.reason().empty()) return std::nullopt;
  return Refuse("AMOUNTS_DIFFER", {{"line", match.line()},
                                   {"payment", OursIn(match)},
                                   {"theirs", Concat(theirs)},
                                   {"ours", Concat(ours)}});
}

std::optional<Refusal> CheckConfirmed(const v1::TreasuryMatch& match,
                                      State& state) {
  const auto line = FindLine(match, state);
  if (!line.has_value()) {
    return Missing("TREASURY_LINE_NOT_FOUND", match.line());
  }
  const auto ours = AmountOf(match, state);
  if (const auto* refusal = std::get_if<Refusal>(&ours)) return *refusal;
  auto refusal = CheckFree(match, state);
  return refusal.has_value() ? refusal
                             : CheckAmounts(match, ToFen(line->amount()),
                                            std::get<Amount>(ours));
}

std::optional<Refusal> CheckWithdrawn(const v1::TreasuryMatch& match,
                                      State& state) {
  const auto standing = StandingMatch(TreasuryLineKey(match.line()), state);
  if (standing.has_value() && OursIn(*standing) == OursIn(match)) {
    return std::nullopt;
  }
  return Refuse("NOT_MATCHED",
                {{"line", match.line()}, {"payment", OursIn(match)}});
}

// A line is a payment, or cash paid out.
absl::Status CheckOneOfTwo(const v1::TreasuryMatch& match, int place) {
  const bool is_payment = !match.payment().empty();
  if (is_payment != !match.disbursement().empty()) return absl::OkStatus();
  return is_payment ? rpc::InvalidField(
                          Concat("matches[", place, "].disbursement"),
                          "ONE_OF_TWO", {{"found", match.disbursement()}})
                    : rpc::InvalidField(Concat("matches[", place, "].payment"),
                                        "REQUIRED");
}

}  // namespace

absl::Status ValidateTreasuryStatement(
    const v1::CreateTreasuryStatementRequest& request) {
  const v1::TreasuryStatement& statement = request.treasury_statement();
  const Position first = ToPosition(statement.first_date());
  const Position last = ToPosition(statement.last_date());
  if (first > last) {
    return rpc::InvalidField("treasury_statement.first_date",
                             "RANGE_TURNED_ROUND");
  }
  for (int i = 0; i < statement.lines_size(); ++i) {
    const Position day = ToPosition(statement.lines(i).line_date());
    if (first <= day && day <= last) continue;
    return rpc::InvalidField(
        Concat("treasury_statement.lines[", i, "].line_date"),
        "LINE_OUTSIDE_STATEMENT",
        {{"found", ToText(day)},
         {"first", ToText(first)},
         {"last", ToText(last)}});
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfTreasuryStatement(
    const v1::CreateTreasuryStatementRequest& request) {
  return {{{std::string(kTreasuryStatements), request.treasury_statement_id()}},
          {}};
}

Decision DecideCreateTreasuryStatement(
    const v1::CreateTreasuryStatementRequest& request,
    const DecisionContext& context, State& state) {
  v1::TreasuryStatement statement = request.treasury_statement();
  if (const absl::Status ahead =
          CheckNotAhead(statement.last_date(), "treasury_statement.last_date",
                        context, state);
      !ahead.ok()) {
    return ahead;
  }
  const std::string& id = request.treasury_statement_id();
  statement.set_name(
      rpc::MakeName(kTreasuryStatementName, {context.book.county, id}));
  if (state.Exists(kTreasuryStatements, id)) return Taken(statement.name());
  Amount total = 0;
  for (int i = 0; i < statement.lines_size(); ++i) {
    v1::TreasuryLine& line = *statement.mutable_lines(i);
    line.set_name(rpc::MakeName(kTreasuryLineName,
                                {context.book.county, id, Concat(i + 1)}));
    total += ToFen(line.amount());
  }
  *statement.mutable_total() = ToMoney(total);
  Accepted accepted;
  AddResource(kTreasuryStatements, id, statement, accepted);
  return accepted;
}

absl::Status ValidateConfirmMatches(const v1::ConfirmMatchesRequest& request) {
  std::set<std::string> named;
  for (int i = 0; i < request.matches_size(); ++i) {
    const v1::TreasuryMatch& match = request.matches(i);
    if (absl::Status one = CheckOneOfTwo(match, i); !one.ok()) return one;
    const char* const side =
        match.payment().empty() ? "disbursement" : "payment";
    for (const auto& [field, name] :
         {std::pair("line", match.line()), std::pair(side, OursIn(match))}) {
      if (named.insert(name).second) continue;
      return rpc::InvalidField(Concat("matches[", i, "].", field),
                               "LISTED_TWICE", {{"found", name}});
    }
  }
  return absl::OkStatus();
}

ledger::Needs NeedsOfConfirmMatches(const v1::ConfirmMatchesRequest& request) {
  ledger::Needs needs;
  const auto add = [&needs](std::string_view collection, std::string_view key) {
    needs.resources.push_back({std::string(collection), std::string(key)});
  };
  for (const v1::TreasuryMatch& match : request.matches()) {
    const std::string_view ours = rpc::LastSegment(OursIn(match));
    add(kTreasuryStatements, StatementKey(match.line()));
    add(kTreasuryMatches, TreasuryLineKey(match.line()));
    add(match.payment().empty() ? kDisbursements : kPayments, ours);
    add(kMatchedPayments, ours);
  }
  return needs;
}

Decision DecideConfirmMatches(const v1::ConfirmMatchesRequest& request,
                              const DecisionContext& context, State& state) {
  Accepted accepted;
  v1::TreasuryConfirmation confirmation;
  for (const v1::TreasuryMatch& match : request.matches()) {
    auto refusal = request.withdraw() ? CheckWithdrawn(match, state)
                                      : CheckConfirmed(match, state);
    if (refusal.has_value()) return *std::move(refusal);
    v1::TreasuryMatch& confirmed = *confirmation.add_matches();
    confirmed = match;
    confirmed.set_subject(context.subject);
    confirmed.set_withdrawn(request.withdraw());
  }
  AddResource(kTreasuryConfirmations, context.NewId(), confirmation, accepted);
  for (const v1::TreasuryMatch& match : confirmation.matches()) {
    AddMatch(match, accepted);
  }
  return accepted;
}

}  // namespace epiledger::funding
