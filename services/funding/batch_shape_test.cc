// The batch of each write is open to whom the write is open, and to nobody
// else.
#include <algorithm>
#include <string>
#include <vector>

#include "epiledger/auth/v1/access.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/funding/funding_service.h"
#include "services/rpc/batch.h"

namespace epiledger::funding {
namespace {

using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

const auth::v1::Access& AccessOf(const rpc::Method& method) {
  return method.descriptor->options().GetExtension(auth::v1::access);
}

// The batch that carries such requests; null when there is none.
const rpc::Method* BatchOf(const rpc::Method& write,
                           const rpc::MethodTable& table) {
  const auto found = std::find_if(
      table.begin(), table.end(), [&write](const rpc::Method& method) {
        return method.is_batch &&
               method.descriptor->input_type()
                       ->FindFieldByName("requests")
                       ->message_type() == write.descriptor->input_type();
      });
  return found == table.end() ? nullptr : &*found;
}

TEST(BatchShape, ABatchIsOpenToWhomItsWriteIsOpen) {
  const rpc::MethodTable table = FundingMethods({});
  int writes = 0;
  for (const rpc::Method& method : table) {
    const google::protobuf::Descriptor& request =
        *method.descriptor->input_type();
    if (request.FindFieldByName("request_id") == nullptr) continue;
    SCOPED_TRACE(method.descriptor->full_name());
    const rpc::Method* const batch = BatchOf(method, table);
    ASSERT_NE(batch, nullptr);
    EXPECT_TRUE(rpc::CheckBatch(*batch).ok());
    const auth::v1::Access& alone = AccessOf(method);
    const auth::v1::Access& all = AccessOf(*batch);
    EXPECT_THAT(all.roles(), ElementsAreArray(alone.roles()));
    EXPECT_THAT(all.peers(), ElementsAreArray(alone.peers()));
    EXPECT_EQ(all.scope(), alone.scope());
    ASSERT_EQ(alone.fields_size(), 1);
    EXPECT_THAT(all.fields(),
                ElementsAre("parent", "requests." + alone.fields(0)));
    ++writes;
  }
  EXPECT_GE(writes, 14);
}

}  // namespace
}  // namespace epiledger::funding
