#include "services/gateway/funding_trace.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/gateway/failure.h"
#include "services/gateway/source.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::TracedLine;
using command::v1::TraceFundingRequest;
using google::protobuf::Message;
using supplies::v1::Origin;
using supplies::v1::TraceGoodsRequest;
using type::v1::AsOf;
using type::v1::BookToken;

constexpr char kTraceMoney[] =
    "/epiledger.funding.v1.MoneyTraceService/TraceMoney";
constexpr char kTraceGoods[] =
    "/epiledger.supplies.v1.GoodsTraceService/TraceGoods";
// Between the parts of a page token; no part has it.
constexpr char kSeparator[] = "~";
constexpr size_t kTokenParts = 3;

bool IsHex(const std::string& text) {
  return text.size() % 2 == 0 && std::ranges::all_of(text, [](char c) {
           return absl::ascii_isxdigit(static_cast<unsigned char>(c));
         });
}

absl::Status CheckOneOfFour(const TraceFundingRequest& request) {
  int named = 0;
  for (const std::string* name : {&request.document(), &request.allocation(),
                                  &request.commitment(), &request.lot()}) {
    if (!name->empty()) ++named;
  }
  return named == 1 ? absl::OkStatus()
                    : rpc::InvalidField("commitment", "ONE_OF_FOUR");
}

absl::Status CheckAsOf(const AsOf& as_of) {
  return as_of.has_effective_time() || as_of.has_sequence()
             ? rpc::InvalidField("as_of", "RECORDED_TIME_ONLY")
             : absl::OkStatus();
}

// Whether a token is of funding's or supplies' book of the county.
bool IsOfTheTwo(const BookToken& token, const std::string& county) {
  const auto source = SourceOfBook(token.book());
  return token.book().starts_with(Concat(county, "/books/")) &&
         (source == SourceId::kFunding || source == SourceId::kSupplies);
}

absl::Status CheckAfter(const TraceFundingRequest& request) {
  for (int i = 0; i < request.after_size(); ++i) {
    if (IsOfTheTwo(request.after(i), request.parent())) continue;
    return rpc::InvalidField(
        Concat("after[", i, "].book"), "BAD_NAME",
        {{"found", rpc::Excerpt(request.after(i).book())},
         {"pattern", Concat(request.parent(), "/books/funding")}});
  }
  return absl::OkStatus();
}

// The points of `after` that are in the source's books.
template <typename Request>
void CopyAfter(const TraceFundingRequest& from, SourceId source, Request& to) {
  for (const BookToken& token : from.after()) {
    if (SourceOfBook(token.book()) == source) *to.add_after() = token;
  }
}

// What supplies is asked about a line that orders goods.
supplies::v1::OrderedGoods GoodsOf(const funding::v1::MoneyLine& line) {
  supplies::v1::OrderedGoods goods;
  goods.set_commitment(line.commitment());
  goods.set_line(line.line());
  goods.set_quantity(line.quantity());
  *goods.mutable_amount() = line.amount();
  goods.set_quantity_matched(line.quantity_matched());
  return goods;
}

}  // namespace

void FundingTrace::Start() {
  if (absl::Status valid = Check(); !valid.ok()) {
    End(valid);
  } else if (request_.lot().empty()) {
    AskMoney(request_.commitment(), 0);
  } else {
    AskOrigin();
  }
}

absl::Status FundingTrace::Check() {
  absl::Status status = CheckOneOfFour(request_);
  if (status.ok()) status = CheckAsOf(request_.as_of());
  if (status.ok()) status = CheckAfter(request_);
  if (status.ok()) status = ReadPageToken();
  return status;
}

absl::Status FundingTrace::ReadPageToken() {
  if (request_.page_token().empty()) return absl::OkStatus();
  const std::vector<std::string> parts =
      absl::StrSplit(request_.page_token(), kSeparator);
  int64_t sequence = 0;
  if (parts.size() != kTokenParts || parts[0].empty() || !IsHex(parts[1]) ||
      !absl::SimpleAtoi(parts[2], &sequence) || sequence < 0) {
    return rpc::InvalidField("page_token", "PAGE_TOKEN_INVALID");
  }
  money_token_ = parts[0];
  if (parts[1].empty()) return absl::OkStatus();
  goods_at_.set_book(Concat(request_.parent(), "/books/supplies"));
  goods_at_.set_incarnation(absl::HexStringToBytes(parts[1]));
  goods_at_.set_sequence(sequence);
  return absl::OkStatus();
}

void FundingTrace::Finish() {
  if (!response_.next_page_token().empty()) {
    const BookToken& at = response_.goods_read_at();
    response_.set_next_page_token(Concat(
        response_.next_page_token(), kSeparator,
        absl::BytesToHexString(at.incarnation()), kSeparator, at.sequence()));
  }
  std::move(respond_)(response_.SerializeAsString());
}

