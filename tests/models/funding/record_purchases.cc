// Records what becomes of orders: what they take, what arrives, what is paid.
#include <algorithm>
#include <optional>
#include <utility>

#include "tests/models/funding/carry.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/purse.h"
#include "tests/models/funding/record.h"

namespace epiledger::ladder {
namespace {

// A line of an order while one entry changes it.
class LineEntry {
 public:
  LineEntry(const LineAt& line, Dated made, Notes& notes)
      : line_(line),
        made_(made),
        notes_(notes),
        journal_(notes.journal),
        purse_(notes.allocations.at(line.home()), line.line().purpose, made.day,
               notes.journal) {}

  [[nodiscard]] int64_t Spare(LineAt::Figure figure) const {
    return line_.Spare(journal_, figure, made_.day);
  }
  [[nodiscard]] Standing Today() const {
    return line_.At(journal_, {.day = made_.day});
  }
  void Post(Kind kind, int64_t amount) {
    journal_.Post({made_.sequence, made_.day, line_.PotOf(kind), amount});
  }
  // Money that an old year's payment had spent comes along, and is as if paid
  // in the new one.
  void BringAlong(const NotedPayment& payment, int64_t fen, int64_t cheaper) {
    const int64_t brought =
        BroughtAlong(notes_, payment, {fen, cheaper, made_.day});
    if (line_.home() == payment.allocation) return;
    Post(Kind::kAlong, brought - fen);
    for (const Kind kind : {Kind::kTaken, Kind::kGoods, Kind::kCash}) {
      journal_.Move({made_.sequence, made_.day,
                     line_.PotIn(payment.allocation, kind), -brought},
                    line_.PotOf(kind));
    }
    const Pot undivided = line_.PotIn(payment.allocation, Kind::kUndivided);
    journal_.Move({made_.sequence, made_.day, undivided,
                   -std::min(brought, journal_.Spare(undivided, made_.day))},
                  line_.PotOf(Kind::kUndivided));
    Note(Kind::kCarriedOut, payment.allocation, brought);
    Note(Kind::kCarriedIn, line_.home(), brought);
  }
  void Take(int64_t fen) {
    Post(Kind::kUndivided,
         purse_.Take(made_.sequence, fen, line_.PotOf(Kind::kTaken)));
  }
  void GiveBack(int64_t fen) {
    const int64_t undivided =
        journal_.Spare(line_.PotOf(Kind::kUndivided), made_.day);
    Post(Kind::kUndivided, -purse_.GiveBack(made_.sequence, fen, undivided,
                                            line_.PotOf(Kind::kTaken)));
  }

 private:
  void Note(Kind kind, const std::string& allocation, int64_t fen) {
    journal_.Post({made_.sequence,
                   made_.day,
                   {kind, allocation, line_.line().purpose, ""},
                   fen});
  }

