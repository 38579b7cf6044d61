// StoreTest: a test that runs on an empty store of each engine, with a table
// `sample (book, id, number, text, bytes)`.
#ifndef EPILEDGER_TESTS_CONTRACT_STORE_TEST_H_
#define EPILEDGER_TESTS_CONTRACT_STORE_TEST_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/storage/database.h"
#include "services/storage/store_url.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::storage {

inline constexpr std::array<std::string_view, 5> kSampleColumns = {
    "book", "id", "number", "text", "bytes"};
inline constexpr Table kSample = {"sample", kSampleColumns, 2};
inline constexpr std::string_view kBook = "county";

// One row of the table, as C++ sees it.
struct Sample {
  std::string id;
  std::optional<int64_t> number;
  std::optional<std::string> text;
  std::optional<std::string> bytes;

  bool operator==(const Sample&) const = default;
};

// The values of `samples` one after another. They refer to `samples`.
std::vector<Value> ValuesOf(const std::vector<Sample>& samples);

// `count` rows with the ids row-000000, row-000001, … and the number `number`.
std::vector<Sample> ManySamples(size_t count, int64_t number);

// All rows of the table in the order of their ids.
absl::StatusOr<std::vector<Sample>> ReadSamples(Database& database);

absl::Status InsertSamples(Database& database,
                           const std::vector<Sample>& samples);

// A row function for statements whose rows do not matter.
absl::Status IgnoreRow(const Row& row);

class StoreTest : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override;

  // The URL of this test's store.
  [[nodiscard]] const StoreUrl& url() const { return url_; }
  Database& database() { return *database_; }
  // All rows of the table; a failure to read them fails the test.
  std::vector<Sample> Samples();
  // Adds one to the row `counter`, read and locked first.
  static absl::Status Increment(WriteTransaction& transaction);

  // Closes the store and opens it again.
  void Reopen(StoreOptions options = {});
  void Close() { store_.reset(); }

  std::unique_ptr<Store> store_;

 private:
  // The text of a URL of an empty store.
  [[nodiscard]] std::string NewUrl() const;

  ::epiledger::testing::TemporaryDirectory directory_;
  StoreUrl url_;
  Database* database_ = nullptr;
};

// Names the two instances of a suite.
std::string EngineName(const ::testing::TestParamInfo<Engine>& info);

}  // namespace epiledger::storage

#endif  // EPILEDGER_TESTS_CONTRACT_STORE_TEST_H_
