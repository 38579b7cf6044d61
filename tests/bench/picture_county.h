// PictureCounty: a county as large as the promises about headquarters' picture
// speak of, in three real services behind a real gateway, all in this process.
//
// Each facility has a store with a line of every item, counted on days spread
// over the time it is kept; a daily report; a plan; an inspection with two open
// findings; and a request that nobody answered. Every seventh item runs short.
// Time is the fixture's: it stands still but for LetTimePass().
#ifndef EPILEDGER_TESTS_BENCH_PICTURE_COUNTY_H_
#define EPILEDGER_TESTS_BENCH_PICTURE_COUNTY_H_

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "epiledger/readiness/v1/readiness_service.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "epiledger/type/v1/receipt.pb.h"
#include "google/protobuf/message.h"
#include "grpcpp/channel.h"
#include "services/gateway/gateway_fixture.h"
#include "tests/bench/served_store.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::bench {

struct PictureCountySize {
  int facilities = 300;
  int items = 100;
  // Reports of each facility, one a day. Today's are still to come.
  int days = 30;
  // On so many of these days all stores are counted, the last day among them.
  int counts = 10;
};

// Stops the program when a call fails. Threads: writes may come from any.
class PictureCounty {
 public:
  PictureCounty(Engine engine, const PictureCountySize& size);

  // Seconds from the gateway's start until it shows all of the county.
  [[nodiscard]] double ready_seconds() const { return ready_seconds_; }
  [[nodiscard]] gateway::GatewayFixture& fixture() { return fixture_; }
  [[nodiscard]] const PictureCountySize& size() const { return size_; }
  [[nodiscard]] const std::string& headquarters() const {
    return headquarters_;
  }
  // Of a service, as --store.
  [[nodiscard]] const std::string& store(gateway::SourceId source) const {
    return stores_[gateway::Index(source)];
  }
  // A token holds for an hour, and what is measured may take longer. Nobody is
  // to call meanwhile.
  void SignInAgain() { headquarters_ = fixture_.HeadquartersToken(); }
  // The fixture's clock goes on by what really passed since the last time.
  void LetTimePass();

  // Writes through the gateway, and where each stands in its book: a payment, a
  // facility's report of today, a count of all lines of a facility's store.
  type::v1::Receipt Pay();
  type::v1::Receipt Report(int facility);
  type::v1::Receipt Count(int facility);

  // Calls through the gateway; the bytes of the answer.
  std::string AskGateway(const std::string& path,
                         const google::protobuf::Message& request,
                         const std::string& token);
  // A facility's own people, by the clock; they count and report.
  [[nodiscard]] std::string ClerkOf(int facility);
  [[nodiscard]] static std::string FacilityName(int facility);
  // A request id that was never used.
  [[nodiscard]] std::string NewId();

  // The overview as the gateway sends it.
  [[nodiscard]] std::string OverviewBytes();

 private:
  void MakeRegister();
  void MakeGoods();
  void MakeFindings();
  void MakeRequests();
  void LiveThrough();
  void AwaitPicture();

  [[nodiscard]] readiness::v1::SubmitReportRequest ReportOf(int facility);
  [[nodiscard]] supplies::v1::CreateCountRequest CountOf(int facility);
  // The services' ports behind the gateway, with which the county is made.
  void ConnectToServices();
  std::string Ask(grpc::Channel& channel, const std::string& path,
                  const std::string& request, const std::string& token);
  template <typename Request>
  void Write(gateway::SourceId source, const std::string& path,
             const std::string& fields, const std::string& token);
  // Does it for every facility, many at a time.
  void ForEachFacility(const std::function<void(int)>& act) const;

  const PictureCountySize size_;
  const testing::TemporaryDirectory folder_;
  const std::array<std::string, gateway::kSourceCount> stores_;
  gateway::GatewayFixture fixture_;
  std::array<std::shared_ptr<grpc::Channel>, gateway::kSourceCount> direct_;
  absl::Mutex mutex_;
  absl::Time looked_at_ ABSL_GUARDED_BY(mutex_);
  std::string headquarters_;
  // How often each store was counted.
  std::vector<std::atomic<int64_t>> counted_;
  std::atomic<int64_t> next_id_ = 0;
  double ready_seconds_ = 0;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_PICTURE_COUNTY_H_
