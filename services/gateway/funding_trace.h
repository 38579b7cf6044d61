// FundingTrace: one question after where money and goods met, from service to
// service: a lot's origin at supplies, the money at funding, and what the
// pieces are worth, by the money's word, at supplies again. It puts the answers
// side by side and judges nothing of them.
//
// Lives until it has answered; its steps run on threads of gRPC, one after the
// other.
#ifndef EPILEDGER_SERVICES_GATEWAY_FUNDING_TRACE_H_
#define EPILEDGER_SERVICES_GATEWAY_FUNDING_TRACE_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "epiledger/command/v1/trace_service.pb.h"
#include "epiledger/funding/v1/trace_service.pb.h"
#include "epiledger/supplies/v1/trace_service.pb.h"
#include "services/gateway/forward.h"
#include "services/rpc/method.h"

namespace epiledger::gateway {

class FundingTrace : public std::enable_shared_from_this<FundingTrace> {
 public:
  FundingTrace(const Upstreams& upstreams, absl::Time deadline,
               const command::v1::TraceFundingRequest& request,
               rpc::Respond respond)
      : upstreams_(upstreams),
        deadline_(deadline),
        request_(request),
        respond_(std::move(respond)) {}

  // Answers once, with
  //   OK                a TraceFundingResponse
  //   INVALID_ARGUMENT  ONE_OF_FOUR, RECORDED_TIME_ONLY, BAD_NAME: a point of
  //                     `after` is in no book that is asked, PAGE_TOKEN_INVALID
  //   UNAVAILABLE, DEADLINE_EXCEEDED  as TransportError
  //   a service's own error otherwise
  void Start();

 private:
  using Goods = supplies::v1::TraceGoodsResponse;
  using Money = funding::v1::TraceMoneyResponse;

  [[nodiscard]] absl::Status Check();
  // A page token is funding's with the point in supplies' book behind it.
  [[nodiscard]] absl::Status ReadPageToken();

  // The lot's own order is told by supplies.
  void AskOrigin();
  void AskMoney(const std::string& commitment, int64_t line);
  void AskGoods(const Money& money);

  void TakeOrigin(const Goods& origin);
  void TakeMoney(const Money& money);
  void TakeGoods(const Goods& goods);

  [[nodiscard]] supplies::v1::TraceGoodsRequest GoodsRequest() const;
  // Sends `request` and hands the answer on, or ends with its error.
  template <typename Answer>
  void Ask(SourceId source, const char* path,
           const google::protobuf::Message& request,
           void (FundingTrace::*take)(const Answer&));
  void Finish();
  void End(const absl::Status& status);

  const Upstreams upstreams_;
  const absl::Time deadline_;
  const command::v1::TraceFundingRequest request_;
  rpc::Respond respond_;
  command::v1::TraceFundingResponse response_;
  std::string money_token_;
  // The point in supplies' book that all pages show; none for the first.
  type::v1::BookToken goods_at_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_FUNDING_TRACE_H_
