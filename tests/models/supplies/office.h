// Office: the store keepers of a county, who think up their next request.
//
// They know the notes, and so ask mostly for what is possible, close to what is
// left; and often make one mistake, of the kinds that the documents name, so
// that every refusal comes up. What they ask follows from the notes and the
// dice alone.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_OFFICE_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_OFFICE_H_

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "tests/models/funding/dice.h"
#include "tests/models/supplies/notes.h"
#include "tests/models/supplies/requests.h"

namespace epiledger::goods {

using ladder::Dice;

class Office {
 public:
  // Both must outlive it.
  Office(const Notes& notes, Dice& dice) : notes_(notes), dice_(dice) {}

  [[nodiscard]] Request Next();
  // How long it waits before; mostly not at all.
  [[nodiscard]] int HoursToPass();

 private:
  template <typename One>
  using Mistakes = std::vector<std::function<void(One&)>>;

  // --- office_moves.cc
  [[nodiscard]] Request NewReceipt();
  [[nodiscard]] Request NewTaking(MoveKind kind);
  [[nodiscard]] Request NewIssue() { return NewTaking(MoveKind::kIssue); }
  [[nodiscard]] Request NewLoss();
  [[nodiscard]] Request NewSendBack() { return NewTaking(MoveKind::kSendBack); }
  [[nodiscard]] Request NewBringBack();
  [[nodiscard]] MoveLine AnyReceived(const std::string& item);
  [[nodiscard]] MoveLine AnyTaken(const LineName& name, int hour);
  [[nodiscard]] Mistakes<Move> MoveMistakes();
  // An issue that only another choice of an earlier count would allow.
  [[nodiscard]] Request NewContradiction();

  // --- office_lots.cc
  [[nodiscard]] Request NewQuarantine();
  [[nodiscard]] Request NewRelease();

  // --- office_shipments.cc
  [[nodiscard]] Request NewShipment();
  [[nodiscard]] Request NewPick();
  [[nodiscard]] Request NewShipping();
  [[nodiscard]] Request NewCancelling();
  // Of what that store can give, or a little more.
  [[nodiscard]] std::vector<WantedLine> AnyWanted(const std::string& from);
  [[nodiscard]] std::string OtherStore(const std::string& store);
  [[nodiscard]] std::vector<std::string> ShipmentsIn(
      std::initializer_list<ShipmentState> states) const;
  // Mostly in one of these states.
  [[nodiscard]] std::string AnyShipment(
      std::initializer_list<ShipmentState> states);
  // Whether there are none, and something else is asked for first.
  [[nodiscard]] bool IsMostlyNone(const std::vector<std::string>& labels) {
    return labels.empty() && dice_.Chance(90);
  }

  // --- office_arrivals.cc
  [[nodiscard]] Request NewArrival();
  [[nodiscard]] Request NewTakingBack();
  [[nodiscard]] Arrival::Line AnyArrived(const std::string& item,
                                         const ShippedLot& lot);
  [[nodiscard]] int HourFrom(int first);
  [[nodiscard]] int HourOfArrival(const NotedShipment& shipment);

  // --- office_requisitions.cc
  [[nodiscard]] Request NewRequisition();
  [[nodiscard]] Request NewGrant();
  [[nodiscard]] Request NewRejection();
  [[nodiscard]] Request NewWithdrawal();
  [[nodiscard]] std::string AnyRequisition(
      std::initializer_list<RequisitionState> states);

  // --- office_aims.cc: what would come up too rarely.
  // Before a count, of a lot that is set aside now and was not used then.
  [[nodiscard]] Request NewChoiceBeforeCount();
  // Of a lot that was set aside while it could still be used.
  [[nodiscard]] Request NewLateShipping();
  // Before a count, of another lot than it used, so that it takes one that is
  // set aside; or what such a one takes first.
  [[nodiscard]] Request NewShippingBeforeCount();
  // It cannot be reconciled with what was given out since.
  [[nodiscard]] Request NewExplainingArrival();
  // Less is there than is held back, and what nothing is held for any more is
  // to go.
  [[nodiscard]] Request NewBreaking();

  // --- office_counts.cc
  [[nodiscard]] Request NewCount();
  [[nodiscard]] Request NewRepetition();
  [[nodiscard]] Request NewSuperseding();
  [[nodiscard]] CountLine AnyCounted(const LineName& name, int hour);
  [[nodiscard]] Mistakes<Count> CountMistakes();

  // --- office.cc: what several have in common.
  [[nodiscard]] std::string AnyStore();
  [[nodiscard]] std::string AnyItem();
  [[nodiscard]] int AnyHour();
  [[nodiscard]] int Ahead();
  // A lot of the item, wherever it is.
  [[nodiscard]] std::string AnyLot(const std::string& item);
  // A lot of another item.
  [[nodiscard]] std::string AnyLotOfOther(const std::string& item);
  // A line that has something, where there is one.
  [[nodiscard]] LineName AnyStocked();

  // Now and then one of the mistakes is made.
  template <typename One>
  void MayGoWrong(const Mistakes<One>& mistakes, One& request) {
    if (dice_.Chance(kMistakePercent)) dice_.OneOf(mistakes)(request);
  }

  static constexpr int kMistakePercent = 12;
  // States of shipments: in the store, and on their way there or back.
  static constexpr std::initializer_list<ShipmentState> kWaiting = {
      ShipmentState::kReserved, ShipmentState::kPicked};
  static constexpr std::initializer_list<ShipmentState> kThere = {
      ShipmentState::kShipped, ShipmentState::kPartlyReceived};
  static constexpr std::initializer_list<ShipmentState> kBack = {
      ShipmentState::kReturning, ShipmentState::kPartlyReceived};

  const Notes& notes_;
  Dice& dice_;
};

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_OFFICE_H_
