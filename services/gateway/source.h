// Sources: the services whose summaries make the picture of a county, a table
// with one row each.
#ifndef EPILEDGER_SERVICES_GATEWAY_SOURCE_H_
#define EPILEDGER_SERVICES_GATEWAY_SOURCE_H_

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "epiledger/type/v1/as_of.pb.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/message.h"
#include "google/protobuf/timestamp.pb.h"

namespace epiledger::gateway {

// An index of kSources and of every array of parts.
enum class SourceId : size_t { kFunding, kSupplies, kReadiness };

inline constexpr size_t kSourceCount = 3;
inline constexpr std::array<SourceId, kSourceCount> kSourceIds = {
    SourceId::kFunding, SourceId::kSupplies, SourceId::kReadiness};

[[nodiscard]] constexpr size_t Index(SourceId id) {
  return static_cast<size_t>(id);
}

// What is asked of a service about a county.
struct SummaryQuestion {
  // `counties/{county}`.
  std::string name;
  type::v1::AsOf as_of;
  // Points in that service's book.
  std::vector<type::v1::BookToken> after;
  // The summary that is kept, for a service that says what differs from it;
  // null: all is asked for.
  const google::protobuf::Message* kept = nullptr;
};

// What every summary begins with.
struct SummaryHead {
  type::v1::BookToken read_at;
  google::protobuf::Timestamp data_time;
};

struct Part;

struct Source {
  // `funding`, as in the names of its books.
  std::string_view name;
  // `/epiledger.funding.v1.FundingService/GetCountySummary`.
  std::string_view summary_path;
  // Figures that change with time alone are asked for again after this long.
  absl::Duration refresh;
  std::unique_ptr<google::protobuf::Message> (*make_request)(
      const SummaryQuestion& question);
  std::unique_ptr<google::protobuf::Message> (*make_summary)();
  SummaryHead (*head)(const google::protobuf::Message& summary);
  // The part that a summary makes which was asked for at `feed_time`, with what
  // it left out as the same in `kept`, which it was asked with and may be
  // empty. Nothing where it is of what differs from another one.
  std::optional<Part> (*take)(
      const Part& kept, std::unique_ptr<google::protobuf::Message> summary,
      absl::Time feed_time);
};

[[nodiscard]] const Source& SourceOf(SourceId id);

// The source called `name`, or nothing.
[[nodiscard]] std::optional<SourceId> FindSource(std::string_view name);

// The source whose book or access book `book` is, `counties/{county}/books/…`;
// nothing when the name is none, or of no service.
[[nodiscard]] std::optional<SourceId> SourceOfBook(std::string_view book);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_SOURCE_H_
