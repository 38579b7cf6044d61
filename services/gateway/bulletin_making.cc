#include "services/gateway/bulletin_making.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "services/gateway/bulletin/content.h"
#include "services/gateway/bulletin/figure_text.h"
#include "services/gateway/bulletin_renderings.h"
#include "services/gateway/failure.h"
#include "services/gateway/source.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::DraftBulletinRequest;
using command::v1::DraftBulletinResponse;
using command::v1::IssueBulletinRequest;
using google::protobuf::Message;
using readiness::v1::Bulletin;
using readiness::v1::RecordBulletinRequest;

constexpr char kListFindings[] =
    "/epiledger.readiness.v1.FindingService/ListFindings";
constexpr char kRecordBulletin[] =
    "/epiledger.readiness.v1.BulletinRecordService/RecordBulletin";

// Names of persons have no place in a bulletin, whoever asks.
constexpr Sight kNoNames = {
    .money = true, .supplies_by_facility = true, .readiness = true};

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
    const CountyFacts facts(overview_, /*findings=*/nullptr);
    const absl::CivilDay day = absl::ToCivilDay(
        absl::FromUnixSeconds(facts.shown_time().seconds()), facts.zone());
    *bulletin_.mutable_bulletin_date() = DateOf(day);
  }
  if (overview_.readiness().has_summary() &&
      overview_.readiness().status().state() ==
          command::v1::PartStatus::STATE_FRESH) {
    AskFindings();
  } else {
    Render();
  }
}

void BulletinMaking::AskFindings() {
  const readiness::v1::CountySummary& summary = overview_.readiness().summary();
  readiness::v1::ListFindingsRequest request;
  request.set_parent(overview_.name());
  request.set_page_size(limits::kMaxBulletinFindings);
  request.mutable_as_of()->set_sequence(summary.read_at().sequence());
  *request.mutable_as_of()->mutable_effective_date() = summary.date();
  *request.add_after() = summary.read_at();
  AskReadiness(kListFindings, request, &BulletinMaking::TakeFindings);
}

void BulletinMaking::TakeFindings(const std::string& bytes) {
  if (!findings_.ParseFromString(bytes)) {
    return End(absl::InternalError("findings that cannot be read"));
  }
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
  const CountyFacts facts(overview_, findings());
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
      MakeRenderings(CountyFacts(overview_, findings()), bulletin_,
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
  AskReadiness(kRecordBulletin, request, &BulletinMaking::TakeRecorded);
}

void BulletinMaking::TakeRecorded(const std::string& bytes) {
  backend_.on_write(question_.county);
  // {Receipt receipt = 1; Bulletin bulletin = 2;} of both.
  std::move(respond_)(bytes);
}

const readiness::v1::ListFindingsResponse* BulletinMaking::findings() const {
  return findings_.has_read_at() ? &findings_ : nullptr;
}

void BulletinMaking::AskReadiness(const char* path, const Message& request,
                                  Take take) {
  rpc::RawCall call;
  call.token = token_;
  call.accept_language =
      context_.caller.language == rpc::Language::kChinese ? "zh" : "en";
  call.deadline = context_.deadline;
  backend_.command.upstreams[Index(SourceId::kReadiness)]->Forward(
      path, call, rpc::ToBuffer(request.SerializeAsString()),
      [self = shared_from_this(), take](UpstreamAnswer answer) {
        if (answer.status.ok()) {
          (self.get()->*take)(rpc::ToBytes(answer.response));
        } else {
          self->End(QuestionError(answer, SourceOf(SourceId::kReadiness).name));
        }
      });
}

void BulletinMaking::End(const absl::Status& status) {
  std::move(respond_)(status);
}

}  // namespace epiledger::gateway
