// Entries that are well hashed and folded, and yet are none: the rules of
// docs/reference/journal-format.md about their form, on both engines.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/forged_book.h"
#include "services/book/genesis.h"

namespace epiledger::book {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

void Refuse(journal::Frame& frame) {
  frame.event_type = "test.WriteRequest";
  frame.code = absl::StatusCode::kFailedPrecondition;
  frame.reason = "OVERSPENT";
  frame.metadata = {{"available", "60"}, {"needed", "70"}};
}

void SetMovement(const std::string& source, const std::string& target,
                 const std::string& unit, journal::Frame& frame) {
  journal::v1::Effects effects;
  journal::v1::Movement& movement = *effects.add_movements();
  movement.set_source(source);
  movement.set_target(target);
  movement.set_unit(unit);
  movement.set_amount(1);
  frame.event = effects.SerializeAsString();
}

class EntryForm : public ForgedBook {
 protected:
  // The one thing that is wrong with what `change` makes of an entry.
  void Finds(const std::string& finding,
             const std::function<void(journal::Frame&)>& change) {
    EXPECT_THAT(FindingsOf(change), ElementsAre(HasSubstr(finding)));
  }
  // The same where the ledger would not take the entry either.
  void FindsAmongOthers(const std::string& finding,
                        const std::function<void(journal::Frame&)>& change) {
    EXPECT_THAT(FindingsOf(change), Contains(HasSubstr(finding)));
  }
};

TEST_P(EntryForm, AFaultlessEntryHolds) {
  EXPECT_THAT(FindingsOf([](journal::Frame&) {}), IsEmpty());
  EXPECT_THAT(FindingsOf(Refuse), IsEmpty());
  EXPECT_THAT(FindingsOf([](journal::Frame& frame) {
                Refuse(frame);
                frame.code = absl::StatusCode::kUnauthenticated;
                SetMovement("box:1", "used:1", "CNY", frame);
              }),
              IsEmpty())
      << "the last of the codes; and what is refused moves nothing";
  EXPECT_THAT(FindingsOf([](journal::Frame& frame) {
                SetMovement("source:中央", "box:中央", "CNY", frame);
              }),
              IsEmpty());
}

TEST_P(EntryForm, AnOutcomeThatContradictsItselfIsFound) {
  Finds("outcome 17 is no status code", [](journal::Frame& frame) {
    Refuse(frame);
    frame.code = static_cast<absl::StatusCode>(17);
  });
  Finds("refused without a reason", [](journal::Frame& frame) {
    Refuse(frame);
    frame.reason.clear();
  });
  Finds("accepted, but with the reason of a refusal",
        [](journal::Frame& frame) { frame.reason = "OVERSPENT"; });
  Finds("accepted, but with the reason of a refusal",
        [](journal::Frame& frame) { frame.metadata["needed"] = "70"; });
  Finds("outcome 9 with an event epiledger.journal.v1.Effects",
        [](journal::Frame& frame) {
          Refuse(frame);
          frame.event_type = journal::kEffectsType;
        });
  FindsAmongOthers(
      "outcome 0 with an event test.WriteRequest",
      [](journal::Frame& frame) { frame.event_type = "test.WriteRequest"; });
}

TEST_P(EntryForm, NamesAreWrittenInVisibleText) {
  for (const std::string name : {"box:\n", "box:\x1f", "box:\x7f", ""}) {
    FindsAmongOthers("is no name", [&name](journal::Frame& frame) {
      SetMovement("source:1", name, "CNY", frame);
    });
    FindsAmongOthers("is no name", [&name](journal::Frame& frame) {
      SetMovement("source:1", "box:1", name, frame);
    });
  }
  FindsAmongOthers("is no name", [](journal::Frame& frame) {
    SetMovement("source:\t", "box:1", "CNY", frame);
  });
}

TEST_P(EntryForm, TextIsUtf8) {
  // A lone byte, a cut letter, an overlong one, a surrogate, beyond the last.
  for (const std::string text :
       {"\xff", "\xe4\xb8", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80"}) {
    std::string journal::Frame::*const blocks[] = {&journal::Frame::method,
                                                   &journal::Frame::reason};
    for (const auto block : blocks) {
      Finds("holds text that is not UTF-8", [&](journal::Frame& frame) {
        Refuse(frame);
        frame.*block = text;
      });
    }
    Finds("holds text that is not UTF-8", [&text](journal::Frame& frame) {
      Refuse(frame);
      frame.metadata[text] = "";
    });
  }
}

TEST_P(EntryForm, FieldsAreNumberedFromOne) {
  Finds("field hashes are not in ascending order", [](journal::Frame& frame) {
    frame.fields = {{0, {}}, {1, {}}};
  });
}

TEST_P(EntryForm, EffectsThatCannotBeReadAreFound) {
  // Cut short; field 1 as a number; inside a movement, its source as a number;
  // a group; a movement's unit that is not UTF-8.
  for (const std::string event :
       {"\x0a\x05\x0a", "\x08\x01", "\x0a\x02\x08\x01", "\x1b\x1c",
        "\x0a\x03\x1a\x01\xff"}) {
    FindsAmongOthers("without readable effects",
                     [&event](journal::Frame& frame) { frame.event = event; });
  }
}

TEST_P(EntryForm, TheFirstEntryWasRecordedAfterTheEpoch) {
  const journal::BookName other = {"funding", "990102", "ledger"};
  std::vector<std::string> findings;
  FindingsAfter([&](storage::WriteTransaction& transaction) {
    journal::Head head =
        journal::InsertHead(transaction, other, Head().incarnation).value();
    journal::v1::Effects effects;
    effects.add_resources()->set_collection(std::string(kGenesisCollection));
    journal::Frame frame = Next(head);
    frame.book = other;
    frame.record_time = absl::UnixEpoch();
    frame.event = effects.SerializeAsString();
    Append(transaction, frame, head);
    findings = ledger::Verify(transaction, other).value().findings;
  });
  EXPECT_THAT(findings, ElementsAre(HasSubstr("entry 1: was recorded before")));
}

INSTANTIATE_TEST_SUITE_P(Engines, EntryForm,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
