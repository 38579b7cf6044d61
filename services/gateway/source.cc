#include "services/gateway/source.h"

#include <utility>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/gateway/known_stocks.h"
#include "services/gateway/part.h"
#include "services/limits.h"
#include "services/rpc/names.h"

namespace epiledger::gateway {
namespace {

using google::protobuf::Message;

template <typename Request>
std::unique_ptr<Message> MakeRequest(const SummaryQuestion& question) {
  auto request = std::make_unique<Request>();
  request->set_name(question.name);
  *request->mutable_as_of() = question.as_of;
  for (const type::v1::BookToken& token : question.after) {
    *request->add_after() = token;
  }
  return request;
}

std::unique_ptr<Message> MakeSuppliesRequest(const SummaryQuestion& question) {
  auto request = MakeRequest<supplies::v1::GetCountySummaryRequest>(question);
  if (question.kept == nullptr) return request;
  const auto& kept =
      static_cast<const supplies::v1::CountySummary&>(*question.kept);
  supplies::v1::KnownSummary& known =
      *static_cast<supplies::v1::GetCountySummaryRequest&>(*request)
           .mutable_known();
  *known.mutable_read_at() = kept.read_at();
  *known.mutable_judge_time() = kept.judge_time();
  return request;
}

// Of a service that says all each time.
std::optional<Part> TakeAll(const Part&, std::unique_ptr<Message> summary,
                            absl::Time feed_time) {
  return Part{std::move(summary), feed_time, nullptr};
}

std::optional<Part> TakeSupplies(const Part& kept,
                                 std::unique_ptr<Message> summary,
                                 absl::Time feed_time) {
  auto stocks =
      TakeStocks(kept, static_cast<supplies::v1::CountySummary&>(*summary));
  if (stocks == nullptr) return std::nullopt;
  return Part{std::move(summary), feed_time, std::move(stocks)};
}

template <typename Summary>
std::unique_ptr<Message> MakeSummary() {
  return std::make_unique<Summary>();
}

template <typename Summary>
SummaryHead HeadOf(const Message& message) {
  const auto& summary = static_cast<const Summary&>(message);
  return {summary.read_at(), summary.data_time()};
}

const std::array<Source, kSourceCount>& Sources() {
  static const std::array<Source, kSourceCount> kSources = {{
      {"funding", "/epiledger.funding.v1.FundingService/GetCountySummary",
       absl::InfiniteDuration(),
       &MakeRequest<funding::v1::GetCountySummaryRequest>,
       &MakeSummary<funding::v1::CountySummary>,
       &HeadOf<funding::v1::CountySummary>, &TakeAll},
      {"supplies", "/epiledger.supplies.v1.SuppliesService/GetCountySummary",
       limits::kSummaryRefresh, &MakeSuppliesRequest,
       &MakeSummary<supplies::v1::CountySummary>,
       &HeadOf<supplies::v1::CountySummary>, &TakeSupplies},
      {"readiness", "/epiledger.readiness.v1.ReadinessService/GetCountySummary",
       limits::kSummaryRefresh,
       &MakeRequest<readiness::v1::GetCountySummaryRequest>,
       &MakeSummary<readiness::v1::CountySummary>,
       &HeadOf<readiness::v1::CountySummary>, &TakeAll},
  }};
  return kSources;
}

}  // namespace

const Source& SourceOf(SourceId id) { return Sources()[Index(id)]; }

std::optional<SourceId> FindSource(std::string_view name) {
  for (const SourceId id : kSourceIds) {
    if (SourceOf(id).name == name) return id;
  }
  return std::nullopt;
}

std::optional<SourceId> SourceOfBook(std::string_view book) {
  const std::optional<rpc::NameParts> parts =
      rpc::MatchName(rpc::kBookName, book);
  if (!parts.has_value()) return std::nullopt;
  const std::string_view id = parts->Get("book");
  const absl::string_view service =
      absl::StripSuffix({id.data(), id.size()}, "-access");
  return FindSource({service.data(), service.size()});
}

}  // namespace epiledger::gateway
