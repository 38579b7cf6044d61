// The batch of each write is open to whom the write is open, and to nobody
// else.
#include "gtest/gtest.h"
#include "services/funding/funding_service.h"
#include "tests/testing/batches.h"

namespace epiledger::funding {
namespace {

TEST(BatchShape, ABatchIsOpenToWhomItsWriteIsOpen) {
  const rpc::MethodTable table = FundingMethods({});
  int writes = 0;
  for (const rpc::Method& method : table) {
    writes += method.descriptor->input_type()->FindFieldByName("request_id") !=
                      nullptr
                  ? 1
                  : 0;
  }
  EXPECT_EQ(testing::ExpectBatchesOpenAsTheirWrites(table), writes);
  EXPECT_GE(writes, 14);
}

}  // namespace
}  // namespace epiledger::funding
