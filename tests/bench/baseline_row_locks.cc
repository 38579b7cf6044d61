#include "tests/bench/baseline_row_locks.h"

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "services/funding/money.h"
#include "services/storage/migrate.h"
#include "services/text.h"

namespace epiledger::bench {
namespace {

using Request = funding::v1::CreatePaymentRequest;
using storage::Row;
using storage::Value;

constexpr std::string_view kLockPurse =
    "SELECT available FROM plain_purse WHERE allocation = ?";
constexpr std::string_view kLowerPurse =
    "UPDATE plain_purse SET available = ? WHERE allocation = ?";
constexpr std::array<std::string_view, 2> kPurseColumns = {"allocation",
                                                           "available"};
constexpr storage::Table kPurseTable = {"plain_purse", kPurseColumns, 1};
constexpr std::array<std::string_view, 5> kPaymentColumns = {
    "request_id", "allocation", "payment_date", "amount", "body"};
constexpr storage::Table kPaymentTable = {"plain_payment", kPaymentColumns, 1};

absl::Status Pay(storage::WriteTransaction& transaction, const Request& request,
                 std::string& response) {
  funding::v1::Payment payment = request.payment();
  const int64_t amount = funding::ToFen(payment.amount());
  int64_t available = -1;
  absl::Status status = transaction.QueryForUpdate(
      kLockPurse, {Value::Text(payment.allocation())}, [&](const Row& row) {
        available = row.Integer(0);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (available < amount) return absl::FailedPreconditionError("overspent");
  *payment.mutable_available_after() = funding::ToMoney(available - amount);
  const std::string body = payment.SerializeAsString();
  const std::array<Value, 5> row = {
      Value::Text(request.request_id()), Value::Text(payment.allocation()),
      Value::Integer(funding::ToPosition(payment.payment_date()).value()),
      Value::Integer(amount), Value::Bytes(body)};
  status = transaction.Insert(kPaymentTable, row);
  if (!status.ok()) return status;
  const std::array<Value, 2> purse = {Value::Integer(available - amount),
                                      Value::Text(payment.allocation())};
  const absl::StatusOr<int64_t> lowered =
      transaction.Execute(kLowerPurse, purse);
  if (!lowered.ok()) return lowered.status();
  funding::v1::CreatePaymentResponse answer;
  *answer.mutable_payment() = std::move(payment);
  response = answer.SerializeAsString();
  return absl::OkStatus();
}

}  // namespace

absl::Status MakeRowLockTables(storage::Database& database, int allocations,
                               int64_t fen) {
  const std::array<storage::Migration, 1> migrations = {
      {{1,
        "purses and payments of baseline B",
        {"CREATE TABLE plain_purse (allocation {KEY} NOT NULL PRIMARY KEY, "
         "available {INT} NOT NULL) {TABLE}",
         "CREATE TABLE plain_payment (request_id {KEY} NOT NULL PRIMARY KEY, "
         "allocation {KEY} NOT NULL, payment_date {INT} NOT NULL, "
         "amount {INT} NOT NULL, body {BYTES} NOT NULL) {TABLE}"},
        ""}}};
  const absl::Status migrated = storage::Migrate(database, "bench", migrations);
  if (!migrated.ok()) return migrated;
  std::vector<std::string> names;
  std::vector<Value> rows;
  names.reserve(static_cast<size_t>(allocations));
  for (int i = 0; i < allocations; ++i) {
    names.push_back(Concat("counties/990101/documents/d", i, "/allocations/1"));
  }
  for (const std::string& name : names) {
    rows.insert(rows.end(), {Value::Text(name), Value::Integer(fen)});
  }
  return database.Write([&rows](storage::WriteTransaction& transaction) {
    return transaction.Insert(kPurseTable, rows);
  });
}

rpc::Handler RowLockPayments(storage::Database& database,
                             rpc::WorkerPool& pool) {
  return [&database, &pool](
             const rpc::CallContext& context,
             std::shared_ptr<const google::protobuf::Message> message,
             rpc::Respond respond) {
    pool.Answer(
        context, std::move(respond),
        [&database, message]() -> absl::StatusOr<std::string> {
          std::string response;
          const absl::Status status =
              database.Write([&](storage::WriteTransaction& transaction) {
                return Pay(transaction, static_cast<const Request&>(*message),
                           response);
              });
          if (!status.ok()) return status;
          return response;
        });
  };
}

}  // namespace epiledger::bench
