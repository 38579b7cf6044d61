#include "services/readiness/duty_queries.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/host/judged_page.h"
#include "services/host/resource_reads.h"
#include "services/host/sight.h"
#include "services/readiness/api_time.h"
#include "services/readiness/day_asked.h"
#include "services/readiness/people.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/roster_reader.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using host::ReadContext;
using Shifts = std::vector<v1::Shift>;

int64_t MinutesOf(const Stretch& stretch) {
  return absl::ToInt64Minutes(stretch.end - stretch.start);
}

template <typename Message>
void SetStretch(const Stretch& stretch, Message& message) {
  *message.mutable_start_time() = ToTimestamp(stretch.start);
  *message.mutable_end_time() = ToTimestamp(stretch.end);
}

template <typename Message>
void SetPost(const v1::DutyPost& post, const std::string& county,
             Message& message) {
  message.set_facility(FacilityOf(county, post.name()));
  message.set_duty_post(post.name());
  message.set_display_name(post.display_name());
}

// Fills in the people of shifts that are about to be told, for callers who may
// know them.
absl::Status FillContacts(const std::vector<v1::Shift*>& shifts,
                          ReadContext& context) {
  if (!MaySeeNames(context.caller())) return absl::OkStatus();
  std::vector<std::string> ids;
  for (const v1::Shift* shift : shifts) {
    ids.emplace_back(rpc::LastSegment(shift->subject()));
  }
  const absl::StatusOr<People> people = People::Read(context, ids);
  if (!people.ok()) return people.status();
  for (v1::Shift* shift : shifts) {
    *shift->mutable_contact() = people->ContactOf(shift->subject());
  }
  return absl::OkStatus();
}

// Those on duty at an instant, told post by post.
class DutyAtInstant {
 public:
  DutyAtInstant(absl::Time instant, RosterReader& roster, ReadContext& context)
      : now_{instant, instant + absl::Microseconds(1)},
        roster_(roster),
        context_(context) {}

  // Shifts of all facilities, to know who is somewhere else as well.
  absl::Status ReadShifts() {
    auto shifts = roster_.Shifts(roster_.facilities(), now_);
    if (!shifts.ok()) return shifts.status();
    shifts_ = *std::move(shifts);
    for (const v1::Shift& shift : shifts_) {
      places_[shift.subject()].insert(shift.duty_post());
    }
    return absl::OkStatus();
  }

  // The post as it is then; nothing when it needs nobody and has nobody.
  std::optional<v1::MannedPost> Tell(const v1::DutyPost& post) const {
    v1::MannedPost manned;
    SetPost(post, context_.county(), manned);
    std::set<std::string> present;
    for (const v1::Shift& shift : shifts_) {
      if (shift.duty_post() != post.name()) continue;
      *manned.add_shifts() = shift;
      if (!present.insert(shift.subject()).second) continue;
      const bool is_elsewhere = places_.at(shift.subject()).size() > 1;
      manned.set_double_booked(manned.double_booked() + (is_elsewhere ? 1 : 0));
    }
    manned.set_present(static_cast<int64_t>(present.size()));
    for (const Need& need : NeedsWithin(post, now_, roster_.county())) {
      manned.set_needed(manned.needed() + need.needed);
    }
    if (manned.needed() == 0 && present.empty()) return std::nullopt;
    return manned;
  }

 private:
  const Stretch now_;
  RosterReader& roster_;
  ReadContext& context_;
  Shifts shifts_;
  // Posts by person.
  StringMap<std::set<std::string>> places_;
};

// Adds where a post has too few, and what that adds up to.
void AddGaps(const v1::DutyPost& post, const std::vector<Manning>& mannings,
             const std::string& county, std::vector<v1::DutyGap>& gaps,
             v1::ListDutyGapsResponse& response) {
  for (const Manning& manning : mannings) {
    const int64_t minutes = MinutesOf(manning.when);
    response.set_needed_minutes(response.needed_minutes() +
                                minutes * manning.needed);
    if (manning.present >= manning.needed) continue;
    response.set_missing_minutes(response.missing_minutes() +
                                 minutes * (manning.needed - manning.present));
    v1::DutyGap& gap = gaps.emplace_back();
    SetPost(post, county, gap);
    SetStretch(manning.when, gap);
    gap.set_needed(manning.needed);
    gap.set_present(manning.present);
  }
}

v1::DoubleBooking::Kind KindOf(const v1::Shift& a, const v1::Shift& b) {
  if (a.duty_post() == b.duty_post()) return v1::DoubleBooking::KIND_SAME_POST;
  return FacilityIdOf(a.name()) == FacilityIdOf(b.name())
             ? v1::DoubleBooking::KIND_TWO_POSTS
             : v1::DoubleBooking::KIND_TWO_FACILITIES;
}

