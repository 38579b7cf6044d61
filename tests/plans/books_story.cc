#include "tests/plans/books_story.h"

#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/synchronization/blocking_counter.h"
#include "absl/time/time.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "services/book/books.h"
#include "services/book/genesis.h"
#include "services/journal/refusals.h"
#include "services/ledger/dump.h"
#include "services/ledger/rebuild.h"
#include "services/ledger/verify.h"
#include "services/storage/migrate.h"
#include "services/text.h"
#include "tests/plans/questions.h"
#include "tests/plans/story_content.h"
#include "tests/testing/fake_clock.h"

namespace epiledger::plans {
namespace {

using book::Accepted;
using book::Books;
using book::Command;
using ledger::Position;

constexpr std::array<std::string_view, 4> kCounties = {"990101", "990102",
                                                       "990103", "990104"};

journal::BookName BookOf(std::string_view county) {
  return {"funding", std::string(county), "ledger"};
}

void Move(const std::string& source, const std::string& target,
          Position position, Accepted& accepted) {
  journal::v1::Movement& movement = *accepted.effects.add_movements();
  movement.set_source(source);
  movement.set_target(target);
  movement.set_unit("box");
  movement.set_position(position.value());
  movement.set_amount(1);
}

void Set(std::string_view collection, std::string key, Accepted& accepted) {
  journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
  version.set_collection(std::string(collection));
  version.set_key(std::move(key));
  version.set_body("body");
}

// --- Commands.

Command CommandOf(std::string id, book::Decide decide) {
  Command command;
  command.key = {"clerk", std::move(id)};
  command.method = "test.Write";
  command.request = std::make_shared<journal::v1::CreateCountyRequest>();
  command.deadline = absl::InfiniteFuture();
  command.decide = std::move(decide);
  return command;
}

Command Genesis() {
  Command command =
      CommandOf("genesis", [](const book::DecisionContext&, ledger::State&) {
        Accepted accepted;
        Set(book::kGenesisCollection, std::string(book::kGenesisKey), accepted);
        return accepted;
      });
  command.creates_book = true;
  return command;
}

Command Fill(int i) {
  return CommandOf(
      absl::StrFormat("id-%06d", i),
      [i](const book::DecisionContext&, ledger::State&) {
        Accepted accepted;
        Move("source:1", AccountOf(i), Position(PositionOf(i)), accepted);
        Set(kThings, ThingOf(i), accepted);
        accepted.personal.push_back({PersonOf(i), "display_name", "name"});
        return accepted;
      });
}

Command Refused(std::string id) {
  return CommandOf(std::move(id),
                   [](const book::DecisionContext&, ledger::State&) {
                     journal::Refusal refusal;
                     refusal.reason = std::string(kRefused);
                     return refusal;
                   });
}

// Looks at everything that rules may look at, and leaves something of each
// kind behind.
Command LookAround(const std::string& id) {
  constexpr int kFrom = 7;
  constexpr int kTo = 8;
  const Position position(PositionOf(11));
  Command command = CommandOf(
      id, [position](const book::DecisionContext&, ledger::State& state) {
        state.accounts().Under(kSomeAccounts);
        state.accounts().VisitSince(AccountOf(kFrom), Position(0), 0,
                                    [](const auto&) { return true; });
        state.resources().Children(kThings, kSomeParent);
        state.resources().VersionsOf(kThings, ThingOf(kFrom));
        state.resources().All(kThings);
        // One that no batch has in memory.
        (void)state.recorded().Find(1);
        Accepted accepted;
        Move(AccountOf(kFrom), AccountOf(kTo), position, accepted);
        Set(kThings, ThingOf(kFrom), accepted);
        accepted.personal.push_back({PersonOf(kFrom), "telephone", "1"});
        accepted.erased_persons.push_back(PersonOf(kTo));
        return accepted;
      });
  command.needs.accounts = {{AccountOf(kFrom), position},
                            {AccountOf(kTo), position}};
  for (const int i : {kFrom, kTo}) {
    command.needs.resources.push_back({std::string(kThings), ThingOf(i)});
  }
  return command;
}

// Submits all at once; the first that was not accepted and should have been.
absl::Status Run(Books& books, const journal::BookName& name,
                 std::vector<Command> commands) {
  std::vector<absl::StatusOr<book::Outcome>> outcomes(commands.size());
  absl::BlockingCounter open(static_cast<int>(commands.size()));
  for (size_t i = 0; i < commands.size(); ++i) {
    commands[i].done = [&, i](absl::StatusOr<book::Outcome> outcome) {
      outcomes[i] = std::move(outcome);
      open.DecrementCount();
    };
    books.Submit(name, std::move(commands[i]));
  }
  open.Wait();
  for (const absl::StatusOr<book::Outcome>& outcome : outcomes) {
    if (!outcome.ok()) return outcome.status();
    if (outcome->refusal.has_value() && outcome->refusal->reason != kRefused) {
      return absl::InternalError(outcome->refusal->reason);
    }
  }
  return absl::OkStatus();
}

absl::Status RunOne(Books& books, const journal::BookName& name,
                    Command command) {
  std::vector<Command> one;
  one.push_back(std::move(command));
  return Run(books, name, std::move(one));
}

// What an operator does: everything is read, and one book folded anew.
absl::Status LookThrough(Books& books, const journal::BookName& full,
                         const journal::BookName& small) {
  const absl::Status verified =
      books.Read(full, [&full](ledger::Snapshot& snapshot) {
        return FirstOf(
            {ledger::Verify(snapshot.transaction(), full).status(),
             ledger::DumpBook(snapshot.transaction(), snapshot.head().book)
                 .status()});
      });
  if (!verified.ok()) return verified;
  const auto database = books.DatabaseOf(small);
  if (!database.ok()) return database.status();
  return FirstOf({storage::NewestMigration(**database, "journal").status(),
                  ledger::Rebuild(**database, small).status(),
                  // As a store is upgraded that is older than the table.
                  (*database)->Write(&journal::FillRefusals)});
}

}  // namespace

absl::Status FillBooks(storage::Store& store) {
  testing::FakeClock clock;
  const auto books = Books::Open(store, clock, {.service = "funding"});
  if (!books.ok()) return books.status();
  for (const std::string_view county : kCounties) {
    const journal::BookName name = BookOf(county);
    absl::Status status = RunOne(**books, name, Genesis());
    std::vector<Command> commands;
    commands.reserve(kEntries + kEntries / kEntriesPerRefusal);
    for (int i = 0; i < kEntries; ++i) {
      commands.push_back(Fill(i));
      if (i % kEntriesPerRefusal == 0)
        commands.push_back(Refused(RefusedId(i)));
    }
    if (status.ok()) status = Run(**books, name, std::move(commands));
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status AskBooks(storage::Store& store) {
  testing::FakeClock clock;
  clock.Advance(absl::Hours(1));
  const auto opened = Books::Open(store, clock, {.service = "funding"});
  if (!opened.ok()) return opened.status();
  Books& books = **opened;
  const journal::BookName full = BookOf(kCounties.front());
  const journal::BookName small = BookOf("990105");
  absl::Status status = books.Read(full, &AskAll);
  // The second is a repetition of the first.
  for (const char* id : {"look", "look", "look again"}) {
    if (status.ok()) status = RunOne(books, full, LookAround(id));
  }
  if (status.ok()) status = RunOne(books, full, Refused("refused"));
  if (status.ok()) status = RunOne(books, small, Genesis());
  return status.ok() ? LookThrough(books, full, small) : status;
}

}  // namespace epiledger::plans
