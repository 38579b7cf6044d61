// What holds of the batch of every write of a service, told of one, and who may
// call it. For tests.
#ifndef EPILEDGER_TESTS_TESTING_BATCHES_H_
#define EPILEDGER_TESTS_TESTING_BATCHES_H_

#include <string>
#include <string_view>
#include <vector>

#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/message.h"
#include "services/rpc/error.h"
#include "services/rpc/method.h"
#include "tests/testing/in_process.h"

namespace epiledger::testing {

// What became of an element: `done`, or the reason why not.
struct BatchAnswer {
  std::string outcome;
  // Of what was done.
  type::v1::Receipt receipt;
  // Of what was not.
  rpc::Error error;

  // Of the error; empty where it has none.
  [[nodiscard]] std::string Figure(const std::string& name) const;
};

[[nodiscard]] std::vector<std::string> OutcomesOf(
    const std::vector<BatchAnswer>& answers);

enum class AllOrNothing { kNo, kYes };

// Calls the batch that is called `name`, in county 990101; where a facility's
// batch, in that of the first request.
std::vector<BatchAnswer> SendBatch(
    InProcess& service, std::string_view name,
    const std::vector<const google::protobuf::Message*>& requests,
    AllOrNothing all, std::string_view subject);

// Two requests of one write, of which the second is not done when it comes
// behind the first.
struct BatchTale {
  std::string_view batch;
  const google::protobuf::Message& done;
  const google::protobuf::Message& refused;
  std::string reason;
  std::string_view subject = "clerk";
};

// All or nothing, the refused one is named, and of the other nothing is left;
// each alone, the one is done, under the id that was not used, and only once.
// What was refused together is refused alone under an id of its own.
void TellOfBatch(InProcess& service, const BatchTale& tale);

// The batch of each write that has one is open to whom the write is open, and
// to nobody else. How many have one.
int ExpectBatchesOpenAsTheirWrites(const rpc::MethodTable& table);

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_BATCHES_H_
