#include "tests/models/supplies/service/forms.h"

#include <array>

#include "services/supplies/supplies_fixture.h"
#include "services/text.h"

namespace epiledger::goods {
namespace {

namespace v1 = supplies::v1;

google::type::Date DateOf(int day) {
  const absl::CivilDay civil = supplies::kSunday + day;
  google::type::Date date;
  date.set_year(static_cast<int32_t>(civil.year()));
  date.set_month(civil.month());
  date.set_day(civil.day());
  return date;
}

v1::Origin FormOf(const Origin& asked) {
  v1::Origin origin;
  switch (asked.source) {
    case Source::kDonor:
      origin.set_kind(v1::Origin::KIND_DONOR);
      origin.set_donor(asked.who);
      break;
    case Source::kOrder:
      origin.set_kind(v1::Origin::KIND_COMMITMENT);
      origin.set_commitment(
          Concat(supplies::kCounty, "/commitments/", asked.who));
      origin.set_line(1);
      break;
    case Source::kUnfunded:
      origin.set_kind(v1::Origin::KIND_UNFUNDED);
      break;
    case Source::kOpening:
      origin.set_kind(v1::Origin::KIND_OPENING);
      break;
    case Source::kFound:
      origin.set_kind(v1::Origin::KIND_FOUND);
      break;
  }
  return origin;
}

v1::Movement::Line FormOf(const MoveLine& asked, const Names& lots) {
  v1::Movement::Line line;
  line.set_item(ItemNamed(asked.item));
  line.mutable_quantity()->set_pieces(asked.pieces);
  line.set_batch(asked.batch);
  if (asked.last_day.has_value()) {
    *line.mutable_expiry_date() = DateOf(*asked.last_day);
  }
  if (!asked.lot.empty()) line.set_lot(LotNamed(asked.lot, lots));
  if (asked.is_overridden) line.set_override_reason("无替代品，经批准");
  return line;
}

v1::CountLine FormOf(const CountLine& asked) {
  v1::CountLine line;
  line.set_item(ItemNamed(asked.item));
  if (asked.pieces.has_value()) {
    line.mutable_quantity()->set_pieces(*asked.pieces);
  }
  line.set_surplus_reason(static_cast<v1::SurplusReason>(asked.surplus_reason));
  line.set_confirm(asked.is_confirmed);
  line.set_withdraw(asked.is_withdrawn);
  if (asked.is_absent) line.set_absent_reason(type::v1::ABSENT_REASON_UNKNOWN);
  return line;
}

}  // namespace

google::protobuf::Timestamp TimeOf(int hour) {
  return supplies::At(supplies::kSunday, hour);
}

int HourOf(const google::protobuf::Timestamp& time) {
  return static_cast<int>((time.seconds() - TimeOf(0).seconds()) / 3600);
}

std::string StoreNamed(const std::string& store) {
  const size_t slash = store.find('/');
  return Concat(supplies::kCounty, "/facilities/", store.substr(0, slash),
                "/stores/", store.substr(slash + 1));
}

std::string StoreOf(const std::string& name) {
  const auto part = [&name](const std::string& collection) {
    const size_t at = name.find(collection) + collection.size();
    return name.substr(at, name.find('/', at) - at);
  };
  return Concat(part("/facilities/"), "/", part("/stores/"));
}

std::string ItemNamed(const std::string& item) {
  return supplies::ItemName(item);
}

std::string ItemOf(const std::string& name) {
  const std::string collection = "/items/";
  const size_t at = name.find(collection) + collection.size();
  return name.substr(at, name.find('/', at) - at);
}

std::string LotNamed(const std::string& label, const Names& lots) {
  const auto known = lots.find(label);
  if (known != lots.end()) return known->second;
  const size_t slash = label.find('/');
  return Concat(ItemNamed(label.substr(0, slash)), "/lots/",
                label.substr(label.rfind('/') + 1));
}

v1::CreateMovementRequest FormOf(const std::string& id, const Move& asked,
                                 const Names& lots) {
  static constexpr std::array<v1::Movement::Kind, 5> kKinds = {
      v1::Movement::KIND_RECEIVE, v1::Movement::KIND_ISSUE,
      v1::Movement::KIND_LOSE, v1::Movement::KIND_BRING_BACK,
      v1::Movement::KIND_SEND_BACK};
  v1::CreateMovementRequest form;
  form.set_request_id(id);
  form.set_parent(StoreNamed(asked.store));
  v1::Movement& movement = *form.mutable_movement();
  movement.set_kind(kKinds.at(static_cast<size_t>(asked.kind)));
  *movement.mutable_movement_time() = TimeOf(asked.hour);
  for (const MoveLine& line : asked.lines) {
    *movement.add_lines() = FormOf(line, lots);
  }
  if (asked.origin.has_value()) {
    *movement.mutable_origin() = FormOf(*asked.origin);
  }
  movement.set_loss_reason(static_cast<v1::LossReason>(asked.loss_reason));
  movement.set_note(asked.note);
  return form;
}

v1::CreateCountRequest FormOf(const std::string& id, const Count& asked,
                              const Names& counts) {
  v1::CreateCountRequest form;
  form.set_request_id(id);
  form.set_parent(StoreNamed(asked.store));
  v1::Count& count = *form.mutable_count();
  *count.mutable_count_time() = TimeOf(asked.hour);
  for (const CountLine& line : asked.lines) *count.add_lines() = FormOf(line);
  if (!asked.supersedes.empty()) {
    const auto known = counts.find(asked.supersedes);
    count.set_supersedes(
        known == counts.end()
            ? Concat(StoreNamed(asked.store), "/counts/", asked.supersedes)
            : known->second);
  }
  count.set_reason(asked.reason);
  form.set_all_or_nothing(asked.all_or_nothing);
  return form;
}

v1::CreateLotQuarantineRequest FormOf(const std::string& id,
                                      const Quarantine& asked,
                                      const Names& lots) {
  v1::CreateLotQuarantineRequest form;
  form.set_request_id(id);
  form.set_parent(StoreNamed(asked.store));
  v1::LotQuarantine& quarantine = *form.mutable_lot_quarantine();
  quarantine.set_lot(LotNamed(asked.lot, lots));
  *quarantine.mutable_quarantine_time() = TimeOf(asked.hour);
  quarantine.set_reason("包装破损待查");
  return form;
}

v1::ReleaseLotQuarantineRequest FormOf(const std::string& id,
                                       const Release& asked,
                                       const Names& quarantines) {
  v1::ReleaseLotQuarantineRequest form;
  form.set_request_id(id);
  const auto known = quarantines.find(asked.quarantine);
  form.set_name(known == quarantines.end()
                    ? Concat(StoreNamed("hospital/ward"), "/lotQuarantines/",
                             asked.quarantine)
                    : known->second);
  *form.mutable_release_time() = TimeOf(asked.hour);
  form.set_reason("检验合格");
  return form;
}

}  // namespace epiledger::goods
