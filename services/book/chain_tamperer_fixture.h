// ChainTamperer: changes entries at random, and then hashes, counts and folds
// everything behind them anew, so that the book is sound in itself. For tests.
#ifndef EPILEDGER_SERVICES_BOOK_CHAIN_TAMPERER_FIXTURE_H_
#define EPILEDGER_SERVICES_BOOK_CHAIN_TAMPERER_FIXTURE_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "services/book/row_tamperer_fixture.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/storage/database.h"

namespace epiledger::book {

class ChainTamperer {
 public:
  // All must outlive the tamperer.
  ChainTamperer(storage::WriteTransaction& transaction,
                const journal::BookName& book, Dice& dice)
      : transaction_(transaction), book_(book), dice_(dice) {}

  // Changes the book, and says how, for people. Nothing where that would change
  // nothing, or where what came of it cannot be folded: the transaction is of
  // no more use then.
  std::optional<std::string> Tamper();

 private:
  bool Load();
  bool Store();

  // Each of one entry, or of those from one on.
  bool Edit();
  bool Delete();
  bool Insert();
  bool Swap();
  bool Truncate();

  bool EditEffects(journal::Frame& frame);
  // Any but the first, which is the genesis.
  size_t Place() { return 1 + dice_.Below(frames_.size() - 1); }

  storage::WriteTransaction& transaction_;
  const journal::BookName& book_;
  Dice& dice_;
  journal::Head head_;
  std::vector<journal::Frame> frames_;
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_CHAIN_TAMPERER_FIXTURE_H_
