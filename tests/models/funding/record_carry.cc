// Records the end of a year.
#include <algorithm>
#include <string>

#include "tests/models/funding/carry.h"
#include "tests/models/funding/record.h"

namespace epiledger::ladder {
namespace {

// One carry-over while it is recorded.
class Carrying {
 public:
  Carrying(const CarryOver& done, int64_t sequence, Notes& notes)
      : done_(done), sequence_(sequence), journal_(notes.journal) {}

  void Move(const Pot& from, const Pot& to, int64_t fen) {
    journal_.Move({sequence_, done_.day, from, -fen}, to);
  }
  // A sum of a line or an account goes on.
  void GoOn(Kind kind, const std::string& purpose, const std::string& line,
            int64_t fen) {
    Move({kind, done_.allocation, purpose, line},
         {kind, done_.target, purpose, line}, fen);
  }
  void Note(const std::string& purpose, int64_t fen) {
    journal_.Post({sequence_,
                   done_.day,
                   {Kind::kCarriedOut, done_.allocation, purpose, ""},
                   fen});
    if (done_.target.empty()) return;
    journal_.Post({sequence_,
                   done_.day,
                   {Kind::kCarriedIn, done_.target, purpose, ""},
                   fen});
  }
  void CarryLine(const LineAt& at);

 private:
  const CarryOver& done_;
  const int64_t sequence_;
  Journal& journal_;
};

void Carrying::CarryLine(const LineAt& at) {
  const Point point = {.day = done_.day};
  const std::string& purpose = at.line().purpose;
  const std::string line = at.name();
  const Standing standing = at.In(done_.allocation, journal_, point);
  const int64_t bound = standing.taken - standing.paid();
  GoOn(Kind::kTaken, purpose, line, bound);
  GoOn(Kind::kGoods, purpose, line, standing.accrued());
  GoOn(Kind::kCash, purpose, line, standing.prepaid());
  // Taken last, given back first: what is open is of the rest first.
  const Pot undivided = at.PotIn(done_.allocation, Kind::kUndivided);
  GoOn(Kind::kUndivided, purpose, line,
       std::min(bound, journal_.Sum(undivided, point)));
  journal_.Post({sequence_,
                 done_.day,
                 {Kind::kAlong, done_.target, purpose, line},
                 standing.prepaid()});
  Note(purpose, bound);
}

}  // namespace

void RecordOne(const CarryOver& done, int64_t sequence, Notes& notes) {
  const NotedAllocation& source = notes.allocations.at(done.allocation);
  const Leftover left = LeftoverOf(notes, source, done.day);
  Carrying carrying(done, sequence, notes);
  for (const auto& [purpose, fen] : left.available_by_purpose) {
    const Pot to = done.target.empty()
                       ? Pot{Kind::kFund, source.grant.fund, "", ""}
                       : Pot{Kind::kAvailable, done.target, purpose, ""};
    carrying.Move({Kind::kAvailable, done.allocation, purpose, ""}, to, fen);
    carrying.Note(purpose, fen);
  }
  for (const std::string& id : left.orders) {
    NotedOrder& noted = notes.orders.at(id);
    for (int number = 1; number <= noted.lines(); ++number) {
      carrying.CarryLine(noted.Line(number));
    }
    noted.homes.push_back({done.target, done.day, sequence});
  }
  carrying.GoOn(Kind::kCashGot, "", "", left.disbursed);
  carrying.GoOn(Kind::kCashSpent, "", "", left.advanced);
  notes.carry_overs.emplace(
      NextLabel("o", notes.carry_overs.size()),
      NotedCarryOver{{sequence, done.day}, done.allocation, left});
}

}  // namespace epiledger::ladder
