// Together: a box of which commands take, all of them or none. For tests.
#ifndef EPILEDGER_SERVICES_BOOK_TOGETHER_FIXTURE_H_
#define EPILEDGER_SERVICES_BOOK_TOGETHER_FIXTURE_H_

#include <string>
#include <utility>

#include "gtest/gtest.h"
#include "services/book/write_path_fixture.h"
#include "services/text.h"

namespace epiledger::book {

class Together : public WritePath {
 protected:
  void SetUp() override {
    WritePath::SetUp();
    Fill();
  }

  // A box with 100: the second entry. Behind the proxy there is a book.
  void Fill() {
    if (proxy_ == nullptr) {
      ASSERT_TRUE(Run(Genesis()).ok());
    }
    ASSERT_TRUE(Run(Move("fill", "source:1", "box:1", 100)).ok());
  }

  // Takes from the box what it has, and is refused more.
  static Command Take(const std::string& id, int64_t amount) {
    Command command = Move(id, "box:1", "used:1", amount);
    command.decide = [amount, decide = command.decide](
                         const DecisionContext& context,
                         ledger::State& state) -> Decision {
      const int64_t left = state.AvailableFrom("box:1", ledger::Position(0));
      if (amount <= left) return decide(context, state);
      return journal::Refusal{absl::StatusCode::kFailedPrecondition,
                              "EMPTY",
                              {{"left", Concat(left)}}};
    };
    return command;
  }

  // Cannot say now.
  static Command Undecided(const std::string& id) {
    return Asked(id, [](const DecisionContext&, ledger::State&) {
      return absl::InvalidArgumentError("malformed");
    });
  }

  int64_t Box() { return Verify()->balances.at("box:1").second; }

  // That all are sent back for the sake of one.
  static void ExpectSentBack(const absl::StatusOr<Outcome>& answer,
                             const std::string& element) {
    EXPECT_EQ(ElementThatRefused(answer.status()), element) << answer.status();
  }
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_TOGETHER_FIXTURE_H_