  const LineAt line_;
  const Dated made_;
  const Notes& notes_;
  Journal& journal_;
  Purse purse_;
};

// What so many pieces cost at the price agreed, less what they did cost. No
// order here is so dear that the most pieces cost more than an amount can say.
std::optional<int64_t> PriceDifference(const OrderLine& line,
                                       const Arrive& done) {
  if (done.pieces == 0 || line.pieces == 0) return std::nullopt;
  return line.fen * done.pieces / line.pieces - done.fen;
}

}  // namespace

void RecordOne(const Order& done, int64_t sequence, Notes& notes) {
  const NotedOrder& noted =
      notes.orders.emplace(done.id, NotedOrder{sequence, done}).first->second;
  for (int number = 1; number <= noted.lines(); ++number) {
    const LineAt line = noted.Line(number);
    LineEntry(line, {sequence, done.day}, notes).Take(line.line().fen);
  }
}

// Prepaid, then held, then what the allocation has: the last is taken now.
void RecordOne(const Arrive& done, int64_t sequence, Notes& notes) {
  const Dated made = {sequence, notes.PostingDay(done.day)};
  const LineAt line = notes.orders.at(done.order).Line(done.line);
  LineEntry entry(line, made, notes);
  NotedArrival arrival;
  arrival.made = made;
  arrival.from_prepaid = std::min(done.fen, entry.Today().prepaid());
  arrival.beyond_held =
      done.fen - std::min(done.fen, entry.Spare(&Standing::to_come));
  arrival.price_difference = PriceDifference(line.line(), done);
  entry.Take(arrival.beyond_held);
  entry.Post(Kind::kGoods, done.fen);
  entry.Post(Kind::kPieces, done.pieces);
  if (done.is_final) {
    arrival.released = entry.Spare(&Standing::held);
    entry.GiveBack(arrival.released);
  }
  notes.arrivals.emplace(NextLabel("g", notes.arrivals.size()), arrival);
}

void RecordOne(const PayOrder& done, int64_t sequence, Notes& notes) {
  const LineAt line = notes.orders.at(done.order).Line(done.line);
  LineEntry(line, {sequence, done.day}, notes).Post(Kind::kCash, done.fen);
  NotedPayment payment;
  payment.kind = done.is_ahead ? NotedPayment::Kind::kPrepayment
                               : NotedPayment::Kind::kSettlement;
  payment.made = {sequence, done.day};
  payment.allocation = line.home();
  payment.purpose = line.line().purpose;
  payment.fen = done.fen;
  payment.payee = line.order().supplier;
  payment.invoice = done.invoice;
  payment.is_own = done.is_own;
  payment.order = done.order;
  payment.line = done.line;
  AddPayment(std::move(payment), notes);
}

void RecordOne(const Release& done, int64_t sequence, Notes& notes) {
  const NotedOrder& noted = notes.orders.at(done.order);
  for (int number = 1; number <= noted.lines(); ++number) {
    if (done.line != 0 && done.line != number) continue;
    LineEntry entry(noted.Line(number), {sequence, done.day}, notes);
    entry.GiveBack(done.fen.value_or(entry.Spare(&Standing::held)));
  }
}

namespace {

// Owed again: only the money is back. Otherwise what it had paid ahead on that
// day is held again, and the rest of the goods was not that dear.
void RefundLine(const Refund& done, const NotedPayment& payment,
                int64_t sequence, Notes& notes) {
  const int posted = notes.PostingDay(done.day);
  LineEntry entry(LineOf(notes, payment), {sequence, posted}, notes);
  const int64_t ahead = AheadOf(notes, payment, posted);
  const int64_t cheaper =
      done.owed_again ? 0 : std::max<int64_t>(0, done.fen - ahead);
  entry.BringAlong(payment, done.fen, cheaper);
  entry.Post(Kind::kCash, -done.fen);
  entry.Post(Kind::kGoods, -cheaper);
  entry.GiveBack(cheaper);
}

// Says how much went to the undivided rest.
int64_t RefundSpent(const Refund& done, int64_t sequence, NotedPayment& payment,
                    Notes& notes) {
  const int posted = notes.PostingDay(done.day);
  const int64_t undivided =
      Purse(notes.allocations.at(payment.allocation), payment.purpose, posted,
            notes.journal)
          .GiveBack(sequence, done.fen, payment.undivided,
                    {Kind::kSpent, payment.allocation, payment.purpose, ""});
  payment.undivided -= undivided;
  if (done.owed_again) {
    notes.journal.Post(
        {sequence, posted, {Kind::kOwed, payment.debt, "", ""}, done.fen});
  }
  return undivided;
}

}  // namespace

void RecordOne(const Refund& done, int64_t sequence, Notes& notes) {
  const int posted = notes.PostingDay(done.day);
  NotedPayment& payment = notes.payments.at(done.payment);
  NotedRefund& noted =
      notes.refunds.emplace(sequence, NotedRefund{done.payment, done.fen, 0})
          .first->second;
  if (payment.order.empty()) {
    noted.undivided = RefundSpent(done, sequence, payment, notes);
  } else {
    RefundLine(done, payment, sequence, notes);
  }
  payment.refunded += done.fen;
  if (payment.is_own) {
    const std::string& account = payment.order.empty()
                                     ? payment.allocation
                                     : notes.orders.at(payment.order).home();
    notes.journal.Post(
        {sequence, posted, {Kind::kCashGot, account, "", ""}, done.fen});
  }
  notes.journal.Post(
      {sequence, posted, {Kind::kRefunded, done.payment, "", ""}, done.fen});
}

}  // namespace epiledger::ladder
