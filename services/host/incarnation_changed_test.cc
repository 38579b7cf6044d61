// After a restore nobody goes on reading as if nothing had happened: what was
// handed out before it is refused, on both engines.
#include <memory>
#include <string>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_service.h"
#include "services/host/journal_service.h"
#include "services/text.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::host {
namespace {

using testing::ReasonOf;

class IncarnationChanged : public ::testing::TestWithParam<storage::Engine> {
 protected:
  IncarnationChanged()
      : key_(journal::SigningKey::Generate()),
        service_("funding", Url(), [this](const Backend& backend) {
          rpc::MethodTable methods = funding::FundingMethods(backend);
          for (rpc::Method& method : JournalMethods(backend, *key_)) {
            methods.push_back(std::move(method));
          }
          return methods;
        }) {}

  std::string Url() {
    if (GetParam() == storage::Engine::kSqlite) {
      return Concat("sqlite:", folder_.path(), "/funding");
    }
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    return server.SocketUrl(server.NewSchema().value());
  }

  // Where the book stands.
  type::v1::BookToken Token() {
    const auto page = ListEntries({});
    EXPECT_TRUE(page.ok()) << page.status();
    return page->head();
  }

  // The head as a restore leaves it.
  void Restore() {
    const std::string incarnation(16, '\x7f');
    const absl::Status status =
        service_.books()
            .DatabaseOf(service_.book())
            .value()
            ->Write([&](storage::WriteTransaction& transaction) {
              return transaction
                  .Execute(
                      "UPDATE journal_head SET incarnation = ? "
                      "WHERE kind = 'ledger'",
                      {storage::Value::Bytes(incarnation)})
                  .status();
            });
    ASSERT_TRUE(status.ok()) << status;
    ASSERT_EQ(Token().incarnation(), incarnation);
  }

  absl::Status ListFundsAfter(const type::v1::BookToken& token) {
    funding::v1::ListFundsRequest request;
    request.set_parent(std::string(funding::kCounty));
    *request.add_after() = token;
    return service_.Call<funding::v1::ListFundsResponse>("ListFunds", request)
        .status();
  }

  absl::StatusOr<journal::v1::ListEntriesResponse> ListEntries(
      journal::v1::ListEntriesRequest request) {
    request.set_book(service_.book().ResourceName());
    return service_.Call<journal::v1::ListEntriesResponse>("ListEntries",
                                                           request);
  }

  testing::TemporaryDirectory folder_;
  std::unique_ptr<journal::SigningKey> key_;
  testing::InProcess service_;
};

TEST_P(IncarnationChanged, ATokenOfTheOldOneIsNotReadAfter) {
  type::v1::BookToken token = Token();
  EXPECT_TRUE(ListFundsAfter(token).ok());
  Restore();
  const absl::Status status = ListFundsAfter(token);
  EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
  EXPECT_EQ(ReasonOf(status), "INCARNATION_CHANGED");
  EXPECT_TRUE(ListFundsAfter(Token()).ok());
  token.set_book("counties/990101/books/supplies");
  EXPECT_TRUE(ListFundsAfter(token).ok()) << "says nothing about this book";
}

TEST_P(IncarnationChanged, ATokenBeyondTheHeadIsNotYetRecorded) {
  type::v1::BookToken token = Token();
  token.set_sequence(token.sequence() + 1);
  const absl::Status status = ListFundsAfter(token);
  EXPECT_TRUE(absl::IsUnavailable(status)) << status;
  EXPECT_EQ(ReasonOf(status), "NOT_YET_RECORDED");
}

TEST_P(IncarnationChanged, EntriesAreNotListedOnFromTheOldOne) {
  journal::v1::ListEntriesRequest request;
  request.set_incarnation(Token().incarnation());
  EXPECT_TRUE(ListEntries(request).ok());
  request.set_after_sequence(1);
  EXPECT_TRUE(ListEntries(request).ok());
  Restore();
  for (const int64_t after : {0, 1}) {
    request.set_after_sequence(after);
    const absl::Status status = ListEntries(request).status();
    EXPECT_TRUE(absl::IsFailedPrecondition(status)) << status;
    EXPECT_EQ(ReasonOf(status), "INCARNATION_CHANGED");
  }
  request.set_incarnation(Token().incarnation());
  EXPECT_TRUE(ListEntries(request).ok());
}

TEST_P(IncarnationChanged, ASequenceMeansNothingWithoutItsIncarnation) {
  journal::v1::ListEntriesRequest request;
  EXPECT_TRUE(ListEntries(request).ok());
  request.set_after_sequence(1);
  const absl::Status status = ListEntries(request).status();
  EXPECT_TRUE(absl::IsInvalidArgument(status)) << status;
  const rpc::Error error = rpc::FromStatus(status);
  ASSERT_EQ(error.violations.size(), 1u);
  EXPECT_EQ(error.violations[0].field, "incarnation");
  EXPECT_EQ(error.violations[0].reason, "REQUIRED");
}

INSTANTIATE_TEST_SUITE_P(Engines, IncarnationChanged,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         [](const auto& engine) {
                           return engine.param == storage::Engine::kSqlite
                                      ? "Sqlite"
                                      : "Mariadb";
                         });

}  // namespace
}  // namespace epiledger::host
