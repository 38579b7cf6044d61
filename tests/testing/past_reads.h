// PastReads: asks reads at past points and compares each answer, field by field
// and page by page, with the one a model gives; and says which reads of a
// service were never compared.
#ifndef EPILEDGER_TESTS_TESTING_PAST_READS_H_
#define EPILEDGER_TESTS_TESTING_PAST_READS_H_

#include <cstdint>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "epiledger/type/v1/as_of.pb.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"
#include "tests/testing/in_process.h"

namespace epiledger::testing {

// When each entry of a book was recorded, as a test knows it that moves the
// clock before each write.
class EntryTimes {
 public:
  // The next entry was recorded at `time`.
  void Add(absl::Time time) { times_.push_back(time); }

  [[nodiscard]] int64_t head() const { return std::ssize(times_); }
  // Of an entry, 1 to head().
  [[nodiscard]] absl::Time TimeOf(int64_t sequence) const {
    return times_.at(static_cast<size_t>(sequence - 1));
  }

 private:
  std::vector<absl::Time> times_;
};

// A point on the recorded axis, and how a read asks for it.
struct PastPoint {
  int64_t sequence = 0;
  absl::Time data_time;
  // Of recorded time; otherwise the point is asked for by its sequence.
  bool by_time = false;
  absl::Time asked_time;
  type::v1::AsOf as_of;
};

// A random entry of those known, asked for by sequence or by a random instant
// before the next one.
[[nodiscard]] PastPoint PickPoint(const EntryTimes& times, bool by_time,
                                  std::mt19937& random);

[[nodiscard]] google::protobuf::Timestamp ToTimestamp(absl::Time time);

class PastReads {
 public:
  // Rows of a page in ExpectPages.
  static constexpr int kPageSize = 3;

  // `receipt` is any of the book's; what is read carries its book and
  // incarnation. `service` must outlive this object.
  PastReads(InProcess& service, const type::v1::Receipt& receipt);

  // `read_at` of an answer that shows `sequence`.
  [[nodiscard]] type::v1::BookToken ReadAt(int64_t sequence) const;

  // The method's answer is `expected`, but for a field that another test tells
  // of, where there is one.
  void ExpectAnswer(
      std::string_view method, const google::protobuf::Message& request,
      const google::protobuf::Message& expected,
      const google::protobuf::FieldDescriptor* told_elsewhere = nullptr);
  // There is no such thing at that point.
  void ExpectNotFound(std::string_view method,
                      const google::protobuf::Message& request);
  // The pages of a list, of kPageSize, hold the rows of `expected` (its field
  // 1) in order, and each its other fields.
  void ExpectPages(std::string_view method,
                   const google::protobuf::Message& request,
                   const google::protobuf::Message& expected);

  // Every method of `service` whose name begins with Get or List was compared
  // with an answer. `elsewhere` are those that have no past.
  void ExpectAllCompared(const google::protobuf::ServiceDescriptor& service,
                         const std::set<std::string>& elsewhere = {}) const;

  // How many answers were compared.
  [[nodiscard]] int64_t compared() const { return compared_; }

 private:
  void ExpectEqual(std::string_view method,
                   const google::protobuf::Message& request,
                   const google::protobuf::Message& expected,
                   const google::protobuf::Message& found);

  InProcess& service_;
  type::v1::BookToken token_;
  std::set<std::string, std::less<>> methods_;
  int64_t compared_ = 0;
};

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_PAST_READS_H_
