// Office: a finance office that thinks up its next request.
//
// It knows the notes, and so asks mostly for what is possible, close to what is
// left; and often makes one mistake, of the kinds that the documents name, so
// that every refusal comes up. What it asks follows from the notes and the dice
// alone.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_OFFICE_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_OFFICE_H_

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/models/funding/aim.h"
#include "tests/models/funding/cash.h"
#include "tests/models/funding/dice.h"
#include "tests/models/funding/notes.h"
#include "tests/models/funding/requests.h"

namespace epiledger::ladder {

class Office {
 public:
  // Both must outlive it. It may be after something for the whole history.
  Office(const Notes& notes, Dice& dice, std::optional<Aim> aim = {})
      : notes_(notes), dice_(dice), aim_(aim) {}

  [[nodiscard]] Request Next();
  // office_sheet.cc. Empty where nothing came to mind.
  [[nodiscard]] Sheet NextSheet();

 private:
  template <typename One>
  using Mistakes = std::vector<std::function<void(One&)>>;

  // A kind of request, each as often as it should come.
  [[nodiscard]] size_t AnyKind();
  // One of that kind, or of one that has to come first.
  [[nodiscard]] Request OfKind(size_t kind);

  // --- What comes first: without a fund nothing can be asked for.
  [[nodiscard]] std::optional<Request> Opening();

  // --- office_register.cc
  [[nodiscard]] Request NewPurpose();
  [[nodiscard]] Request NewFund();
  [[nodiscard]] Request NewAppropriation();
  [[nodiscard]] Request NewDocument();
  [[nodiscard]] Grant NewGrant(int64_t limit, int day);
  [[nodiscard]] Mistakes<IssueDocument> DocumentMistakes();

  // --- office_spending.cc
  [[nodiscard]] Request NewPayment();
  [[nodiscard]] Request NewDebt();
  [[nodiscard]] Request NewDebtPayment();
  [[nodiscard]] Request NewRefund();
  // One that was reversed, or one that stands.
  [[nodiscard]] std::optional<std::string> AnyPaid(bool is_reversed = false);
  [[nodiscard]] Mistakes<PayDebt> DebtMistakes(const Owe& owe);
  [[nodiscard]] Invoice AnyInvoice(const std::string& payee, int64_t fen);
  [[nodiscard]] Invoice UsedInvoice(const std::string& payee, int64_t fen);
  [[nodiscard]] Invoice LoneInvoice(int64_t fen);
  // An invoice that is paid in parts, and what of it was paid.
  struct Part {
    Invoice invoice;
    int64_t paid = 0;
  };
  [[nodiscard]] std::optional<Part> AnyPart(const std::string& payee);
  // A little more than the rest of such an invoice.
  template <typename One>
  void Overpay(const std::string& payee, One& one) {
    const auto part = AnyPart(payee);
    if (!part.has_value()) return;
    one.invoice = part->invoice;
    one.fen = std::min(part->invoice.whole,
                       part->invoice.whole - part->paid + dice_.Between(1, 3));
  }

  // --- office_purchases.cc
  [[nodiscard]] Request NewOrder();
  [[nodiscard]] size_t OrdersProposed() const;
  [[nodiscard]] Request NewArrival();
  [[nodiscard]] Request NewPrepayment() { return NewOrderPayment(true); }
  [[nodiscard]] Request NewSettlement() { return NewOrderPayment(false); }
  [[nodiscard]] Request NewOrderPayment(bool is_ahead);
  [[nodiscard]] Request NewRelease();
  [[nodiscard]] Mistakes<Arrive> ArrivalMistakes(const LineAt& at);
  [[nodiscard]] Mistakes<PayOrder> OrderPaymentMistakes(const LineAt& at);
  // Arrives on an allocation that has ended or was closed, beyond what is held.
  void ArriveTooLate(const std::vector<LineAt>& lines, Arrive& arrive);
  // Pays ahead of goods on such an allocation.
  void PayTooLate(const std::vector<LineAt>& lines, PayOrder& pay);
  // Arrives for what is bound and a little less or more than is left besides.
  void ArriveDear(const LineAt& at, Arrive& arrive);
  // Now and then before the order was carried over.
  [[nodiscard]] int FirstDay(const LineAt& at) {
    return dice_.Chance(85) ? at.first_day() : at.order().day;
  }
  [[nodiscard]] std::vector<LineAt> LinesWhere(
      const std::function<bool(const NotedAllocation&)>& fits) const;
  [[nodiscard]] std::vector<LineAt> ClosedLines() const {
    return LinesWhere([](const auto& a) { return a.is_closed(); });
  }
  [[nodiscard]] std::vector<LineAt> EndedLines() const {
    return LinesWhere([this](const auto& a) { return HasEnded(a); });
  }
  // One that has something in the stage, if there is one.
  [[nodiscard]] std::optional<LineAt> LineWithSome(LineAt::Figure stage);
  [[nodiscard]] int64_t Spare(const LineAt& at, LineAt::Figure figure,
                              int day) const {
    return at.Spare(notes_.journal, figure, day);
  }
  // How many pieces of so many that were ordered.
  [[nodiscard]] int64_t Pieces(int64_t ordered);

