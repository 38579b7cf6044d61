#include "services/ledger/tables.h"

#include <vector>

namespace epiledger::ledger {

absl::Span<const storage::Migration> Migrations() {
  static const auto* const kMigrations = new std::vector<storage::Migration>{
      {1,
       "accounts, movements, timelines and versions of resources",
       {"CREATE TABLE ledger_account (book {INT} NOT NULL, "
        "account {INT} NOT NULL, name {KEY} NOT NULL, unit {KEY} NOT NULL, "
        "first_movement {INT} NOT NULL, PRIMARY KEY (book, account), UNIQUE "
        "(book, name)) {TABLE}",
        "CREATE TABLE ledger_movement (book {INT} NOT NULL, "
        "movement {INT} NOT NULL, source {INT} NOT NULL, "
        "target {INT} NOT NULL, position {INT} NOT NULL, "
        "amount {INT} NOT NULL, source_previous {INT} NOT NULL, "
        "source_moved {INT} NOT NULL, target_previous {INT} NOT NULL, "
        "target_moved {INT} NOT NULL, PRIMARY KEY (book, movement)) {TABLE}",
        "CREATE TABLE ledger_timeline (book {INT} NOT NULL, "
        "account {INT} NOT NULL, position {INT} NOT NULL, "
        "balance {INT} NOT NULL, moved {INT} NOT NULL, "
        "last_movement {INT} NOT NULL, "
        "PRIMARY KEY (book, account, position)) {TABLE}",
        "CREATE TABLE ledger_resource (book {INT} NOT NULL, "
        "collection {KEY} NOT NULL, name {KEY} NOT NULL, "
        "sequence {INT} NOT NULL, body {BYTES} NOT NULL, "
        "PRIMARY KEY (book, collection, name, sequence)) {TABLE}"},
       ""},
      {2,
       "accounts by what their names end with, such as where goods came from",
       {"ALTER TABLE ledger_account ADD COLUMN {IF_NEW} ending {KEY} "
        "{NAME_ENDING}",
        "CREATE INDEX {IF_NEW} ledger_account_ending ON ledger_account "
        "(book, ending)"},
       ""}};
  return *kMigrations;
}

}  // namespace epiledger::ledger
