// The books of a county, made without a server to ask.
#ifndef EPILEDGER_TESTS_TESTING_COUNTY_H_
#define EPILEDGER_TESTS_TESTING_COUNTY_H_

#include "services/book/books.h"
#include "services/journal/types.h"

namespace epiledger::testing {

// Creates the book `name` of the sample's county (code 990101, +08:00), by
// subject `operator`. Stops the program when that fails.
void CreateCounty(book::Books& books, const journal::BookName& name);

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_COUNTY_H_
