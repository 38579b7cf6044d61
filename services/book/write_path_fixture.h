// A book with its committer, and commands to give it: on both engines.
#ifndef EPILEDGER_SERVICES_BOOK_WRITE_PATH_FIXTURE_H_
#define EPILEDGER_SERVICES_BOOK_WRITE_PATH_FIXTURE_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/synchronization/blocking_counter.h"
#include "absl/synchronization/notification.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "gtest/gtest.h"
#include "services/book/books.h"
#include "services/book/genesis.h"
#include "services/ledger/verify.h"
#include "services/text.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/fault_proxy.h"
#include "tests/testing/private_mariadb.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::book {

using Answers = std::vector<absl::StatusOr<Outcome>>;

inline const journal::BookName& Name() {
  static const journal::BookName name{"funding", "990101", "ledger"};
  return name;
}

inline void AddResource(std::string_view collection, std::string_view key,
                        Accepted& accepted) {
  auto& resource = *accepted.effects.add_resources();
  resource.set_collection(std::string(collection));
  resource.set_key(std::string(key));
}

class WritePath : public ::testing::TestWithParam<storage::Engine> {
 protected:
  void SetUp() override { Open(NewUrl()); }

  std::string NewUrl() {
    if (GetParam() == storage::Engine::kSqlite) {
      return Concat("sqlite:", folder_.path(), "/books");
    }
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    return server.SocketUrl(server.NewSchema().value());
  }

  void Open(const std::string& url) {
    books_.reset();
    store_.reset();
    url_ = url;
    store_ =
        storage::Store::Open(storage::ParseStoreUrl(url).value(), {}).value();
    books_ = Books::Open(*store_, clock_, {.service = "funding"}).value();
  }

  // A command with an id that nothing is asked of yet.
  Command Asked(const std::string& id, Decide decide) {
    Command command;
    command.key = {"clerk", id};
    command.method = "test.Write";
    command.request = std::make_shared<journal::v1::CreateCountyRequest>();
    command.deadline = absl::Now() + absl::Seconds(20);
    command.decide = std::move(decide);
    return command;
  }
  Command Genesis() {
    Command command =
        Asked("genesis", [](const DecisionContext&, ledger::State&) {
          Accepted accepted;
          AddResource(kGenesisCollection, kGenesisKey, accepted);
          return accepted;
        });
    command.creates_book = true;
    return command;
  }
  Command Write(const std::string& id) {
    return Asked(id, [](const DecisionContext& context, ledger::State&) {
      Accepted accepted;
      AddResource("thing", context.NewId(), accepted);
      return accepted;
    });
  }
  Command Move(const std::string& id, const std::string& source,
               const std::string& target, int64_t amount) {
    return Asked(id, [=](const DecisionContext&, ledger::State&) {
      Accepted accepted;
      auto& movement = *accepted.effects.add_movements();
      movement.set_source(source);
      movement.set_target(target);
      movement.set_unit("CNY");
      movement.set_amount(amount);
      return accepted;
    });
  }

  absl::StatusOr<Outcome> Run(Command command) {
    std::vector<Command> commands;
    commands.push_back(std::move(command));
    return RunAll(std::move(commands)).front();
  }

  // Submits all at once and waits for their answers.
  Answers RunAll(std::vector<Command> commands) {
    const int count = static_cast<int>(commands.size());
    Answers answers(commands.size());
    absl::BlockingCounter waiting(count);
    for (size_t i = 0; i < answers.size(); ++i) {
      commands[i].done = [&, i](absl::StatusOr<Outcome> outcome) {
        answers[i] = std::move(outcome);
        waiting.DecrementCount();
      };
      books_->Submit(Name(), std::move(commands[i]));
    }
    waiting.Wait();
    return answers;
  }

  // The same in one batch: they gather while the batch before them is held.
  Answers RunTogether(std::vector<Command> commands) {
    absl::Notification is_held, go_on, is_answered;
    Command holding =
        Asked("holding", [&](const DecisionContext&, ledger::State&) {
          if (!is_held.HasBeenNotified()) is_held.Notify();
          go_on.WaitForNotification();
          return absl::InvalidArgumentError("held the others up");
        });
    // Also where there is no book yet.
    holding.creates_book = true;
    holding.done = [&](const absl::StatusOr<Outcome>&) {
      is_answered.Notify();
    };
    books_->Submit(Name(), std::move(holding));
    is_held.WaitForNotification();
    const size_t last = commands.size() - 1;
    Answers answers(commands.size());
    absl::BlockingCounter waiting(static_cast<int>(commands.size()));
    for (size_t i = 0; i <= last; ++i) {
      commands[i].done = [&, i](absl::StatusOr<Outcome> outcome) {
        answers[i] = std::move(outcome);
        waiting.DecrementCount();
      };
      books_->Submit(Name(), std::move(commands[i]));
    }
    go_on.Notify();
    waiting.Wait();
    is_answered.WaitForNotification();
    return answers;
  }

  absl::StatusOr<ledger::VerifyReport> Verify() {
    ledger::VerifyReport report;
    const absl::Status status =
        books_->Read(Name(), [&](ledger::Snapshot& snapshot) -> absl::Status {
          auto verified = ledger::Verify(snapshot.transaction(), Name());
          if (!verified.ok()) return verified.status();
          report = *std::move(verified);
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    return report;
  }

  testing::TemporaryDirectory folder_;
  testing::FakeClock clock_;
  std::string url_;
  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Books> books_;
};

// The same through a proxy that can lose what is sent to a MariaDB server.
class ProxiedWritePath : public WritePath {
 protected:
  void SetUp() override {
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    proxy_ = testing::FaultProxy::Start(server.port()).value();
    Open(server.TcpUrl(server.NewSchema().value(), proxy_->port()));
    ASSERT_TRUE(Run(Genesis()).ok());
  }

  std::unique_ptr<testing::FaultProxy> proxy_;
};

template <typename... Commands>
std::vector<Command> List(Commands... commands) {
  std::vector<Command> list;
  (list.push_back(std::move(commands)), ...);
  return list;
}

// For INSTANTIATE_TEST_SUITE_P.
inline std::string NameOfEngine(
    const ::testing::TestParamInfo<storage::Engine>& engine) {
  return engine.param == storage::Engine::kSqlite ? "Sqlite" : "Mariadb";
}

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_WRITE_PATH_FIXTURE_H_
