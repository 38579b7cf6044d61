// What the verifier says of books that were restored, by the rules of
// docs/reference/journal-format.md: on both engines.
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/forged_book.h"

namespace epiledger::book {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

journal::v1::NewIncarnation Naming(const journal::Head& head) {
  journal::v1::NewIncarnation body;
  body.set_old_incarnation(std::string(journal::View(head.incarnation)));
  body.set_old_sequence(head.sequence);
  body.set_old_hash(std::string(journal::View(head.hash)));
  body.set_reason("restore");
  return body;
}

void AddIncarnation(const std::string& body, journal::Frame& frame) {
  journal::v1::Effects effects;
  effects.ParseFromString(frame.event);
  journal::v1::ResourceVersion& version = *effects.add_resources();
  version.set_collection("incarnation");
  version.set_key(Concat(frame.sequence, "/", effects.resources_size()));
  version.set_body(body);
  frame.event = effects.SerializeAsString();
}

journal::Incarnation Incarnation(char last) {
  journal::Incarnation incarnation{};
  incarnation.back() = last;
  return incarnation;
}

class Incarnations : public ForgedBook {
 protected:
  void SetUp() override {
    ForgedBook::SetUp();
    ASSERT_TRUE(Run(Write("before")).ok());
  }

  // The first entry after a restore, as the page has it.
  static journal::Frame Restored(const journal::Head& head, char incarnation) {
    journal::Frame frame = Next(head);
    frame.incarnation = Incarnation(incarnation);
    AddIncarnation(Naming(head).SerializeAsString(), frame);
    return frame;
  }

  void Restore(char incarnation) {
    journal::Head head = Head();
    const absl::Status status = books_->DatabaseOf(Name()).value()->Write(
        [&](storage::WriteTransaction& transaction) {
          Append(transaction, Restored(head, incarnation), head);
          return absl::OkStatus();
        });
    ASSERT_TRUE(status.ok()) << status;
    Open(url_);
  }
};

TEST_P(Incarnations, ARestoredBookHoldsAndGoesOn) {
  Restore(1);
  EXPECT_THAT(Verify()->findings, IsEmpty());
  const auto after = Run(Write("after"));
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->receipt.sequence, 4);
  EXPECT_EQ(after->receipt.incarnation, Incarnation(1));
  Restore(2);
  ASSERT_TRUE(Run(Write("after both")).ok());
  const auto report = Verify();
  EXPECT_THAT(report->findings, IsEmpty());
  EXPECT_EQ(report->head.incarnation, Incarnation(2));
}

TEST_P(Incarnations, ANewOneNamesTheEndOfTheOldOne) {
  constexpr char kUnnamed[] = "without naming the end of the old one";
  EXPECT_THAT(FindingsOf([](journal::Frame& frame) {
                frame.incarnation = Incarnation(1);
              }),
              ElementsAre(HasSubstr(kUnnamed)));
  const std::function<void(journal::v1::NewIncarnation&)> lies[] = {
      [](auto& body) { body.mutable_old_incarnation()->back() ^= 1; },
      [](auto& body) { body.set_old_sequence(1); },
      [](auto& body) { body.mutable_old_hash()->back() ^= 1; },
      [](auto& body) { body.set_old_hash(""); }};
  const journal::Head head = Head();
  for (const auto& lie : lies) {
    EXPECT_THAT(FindingsOf([&](journal::Frame& frame) {
                  journal::v1::NewIncarnation body = Naming(head);
                  lie(body);
                  frame.incarnation = Incarnation(1);
                  AddIncarnation(body.SerializeAsString(), frame);
                }),
                ElementsAre(HasSubstr(kUnnamed)));
  }
  EXPECT_THAT(FindingsOf([&head](journal::Frame& frame) {
                frame.incarnation = Incarnation(1);
                AddIncarnation(Naming(head).SerializeAsString(), frame);
                AddIncarnation(Naming(head).SerializeAsString(), frame);
              }),
              ElementsAre(HasSubstr(kUnnamed)))
      << "named twice";
  EXPECT_THAT(FindingsOf([&head](journal::Frame& frame) {
                frame.incarnation = Incarnation(1);
                AddIncarnation(Naming(head).SerializeAsString(), frame);
                frame.event_type = "test.WriteRequest";
                frame.code = absl::StatusCode::kNotFound;
                frame.reason = "NO";
              }),
              ElementsAre(HasSubstr(kUnnamed)))
      << "refused, so it has no effects";
}

TEST_P(Incarnations, OnlyANewOneIsNamed) {
  const journal::Head head = Head();
  EXPECT_THAT(
      FindingsOf([&head](journal::Frame& frame) {
        AddIncarnation(Naming(head).SerializeAsString(), frame);
      }),
      ElementsAre("entry 3: names a new incarnation without beginning one"));
}

TEST_P(Incarnations, AnEndedOneIsNotReturnedTo) {
  const journal::Incarnation first = Head().incarnation;
  Restore(1);
  EXPECT_THAT(FindingsOf([&, head = Head()](journal::Frame& frame) {
                frame.incarnation = first;
                AddIncarnation(Naming(head).SerializeAsString(), frame);
              }),
              ElementsAre("entry 4: returns to an incarnation that has ended"));
}

TEST_P(Incarnations, TheHeadHasThatOfTheLastEntry) {
  EXPECT_THAT(
      FindingsAfter([](storage::WriteTransaction& transaction) {
        ASSERT_TRUE(
            transaction
                .Execute("UPDATE journal_head SET incarnation = ?",
                         {storage::Value::Bytes(journal::View(Incarnation(9)))})
                .ok());
      }),
      Contains(AllOf(HasSubstr("entry 2"), HasSubstr("head"))));
}

INSTANTIATE_TEST_SUITE_P(Engines, Incarnations,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
