// What store keepers can ask for of goods that go from store to store: they are
// reserved, picked, shipped, received, and may come back. Shipments and
// requisitions have the labels `s1`, `u1` … in the order they were made.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_TRANSIT_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_TRANSIT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace epiledger::goods {

struct WantedLine {
  std::string item;
  int64_t pieces = 0;
};

struct MakeShipment {
  std::string store;
  std::string to;
  std::vector<WantedLine> lines;
};

// Lots that are taken whatever the order of use says; the rest is chosen.
struct Pick {
  std::string shipment;
  struct Named {
    std::string lot;
    int64_t pieces = 0;
    bool is_overridden = false;
  };
  std::vector<Named> lots;
};

struct Ship {
  std::string shipment;
  int hour = 0;
};

struct CancelShipment {
  std::string shipment;
};

// Why goods were not accepted, as numbered by the documents.
inline constexpr int kNotInParcel = 1;
inline constexpr int kOtherRejection = 5;

struct Rejection {
  int reason = kNotInParcel;
  int64_t pieces = 0;
  std::string note;
};

struct Arrival {
  // The receiving one.
  std::string store;
  std::string shipment;
  int hour = 0;
  bool is_all = false;
  struct Line {
    std::string item;
    // Empty: the lots of the shipment in their order.
    std::string lot;
    std::optional<int64_t> accepted;
    std::vector<Rejection> rejections;
  };
  std::vector<Line> lines;
};

// What became of rejected goods.
struct TakeBack {
  std::string shipment;
  int hour = 0;
  struct Line {
    std::string item;
    std::string lot;
    int64_t pieces = 0;
    // 0: back in the store; otherwise why it is written off.
    int loss_reason = 0;
    std::string note;
  };
  std::vector<Line> lines;
};

// A facility asks for goods.
struct Requisition {
  std::string store;
  std::vector<WantedLine> lines;
};

struct Grant {
  std::string requisition;
  // Where a line names none; may be empty.
  std::string store;
  struct Line {
    std::string item;
    // Nothing: all that is asked for.
    std::optional<int64_t> pieces;
    std::string store;
  };
  // Empty: all that is asked for.
  std::vector<Line> lines;
};

struct RejectRequisition {
  std::string requisition;
};

struct CancelRequisition {
  std::string requisition;
};

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_TRANSIT_H_
