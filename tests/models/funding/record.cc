#include "tests/models/funding/record.h"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "tests/models/funding/four_eyes.h"
#include "tests/models/funding/purse.h"
#include "tests/models/funding/spelling.h"

namespace epiledger::ladder {
namespace {

// An allocation takes its money out of its fund, each share into a pot.
void Grants(const NotedAllocation& allocation, Journal& journal) {
  const Grant& grant = allocation.grant;
  const auto give = [&](const std::string& purpose, int64_t fen) {
    journal.Move({allocation.made.sequence,
                  allocation.made.day,
                  {Kind::kFund, grant.fund, "", ""},
                  -fen},
                 {Kind::kAvailable, allocation.name, purpose, ""});
  };
  int64_t rest = grant.fen;
  for (const Share& share : grant.shares) {
    give(share.purpose, share.fen);
    rest -= share.fen;
  }
  give(kRest, rest);
}

// Of a direct payment and of one that settles a liability.
template <typename One>
NotedPayment PaymentOf(const One& done, NotedPayment::Kind kind,
                       int64_t sequence) {
  NotedPayment payment;
  payment.kind = kind;
  payment.made = {sequence, done.day};
  payment.allocation = done.allocation;
  payment.fen = done.fen;
  payment.invoice = done.invoice;
  payment.is_own = done.is_own;
  return payment;
}

// Money leaves an allocation at once.
void Spend(NotedPayment payment, Notes& notes) {
  const auto& allocation = notes.allocations.at(payment.allocation);
  payment.undivided =
      Purse(allocation, payment.purpose, payment.made.day, notes.journal)
          .Take(payment.made.sequence, payment.fen,
                {Kind::kSpent, payment.allocation, payment.purpose, ""});
  AddPayment(std::move(payment), notes);
}

}  // namespace

std::string NextLabel(const char* letter, size_t count) {
  return letter + std::to_string(count + 1);
}

void AddPayment(NotedPayment payment, Notes& notes) {
  if (payment.is_own) SpendCash(payment, notes);
  notes.payments.emplace(NextLabel("p", notes.payments.size()),
                         std::move(payment));
}

namespace {

void NoteTime(int64_t sequence, Notes& notes) {
  notes.head = std::max(notes.head, sequence);
  notes.waiting.recorded[sequence] = notes.waiting.minute;
}

// What an entry is noted as: of an approval, what it approves.
NotedEntry EntryOf(const Request& request, const Notes& notes) {
  const auto* approve = std::get_if<Approve>(&request);
  if (approve == nullptr) {
    return {.request = request, .is_proposal = Waits(notes, request)};
  }
  return {.request = notes.waiting.proposals.at(approve->proposal).write,
          .is_approval = true};
}

// The proposal that somebody decides ends by that.
void EndOthers(const Request& request, int64_t sequence, Notes& notes) {
  const auto allocations = LookedAt(notes, request);
  const std::string decided = ProposalOf(request);
  for (const std::string& label : ExpiredOf(notes, allocations)) {
    if (label == decided) continue;
    End(label, NotedProposal::State::kExpired, sequence, notes);
  }
}

}  // namespace

void Record(const Request& request, int64_t sequence, Notes& notes) {
  NotedEntry entry = EntryOf(request, notes);
  EndOthers(request, sequence, notes);
  if (entry.is_proposal) {
    Propose(request, sequence, notes);
  } else {
    NoteAlone(request, sequence, notes);
    std::visit([&](const auto& done) { RecordOne(done, sequence, notes); },
               request);
  }
  notes.entries.emplace(sequence, std::move(entry));
  NoteTime(sequence, notes);
}

void RecordRefused(int64_t sequence, Notes& notes) {
  NoteTime(sequence, notes);
}

void RecordOne(const CreatePurpose& done, int64_t sequence, Notes& notes) {
  notes.purposes.emplace(done.id, sequence);
}

void RecordOne(const CreateFund& done, int64_t sequence, Notes& notes) {
  notes.funds.emplace(done.id, sequence);
}

void RecordOne(const Appropriate& done, int64_t sequence, Notes& notes) {
  const int posted = notes.PostingDay(done.day);
  notes.appropriations.emplace(
      done.id,
      NotedAppropriation{{sequence, posted}, done.fund, done.fen, done.day});
  notes.journal.Post(
      {sequence, posted, {Kind::kAdjusted, done.id, "", ""}, done.fen});
  for (const Kind kind : {Kind::kAppropriated, Kind::kFund}) {
    notes.journal.Post({sequence, posted, {kind, done.fund, "", ""}, done.fen});
  }
}

void RecordOne(const IssueDocument& done, int64_t sequence, Notes& notes) {
  notes.documents.insert(done.id);
  notes.document_numbers.insert(Folded(done.number));
  int line = 0;
  for (const Grant& grant : done.grants) {
    const std::string name = Numbered(done.id, ++line);
    const NotedAllocation noted = {{sequence, done.day}, name, grant};
    Grants(noted, notes.journal);
    notes.allocations.emplace(name, noted);
  }
}

void RecordOne(const Pay& done, int64_t sequence, Notes& notes) {
  NotedPayment payment = PaymentOf(done, NotedPayment::Kind::kDirect, sequence);
  payment.purpose = done.purpose;
  payment.payee = done.payee;
  Spend(std::move(payment), notes);
}

void RecordOne(const Owe& done, int64_t sequence, Notes& notes) {
  const std::string label = NextLabel("l", notes.debts.size());
  const int posted = notes.PostingDay(done.day);
  notes.debts.emplace(label, NotedDebt{sequence, posted, done});
  notes.journal.Post(
      {sequence, posted, {Kind::kOwed, label, "", ""}, done.fen});
}

void RecordOne(const PayDebt& done, int64_t sequence, Notes& notes) {
  const Owe& owe = notes.debts.at(done.liability).owe;
  NotedPayment payment = PaymentOf(done, NotedPayment::Kind::kDebt, sequence);
  payment.purpose = owe.purpose;
  payment.payee = owe.creditor;
  payment.debt = done.liability;
  Spend(std::move(payment), notes);
  notes.journal.Post(
      {sequence, done.day, {Kind::kOwed, done.liability, "", ""}, -done.fen});
}

void RecordOne(const Change& done, int64_t sequence, Notes& notes) {
  const auto share = [&done](Kind kind) {
    return Pot{kind, done.allocation, done.purpose, ""};
  };
  const auto target = [&done](Kind kind) {
    return Pot{kind, done.target, done.target_purpose, ""};
  };
  const auto move = [&](const Pot& from, const Pot& to) {
    notes.journal.Move({sequence, done.day, from, -done.fen}, to);
  };
  const auto note = [&](const Pot& figure) {
    notes.journal.Post({sequence, done.day, figure, done.fen});
  };
  switch (done.kind) {
    case Change::Kind::kRecall:
      move(share(Kind::kAvailable),
           {Kind::kFund, notes.allocations.at(done.allocation).grant.fund, "",
            ""});
      return note(share(Kind::kRecalled));
    case Change::Kind::kTransfer:
      move(share(Kind::kAvailable), target(Kind::kAvailable));
      note(share(Kind::kTransferredOut));
      return note(target(Kind::kTransferredIn));
    case Change::Kind::kFreeze:
      return move(share(Kind::kAvailable), share(Kind::kFrozen));
    case Change::Kind::kUnfreeze:
      return move(share(Kind::kFrozen), share(Kind::kAvailable));
  }
}

void RecordOne(const Close& done, int64_t sequence, Notes& notes) {
  notes.allocations.at(done.allocation)
      .closings.push_back({{sequence, done.day}, {}});
}

}  // namespace epiledger::ladder
