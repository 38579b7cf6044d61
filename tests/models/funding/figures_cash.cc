#include "tests/models/funding/figures_cash.h"

#include <string>

#include "tests/models/funding/cash.h"

namespace epiledger::ladder {
namespace {

void TellReversal(const Notes& notes, int64_t sequence, Point point,
                  const std::string& name, Figures& figures) {
  if (notes.IsReversedAt(sequence, point)) figures[name + " reversed"] = 1;
}

void TellAccounts(const Notes& notes, Point point, Figures& figures) {
  int64_t& disbursed = figures["all allocations disbursed"];
  int64_t& advanced = figures["all allocations advanced"];
  for (const auto& [name, allocation] : notes.allocations) {
    if (!allocation.made.IsSeenAt(point)) continue;
    const Cash cash = CashOf(notes.journal, name, point);
    figures["allocation " + name + " disbursed"] = cash.disbursed();
    figures["allocation " + name + " advanced"] = cash.advanced();
    disbursed += cash.disbursed();
    advanced += cash.advanced();
  }
}

void TellAppropriations(const Notes& notes, Point point, Figures& figures) {
  for (const auto& [id, appropriation] : notes.appropriations) {
    if (!appropriation.made.IsSeenAt(point)) continue;
    // What it recorded stays, also where it was reversed.
    const bool is_reversed =
        notes.IsReversedAt(appropriation.made.sequence, point);
    figures["appropriation " + id + " adjusted"] =
        (is_reversed ? appropriation.fen : 0) +
        notes.journal.Sum({Kind::kAdjusted, id, "", ""}, point);
    TellReversal(notes, appropriation.made.sequence, point,
                 "appropriation " + id, figures);
  }
  int64_t& adjustments = figures["how many adjustments"];
  int64_t& reversed = figures["how many adjustments reversed"];
  for (const Dated& made : notes.adjustments) {
    if (!made.IsSeenAt(point)) continue;
    ++adjustments;
    reversed += notes.IsReversedAt(made.sequence, point) ? 1 : 0;
  }
}

void TellDisbursements(const Notes& notes, Point point, Figures& figures) {
  for (const auto& [label, noted] : notes.disbursements) {
    if (!noted.made.IsSeenAt(point)) continue;
    const std::string name = "disbursement " + label;
    figures[name + " cash"] =
        noted.disburse.is_back ? -noted.disburse.fen : noted.disburse.fen;
    figures[name + " for advanced"] = noted.for_advanced;
    TellReversal(notes, noted.made.sequence, point, name, figures);
  }
  for (const auto& [label, payment] : notes.payments) {
    if (!payment.made.IsSeenAt(point) || !payment.from_disbursed) continue;
    figures["payment " + label + " from disbursed"] = *payment.from_disbursed;
  }
}

void TellCarryOvers(const Notes& notes, Point point, Figures& figures) {
  for (const auto& [label, noted] : notes.carry_overs) {
    if (!noted.made.IsSeenAt(point)) continue;
    const std::string name = "carry-over " + label;
    const Leftover& carried = noted.carried;
    TellReversal(notes, noted.made.sequence, point, name, figures);
    figures[name + " total"] = carried.available + carried.bound();
    figures[name + " available"] = carried.available;
    figures[name + " held"] = carried.held;
    figures[name + " prepaid"] = carried.prepaid;
    figures[name + " accrued"] = carried.accrued;
    figures[name + " disbursed"] = carried.disbursed;
    figures[name + " advanced"] = carried.advanced;
    for (const std::string& id : carried.orders) {
      figures[std::string(name).append(" ").append(id)] = 1;
    }
  }
}

}  // namespace

void TellCash(const Notes& notes, Point point, Extent extent,
              Figures& figures) {
  TellAccounts(notes, point, figures);
  if (extent == Extent::kMoney) return;
  TellAppropriations(notes, point, figures);
  TellDisbursements(notes, point, figures);
  TellCarryOvers(notes, point, figures);
}

}  // namespace epiledger::ladder
