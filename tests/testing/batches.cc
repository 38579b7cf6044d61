#include "tests/testing/batches.h"

#include <algorithm>
#include <memory>

#include "epiledger/auth/v1/access.pb.h"
#include "epiledger/type/v1/field.pb.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/rpc/status.pb.h"
#include "gtest/gtest.h"
#include "services/ledger/verify.h"
#include "services/new_message.h"
#include "services/rpc/batch.h"
#include "services/rpc/names.h"

namespace epiledger::testing {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::MethodDescriptor;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;

constexpr char kCounty[] = "counties/990101";

// A part of a message; the empty one where it is not set.
const Message& PartOf(const Message& message, const char* field) {
  return message.GetReflection()->GetMessage(
      message, message.GetDescriptor()->FindFieldByName(field));
}

BatchAnswer AnswerIn(const Message& result) {
  BatchAnswer answer;
  const auto* const error = result.GetDescriptor()->FindFieldByName("error");
  if (result.GetReflection()->HasField(result, error)) {
    google::rpc::Status status;
    status.CopyFrom(PartOf(result, "error"));
    answer.error = ErrorOf(status);
    answer.outcome = answer.error.reason;
  } else {
    answer.receipt.CopyFrom(PartOf(PartOf(result, "response"), "receipt"));
    answer.outcome = "done";
  }
  return answer;
}

// Whose batch it is: of the county, or of the facility of its first element,
// as the rule of the field says.
std::string ParentFor(const FieldDescriptor& field, const Message& element) {
  const std::string& pattern =
      field.options().GetExtension(type::v1::rule).name();
  if (!rpc::PatternHas(pattern, "facility")) return kCounty;
  const auto* own = element.GetDescriptor()->FindFieldByName("parent");
  if (own == nullptr) own = element.GetDescriptor()->FindFieldByName("name");
  const std::string name = element.GetReflection()->GetString(element, own);
  const std::string path = rpc::PathOf(name);
  return rpc::MakeName(
      pattern, {rpc::LastSegment(kCounty), path.substr(0, path.find('/'))});
}

// A request of type `descriptor` with these elements.
std::unique_ptr<Message> RequestWith(const Descriptor& descriptor,
                                     const std::vector<const Message*>& parts,
                                     AllOrNothing all) {
  std::unique_ptr<Message> batch = NewMessage(descriptor);
  const auto& reflection = *batch->GetReflection();
  const FieldDescriptor& parent = *descriptor.FindFieldByName("parent");
  reflection.SetString(batch.get(), &parent, ParentFor(parent, *parts.front()));
  reflection.SetBool(batch.get(), descriptor.FindFieldByName("all_or_nothing"),
                     all == AllOrNothing::kYes);
  for (const Message* part : parts) {
    reflection.AddMessage(batch.get(), descriptor.FindFieldByName("requests"))
        ->CopyFrom(*part);
  }
  return batch;
}

// Whether the refusal was recorded.
bool TellTogether(InProcess& service, const BatchTale& tale) {
  const ledger::VerifyReport before = service.Verify();
  const auto answers =
      SendBatch(service, tale.batch, {&tale.done, &tale.refused},
                AllOrNothing::kYes, tale.subject);
  EXPECT_THAT(OutcomesOf(answers), ElementsAre("BATCH_REFUSED", tale.reason));
  if (answers.size() != 2) return false;
  const bool is_recorded = !answers[1].error.receipt.empty();
  EXPECT_EQ(answers[0].Figure("element"), "requests[1]");
  EXPECT_EQ(answers[1].Figure("element"), is_recorded ? "requests[1]" : "");
  const ledger::VerifyReport after = service.Verify();
  EXPECT_EQ(after.entries, before.entries + (is_recorded ? 1 : 0));
  EXPECT_EQ(after.balances, before.balances);
  EXPECT_THAT(after.findings, ::testing::IsEmpty());
  return is_recorded;
}

void TellAlone(InProcess& service, const BatchTale& tale) {
  const std::vector<const Message*> requests = {&tale.done, &tale.refused};
  const auto answers =
      SendBatch(service, tale.batch, requests, AllOrNothing::kNo, tale.subject);
  ASSERT_THAT(OutcomesOf(answers), ElementsAre("done", tale.reason));
  EXPECT_FALSE(answers[0].receipt.replayed());
  EXPECT_EQ(answers[1].Figure("element"), "");
  const auto again =
      SendBatch(service, tale.batch, requests, AllOrNothing::kNo, tale.subject);
  ASSERT_THAT(OutcomesOf(again), ElementsAre("done", tale.reason));
  EXPECT_TRUE(again[0].receipt.replayed());
  EXPECT_EQ(again[0].receipt.hash(), answers[0].receipt.hash());
}

const auth::v1::Access& AccessOf(const rpc::Method& method) {
  return method.descriptor->options().GetExtension(auth::v1::access);
}

// The write whose requests a batch carries; null when there is none.
const rpc::Method* WriteOf(const rpc::Method& batch,
                           const rpc::MethodTable& table) {
  const Descriptor* const element = batch.descriptor->input_type()
                                        ->FindFieldByName("requests")
                                        ->message_type();
  const auto found = std::find_if(
      table.begin(), table.end(), [element](const rpc::Method& method) {
        return method.descriptor->input_type() == element;
      });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

std::string BatchAnswer::Figure(const std::string& name) const {
  const auto found = error.metadata.find(name);
  return found == error.metadata.end() ? "" : found->second;
}

std::vector<std::string> OutcomesOf(const std::vector<BatchAnswer>& answers) {
  std::vector<std::string> outcomes;
  outcomes.reserve(answers.size());
  for (const BatchAnswer& answer : answers) outcomes.push_back(answer.outcome);
  return outcomes;
}

std::vector<BatchAnswer> SendBatch(InProcess& service, std::string_view name,
                                   const std::vector<const Message*>& requests,
                                   AllOrNothing all, std::string_view subject) {
  std::vector<BatchAnswer> answers;
  const MethodDescriptor* const method = service.Find(name);
  if (method == nullptr) {
    ADD_FAILURE() << "no batch " << name;
    return answers;
  }
  const auto bytes = service.CallBytes(
      name, *RequestWith(*method->input_type(), requests, all), subject);
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

void TellOfBatch(InProcess& service, const BatchTale& tale) {
  SCOPED_TRACE(tale.batch);
  const bool is_id_used = TellTogether(service, tale);
  const std::unique_ptr<Message> refused(tale.refused.New());
  refused->CopyFrom(tale.refused);
  if (is_id_used) {
    refused->GetReflection()->SetString(
        refused.get(), refused->GetDescriptor()->FindFieldByName("request_id"),
        service.NewId());
  }
  TellAlone(service,
            {tale.batch, tale.done, *refused, tale.reason, tale.subject});
}

int ExpectBatchesOpenAsTheirWrites(const rpc::MethodTable& table) {
  int batches = 0;
  for (const rpc::Method& batch : table) {
    if (!batch.is_batch) continue;
    SCOPED_TRACE(batch.descriptor->full_name());
    EXPECT_TRUE(rpc::CheckBatch(batch).ok());
    const rpc::Method* const write = WriteOf(batch, table);
    if (write == nullptr) {
      ADD_FAILURE() << "a batch of no write";
      continue;
    }
    const auth::v1::Access& alone = AccessOf(*write);
    const auth::v1::Access& all = AccessOf(batch);
    EXPECT_THAT(all.roles(), ElementsAreArray(alone.roles()));
    EXPECT_THAT(all.peers(), ElementsAreArray(alone.peers()));
    EXPECT_EQ(all.scope(), alone.scope());
    EXPECT_EQ(alone.fields_size(), 1);
    EXPECT_THAT(all.fields(),
                ElementsAre("parent", "requests." + alone.fields(0)));
    ++batches;
  }
  return batches;
}

}  // namespace epiledger::testing
