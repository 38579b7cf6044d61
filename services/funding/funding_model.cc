#include "services/funding/funding_model.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>

#include "services/funding/funding_fixture.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

constexpr char kRest[] = "any";

std::string FundName(const std::string& id) {
  return Concat(kCounty, "/funds/", id);
}
std::string DocumentName(const std::string& id) {
  return Concat(kCounty, "/documents/", id);
}

bool IsSeen(int64_t sequence, absl::CivilDay day, ModelPoint at) {
  return sequence <= at.sequence && day <= at.day;
}

// The model knows of no orders and no changes, and of no cash paid out.
template <typename Balance>
void FillUnknown(Balance& balance) {
  for (google::type::Money* none :
       {balance.mutable_held(), balance.mutable_prepaid(),
        balance.mutable_accrued(), balance.mutable_frozen(),
        balance.mutable_recalled(), balance.mutable_transferred_in(),
        balance.mutable_transferred_out(), balance.mutable_carried_in(),
        balance.mutable_carried_out(), balance.mutable_proposed()}) {
    *none = Fen(0);
  }
}

v1::Allocation::Balance BalanceOf(int64_t available, int64_t paid,
                                  int64_t advanced) {
  v1::Allocation::Balance balance;
  *balance.mutable_allocated() = Fen(available + paid);
  *balance.mutable_paid() = Fen(paid);
  *balance.mutable_available() = Fen(available);
  *balance.mutable_disbursed() = Fen(0);
  *balance.mutable_advanced() = Fen(advanced);
  FillUnknown(balance);
  if (available + paid > 0) {
    balance.set_utilisation(1'000 * paid / (available + paid));
  }
  return balance;
}

// One line of a statement before it is drawn up.
struct Line {
  absl::CivilDay day;
  int64_t sequence = 0;
  // Its place in the entry.
  int place = 0;
  int64_t fen = 0;
  std::string purpose;
  std::string cause;
  std::string payee;
};

v1::ListStatementLinesResponse DrawUp(std::vector<Line> lines) {
  std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
    return std::tie(a.day, a.sequence, a.place) <
           std::tie(b.day, b.sequence, b.place);
  });
  int64_t balance = 0;
  std::vector<v1::StatementLine> drawn;
  for (const Line& line : lines) {
    balance += line.fen;
    v1::StatementLine& one = drawn.emplace_back();
    *one.mutable_date() = Day(line.day);
    one.set_sequence(line.sequence);
    *one.mutable_amount() = Fen(line.fen);
    *one.mutable_balance() = Fen(balance);
    one.set_purpose(line.purpose);
    one.set_cause(line.cause);
    one.set_payee(line.payee);
  }
  v1::ListStatementLinesResponse response;
  *response.mutable_closing_balance() = Fen(balance);
  for (auto line = drawn.rbegin(); line != drawn.rend(); ++line) {
    *response.add_statement_lines() = *line;
  }
  return response;
}

// The parts an allocation is divided into, the undivided rest last.
std::vector<std::pair<std::string, int64_t>> PartsOf(
    const NotedAllocation& allocation) {
  std::vector<std::pair<std::string, int64_t>> parts = allocation.shares;
  int64_t rest = allocation.fen;
  for (const auto& [purpose, fen] : allocation.shares) rest -= fen;
  parts.emplace_back(kRest, rest);
  return parts;
}

const NotedAllocation& LineOf(const NotedDocument& document, int line) {
  return document.allocations.at(static_cast<size_t>(line - 1));
}

}  // namespace

std::string TypedInvoice(int number, int64_t way) {
  static constexpr std::array<std::string_view, 4> kBegins = {
      "发票Ａ", "发票a", " 发票A", "　发票ａ"};
  if (number == 0) return "";
  const auto begin = static_cast<size_t>(way) % kBegins.size();
  return Concat(kBegins[begin], number, way % 2 == 0 ? "" : " ");
}

std::string FundingModel::AllocationOf(const std::string& document, int line) {
  return Concat(DocumentName(document), "/allocations/", line);
}

int64_t FundingModel::FundSpare(const std::string& fund,
                                absl::CivilDay day) const {
  std::map<absl::CivilDay, int64_t> changes = {{day, 0}};
  for (const NotedAppropriation& one : appropriations) {
    if (one.fund == fund) changes[std::max(day, one.day)] += one.fen;
  }
  for (const NotedDocument& document : documents) {
    for (const NotedAllocation& one : document.allocations) {
      if (one.fund == fund) changes[std::max(day, document.day)] -= one.fen;
    }
  }
  int64_t sum = 0;
  int64_t least = INT64_MAX;
  for (const auto& [from, change] : changes) {
    sum += change;
    least = std::min(least, sum);
  }
  return least;
}

