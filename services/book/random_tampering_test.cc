// Random tamperings with a store, ten thousand where there is the time, by
// somebody who can write every table but has neither the service's key nor what
// was handed out: whoever computes nothing anew is found by the verifier,
// everybody else by the receipts that clients kept, or by a checkpoint.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/chain_tamperer_fixture.h"
#include "services/book/forged_book.h"
#include "services/book/row_tamperer_fixture.h"
#include "services/journal/checkpoint.h"
#include "services/ledger/stray_rows.h"

namespace epiledger::book {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using storage::ReadTransaction;
using storage::WriteTransaction;

// Of each engine, unless EPILEDGER_TAMPERINGS says how many; a judgement takes
// four times as long on MariaDB.
constexpr int kTamperings[] = {10'000, 1'000};
// A new book after so many.
constexpr int kPerBook = 500;
constexpr int kCommands = 20;
// Of those who know the format and compute everything anew, one in so many.
constexpr size_t kCunning = 4;

// Printed, so that a run can be had again.
uint64_t Seed() {
  const char* const given = std::getenv("EPILEDGER_SEED");
  if (given != nullptr) return std::strtoull(given, nullptr, 10);
  return std::random_device()();
}

int Tamperings(storage::Engine engine) {
  const char* const given = std::getenv("EPILEDGER_TAMPERINGS");
  if (given != nullptr) return std::atoi(given);
  return kTamperings[engine == storage::Engine::kSqlite ? 0 : 1];
}

// One attempt, and who found it.
struct Tampered {
  // Its kind, and the statements that were run.
  std::string what;
  std::string sql;
  bool is_cunning = false;
  std::vector<std::string> by_verify;
  std::vector<std::string> by_receipts;
  bool by_checkpoint = false;
  // The first entry that is not as it was; 0 where all are.
  int64_t first_changed = 0;
};

class RandomTampering : public ForgedBook {
 protected:
  RandomTampering() : seed_(Seed()), dice_(seed_) {}