void FundingTrace::AskOrigin() {
  TraceGoodsRequest request = GoodsRequest();
  Ask(SourceId::kSupplies, kTraceGoods, request, &FundingTrace::TakeOrigin);
}

void FundingTrace::AskMoney(const std::string& commitment, int64_t line) {
  funding::v1::TraceMoneyRequest request;
  request.set_parent(request_.parent());
  request.set_document(request_.document());
  request.set_allocation(request_.allocation());
  request.set_commitment(commitment);
  request.set_line(line);
  request.set_page_size(request_.page_size());
  request.set_page_token(money_token_);
  if (request_.has_as_of()) *request.mutable_as_of() = request_.as_of();
  CopyAfter(request_, SourceId::kFunding, request);
  Ask(SourceId::kFunding, kTraceMoney, request, &FundingTrace::TakeMoney);
}

TraceGoodsRequest FundingTrace::GoodsRequest() const {
  TraceGoodsRequest request;
  request.set_parent(request_.parent());
  request.set_lot(request_.lot());
  request.set_by_lot(request_.by_lot());
  const AsOf& as_of = request_.as_of();
  if (as_of.has_effective_date()) {
    *request.mutable_date() = as_of.effective_date();
  }
  CopyAfter(request_, SourceId::kSupplies, request);
  if (!goods_at_.book().empty()) {
    request.mutable_as_of()->set_sequence(goods_at_.sequence());
    *request.add_after() = goods_at_;
  } else if (as_of.has_recorded_time()) {
    *request.mutable_as_of()->mutable_recorded_time() = as_of.recorded_time();
  }
  return request;
}

void FundingTrace::AskGoods(const Money& money) {
  TraceGoodsRequest request = GoodsRequest();
  for (const funding::v1::MoneyLine& line : money.lines()) {
    *response_.add_lines()->mutable_money() = line;
    if (!line.item().empty()) *request.add_lines() = GoodsOf(line);
  }
  if (request.lines().empty() && request.lot().empty()) {
    Finish();
    return;
  }
  Ask(SourceId::kSupplies, kTraceGoods, request, &FundingTrace::TakeGoods);
}

void FundingTrace::TakeOrigin(const Goods& origin) {
  // What follows shows the same moment.
  goods_at_ = origin.read_at();
  const Origin& of = origin.goods(0).origin();
  if (of.kind() == Origin::KIND_COMMITMENT) {
    AskMoney(of.commitment(), of.line());
  } else {
    TakeGoods(origin);
  }
}

void FundingTrace::TakeMoney(const Money& money) {
  *response_.mutable_money_read_at() = money.read_at();
  *response_.mutable_money_data_time() = money.data_time();
  if (money.has_followed()) {
    *response_.mutable_followed() = money.followed();
    *response_.mutable_followed_time() = money.followed_time();
  }
  *response_.mutable_allocations() = money.allocations();
  *response_.mutable_documents() = money.documents();
  *response_.mutable_funds() = money.funds();
  *response_.mutable_appropriations() = money.appropriations();
  response_.set_appropriation_count(money.appropriation_count());
  response_.set_next_page_token(money.next_page_token());
  AskGoods(money);
}

void FundingTrace::TakeGoods(const Goods& goods) {
  *response_.mutable_goods_read_at() = goods.read_at();
  *response_.mutable_goods_data_time() = goods.data_time();
  if (goods.has_lot()) *response_.mutable_lot() = goods.lot();
  int next = 0;
  for (TracedLine& line : *response_.mutable_lines()) {
    if (line.money().item().empty() || next >= goods.goods_size()) continue;
    *line.mutable_goods() = goods.goods(next++);
  }
  // Of no order.
  for (; next < goods.goods_size(); ++next) {
    *response_.add_lines()->mutable_goods() = goods.goods(next);
  }
  Finish();
}

template <typename Answer>
void FundingTrace::Ask(SourceId source, const char* path,
                       const Message& request,
                       void (FundingTrace::*take)(const Answer&)) {
  upstreams_[Index(source)]->Ask(
      path, request, deadline_,
      [self = shared_from_this(), source, take](UpstreamAnswer answer) {
        Answer read;
        if (!answer.status.ok()) {
          self->End(QuestionError(answer, SourceOf(source).name));
        } else if (!rpc::Parse(answer.response, read)) {
          self->End(absl::InternalError(Concat(
              SourceOf(source).name, " sent a trace that cannot be read")));
        } else {
          (self.get()->*take)(read);
        }
      });
}

void FundingTrace::End(const absl::Status& status) {
  std::move(respond_)(status);
}

}  // namespace epiledger::gateway
