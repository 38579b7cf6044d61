#include "services/gateway/bulletin_making.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "services/gateway/bulletin/content.h"
#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin_renderings.h"
#include "services/gateway/failure.h"
#include "services/gateway/funding_trace.h"
#include "services/gateway/source.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::DraftBulletinRequest;
using command::v1::DraftBulletinResponse;
using command::v1::IssueBulletinRequest;
using command::v1::PartStatus;
using command::v1::TraceFundingRequest;
using readiness::v1::Bulletin;
using readiness::v1::RecordBulletinRequest;

constexpr char kRecordBulletin[] =
    "/epiledger.readiness.v1.BulletinRecordService/RecordBulletin";

// Names of persons have no place in a bulletin, whoever asks.
constexpr Sight kNoNames = {
    .money = true, .supplies_by_facility = true, .readiness = true};

absl::Time HalfWayTo(absl::Time deadline) {
  const absl::Time now = absl::Now();
  return now + (deadline - now) / 2;
}

bool IsAnswering(const PartStatus& status) {
  return status.state() == PartStatus::STATE_FRESH;
}

// `name` fits: dispatch has checked it.
Question QuestionAbout(const std::string& county) {
  Question question;
  question.county = std::string(rpc::LastSegment(county));
  return question;
}

Question AskedByDraft(const DraftBulletinRequest& request) {
  Question question = QuestionAbout(request.parent());
  question.as_of = request.as_of();
  question.after.assign(request.after().begin(), request.after().end());
  return question;
}

Question AskedByIssue(const IssueBulletinRequest& request) {
  Question question = QuestionAbout(request.parent());
  if (request.has_recorded_time()) {
    *question.as_of.mutable_recorded_time() = request.recorded_time();
  }
  question.after.assign(request.after().begin(), request.after().end());
  return question;
}

absl::Status CheckOnce(const google::protobuf::RepeatedField<int>& values,
                       std::string_view field) {
  std::set<int> seen;
  for (int i = 0; i < values.size(); ++i) {
    if (seen.insert(values[i]).second) continue;
    return rpc::InvalidField(Concat(field, "[", i, "]"), "LISTED_TWICE",
                             {{"found", Concat(values[i])}});
  }
  return absl::OkStatus();
}

Bulletin::Language LanguageOfCaller(const rpc::Caller& caller) {
  return caller.language == rpc::Language::kChinese
             ? Bulletin::LANGUAGE_CHINESE
             : Bulletin::LANGUAGE_ENGLISH;
}

template <typename Enum>
std::vector<Enum> ListOf(const google::protobuf::RepeatedField<int>& values) {
  std::vector<Enum> list;
  for (const int value : values) list.push_back(static_cast<Enum>(value));
  return list;
}

}  // namespace

BulletinMaking::BulletinMaking(const BulletinBackend& backend,
                               const rpc::CallContext& context,
                               std::string token,
                               const DraftBulletinRequest& request,
                               rpc::Respond respond)
    : backend_(backend),
      context_(context),
      token_(std::move(token)),
      trace_deadline_(HalfWayTo(context.deadline)),
      draft_(request),
      respond_(std::move(respond)),
      question_(AskedByDraft(request)),
      bulletin_(request.bulletin()) {}

BulletinMaking::BulletinMaking(const BulletinBackend& backend,
                               const rpc::CallContext& context,
                               std::string token,
                               const IssueBulletinRequest& request,
                               rpc::Respond respond)
    : backend_(backend),
      context_(context),
      token_(std::move(token)),
      trace_deadline_(HalfWayTo(context.deadline)),
      issue_(request),
      respond_(std::move(respond)),
      question_(AskedByIssue(request)),
      bulletin_(request.bulletin()) {}

absl::Status BulletinMaking::Check() const {
  absl::Status status = CheckQuestion(question_);
  if (!status.ok()) return status;
  if (draft_.has_value()) {
    return draft_->format() == Bulletin::FORMAT_DOCX
               ? rpc::InvalidField("format", "DRAFT_IS_TEXT")
               : absl::OkStatus();
  }
  status = CheckOnce(issue_->languages(), "languages");
  return status.ok() ? CheckOnce(issue_->formats(), "formats") : status;
}

void BulletinMaking::Start() {
  if (const absl::Status valid = Check(); !valid.ok()) return End(valid);
  AnswerOverview(
      backend_.command, question_, kNoNames, context_.deadline,
      [self = shared_from_this()](absl::StatusOr<std::string> bytes) {
        if (bytes.ok()) {
          self->TakeOverview(*bytes);
        } else {
          self->End(bytes.status());
        }
      });
}

void BulletinMaking::TakeOverview(const std::string& bytes) {
  if (!overview_.ParseFromString(bytes)) {
    return End(absl::InternalError("an overview that cannot be read"));
  }
  if (!bulletin_.has_bulletin_date()) {
    const CountyFacts facts(overview_, /*traces=*/nullptr);
    const absl::CivilDay day = absl::ToCivilDay(
        absl::FromUnixSeconds(facts.shown_time().seconds()), facts.zone());
    *bulletin_.mutable_bulletin_date() = DateOf(day);
  }
  TraceMoney();
}

