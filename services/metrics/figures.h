// Figures: the numbers an operator needs first, one row each. Docs, alert rules
// and dashboard name them as this table does.
#ifndef EPILEDGER_SERVICES_METRICS_FIGURES_H_
#define EPILEDGER_SERVICES_METRICS_FIGURES_H_

#include <cstddef>
#include <string_view>

namespace epiledger::metrics {

enum class Figure {
  kReady,
  kCallSeconds,
  kCallsRefused,
  kWrites,
  kCommitSeconds,
  kWritesWaiting,
  kSourceAge,
  kDiskFree,
  kCertificateLeft,
  kTokenKeyAge,
  kBackupAge,
  kRevocationsLost,
};

// What Prometheus makes of it.
enum class Kind { kCounter, kGauge, kHistogram };

struct FigureText {
  Figure figure;
  std::string_view name;
  Kind kind;
  // The name of its one label; empty where it has none.
  std::string_view label;
  std::string_view help;
};

inline constexpr FigureText kFigures[] = {
    {Figure::kReady, "epiledger_ready", Kind::kGauge, "",
     "1 while the process takes calls and its store answers, otherwise 0."},
    {Figure::kCallSeconds, "epiledger_call_seconds", Kind::kHistogram, "kind",
     "Seconds from the arrival of a call to its answer; streams left out."},
    {Figure::kCallsRefused, "epiledger_calls_refused_total", Kind::kCounter,
     "class", "Calls and parts of batches answered with an error, by class."},
    {Figure::kWrites, "epiledger_writes_total", Kind::kCounter, "outcome",
     "Commands that a book was asked to decide, by what became of them."},
    {Figure::kCommitSeconds, "epiledger_commit_seconds", Kind::kHistogram, "",
     "Seconds from a command's way into the queue until it was durable."},
    {Figure::kWritesWaiting, "epiledger_writes_waiting", Kind::kGauge, "",
     "Commands in the queues of all books that no transaction has begun with."},
    {Figure::kSourceAge, "epiledger_source_age_seconds", Kind::kGauge, "source",
     "Seconds since all that a followed service had was known here."},
    {Figure::kDiskFree, "epiledger_disk_free_bytes", Kind::kGauge, "",
     "Bytes that may still be written where the process keeps its data."},
    {Figure::kCertificateLeft, "epiledger_certificate_left_seconds",
     Kind::kGauge, "certificate",
     "Seconds until the first certificate of a file ends; 0 where it cannot be "
     "used."},
    {Figure::kTokenKeyAge, "epiledger_token_key_age_seconds", Kind::kGauge, "",
     "Seconds since the newest public key of tokens was made."},
    {Figure::kBackupAge, "epiledger_backup_age_seconds", Kind::kGauge, "",
     "Seconds since the oldest entry was recorded that no backup has; 0 where "
     "each is in one."},
    {Figure::kRevocationsLost, "epiledger_revocations_lost", Kind::kGauge, "",
     "Tokens held for revoked here that readiness does not list."},
};

// The row of a figure.
[[nodiscard]] constexpr const FigureText& TextOf(Figure figure) {
  return kFigures[static_cast<size_t>(figure)];
}

}  // namespace epiledger::metrics

#endif  // EPILEDGER_SERVICES_METRICS_FIGURES_H_
