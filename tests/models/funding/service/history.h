// History: one finance office's requests, put to a fresh service and to the
// model, step by step.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_HISTORY_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_HISTORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/funding/funding_fixture.h"
#include "tests/models/funding/aim.h"
#include "tests/models/funding/cells.h"
#include "tests/models/funding/dice.h"
#include "tests/models/funding/figures.h"
#include "tests/models/funding/notes.h"
#include "tests/models/funding/service/clerk.h"
#include "tests/models/funding/verdict.h"

namespace epiledger::ladder {

class History {
 public:
  // Counts in `table`, which must outlive it. The office may be after
  // something.
  History(funding::FundingFixture::Store store, std::optional<Aim> aim,
          VerdictTable& table);

  // Takes a step for each seed. Empty when the service did all that the model
  // says; otherwise what it did not, after all that led to it.
  [[nodiscard]] std::string Run(const std::vector<uint32_t>& seeds);

 private:
  struct Sent {
    std::string id;
    Request request;
    Answer answer;
  };

  // Of the steps; each adds to the story, or finds a fault.
  void Step(uint32_t seed);
  void LetTimePass(Dice& dice);
  void Ask(const Request& request, Dice& dice);
  // What the service said to a request that it had to decide.
  void Hear(const std::string& id, const Request& request,
            const Answer& answer);
  void Replay(Dice& dice);
  void Compare(const Answer& answer, const Verdict& verdict);

  // --- history_sheet.cc: several requests at once.
  void AskSheet(Dice& dice);
  [[nodiscard]] std::vector<Element> ElementsOf(const Sheet& sheet, Dice& dice);
  [[nodiscard]] std::optional<size_t> FirstBroken(
      const std::vector<Element>& elements) const;
  void AskAgain(const std::vector<Element>& elements,
                const std::vector<Answer>& answers, bool is_together);
  void HearEach(const std::vector<Element>& elements,
                const std::vector<Answer>& answers, const std::string& row);
  void HearRefused(const std::vector<Element>& elements,
                   const std::vector<Answer>& answers, size_t broken);
  void HearUnused(const Element& element, const Answer& answer);
  void HearAgain(const Sent& earlier, const Answer& answer);
  [[nodiscard]] const Sent* SentUnder(const std::string& id) const;
  [[nodiscard]] std::string NextId(Dice& dice);

  // --- history_unwind.cc: entries are taken back, those first that rest on
  // them.
  void Unwind(Dice& dice);
  [[nodiscard]] Request EndOf(int64_t sequence) const;
  void CheckNamed(const Request& request, const Answer& answer);

  // Now, and at two random points of the past.
  void ReadAll(Dice& dice);
  void ReadAt(Point point, Extent extent);
  void Verify();
  void CheckWaits(const Request& request, const Answer& answer);
  void CountAccepted(const Request& request, const std::string& row,
                     const Verdict& verdict);
  // The entry of a decided request is the next of the book.
  void CheckSequence(const Answer& answer);

  void Tell(const Request& request, const Answer& answer, const char* how);
  void Fault(const std::string& fault);

  funding::FundingFixture funding_;
  Clerk clerk_;
  Notes notes_;
  const std::optional<Aim> aim_;
  VerdictTable& table_;
  // Decided ones, which may be sent again.
  std::vector<Sent> sent_;
  // Of refused sheets: their ids may still be used.
  std::vector<Element> unused_;
  // The book's last entry.
  int64_t head_ = 1;
  int requests_ = 0;
  int recorded_ = 0;
  std::string story_;
  std::string fault_;
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_HISTORY_H_
