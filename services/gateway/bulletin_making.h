// BulletinMaking: one bulletin on its way: the county's picture, where the
// goods are that its money was ordered for, the renderings, and, where it is
// issued, its entry in readiness' book.
//
// Readiness is told with the token of whoever asks, so that it judges that
// person itself, and the entry is that person's. What comes again under the
// same request id is made again and answered by readiness as at first: it
// compares what the person asked, and not what was made of it.
//
// Lives until it has answered; its steps run one after the other, on threads of
// gRPC and of the worker pool.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_MAKING_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_MAKING_H_

#include <memory>
#include <optional>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/command/v1/bulletin_service.pb.h"
#include "epiledger/command/v1/command.pb.h"
#include "epiledger/readiness/v1/bulletin_record_service.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin_service.h"
#include "services/rpc/caller.h"
#include "services/rpc/method.h"

namespace epiledger::gateway {

class BulletinMaking : public std::enable_shared_from_this<BulletinMaking> {
 public:
  BulletinMaking(const BulletinBackend& backend,
                 const rpc::CallContext& context, std::string token,
                 const command::v1::DraftBulletinRequest& request,
                 rpc::Respond respond);
  BulletinMaking(const BulletinBackend& backend,
                 const rpc::CallContext& context, std::string token,
                 const command::v1::IssueBulletinRequest& request,
                 rpc::Respond respond);

  // Answers once, with
  //   OK                   a DraftBulletinResponse, or an IssueBulletinResponse
  //   INVALID_ARGUMENT     RECORDED_TIME_ONLY, BAD_NAME, DRAFT_IS_TEXT,
  //                        LISTED_TWICE
  //   FAILED_PRECONDITION  NO_DOCX
  //   RESOURCE_EXHAUSTED   BULLETIN_TOO_LONG, OVERLOADED
  //   what AnswerOverview and readiness answer otherwise
  void Start();

 private:
  [[nodiscard]] absl::Status Check() const;
  void TakeOverview(const std::string& bytes);
  // Traces the documents of the overview one after the other, then renders.
  void TraceMoney();
  void TakeTrace(const absl::StatusOr<std::string>& bytes);
  [[nodiscard]] int DocumentsToTrace() const;
  [[nodiscard]] command::v1::TraceFundingRequest TraceRequest() const;
  void Render();
  void Draft();
  void Issue();
  // Tells readiness for the person.
  void Record(const readiness::v1::RecordBulletinRequest& request);
  void TakeRecorded(const std::string& bytes);

  void End(const absl::Status& status);

  const BulletinBackend backend_;
  const rpc::CallContext context_;
  // Of whoever asks.
  const std::string token_;
  // Half of the time there is, so that a slow trace costs the bulletin its rows
  // and not its life.
  const absl::Time trace_deadline_;
  // One of the two.
  const std::optional<command::v1::DraftBulletinRequest> draft_;
  const std::optional<command::v1::IssueBulletinRequest> issue_;
  rpc::Respond respond_;
  Question question_;
  command::v1::Overview overview_;
  MoneyTraces traces_;
  // With its date.
  readiness::v1::Bulletin bulletin_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_MAKING_H_