int BulletinMaking::DocumentsToTrace() const {
  return std::min(overview_.money().summary().documents_size(),
                  limits::kMaxBulletinTraces);
}

void BulletinMaking::TraceMoney() {
  const auto next = static_cast<int>(traces_.size());
  if (next >= DocumentsToTrace()) return Render();
  if (!IsAnswering(overview_.money().status()) ||
      !IsAnswering(overview_.supplies().status())) {
    traces_.resize(static_cast<size_t>(DocumentsToTrace()));
    return Render();
  }
  std::make_shared<FundingTrace>(
      backend_.command.upstreams, trace_deadline_, TraceRequest(),
      [self = shared_from_this()](const absl::StatusOr<std::string>& bytes) {
        self->TakeTrace(bytes);
      })
      ->Start();
}

// The moment is that of the overview: what was recorded up to its newest entry.
TraceFundingRequest BulletinMaking::TraceRequest() const {
  TraceFundingRequest request;
  request.set_parent(overview_.name());
  request.set_document(overview_.money()
                           .summary()
                           .documents(static_cast<int>(traces_.size()))
                           .name());
  request.set_page_size(limits::kMaxPageSize);
  *request.mutable_as_of()->mutable_recorded_time() =
      question_.as_of.has_recorded_time()
          ? question_.as_of.recorded_time()
          : ToTimestamp(
                std::max(ToTime(overview_.money().status().data_time()),
                         ToTime(overview_.supplies().status().data_time())));
  return request;
}

void BulletinMaking::TakeTrace(const absl::StatusOr<std::string>& bytes) {
  command::v1::TraceFundingResponse trace;
  if (bytes.ok() && trace.ParseFromString(*bytes)) {
    traces_.emplace_back(std::move(trace));
    return TraceMoney();
  }
  // A service went away meanwhile: of the others it would not know either.
  traces_.resize(static_cast<size_t>(DocumentsToTrace()));
  Render();
}

void BulletinMaking::Render() {
  const absl::Status queued =
      backend_.workers->Submit([self = shared_from_this()] {
        if (self->draft_.has_value()) {
          self->Draft();
        } else {
          self->Issue();
        }
      });
  if (!queued.ok()) End(queued);
}

void BulletinMaking::Draft() {
  const CountyFacts facts(overview_, &traces_);
  const Words words(
      LanguageOf(draft_->language() == Bulletin::LANGUAGE_UNSPECIFIED
                     ? LanguageOfCaller(context_.caller)
                     : draft_->language()));
  DraftBulletinResponse response;
  *response.mutable_content() = BulletinContentOf(facts, bulletin_, words);
  response.set_text(
      RenderText(response.content(), draft_->format(), words.language()));
  for (type::v1::BookToken& point : PointsOf(overview_)) {
    *response.add_read_at() = std::move(point);
  }
  std::move(respond_)(response.SerializeAsString());
}

void BulletinMaking::Issue() {
  auto made =
      MakeRenderings(CountyFacts(overview_, &traces_), bulletin_,
                     ChoiceOf(ListOf<Bulletin::Language>(issue_->languages()),
                              ListOf<Bulletin::Format>(issue_->formats())),
                     *backend_.pandoc, backend_.log);
  if (!made.ok()) return End(made.status());
  RecordBulletinRequest request;
  request.set_request_id(issue_->request_id());
  request.set_parent(issue_->parent());
  *request.mutable_bulletin() = issue_->bulletin();
  *request.mutable_languages() = issue_->languages();
  *request.mutable_formats() = issue_->formats();
  if (issue_->has_recorded_time()) {
    *request.mutable_recorded_time() = issue_->recorded_time();
  }
  *request.mutable_made() = *std::move(made);
  Record(request);
}

void BulletinMaking::Record(const RecordBulletinRequest& request) {
  rpc::RawCall call;
  call.token = token_;
  call.accept_language =
      context_.caller.language == rpc::Language::kChinese ? "zh" : "en";
  call.deadline = context_.deadline;
  backend_.command.upstreams[Index(SourceId::kReadiness)]->Forward(
      kRecordBulletin, call, rpc::ToBuffer(request.SerializeAsString()),
      [self = shared_from_this()](UpstreamAnswer answer) {
        if (answer.status.ok()) {
          self->TakeRecorded(rpc::ToBytes(answer.response));
        } else {
          self->End(QuestionError(answer, SourceOf(SourceId::kReadiness).name));
        }
      });
}

void BulletinMaking::TakeRecorded(const std::string& bytes) {
  backend_.on_write(question_.county);
  // {Receipt receipt = 1; Bulletin bulletin = 2;} of both.
  std::move(respond_)(bytes);
}

void BulletinMaking::End(const absl::Status& status) {
  std::move(respond_)(status);
}

}  // namespace epiledger::gateway