FundingModel::Pots FundingModel::PotsOf(const NotedDocument& document, int line,
                                        ModelPoint at) const {
  Pots pots;
  for (const auto& [purpose, fen] : PartsOf(LineOf(document, line))) {
    const bool is_seen = IsSeen(document.sequence, document.day, at);
    pots[purpose].available += is_seen ? fen : 0;
  }
  for (const NotedPayment& payment : payments) {
    if (payment.document != document.id || payment.line != line) continue;
    if (!IsSeen(payment.sequence, payment.day, at)) continue;
    pots[payment.purpose].available -= payment.from_own;
    pots[kRest].available -= payment.fen - payment.from_own;
    pots[payment.purpose].paid += payment.fen;
    if (payment.method == v1::Payment::METHOD_OWN_ACCOUNT) {
      pots[kRest].advanced += payment.fen;
    }
  }
  return pots;
}

int64_t FundingModel::Spare(const NotedDocument& document, int line,
                            const std::string& pot, absl::CivilDay day) const {
  std::set<absl::CivilDay> days = {day};
  for (const NotedPayment& payment : payments) {
    if (payment.day > day) days.insert(payment.day);
  }
  int64_t least = INT64_MAX;
  for (const absl::CivilDay one : days) {
    least = std::min(
        least, PotsOf(document, line, {INT64_MAX, one}).at(pot).available);
  }
  return least;
}

std::string FundingModel::Judge(NotedPayment& payment) const {
  const auto document =
      std::find_if(documents.begin(), documents.end(),
                   [&](const auto& one) { return one.id == payment.document; });
  if (document == documents.end()) return "ALLOCATION_NOT_FOUND";
  const auto& shares = LineOf(*document, payment.line).shares;
  if (std::none_of(shares.begin(), shares.end(), [&](const auto& share) {
        return share.first == payment.purpose;
      })) {
    return "PURPOSE_NOT_ALLOWED";
  }
  if (payment.day < document->day) return "PAID_BEFORE_ALLOCATED";
  for (const NotedPayment& other : payments) {
    if (payment.invoice_number > 0 && other.payee == payment.payee &&
        other.invoice_number == payment.invoice_number) {
      return "INVOICE_PAID_TWICE";
    }
  }
  const int64_t own =
      Spare(*document, payment.line, payment.purpose, payment.day);
  const int64_t rest = Spare(*document, payment.line, kRest, payment.day);
  if (payment.fen > own + rest) return "OVERSPENT";
  payment.from_own = std::min(own, payment.fen);
  payment.left_after = own + rest - payment.fen;
  return "";
}

std::multiset<std::string> FundingModel::ClassificationsOf(
    const NotedPayment& payment) const {
  std::multiset<std::string> codes;
  for (const NotedDocument& document : documents) {
    if (document.id != payment.document) continue;
    const std::string& fund = LineOf(document, payment.line).fund;
    for (const NotedAppropriation& one : appropriations) {
      if (one.fund != fund) continue;
      codes.insert(one.classification.ShortDebugString());
    }
  }
  return codes;
}

v1::Fund FundingModel::Fund(const NotedFund& fund, ModelPoint at) const {
  int64_t appropriated = 0;
  int64_t allocated = 0;
  for (const NotedAppropriation& one : appropriations) {
    if (one.fund == fund.id && IsSeen(one.sequence, one.day, at)) {
      appropriated += one.fen;
    }
  }
  for (const NotedDocument& document : documents) {
    if (!IsSeen(document.sequence, document.day, at)) continue;
    for (const NotedAllocation& one : document.allocations) {
      if (one.fund == fund.id) allocated += one.fen;
    }
  }
  v1::Fund answer;
  answer.set_name(FundName(fund.id));
  answer.set_display_name("中央资金");
  answer.set_kind(fund.kind);
  *answer.mutable_balance()->mutable_appropriated() = Fen(appropriated);
  *answer.mutable_balance()->mutable_allocated() = Fen(allocated);
  *answer.mutable_balance()->mutable_available() =
      Fen(appropriated - allocated);
  return answer;
}

v1::Purpose FundingModel::Purpose(const NotedPurpose& purpose) const {
  v1::Purpose answer;
  answer.set_name(PurposeName(purpose.id));
  answer.set_display_name("防控物资");
  return answer;
}

v1::Appropriation FundingModel::Appropriation(
    const NotedAppropriation& appropriation) const {
  v1::Appropriation answer;
  answer.set_name(Concat(kCounty, "/appropriations/", appropriation.id));
  answer.set_fund(FundName(appropriation.fund));
  *answer.mutable_amount() = Fen(appropriation.fen);
  *answer.mutable_appropriation_date() = Day(appropriation.day);
  answer.set_document_number(appropriation.paper);
  if (appropriation.classification.ByteSizeLong() > 0) {
    *answer.mutable_classification() = appropriation.classification;
  }
  return answer;
}

