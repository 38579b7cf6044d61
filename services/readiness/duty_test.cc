// Stories of the duty roster: who is there, where nobody is, and who is at two
// places at once; on both engines.
#include <string>
#include <vector>

#include "services/readiness/api_time.h"
#include "services/readiness/preparedness_fixture.h"
#include "tests/testing/refusal.h"

namespace epiledger::readiness {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::ReasonOf;

// Three people in turn at the triage desk of `people`, day and night.
class DutyTest : public PreparednessFixture {
 protected:
  DutyTest() { Set(PostRequest("people", "triage", kToday - 60, 8, 24, 1)); }

  void Set(const v1::SetDutyPostRequest& request) {
    const auto set = Write<v1::SetDutyPostResponse>("SetDutyPost", request);
    EXPECT_TRUE(set.ok()) << set.status();
  }
  absl::StatusOr<v1::CreateShiftResponse> TryPut(const std::string& facility,
                                                 const v1::Shift& shift) {
    return Write<v1::CreateShiftResponse>("CreateShift",
                                          ShiftRequest(facility, shift));
  }
  // Puts a person on the roster; the shift's name.
  std::string Put(const std::string& facility, const std::string& post,
                  const std::string& subject, absl::Time start,
                  absl::Time end) {
    const auto put =
        TryPut(facility, ShiftOf(facility, post, subject, start, end));
    EXPECT_TRUE(put.ok()) << put.status();
    return put->shift().name();
  }
  template <typename Request>
  static Request Between(absl::Time from, absl::Time to) {
    Request request;
    *request.mutable_from_time() = ToTimestamp(from);
    *request.mutable_to_time() = ToTimestamp(to);
    return request;
  }
  absl::StatusOr<v1::ListDutyGapsResponse> Gaps(absl::Time from, absl::Time to,
                                                int64_t sequence = 0) {
    auto request = Between<v1::ListDutyGapsRequest>(from, to);
    if (sequence != 0) request.mutable_as_of()->set_sequence(sequence);
    return List<v1::ListDutyGapsResponse>("ListDutyGaps", request);
  }
  absl::StatusOr<v1::ListDoubleBookingsResponse> Bookings(absl::Time from,
                                                          absl::Time to) {
    return List<v1::ListDoubleBookingsResponse>(
        "ListDoubleBookings", Between<v1::ListDoubleBookingsRequest>(from, to));
  }
  absl::StatusOr<v1::ListDutyResponse> DutyAt(absl::Time time) {
    v1::ListDutyRequest request;
    *request.mutable_as_of()->mutable_effective_time() = ToTimestamp(time);
    return List<v1::ListDutyResponse>("ListDuty", request);
  }
  static std::vector<std::string> StretchesOf(
      const v1::ListDutyGapsResponse& response) {
    std::vector<std::string> stretches;
    for (const auto& gap : response.duty_gaps()) {
      stretches.push_back(Concat(ToText(ToTime(gap.start_time())), " ",
                                 ToText(ToTime(gap.end_time())), " ",
                                 gap.present(), "/", gap.needed()));
    }
    return stretches;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, DutyTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(DutyTest, TheNightRunsOverMidnightAndTheGapBehindItIsTold) {
  Put("people", "triage", "head", At(kToday, 8), At(kToday, 20));
  Put("people", "triage", "nurse", At(kToday, 20), At(kToday + 1, 6));
  const auto gaps = Gaps(At(kToday, 8), At(kToday + 1, 8));
  ASSERT_TRUE(gaps.ok()) << gaps.status();
  EXPECT_THAT(StretchesOf(*gaps),
              ElementsAre("2020-02-01T22:00:00Z 2020-02-02T00:00:00Z 0/1"));
  EXPECT_EQ(gaps->missing_minutes(), 120);
  EXPECT_EQ(gaps->needed_minutes(), 24 * 60);
  EXPECT_EQ(gaps->duty_gaps(0).display_name(), "预检分诊");
  // Who never said what is needed is unknown, not in place.
  EXPECT_THAT(gaps->without_posts(),
              ElementsAre(FacilityNameOf("chinese"), FacilityNameOf("command"),
                          FacilityNameOf("east"), FacilityNameOf("reserve")));
}

TEST_P(DutyTest, WhoIsThereAtAnInstantIsToldWithNameAndTelephone) {
  Put("people", "triage", "head", At(kToday, 8), At(kToday, 20));
  Put("people", "triage", "nurse", At(kToday, 20), At(kToday + 1, 8));
  const auto evening = DutyAt(At(kToday, 20));
  ASSERT_TRUE(evening.ok()) << evening.status();
  ASSERT_EQ(evening->manned_posts_size(), 1);
  const v1::MannedPost& post = evening->manned_posts(0);
  EXPECT_EQ(post.needed(), 1);
  EXPECT_EQ(post.present(), 1);
  // The shift that ends at an instant is over then.
  ASSERT_EQ(post.shifts_size(), 1);
  EXPECT_EQ(post.shifts(0).subject(), SubjectNameOf("nurse"));
  EXPECT_EQ(post.shifts(0).contact().telephone(), "1234");
  EXPECT_EQ(evening->manned(), 1);
  EXPECT_EQ(DutyAt(At(kToday + 1, 8))->undermanned(), 1);
  EXPECT_EQ(DutyAt(At(kToday + 1, 8))->manned_posts(0).present(), 0);
  // Names are for those who phone.
  county_.ActAs(auth::v1::ROLE_AUDITOR);
  EXPECT_FALSE(DutyAt(At(kToday, 9))->manned_posts(0).shifts(0).has_contact());
  county_.ActAs(auth::v1::ROLE_HOSPITAL, "chinese");
  EXPECT_THAT(DutyAt(At(kToday, 9))->manned_posts(), IsEmpty());
}

TEST_P(DutyTest, NobodyAsksForATimeAndHearsOfNow) {
  Put("people", "triage", "head", At(kToday, 8), At(kToday, 20));
  const auto now =
      List<v1::ListDutyResponse>("ListDuty", v1::ListDutyRequest());
  ASSERT_TRUE(now.ok()) << now.status();
  EXPECT_EQ(now->manned(), 1);
  EXPECT_EQ(ToTime(now->judge_time()), county_.clock().Now());
}

TEST_P(DutyTest, ADoubleBookingIsRecordedAndShownWithBothSides) {
  Set(PostRequest("chinese", "ward", kToday, 8, 12, 1));
  const std::string here =
      Put("people", "triage", "head", At(kToday, 8), At(kToday, 16));
  const std::string there =
      Put("chinese", "ward", "head", At(kToday, 14), At(kToday, 20));
  const auto bookings = Bookings(At(kToday, 0), At(kToday + 1, 0));
  ASSERT_TRUE(bookings.ok()) << bookings.status();
  ASSERT_EQ(bookings->double_bookings_size(), 1);
  const v1::DoubleBooking& booking = bookings->double_bookings(0);
  EXPECT_EQ(booking.kind(), v1::DoubleBooking::KIND_TWO_FACILITIES);
  EXPECT_EQ(booking.first().name(), here);
  EXPECT_EQ(booking.second().name(), there);
  EXPECT_EQ(ToTime(booking.start_time()), At(kToday, 14));
  EXPECT_EQ(ToTime(booking.end_time()), At(kToday, 16));
  // Present at both, and in doubt at both.
  const auto duty = DutyAt(At(kToday, 15));
  ASSERT_EQ(duty->manned_posts_size(), 2);
  EXPECT_EQ(duty->manned_posts(0).double_booked(), 1);
  EXPECT_EQ(duty->manned_posts(1).double_booked(), 1);
  EXPECT_EQ(duty->manned(), 2);
  EXPECT_EQ(DutyAt(At(kToday, 13))->manned_posts(1).double_booked(), 0);

  // The other hospital hears that its head is somewhere else, and not where.
  county_.ActAs(auth::v1::ROLE_HOSPITAL, "chinese");
  const auto own = Bookings(At(kToday, 0), At(kToday + 1, 0));
  ASSERT_EQ(own->double_bookings_size(), 1);
  EXPECT_EQ(own->double_bookings(0).first().name(), there);
  EXPECT_FALSE(own->double_bookings(0).has_second());
  county_.ActAs(auth::v1::ROLE_TOWN, "east");
  EXPECT_EQ(Bookings(At(kToday, 0), At(kToday + 1, 0))->total_size(), 0);
}

TEST_P(DutyTest, TheSamePersonTwiceAtAPostIsOnePerson) {
  Set(PostRequest("people", "triage", kToday, 8, 12, 2));
  Put("people", "triage", "head", At(kToday, 8), At(kToday, 20));
  Put("people", "triage", "head", At(kToday, 8), At(kToday, 20));
  EXPECT_THAT(StretchesOf(*Gaps(At(kToday, 8), At(kToday, 20))),
              ElementsAre("2020-02-01T00:00:00Z 2020-02-01T12:00:00Z 1/2"));
  const auto bookings = Bookings(At(kToday, 8), At(kToday, 20));
  ASSERT_EQ(bookings->double_bookings_size(), 1);
  EXPECT_EQ(bookings->double_bookings(0).kind(),
            v1::DoubleBooking::KIND_SAME_POST);
  EXPECT_EQ(bookings->total_people(), 1);
}

TEST_P(DutyTest, AShiftIsReplacedAndWhatWasKnownBeforeStays) {
  const auto put = TryPut("people", ShiftOf("people", "triage", "head",
                                            At(kToday, 8), At(kToday, 20)));
  ASSERT_TRUE(put.ok()) << put.status();
  const std::string name = put->shift().name();
  EXPECT_THAT(name, ::testing::HasSubstr("/shifts/202002010800-"));
  const auto replaced = Write<v1::ReplaceShiftResponse>(
      "ReplaceShift",
      ReplacementOf(name, ShiftOf("people", "triage", "nurse", At(kToday, 9),
                                  At(kToday, 20))));
  ASSERT_TRUE(replaced.ok()) << replaced.status();
  EXPECT_EQ(replaced->shift().replaces(), name);
  EXPECT_THAT(StretchesOf(*Gaps(At(kToday, 8), At(kToday, 20))),
              ElementsAre("2020-02-01T00:00:00Z 2020-02-01T01:00:00Z 0/1"));
  EXPECT_THAT(StretchesOf(*Gaps(At(kToday, 8), At(kToday, 20),
                                put->receipt().sequence())),
              IsEmpty());

  v1::GetShiftRequest get;
  get.set_name(name);
  const auto old = Read<v1::Shift>("GetShift", get);
  EXPECT_EQ(old->withdrawal().replaced_by(), replaced->shift().name());
  EXPECT_EQ(old->withdrawal().reason(), "临时调班");
  auto shown = Between<v1::ListShiftsRequest>(At(kToday, 0), At(kToday + 1, 0));
  EXPECT_EQ(List<v1::ListShiftsResponse>("ListShifts", shown)->total_size(), 1);
  EXPECT_EQ(List<v1::ListShiftsResponse>("ListShifts", shown)->total_minutes(),
            11 * 60);
  shown.set_show_withdrawn(true);
  EXPECT_EQ(List<v1::ListShiftsResponse>("ListShifts", shown)->total_size(), 2);
  EXPECT_EQ(ReasonOf(Write<v1::CancelShiftResponse>("CancelShift",
                                                    CancellationOf(name))
                         .status()),
            "SHIFT_WITHDRAWN");
}

TEST_P(DutyTest, AShiftIsCancelledAndThePostIsEmpty) {
  const std::string name =
      Put("people", "triage", "head", At(kToday, 8), At(kToday + 1, 8));
  const auto cancelled =
      Write<v1::CancelShiftResponse>("CancelShift", CancellationOf(name));
  ASSERT_TRUE(cancelled.ok()) << cancelled.status();
  EXPECT_EQ(cancelled->shift().withdrawal().replaced_by(), "");
  EXPECT_EQ(DutyAt(At(kToday, 9))->undermanned(), 1);
}

TEST_P(DutyTest, WhatAPostNeedsChangesFromADayOnAndOneDayEarlier) {
  Set(PostRequest("people", "triage", kToday + 2, 8, 24, 3));
  const auto needed = [&](absl::CivilDay day) {
    return DutyAt(At(day, 9))->manned_posts(0).needed();
  };
  EXPECT_EQ(needed(kToday + 1), 1);
  EXPECT_EQ(needed(kToday + 2), 3);
  // Said later of an earlier day: it holds up to the newer one.
  Set(PostRequest("people", "triage", kToday + 1, 8, 24, 2));
  EXPECT_EQ(needed(kToday + 1), 2);
  EXPECT_EQ(needed(kToday + 2), 3);
  // And of the same day the last word.
  Set(PostRequest("people", "triage", kToday + 2, 8, 24, 4));
  EXPECT_EQ(needed(kToday + 2), 4);
  // Nobody is needed any more; the night of the day before is.
  v1::SetDutyPostRequest none =
      PostRequest("people", "triage", kToday + 3, 8, 1, 1);
  none.mutable_requirement()->clear_hours();
  Set(none);
  EXPECT_EQ(needed(kToday + 2), 4);
  EXPECT_EQ(DutyAt(At(kToday + 3, 7))->manned_posts(0).needed(), 4);
  EXPECT_THAT(DutyAt(At(kToday + 3, 9))->manned_posts(), IsEmpty());
  v1::GetDutyPostRequest get;
  get.set_name(FacilityNameOf("people") + "/dutyPosts/triage");
  EXPECT_EQ(Read<v1::DutyPost>("GetDutyPost", get)->requirements_size(), 5);
  EXPECT_EQ(List<v1::ListDutyPostsResponse>("ListDutyPosts",
                                            v1::ListDutyPostsRequest())
                ->duty_posts_size(),
            1);
}

TEST_P(DutyTest, LongShiftsReachIntoAWindowAndOnesThatEndBeforeItDoNot) {
  Put("people", "triage", "head", At(kToday, 8), At(kToday + 3, 8));
  Put("people", "triage", "nurse", At(kToday + 3, 8), At(kToday + 3, 9));
  const auto list = [&](absl::Time from, absl::Time to) {
    return List<v1::ListShiftsResponse>(
        "ListShifts", Between<v1::ListShiftsRequest>(from, to));
  };
  EXPECT_EQ(list(At(kToday + 3, 7), At(kToday + 3, 8))->total_size(), 1);
  EXPECT_EQ(list(At(kToday + 3, 7), At(kToday + 3, 8))->total_minutes(), 60);
  EXPECT_EQ(list(At(kToday + 3, 8), At(kToday + 4, 8))->total_size(), 1);
  EXPECT_EQ(list(At(kToday + 3, 7), At(kToday + 3, 9))->total_people(), 2);
  EXPECT_EQ(list(At(kToday - 1, 0), At(kToday, 8))->total_size(), 0);
}

TEST_P(DutyTest, WhatIsNoShiftIsToldByItsField) {
  const auto reason = [&](absl::Time start, absl::Time end) {
    return ReasonOf(
        TryPut("people", ShiftOf("people", "triage", "head", start, end))
            .status());
  };
  EXPECT_EQ(reason(At(kToday, 8), At(kToday, 8)), "BAD_SHIFT_LENGTH");
  EXPECT_EQ(reason(At(kToday, 8), At(kToday + 3, 8, 1)), "BAD_SHIFT_LENGTH");
  EXPECT_EQ(reason(At(kToday, 8) + absl::Seconds(1), At(kToday, 9)),
            "NOT_A_WHOLE_MINUTE");
  const v1::Shift shift =
      ShiftOf("people", "triage", "head", At(kToday, 8), At(kToday, 9));
  EXPECT_EQ(ReasonOf(TryPut("chinese", shift).status()), "OTHER_FACILITY");
  v1::Shift nowhere = shift;
  nowhere.set_duty_post(FacilityNameOf("people") + "/dutyPosts/roof");
  EXPECT_EQ(ReasonOf(TryPut("people", nowhere).status()),
            "DUTY_POST_NOT_FOUND");
  v1::Shift nobody = shift;
  nobody.set_subject(SubjectNameOf("nobody"));
  EXPECT_EQ(ReasonOf(TryPut("people", nobody).status()), "SUBJECT_NOT_FOUND");
  EXPECT_EQ(ReasonOf(Gaps(At(kToday, 8), At(kToday, 8)).status()),
            "BAD_WINDOW");
  EXPECT_EQ(ReasonOf(Gaps(At(kToday, 8), At(kToday + 31, 8, 1)).status()),
            "BAD_WINDOW");
  EXPECT_TRUE(Gaps(At(kToday, 8), At(kToday + 31, 8)).ok());
  v1::SetDutyPostRequest hours =
      PostRequest("people", "triage", kToday, 8, 1, 1);
  for (int i = 0; i < 48; ++i) {
    *hours.mutable_requirement()->add_hours() = hours.requirement().hours(0);
  }
  EXPECT_EQ(
      ReasonOf(Write<v1::SetDutyPostResponse>("SetDutyPost", hours).status()),
      "TOO_MANY_ELEMENTS");
  EXPECT_EQ(ReasonOf(Write<v1::SetDutyPostResponse>(
                         "SetDutyPost",
                         PostRequest("moon", "triage", kToday, 8, 1, 1))
                         .status()),
            "FACILITY_NOT_FOUND");
}

}  // namespace
}  // namespace epiledger::readiness
