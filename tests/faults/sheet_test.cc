// Stories of what a book may hold of a sheet.
#include "tests/faults/sheet.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace epiledger::faults {
namespace {

using ::testing::HasSubstr;

Sheet Three() {
  return {{"a", "s", "hot", 1, 0},
          {"b", "s", "hot", 1, 0},
          {"c", "s", "hot", 1, 0}};
}

journal::v1::Entry EntryOf(int64_t sequence, const std::string& id,
                           int code = 0) {
  journal::v1::Entry entry;
  entry.set_sequence(sequence);
  entry.set_request_id(id);
  entry.set_code(code);
  return entry;
}

Answer Decided(int64_t sequence, bool replayed, int code = 0) {
  Answer answer;
  answer.kind = Answer::Kind::kAcknowledged;
  answer.acknowledgement.code = code;
  answer.acknowledgement.sequence = sequence;
  answer.replayed = replayed;
  return answer;
}

Answer Undecided(const std::string& reason) {
  Answer answer;
  answer.kind = Answer::Kind::kUndecided;
  answer.error.reason = reason;
  return answer;
}

TEST(SheetInABook, IsAbsentWholeOrRefusedByOneEntry) {
  EXPECT_EQ(StateIn({EntryOf(7, "x")}, Three()), SheetState::kAbsent);
  EXPECT_EQ(
      StateIn({EntryOf(7, "a"), EntryOf(8, "b"), EntryOf(9, "c")}, Three()),
      SheetState::kWhole);
  EXPECT_EQ(StateIn({EntryOf(7, "b", 9)}, Three()), SheetState::kRefused);
}

TEST(SheetInABook, IsTornInEveryOtherCase) {
  EXPECT_EQ(StateIn({EntryOf(7, "a"), EntryOf(8, "b")}, Three()),
            SheetState::kTorn);
  EXPECT_EQ(StateIn({EntryOf(7, "a")}, Three()), SheetState::kTorn);
  EXPECT_EQ(StateIn({EntryOf(7, "a"), EntryOf(8, "b", 9)}, Three()),
            SheetState::kTorn);
  EXPECT_EQ(
      StateIn({EntryOf(7, "a"), EntryOf(8, "b"), EntryOf(9, "c", 9)}, Three()),
      SheetState::kTorn);
  // Something stands between, or the order is another.
  EXPECT_EQ(
      StateIn({EntryOf(7, "a"), EntryOf(8, "b"), EntryOf(10, "c")}, Three()),
      SheetState::kTorn);
  EXPECT_EQ(
      StateIn({EntryOf(7, "b"), EntryOf(8, "a"), EntryOf(9, "c")}, Three()),
      SheetState::kTorn);
}

TEST(SheetInAnswers, IsDecidedByAllOfThem) {
  EXPECT_EQ(StateIn({Decided(7, false), Decided(8, false)}),
            SheetState::kWhole);
  EXPECT_EQ(StateIn({Undecided("BATCH_REFUSED"), Decided(7, false, 9)}),
            SheetState::kRefused);
  EXPECT_EQ(StateIn({Undecided(""), Undecided("")}), SheetState::kAbsent);
  EXPECT_EQ(StateIn({Decided(7, false), Undecided("BATCH_REFUSED")}),
            SheetState::kTorn);
  EXPECT_EQ(StateIn({Decided(7, false), Decided(8, false, 9)}),
            SheetState::kTorn);
  EXPECT_EQ(StateIn({Undecided("BATCH_REFUSED"), Undecided("BATCH_REFUSED")}),
            SheetState::kTorn);
}

TEST(SheetSentAgain, IsARepetitionExactlyWhereItWasThere) {
  EXPECT_EQ(WrongIn({Decided(7, true)}, SheetState::kWhole), "");
  EXPECT_EQ(WrongIn({Decided(7, false)}, SheetState::kAbsent), "");
  EXPECT_THAT(WrongIn({Decided(7, false)}, SheetState::kWhole),
              HasSubstr("is said to be new"));
  EXPECT_THAT(WrongIn({Decided(7, true)}, SheetState::kAbsent),
              HasSubstr("is said to be a repetition"));
  EXPECT_THAT(WrongIn({Decided(7, true, 9)}, SheetState::kWhole),
              HasSubstr("another outcome"));
}

}  // namespace
}  // namespace epiledger::faults
