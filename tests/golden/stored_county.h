// StoredCounty: the books of a county as its services left them in their
// stores, opened without the services.
#ifndef EPILEDGER_TESTS_GOLDEN_STORED_COUNTY_H_
#define EPILEDGER_TESTS_GOLDEN_STORED_COUNTY_H_

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "services/book/books.h"
#include "services/clock.h"
#include "services/journal/types.h"
#include "services/ledger/history.h"
#include "services/storage/database.h"

namespace epiledger::golden {

inline constexpr std::array<std::string_view, 3> kServices = {
    "funding", "supplies", "readiness"};

// A store's URL, see storage/store_url.h, by the name of its service.
using StoreUrls = std::map<std::string, std::string, std::less<>>;

// Stores in folders of SQLite files below `folder`.
[[nodiscard]] StoreUrls SqliteUrls(const std::string& folder);

// Ends the test program when a store or a book cannot be read. Not thread-safe.
class StoredCounty {
 public:
  // Opens each store as its service does, which migrates it.
  explicit StoredCounty(const StoreUrls& urls);

  // All books, by service.
  [[nodiscard]] std::vector<journal::BookName> Books() const;

  // Canonical text of all tables of all books, alike on both engines.
  [[nodiscard]] std::string Tables() const;
  // What the services' verifier finds, each led by its book.
  [[nodiscard]] std::vector<std::string> Findings() const;
  // Rebuilds all books; gives the tables that differed, each led by its book.
  [[nodiscard]] std::vector<std::string> Rebuild();

  // Full names of the methods that accepted entries of ledgers are of; access
  // books, whose entries are of methods that were denied, left aside.
  [[nodiscard]] std::set<std::string> AcceptedMethods() const;

  [[nodiscard]] journal::Head HeadOf(const journal::BookName& book) const;
  [[nodiscard]] storage::Database& DatabaseOf(
      const journal::BookName& book) const;

 private:
  struct Part {
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<book::Books> books;
  };

  void Read(const journal::BookName& book,
            absl::FunctionRef<absl::Status(ledger::Snapshot&)> body) const;

  SystemClock clock_;
  std::map<std::string, Part, std::less<>> parts_;
};

// `tables` without those that `kept` does not have: made since.
[[nodiscard]] std::string WithoutYounger(const std::string& tables,
                                         std::string_view kept);

// Where two texts first differ, for people; empty when they are equal.
[[nodiscard]] std::string FirstDifference(std::string_view ours,
                                          std::string_view theirs);

}  // namespace epiledger::golden

#endif  // EPILEDGER_TESTS_GOLDEN_STORED_COUNTY_H_
