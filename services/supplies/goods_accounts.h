// What the accounts of goods say of where goods are. Pure.
#ifndef EPILEDGER_SERVICES_SUPPLIES_GOODS_ACCOUNTS_H_
#define EPILEDGER_SERVICES_SUPPLIES_GOODS_ACCOUNTS_H_

#include <optional>
#include <string>
#include <string_view>

#include "epiledger/supplies/v1/trace.pb.h"

namespace epiledger::supplies {

// What an account holds: goods in a place, or what came from outside, which
// its balance tells below zero.
enum class Holding { kPlace, kReceived, kFound };

// An account of goods, see supplies_names.h; the parts are those of its name.
struct GoodsAccount {
  Holding holding = Holding::kPlace;
  // Of kPlace.
  v1::PlacedGoods::Place place = v1::PlacedGoods::PLACE_UNSPECIFIED;
  std::string_view facility;
  // Ids; empty where there is none.
  std::string_view store;
  std::string_view shipment;
  std::string_view reason;
  std::string_view item;
  std::string_view lot;
  std::string_view origin;
};

// Nothing where it is no account of goods.
[[nodiscard]] std::optional<GoodsAccount> ParseGoodsAccount(
    std::string_view account);

// The store's name of an account, empty where it has none.
[[nodiscard]] std::string StoreNameOf(std::string_view county,
                                      const GoodsAccount& account);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_GOODS_ACCOUNTS_H_
