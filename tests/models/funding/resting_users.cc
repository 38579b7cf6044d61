// Entries that use what another one made.
#include <algorithm>
#include <set>
#include <string>
#include <variant>

#include "tests/models/funding/resting.h"

namespace epiledger::ladder {
namespace {

// Of an allocation's money or cash.
bool HoldsMoney(Kind kind) {
  switch (kind) {
    case Kind::kAvailable:
    case Kind::kFrozen:
    case Kind::kSpent:
    case Kind::kTaken:
    case Kind::kGoods:
    case Kind::kCash:
    case Kind::kCashGot:
    case Kind::kCashSpent:
      return true;
    default:
      return false;
  }
}

bool IsOfDocument(const Pot& pot, const std::string& document) {
  return pot.owner.starts_with(document + "/");
}

bool IsOfOrder(const Pot& pot, const std::string& order) {
  return pot.line.starts_with(order + "/");
}

// Collects them by what the entry was.
class Users {
 public:
  Users(const Notes& notes, int64_t sequence)
      : notes_(notes), sequence_(sequence) {}

  // Those of them that stand.
  [[nodiscard]] std::set<int64_t> standing() const {
    std::set<int64_t> standing;
    for (const int64_t user : found_) {
      if (notes_.Stands(user) && user != sequence_) standing.insert(user);
    }
    return standing;
  }

  void AddOf(const CreatePurpose& made) {
    AddDocuments([&](const Grant& grant) {
      return std::any_of(
          grant.shares.begin(), grant.shares.end(),
          [&](const Share& share) { return share.purpose == made.id; });
    });
    for (const auto& [label, debt] : notes_.debts) {
      if (debt.owe.purpose == made.id) found_.insert(debt.sequence);
    }
  }
  void AddOf(const CreateFund& made) {
    AddDocuments([&](const Grant& grant) { return grant.fund == made.id; });
    AddPosters([&](const Pot& pot) {
      return pot.owner == made.id &&
             (pot.kind == Kind::kFund || pot.kind == Kind::kAppropriated);
    });
  }
  void AddOf(const Appropriate& made) {
    AddPosters([&](const Pot& pot) {
      return pot.kind == Kind::kAdjusted && pot.owner == made.id;
    });
  }
  void AddOf(const IssueDocument& made) {
    AddPosters([&](const Pot& pot) { return IsOfDocument(pot, made.id); });
    for (const auto& [name, allocation] : notes_.allocations) {
      if (name.starts_with(made.id + "/")) AddClosings(allocation);
    }
  }
  void AddOf(const Order& made) {
    AddPosters([&](const Pot& pot) { return IsOfOrder(pot, made.id); });
  }
  void AddOf(const Owe&) {
    for (const auto& [label, debt] : notes_.debts) {
      if (debt.sequence != sequence_) continue;
      AddPosters([&owner = label](const Pot& pot) {
        return pot.kind == Kind::kOwed && pot.owner == owner;
      });
    }
  }
  void AddOf(const Pay&) { AddRefunds(); }
  void AddOf(const PayOrder&) { AddRefunds(); }
  void AddOf(const PayDebt&) { AddRefunds(); }
  void AddOf(const Refund& made) {
    AddRefundsOf(made.payment, sequence_);
    AddPayers(made);
  }
  // What its orders did after they had gone along.
  void AddOf(const CarryOver&) {
    for (const auto& [label, noted] : notes_.carry_overs) {
      if (noted.made.sequence != sequence_) continue;
      for (const std::string& id : noted.carried.orders) {
        AddPosters([&id](const Pot& pot) { return IsOfOrder(pot, id); });
      }
    }
  }
  void AddOf(const Arrive&) {}
  void AddOf(const Release&) {}
  void AddOf(const Change&) {}
  void AddOf(const Close&) {}
  void AddOf(const Adjust&) {}
  void AddOf(const Disburse&) {}
  void AddOf(const Reverse&) {}
  void AddOf(const ClosePeriod&) {}
  void AddOf(const ReopenPeriod&) {}
  void AddOf(const SetLimits&) {}
  void AddOf(const Approve&) {}
  void AddOf(const Reject&) {}
  void AddOf(const Withdraw&) {}

  // Whatever it was: where its money and its orders are by now.
  void AddOfMoved() {
    for (const Posting& posting : notes_.journal.PostingsOf(sequence_)) {
      const Pot& pot = posting.pot;
      if (HoldsMoney(pot.kind)) {
        AddClosings(notes_.allocations.at(pot.owner));
      }
      if (!pot.line.empty()) AddGoneOn(pot);
    }
  }

 private:
  template <typename Fits>
  void AddPosters(const Fits& fits) {
    found_.merge(notes_.journal.PostersAfter(sequence_, fits));
  }
  template <typename Fits>
  void AddDocuments(const Fits& fits) {
    for (const auto& [name, allocation] : notes_.allocations) {
      if (fits(allocation.grant)) found_.insert(allocation.made.sequence);
    }
  }
  // Who closed it found nothing open.
  void AddClosings(const NotedAllocation& allocation) {
    for (const Closing& closing : allocation.closings) {
      if (closing.made.sequence > sequence_) {
        found_.insert(closing.made.sequence);
      }
    }
  }
  void AddRefunds() {
    for (const auto& [label, payment] : notes_.payments) {
      if (payment.made.sequence == sequence_) AddRefundsOf(label, sequence_);
    }
  }
  void AddRefundsOf(const std::string& payment, int64_t after) {
    for (const auto& [sequence, refund] : notes_.refunds) {
      if (refund.payment == payment && sequence > after) {
        found_.insert(sequence);
      }
    }
  }
  // The line went on in another allocation.
  void AddGoneOn(const Pot& pot) {
    const std::string order = pot.line.substr(0, pot.line.find('/'));
    for (const Home& home : notes_.orders.at(order).homes) {
      if (home.sequence > sequence_) found_.insert(home.sequence);
    }
  }
  // Who pays the invoice that the payment would pay again, where not all of
  // them are parts of the same whole.
  void AddPayers(const Refund& made);

  const Notes& notes_;
  const int64_t sequence_;
  std::set<int64_t> found_;
};

void Users::AddPayers(const Refund& made) {
  const NotedPayment& payment = notes_.payments.at(made.payment);
  const Invoice& invoice = payment.invoice;
  if (invoice.number.empty()) return;
  int64_t paid = payment.left() + made.fen;
  bool is_other = false;
  std::set<int64_t> payers;
  for (const auto& [label, other] : notes_.payments) {
    if (label == made.payment || other.payee != payment.payee ||
        other.invoice.number != invoice.number || other.left() == 0 ||
        !notes_.Stands(other.made.sequence)) {
      continue;
    }
    paid += other.left();
    is_other = is_other || other.invoice.whole != invoice.whole;
    payers.insert(other.made.sequence);
  }
  if (is_other || invoice.whole == 0 || paid > invoice.whole) {
    found_.merge(payers);
  }
}

}  // namespace

std::set<int64_t> UsersOf(const Notes& notes, int64_t sequence) {
  Users users(notes, sequence);
  std::visit([&users](const auto& made) { users.AddOf(made); },
             notes.entries.at(sequence).request);
  users.AddOfMoved();
  return users.standing();
}

}  // namespace epiledger::ladder
