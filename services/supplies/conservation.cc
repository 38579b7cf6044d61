#include "services/supplies/conservation.h"

#include "services/rpc/names.h"

namespace epiledger::supplies {
namespace {

using ledger::Amount;
using Item = v1::ItemConservation;

// A kind of account, and the side it stands on. What came from outside has
// balances below zero.
struct Side {
  std::string_view kind;
  Amount (Item::*get)() const;
  void (Item::*set)(Amount);
  bool is_source = false;
};

constexpr Side kSides[] = {
    {"opening", &Item::opening, &Item::set_opening, true},
    {"supplier", &Item::received, &Item::set_received, true},
    {"donor", &Item::received, &Item::set_received, true},
    {"found", &Item::found, &Item::set_found, true},
    {"used", &Item::used, &Item::set_used},
    {"issued", &Item::issued, &Item::set_issued},
    {"loss", &Item::lost, &Item::set_lost},
    {"shipment_loss", &Item::lost, &Item::set_lost},
    {"in_service", &Item::in_service, &Item::set_in_service},
    {"scrapped", &Item::scrapped, &Item::set_scrapped},
    {"store", &Item::on_hand, &Item::set_on_hand},
    {"shipment", &Item::in_transit, &Item::set_in_transit},
    {"returned", &Item::returned, &Item::set_returned},
};

}  // namespace

std::string_view ItemOfAccount(std::string_view account) {
  for (int segment = 0; segment < 2; ++segment) {
    const size_t slash = account.rfind('/');
    if (slash == std::string_view::npos) return "";
    account.remove_suffix(account.size() - slash);
  }
  return rpc::LastSegment(account);
}

std::map<std::string, v1::ItemConservation, std::less<>> ConservationOf(
    const std::map<std::string, Amount>& balances) {
  std::map<std::string, Item, std::less<>> items;
  for (const auto& [account, balance] : balances) {
    Item& item = items[std::string(ItemOfAccount(account))];
    const std::string_view kind =
        std::string_view(account).substr(0, account.find(':'));
    for (const Side& side : kSides) {
      if (side.kind != kind) continue;
      (item.*side.set)((item.*side.get)() +
                       (side.is_source ? -balance : balance));
    }
  }
  for (auto& [id, item] : items) {
    Amount residue = item.opening() + item.received() + item.found();
    residue -= item.used() + item.issued() + item.lost() + item.in_service() +
               item.scrapped() + item.on_hand() + item.in_transit() +
               item.returned();
    item.set_residue(residue);
  }
  return items;
}

}  // namespace epiledger::supplies
