// FundingModel: a finance office's notes, and the answers worked out from them.
// It keeps plain lists of what was recorded and adds them up anew for each
// question; it shares no code with rules, ledger or reads. For tests.
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_MODEL_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_MODEL_H_

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"
#include "epiledger/funding/v1/funding_service.pb.h"

namespace epiledger::funding {

// A point of both axes: what was known at `sequence`, of what had happened by
// the end of `day`.
struct ModelPoint {
  int64_t sequence = INT64_MAX;
  absl::CivilDay day = absl::CivilDay(9999, 12, 31);
};

// Money that came in or went out. Each belongs to one of these, all amounts
// are fen.
struct NotedFund {
  int64_t sequence = 0;
  std::string id;
  v1::Fund::Kind kind = v1::Fund::KIND_CENTRAL;
};
struct NotedPurpose {
  int64_t sequence = 0;
  std::string id;
};
struct NotedAppropriation {
  int64_t sequence = 0;
  std::string id;
  std::string fund;
  int64_t fen = 0;
  absl::CivilDay day;
  std::string paper;
  v1::Classification classification;
};
struct NotedAllocation {
  std::string fund;
  std::string recipient;
  int64_t fen = 0;
  // By purpose, as stated; 0: it draws on the undivided rest.
  std::vector<std::pair<std::string, int64_t>> shares;
};
struct NotedDocument {
  int64_t sequence = 0;
  std::string id;
  absl::CivilDay day;
  std::vector<NotedAllocation> allocations;
};
// One of the ways to type an invoice's number; empty for none.
[[nodiscard]] std::string TypedInvoice(int number, int64_t way);
struct NotedPayment {
  int64_t sequence = 0;
  // As the service named it.
  std::string name;
  std::string document;
  // Which allocation of the document, from 1.
  int line = 1;
  std::string purpose;
  int64_t fen = 0;
  absl::CivilDay day;
  std::string payee;
  std::string invoice;
  // Which of the payee's invoices that is, however it is spelt; 0 for none.
  int invoice_number = 0;
  std::string voucher;
  std::string summary;
  v1::Payment::Method method = v1::Payment::METHOD_DIRECT;
  // Of `fen`: what the purpose's own share gave; the rest came undivided.
  int64_t from_own = 0;
  int64_t left_after = 0;
};

class FundingModel {
 public:
  std::vector<NotedFund> funds;
  std::vector<NotedPurpose> purposes;
  std::vector<NotedAppropriation> appropriations;
  std::vector<NotedDocument> documents;
  std::vector<NotedPayment> payments;

  // --- What may be done next.

  // What a fund has left on every day from `day` on.
  [[nodiscard]] int64_t FundSpare(const std::string& fund,
                                  absl::CivilDay day) const;
  // The reason why a payment would be refused, or empty; fills in what the
  // model says of it.
  [[nodiscard]] std::string Judge(NotedPayment& payment) const;

  // What the money of a payment is classified as: the codes of all that was
  // appropriated to the fund it came from, as text.
  [[nodiscard]] std::multiset<std::string> ClassificationsOf(
      const NotedPayment& payment) const;

  // --- What the service must answer, apart from `read_at`.

  [[nodiscard]] v1::Fund Fund(const NotedFund& fund, ModelPoint at) const;
  [[nodiscard]] v1::Purpose Purpose(const NotedPurpose& purpose) const;
  [[nodiscard]] v1::Appropriation Appropriation(
      const NotedAppropriation& appropriation) const;
  // Allocation `line` of a document, from 1.
  [[nodiscard]] v1::Allocation Allocation(const NotedDocument& document,
                                          int line, ModelPoint at) const;
  // Without its allocations.
  [[nodiscard]] v1::AllocationDocument Heading(
      const NotedDocument& document) const;
  // With its allocations and their totals.
  [[nodiscard]] v1::AllocationDocument Document(const NotedDocument& document,
                                                ModelPoint at) const;
  [[nodiscard]] v1::Payment Payment(const NotedPayment& payment) const;

  [[nodiscard]] v1::ListAllocationsResponse Allocations(
      const std::function<bool(const NotedDocument&, const NotedAllocation&)>&
          fits,
      ModelPoint at) const;
  // Of one allocation, or of all when `allocation` is empty.
  [[nodiscard]] v1::ListPaymentsResponse Payments(const std::string& allocation,
                                                  ModelPoint at) const;
  [[nodiscard]] v1::ListStatementLinesResponse FundStatement(
      const std::string& fund, ModelPoint at) const;
  [[nodiscard]] v1::ListStatementLinesResponse AllocationStatement(
      const NotedDocument& document, int line, ModelPoint at) const;
  [[nodiscard]] v1::CountySummary Summary(ModelPoint at) const;

  // Those known at the point, by id.
  template <typename Noted>
  static std::vector<Noted> Known(const std::vector<Noted>& all,
                                  ModelPoint at) {
    std::map<std::string, Noted> known;
    for (const Noted& one : all) {
      if (one.sequence <= at.sequence) known.emplace(one.id, one);
    }
    std::vector<Noted> in_order;
    in_order.reserve(known.size());
    for (auto& [id, one] : known) in_order.push_back(std::move(one));
    return in_order;
  }

  // Those of them that are dated by the day.
  template <typename Noted>
  static std::vector<Noted> Dated(const std::vector<Noted>& all,
                                  ModelPoint at) {
    std::vector<Noted> dated = Known(all, at);
    std::erase_if(dated, [at](const Noted& one) { return one.day > at.day; });
    return dated;
  }

  static std::string AllocationOf(const std::string& document, int line);

 private:
  struct Pot {
    int64_t available = 0;
    int64_t paid = 0;
    // Paid from the own account; in the rest alone.
    int64_t advanced = 0;

    void Add(const Pot& other) {
      available += other.available;
      paid += other.paid;
      advanced += other.advanced;
    }
  };
  // By purpose; the undivided rest is `any`.
  using Pots = std::map<std::string, Pot>;

  [[nodiscard]] Pots PotsOf(const NotedDocument& document, int line,
                            ModelPoint at) const;
  // What a pot has left on every day from `day` on.
  [[nodiscard]] int64_t Spare(const NotedDocument& document, int line,
                              const std::string& pot, absl::CivilDay day) const;
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_MODEL_H_