  // --- office_changes.cc
  [[nodiscard]] Request NewChange();
  [[nodiscard]] Mistakes<Change> ChangeMistakes();
  [[nodiscard]] Request NewClosing();
  // The next step towards an allocation with nothing open and nothing left.
  [[nodiscard]] Request WindUp();
  [[nodiscard]] std::optional<Request> WindUpOrder(const NotedOrder& noted);
  [[nodiscard]] std::optional<Request> WindUpShare(const std::string& name,
                                                   const std::string& purpose);

  // --- office_cash.cc
  [[nodiscard]] Request NewAdjustment();
  [[nodiscard]] Request NewDisbursement();
  [[nodiscard]] Mistakes<Disburse> DisbursementMistakes();
  [[nodiscard]] Request NewCashBack();
  using CashFigure = int64_t (Cash::*)() const;
  [[nodiscard]] std::vector<std::string> AllocationsWithCash(
      CashFigure figure) const;
  [[nodiscard]] std::optional<Request> WindUpCash(const std::string& name);
  // Makes it more than the treasury has, up to what the allocation has.
  void SpendOutside(const std::string& allocation, int64_t most, int64_t& fen);

  // --- office_carry.cc
  [[nodiscard]] Request NewCarryOver();
  [[nodiscard]] Mistakes<CarryOver> CarryMistakes(
      const NotedAllocation& source);
  void CarryNothing(CarryOver& carry);
  [[nodiscard]] Request NewGivingBack();
  [[nodiscard]] Request NewYearsDocument(const NotedAllocation& source);
  [[nodiscard]] std::vector<std::string> OldWithSome() const;
  // Of an order that was carried over, before or after that day.
  [[nodiscard]] Request NewOfCarried();
  [[nodiscard]] Request OfCarried(const LineAt& at, int day);
  [[nodiscard]] Request NewRefundOfCarried();
  [[nodiscard]] Request NewRefundBeforeCarried();
  [[nodiscard]] std::optional<Request> ArriveBeforeCarried();
  // Those that `source` can go on in.
  [[nodiscard]] std::vector<std::string> NextOf(
      const NotedAllocation& source) const;

  // --- office_reversal.cc
  [[nodiscard]] Request NewReversal();
  // Of what was reversed already.
  [[nodiscard]] Request NewReversalAgain();
  [[nodiscard]] Request NewReversalOfRaise() {
    return Reverse{RaiseInUse(notes_.head)};
  }
  [[nodiscard]] int64_t RaiseInUse(int64_t otherwise);
  [[nodiscard]] int64_t AnyReversed(int64_t otherwise);
  [[nodiscard]] int64_t AnyReversedApproval();
  void NameReversed(Request& request);
  template <typename One>
  void NameReversedIn(One& one) {
    Request request = one;
    NameReversed(request);
    one = std::get<One>(request);
  }

  // --- office_period.cc
  [[nodiscard]] Request NewPeriod();

  // --- office_proposals.cc
  [[nodiscard]] Request NewLimits();
  [[nodiscard]] Limits AnyLimits();
  [[nodiscard]] Request NewWaiting();
  // One whose approval a rule would refuse.
  [[nodiscard]] std::optional<std::string> AnyBlocked();
  [[nodiscard]] Request Obstruct(const NotedProposal& proposal);
  // What an approval of it would meet.
  template <typename One>
  [[nodiscard]] Request Rival(const One&) {
    return SetLimits{AnyLimits()};
  }
  [[nodiscard]] Request Rival(const Pay& one);
  [[nodiscard]] Request Rival(const PayDebt& one);
  [[nodiscard]] Request Rival(const PayOrder& one);
  [[nodiscard]] Request Rival(const Order& one);
  [[nodiscard]] Request Rival(const Change& one);
  [[nodiscard]] Request Rival(const CarryOver& one);
  [[nodiscard]] Request RivalInvoice(const std::string& payee,
                                     const Invoice& invoice, int64_t fen);
  // Of a second person, or of who proposed.
  [[nodiscard]] Request NewDecision();
  [[nodiscard]] std::optional<std::string> AnyProposal();

  // --- office_aims.cc: the next step towards what it is after, if one comes to
  // mind, and its parts: limits, what stands in the way of a proposal, the
  // proposal, and what has to come before it.
  [[nodiscard]] std::optional<Request> StepTowards(const Aim& aim);
  [[nodiscard]] std::optional<Request> WatchFor(const Aim& aim);
  [[nodiscard]] std::optional<Request> ObstructFor(const Aim& aim);
  [[nodiscard]] std::optional<Request> ObstacleTo(const Aim& aim,
                                                  const Request& write);
  [[nodiscard]] std::optional<Request> ProposeFor(const Aim& aim);
  [[nodiscard]] Request AnyOf(const Aim& aim);
  [[nodiscard]] Request WriteFor(const Aim& aim);
  [[nodiscard]] std::optional<Request> PrepareFor(const Aim& aim);

