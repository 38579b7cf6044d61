// What the journal keeps of a person's fields: a digest that nobody can guess
// a name by, and nothing else, on both engines.
#include <map>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/person.h"
#include "services/journal/frame.h"
#include "services/journal/sha256.h"
#include "services/readiness/readiness_fixture.h"

namespace epiledger::readiness {
namespace {

using testing::ReasonOf;

constexpr char kName[] = "张三丰";
constexpr char kTelephone[] = "138-0000-1234";
// Numbers of the fields of CreateSubjectRequest.
constexpr int kParent = 2;
constexpr int kSubjectId = 3;
constexpr int kDisplayName = 5;
constexpr int kTelephoneField = 6;

void AppendNumber(uint64_t number, std::string& walk) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    walk.push_back(static_cast<char>(number >> shift));
  }
}

// The walk of a string field, as docs/reference/journal-format.md has it.
std::string Walk(int field, std::string_view text) {
  std::string walk;
  AppendNumber(static_cast<uint64_t>(field), walk);
  AppendNumber(text.size(), walk);
  return walk.append(text);
}

class PersonalDigests
    : public ::testing::TestWithParam<ReadinessFixture::Store> {
 protected:
  PersonalDigests() : county_(GetParam()) { county_.MakeSample(); }

  std::string Salt() {
    return book::PersonalSalt(*county_.service()
                                   .books()
                                   .DatabaseOf(county_.service().book())
                                   .value())
        .value();
  }

  // All that the entry holds of `text`.
  void ExpectHmac(const journal::Frame& entry, int field,
                  std::string_view text) {
    std::map<int, journal::Hash> digests;
    for (const journal::FieldHash& hash : entry.fields) {
      digests[hash.number] = hash.digest;
    }
    const std::string walk = Walk(field, text);
    EXPECT_EQ(digests[field], journal::HmacSha256(Salt(), walk)) << field;
    EXPECT_NE(digests[field], journal::Sha256(walk)) << field;
    EXPECT_NE(digests[field], journal::HmacSha256("", walk)) << field;
  }

  ReadinessFixture county_;
};

TEST(Hmac, IsThatOfRfc4231) {
  // Its test case 2.
  constexpr unsigned char kExpected[] = {
      0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a, 0x04, 0x24,
      0x26, 0x08, 0x95, 0x75, 0xc7, 0x5a, 0x00, 0x3f, 0x08, 0x9d, 0x27,
      0x39, 0x83, 0x9d, 0xec, 0x58, 0xb9, 0x64, 0xec, 0x38, 0x43};
  const journal::Hash digest =
      journal::HmacSha256("Jefe", "what do ya want for nothing?");
  EXPECT_EQ(std::string(journal::View(digest)),
            std::string(std::begin(kExpected), std::end(kExpected)));
}

TEST_P(PersonalDigests, AnEntryKeepsThemUnderTheSaltOfItsBook) {
  const auto created =
      county_.CreateSubject(county_.SubjectRequest("s1", kName, kTelephone));
  ASSERT_TRUE(created.ok()) << created.status();
  EXPECT_EQ(Salt().size(), 32u);
  const journal::Frame entry = county_.service().EntryOf(created->receipt());
  ExpectHmac(entry, kDisplayName, kName);
  ExpectHmac(entry, kTelephoneField, kTelephone);
  // What is of no person anybody may check.
  ASSERT_EQ(entry.fields.front().number, kParent);
  EXPECT_EQ(entry.fields[0].digest, journal::Sha256(Walk(kParent, kCounty)));
  ASSERT_EQ(entry.fields[1].number, kSubjectId);
  EXPECT_EQ(entry.fields[1].digest, journal::Sha256(Walk(kSubjectId, "s1")));
}

TEST_P(PersonalDigests, ARefusalKeepsTheRequestWithoutThem) {
  auto request = county_.SubjectRequest("s1", kName, kTelephone);
  request.mutable_subject()->set_facility(FacilityNameOf("nowhere"));
  const auto refused = county_.CreateSubject(request);
  ASSERT_EQ(ReasonOf(refused.status()), "FACILITY_NOT_FOUND");
  type::v1::Receipt receipt;
  receipt.ParseFromString(rpc::FromStatus(refused.status()).receipt);
  const journal::Frame entry = county_.service().EntryOf(receipt);
  EXPECT_EQ(entry.event_type, "epiledger.readiness.v1.CreateSubjectRequest");
  request.clear_display_name();
  request.clear_telephone();
  EXPECT_EQ(entry.event, request.SerializeAsString());
  ExpectHmac(entry, kDisplayName, kName);
  ExpectHmac(entry, kTelephoneField, kTelephone);
}

INSTANTIATE_TEST_SUITE_P(Engines, PersonalDigests,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

}  // namespace
}  // namespace epiledger::readiness
