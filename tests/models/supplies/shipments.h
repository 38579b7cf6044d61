// Shipments: what became of goods between stores, and what stores hold back for
// them (decision 31).
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_SHIPMENTS_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_SHIPMENTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/models/supplies/line.h"
#include "tests/models/supplies/transit.h"

namespace epiledger::goods {

// What is held back for one shipment of one item.
struct Hold {
  std::string shipment;
  int64_t pieces = 0;
  // Where lots are set aside: `pieces` in all.
  std::vector<Pieces> lots;
};

// Of one line, in the order the shipments were made.
struct Holds {
  std::vector<Hold> all;

  [[nodiscard]] int64_t Sum() const;
  [[nodiscard]] const Hold* For(const std::string& shipment) const;
};

// What of one lot left with a shipment, and what became of it.
struct ShippedLot {
  std::string lot;
  int64_t shipped = 0;
  int64_t accepted = 0;
  int64_t missing = 0;
  // Rejected and not missing.
  int64_t rejected = 0;
  int64_t taken_back = 0;
  int64_t written_off = 0;

  [[nodiscard]] int64_t on_its_way() const {
    return shipped - accepted - missing - rejected;
  }
  [[nodiscard]] int64_t returning() const {
    return rejected - taken_back - written_off;
  }
  [[nodiscard]] int64_t in_transit() const {
    return on_its_way() + returning();
  }
};

// Numbered as in the documents.
enum class ShipmentState {
  kReserved = 1,
  kPicked = 2,
  kShipped = 3,
  kPartlyReceived = 4,
  kReturning = 5,
  kReceived = 6,
  kCancelled = 7,
};

// What happened to goods of a shipment, at an hour.
struct Settlement {
  enum class Kind { kAccepted, kMissing, kRejected, kTakenBack, kWrittenOff };
  Kind kind = Kind::kAccepted;
  std::string item;
  std::string lot;
  int64_t pieces = 0;
  int hour = 0;
  int64_t sequence = 0;
};

struct ShipmentLine {
  std::string item;
  int64_t asked = 0;
  int64_t lapsed = 0;
  // In the order they were chosen, as they left.
  std::vector<Pieces> shipped;
};

struct NotedShipment {
  int64_t sequence = 0;
  std::string store;
  std::string to;
  // A label; empty: nobody asked.
  std::string requisition;
  std::vector<ShipmentLine> lines;
  bool is_picked = false;
  bool is_cancelled = false;
  // Lots that go although they are expired.
  std::vector<std::string> overridden;
  std::optional<int> ship_hour;
  int64_t ship_sequence = 0;
  std::vector<Settlement> settlements;

  [[nodiscard]] bool is_waiting() const {
    return !is_cancelled && !ship_hour.has_value();
  }
  [[nodiscard]] const ShipmentLine* LineOf(const std::string& item) const;
  // What of an item left and became of it, as told up to an hour; in the order
  // of the lots.
  [[nodiscard]] std::vector<ShippedLot> LotsOf(const std::string& item,
                                               int hour = kEnd) const;
  [[nodiscard]] int64_t InTransit() const;
  [[nodiscard]] ShipmentState State() const;
};

// Numbered as in the documents.
enum class RequisitionState {
  kSubmitted = 1,
  kApproved = 2,
  kRejected = 3,
  kCancelled = 4,
  kClosed = 5,
};

struct NotedRequisition {
  int64_t sequence = 0;
  Requisition asked;
  RequisitionState state = RequisitionState::kSubmitted;
  // Labels, in the order they were made.
  std::vector<std::string> shipments;
  // By item.
  std::map<std::string, int64_t> approved;
};

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_SHIPMENTS_H_
