#include "services/gateway/sight.h"

#include "epiledger/readiness/v1/summary.pb.h"
#include "gtest/gtest.h"

namespace epiledger::gateway {
namespace {

using auth::v1::Role;

rpc::Caller With(std::initializer_list<Role> roles) {
  rpc::Caller caller;
  caller.roles = roles;
  return caller;
}

TEST(SightTest, OfTheCountyOnlyRolesOverTheCountyCount) {
  EXPECT_EQ(SightOfCounty(With({auth::v1::ROLE_HOSPITAL})), Sight());
  EXPECT_EQ(
      SightOfCounty(With({auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_FINANCE})),
      Sight{.money = true});
}

TEST(SightTest, OfOnesOwnFacilityRolesAddUp) {
  const Sight both =
      SightOfFacility(With({auth::v1::ROLE_HOSPITAL, auth::v1::ROLE_FINANCE}));
  EXPECT_EQ(
      both,
      (Sight{.money = true, .supplies_by_facility = true, .readiness = true}));
}

TEST(SightTest, NamesAreForHeadquartersAndSupervisionAlone) {
  for (int role = auth::v1::Role_MIN; role <= auth::v1::Role_MAX; ++role) {
    const bool may = role == auth::v1::ROLE_HEADQUARTERS ||
                     role == auth::v1::ROLE_SUPERVISION;
    EXPECT_EQ(SightOfFacility(With({static_cast<Role>(role)})).names, may)
        << role;
  }
}

TEST(SightTest, ErasingReachesEveryContact) {
  readiness::v1::CountySummary summary;
  auto& facility = *summary.add_facilities();
  facility.set_display_name("示范县人民医院");
  auto& overdue = *summary.add_overdue();
  for (auto* contact : {facility.mutable_contact(), overdue.mutable_contact(),
                        facility.mutable_today()->mutable_contact()}) {
    contact->set_subject("counties/c1/subjects/li");
    contact->set_display_name("李护士");
    contact->set_telephone("13800000000");
  }
  ErasePersonal(summary);
  for (const auto& contact :
       {facility.contact(), overdue.contact(), facility.today().contact()}) {
    EXPECT_EQ(contact.subject(), "counties/c1/subjects/li");
    EXPECT_EQ(contact.display_name(), "");
    EXPECT_EQ(contact.telephone(), "");
  }
  EXPECT_EQ(facility.display_name(), "示范县人民医院");
}

}  // namespace
}  // namespace epiledger::gateway
