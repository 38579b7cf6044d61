#include "services/supplies/lots.h"

#include "absl/time/civil_time.h"
#include "services/rpc/names.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {

OrderOfUse OrderOf(std::string_view lot, const v1::LotRecord& record) {
  OrderOfUse order;
  order.expiry_day = ExpiryDayOf(record).value_or(INT64_MAX);
  order.receipt = record.receipt_position();
  if (lot == kOpeningLot) order.receipt = INT64_MIN;
  if (lot == kFoundLot) order.receipt = INT64_MAX;
  order.origin = OriginId(record.origin());
  order.lot = std::string(lot);
  return order;
}

std::optional<int64_t> ExpiryDayOf(const v1::LotRecord& record) {
  if (!record.has_expiry_date()) return std::nullopt;
  return ToCivilDay(record.expiry_date()) - absl::CivilDay(1970, 1, 1);
}

v1::WithheldReason WithheldReasonOf(std::optional<int64_t> expiry_day,
                                    int64_t day, bool is_quarantined) {
  if (expiry_day.has_value() && *expiry_day < day) {
    return v1::WITHHELD_REASON_EXPIRED;
  }
  return is_quarantined ? v1::WITHHELD_REASON_QUARANTINED
                        : v1::WITHHELD_REASON_UNSPECIFIED;
}

bool LastsAt(const v1::LotQuarantine& quarantine, int64_t position) {
  return ToPosition(quarantine.quarantine_time()) <= position &&
         (!quarantine.has_release() ||
          position < ToPosition(quarantine.release().release_time()));
}

bool IsBuiltIn(std::string_view lot) {
  return lot == kOpeningLot || lot == kFoundLot;
}

v1::LotRecord BuiltInLot(std::string_view lot) {
  v1::LotRecord record;
  record.mutable_origin()->set_kind(
      lot == kOpeningLot ? v1::Origin::KIND_OPENING : v1::Origin::KIND_FOUND);
  return record;
}

v1::Lot LotResource(std::string_view county, std::string_view key,
                    const v1::LotRecord& record) {
  v1::Lot lot;
  lot.set_name(NameOf(kLotName, county, key));
  lot.set_batch(record.batch());
  if (record.has_expiry_date()) {
    *lot.mutable_expiry_date() = record.expiry_date();
  }
  *lot.mutable_origin() = record.origin();
  if (!IsBuiltIn(rpc::LastSegment(key))) {
    *lot.mutable_receipt_time() = ToTimestamp(record.receipt_position());
  }
  return lot;
}

}  // namespace epiledger::supplies
