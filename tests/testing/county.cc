#include "tests/testing/county.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>

#include "absl/synchronization/notification.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "services/book/genesis.h"

namespace epiledger::testing {
namespace {

book::Decision MakeGenesis(const book::DecisionContext&, ledger::State&) {
  journal::v1::Genesis genesis;
  genesis.set_code("990101");
  genesis.set_utc_offset_minutes(480);
  genesis.set_display_name("示范县");
  book::Accepted accepted;
  auto& version = *accepted.effects.add_resources();
  version.set_collection(std::string(book::kGenesisCollection));
  version.set_key(std::string(book::kGenesisKey));
  version.set_body(genesis.SerializeAsString());
  return accepted;
}

}  // namespace

void CreateCounty(book::Books& books, const journal::BookName& name) {
  absl::Notification done;
  book::Command command;
  command.key = {"operator", "create-990101"};
  command.method = "epiledger.journal.v1.JournalService.CreateCounty";
  command.request = std::make_shared<journal::v1::CreateCountyRequest>();
  command.deadline = absl::InfiniteFuture();
  command.creates_book = true;
  command.decide = &MakeGenesis;
  command.done = [&done](const absl::StatusOr<book::Outcome>& outcome) {
    if (!outcome.ok()) {
      (void)std::fprintf(stderr, "%s\n", outcome.status().ToString().c_str());
      std::abort();
    }
    done.Notify();
  };
  books.Submit(name, std::move(command));
  done.WaitForNotification();
}

}  // namespace epiledger::testing
