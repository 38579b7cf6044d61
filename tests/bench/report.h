// Report: figures beside what they are measured against, as lines for people
// and as JSON.
#ifndef EPILEDGER_TESTS_BENCH_REPORT_H_
#define EPILEDGER_TESTS_BENCH_REPORT_H_

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace epiledger::bench {

enum class GoalUnit {
  // The ratio is to be at least the goal.
  kTimes,
  // The ratio is to be at most the goal.
  kTimesAtMost,
  // value − baseline is to be at most the goal.
  kMillisecondsAbove,
  // The value itself is to be at most the goal.
  kMilliseconds,
  // The value itself is to be at least the goal.
  kPerSecond,
  // The value itself is to be at most the goal.
  kMegabytes,
  // The value itself is to be at most the goal.
  kAtMost,
  // The value itself is to be at least the goal.
  kPercent,
};

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  // Measured in the same run; nothing where it could not be measured.
  std::optional<double> baseline;
  // value ÷ baseline; nothing without a baseline.
  std::optional<double> ratio;
  // Nothing where nothing is promised.
  std::optional<double> goal;
  GoalUnit goal_unit = GoalUnit::kTimes;
  // Where nothing is promised nothing is missed; a goal that could not be
  // judged is not met.
  bool met = true;
  // Why it could not be judged.
  std::string reason;
};

// A rate: at least `goal` times the baseline.
[[nodiscard]] Figure RateOver(std::string name, double rate, double baseline,
                              std::optional<double> goal);
// A time in milliseconds: at most `allowed` more than the baseline.
[[nodiscard]] Figure TimeOver(std::string name, double time, double baseline,
                              double allowed);
// A time in milliseconds: at most `goal`, whatever else takes how long.
[[nodiscard]] Figure TimeWithin(std::string name, double time,
                                std::optional<double> goal);
// A time in milliseconds: at most `goal` times the baseline, which is the same
// in a smaller book.
[[nodiscard]] Figure TimeGrown(std::string name, double time, double baseline,
                               double goal);
// A rate: at least `goal`, whatever else is done how often.
[[nodiscard]] Figure RateAtLeast(std::string name, double rate,
                                 std::optional<double> goal);
// Memory in megabytes (10^6 bytes): at most `goal`.
[[nodiscard]] Figure SizeWithin(std::string name, double megabytes,
                                std::optional<double> goal);
// So many of something, which has no unit: at most `goal`.
[[nodiscard]] Figure CountWithin(std::string name, double count,
                                 std::optional<double> goal);
// Of a hundred: at least `goal`.
[[nodiscard]] Figure ShareAtLeast(std::string name, double percent,
                                  std::optional<double> goal);
// A rate whose baseline could not be measured for this reason.
[[nodiscard]] Figure RateAlone(std::string name, double rate, double goal,
                               std::string reason);

void Print(const std::vector<Figure>& figures, std::ostream& out);
// False when the file cannot be written.
[[nodiscard]] bool WriteJson(const std::vector<Figure>& figures,
                             const std::string& file);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_REPORT_H_
