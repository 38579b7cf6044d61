#include "clients/cli/sheets/document_form.h"

#include <set>
#include <tuple>
#include <utility>

#include "clients/cli/values/amount.h"
#include "clients/cli/values/moment.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/funding/v1/funding_service.pb.h"

namespace epiledger::cli {
namespace {

using funding::v1::Allocation;
using rpc::FieldViolation;

constexpr char kAmount[] = "allocation_document.allocations.amount";
constexpr char kPurposes[] = "allocation_document.allocations.purposes";
constexpr char kUntil[] = "allocation_document.allocations.valid_until";

std::tuple<int, int, int> PartsOf(const google::type::Date& date) {
  return {date.year(), date.month(), date.day()};
}

void CheckShares(const Allocation& allocation,
                 std::vector<FieldViolation>& violations) {
  std::set<std::string> purposes;
  int64_t shares = 0;
  for (const Allocation::PurposeShare& share : allocation.purposes()) {
    const std::string purpose = ShortName(share.purpose());
    const int64_t fen = ToFen(share.amount());
    const int64_t ceiling = ToFen(share.ceiling());
    shares += fen;
    if (!purposes.insert(purpose).second) {
      violations.push_back(
          {kPurposes, "SHEET_PURPOSE_TWICE", {{"purpose", purpose}}});
    } else if (ceiling > 0 && ceiling < fen) {
      violations.push_back({kPurposes,
                            "SHEET_CEILING_BELOW_SHARE",
                            {{"purpose", purpose},
                             {"share", FormatYuan(fen)},
                             {"ceiling", FormatYuan(ceiling)}}});
    }
  }
  const int64_t amount = ToFen(allocation.amount());
  if (shares <= amount || amount == 0) return;
  violations.push_back(
      {kPurposes,
       "SHEET_SHARES_EXCEED_AMOUNT",
       {{"shares", FormatYuan(shares)}, {"amount", FormatYuan(amount)}}});
}

// As services/funding/rules/document_rules.h decides; what the book alone
// knows, such as whether a fund has the money, is not looked at.
std::vector<FieldViolation> CheckDocumentRow(
    const google::protobuf::Message& request) {
  const auto& document =
      static_cast<const funding::v1::CreateAllocationDocumentRequest&>(request)
          .allocation_document();
  const Allocation& allocation = document.allocations(0);
  std::vector<FieldViolation> violations;
  if (ToFen(allocation.amount()) == 0 && !allocation.for_carry_over()) {
    violations.push_back({kAmount, "REQUIRED", {}});
  }
  CheckShares(allocation, violations);
  if (allocation.has_valid_until() && document.has_document_date() &&
      PartsOf(allocation.valid_until()) < PartsOf(document.document_date())) {
    violations.push_back({kUntil,
                          "SHEET_ENDS_BEFORE_IT_BEGINS",
                          {{"found", FormatDate(allocation.valid_until())},
                           {"date", FormatDate(document.document_date())}}});
  }
  return violations;
}

// What the rows of a document have in common.
std::vector<ColumnForm> DocumentColumns() {
  return {{"document_id",
           {"标识", "指标文标识"},
           {"id", "document"},
           ReadIdCell,
           Need::kOptional,
           "SHEET_BAD_ID"},
          {"allocation_document.issuer",
           {"发文单位", "发文机关", "下达单位"},
           {"issuer"},
           ReadTextCell,
           Need::kCell},
          {"allocation_document.number",
           {"文号", "指标文号", "发文字号"},
           {"number", "document number", "document no.", "document no"},
           ReadNumberCell,
           Need::kCell},
          {"allocation_document.title",
           {"标题", "文件名称", "文件标题"},
           {"title"},
           ReadTextCell,
           Need::kCell},
          {"allocation_document.document_date",
           {"日期", "发文日期", "下达日期"},
           {"date", "document date"},
           ReadPastDayCell,
           Need::kCell}};
}

std::vector<ColumnForm> AllocationColumns() {
  return {
      {"allocation_document.allocations.fund",
       {"资金来源", "资金"},
       {"fund"},
       ReadIdCell,
       Need::kCell,
       "SHEET_BAD_FUND"},
      {"allocation_document.allocations.recipient",
       {"接收单位", "分配单位", "用款单位"},
       {"recipient"},
       ReadIdCell,
       Need::kCell,
       "SHEET_BAD_RECIPIENT"},
      {kAmount,
       {"金额", "分配金额", "指标金额"},
       {"amount"},
       ReadAmountCell,
       Need::kColumn},
      {kPurposes,
       {"用途", "资金用途"},
       {"purposes", "purpose"},
       ReadSharesCell,
       Need::kCell,
       "SHEET_BAD_PURPOSES"},
      {kUntil, {"有效期至", "截止日期"}, {"valid until", "until"}, ReadDayCell},
      {"allocation_document.allocations.for_carry_over",
       {"承接结转"},
       {"carry-over"},
       ReadYesCell},
      {"", {"序号", "行号"}, {"no.", "row"}}};
}

SheetForm MakeDocumentForm() {
  SheetForm form = {
      .request = funding::v1::CreateAllocationDocumentRequest::descriptor(),
      .columns = DocumentColumns(),
      .amount = kAmount,
      .label = "allocation_document.number",
      .parts = "allocation_document.allocations",
      .key = {"allocation_document.issuer", "allocation_document.number"},
      .id = "document_id",
      .unique = {{{"document_id"}, "SHEET_ID_TWICE"}},
      .check = CheckDocumentRow};
  for (ColumnForm& column : AllocationColumns()) {
    form.columns.push_back(std::move(column));
  }
  return form;
}

}  // namespace

const SheetForm& DocumentForm() {
  static const SheetForm form = MakeDocumentForm();
  return form;
}

}  // namespace epiledger::cli
