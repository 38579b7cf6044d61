// TellOfBatch: what holds of the batch of every write, told of one. For tests.
#ifndef EPILEDGER_SERVICES_FUNDING_BATCH_FIXTURE_H_
#define EPILEDGER_SERVICES_FUNDING_BATCH_FIXTURE_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "epiledger/type/v1/receipt.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "services/funding/funding_fixture.h"
#include "services/funding/funding_service.h"
#include "services/ledger/verify.h"

namespace epiledger::funding {

using AnyMessage = google::protobuf::Message;

// What became of an element: `done`, or the reason why not.
struct BatchAnswer {
  std::string outcome;
  // Of what was done.
  type::v1::Receipt receipt;
  // Of what was not.
  rpc::Error error;

  [[nodiscard]] std::string Figure(const std::string& name) const {
    const auto found = error.metadata.find(name);
    return found == error.metadata.end() ? "" : found->second;
  }
};

inline std::vector<std::string> OutcomesOf(
    const std::vector<BatchAnswer>& answers) {
  std::vector<std::string> outcomes;
  outcomes.reserve(answers.size());
  for (const BatchAnswer& answer : answers) outcomes.push_back(answer.outcome);
  return outcomes;
}

inline std::unique_ptr<AnyMessage> NewMessage(
    const google::protobuf::Descriptor& descriptor) {
  return std::unique_ptr<AnyMessage>(
      google::protobuf::MessageFactory::generated_factory()
          ->GetPrototype(&descriptor)
          ->New());
}

// A part of a message; the empty one where it is not set.
inline const AnyMessage& PartOf(const AnyMessage& message, const char* field) {
  return message.GetReflection()->GetMessage(
      message, message.GetDescriptor()->FindFieldByName(field));
}

inline BatchAnswer AnswerIn(const AnyMessage& result) {
  BatchAnswer answer;
  const auto* const error = result.GetDescriptor()->FindFieldByName("error");
  if (result.GetReflection()->HasField(result, error)) {
    google::rpc::Status status;
    status.CopyFrom(PartOf(result, "error"));
    answer.error = testing::ErrorOf(status);
    answer.outcome = answer.error.reason;
  } else {
    answer.receipt.CopyFrom(PartOf(PartOf(result, "response"), "receipt"));
    answer.outcome = "done";
  }
  return answer;
}

enum class AllOrNothing { kNo, kYes };

inline const google::protobuf::MethodDescriptor* BatchNamed(
    std::string_view name) {
  for (const rpc::Method& method : FundingMethods({})) {
    if (method.descriptor->name() == name) return method.descriptor;
  }
  ADD_FAILURE() << "no batch " << name;
  return nullptr;
}

// A request of type `descriptor` with these elements.
inline std::unique_ptr<AnyMessage> BatchOf(
    const google::protobuf::Descriptor& descriptor,
    const std::vector<const AnyMessage*>& requests, AllOrNothing all) {
  std::unique_ptr<AnyMessage> batch = NewMessage(descriptor);
  const auto& reflection = *batch->GetReflection();
  reflection.SetString(batch.get(), descriptor.FindFieldByName("parent"),
                       std::string(kCounty));
  reflection.SetBool(batch.get(), descriptor.FindFieldByName("all_or_nothing"),
                     all == AllOrNothing::kYes);
  for (const AnyMessage* request : requests) {
    reflection.AddMessage(batch.get(), descriptor.FindFieldByName("requests"))
        ->CopyFrom(*request);
  }
  return batch;
}

// Calls the batch that is called `name`.
inline std::vector<BatchAnswer> SendBatch(
    FundingFixture& funding, std::string_view name,
    const std::vector<const AnyMessage*>& requests, AllOrNothing all,
    std::string_view subject = "clerk") {
  std::vector<BatchAnswer> answers;
  const auto* const method = BatchNamed(name);
  if (method == nullptr) return answers;
  const auto bytes = funding.service().CallBytes(
      name, *BatchOf(*method->input_type(), requests, all), subject);
  EXPECT_TRUE(bytes.ok()) << bytes.status();
  const auto response = NewMessage(*method->output_type());
  EXPECT_TRUE(response->ParseFromString(bytes.value_or("")));
  const auto& reflection = *response->GetReflection();
  const auto* const results = method->output_type()->FindFieldByName("results");
  for (int i = 0; i < reflection.FieldSize(*response, results); ++i) {
    answers.push_back(
        AnswerIn(reflection.GetRepeatedMessage(*response, results, i)));
  }
  return answers;
}

// Two requests of one write, of which the second is not done when it comes
// behind the first.
struct BatchTale {
  std::string_view batch;
  const AnyMessage& done;
  const AnyMessage& refused;
  std::string reason;
  std::string_view subject = "clerk";
};

// All or nothing: the refused one is named, and of the other nothing is left.
// Whether the refusal was recorded.
inline bool TellTogether(FundingFixture& funding, const BatchTale& tale) {
  const ledger::VerifyReport before = funding.service().Verify();
  const auto answers =
      SendBatch(funding, tale.batch, {&tale.done, &tale.refused},
                AllOrNothing::kYes, tale.subject);
  EXPECT_THAT(OutcomesOf(answers),
              ::testing::ElementsAre("BATCH_REFUSED", tale.reason));
  if (answers.size() != 2) return false;
  const bool is_recorded = !answers[1].error.receipt.empty();
  EXPECT_EQ(answers[0].Figure("element"), "requests[1]");
  EXPECT_EQ(answers[1].Figure("element"), is_recorded ? "requests[1]" : "");
  const ledger::VerifyReport after = funding.service().Verify();
  EXPECT_EQ(after.entries, before.entries + (is_recorded ? 1 : 0));
  EXPECT_EQ(after.balances, before.balances);
  EXPECT_THAT(after.findings, ::testing::IsEmpty());
  return is_recorded;
}

// Each alone: the one is done, under the id that was not used, and only once.
inline void TellAlone(FundingFixture& funding, const BatchTale& tale) {
  const std::vector<const AnyMessage*> requests = {&tale.done, &tale.refused};
  const auto answers =
      SendBatch(funding, tale.batch, requests, AllOrNothing::kNo, tale.subject);
  ASSERT_THAT(OutcomesOf(answers), ::testing::ElementsAre("done", tale.reason));
  EXPECT_FALSE(answers[0].receipt.replayed());
  EXPECT_EQ(answers[1].Figure("element"), "");
  const auto again =
      SendBatch(funding, tale.batch, requests, AllOrNothing::kNo, tale.subject);
  ASSERT_THAT(OutcomesOf(again), ::testing::ElementsAre("done", tale.reason));
  EXPECT_TRUE(again[0].receipt.replayed());
  EXPECT_EQ(again[0].receipt.hash(), answers[0].receipt.hash());
}

// Both. What was refused together is refused alone under an id of its own.
inline void TellOfBatch(FundingFixture& funding, const BatchTale& tale) {
  SCOPED_TRACE(tale.batch);
  const bool is_id_used = TellTogether(funding, tale);
  const std::unique_ptr<AnyMessage> refused(tale.refused.New());
  refused->CopyFrom(tale.refused);
  if (is_id_used) {
    refused->GetReflection()->SetString(
        refused.get(), refused->GetDescriptor()->FindFieldByName("request_id"),
        funding.service().NewId());
  }
  TellAlone(funding,
            {tale.batch, tale.done, *refused, tale.reason, tale.subject});
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_BATCH_FIXTURE_H_
