// What auditors list of a book: it stays what it was while others write, and is
// at every past point what the entries up to then add up to.
#include "services/host/journal_service.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_service.h"
#include "services/journal/frame.h"
#include "services/text.h"
#include "tests/testing/private_mariadb.h"

namespace epiledger::host {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::SizeIs;

enum class Engine { kSqlite, kMariadb };

// Funding with its journal, in this process.
class JournalServiceTest : public ::testing::TestWithParam<Engine> {
 protected:
  JournalServiceTest()
      : key_(journal::SigningKey::Generate()),
        service_("funding", Url(), [this](const Backend& backend) {
          rpc::MethodTable methods = funding::FundingMethods(backend);
          for (rpc::Method& method : JournalMethods(backend, *key_)) {
            methods.push_back(std::move(method));
          }
          return methods;
        }) {}

  std::string Url() {
    if (GetParam() == Engine::kSqlite) {
      return Concat("sqlite:", folder_.path(), "/funding");
    }
    testing::PrivateMariadb& server = testing::PrivateMariadb::Shared();
    return server.SocketUrl(server.NewSchema().value());
  }

  void CreateFund(const std::string& id) {
    const absl::Status made = TryCreateFund(id);
    ASSERT_TRUE(made.ok()) << made;
  }

  absl::Status TryCreateFund(const std::string& id) {
    funding::v1::CreateFundRequest request;
    request.set_request_id(Concat("request-", ++requests_));
    request.set_parent(std::string(funding::kCounty));
    request.set_fund_id(id);
    request.mutable_fund()->set_display_name(id);
    request.mutable_fund()->set_kind(funding::v1::Fund::KIND_COUNTY);
    return service_.Call<funding::v1::CreateFundResponse>("CreateFund", request)
        .status();
  }

  // Into a fund; refused when there is no such fund.
  absl::Status Appropriate(const std::string& fund, int64_t fen) {
    funding::v1::CreateAppropriationRequest request;
    request.set_request_id(Concat("request-", ++requests_));
    request.set_parent(std::string(funding::kCounty));
    request.set_appropriation_id(Concat("a", requests_));
    auto& appropriation = *request.mutable_appropriation();
    appropriation.set_fund(Concat(funding::kCounty, "/funds/", fund));
    *appropriation.mutable_amount() = funding::Fen(fen);
    *appropriation.mutable_appropriation_date() =
        funding::Day(funding::kFirstDay);
    return service_
        .Call<funding::v1::CreateAppropriationResponse>("CreateAppropriation",
                                                        request)
        .status();
  }

