// How supplies spells its resources and accounts.
//
// Keys are names without county and collection words: a store's path is
// `{facility}/{store}`, a line's `{facility}/{store}/{item}`. Accounts, each in
// base units of its item:
//
//   donor:{line}/{lot}/{origin}       given by donors, unlimited
//   supplier:{line}/{lot}/{origin}    bought, unlimited
//   opening:{line}/{lot}/{origin}     there when the line was opened, unlimited
//   found:{store}/{reason}/{item}/{lot}/{origin}
//                                     found by counts, unlimited
//   store:{line}/{lot}/{origin}       physical stock
//   used:{line}/{lot}/{origin}        used up, as counts tell
//   issued:{line}/{lot}/{origin}      taken out by a person's choice
//   in_service:{facility}/{item}/{lot}/{origin}
//                                     durable, used at a facility
//   scrapped:{facility}/{item}/{lot}/{origin}
//                                     durable, given up there
//   returned:{line}/{lot}/{origin}    given back to who delivered it
//   loss:{store}/{reason}/{item}/{lot}/{origin}
//                                     lost
//   shipment:{store}/{shipment}/{item}/{lot}/{origin}
//                                     on its way between two stores; `{store}`
//                                     is the sending one
//   shipment_loss:{store}/{shipment}/{reason}/{item}/{lot}/{origin}
//                                     shipped, and in no store again
//
// What was put in service and never was in a store came from `donor:`,
// `supplier:` or `opening:` with `{facility}/{item}` in place of the line.
//
// Every account belongs to one line or facility and one lot, so that a command
// loads the few it touches, each with a short timeline.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_NAMES_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_NAMES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/rpc/names.h"

namespace epiledger::supplies {

// Collections.
inline constexpr std::string_view kItems = "item";
inline constexpr std::string_view kStores = "store";
inline constexpr std::string_view kMovements = "movement";
inline constexpr std::string_view kCounts = "count";
inline constexpr std::string_view kTasks = "task";
inline constexpr std::string_view kSettings = "settings";
inline constexpr std::string_view kSettingsKey = "settings";
// LotRecord by `{item}/{lot}`.
inline constexpr std::string_view kLots = "lot";
// EquipmentUnit by `{facility}/{unit}`.
inline constexpr std::string_view kEquipmentUnits = "equipment-unit";
// The unit of an item and serial number; the body is the unit's key.
inline constexpr std::string_view kSerialNumbers = "serial-number";
// The lot of an item, batch, expiry and origin; the body is the lot's id.
inline constexpr std::string_view kLotIndex = "lot-index";
// LotQuarantine by `{facility}/{store}/{id}`.
inline constexpr std::string_view kLotQuarantines = "lot-quarantine";
// Requisition by `{facility}/{id}`.
inline constexpr std::string_view kRequisitions = "requisition";
// Shipment by `{facility}/{store}/{id}` of the sending store.
inline constexpr std::string_view kShipments = "shipment";
// ShipmentReceipt by `{facility}/{store}/{id}` of the receiving store.
inline constexpr std::string_view kShipmentReceipts = "shipment-receipt";
// FairShare by its id.
inline constexpr std::string_view kFairShares = "fair-share";
// Name and decision of the fair share of an item that was approved last, by the
// item.
inline constexpr std::string_view kApprovedFairShares = "approved-fair-share";
// EssentialList by its id.
inline constexpr std::string_view kEssentialLists = "essential-list";
// StockLevel by `{facility}/{store}/{item}`, with `-` for a store where it is
// of the whole facility.
inline constexpr std::string_view kStockLevels = "stock-level";
// LineReservations by line.
inline constexpr std::string_view kReservations = "reservation";
// LineRecord by line.
inline constexpr std::string_view kLines = "line";
// LineDigest by `{day of recording}/{line}`.
inline constexpr std::string_view kLineDigests = "line-digest";
// LineEntry by `{line}/{month}/{place}`.
inline constexpr std::string_view kLineEntries = "line-entry";

// Lots that every item has, and their origins.
inline constexpr std::string_view kOpeningLot = "opening";
inline constexpr std::string_view kFoundLot = "found";

// Name patterns.
inline constexpr std::string_view kCountyName = "counties/{county}";
inline constexpr std::string_view kFacilityName =
    "counties/{county}/facilities/{facility}";
inline constexpr std::string_view kItemName = "counties/{county}/items/{item}";
inline constexpr std::string_view kLotName =
    "counties/{county}/items/{item}/lots/{lot}";
inline constexpr std::string_view kStoreName =
    "counties/{county}/facilities/{facility}/stores/{store}";
inline constexpr std::string_view kMovementName =
    "counties/{county}/facilities/{facility}/stores/{store}/movements/"
    "{movement}";
inline constexpr std::string_view kCountName =
    "counties/{county}/facilities/{facility}/stores/{store}/counts/{count}";
inline constexpr std::string_view kTaskName =
    "counties/{county}/facilities/{facility}/stores/{store}/tasks/{task}";
inline constexpr std::string_view kEquipmentUnitName =
    "counties/{county}/facilities/{facility}/equipmentUnits/{equipment_unit}";
inline constexpr std::string_view kLotQuarantineName =
    "counties/{county}/facilities/{facility}/stores/{store}/lotQuarantines/"
    "{lot_quarantine}";
inline constexpr std::string_view kRequisitionName =
    "counties/{county}/facilities/{facility}/requisitions/{requisition}";
inline constexpr std::string_view kShipmentName =
    "counties/{county}/facilities/{facility}/stores/{store}/shipments/"
    "{shipment}";
inline constexpr std::string_view kShipmentReceiptName =
    "counties/{county}/facilities/{facility}/stores/{store}/shipmentReceipts/"
    "{shipment_receipt}";
inline constexpr std::string_view kFairShareName =
    "counties/{county}/fairShares/{fair_share}";
inline constexpr std::string_view kFacilityStockLevelName =
    "counties/{county}/facilities/{facility}/stockLevels/{item}";
inline constexpr std::string_view kStoreStockLevelName =
    "counties/{county}/facilities/{facility}/stores/{store}/stockLevels/{item}";
inline constexpr std::string_view kSettingsName =
    "counties/{county}/supplySettings";

using rpc::PathOf;

// The name of pattern `pattern` for a path such as `{facility}/{store}/{id}`.
[[nodiscard]] std::string NameOf(std::string_view pattern,
                                 std::string_view county,
                                 std::string_view path);
// `{first}/{second}`.
[[nodiscard]] std::string Join(std::string_view first, std::string_view second);

// The id of an origin within a lot's accounts: `donor-…`, `unfunded`, ….
[[nodiscard]] std::string OriginId(const v1::Origin& origin);
[[nodiscard]] std::string LotIndexKey(std::string_view item,
                                      const v1::LotRecord& lot);

// The key of a serial number of an item, however it is spaced and capitalised.
[[nodiscard]] std::string SerialNumberKey(std::string_view item,
                                          std::string_view serial_number);

// A line: one item in one store.
struct LineName {
  std::string store;  // `{facility}/{store}`
  std::string item;

