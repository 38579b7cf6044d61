// Verdicts on funds, purposes, appropriations and allocation documents.
#include <map>
#include <set>
#include <string>

#include "tests/models/funding/judge.h"
#include "tests/models/funding/spelling.h"

namespace epiledger::ladder {
namespace {

void JudgeShares(const Grant& grant, Verdict& verdict) {
  int64_t divided = 0;
  std::set<std::string> seen;
  for (const Share& share : grant.shares) {
    divided += share.fen;
    verdict.RejectIf(!seen.insert(share.purpose).second, "LISTED_TWICE");
    if (share.ceiling == 0) continue;
    verdict.RejectIf(share.ceiling < share.fen, "CEILING_BELOW_SHARE");
  }
  verdict.RejectIf(divided > grant.fen, "SHARES_EXCEED_AMOUNT");
}

// First there is a budget, then an allocation (DOMAIN rule 6): on every day
// from the document's on.
void JudgeBudget(const Notes& notes, const IssueDocument& asked,
                 Verdict& verdict) {
  std::map<std::string, int64_t> needed;
  for (const Grant& grant : asked.grants) needed[grant.fund] += grant.fen;
  for (const auto& [fund, fen] : needed) {
    if (!notes.funds.contains(fund)) continue;
    const int64_t spare =
        notes.journal.Spare({Kind::kFund, fund, "", ""}, asked.day);
    verdict.RefuseIf(fen > spare, "FUND_OVERDRAWN", spare);
  }
}

}  // namespace

void JudgeForm(const CreatePurpose& asked, Verdict& verdict) {
  verdict.RejectIf(asked.id == kRest, "RESERVED_ID");
}

void JudgeForm(const IssueDocument& asked, Verdict& verdict) {
  for (const Grant& grant : asked.grants) {
    if (grant.valid_until.has_value()) {
      verdict.RejectIf(*grant.valid_until < asked.day, "ENDS_BEFORE_IT_BEGINS");
    }
    verdict.RejectIf(grant.fen == 0 && !grant.is_for_carry_over, "REQUIRED");
    JudgeShares(grant, verdict);
  }
}

void JudgeOne(const Notes& notes, const CreatePurpose& asked,
              Verdict& verdict) {
  verdict.RefuseIf(notes.purposes.contains(asked.id), "NAME_TAKEN");
}

void JudgeOne(const Notes& notes, const CreateFund& asked, Verdict& verdict) {
  verdict.RefuseIf(notes.funds.contains(asked.id), "NAME_TAKEN");
}

void JudgeOne(const Notes& notes, const Appropriate& asked, Verdict& verdict) {
  verdict.RefuseIf(notes.appropriations.contains(asked.id), "NAME_TAKEN");
  JudgeNamed(notes, notes.funds, asked.fund, "FUND_NOT_FOUND", verdict);
}

void JudgeOne(const Notes& notes, const IssueDocument& asked,
              Verdict& verdict) {
  verdict.RefuseIf(notes.documents.contains(asked.id), "NAME_TAKEN");
  verdict.RefuseIf(notes.document_numbers.contains(Folded(asked.number)),
                   "DOCUMENT_NUMBER_TAKEN");
  for (const Grant& grant : asked.grants) {
    JudgeNamed(notes, notes.funds, grant.fund, "FUND_NOT_FOUND", verdict);
    for (const Share& share : grant.shares) {
      JudgeNamed(notes, notes.purposes, share.purpose, "PURPOSE_NOT_FOUND",
                 verdict);
    }
  }
  JudgeBudget(notes, asked, verdict);
}

// Below nothing there is no appropriation, and below what was allocated no
// fund, on any day from then on.
void JudgeOne(const Notes& notes, const Adjust& asked, Verdict& verdict) {
  const auto* appropriation = Find(notes.appropriations, asked.appropriation);
  if (verdict.RefuseIf(appropriation == nullptr, "APPROPRIATION_NOT_FOUND")) {
    return;
  }
  if (!JudgeStanding(notes, appropriation->made.sequence, verdict)) return;
  verdict.RefuseIf(asked.day < appropriation->day, "BEFORE_APPROPRIATED");
  if (asked.is_raised) return;
  const auto refuse_beyond = [&](const Pot& pot, const char* reason) {
    const int64_t there = notes.journal.Spare(pot, asked.day);
    verdict.RefuseIf(asked.fen > there, reason, there);
  };
  refuse_beyond({Kind::kAdjusted, asked.appropriation, "", ""},
                "OVER_APPROPRIATED");
  refuse_beyond({Kind::kFund, appropriation->fund, "", ""}, "OVER_UNALLOCATED");
}

}  // namespace epiledger::ladder
