// Which resource says what an entry was for.
#include "services/funding/rules/original_write.h"

#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "services/funding/funding_names.h"

namespace epiledger::funding {
namespace {

journal::v1::Effects EffectsOf(const std::vector<std::string_view>& made) {
  journal::v1::Effects effects;
  effects.set_reverses(7);
  for (const std::string_view collection : made) {
    effects.add_movements()->set_source("source:central");
    journal::v1::ResourceVersion& version = *effects.add_resources();
    version.set_collection(std::string(collection));
    version.set_key("k");
    version.set_body(std::string(200, 'b'));
  }
  return effects;
}

TEST(MainResource, IsTheSameReadFromBytes) {
  const std::vector<std::vector<std::string_view>> entries = {
      {kPayments},
      {kPayments, kOpenHolds},
      {kOpenHolds, kPayments},
      {kLatelySpent, kOpenHolds, kDocuments, kAllocations},
      {kProposals, kNearLimits},
      {kOpenHolds, kProposals}};
  for (const auto& made : entries) {
    const journal::v1::Effects effects = EffectsOf(made);
    const auto found = MainResourceOf(effects.SerializeAsString());
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->SerializeAsString(),
              MainResource(effects).SerializeAsString());
  }
}

TEST(MainResource, IsNoneWhereNothingWasMade) {
  EXPECT_FALSE(MainResourceOf("").has_value());
  EXPECT_FALSE(MainResourceOf(EffectsOf({}).SerializeAsString()).has_value());
}

// Bytes that end before their time hold no resource but those before.
TEST(MainResource, IsNoneOfWhatIsCutShort) {
  const std::string bytes = EffectsOf({kPayments}).SerializeAsString();
  // Movements and resources come first, `reverses` last.
  const size_t end = bytes.size() - 2;
  for (size_t size = 0; size < end; ++size) {
    EXPECT_FALSE(MainResourceOf(std::string_view(bytes).substr(0, size)));
  }
  EXPECT_TRUE(MainResourceOf(std::string_view(bytes).substr(0, end)));
}

}  // namespace
}  // namespace epiledger::funding
