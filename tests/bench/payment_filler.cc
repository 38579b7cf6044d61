#include "tests/bench/payment_filler.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

namespace epiledger::bench {
namespace {

using funding::v1::CreatePaymentRequest;
using MakePayment = std::function<CreatePaymentRequest(int64_t)>;

constexpr int64_t kPerSheet = 500;
constexpr int kFillers = 8;

void SendSheet(FundingStub& stub, const std::string& token, int64_t from,
               int64_t to, const MakePayment& payment) {
  funding::v1::BatchCreatePaymentsRequest request;
  for (int64_t i = from; i < to; ++i) *request.add_requests() = payment(i);
  request.set_parent(request.requests(0).parent());
  const auto response =
      CallOrDie(stub, &FundingStub::BatchCreatePayments, token, request);
  for (const auto& result : response.results()) {
    if (result.has_response() && result.response().has_payment()) continue;
    (void)std::fprintf(stderr, "%s\n", result.ShortDebugString().c_str());
    std::abort();
  }
}

}  // namespace

void Fill(BenchServer& server, int64_t payments, const MakePayment& payment) {
  const auto stubs = server.Connect(kFillers);
  std::atomic<int64_t> next = 0;
  std::vector<std::thread> fillers;
  for (const auto& stub : stubs) {
    fillers.emplace_back([&, filled = stub.get()] {
      for (int64_t from = next.fetch_add(kPerSheet); from < payments;
           from = next.fetch_add(kPerSheet)) {
        SendSheet(*filled, server.token(), from,
                  std::min(from + kPerSheet, payments), payment);
      }
    });
  }
  for (std::thread& filler : fillers) filler.join();
}

}  // namespace epiledger::bench
