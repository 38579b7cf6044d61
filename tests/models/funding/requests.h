// What a finance office can ask the funding service for, in plain words: days
// are numbers, money is fen, names are short. `d1/2` is the second allocation
// of document `d1`. Arrivals, payments, liabilities and proposals have the
// labels `g1`, `p1`, `l1`, `w1` … in the order they were recorded, for the
// service makes their ids.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_REQUESTS_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_REQUESTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace epiledger::ladder {

// What is not divided by purpose.
inline constexpr char kRest[] = "any";

// The day on which the second year of a history begins.
inline constexpr int kNewYear = 7;

// The most pieces a line of an order or an arrival may be of.
inline constexpr int64_t kMostPieces = 10'000'000'000;

struct CreatePurpose {
  std::string id;
};

struct CreateFund {
  std::string id;
};

struct Appropriate {
  std::string id;
  std::string fund;
  int64_t fen = 0;
  int day = 0;
};

// An appropriation is raised or lowered.
struct Adjust {
  bool is_raised = false;
  std::string appropriation;
  int64_t fen = 0;
  int day = 0;
};

// A purpose of an allocation; 0: no share, no ceiling.
struct Share {
  std::string purpose;
  int64_t fen = 0;
  int64_t ceiling = 0;
};

// One allocation of a document.
struct Grant {
  std::string fund;
  // A facility.
  std::string recipient;
  int64_t fen = 0;
  std::vector<Share> shares;
  // It takes up what is carried over, and may have nothing of its own.
  bool is_for_carry_over = false;
  // The last day on which it may be committed, paid directly or paid ahead.
  std::optional<int> valid_until;
};

struct IssueDocument {
  std::string id;
  std::string number;
  int day = 0;
  std::vector<Grant> grants;
};

// Empty: none. `whole` is that of an invoice paid in parts, otherwise 0.
struct Invoice {
  std::string number;
  int64_t whole = 0;
};

struct Pay {
  std::string allocation;
  std::string purpose;
  int64_t fen = 0;
  int day = 0;
  std::string payee;
  Invoice invoice;
  // From the recipient's own account, not by the treasury.
  bool is_own = false;
};

struct OrderLine {
  std::string purpose;
  int64_t fen = 0;
  // 0: a service.
  int64_t pieces = 0;
};

// A commitment.
struct Order {
  std::string id;
  std::string allocation;
  std::string supplier;
  // Empty: none.
  std::string number;
  int day = 0;
  std::vector<OrderLine> lines;
};

// An accrual of line `line`, from 1.
struct Arrive {
  std::string order;
  int line = 1;
  int64_t fen = 0;
  int day = 0;
  bool is_final = false;
  int64_t pieces = 0;
};

struct PayOrder {
  std::string order;
  int line = 1;
  int64_t fen = 0;
  int day = 0;
  bool is_ahead = false;
  Invoice invoice;
  bool is_own = false;
};

// Line 0: all lines. No amount: all that is held.
struct Release {
  std::string order;
  int line = 0;
  std::optional<int64_t> fen;
  int day = 0;
};

struct Refund {
  std::string payment;
  int64_t fen = 0;
  int day = 0;
  bool owed_again = false;
};

struct Change {
  enum class Kind { kRecall, kTransfer, kFreeze, kUnfreeze };
  Kind kind = Kind::kRecall;
  std::string allocation;
  std::string purpose;
  int64_t fen = 0;
  int day = 0;
  // Of a transfer.
  std::string target;
  std::string target_purpose;
  // A subject; empty: none.
  std::string approver;
};

struct Close {
  std::string allocation;
  int day = 0;
};

// A liability without funding.
struct Owe {
  // A facility.
  std::string debtor;
  std::string purpose;
  std::string creditor;
  int64_t fen = 0;
  int day = 0;
};

struct PayDebt {
  std::string liability;
  std::string allocation;
  int64_t fen = 0;
  int day = 0;
  Invoice invoice;
  bool is_own = false;
};

// Cash paid out to the recipient's own account, or paid back from there.
struct Disburse {
  bool is_back = false;
  std::string allocation;
  int64_t fen = 0;
  int day = 0;
};

// What is left of an allocation goes into the next year.
struct CarryOver {
  std::string allocation;
  // Empty: back to the fund.
  std::string target;
  int day = 0;
  std::string approver;
};

// An entry is taken back, by its sequence.
struct Reverse {
  int64_t sequence = 0;
};

// Months are counted from the one that ends with the old year, 0; kNoMonth is
// none.
inline constexpr int kNoMonth = 99;

struct ClosePeriod {
  int month = 0;
};

// The headquarters opens it again.
struct ReopenPeriod {
  int month = 0;
};

// The most one person may do of each kind of write; nothing: as much as there
// is.
struct Limits {
  std::optional<int64_t> payment;
  std::optional<int64_t> order;
  std::optional<int64_t> transfer;
  std::optional<int64_t> recall;
  // Over which amounts add up, and after which a proposal expires.
  int window_hours = 24;
  int expiry_hours = 72;
  // From how many per cent of a limit on a sum is near it.
  int near_percent = 90;
};

// Limits are always proposed.
struct SetLimits {
  Limits limits;
};

// A proposal, by its label, is decided by a subject.
struct Approve {
  std::string proposal;
  std::string by;
  // The digest is that of something else.
  bool is_mistaken = false;
};
struct Reject {
  std::string proposal;
  std::string by;
};
struct Withdraw {
  std::string proposal;
  std::string by;
};

using Request =
    std::variant<CreatePurpose, CreateFund, Appropriate, IssueDocument, Pay,
                 Order, Arrive, PayOrder, Release, Refund, Change, Close, Owe,
                 PayDebt, Adjust, Disburse, CarryOver, Reverse, ClosePeriod,
                 ReopenPeriod, SetLimits, Approve, Reject, Withdraw>;

// Several of one kind, put at once: each alone, or all or none.
struct Sheet {
  bool is_together = false;
  std::vector<Request> requests;
};

// Who decides a proposal; empty where a request is none of those.
[[nodiscard]] std::string DeciderOf(const Request& request);
// The proposal that is decided, likewise.
[[nodiscard]] std::string ProposalOf(const Request& request);

// Whether it is dated before the second year.
[[nodiscard]] bool IsOfOldYear(const Request& request);

// The same with something changed that no rule of form refuses.
[[nodiscard]] Request Altered(Request request);

// One short line that a person can do again by hand.
[[nodiscard]] std::string Tell(const Request& request);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_REQUESTS_H_
