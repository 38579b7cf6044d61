#include "tests/testing/past_reads.h"

#include <memory>

#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"
#include "services/text.h"

namespace epiledger::testing {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::util::MessageDifferencer;

const FieldDescriptor* Field(const Message& message, const char* name) {
  return message.GetDescriptor()->FindFieldByName(name);
}

std::string TextOf(const Message& message, const FieldDescriptor* field) {
  return message.GetReflection()->GetString(message, field);
}

}  // namespace

google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  const int64_t micros = absl::ToUnixMicros(time);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(micros / 1'000'000);
  timestamp.set_nanos(static_cast<int32_t>(micros % 1'000'000 * 1'000));
  return timestamp;
}

PastPoint PickPoint(const EntryTimes& times, bool by_time,
                    std::mt19937& random) {
  PastPoint point;
  point.sequence =
      std::uniform_int_distribution<int64_t>(1, times.head())(random);
  point.data_time = times.TimeOf(point.sequence);
  if (!by_time) {
    point.as_of.set_sequence(point.sequence);
    return point;
  }
  const absl::Time next = point.sequence < times.head()
                              ? times.TimeOf(point.sequence + 1)
                              : point.data_time + absl::Hours(1);
  const int64_t gap = absl::ToInt64Microseconds(next - point.data_time);
  point.by_time = true;
  point.asked_time = point.data_time +
                     absl::Microseconds(std::uniform_int_distribution<int64_t>(
                         0, gap - 1)(random));
  *point.as_of.mutable_recorded_time() = ToTimestamp(point.asked_time);
  return point;
}

PastReads::PastReads(InProcess& service, const type::v1::Receipt& receipt)
    : service_(service) {
  token_.set_book(receipt.book());
  token_.set_incarnation(receipt.incarnation());
}

type::v1::BookToken PastReads::ReadAt(int64_t sequence) const {
  type::v1::BookToken token = token_;
  token.set_sequence(sequence);
  return token;
}

void PastReads::ExpectEqual(std::string_view method, const Message& request,
                            const Message& expected, const Message& found) {
  methods_.emplace(method);
  ++compared_;
  std::string differences;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&differences);
  EXPECT_TRUE(differencer.Compare(expected, found))
      << method << " of " << request.ShortDebugString()
      << " is not as the model has it:\n"
      << differences;
}

void PastReads::ExpectAnswer(
    std::string_view method, const Message& request, const Message& expected,
    const google::protobuf::FieldDescriptor* told_elsewhere) {
  const absl::StatusOr<std::string> bytes =
      service_.CallBytes(method, request, "auditor");
  ASSERT_TRUE(bytes.ok()) << method << " of " << request.ShortDebugString()
                          << ": " << bytes.status();
  const std::unique_ptr<Message> found(expected.New());
  ASSERT_TRUE(found->ParseFromString(*bytes));
  if (told_elsewhere != nullptr) {
    found->GetReflection()->ClearField(found.get(), told_elsewhere);
  }
  ExpectEqual(method, request, expected, *found);
}

void PastReads::ExpectNotFound(std::string_view method,
                               const Message& request) {
  ++compared_;
  const absl::StatusOr<std::string> bytes =
      service_.CallBytes(method, request, "auditor");
  EXPECT_EQ(bytes.status().code(), absl::StatusCode::kNotFound)
      << method << " of " << request.ShortDebugString() << ": "
      << bytes.status();
}

void PastReads::ExpectPages(std::string_view method, const Message& request,
                            const Message& expected) {
  const std::unique_ptr<Message> asked(request.New());
  asked->CopyFrom(request);
  asked->GetReflection()->SetInt32(asked.get(), Field(*asked, "page_size"),
                                   kPageSize);
  const FieldDescriptor* const rows =
      expected.GetDescriptor()->FindFieldByNumber(1);
  const FieldDescriptor* const token = Field(expected, "next_page_token");
  const auto& reflection = *expected.GetReflection();
  const std::unique_ptr<Message> all(expected.New());
  // A page may be short and still have a next one, but not for ever.
  int pages_left = reflection.FieldSize(expected, rows) + 2;
  for (std::string next; pages_left > 0; --pages_left) {
    asked->GetReflection()->SetString(asked.get(), Field(*asked, "page_token"),
                                      next);
    const absl::StatusOr<std::string> bytes =
        service_.CallBytes(method, *asked, "auditor");
    ASSERT_TRUE(bytes.ok()) << method << " of " << asked->ShortDebugString()
                            << ": " << bytes.status();
    const std::unique_ptr<Message> page(expected.New());
    ASSERT_TRUE(page->ParseFromString(*bytes));
    EXPECT_LE(reflection.FieldSize(*page, rows), kPageSize) << method;
    next = TextOf(*page, token);
    reflection.ClearField(page.get(), token);
    for (int i = 0; i < reflection.FieldSize(*page, rows); ++i) {
      reflection.AddMessage(all.get(), rows)
          ->CopyFrom(reflection.GetRepeatedMessage(*page, rows, i));
    }
    // Each page carries the totals of all.
    const std::unique_ptr<Message> rest(page->New());
    rest->CopyFrom(*page);
    reflection.ClearField(rest.get(), rows);
    const std::unique_ptr<Message> totals(expected.New());
    totals->CopyFrom(expected);
    reflection.ClearField(totals.get(), rows);
    ExpectEqual(method, *asked, *totals, *rest);
    if (next.empty()) break;
  }
  EXPECT_GT(pages_left, 0) << method << " has pages without end";
  const std::unique_ptr<Message> only_rows(expected.New());
  for (int i = 0; i < reflection.FieldSize(expected, rows); ++i) {
    reflection.AddMessage(only_rows.get(), rows)
        ->CopyFrom(reflection.GetRepeatedMessage(expected, rows, i));
  }
  ExpectEqual(method, request, *only_rows, *all);
}

void PastReads::ExpectAllCompared(
    const google::protobuf::ServiceDescriptor& service,
    const std::set<std::string>& elsewhere) const {
  int reads = 0;
  for (int i = 0; i < service.method_count(); ++i) {
    const std::string& name = service.method(i)->name();
    const std::string_view view = name;
    if (!view.starts_with("Get") && !view.starts_with("List")) continue;
    ++reads;
    EXPECT_NE(methods_.contains(name), elsewhere.contains(name))
        << service.full_name() << "." << name
        << (elsewhere.contains(name) ? " is compared after all"
                                     : " is compared with no model");
  }
  EXPECT_GT(reads, 0);
}

}  // namespace epiledger::testing
