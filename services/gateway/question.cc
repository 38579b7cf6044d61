#include "services/gateway/question.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "services/gateway/failure.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using google::protobuf::Message;
using type::v1::AsOf;
using type::v1::BookToken;

bool IsAboutThePast(const AsOf& as_of) {
  return as_of.effective_case() != AsOf::EFFECTIVE_NOT_SET ||
         as_of.recorded_case() != AsOf::RECORDED_NOT_SET;
}

std::optional<SourceId> SourceOfToken(const Question& question,
                                      const BookToken& token) {
  const auto parts = rpc::MatchName(rpc::kBookName, token.book());
  if (!parts.has_value() || parts->Get("county") != question.county) {
    return std::nullopt;
  }
  return FindSource(parts->Get("book"));
}

bool Includes(const Part& part, SourceId source, const Question& question) {
  const std::vector<BookToken> tokens = TokensOf(question, source);
  if (tokens.empty()) return true;
  if (part.summary == nullptr) return false;
  const BookToken read_at = SourceOf(source).head(*part.summary).read_at;
  return std::ranges::all_of(tokens, [&](const BookToken& token) {
    return read_at.incarnation() == token.incarnation() &&
           read_at.sequence() >= token.sequence();
  });
}

// Collects the answers of the services asked and hands them on with the last.
// Thread-safe.
class Gathering {
 public:
  Gathering(std::string county, Parts parts, size_t missing, TakeParts take)
      : county_(std::move(county)),
        take_(std::move(take)),
        parts_(std::move(parts)),
        missing_(missing) {}

  void Add(SourceId source, const UpstreamAnswer& answer,
           absl::Time feed_time) {
    absl::StatusOr<Part> part = PartOf(source, answer, feed_time);
    {
      const absl::MutexLock lock(&mutex_);
      if (part.ok()) {
        parts_[Index(source)] = *std::move(part);
      } else if (absl::IsNotFound(part.status())) {
        parts_[Index(source)] = {};
      } else if (status_.ok()) {
        status_ = part.status();
      }
      if (--missing_ > 0) return;
    }
    std::move(take_)(Result());
  }

 private:
  static absl::StatusOr<Part> PartOf(SourceId source,
                                     const UpstreamAnswer& answer,
                                     absl::Time feed_time) {
    if (!answer.status.ok()) {
      return QuestionError(answer, SourceOf(source).name);
    }
    std::unique_ptr<Message> summary = SourceOf(source).make_summary();
    if (!rpc::Parse(answer.response, *summary)) {
      return absl::InternalError(
          Concat(SourceOf(source).name, " sent a summary that cannot be read"));
    }
    return SourceOf(source).take({}, std::move(summary), feed_time).value();
  }

  absl::StatusOr<Parts> Result() {
    const absl::MutexLock lock(&mutex_);
    if (!status_.ok()) return status_;
    const bool is_known = std::ranges::any_of(
        parts_, [](const Part& part) { return part.summary != nullptr; });
    if (!is_known) return CountyNotFound(county_);
    return parts_;
  }

  const std::string county_;
  absl::Mutex mutex_;
  TakeParts take_;
  Parts parts_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  size_t missing_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::vector<BookToken> TokensOf(const Question& question, SourceId source) {
  std::vector<BookToken> tokens;
  for (const BookToken& token : question.after) {
    if (SourceOfToken(question, token) == source) tokens.push_back(token);
  }
  return tokens;
}

absl::Status CheckQuestion(const Question& question) {
  const AsOf& as_of = question.as_of;
  if (as_of.effective_case() != AsOf::EFFECTIVE_NOT_SET ||
      as_of.recorded_case() == AsOf::kSequence) {
    return rpc::InvalidField("as_of", "RECORDED_TIME_ONLY");
  }
  for (size_t i = 0; i < question.after.size(); ++i) {
    const BookToken& token = question.after[i];
    if (SourceOfToken(question, token).has_value()) continue;
    return rpc::InvalidField(
        Concat("after[", i, "].book"), "BAD_NAME",
        {{"found", rpc::Excerpt(token.book())},
         {"pattern", Concat("counties/", question.county, "/books/funding")}});
  }
  return absl::OkStatus();
}

std::vector<SourceId> SourcesToAsk(const Question& question,
                                   const Parts& parts) {
  if (IsAboutThePast(question.as_of)) {
    return {kSourceIds.begin(), kSourceIds.end()};
  }
  std::vector<SourceId> sources;
  for (const SourceId source : kSourceIds) {
    if (!Includes(parts[Index(source)], source, question)) {
      sources.push_back(source);
    }
  }
  return sources;
}

void AskServices(const Upstreams& upstreams, const Question& question,
                 const std::vector<SourceId>& sources, Parts parts,
                 absl::Time deadline, const Clock& clock, TakeParts take) {
  auto gathering = std::make_shared<Gathering>(
      question.county, std::move(parts), sources.size(), std::move(take));
  for (const SourceId source : sources) {
    SummaryQuestion asked{Concat("counties/", question.county), question.as_of,
                          TokensOf(question, source)};
    const std::unique_ptr<Message> request =
        SourceOf(source).make_request(asked);
    upstreams[Index(source)]->Ask(
        std::string(SourceOf(source).summary_path), *request, deadline,
        [gathering, source, feed_time = clock.Now()](UpstreamAnswer answer) {
          gathering->Add(source, answer, feed_time);
        });
  }
}

absl::Status CountyNotFound(const std::string& county) {
  rpc::Error error;
  error.code = absl::StatusCode::kNotFound;
  error.reason = "BOOK_NOT_FOUND";
  error.metadata["detail"] = "counties/" + county;
  return rpc::ToStatus(error);
}

}  // namespace epiledger::gateway
