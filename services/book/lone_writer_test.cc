// The writer of a book that nobody else writes does not ask for the head, nor
// for ids: what it must not get wrong for that. On both engines.
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "epiledger/journal/v1/journal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/write_path_fixture.h"
#include "services/limits.h"
#include "services/text.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::book {
namespace {

using ::testing::IsEmpty;

template <typename Fixture>
class Alone : public Fixture {
 protected:
  // Writes until the book is trusted to be this process's own.
  void WriteAlone() {
    for (int i = 0; i <= limits::kUndisturbedBatches; ++i) {
      ASSERT_TRUE(this->Run(this->Write(Concat("alone-", i))).ok());
    }
  }
  // In another process, whose books are others on the same store.
  absl::StatusOr<Outcome> RunElsewhere(Command command) {
    std::unique_ptr<Books> other =
        Books::Open(*this->store_, this->clock_, {.service = "funding"})
            .value();
    std::swap(this->books_, other);
    absl::StatusOr<Outcome> outcome = this->Run(std::move(command));
    std::swap(this->books_, other);
    return outcome;
  }
  // Genesis and what WriteAlone wrote once.
  static constexpr int64_t kWrittenAlone = limits::kUndisturbedBatches + 2;
};

class LoneWriter : public Alone<WritePath> {
 protected:
  // A command that the rules leave undecided.
  Command Asking(const std::string& id) {
    return Asked(id, [](const DecisionContext&, ledger::State&) {
      return absl::InvalidArgumentError("say more");
    });
  }
};

TEST_P(LoneWriter, WhatAnotherProcessWroteIsSeenAndNothingIsOverwritten) {
  ASSERT_TRUE(Run(Genesis()).ok());
  ASSERT_TRUE(Run(Move("in", "source:1", "fund:1", 10)).ok());
  WriteAlone();
  const auto theirs = RunElsewhere(Move("theirs", "fund:1", "spent:1", 4));
  ASSERT_TRUE(theirs.ok()) << theirs.status();
  Command spend = Move("ours", "fund:1", "spent:1", 6);
  spend.decide = [decide = spend.decide](const DecisionContext& context,
                                         ledger::State& state) -> Decision {
    if (state.AvailableFrom("fund:1", ledger::Position(0)) != 6) {
      return absl::FailedPreconditionError("not what is left");
    }
    return decide(context, state);
  };
  const auto ours = Run(std::move(spend));
  ASSERT_TRUE(ours.ok()) << ours.status();
  EXPECT_EQ(ours->receipt.sequence, theirs->receipt.sequence + 1);
  EXPECT_THAT(Verify()->findings, IsEmpty());
  EXPECT_EQ(Verify()->balances.at("spent:1").second, 10);
}

TEST_P(LoneWriter, AnIdSentAgainHasItsFirstAnswer) {
  ASSERT_TRUE(Run(Genesis()).ok());
  const auto first = Run(Write("a"));
  WriteAlone();
  const auto again = Run(Write("a"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->receipt.replayed);
  EXPECT_EQ(again->receipt.sequence, first->receipt.sequence);
  EXPECT_EQ(again->receipt.hash, first->receipt.hash);
  EXPECT_EQ(again->resource, first->resource);
  EXPECT_EQ(Verify()->entries, kWrittenAlone + 1);
}

TEST_P(LoneWriter, AnIdSentAgainForAnotherBodyIsRefused) {
  ASSERT_TRUE(Run(Genesis()).ok());
  ASSERT_TRUE(Run(Write("a")).ok());
  WriteAlone();
  Command other = Write("a");
  other.method = "test.Other";
  EXPECT_EQ(DifferingField(Run(std::move(other)).status()), "method");
  Command changed = Write("a");
  auto request = std::make_shared<journal::v1::CreateCountyRequest>();
  request->set_county("990102");
  changed.request = std::move(request);
  EXPECT_EQ(DifferingField(Run(std::move(changed)).status()), "county");
  EXPECT_EQ(Verify()->entries, kWrittenAlone + 1);
}

TEST_P(LoneWriter, WhatWasDecidedStaysSoWhereItWouldNowBeAskedBack) {
  ASSERT_TRUE(Run(Genesis()).ok());
  const auto first = Run(Write("a"));
  WriteAlone();
  const auto again = Run(Asking("a"));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->receipt.sequence, first->receipt.sequence);
  EXPECT_TRUE(absl::IsInvalidArgument(Run(Asking("b")).status()));
  EXPECT_FALSE(Run(Write("b"))->receipt.replayed);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(LoneWriter, AnIdSentAgainAmongOthersHasItsFirstAnswer) {
  ASSERT_TRUE(Run(Genesis()).ok());
  const auto first = Run(Write("a"));
  WriteAlone();
  const Answers answers = RunTogether(List(Write("b"), Write("a"), Write("c")));
  EXPECT_FALSE(answers[0]->receipt.replayed);
  EXPECT_TRUE(answers[1]->receipt.replayed);
  EXPECT_EQ(answers[1]->receipt.sequence, first->receipt.sequence);
  EXPECT_EQ(answers[2]->receipt.sequence, answers[0]->receipt.sequence + 1);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

// What the first decision of the others did must not count twice.
TEST_P(LoneWriter, AnUndecidedCommandAmongOthersHarmsNobody) {
  ASSERT_TRUE(Run(Genesis()).ok());
  ASSERT_TRUE(Run(Move("in", "source:1", "fund:1", 10)).ok());
  const auto first = Run(Write("a"));
  WriteAlone();
  const Answers answers =
      RunTogether(List(Move("six", "fund:1", "spent:1", 6), Asking("a"),
                       Asking("b"), Move("four", "fund:1", "spent:1", 4)));
  EXPECT_TRUE(answers[0].ok()) << answers[0].status();
  EXPECT_EQ(answers[1]->receipt.sequence, first->receipt.sequence);
  EXPECT_TRUE(absl::IsInvalidArgument(answers[2].status()));
  EXPECT_TRUE(answers[3].ok()) << answers[3].status();
  EXPECT_EQ(Verify()->balances.at("fund:1").second, 0);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(LoneWriter, ASheetSeesWhatAnotherProcessWrote) {
  ASSERT_TRUE(Run(Genesis()).ok());
  ASSERT_TRUE(Run(Move("in", "source:1", "fund:1", 10)).ok());
  WriteAlone();
  const auto theirs = RunElsewhere(Move("theirs", "fund:1", "spent:1", 4));
  ASSERT_TRUE(theirs.ok()) << theirs.status();
  const Answers answers =
      RunAllOrNone(List(Move("five", "fund:1", "spent:1", 5),
                        Move("one", "fund:1", "spent:1", 1)));
  EXPECT_EQ(answers[0]->receipt.sequence, theirs->receipt.sequence + 1);
  EXPECT_TRUE(answers[1].ok()) << answers[1].status();
  EXPECT_EQ(Verify()->balances.at("spent:1").second, 10);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, LoneWriter,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

class LoneWriterOfAServer : public Alone<ProxiedWritePath> {
 protected:
  void SetUp() override {
    Alone::SetUp();
    WriteAlone();
  }

  // Writes when every session is gone that this process had: the packet that
  // trusts the head finds no server, and what it held is sent again only after
  // the head and the id were asked for.
  void ExpectOneEntryAfterAsking() {
    std::vector<int64_t> sent_at_decision;
    Command command = Write("a");
    command.decide = [&, decide = command.decide](
                         const DecisionContext& context, ledger::State& state) {
      sent_at_decision.push_back(proxy_->commands());
      return decide(context, state);
    };
    const auto told = Run(std::move(command));
    ASSERT_TRUE(told.ok()) << told.status();
    EXPECT_FALSE(told->receipt.replayed);
    EXPECT_EQ(told->receipt.sequence, kWrittenAlone + 1);
    ASSERT_EQ(sent_at_decision.size(), 2u);
    EXPECT_GT(sent_at_decision[1], sent_at_decision[0]);
    EXPECT_EQ(Verify()->entries, kWrittenAlone + 1);
    EXPECT_THAT(Verify()->findings, IsEmpty());
  }
};

// What a book that nobody else writes is spared, see decision 0009.
TEST_P(LoneWriterOfAServer, ACommandGoesInOnePacket) {
  for (const char* id : {"a", "b", "c"}) {
    const int64_t before = proxy_->commands();
    ASSERT_TRUE(Run(Write(id)).ok());
    EXPECT_EQ(proxy_->commands(), before + 1) << id;
  }
}

// And what it takes where somebody else may have written: the head is asked
// for before anything is decided.
TEST_P(LoneWriterOfAServer, AfterAnotherWriterTheHeadIsAskedForFirst) {
  ASSERT_TRUE(RunElsewhere(Write("theirs")).ok());
  ASSERT_TRUE(Run(Write("a")).ok());
  const int64_t before = proxy_->commands();
  int64_t at_decision = 0;
  Command command = Write("b");
  command.decide = [&, decide = command.decide](const DecisionContext& context,
                                                ledger::State& state) {
    at_decision = proxy_->commands();
    return decide(context, state);
  };
  ASSERT_TRUE(Run(std::move(command)).ok());
  EXPECT_GT(at_decision, before);
}

TEST_P(LoneWriterOfAServer, ALostAnswerIsFoundAndIsTheFirstAnswer) {
  proxy_->LoseAnswers(1);
  const auto told = Run(Write("a"));
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(proxy_->lost_answers(), 1);
  EXPECT_FALSE(told->receipt.replayed);
  EXPECT_EQ(told->receipt.sequence, kWrittenAlone + 1);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

TEST_P(LoneWriterOfAServer, ALostRequestIsSentAgain) {
  proxy_->LoseRequests(1);
  const auto told = Run(Write("a"));
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_EQ(proxy_->lost_requests(), 1);
  EXPECT_EQ(told->receipt.sequence, kWrittenAlone + 1);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

// What was sent and lost may yet arrive, as long as the head is where it was.
TEST_P(LoneWriterOfAServer, WhatMayYetArriveIsNotCalledUndecided) {
  proxy_->LoseRequests(1);
  Command wavering = Write("a");
  wavering.decide = [first = true, decide = wavering.decide](
                        const DecisionContext& context,
                        ledger::State& state) mutable -> Decision {
    if (std::exchange(first, false)) return decide(context, state);
    return absl::InvalidArgumentError("say more");
  };
  EXPECT_TRUE(IsOutcomeUnknown(Run(std::move(wavering)).status()));
  const auto told = Run(Write("a"));
  ASSERT_TRUE(told.ok()) << told.status();
  EXPECT_FALSE(told->receipt.replayed);
  EXPECT_THAT(Verify()->findings, IsEmpty());
}

// MySQL tells a session that was idle for too long; MariaDB, and whoever kills
// sessions, hang up.
TEST_P(LoneWriterOfAServer, ASessionEndedForIdlenessCostsAQuestion) {
  proxy_->EndIdleConnections();
  ExpectOneEntryAfterAsking();
}

TEST_P(LoneWriterOfAServer, ASessionHungUpCostsAQuestion) {
  const auto killed =
      testing::PrivateMariadb::Shared().Administer("KILL USER ledger");
  ASSERT_TRUE(killed.ok()) << killed.status();
  ExpectOneEntryAfterAsking();
}

INSTANTIATE_TEST_SUITE_P(Mariadb, LoneWriterOfAServer,
                         ::testing::Values(storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