  [[nodiscard]] std::string path() const { return Join(store, item); }
};

// `{kind}:{line}/{lot}/{origin}`.
[[nodiscard]] std::string LotAccount(std::string_view kind,
                                     const LineName& line, std::string_view lot,
                                     std::string_view origin);
[[nodiscard]] std::string FoundAccount(v1::SurplusReason reason,
                                       const LineName& line,
                                       std::string_view lot,
                                       std::string_view origin);
// `{kind}:{facility}/{item}/{lot}/{origin}`, of equipment in service.
[[nodiscard]] std::string FacilityAccount(std::string_view kind,
                                          std::string_view facility,
                                          std::string_view item,
                                          std::string_view lot,
                                          std::string_view origin);
[[nodiscard]] std::string LossAccount(v1::LossReason reason,
                                      const LineName& line,
                                      std::string_view lot,
                                      std::string_view origin);
// What is on its way with the shipment `{facility}/{store}/{id}`.
[[nodiscard]] std::string ShipmentAccount(std::string_view shipment,
                                          std::string_view item,
                                          std::string_view lot,
                                          std::string_view origin);
// What of it is lost; `reason` is one of the two.
[[nodiscard]] std::string ShipmentLossAccount(std::string_view shipment,
                                              std::string_view reason,
                                              std::string_view item,
                                              std::string_view lot,
                                              std::string_view origin);
// How a reason is spelled in an account.
[[nodiscard]] std::string_view IdOf(v1::LossReason reason);
// What the accounts of stock of a line begin with.
[[nodiscard]] std::string StockPrefix(const LineName& line);

// --- Whose things are: the id of a facility, empty for the county, nothing
// for what supplies does not keep. What lies between two facilities is the
// county's: a requisition, a shipment with its reservations, what is on its
// way.
[[nodiscard]] std::optional<std::string_view> OwnerOfResource(
    std::string_view collection, std::string_view key);
[[nodiscard]] std::optional<std::string_view> OwnerOfAccount(
    std::string_view account);

// --- Entries of a line, by their keys.

// The month (202001) of a position, in UTC.
[[nodiscard]] int32_t MonthOf(int64_t position);
// The key of a digest recorded at `position`; with an empty line, what all keys
// of that day begin with.
[[nodiscard]] std::string DigestKey(int64_t position, std::string_view line);
// Days of recording before today whose digests are looked for: what is counted
// daily is among them, what is not is looked up line by line.
inline constexpr int kDigestedDays = 2;
// The key of a digest recorded so many days before `time`.
[[nodiscard]] std::string DigestKeyBefore(absl::Time time, int days,
                                          std::string_view line);
// The line of a digest's key.
[[nodiscard]] std::string LineOfDigest(std::string_view key);
// `{line}/{month}`, the parent of a month's entries.
[[nodiscard]] std::string MonthPath(std::string_view line, int32_t month);
// Keys of the two kinds of entries. Those of a line sort by position, the
// movements of an instant before its count.
[[nodiscard]] std::string MovementEntryKey(std::string_view line,
                                           int64_t position,
                                           std::string_view movement);
[[nodiscard]] std::string CountEntryKey(std::string_view line,
                                        int64_t position);
// The position in an entry's key.
[[nodiscard]] int64_t PositionOfEntry(std::string_view key);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_NAMES_H_
