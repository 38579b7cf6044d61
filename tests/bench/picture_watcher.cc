#include "tests/bench/picture_watcher.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <utility>

#include "absl/time/clock.h"
#include "epiledger/command/v1/command.pb.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "services/rpc/channel.h"
#include "services/text.h"

namespace epiledger::bench {
namespace {

using command::v1::Overview;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

constexpr absl::Duration kSeenSoon = absl::Minutes(1);
// By source.
constexpr std::array<int, gateway::kSourceCount> kPartFields = {
    Overview::kMoneyFieldNumber, Overview::kSuppliesFieldNumber,
    Overview::kReadinessFieldNumber};

std::shared_ptr<grpc::Channel> ConnectTo(gateway::GatewayFixture& fixture) {
  rpc::ChannelOptions people;
  people.target = Concat("127.0.0.1:", fixture.gateway().port());
  people.tls = fixture.pki().NoCertificate();
  people.own_connection = true;
  return OrDie(rpc::OpenChannel(people));
}

std::string WatchRequest() {
  command::v1::WatchOverviewRequest request;
  request.set_name("counties/990101");
  return request.SerializeAsString();
}

rpc::CallSettings ForAnHour(const std::string& token) {
  rpc::CallSettings settings;
  settings.token = token;
  settings.timeout = absl::Minutes(59);
  return settings;
}

// The length of the field that begins here, and its number.
std::pair<int, uint32_t> ReadHead(CodedInputStream& in) {
  const int number = WireFormatLite::GetTagFieldNumber(in.ReadTag());
  uint32_t length = 0;
  (void)in.ReadVarint32(&length);
  return {number, length};
}

// Of a part, whose first field is its status.
int64_t ReadSequence(CodedInputStream& in) {
  const auto [number, length] = ReadHead(in);
  std::string bytes;
  command::v1::PartStatus status;
  if (number != 1 || !in.ReadString(&bytes, static_cast<int>(length)) ||
      !status.ParseFromString(bytes)) {
    return 0;
  }
  return status.read_at().sequence();
}

}  // namespace

Shown ShownBy(std::string_view overview) {
  Shown shown = {};
  CodedInputStream in(reinterpret_cast<const uint8_t*>(overview.data()),
                      static_cast<int>(overview.size()));
  while (in.CurrentPosition() < static_cast<int>(overview.size())) {
    const auto [number, length] = ReadHead(in);
    const int end = in.CurrentPosition() + static_cast<int>(length);
    for (size_t i = 0; i < kPartFields.size(); ++i) {
      if (kPartFields[i] == number) shown[i] = ReadSequence(in);
    }
    if (!in.Skip(end - in.CurrentPosition())) break;
  }
  return shown;
}

PictureWatcher::PictureWatcher(PictureCounty& county)
    : stream_(ConnectTo(county.fixture()),
              "/epiledger.command.v1.HeadquartersService/WatchOverview",
              WatchRequest(), ForAnHour(county.headquarters())),
      thread_([this] { Read(); }) {}

PictureWatcher::~PictureWatcher() {
  {
    const absl::MutexLock lock(&mutex_);
    is_stopping_ = true;
  }
  stream_.Cancel();
  thread_.join();
  (void)stream_.Finish();
}

void PictureWatcher::Read() {
  while (const std::optional<std::string> overview = stream_.Read()) {
    const absl::Time now = absl::Now();
    const Shown shown = ShownBy(*overview);
    const absl::MutexLock lock(&mutex_);
    for (size_t i = 0; i < shown.size(); ++i) seen_[i].emplace(shown[i], now);
  }
  const absl::MutexLock lock(&mutex_);
  if (is_stopping_) return;
  (void)std::fprintf(stderr, "the watched picture ended\n");
  std::abort();
}

bool PictureWatcher::IsOver(Wait* wait) {
  wait->watcher->mutex_.AssertHeld();
  const auto& seen = wait->watcher->seen_[gateway::Index(wait->source)];
  return seen.lower_bound(wait->sequence) != seen.end();
}

absl::Time PictureWatcher::SeenAt(gateway::SourceId source, int64_t sequence) {
  Wait wait{source, sequence, this};
  const absl::MutexLock lock(&mutex_);
  if (!mutex_.AwaitWithTimeout(absl::Condition(&IsOver, &wait), kSeenSoon)) {
    (void)std::fprintf(stderr, "a write is not seen\n");
    std::abort();
  }
  return seen_[gateway::Index(source)].lower_bound(sequence)->second;
}

}  // namespace epiledger::bench
