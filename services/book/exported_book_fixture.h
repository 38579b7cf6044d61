// Exports of a book in a test, with a key that is kept nowhere. For tests.
#ifndef EPILEDGER_SERVICES_BOOK_EXPORTED_BOOK_FIXTURE_H_
#define EPILEDGER_SERVICES_BOOK_EXPORTED_BOOK_FIXTURE_H_

#include <memory>
#include <string>

#include "services/book/write_path_fixture.h"
#include "services/journal/checkpoint.h"
#include "tests/testing/exported.h"

namespace epiledger::book {

class ExportedBook : public WritePath {
 protected:
  // The book as it is, signed with `key_`.
  std::string Export() {
    const auto text = testing::Exported(*books_, Name(), *key_);
    EXPECT_TRUE(text.ok()) << text.status();
    return text.value_or("");
  }

  std::unique_ptr<journal::SigningKey> key_ = journal::SigningKey::Generate();
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_EXPORTED_BOOK_FIXTURE_H_