  journal::v1::ListAccountsResponse Accounts(int page_size,
                                             const std::string& token = "") {
    journal::v1::ListAccountsRequest request;
    request.set_book(Book());
    request.set_page_size(page_size);
    request.set_page_token(token);
    auto answer = service_.Call<journal::v1::ListAccountsResponse>(
        "ListAccounts", request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? *answer : journal::v1::ListAccountsResponse();
  }

  [[nodiscard]] std::string Book() const {
    return service_.book().ResourceName();
  }

  static std::vector<std::string> TextsOf(
      const journal::v1::ListAccountsResponse& page) {
    std::vector<std::string> texts;
    for (const auto& account : page.accounts()) {
      texts.push_back(Concat(account.account(), " ", account.balance()));
    }
    return texts;
  }

  // An exported entry: when it was recorded, and what it moved.
  struct Known {
    google::protobuf::Timestamp time;
    journal::v1::Effects effects;
  };
  std::vector<Known> KnownEntries() {
    journal::v1::ListEntriesRequest request;
    request.set_book(Book());
    request.set_page_size(1'000);
    const auto page =
        service_.Call<journal::v1::ListEntriesResponse>("ListEntries", request);
    std::vector<Known> known;
    if (!page.ok()) return known;
    for (const journal::v1::Entry& entry : page->entries()) {
      const auto frame = journal::DecodeFrame(entry.frame());
      EXPECT_TRUE(frame.ok()) << frame.status();
      Known& one = known.emplace_back();
      one.time = entry.record_time();
      if (frame.ok() && frame->accepted()) {
        EXPECT_TRUE(one.effects.ParseFromString(frame->event));
      }
    }
    return known;
  }

  // Accounts with their balances: what the first entries moved, added up.
  using Balances = std::map<std::string, int64_t>;
  static Balances FoldOf(const std::vector<Known>& entries, size_t count) {
    Balances balances;
    for (size_t i = 0; i < count; ++i) {
      for (const auto& movement : entries[i].effects.movements()) {
        balances[movement.source()] -= movement.amount();
        balances[movement.target()] += movement.amount();
      }
    }
    return balances;
  }

  // As listed at a past point, page by page.
  Balances AccountsAsOf(const type::v1::AsOf& as_of) {
    Balances balances;
    journal::v1::ListAccountsRequest request;
    request.set_book(Book());
    request.set_page_size(3);
    *request.mutable_as_of() = as_of;
    do {
      const auto page = service_.Call<journal::v1::ListAccountsResponse>(
          "ListAccounts", request);
      if (!page.ok()) {
        ADD_FAILURE() << page.status();
        return balances;
      }
      for (const auto& account : page->accounts()) {
        EXPECT_EQ(account.unit(), "CNY");
        EXPECT_TRUE(
            balances.emplace(account.account(), account.balance()).second);
      }
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return balances;
  }

  // All sequences, page by page.
  std::vector<int64_t> Entries(bool refused_only, int page_size) {
    std::vector<int64_t> sequences;
    journal::v1::ListEntriesRequest request;
    request.set_book(Book());
    request.set_page_size(page_size);
    request.set_refused_only(refused_only);
    for (bool has_more = true; has_more;) {
      const auto page = service_.Call<journal::v1::ListEntriesResponse>(
          "ListEntries", request);
      if (!page.ok()) {
        ADD_FAILURE() << page.status();
        return sequences;
      }
      EXPECT_LE(page->entries_size(), page_size);
      for (const auto& entry : page->entries()) {
        sequences.push_back(entry.sequence());
      }
      has_more = page->next_after_sequence() > request.after_sequence();
      request.set_after_sequence(page->next_after_sequence());
      request.set_incarnation(page->head().incarnation());
    }
    return sequences;
  }

  // All refusals the request asks for, page by page.
  std::vector<journal::v1::Refusal> Refusals(
      journal::v1::ListRefusalsRequest request) {
    std::vector<journal::v1::Refusal> refusals;
    request.set_book(Book());
    do {
      const auto page = service_.Call<journal::v1::ListRefusalsResponse>(
          "ListRefusals", request);
      if (!page.ok()) {
        ADD_FAILURE() << page.status();
        return refusals;
      }
      refusals.insert(refusals.end(), page->refusals().begin(),
                      page->refusals().end());
      request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return refusals;
  }
  std::vector<int64_t> Refused(journal::v1::ListRefusalsRequest request = {}) {
    std::vector<int64_t> sequences;
    for (const auto& refusal : Refusals(std::move(request))) {
      sequences.push_back(refusal.sequence());
    }
    return sequences;
  }

  testing::TemporaryDirectory folder_;
  std::unique_ptr<journal::SigningKey> key_;
  testing::InProcess service_;
  int requests_ = 0;
};

TEST_P(JournalServiceTest, PagesOfAccountsShowOnePointWhileOthersWrite) {
  CreateFund("central");
  CreateFund("county");
  ASSERT_TRUE(Appropriate("central", 100).ok());
  ASSERT_TRUE(Appropriate("county", 7).ok());
  const std::vector<std::string> before = TextsOf(Accounts(100));
  EXPECT_THAT(before, ElementsAre("fund:central:available 100",
                                  "fund:county:available 7",
                                  "source:central -100", "source:county -7"));

  std::vector<std::string> pages;
  std::string token;
  for (int page = 0; page == 0 || !token.empty(); ++page) {
    const auto answer = Accounts(1, token);
    EXPECT_EQ(answer.read_at().sequence(), 5);
    for (const std::string& text : TextsOf(answer)) pages.push_back(text);
    token = answer.next_page_token();
    // More in an account that is still to come, and one that is new.
    ASSERT_TRUE(Appropriate("county", 1'000).ok());
    if (page == 0) CreateFund("donations");
    if (page == 1) {
      ASSERT_TRUE(Appropriate("donations", 50).ok());
    }
  }
  EXPECT_THAT(pages, ElementsAreArray(before));
  EXPECT_THAT(TextsOf(Accounts(100)), SizeIs(6));
}

TEST_P(JournalServiceTest, AccountsOfAnyPastPointAreAFoldOfTheEntries) {
  std::seed_seq always_the_same = {7};
  std::mt19937 random(always_the_same);
  const auto below = [&random](int end) {
    return std::uniform_int_distribution<int>(0, end - 1)(random);
  };
  for (int step = 0; step < 40; ++step) {
    service_.clock().Advance(absl::Minutes(1 + below(90)));
    const std::string fund = Concat("fund-", below(6));
    // Some funds are missing still, and some are there already.
    if (below(3) == 0) {
      (void)TryCreateFund(fund);
    } else {
      (void)Appropriate(fund, 1 + below(500));
    }
  }
  const std::vector<Known> entries = KnownEntries();
  ASSERT_EQ(entries.size(), 41u);
  for (int point = 0; point < 10; ++point) {
    const auto sequence =
        1 + static_cast<size_t>(below(static_cast<int>(entries.size())));
    type::v1::AsOf as_of;
    if (point % 2 == 0) {
      as_of.set_sequence(static_cast<int64_t>(sequence));
    } else {
      *as_of.mutable_recorded_time() = entries[sequence - 1].time;
    }
    SCOPED_TRACE(as_of.ShortDebugString());
    EXPECT_EQ(AccountsAsOf(as_of), FoldOf(entries, sequence));
  }
}

TEST_P(JournalServiceTest, AccountsAreRefusedWhereTheBookIsNotYet) {
  CreateFund("central");
  journal::v1::ListAccountsRequest request;
  request.set_book(Book());
  const auto reason = [&] {
    return testing::ReasonOf(
        service_
            .Call<journal::v1::ListAccountsResponse>("ListAccounts", request)
            .status());
  };
  request.mutable_as_of()->set_sequence(3);
  EXPECT_EQ(reason(), "NOT_YET_RECORDED");
  request.mutable_as_of()->set_sequence(2);
  EXPECT_EQ(reason(), "");
  *request.mutable_as_of()->mutable_effective_date() =
      funding::Day(funding::kFirstDay);
  EXPECT_EQ(reason(), "AS_OF_AXIS");
  request.clear_as_of();
  type::v1::BookToken& after = *request.add_after();
  after.set_book(Book());
  after.set_sequence(2);
  EXPECT_EQ(reason(), "");
  after.set_sequence(3);
  EXPECT_EQ(reason(), "NOT_YET_RECORDED");
}

TEST_P(JournalServiceTest, PagesOfEntriesLeaveNothingOut) {
  CreateFund("central");
  std::vector<int64_t> all = {1, 2};
  std::vector<int64_t> refused;
  for (int64_t entry = 3; entry < 30; ++entry) {
    const bool is_refused = entry % 7 == 0;
    EXPECT_EQ(Appropriate(is_refused ? "nowhere" : "central", 5).ok(),
              !is_refused);
    all.push_back(entry);
    if (is_refused) refused.push_back(entry);
  }
  for (const int page_size : {1, 4, 100}) {
    EXPECT_THAT(Entries(false, page_size), ElementsAreArray(all)) << page_size;
    EXPECT_THAT(Entries(true, page_size), ElementsAreArray(refused))
        << page_size;
  }
}

TEST_P(JournalServiceTest, RefusalsAreListedNewestFirstByWhatTheyAre) {
  CreateFund("central");                         // entry 2
  EXPECT_FALSE(TryCreateFund("central").ok());   // 3
  EXPECT_FALSE(Appropriate("nowhere", 5).ok());  // 4
  EXPECT_TRUE(Appropriate("central", 5).ok());   // 5
  service_.clock().Advance(absl::Hours(1));
  const absl::Time later = service_.clock().Now();
  EXPECT_FALSE(Appropriate("elsewhere", 5).ok());  // 6
  for (const int page_size : {1, 2, 100}) {
    journal::v1::ListRefusalsRequest request;
    request.set_page_size(page_size);
    EXPECT_THAT(Refused(request), ElementsAre(6, 4, 3));
  }
  journal::v1::ListRefusalsRequest request;
  request.set_method("CreateAppropriation");
  EXPECT_THAT(Refused(request), ElementsAre(6, 4));
  request.set_about(Concat(funding::kCounty, "/funds/nowhere"));
  EXPECT_THAT(Refused(request), ElementsAre(4));
  request.Clear();
  request.set_reason("NAME_TAKEN");
  EXPECT_THAT(Refused(request), ElementsAre(3));
  request.Clear();
  request.set_subject("nobody");
  EXPECT_THAT(Refused(request), ElementsAre());
  request.set_subject("clerk");
  EXPECT_THAT(Refused(request), SizeIs(3));
  request.mutable_as_of()->set_sequence(5);
  EXPECT_THAT(Refused(request), ElementsAre(4, 3));
  request.Clear();
  request.mutable_recorded_from()->set_seconds(absl::ToUnixSeconds(later));
  EXPECT_THAT(Refused(request), ElementsAre(6));
  *request.mutable_recorded_before() = request.recorded_from();
  request.clear_recorded_from();
  EXPECT_THAT(Refused(request), ElementsAre(4, 3));
}

TEST_P(JournalServiceTest, ARefusalIsFoundByItsPlaceAndByItsId) {
  EXPECT_FALSE(Appropriate("nowhere", 5).ok());
  journal::v1::GetRefusalRequest request;
  request.set_book(Book());
  request.set_sequence(2);
  const auto found = service_.Call<journal::v1::Refusal>("GetRefusal", request);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->reason(), "FUND_NOT_FOUND");
  EXPECT_EQ(found->subject(), "clerk");
  EXPECT_THAT(found->names(),
              ::testing::Contains(Concat(funding::kCounty, "/funds/nowhere")));
  funding::v1::CreateAppropriationRequest asked;
  EXPECT_EQ(found->request_type(), asked.GetDescriptor()->full_name());
  ASSERT_TRUE(asked.ParseFromString(found->request()));
  EXPECT_EQ(asked.request_id(), found->request_id());
  request.clear_sequence();
  request.set_refused_id(found->request_id());
  const auto same = service_.Call<journal::v1::Refusal>("GetRefusal", request);
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_EQ(same->SerializeAsString(), found->SerializeAsString());
  for (const char* id : {"never-used", ""}) {
    request.set_refused_id(id);
    EXPECT_FALSE(
        service_.Call<journal::v1::Refusal>("GetRefusal", request).ok());
  }
  // What was accepted is no refusal.
  request.set_sequence(1);
  EXPECT_EQ(
      testing::ReasonOf(
          service_.Call<journal::v1::Refusal>("GetRefusal", request).status()),
      "NOT_FOUND");
}

INSTANTIATE_TEST_SUITE_P(Engines, JournalServiceTest,
                         ::testing::Values(Engine::kSqlite, Engine::kMariadb),
                         [](const auto& instance) {
                           return std::string(instance.param == Engine::kSqlite
                                                  ? "Sqlite"
                                                  : "Mariadb");
                         });

}  // namespace
}  // namespace epiledger::host
