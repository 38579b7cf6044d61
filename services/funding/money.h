// Money and dates between the API's messages and the ledger's integers.
#ifndef EPILEDGER_SERVICES_FUNDING_MONEY_H_
#define EPILEDGER_SERVICES_FUNDING_MONEY_H_

#include "google/type/date.pb.h"
#include "google/type/money.pb.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

// Fen of an amount that passed the field rules: CNY, whole fen.
[[nodiscard]] ledger::Amount ToFen(const google::type::Money& money);
[[nodiscard]] google::type::Money ToMoney(ledger::Amount fen);

// The position of a date that exists.
[[nodiscard]] ledger::Position ToPosition(const google::type::Date& date);
[[nodiscard]] google::type::Date ToDate(ledger::Position position);
// `2020-02-01`, for figures of a refusal.
[[nodiscard]] std::string ToText(ledger::Position position);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_MONEY_H_
