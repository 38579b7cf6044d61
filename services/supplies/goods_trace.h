// GoodsTrace: where the pieces of one origin are and what they are worth, put
// together from its accounts. Pure arithmetic; see DOMAIN §5 and
// docs/decisions/0034-trace.md.
#ifndef EPILEDGER_SERVICES_SUPPLIES_GOODS_TRACE_H_
#define EPILEDGER_SERVICES_SUPPLIES_GOODS_TRACE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "epiledger/supplies/v1/trace.pb.h"
#include "google/type/money.pb.h"
#include "services/ledger/account.h"

namespace epiledger::supplies {

// What the pieces of a line are worth: `fen` for `pieces` of them, more than 0.
struct AgreedPrice {
  ledger::Amount fen = 0;
  int64_t pieces = 0;

  // Of the first `count` pieces together; those beyond `pieces` cost nothing.
  [[nodiscard]] ledger::Amount Of(int64_t count) const;
};

// What is told of an origin.
struct TraceChoice {
  std::string_view county;
  // The key, `{item}/{lot}`, of the one lot that is told of; empty: all.
  std::string_view lot;
  // The facility whose places are told of, an id; empty: all.
  std::string_view facility;
  bool by_lot = false;
};

class GoodsTrace {
 public:
  // Adds what an account of the origin has.
  void Add(const std::string& account, ledger::Amount balance);

  // Where the pieces are, as far as `choice` tells. Without a price nothing is
  // worth anything; `ordered` is absent where no order is known, of which
  // `matched` pieces are matched.
  struct Order {
    std::optional<AgreedPrice> price;
    int64_t pieces = 0;
    int64_t matched = 0;
  };
  [[nodiscard]] v1::TracedGoods Tell(const TraceChoice& choice,
                                     const std::optional<Order>& order) const;

 private:
  // Accounts by name.
  using Balances = std::map<std::string, ledger::Amount>;

  // Received and not sent back.
  [[nodiscard]] int64_t NetReceived() const;
  // All places' accounts in the order in which pieces take their value: of
  // stores those first that such goods were not delivered to.
  [[nodiscard]] std::vector<std::pair<std::string, ledger::Amount>> InOrder()
      const;

  std::map<v1::PlacedGoods::Place, Balances> places_;
  Balances received_;
  Balances found_;
};

// Fen, 0 or more, as a message, and back.
[[nodiscard]] google::type::Money MoneyOf(ledger::Amount fen);
[[nodiscard]] ledger::Amount FenOf(const google::type::Money& money);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_GOODS_TRACE_H_
