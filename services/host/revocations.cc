#include "services/host/revocations.h"

#include <sys/types.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/container/flat_hash_set.h"
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
                                       std::string file)
    : fetch_(std::move(fetch)), tokens_(tokens), file_(std::move(file)) {
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

void RevocationFollower::Ask() {
  const Stopwatch asked;
  const absl::StatusOr<ListRevocationsResponse> list = fetch_();
  if (list.ok() != was_reachable_) {
    was_reachable_ = list.ok();
    if (list.ok()) {
      LogInfo("revoked tokens are known again");
    } else {
      LogError(Concat("revoked tokens cannot be asked for, the last list ",
                      "holds: ", std::string(list.status().message())));
    }
  }
  if (!list.ok()) return;
  Take(*list);
  {
    const absl::MutexLock lock(&mutex_);
    since_ = asked;
  }
  std::string bytes = list->SerializeAsString();
  if (file_.empty() || bytes == kept_) return;
  const absl::Status written = WriteWholeFile(file_, bytes, kFileMode);
  if (!written.ok()) return LogError(std::string(written.message()));
  kept_ = std::move(bytes);
}

void RevocationFollower::Take(const ListRevocationsResponse& list) {
  absl::flat_hash_set<std::string> ids;
  for (const readiness::v1::Revocation& revocation : list.revocations()) {
    ids.insert(revocation.token_id());
  }
  tokens_.SetRevoked(std::move(ids));
}

void RevocationFollower::LoadFile() {
  if (file_.empty()) return;
  const std::ifstream stream(file_, std::ios::binary);
  std::ostringstream bytes;
  bytes << stream.rdbuf();
  ListRevocationsResponse list;
  if (!stream.is_open() || !list.ParseFromString(bytes.str())) return;
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
