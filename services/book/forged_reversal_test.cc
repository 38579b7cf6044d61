// Entries that say they reverse another and do not, on both engines: rule 8 of
// docs/reference/journal-format.md.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/forged_book.h"

namespace epiledger::book {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// An entry of the story: fen from one account to another, reversing an entry or
// none.
struct Told {
  const char* source;
  const char* target;
  int64_t amount;
  int64_t reverses = 0;
  // So much of it stands aside, as a movement of its own.
  int64_t aside = 0;
};

class ForgedReversal : public ForgedBook {
 protected:
  // What the verifier says of a book with these entries, from 2 on.
  std::vector<std::string> FindingsOfStory(const std::vector<Told>& story) {
    const journal::Head first = Head();
    return FindingsAfter([&](storage::WriteTransaction& transaction) {
      journal::Head head = first;
      for (const Told& told : story) {
        journal::Frame frame = Next(head);
        journal::v1::Effects effects;
        journal::v1::Movement& movement = *effects.add_movements();
        movement.set_source(told.source);
        movement.set_target(told.target);
        movement.set_unit("CNY");
        movement.set_amount(told.amount);
        if (told.aside > 0) {
          *effects.add_movements() = movement;
          effects.mutable_movements(1)->set_amount(told.aside);
          effects.mutable_movements(1)->set_aside(true);
        }
        effects.set_reverses(told.reverses);
        frame.event = effects.SerializeAsString();
        Append(transaction, frame, head);
      }
    });
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ForgedReversal,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

TEST_P(ForgedReversal, AnHonestOneHolds) {
  EXPECT_THAT(FindingsOfStory(
                  {{"source:a", "box:a", 70}, {"box:a", "source:a", 70, 2}}),
              IsEmpty());
}

TEST_P(ForgedReversal, WhatCameAboutWithAnEntryStays) {
  EXPECT_THAT(FindingsOfStory({{"source:a", "box:a", 70, 0, 5},
                               {"box:a", "source:a", 70, 2}}),
              IsEmpty());
  EXPECT_THAT(FindingsOfStory({{"source:a", "box:a", 70, 0, 5},
                               {"box:a", "source:a", 75, 2}}),
              ElementsAre(HasSubstr("leave 5 in source:a"),
                          HasSubstr("leave -5 in box:a")));
}

TEST_P(ForgedReversal, OneThatDoesNotAddUpIsFound) {
  EXPECT_THAT(FindingsOfStory(
                  {{"source:a", "box:a", 70}, {"box:a", "source:a", 60, 2}}),
              ElementsAre(HasSubstr("leave -10 in source:a"),
                          HasSubstr("leave 10 in box:a")));
}

TEST_P(ForgedReversal, ASecondOneIsFound) {
  EXPECT_THAT(
      FindingsOfStory({{"source:a", "box:a", 70},
                       {"box:a", "source:a", 70, 2},
                       {"source:a", "box:a", 70},
                       {"box:a", "source:a", 70, 2}}),
      ElementsAre(HasSubstr("reverses entry 2, which entry 3 reversed")));
}

TEST_P(ForgedReversal, OneOfAReversalOrOfNothingIsFound) {
  EXPECT_THAT(FindingsOfStory({{"source:a", "box:a", 70},
                               {"box:a", "source:a", 70, 2},
                               {"source:a", "box:a", 70, 3}}),
              ElementsAre(HasSubstr("entry 3, which is a reversal")));
  EXPECT_THAT(FindingsOfStory({{"source:a", "box:a", 70, 2}}),
              ElementsAre(HasSubstr("entry 2, which is none before it")));
}

}  // namespace
}  // namespace epiledger::book
