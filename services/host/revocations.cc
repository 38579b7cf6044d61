#include "services/host/revocations.h"

#include <sys/types.h>

#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

#include "epiledger/readiness/v1/register_service.grpc.pb.h"
#include "services/host/log.h"
#include "services/host/whole_file.h"
#include "services/limits.h"
#include "services/rpc/channel.h"
#include "services/rpc/status.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

using readiness::v1::ListRevocationsRequest;
using readiness::v1::ListRevocationsResponse;
using readiness::v1::RegisterService;

constexpr mode_t kFileMode = 0600;

}  // namespace

RevocationFollower::RevocationFollower(Fetch fetch, rpc::TokenVerifier& tokens,
                                       const Clock& clock, std::string file)
    : fetch_(std::move(fetch)),
      tokens_(tokens),
      clock_(clock),
      file_(std::move(file)) {
  LoadFile();
  Ask();
  thread_ = std::thread([this] { Run(); });
}

RevocationFollower::~RevocationFollower() {
  {
    const absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
  }
  wait_.End();
  thread_.join();
}

void RevocationFollower::AskSoon() { wait_.End(); }

void RevocationFollower::Run() {
  while (true) {
    wait_.For(limits::kRevocationPoll);
    {
      const absl::MutexLock lock(&mutex_);
      if (is_stopping_) return;
    }
    Ask();
  }
}

absl::Duration RevocationFollower::Age() const {
  const absl::MutexLock lock(&mutex_);
  return since_.Elapsed();
}

int64_t RevocationFollower::Lost() const {
  const absl::MutexLock lock(&mutex_);
  return known_.lost();
}

void RevocationFollower::AddTo(ListRevocationsResponse& list) const {
  const absl::MutexLock lock(&mutex_);
  known_.AddTo(list, clock_.Now());
}

void RevocationFollower::AddFigures(metrics::Readings& readings) const {
  readings.AddAge(Age(), "revocations");
  readings.AddCount(metrics::Figure::kRevocationsLost, Lost());
}

void RevocationFollower::Ask() {
  const Stopwatch asked;
  const absl::StatusOr<ListRevocationsResponse> list = fetch_();
  NoteAnswer(list.status());
  if (!list.ok()) return;
  Take(*list);
  {
    const absl::MutexLock lock(&mutex_);
    since_ = asked;
  }
  Keep();
}

void RevocationFollower::NoteAnswer(const absl::Status& status) {
  if (status.ok() == was_reachable_) return;
  was_reachable_ = status.ok();
  if (status.ok()) return LogInfo("revoked tokens are known again");
  LogError(Concat("revoked tokens cannot be asked for, the last list holds: ",
                  std::string(status.message())));
}

void RevocationFollower::Take(const ListRevocationsResponse& list) {
  std::vector<std::string> missed;
  {
    const absl::MutexLock lock(&mutex_);
    missed = known_.Take(list, clock_.Now());
    tokens_.SetRevoked(known_.Ids());
  }
  for (const std::string& id : missed) {
    LogError(Concat("readiness lists this revoked token no more, which stays ",
                    "revoked here: ", id));
  }
}

void RevocationFollower::Keep() {
  if (file_.empty()) return;
  std::string bytes;
  {
    const absl::MutexLock lock(&mutex_);
    bytes = known_.List().SerializeAsString();
  }
  if (bytes == kept_) return;
  const absl::Status written = WriteWholeFile(file_, bytes, kFileMode);
  if (!written.ok()) return LogError(std::string(written.message()));
  kept_ = std::move(bytes);
}

void RevocationFollower::LoadFile() {
  if (file_.empty()) return;
  const std::ifstream stream(file_, std::ios::binary);
  if (!stream.is_open()) return;
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  ListRevocationsResponse list;
  if (!list.ParseFromString(bytes.str())) {
    return LogError(Concat(file_, " is no list of revoked tokens"));
  }
  kept_ = bytes.str();
  Take(list);
}

RevocationFollower::Fetch AskReadiness(
    const std::shared_ptr<grpc::Channel>& channel) {
  const std::shared_ptr<RegisterService::Stub> stub =
      RegisterService::NewStub(channel);
  return [stub]() -> absl::StatusOr<ListRevocationsResponse> {
    grpc::ClientContext context;
    rpc::CallSettings settings;
    settings.timeout = limits::kRevocationTimeout;
    rpc::Prepare(settings, context);
    ListRevocationsResponse response;
    const grpc::Status status =
        stub->ListRevocations(&context, ListRevocationsRequest(), &response);
    if (!status.ok()) return rpc::WithoutDetails(status);
    return response;
  };
}

}  // namespace epiledger::host