// A double booking as the caller may see it; nothing when neither side is of a
// facility asked for.
std::optional<v1::DoubleBooking> TellBooking(const Overlap& overlap,
                                             const Shifts& shifts,
                                             const std::set<std::string>& seen,
                                             const rpc::Caller& caller) {
  const v1::Shift* first = &shifts[overlap.first];
  const v1::Shift* second = &shifts[overlap.second];
  const bool sees_first = seen.contains(FacilityIdOf(first->name()));
  const bool sees_second = seen.contains(FacilityIdOf(second->name()));
  if (!sees_first && !sees_second) return std::nullopt;
  v1::DoubleBooking booking;
  booking.set_subject(first->subject());
  SetStretch(overlap.when, booking);
  booking.set_kind(KindOf(*first, *second));
  if (!host::SeesFacilities(caller) && !sees_first) std::swap(first, second);
  *booking.mutable_first() = *first;
  if (host::SeesFacilities(caller) || (sees_first && sees_second)) {
    *booking.mutable_second() = *second;
  }
  return booking;
}

}  // namespace

absl::StatusOr<v1::DutyPost> GetDutyPost(const v1::GetDutyPostRequest& request,
                                         ReadContext& context) {
  return host::GetOne<v1::DutyPost>(
      context, kDutyPosts, rpc::PathOf(request.name()), request.name());
}

absl::StatusOr<v1::Shift> GetShift(const v1::GetShiftRequest& request,
                                   ReadContext& context) {
  auto shift = host::GetOne<v1::Shift>(
      context, kShifts, rpc::PathOf(request.name()), request.name());
  if (!shift.ok()) return shift;
  const absl::Status status = FillContacts({&*shift}, context);
  if (!status.ok()) return status;
  return shift;
}

