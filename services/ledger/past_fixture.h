// PastFixture: a book of movements alone on a real SQLite file, read as it was
// known at any of its entries, with what the reads cost.
#ifndef EPILEDGER_SERVICES_LEDGER_PAST_FIXTURE_H_
#define EPILEDGER_SERVICES_LEDGER_PAST_FIXTURE_H_

#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "services/ledger/accounts.h"
#include "services/ledger/history.h"
#include "services/ledger/tables.h"
#include "services/text.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::ledger {

struct ReadCost {
  int statements = 0;
  // Those of them that look at movements.
  int walks = 0;
  int rows = 0;
};

// Counts what is asked.
class CountingTransaction : public storage::ReadTransaction {
 public:
  CountingTransaction(storage::ReadTransaction& inner, ReadCost& cost)
      : inner_(inner), cost_(cost) {}

 private:
  absl::Status QueryImpl(std::string_view sql,
                         absl::Span<const storage::Value> parameters,
                         storage::RowFunction on_row) override {
    ++cost_.statements;
    if (sql.find("ledger_movement") != std::string_view::npos) ++cost_.walks;
    return inner_.Query(sql, parameters, [&](const storage::Row& row) {
      ++cost_.rows;
      return on_row(row);
    });
  }
  [[nodiscard]] size_t max_placeholders() const override { return 100; }

  storage::ReadTransaction& inner_;
  ReadCost& cost_;
};

class PastFixture : public ::testing::Test {
 protected:
  PastFixture() {
    const auto url =
        storage::ParseStoreUrl(Concat("sqlite:", folder_.path(), "/books"));
    store_ = storage::Store::Open(*url, {}).value();
    database_ = store_->OpenDatabase("book").value();
    EXPECT_TRUE(storage::Migrate(*database_, "ledger", Migrations()).ok());
  }

  // One entry of one movement.
  void Move(const std::string& source, const std::string& target,
            int64_t position, Amount amount) {
    journal::v1::Movement movement;
    movement.set_source(source);
    movement.set_target(target);
    movement.set_unit("CNY");
    movement.set_position(position);
    movement.set_amount(amount);
    const std::array<const journal::v1::Movement*, 1> movements = {&movement};
    const absl::Status booked =
        database_->Write([&](storage::WriteTransaction& transaction) {
          accounts_.Begin(transaction, kBook);
          const absl::Status status = accounts_.Apply(movements, ++sequence_);
          return status.ok() ? accounts_.Flush(transaction) : status;
        });
    EXPECT_TRUE(booked.ok()) << booked;
  }

  // The last entry.
  [[nodiscard]] int64_t sequence() const { return sequence_; }

  // Runs `ask` on the book as it was known at `sequence`.
  ReadCost Read(int64_t sequence, absl::FunctionRef<void(Snapshot&)> ask) {
    ReadCost cost;
    const absl::Status status =
        database_->Read([&](storage::ReadTransaction& transaction) {
          CountingTransaction counting(transaction, cost);
          journal::Head head;
          head.book = kBook;
          head.sequence = sequence_;
          Snapshot snapshot(counting, {"funding", "990101", "ledger"}, head);
          snapshot.SetSequence(sequence);
          ask(snapshot);
          return absl::OkStatus();
        });
    EXPECT_TRUE(status.ok()) << status;
    return cost;
  }

 private:
  static constexpr int64_t kBook = 1;

  testing::TemporaryDirectory folder_;
  std::unique_ptr<storage::Store> store_;
  storage::Database* database_ = nullptr;
  Accounts accounts_;
  int64_t sequence_ = 0;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_PAST_FIXTURE_H_
