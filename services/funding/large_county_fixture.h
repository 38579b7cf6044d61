// RecordAsIs: entries of resources as they are, past all rules, for counties
// larger than requests would make in a test's time. For tests.
#ifndef EPILEDGER_SERVICES_FUNDING_LARGE_COUNTY_FIXTURE_H_
#define EPILEDGER_SERVICES_FUNDING_LARGE_COUNTY_FIXTURE_H_

#include <cstddef>
#include <functional>
#include <memory>

#include "absl/synchronization/blocking_counter.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "gtest/gtest.h"
#include "services/book/command.h"
#include "tests/testing/in_process.h"

namespace epiledger::funding {

// Records `entries` entries, of what `make` makes for the numbers from 0 on.
inline void RecordAsIs(testing::InProcess& service, size_t entries,
                       const std::function<book::Accepted(size_t)>& make) {
  absl::BlockingCounter open(static_cast<int>(entries));
  for (size_t number = 0; number < entries; ++number) {
    book::Command command;
    command.key = {"operator", service.NewId()};
    command.method = "test.RecordAsIs";
    command.request = std::make_shared<v1::CreateFundRequest>();
    command.deadline = absl::InfiniteFuture();
    command.decide = [&make, number](const book::DecisionContext&,
                                     ledger::State&) { return make(number); };
    command.done = [&open](absl::StatusOr<book::Outcome> outcome) {
      EXPECT_TRUE(outcome.ok()) << outcome.status();
      open.DecrementCount();
    };
    service.books().Submit(service.book(), std::move(command));
  }
  open.Wait();
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_LARGE_COUNTY_FIXTURE_H_
