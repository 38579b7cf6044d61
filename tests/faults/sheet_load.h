// SheetLoad: some writers that send sheets at once, and write down on disk what
// they are about to send and what they were told.
//
// Threads: one starts and stops it.
#ifndef EPILEDGER_TESTS_FAULTS_SHEET_LOAD_H_
#define EPILEDGER_TESTS_FAULTS_SHEET_LOAD_H_

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "tests/faults/funding_client.h"
#include "tests/faults/history.h"
#include "tests/faults/sheet.h"

namespace epiledger::faults {

// Writers of a load, and how many of their sheets are unanswered soon.
inline constexpr int kSheetWriters = 12;
inline constexpr int kLeastSheetsInFlight = 6;

// A sheet and the answers to it.
struct SentSheet {
  Sheet sheet;
  std::vector<Answer> answers;
};

class SheetLoad {
 public:
  // All must outlive the load.
  SheetLoad(FundingClient& client, ClientHistory& history, SheetSource& source);
  ~SheetLoad();

  // Sheets that were begun and are not answered; sheets that were answered.
  [[nodiscard]] int in_flight() const { return in_flight_; }
  [[nodiscard]] int64_t answered() const { return answered_; }

  // Begins no sheet until Resume() or Stop().
  void Pause() { paused_ = true; }
  void Resume() { paused_ = false; }
  // Begins nothing new and waits for the writers.
  void Stop();

  // After Stop: what was decided, and what was not or was left open.
  [[nodiscard]] std::vector<SentSheet> decided() const
      ABSL_LOCKS_EXCLUDED(mutex_);
  [[nodiscard]] std::vector<SentSheet> open() const ABSL_LOCKS_EXCLUDED(mutex_);
  // The first failure to write the history.
  [[nodiscard]] absl::Status status() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Write(int writer) ABSL_LOCKS_EXCLUDED(mutex_);
  // False when the sheet stayed open: its writer ends there.
  absl::StatusOr<bool> SendOne(int writer) ABSL_LOCKS_EXCLUDED(mutex_);

  FundingClient& client_;
  ClientHistory& history_;
  SheetSource& source_;
  std::atomic<bool> stopping_ = false;
  std::atomic<bool> paused_ = false;
  std::atomic<int> in_flight_ = 0;
  std::atomic<int64_t> answered_ = 0;
  mutable absl::Mutex mutex_;
  std::vector<SentSheet> decided_ ABSL_GUARDED_BY(mutex_);
  std::vector<SentSheet> open_ ABSL_GUARDED_BY(mutex_);
  absl::Status status_ ABSL_GUARDED_BY(mutex_);
  std::vector<std::thread> writers_;
};

// Writes down what was acknowledged of a sheet.
absl::Status NoteAnswers(const SentSheet& sent, ClientHistory& history);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_SHEET_LOAD_H_
