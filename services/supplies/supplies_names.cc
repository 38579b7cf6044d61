#include "services/supplies/supplies_names.h"

#include <array>
#include <charconv>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

// Between the parts of an index key; no text in a request holds it.
constexpr std::string_view kKeySeparator = "\x1f";
// Added to positions, so that keys have no sign: 1949 is above −10^15.
constexpr int64_t kPositionOffset = 1'000'000'000'000'000;
constexpr size_t kPlaceDigits = 16;

// By SurplusReason.
constexpr std::array<std::string_view, 8> kReasons = {
    "unspecified", "earlier-miscount", "unrecorded-receipt", "returned",
    "other",       "tolerance",        "unexplained",        "late-entry"};
static_assert(kReasons.size() == v1::SurplusReason_ARRAYSIZE);

// By LossReason.
constexpr std::array<std::string_view, 6> kLossReasons = {
    "unspecified", "expired", "damaged", "stolen", "contaminated", "other"};
static_assert(kLossReasons.size() == v1::LossReason_ARRAYSIZE);

// By Origin::Kind.
constexpr std::array<std::string_view, 6> kOrigins = {
    "unspecified", "donor-", "opening", "unfunded", "found", "order-"};
static_assert(kOrigins.size() == v1::Origin::Kind_ARRAYSIZE);

absl::CivilDay DayOf(int64_t position) {
  return absl::ToCivilDay(absl::FromUnixMicros(position), absl::UTCTimeZone());
}

constexpr std::string_view kOfCounty[] = {
    kItems,         kSettings,           kLots,          kLotIndex,
    kSerialNumbers, kRequisitions,       kShipments,     kReservations,
    kFairShares,    kApprovedFairShares, kEssentialLists};
// Accounts of the county, by their kind.
constexpr std::string_view kAccountsOfCounty[] = {"shipment", "shipment_loss"};
// By keys that begin with the facility's id.
constexpr std::string_view kOfFacility[] = {
    kStores,         kMovements,      kCounts,
    kTasks,          kLines,          kLineEntries,
    kEquipmentUnits, kLotQuarantines, kShipmentReceipts,
    kStockLevels};

std::string EntryKey(std::string_view line, int64_t position) {
  return Concat(MonthPath(line, MonthOf(position)), "/",
                absl::StrFormat("%016d", position + kPositionOffset));
}

}  // namespace

std::string NameOf(std::string_view pattern, std::string_view county,
                   std::string_view path) {
  const size_t first = path.find('/');
  const size_t second = path.find('/', first + 1);
  const std::string_view facility = path.substr(0, first);
  const std::string_view store = path.substr(first + 1, second - first - 1);
  if (second == std::string_view::npos) {
    return rpc::MakeName(pattern, {county, facility, store});
  }
  return rpc::MakeName(pattern,
                       {county, facility, store, path.substr(second + 1)});
}

std::string Join(std::string_view first, std::string_view second) {
  return Concat(first, "/", second);
}

std::string OriginId(const v1::Origin& origin) {
  const std::string_view kind = kOrigins[static_cast<size_t>(origin.kind())];
  if (origin.kind() != v1::Origin::KIND_COMMITMENT) {
    return Concat(kind, origin.donor());
  }
  return Concat(kind, rpc::LastSegment(origin.commitment()), ".",
                origin.line());
}

std::string LotIndexKey(std::string_view item, const v1::LotRecord& lot) {
  const google::type::Date& expiry = lot.expiry_date();
  return Concat(item, kKeySeparator, lot.batch(), kKeySeparator,
                absl::StrFormat("%04d-%02d-%02d", expiry.year(), expiry.month(),
                                expiry.day()),
                kKeySeparator, OriginId(lot.origin()));
}

std::string SerialNumberKey(std::string_view item,
                            std::string_view serial_number) {
  std::string key = Concat(item, kKeySeparator);
  for (const char c : serial_number) {
    if (c == ' ') continue;
    key.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  return key;
}

std::string LotAccount(std::string_view kind, const LineName& line,
                       std::string_view lot, std::string_view origin) {
  return Concat(kind, ":", line.path(), "/", lot, "/", origin);
}

std::string FoundAccount(v1::SurplusReason reason, const LineName& line,
                         std::string_view lot, std::string_view origin) {
  return Concat("found:", line.store, "/",
                kReasons[static_cast<size_t>(reason)], "/", line.item, "/", lot,
                "/", origin);
}

std::string FacilityAccount(std::string_view kind, std::string_view facility,
                            std::string_view item, std::string_view lot,
                            std::string_view origin) {
  return Concat(kind, ":", facility, "/", item, "/", lot, "/", origin);
}

std::string LossAccount(v1::LossReason reason, const LineName& line,
                        std::string_view lot, std::string_view origin) {
  return Concat("loss:", line.store, "/", IdOf(reason), "/", line.item, "/",
                lot, "/", origin);
}

std::string ShipmentAccount(std::string_view shipment, std::string_view item,
                            std::string_view lot, std::string_view origin) {
  return Concat("shipment:", shipment, "/", item, "/", lot, "/", origin);
}

std::string ShipmentLossAccount(std::string_view shipment,
                                std::string_view reason, std::string_view item,
                                std::string_view lot, std::string_view origin) {
  return Concat("shipment_loss:", shipment, "/", reason, "/", item, "/", lot,
                "/", origin);
}

std::string_view IdOf(v1::LossReason reason) {
  return kLossReasons[static_cast<size_t>(reason)];
}

std::string StockPrefix(const LineName& line) {
  return Concat("store:", line.path(), "/");
}

std::optional<std::string_view> OwnerOfResource(std::string_view collection,
                                                std::string_view key) {
  if (absl::c_linear_search(kOfCounty, collection)) return "";
  if (absl::c_linear_search(kOfFacility, collection)) {
    return rpc::FirstSegment(key);
  }
  if (collection != kLineDigests) return std::nullopt;
  return rpc::FirstSegment(key.substr(key.find('/') + 1));
}

std::optional<std::string_view> OwnerOfAccount(std::string_view account) {
  const size_t colon = account.find(':');
  if (absl::c_linear_search(kAccountsOfCounty, account.substr(0, colon))) {
    return "";
  }
  return rpc::FirstSegment(account.substr(colon + 1));
}

int32_t MonthOf(int64_t position) {
  const absl::CivilDay day =
      absl::ToCivilDay(absl::FromUnixMicros(position), absl::UTCTimeZone());
  return static_cast<int32_t>(day.year()) * 100 + day.month();
}

std::string DigestKey(int64_t position, std::string_view line) {
  const absl::CivilDay day = DayOf(position);
  return Concat(MonthOf(position), absl::StrFormat("%02d", day.day()), "/",
                line);
}

std::string DigestKeyBefore(absl::Time time, int days, std::string_view line) {
  return DigestKey(absl::ToUnixMicros(time - days * absl::Hours(24)), line);
}

std::string LineOfDigest(std::string_view key) {
  return std::string(key.substr(key.find('/') + 1));
}

std::string MonthPath(std::string_view line, int32_t month) {
  return Concat(line, "/", month);
}

std::string MovementEntryKey(std::string_view line, int64_t position,
                             std::string_view movement) {
  return Concat(EntryKey(line, position), "-1-", movement);
}

std::string CountEntryKey(std::string_view line, int64_t position) {
  return Concat(EntryKey(line, position), "-2");
}

int64_t PositionOfEntry(std::string_view key) {
  const std::string_view digits = rpc::LastSegment(key).substr(0, kPlaceDigits);
  int64_t position = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), position);
  return position - kPositionOffset;
}

}  // namespace epiledger::supplies
