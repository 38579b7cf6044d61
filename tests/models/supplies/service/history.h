// History: the requests of a county's store keepers, put to a fresh service and
// to the model, step by step.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_HISTORY_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_HISTORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/supplies/supplies_fixture.h"
#include "tests/models/supplies/cells.h"
#include "tests/models/supplies/figures.h"
#include "tests/models/supplies/notes.h"
#include "tests/models/supplies/office.h"
#include "tests/models/supplies/service/clerk.h"
#include "tests/models/supplies/verdict.h"

namespace epiledger::goods {

class History {
 public:
  // Counts in `table`, which must outlive it.
  History(supplies::SuppliesFixture::Store store, VerdictTable& table);

  // Takes a step for each seed. Empty when the service did all that the model
  // says; otherwise what it did not, after all that led to it.
  [[nodiscard]] std::string Run(const std::vector<uint32_t>& seeds);

 private:
  struct Sent {
    std::string id;
    Request request;
    Answer answer;
  };

  void Open();
  // Of the steps; each adds to the story, or finds a fault.
  void Step(uint32_t seed);
  void LetHoursPass(int hours);
  void Ask(const Request& request);
  void Hear(const Request& request, const Answer& answer);
  void HearAccepted(const Request& request, const Answer& answer,
                    const Verdict& verdict);
  void Replay(Dice& dice);
  void Compare(const Answer& answer, const Verdict& verdict);
  // The entry of a decided request is the next of the book.
  void CheckSequence(const Answer& answer);

  // Now, and at two random points of the past.
  void ReadAll(Dice& dice);
  void ReadAt(Point point, Extent extent);
  void Verify();

  void Tell(const Request& request, const Answer& answer, const char* how);
  void Fault(const std::string& fault);

  supplies::SuppliesFixture supplies_;
  Clerk clerk_;
  Notes notes_;
  VerdictTable& table_;
  // Decided ones, which may be sent again.
  std::vector<Sent> sent_;
  int requests_ = 0;
  int recorded_ = 0;
  std::string story_;
  std::string fault_;
};

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_HISTORY_H_
