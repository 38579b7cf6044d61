#include "tests/plans/questions.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/book/person.h"
#include "services/journal/log.h"
#include "services/journal/refusals.h"
#include "services/ledger/statement.h"
#include "services/ledger/stray_rows.h"
#include "services/text.h"
#include "tests/plans/story_content.h"

namespace epiledger::plans {
namespace {

using ledger::Position;

absl::Status AskResources(ledger::Snapshot& snapshot) {
  const auto ignore = [](const ledger::ResourceRow&) {
    return absl::OkStatus();
  };
  ledger::ResourceRange page;
  page.limit = 50;
  const std::vector<std::string> some = {ThingOf(3), ThingOf(4), ThingOf(5)};
  return FirstOf(
      {snapshot.Find(kThings, ThingOf(3)).status(),
       snapshot.FindMany(kThings, some, ignore),
       snapshot.List(kThings,
                     ledger::ResourceRange::Under(Concat(kSomeParent, "/")),
                     ignore),
       snapshot.List(kThings, page, ignore)});
}

absl::Status AskAccounts(ledger::Snapshot& snapshot) {
  constexpr size_t kPage = 5;
  const auto statement =
      ledger::ReadStatement(snapshot, kSomeAccounts, ledger::kEnd, "", kPage);
  if (!statement.ok()) return statement.status();
  const std::string some(kSomeAccounts);
  return FirstOf(
      {snapshot.BalancesUnder(kSomeAccounts, Position(9)).status(),
       snapshot.MovesUnderAny({some}, Position(9)).status(),
       snapshot.BalancesEndingAny({kSomeEnding}, Position(9)).status(),
       snapshot.MovesEnding(kSomeEnding, Position(9)).status(),
       snapshot.AccountsUnder(kSomeAccounts).status(),
       snapshot.ListAccounts("", kPage).status(),
       ledger::ReadStatement(snapshot, kSomeAccounts, ledger::kEnd,
                             statement->cursor, kPage)
           .status()});
}

absl::Status AskJournal(ledger::Snapshot& snapshot) {
  storage::ReadTransaction& transaction = snapshot.transaction();
  const journal::Head& head = snapshot.head();
  const std::vector<int64_t> some = {1, head.sequence / 2};
  return FirstOf(
      {journal::ReadEntry(transaction, head.book, head.sequence / 2).status(),
       journal::ReadSomeFrames(
           transaction, head.book, some,
           [](int64_t, std::string_view) { return absl::OkStatus(); }),
       journal::SequenceAt(transaction, head.book,
                           head.record_time - absl::Microseconds(3))
           .status(),
       ledger::FindStrayRows(transaction).status()});
}

absl::Status AskRefusals(ledger::Snapshot& snapshot) {
  storage::ReadTransaction& transaction = snapshot.transaction();
  const journal::Head& head = snapshot.head();
  journal::RefusalRange page;
  page.before = head.sequence / 2;
  page.limit = 50;
  const auto ignore = [](const journal::RefusedEntry&) {
    return absl::OkStatus();
  };
  return FirstOf(
      {journal::ReadRefusals(transaction, head.book, page, ignore),
       journal::FindRefusal(transaction, head.book, RefusedId(0)).status()});
}

absl::Status AskPersons(ledger::Snapshot& snapshot) {
  const std::vector<std::string> persons = {PersonOf(1), PersonOf(2)};
  const int64_t number = snapshot.head().book;
  return FirstOf(
      {book::ReadPersonal(snapshot.transaction(), number, persons[0]).status(),
       book::ReadPersonalOf(snapshot.transaction(), number, persons).status()});
}

}  // namespace

absl::Status FirstOf(std::initializer_list<absl::Status> statuses) {
  for (const absl::Status& status : statuses) {
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status AskAll(ledger::Snapshot& snapshot) {
  constexpr int64_t kAgo = 5;
  absl::Status status = FirstOf({AskResources(snapshot), AskAccounts(snapshot),
                                 AskJournal(snapshot), AskRefusals(snapshot),
                                 AskPersons(snapshot)});
  if (!status.ok()) return status;
  snapshot.SetSequence(snapshot.head().sequence - kAgo);
  return FirstOf({AskResources(snapshot), AskAccounts(snapshot)});
}

}  // namespace epiledger::plans