absl::StatusOr<v1::ListDutyPostsResponse> ListDutyPosts(
    const v1::ListDutyPostsRequest& request, ReadContext& context) {
  const auto prefix =
      host::PrefixSeen(rpc::PathOf(request.facility()), context.caller());
  if (prefix.has_value()) {
    return host::ListAll<v1::ListDutyPostsResponse, v1::DutyPost>(
        context, kDutyPosts, *prefix,
        &v1::ListDutyPostsResponse::mutable_duty_posts);
  }
  v1::ListDutyPostsResponse response;
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::ListShiftsResponse> ListShifts(
    const v1::ListShiftsRequest& request, ReadContext& context) {
  const auto window = WindowAsked(request.from_time(), request.to_time());
  if (!window.ok()) return window.status();
  auto roster = RosterReader::Open(context);
  if (!roster.ok()) return roster.status();
  auto shifts = roster->Shifts(roster->Seen(request.facility()), *window,
                               request.show_withdrawn());
  if (!shifts.ok()) return shifts.status();
  std::erase_if(*shifts, [&request](const v1::Shift& shift) {
    return (!request.subject().empty() &&
            request.subject() != shift.subject()) ||
           (!request.duty_post().empty() &&
            request.duty_post() != shift.duty_post());
  });
  v1::ListShiftsResponse response;
  std::set<std::string> people;
  for (const v1::Shift& shift : *shifts) {
    people.insert(shift.subject());
    if (shift.has_withdrawal()) continue;
    response.set_total_minutes(response.total_minutes() +
                               MinutesOf(StretchOf(shift).Within(*window)));
  }
  response.set_total_size(static_cast<int64_t>(shifts->size()));
  response.set_total_people(static_cast<int64_t>(people.size()));
  *response.mutable_read_at() = context.ReadAt();
  response.set_next_page_token(
      host::TakePage(*std::move(shifts), host::PlaceOf(context.cursor()),
                     context, *response.mutable_shifts()));
  std::vector<v1::Shift*> told;
  for (v1::Shift& shift : *response.mutable_shifts()) told.push_back(&shift);
  const absl::Status status = FillContacts(told, context);
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::ListDutyResponse> ListDuty(
    const v1::ListDutyRequest& request, ReadContext& context) {
  const auto instant = InstantAsked(request.as_of(), context);
  if (!instant.ok()) return instant.status();
  auto roster = RosterReader::Open(context);
  if (!roster.ok()) return roster.status();
  DutyAtInstant duty(*instant, *roster, context);
  absl::Status status = duty.ReadShifts();
  if (!status.ok()) return status;
  v1::ListDutyResponse response;
  std::vector<v1::MannedPost> posts;
  for (const std::string& facility : roster->Seen(request.facility())) {
    const auto of_facility = roster->Posts(facility);
    if (!of_facility.ok()) return of_facility.status();
    if (of_facility->empty()) {
      response.add_without_posts(
          rpc::MakeName(kFacilityName, {context.county(), facility}));
    }
    for (const v1::DutyPost& post : *of_facility) {
      std::optional<v1::MannedPost> manned = duty.Tell(post);
      if (!manned.has_value()) continue;
      const bool is_short = manned->present() < manned->needed();
      response.set_undermanned(response.undermanned() + (is_short ? 1 : 0));
      response.set_manned(response.manned() + (is_short ? 0 : 1));
      posts.push_back(*std::move(manned));
    }
  }
  response.set_total_size(static_cast<int64_t>(posts.size()));
  *response.mutable_judge_time() = ToTimestamp(*instant);
  *response.mutable_read_at() = context.ReadAt();
  host::JudgedPlace place = host::PlaceOf(context.cursor());
  place.judge = absl::ToUnixMicros(*instant);
  response.set_next_page_token(host::TakePage(
      std::move(posts), place, context, *response.mutable_manned_posts()));
  std::vector<v1::Shift*> told;
  for (v1::MannedPost& post : *response.mutable_manned_posts()) {
    for (v1::Shift& shift : *post.mutable_shifts()) told.push_back(&shift);
  }
  status = FillContacts(told, context);
  if (!status.ok()) return status;
  return response;
}

absl::StatusOr<v1::ListDutyGapsResponse> ListDutyGaps(
    const v1::ListDutyGapsRequest& request, ReadContext& context) {
  const auto window = WindowAsked(request.from_time(), request.to_time());
  if (!window.ok()) return window.status();
  auto roster = RosterReader::Open(context);
  if (!roster.ok()) return roster.status();
  v1::ListDutyGapsResponse response;
  std::vector<v1::DutyGap> gaps;
  for (const std::string& facility : roster->Seen(request.facility())) {
    const auto posts = roster->Posts(facility);
    if (!posts.ok()) return posts.status();
    if (posts->empty()) {
      response.add_without_posts(
          rpc::MakeName(kFacilityName, {context.county(), facility}));
      continue;
    }
    const auto shifts = roster->Shifts({facility}, *window);
    if (!shifts.ok()) return shifts.status();
    for (const v1::DutyPost& post : *posts) {
      AddGaps(post,
              ManningOf(NeedsWithin(post, *window, roster->county()),
                        PresencesAt(post, *shifts, *window)),
              context.county(), gaps, response);
    }
  }
  response.set_total_size(static_cast<int64_t>(gaps.size()));
  *response.mutable_read_at() = context.ReadAt();
  response.set_next_page_token(
      host::TakePage(std::move(gaps), host::PlaceOf(context.cursor()), context,
                     *response.mutable_duty_gaps()));
  return response;
}

absl::StatusOr<v1::ListDoubleBookingsResponse> ListDoubleBookings(
    const v1::ListDoubleBookingsRequest& request, ReadContext& context) {
  const auto window = WindowAsked(request.from_time(), request.to_time());
  if (!window.ok()) return window.status();
  auto roster = RosterReader::Open(context);
  if (!roster.ok()) return roster.status();
  const auto shifts = roster->Shifts(roster->facilities(), *window);
  if (!shifts.ok()) return shifts.status();
  const std::vector<std::string> ids = roster->Seen(request.facility());
  const std::set<std::string> seen(ids.begin(), ids.end());
  std::vector<v1::DoubleBooking> bookings;
  std::set<std::string> people;
  for (const Overlap& overlap : OverlapsOf(*shifts, *window)) {
    auto booking = TellBooking(overlap, *shifts, seen, context.caller());
    if (!booking.has_value() || (!request.subject().empty() &&
                                 request.subject() != booking->subject())) {
      continue;
    }
    people.insert(booking->subject());
    bookings.push_back(*std::move(booking));
  }
  v1::ListDoubleBookingsResponse response;
  response.set_total_size(static_cast<int64_t>(bookings.size()));
  response.set_total_people(static_cast<int64_t>(people.size()));
  *response.mutable_read_at() = context.ReadAt();
  response.set_next_page_token(
      host::TakePage(std::move(bookings), host::PlaceOf(context.cursor()),
                     context, *response.mutable_double_bookings()));
  std::vector<v1::Shift*> told;
  for (v1::DoubleBooking& booking : *response.mutable_double_bookings()) {
    told.push_back(booking.mutable_first());
    if (booking.has_second()) told.push_back(booking.mutable_second());
  }
  const absl::Status status = FillContacts(told, context);
  if (!status.ok()) return status;
  return response;
}

}  // namespace epiledger::readiness
