#include "services/gateway/changes_question.h"

#include <string>
#include <utility>
#include <vector>

#include "services/gateway/asking.h"
#include "services/gateway/changes.h"
#include "services/gateway/moment_page.h"
#include "services/gateway/question.h"
#include "services/gateway/sight.h"
#include "services/rpc/error.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::ListChangesRequest;
using command::v1::ListChangesResponse;

// One under way; the first picture is asked for before the second.
struct ChangesQuestion {
  CommandBackend backend;
  std::shared_ptr<const rpc::PageTokens> pages;
  ListChangesRequest request;
  std::string county;
  MomentPage page;
  absl::Time until;
  Sight sight;
  absl::Time deadline;
  rpc::Respond respond;
};

// How a picture of the county at `time` is asked for.
void AskPicture(const ChangesQuestion& asking, absl::Time time,
                TakeParts take) {
  Question question;
  question.county = asking.county;
  *question.as_of.mutable_recorded_time() = ToTimestamp(time);
  AskServices(asking.backend.upstreams, question,
              {kSourceIds.begin(), kSourceIds.end()}, {}, asking.deadline,
              *asking.backend.clock, std::move(take));
}

void AddReadAt(const Parts& parts,
               google::protobuf::RepeatedPtrField<type::v1::BookToken>& to) {
  for (const SourceId source : kSourceIds) {
    const Part& part = parts[Index(source)];
    if (part.summary == nullptr) continue;
    *to.Add() = SourceOf(source).head(*part.summary).read_at;
  }
}

ListChangesResponse RenderChanges(const ChangesQuestion& asking,
                                  const Parts& before, const Parts& after) {
  ListChangesResponse response;
  for (command::v1::Change& change : CompareFigures(
           FiguresOf(before, asking.sight), FiguresOf(after, asking.sight))) {
    *response.add_changes() = std::move(change);
  }
  response.set_total_size(response.changes_size());
  *response.mutable_since() = asking.request.since();
  *response.mutable_until() = ToTimestamp(asking.until);
  AddReadAt(before, *response.mutable_read_at_since());
  AddReadAt(after, *response.mutable_read_at_until());
  const size_t end = KeepPage(asking.page, *response.mutable_changes());
  if (end < static_cast<size_t>(response.total_size())) {
    response.set_next_page_token(
        MomentToken(*asking.pages, asking.request, asking.until, end));
  }
  return response;
}

void AskSecond(ChangesQuestion asking, Parts before) {
  auto shared = std::make_shared<ChangesQuestion>(std::move(asking));
  AskPicture(
      *shared, shared->until,
      [shared,
       before = std::move(before)](absl::StatusOr<Parts> after) mutable {
        if (after.ok()) {
          std::move(shared->respond)(
              RenderChanges(*shared, before, *after).SerializeAsString());
        } else {
          std::move(shared->respond)(after.status());
        }
      });
}

void AskBoth(ChangesQuestion asking) {
  auto shared = std::make_shared<ChangesQuestion>(std::move(asking));
  AskPicture(*shared, ToTime(shared->request.since()),
             [shared](absl::StatusOr<Parts> before) mutable {
               // Before the county was made nothing of it was known.
               if (absl::IsNotFound(before.status())) before = Parts();
               if (before.ok()) {
                 AskSecond(std::move(*shared), *std::move(before));
               } else {
                 std::move(shared->respond)(before.status());
               }
             });
}

}  // namespace

void AskChanges(const CommandBackend& backend,
                const std::shared_ptr<const rpc::PageTokens>& pages,
                const rpc::CallContext& context,
                const ListChangesRequest& request, rpc::Respond respond) {
  const auto page = ReadMomentPage(*pages, request, request.page_token(),
                                   request.page_size());
  if (!page.ok()) {
    std::move(respond)(page.status());
    return;
  }
  const absl::Time until = page->moment.value_or(
      request.has_until() ? ToTime(request.until()) : backend.clock->Now());
  if (until < ToTime(request.since())) {
    std::move(respond)(rpc::InvalidField("since", "TIMES_REVERSED"));
    return;
  }
  AskBoth({backend, pages, request, CountyIn(kCountyName, request.parent()),
           *page, until, SightOfCounty(context.caller), context.deadline,
           std::move(respond)});
}

}  // namespace epiledger::gateway
