#include "services/book/write_path_fixture.h"

#include "absl/time/clock.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "services/book/genesis.h"
#include "services/text.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::book {
const journal::BookName& Name() {
  static const journal::BookName name{"funding", "990101", "ledger"};
  return name;
}

void AddResource(std::string_view collection, std::string_view key,
                 Accepted& accepted) {
  auto& resource = *accepted.effects.add_resources();
  resource.set_collection(std::string(collection));
  resource.set_key(std::string(key));
}

Submission::Submission(Books& books, std::vector<Command> commands, How how)
    : answers_(commands.size()), open_(static_cast<int>(commands.size())) {
  for (size_t i = 0; i < commands.size(); ++i) {
    commands[i].done = [this, i](absl::StatusOr<Outcome> outcome) {
      answers_[i] = std::move(outcome);
      open_.DecrementCount();
    };
    commands[i].element = Concat("requests[", i, "]");
  }
  if (how == How::kAllOrNone) {
    books.SubmitTogether(Name(), std::move(commands));
    return;
  }
  for (Command& command : commands) books.Submit(Name(), std::move(command));
}

Answers Submission::Wait() {
  open_.Wait();
  return std::move(answers_);
}

std::string WritePath::NewUrl() {
  if (GetParam() == storage::Engine::kSqlite) {
    return Concat("sqlite:", folder_.path(), "/books");
  }
  testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
  return server.SocketUrl(server.NewSchema().value());
}

void WritePath::Open(const std::string& url, size_t cached_state) {
  books_.reset();
  store_.reset();
  url_ = url;
  store_ =
      storage::Store::Open(storage::ParseStoreUrl(url).value(), {}).value();
  books_ = Books::Open(*store_, clock_,
                       {.service = "funding", .cached_state = cached_state})
               .value();
}

Command WritePath::Asked(const std::string& id, Decide decide) {
  Command command;
  command.key = {"clerk", id};
  command.method = "test.Write";
  command.request = std::make_shared<journal::v1::CreateCountyRequest>();
  command.deadline = absl::Now() + absl::Seconds(20);
  command.decide = std::move(decide);
  return command;
}

Command WritePath::Genesis() {
  Command command =
      Asked("genesis", [](const DecisionContext&, ledger::State&) {
        Accepted accepted;
        AddResource(kGenesisCollection, kGenesisKey, accepted);
        return accepted;
      });
  command.creates_book = true;
  return command;
}

Command WritePath::Write(const std::string& id) {
  return Asked(id, [](const DecisionContext& context, ledger::State&) {
    Accepted accepted;
    AddResource("thing", context.NewId(), accepted);
    return accepted;
  });
}

Command WritePath::Move(const std::string& id, const std::string& source,
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

Command WritePath::Held(Command command, absl::Notification& is_held,
                        absl::Notification& go_on) {
  command.decide = [&is_held, &go_on, decide = std::move(command.decide)](
                       const DecisionContext& context, ledger::State& state) {
    if (!is_held.HasBeenNotified()) is_held.Notify();
    go_on.WaitForNotification();
    return decide(context, state);
  };
  return command;
}

absl::StatusOr<Outcome> WritePath::Run(Command command) {
  return RunAll(List(std::move(command))).front();
}

Answers WritePath::RunAll(std::vector<Command> commands) {
  return Submission(*books_, std::move(commands)).Wait();
}

Answers WritePath::RunAllOrNone(std::vector<Command> commands) {
  return Submission(*books_, std::move(commands), Submission::How::kAllOrNone)
      .Wait();
}

Answers WritePath::RunTogether(std::vector<Command> commands) {
  absl::Notification is_held, go_on;
  Command holding =
      Asked("holding", [](const DecisionContext&, ledger::State&) {
        return absl::InvalidArgumentError("held the others up");
      });
  // Also where there is no book yet.
  holding.creates_book = true;
  Submission before(*books_, List(Held(std::move(holding), is_held, go_on)));
  is_held.WaitForNotification();
  Submission together(*books_, std::move(commands));
  go_on.Notify();
  Answers answers = together.Wait();
  before.Wait();
  return answers;
}

absl::StatusOr<ledger::VerifyReport> WritePath::Verify() {
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

void WritePath::OpenThroughProxy() {
  testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
  proxy_ = testing::FaultProxy::Start(server.port()).value();
  Open(server.TcpUrl(server.NewSchema().value(), proxy_->port()));
  ASSERT_TRUE(Run(Genesis()).ok());
}

std::string NameOfEngine(
    const ::testing::TestParamInfo<storage::Engine>& engine) {
  return engine.param == storage::Engine::kSqlite ? "Sqlite" : "Mariadb";
}

}  // namespace epiledger::book