v1::Allocation FundingModel::Allocation(const NotedDocument& document, int line,
                                        ModelPoint at) const {
  const NotedAllocation& allocation = LineOf(document, line);
  const Pots pots = PotsOf(document, line, at);
  v1::Allocation answer;
  answer.set_name(AllocationOf(document.id, line));
  answer.set_fund(FundName(allocation.fund));
  answer.set_recipient(Concat(kCounty, "/facilities/", allocation.recipient));
  *answer.mutable_amount() = Fen(allocation.fen);
  *answer.mutable_effective_date() = Day(document.day);
  for (const auto& [purpose, fen] : allocation.shares) {
    v1::Allocation::PurposeShare& share = *answer.add_purposes();
    share.set_purpose(PurposeName(purpose));
    if (fen > 0) *share.mutable_amount() = Fen(fen);
  }
  int64_t available = 0;
  int64_t paid = 0;
  for (const auto& [purpose, pot] : pots) {
    available += pot.available;
    paid += pot.paid;
  }
  *answer.mutable_balance() =
      BalanceOf(available, paid, pots.at(kRest).advanced);
  for (const auto& [purpose, fen] : PartsOf(allocation)) {
    v1::Allocation::PurposeBalance& part =
        *answer.mutable_balance()->add_purposes();
    part.set_purpose(PurposeName(purpose));
    *part.mutable_available() = Fen(pots.at(purpose).available);
    *part.mutable_paid() = Fen(pots.at(purpose).paid);
    FillUnknown(part);
  }
  // It knows of nothing that would end or freeze one.
  answer.set_state(v1::Allocation::STATE_OPEN);
  return answer;
}

v1::AllocationDocument FundingModel::Heading(
    const NotedDocument& document) const {
  v1::AllocationDocument answer;
  answer.set_name(DocumentName(document.id));
  answer.set_issuer("示范县财政局");
  answer.set_number(Concat("示财〔2020〕", document.id, "号"));
  answer.set_title("关于下达疫情防控资金的通知");
  *answer.mutable_document_date() = Day(document.day);
  return answer;
}

v1::AllocationDocument FundingModel::Document(const NotedDocument& document,
                                              ModelPoint at) const {
  v1::AllocationDocument answer = Heading(document);
  Pot total;
  for (int i = 1; i <= std::ssize(document.allocations); ++i) {
    *answer.add_allocations() = Allocation(document, i, at);
    for (const auto& [purpose, pot] : PotsOf(document, i, at)) total.Add(pot);
  }
  answer.set_allocation_count(answer.allocations_size());
  *answer.mutable_total() =
      BalanceOf(total.available, total.paid, total.advanced);
  return answer;
}

v1::Payment FundingModel::Payment(const NotedPayment& payment) const {
  v1::Payment answer;
  answer.set_name(payment.name);
  answer.set_allocation(AllocationOf(payment.document, payment.line));
  answer.set_purpose(PurposeName(payment.purpose));
  *answer.mutable_amount() = Fen(payment.fen);
  *answer.mutable_payment_date() = Day(payment.day);
  answer.set_payee(payment.payee);
  answer.set_method(payment.method);
  answer.set_invoice(payment.invoice);
  answer.set_voucher(payment.voucher);
  answer.set_summary(payment.summary);
  answer.set_kind(v1::Payment::KIND_DIRECT);
  *answer.mutable_available_after() = Fen(payment.left_after);
  *answer.mutable_undivided() = Fen(payment.fen - payment.from_own);
  if (payment.method == v1::Payment::METHOD_OWN_ACCOUNT) {
    *answer.mutable_from_disbursed() = Fen(0);
  }
  return answer;
}

v1::ListAllocationsResponse FundingModel::Allocations(
    const std::function<bool(const NotedDocument&, const NotedAllocation&)>&
        fits,
    ModelPoint at) const {
  // `d1/10` comes before `d1/2`, and `d1/2` before `d10/1`.
  std::map<std::string, v1::Allocation> found;
  int64_t available = 0;
  int64_t paid = 0;
  int64_t advanced = 0;
  for (const NotedDocument& document : documents) {
    if (document.sequence > at.sequence || document.day > at.day) continue;
    for (int line = 1; line <= std::ssize(document.allocations); ++line) {
      if (!fits(document, LineOf(document, line))) continue;
      found[Concat(document.id, "/", line)] = Allocation(document, line, at);
      for (const auto& [purpose, pot] : PotsOf(document, line, at)) {
        available += pot.available;
        paid += pot.paid;
        advanced += pot.advanced;
      }
    }
  }
  v1::ListAllocationsResponse response;
  for (auto& [key, allocation] : found) {
    *response.add_allocations() = std::move(allocation);
  }
  *response.mutable_total() = BalanceOf(available, paid, advanced);
  response.set_total_size(response.allocations_size());
  return response;
}

