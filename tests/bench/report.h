// Report: figures beside what they are measured against, as lines for people
// and as JSON.
#ifndef EPILEDGER_TESTS_BENCH_REPORT_H_
#define EPILEDGER_TESTS_BENCH_REPORT_H_

#include <string>
#include <vector>

namespace epiledger::bench {

struct Figure {
  std::string name;
  double value = 0;
  std::string unit;
  // Measured in the same run.
  double baseline = 0;
  // What the goal is about: value ÷ baseline, or for a time value − baseline.
  double ratio = 0;
  double goal = 0;
  bool met = false;
};

// A rate: at least `goal` times the baseline.
[[nodiscard]] Figure RateOver(std::string name, double rate, double baseline,
                              double goal);
// A time in milliseconds: at most `allowed` more than the baseline.
[[nodiscard]] Figure TimeOver(std::string name, double time, double baseline,
                              double allowed);

void Print(const std::vector<Figure>& figures);
// False when the file cannot be written.
[[nodiscard]] bool WriteJson(const std::vector<Figure>& figures,
                             const std::string& file);

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_REPORT_H_