  // --- office_rare.cc
  // Thought over until it is refused for a reason that is rare of its kind.
  [[nodiscard]] Request NewRare();

  // --- office_plot.cc
  // The next step of a long story that chance hardly ever tells; see there.
  [[nodiscard]] Request Plot();
  [[nodiscard]] std::optional<Request> PlotStep(const LineAt& at);
  [[nodiscard]] std::vector<std::string> PaymentsOf(const LineAt& at) const;

  // --- office.cc: what several have in common.
  // Of those that stand.
  [[nodiscard]] std::vector<std::string> FundNames() const {
    return StandingOf(notes_.funds);
  }
  [[nodiscard]] std::vector<std::string> PurposeNames() const {
    return StandingOf(notes_.purposes);
  }
  [[nodiscard]] std::vector<std::string> AppropriationIds() const;
  [[nodiscard]] std::vector<std::string> StandingOf(
      const std::map<std::string, int64_t>& all) const;
  [[nodiscard]] std::vector<std::string> AllocationsWhere(
      const std::function<bool(const NotedAllocation&)>& fits) const;
  // One that is neither closed nor ended, where there is one.
  [[nodiscard]] std::string OpenAllocation();
  [[nodiscard]] bool IsOpen(const NotedAllocation& allocation) const;
  [[nodiscard]] bool HasEnded(const NotedAllocation& allocation) const;
  [[nodiscard]] std::string StatedPurpose(const std::string& allocation);
  // A share, or what is not divided.
  [[nodiscard]] std::string AnyShare(const std::string& allocation);
  // One that has something, of an open allocation, where there is one.
  [[nodiscard]] Pot ShareWithSome(Kind kind);
  [[nodiscard]] std::string Payee();
  [[nodiscard]] std::string Facility();
  [[nodiscard]] int DayFrom(int first);
  [[nodiscard]] int Ahead();
  // A day from `first` on on which there is something to spare, if there is one
  // among those tried.
  [[nodiscard]] int DayWithSome(const std::function<int64_t(int)>& spare,
                                int first);
  [[nodiscard]] int DayWithSome(const Pot& pot, int first) {
    return DayWithSome([&](int day) { return notes_.journal.Spare(pot, day); },
                       first);
  }

  // Now and then one of the mistakes is made.
  template <typename One>
  void MayGoWrong(const Mistakes<One>& mistakes, One& request) {
    if (dice_.Chance(kMistakePercent)) dice_.OneOf(mistakes)(request);
  }
  // Mistakes with the allocation and day of whatever spends its money;
  // `restate` makes the request name purposes of another allocation.
  template <typename One>
  Mistakes<One> SpendingMistakes(std::function<void(One&)> restate);

  struct Choice {
    int weight;
    Request (Office::*make)();
  };
  static const std::array<Choice, 28> kChoices;
  struct Rarity {
    Request (Office::*make)();
    const char* reason;
  };
  static const std::array<Rarity, 20> kRarities;

  // Of requests in a history that has limits.
  static constexpr int kWaitingPercent = 18;
  static constexpr int kDecisionPercent = 24;
  // In a history with an aim.
  static constexpr int kAimedPercent = 60;
  static constexpr int kMistakePercent = 35;
  // Of requests, that name something that was reversed.
  static constexpr int kReversedPercent = 9;
  // Of payments, from the recipient's own account.
  static constexpr int kOwnPercent = 46;
  // So many invoices of a payee that the same ones come again.
  static constexpr int kInvoices = 12;

  const Notes& notes_;
  Dice& dice_;
  const std::optional<Aim> aim_;
};

template <typename One>
Office::Mistakes<One> Office::SpendingMistakes(
    std::function<void(One&)> restate) {
  const auto move_to = [this, restate](One& one,
                                       const std::vector<std::string>& names) {
    if (names.empty()) return;
    one.allocation = dice_.OneOf(names);
    restate(one);
  };
  return {
      [](One& one) { one.allocation = "d0/1"; },
      [this](One& one) { one.day = Ahead(); },
      [this](One& one) {
        const auto* allocation = Find(notes_.allocations, one.allocation);
        if (allocation == nullptr) return;
        one.day = allocation->made.day - static_cast<int>(dice_.Between(1, 2));
      },
      [this, move_to](One& one) {
        move_to(one,
                AllocationsWhere([](const auto& a) { return a.is_closed(); }));
      },
      [this, move_to](One& one) {
        const auto ended = AllocationsWhere(
            [this](const auto& a) { return HasEnded(a) && !a.is_closed(); });
        if (ended.empty()) return;
        move_to(one, ended);
        one.day = DayFrom(
            *notes_.allocations.at(one.allocation).grant.valid_until + 1);
      },
  };
}

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_OFFICE_H_