v1::ListPaymentsResponse FundingModel::Payments(const std::string& allocation,
                                                ModelPoint at) const {
  v1::ListPaymentsResponse response;
  int64_t total = 0;
  for (const NotedPayment& payment : payments) {
    if (!IsSeen(payment.sequence, payment.day, at)) continue;
    if (!allocation.empty() &&
        AllocationOf(payment.document, payment.line) != allocation) {
      continue;
    }
    *response.add_payments() = Payment(payment);
    total += payment.fen;
  }
  response.set_total_size(response.payments_size());
  *response.mutable_total_amount() = Fen(total);
  return response;
}

v1::ListStatementLinesResponse FundingModel::FundStatement(
    const std::string& fund, ModelPoint at) const {
  std::vector<Line> lines;
  for (const NotedAppropriation& one : appropriations) {
    if (one.fund != fund || !IsSeen(one.sequence, one.day, at)) continue;
    lines.push_back({one.day, one.sequence, 0, one.fen, "",
                     Concat(kCounty, "/appropriations/", one.id), ""});
  }
  for (const NotedDocument& document : documents) {
    if (!IsSeen(document.sequence, document.day, at)) continue;
    int place = 0;
    for (const NotedAllocation& one : document.allocations) {
      for (const auto& [purpose, fen] : PartsOf(one)) {
        ++place;
        if (one.fund != fund || fen == 0) continue;
        lines.push_back({document.day, document.sequence, place, -fen, "",
                         DocumentName(document.id), ""});
      }
    }
  }
  return DrawUp(std::move(lines));
}

v1::ListStatementLinesResponse FundingModel::AllocationStatement(
    const NotedDocument& document, int line, ModelPoint at) const {
  std::vector<Line> lines;
  int place = 0;
  for (const auto& [purpose, fen] : PartsOf(LineOf(document, line))) {
    ++place;
    if (fen == 0 || !IsSeen(document.sequence, document.day, at)) continue;
    lines.push_back({document.day, document.sequence, place, fen,
                     PurposeName(purpose), DocumentName(document.id), ""});
  }
  for (const NotedPayment& payment : payments) {
    if (payment.document != document.id || payment.line != line) continue;
    if (!IsSeen(payment.sequence, payment.day, at)) continue;
    const int64_t parts[] = {payment.from_own, payment.fen - payment.from_own};
    for (int part = 0; part < 2; ++part) {
      if (parts[part] == 0) continue;
      lines.push_back({payment.day, payment.sequence, part, -parts[part],
                       PurposeName(payment.purpose), payment.name,
                       payment.payee});
    }
  }
  return DrawUp(std::move(lines));
}

v1::CountySummary FundingModel::Summary(ModelPoint at) const {
  v1::CountySummary summary;
  for (const NotedFund& fund : Known(funds, at)) {
    *summary.add_funds() = Fund(fund, at);
  }
  Pots county;
  Pot all;
  for (const NotedDocument& document : Dated(documents, at)) {
    const v1::AllocationDocument heading = Document(document, at);
    v1::CountySummary::DocumentSummary& line = *summary.add_documents();
    line.set_name(heading.name());
    line.set_issuer(heading.issuer());
    line.set_number(heading.number());
    line.set_title(heading.title());
    *line.mutable_allocations() = heading.allocations();
    line.set_allocation_count(heading.allocation_count());
    *line.mutable_total() = heading.total();
    for (int i = 1; i <= std::ssize(document.allocations); ++i) {
      for (const auto& [purpose, pot] : PotsOf(document, i, at)) {
        county[purpose].Add(pot);
        all.Add(pot);
      }
    }
    summary.set_allocation_count(summary.allocation_count() +
                                 heading.allocation_count());
  }
  *summary.mutable_total() = BalanceOf(all.available, all.paid, all.advanced);
  summary.set_fund_count(summary.funds_size());
  summary.set_document_count(summary.documents_size());
  for (const auto& [purpose, pot] : county) {
    if (pot.available == 0 && pot.paid == 0) continue;
    v1::CountySummary::PurposeSummary& line = *summary.add_purposes();
    line.set_purpose(PurposeName(purpose));
    if (purpose != kRest) line.set_display_name("防控物资");
    *line.mutable_available() = Fen(pot.available);
    *line.mutable_paid() = Fen(pot.paid);
    *line.mutable_bound() = Fen(0);
  }
  summary.set_purpose_count(summary.purposes_size());
  return summary;
}

}  // namespace epiledger::funding