  // A book in a store of its own, busy by chance, with what was handed out of
  // it.
  void MakeBook() {
    Open(GetParam() == storage::Engine::kSqlite
             ? Concat("sqlite:", folder_.path(), "/books", ++books_made_)
             : NewUrl());
    receipts_.clear();
    Record(Genesis());
    Record(Move("money", "source:1", "box:0", 100'000));
    for (int i = 0; i < kCommands; ++i) Record(SomeCommand(i));
    const journal::Receipt& middle = receipts_[receipts_.size() / 2];
    checkpoint_ = {.incarnation = middle.incarnation,
                   .sequence = middle.sequence,
                   .hash = middle.hash,
                   .record_time = middle.record_time};
    signature_ = key_->Sign(journal::CheckpointText(Name(), checkpoint_));
  }

  // A second after the one before.
  void Record(Command command) {
    clock_.Advance(absl::Seconds(1));
    const absl::StatusOr<Outcome> outcome = Run(std::move(command));
    ASSERT_TRUE(outcome.ok()) << outcome.status();
    receipts_.push_back(outcome->receipt);
  }

  Command SomeCommand(int number) {
    const std::string id = Concat("id-", number);
    const int64_t amount = static_cast<int64_t>(1 + dice_.Below(99));
    switch (dice_.Below(4)) {
      case 0:
        return Asked(id, [amount](const DecisionContext&, ledger::State&) {
          return journal::Refusal{absl::StatusCode::kFailedPrecondition,
                                  "OVERSPENT",
                                  {{"available", Concat(amount)}}};
        });
      case 1:
        return Asked(id, [amount](const DecisionContext&, ledger::State&) {
          Accepted accepted;
          AddResource("thing", Concat("t", amount % 5), accepted);
          accepted.effects.mutable_resources(0)->set_body(Concat(amount));
          return accepted;
        });
      default:
        return Move(id, "box:0", Concat("used:", dice_.Below(5)), amount);
    }
  }

  // What the offline verifier says of the store.
  static std::vector<std::string> FoundByVerify(ReadTransaction& transaction) {
    const auto names = journal::ListBooks(transaction);
    if (!names.ok()) return {std::string(names.status().message())};
    std::vector<std::string> findings;
    for (const journal::BookName& name : *names) {
      const auto report = ledger::Verify(transaction, name);
      if (!report.ok()) return {std::string(report.status().message())};
      findings.insert(findings.end(), report->findings.begin(),
                      report->findings.end());
    }
    const auto strays = ledger::FindStrayRows(transaction);
    if (!strays.ok()) return {std::string(strays.status().message())};
    for (const ledger::StrayRows& stray : *strays) {
      findings.push_back(Concat("no book ", stray.book, " in ", stray.table));
    }
    return findings;
  }

  // Whether the book has this entry, as docs/reference/journal-format.md holds
  // receipts and kept checkpoints against a book that was never restored.
  template <typename Kept>
  static bool Holds(ReadTransaction& transaction, const Kept& kept) {
    const auto head = journal::ReadHead(transaction, Name());
    if (!head.ok() || !head->has_value()) return false;
    const auto entry =
        journal::ReadEntry(transaction, (*head)->book, kept.sequence);
    return entry.ok() && (*head)->incarnation == kept.incarnation &&
           kept.sequence <= (*head)->sequence && entry->hash == kept.hash &&
           entry->record_time == kept.record_time;
  }

  void Judge(WriteTransaction& transaction, Tampered& tampered) {
    tampered.by_verify = FoundByVerify(transaction);
    if (!tampered.is_cunning) return;
    for (const journal::Receipt& receipt : receipts_) {
      if (Holds(transaction, receipt)) continue;
      tampered.by_receipts.push_back(Concat("receipt ", receipt.sequence));
      if (tampered.first_changed == 0) {
        tampered.first_changed = receipt.sequence;
      }
    }
    tampered.by_checkpoint =
        !Holds(transaction, checkpoint_) &&
        journal::VerifySignature(key_->public_key(),
                                 journal::CheckpointText(Name(), checkpoint_),
                                 signature_);
  }

  // One tampering, judged and taken back. Attempts that came to nothing do not
  // count.
  Tampered Tamper() {
    Tampered tampered;
    while (tampered.what.empty()) {
      const absl::Status status = books_->DatabaseOf(Name()).value()->Write(
          [&](WriteTransaction& transaction) {
            tampered = {};
            tampered.is_cunning = dice_.Below(kCunning) == 0;
            RowTamperer rows(transaction, tables_, dice_);
            const auto what =
                tampered.is_cunning
                    ? ChainTamperer(transaction, Name(), dice_).Tamper()
                    : rows.Tamper();
            tampered.sql = rows.sql();
            if (what.has_value()) {
              tampered.what = *what;
              Judge(transaction, tampered);
            }
            return absl::CancelledError("taken back");
          });
      EXPECT_TRUE(absl::IsCancelled(status)) << status;
    }
    return tampered;
  }

  std::vector<std::string> Findings() {
    std::vector<std::string> findings;
    EXPECT_TRUE(books_->DatabaseOf(Name())
                    .value()
                    ->Read([&findings](ReadTransaction& transaction) {
                      findings = FoundByVerify(transaction);
                      return absl::OkStatus();
                    })
                    .ok());
    return findings;
  }

  void ReadTables() {
    ASSERT_TRUE(books_->DatabaseOf(Name())
                    .value()
                    ->Read([this](ReadTransaction& transaction) {
                      const auto tables =
                          TablesOfBooks(transaction, GetParam());
                      if (tables.ok()) tables_ = *tables;
                      return tables.status();
                    })
                    .ok());
  }

  const uint64_t seed_;
  Dice dice_;
  int books_made_ = 0;
  std::vector<StoredTable> tables_;
  // What clients and auditors have.
  std::vector<journal::Receipt> receipts_;
  const std::unique_ptr<journal::SigningKey> key_ =
      journal::SigningKey::Generate();
  journal::Head checkpoint_;
  std::string signature_;
};

TEST_P(RandomTampering, EachIsFound) {
  SCOPED_TRACE(Concat("EPILEDGER_SEED=", seed_));
  std::map<std::string, int> counts;
  const int tamperings = Tamperings(GetParam());
  for (int trial = 0; trial < tamperings && !HasFailure(); ++trial) {
    if (trial % kPerBook == 0) {
      MakeBook();
      ReadTables();
    }
    const Tampered tampered = Tamper();
    ++counts[tampered.what];
    if (tampered.is_cunning) {
      EXPECT_FALSE(tampered.by_receipts.empty()) << tampered.what;
      EXPECT_TRUE(tampered.by_checkpoint ||
                  tampered.first_changed > checkpoint_.sequence)
          << tampered.what;
    } else {
      EXPECT_FALSE(tampered.by_verify.empty()) << tampered.sql;
    }
    if (trial % kPerBook == kPerBook - 1) {
      EXPECT_THAT(Findings(), IsEmpty());
    }
  }
  if (HasFailure()) return;
  std::printf("%d tamperings with EPILEDGER_SEED=%llu, all found:\n%s\n",
              tamperings, static_cast<unsigned long long>(seed_),
              absl::StrJoin(counts, ", ", absl::PairFormatter(" ")).c_str());
}

// What computes everything anew leaves a sound book: without something kept
// elsewhere nobody could tell.
TEST_P(RandomTampering, ARewrittenBookIsSoundInItself) {
  SCOPED_TRACE(Concat("EPILEDGER_SEED=", seed_));
  MakeBook();
  ReadTables();
  int sound = 0;
  int cunning = 0;
  while (cunning < 100) {
    const Tampered tampered = Tamper();
    if (!tampered.is_cunning) continue;
    ++cunning;
    if (tampered.by_verify.empty()) ++sound;
  }
  EXPECT_GE(sound, 50);
}

TEST_P(RandomTampering, EveryTableOfABookIsTamperedWith) {
  MakeBook();
  ReadTables();
  std::vector<std::string> names;
  for (const StoredTable& table : tables_) names.push_back(table.name);
  EXPECT_THAT(
      names, ElementsAre("journal_entry", "journal_head", "journal_refusal",
                         "journal_request", "ledger_account", "ledger_movement",
                         "ledger_resource", "ledger_timeline"));
}

INSTANTIATE_TEST_SUITE_P(Engines, RandomTampering,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
