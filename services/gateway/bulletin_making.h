// BulletinMaking: one bulletin on its way: the county's picture, the findings
// of the same point, the renderings, and, where it is issued, its entry in
// readiness' book.
//
// Readiness is asked with the token of whoever asks, so that it judges that
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
#include "epiledger/command/v1/bulletin_service.pb.h"
#include "epiledger/command/v1/command.pb.h"
#include "epiledger/readiness/v1/bulletin_record_service.pb.h"
#include "epiledger/readiness/v1/finding_service.pb.h"
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
  using Take = void (BulletinMaking::*)(const std::string& bytes);

  [[nodiscard]] absl::Status Check() const;
  void TakeOverview(const std::string& bytes);
  void AskFindings();
  void TakeFindings(const std::string& bytes);
  void Render();
  void Draft();
  void Issue();
  void TakeRecorded(const std::string& bytes);

  // Null where readiness could not be asked for them.
  [[nodiscard]] const readiness::v1::ListFindingsResponse* findings() const;
  // Asks readiness for the person, and hands a good answer on.
  void AskReadiness(const char* path, const google::protobuf::Message& request,
                    Take take);
  void End(const absl::Status& status);

  const BulletinBackend backend_;
  const rpc::CallContext context_;
  // Of whoever asks.
  const std::string token_;
  // One of the two.
  const std::optional<command::v1::DraftBulletinRequest> draft_;
  const std::optional<command::v1::IssueBulletinRequest> issue_;
  rpc::Respond respond_;
  Question question_;
  command::v1::Overview overview_;
  readiness::v1::ListFindingsResponse findings_;
  // With its date.
  readiness::v1::Bulletin bulletin_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_MAKING_H_
