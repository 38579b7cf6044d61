// Reads of what was recorded: movements, counts, tasks.
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "google/protobuf/repeated_field.h"
#include "services/host/listing.h"
#include "services/host/resource_reads.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/line_effects.h"
#include "services/supplies/sight.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/supplies_queries.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

bool IsSeen(ReadContext& context, const google::protobuf::Timestamp& time) {
  return ToPosition(time) <= context.position().value();
}

template <typename Resource>
absl::StatusOr<Resource> GetSeen(
    ReadContext& context, std::string_view collection, std::string_view name,
    const google::protobuf::Timestamp& (Resource::*time)() const) {
  absl::StatusOr<Resource> found =
      host::GetOne<Resource>(context, collection, PathOf(name), name);
  if (found.ok() && !IsSeen(context, ((*found).*time)())) {
    return rpc::NotFound(collection, name);
  }
  return found;
}

// The page of what lies under `parent` and is seen, in `field` of the response.
template <typename Response, typename Resource>
absl::StatusOr<Response> ListSeen(
    ReadContext& context, std::string_view collection, std::string_view parent,
    google::protobuf::RepeatedPtrField<Resource>* (Response::*field)(),
    const google::protobuf::Timestamp& (Resource::*time)() const) {
  Response response;
  absl::StatusOr<std::string> next = host::ListFiltered(
      context, collection, PathOf(parent) + "/",
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        Resource resource;
        resource.ParseFromString(row.body);
        if (!IsSeen(context, (resource.*time)())) return std::nullopt;
        *(response.*field)()->Add() = std::move(resource);
        return row.body.size();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

// Shows the figures of the lines that stand as they are now.
absl::Status ShowCorrections(ReadContext& context, v1::Count& count) {
  const std::string path = PathOf(count.name());
  const std::string store = path.substr(0, path.rfind('/'));
  const int64_t position = ToPosition(count.count_time());
  for (v1::CountLine& line : *count.mutable_lines()) {
    const LineName name{store, std::string(rpc::LastSegment(line.item()))};
    const auto entry = context.snapshot().Get<v1::LineEntry>(
        kLineEntries, CountEntryKey(name.path(), position));
    if (!entry.ok()) return entry.status();
    if (!entry->has_value()) continue;
    const v1::CountEntry& stands = (*entry)->count();
    const bool is_this =
        stands.count() == rpc::LastSegment(path) && !stands.is_superseded();
    if (!is_this) continue;
    FillFigures(stands, context.county(), name.item, *line.mutable_result());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Movement> GetMovement(const v1::GetMovementRequest& request,
                                         ReadContext& context) {
  return GetSeen(context, kMovements, request.name(),
                 &v1::Movement::movement_time);
}

absl::StatusOr<v1::ListMovementsResponse> ListMovements(
    const v1::ListMovementsRequest& request, ReadContext& context) {
  return ListSeen(context, kMovements, request.parent(),
                  &v1::ListMovementsResponse::mutable_movements,
                  &v1::Movement::movement_time);
}

absl::StatusOr<v1::Count> GetCount(const v1::GetCountRequest& request,
                                   ReadContext& context) {
  absl::StatusOr<v1::Count> count =
      GetSeen(context, kCounts, request.name(), &v1::Count::count_time);
  if (!count.ok()) return count;
  const absl::Status status = ShowCorrections(context, *count);
  if (!status.ok()) return status;
  return count;
}

absl::StatusOr<v1::ListCountsResponse> ListCounts(
    const v1::ListCountsRequest& request, ReadContext& context) {
  auto response =
      ListSeen(context, kCounts, request.parent(),
               &v1::ListCountsResponse::mutable_counts, &v1::Count::count_time);
  if (!response.ok()) return response;
  for (v1::Count& count : *response->mutable_counts()) {
    const absl::Status status = ShowCorrections(context, count);
    if (!status.ok()) return status;
  }
  return response;
}

absl::StatusOr<v1::ListTasksResponse> ListTasks(
    const v1::ListTasksRequest& request, ReadContext& context) {
  v1::ListTasksResponse response;
  *response.mutable_read_at() = context.ReadAt();
  const auto prefix = PrefixSeen(PathOf(request.facility()), context.caller());
  if (!prefix.has_value()) return response;
  absl::StatusOr<std::string> next = host::ListFiltered(
      context, kTasks, *prefix,
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        v1::Task task;
        task.ParseFromString(row.body);
        const bool is_asked =
            request.show_resolved() || task.state() == v1::Task::STATE_OPEN;
        if (!is_asked || !IsSeen(context, task.effective_time())) {
          return std::nullopt;
        }
        *response.add_tasks() = std::move(task);
        return row.body.size();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  return response;
}

}  // namespace epiledger::supplies
