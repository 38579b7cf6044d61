#include "tests/bench/report.h"

#include <fstream>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

namespace epiledger::bench {
namespace {

std::string JsonText(const std::string& text) {
  return "\"" + absl::StrReplaceAll(text, {{"\\", "\\\\"}, {"\"", "\\\""}}) +
         "\"";
}

std::string JsonNumber(std::optional<double> number) {
  return number ? absl::StrFormat("%.6g", *number) : "null";
}

std::string GoalUnitJson(const Figure& figure) {
  if (!figure.goal) return "null";
  switch (figure.goal_unit) {
    case GoalUnit::kTimes:
      return "\"times the baseline\"";
    case GoalUnit::kTimesAtMost:
      return "\"times the baseline at most\"";
    case GoalUnit::kMillisecondsAbove:
      return "\"ms above the baseline\"";
    case GoalUnit::kMilliseconds:
      return "\"ms\"";
    case GoalUnit::kPerSecond:
      return "\"/s\"";
    case GoalUnit::kMegabytes:
      return "\"MB\"";
    case GoalUnit::kAtMost:
      return "\"at most\"";
    case GoalUnit::kPercent:
      return "\"%\"";
  }
  return "null";
}

std::string Json(const Figure& figure) {
  return absl::StrFormat(
      "  {\"name\": %s, \"value\": %s, \"unit\": %s, \"baseline\": %s, "
      "\"ratio\": %s, \"goal\": %s, \"goal_unit\": %s, \"met\": %s, "
      "\"reason\": %s}",
      JsonText(figure.name), JsonNumber(figure.value), JsonText(figure.unit),
      JsonNumber(figure.baseline), JsonNumber(figure.ratio),
      JsonNumber(figure.goal), GoalUnitJson(figure),
      figure.met ? "true" : "false",
      figure.reason.empty() ? "null" : JsonText(figure.reason));
}

std::string Rounded(std::optional<double> number, int digits) {
  return number ? absl::StrFormat("%.*g", digits, *number) : "-";
}

std::string Verdict(const Figure& figure) {
  if (!figure.goal) return "no goal";
  const std::string verdict = figure.met ? "met" : "NOT MET";
  if (!figure.reason.empty()) return verdict + ": " + figure.reason;
  const double goal = *figure.goal;
  switch (figure.goal_unit) {
    case GoalUnit::kTimes:
      return absl::StrFormat("%s: at least %g times", verdict, goal);
    case GoalUnit::kTimesAtMost:
      return absl::StrFormat("%s: at most %g times", verdict, goal);
    case GoalUnit::kMilliseconds:
      return absl::StrFormat("%s: at most %g ms", verdict, goal);
    case GoalUnit::kPerSecond:
      return absl::StrFormat("%s: at least %g /s", verdict, goal);
    case GoalUnit::kMegabytes:
      return absl::StrFormat("%s: at most %g MB", verdict, goal);
    case GoalUnit::kAtMost:
      return absl::StrFormat("%s: at most %g", verdict, goal);
    case GoalUnit::kPercent:
      return absl::StrFormat("%s: at least %g %%", verdict, goal);
    case GoalUnit::kMillisecondsAbove:
      break;
  }
  return absl::StrFormat("%s: %.2f ms above, at most %g", verdict,
                         figure.value - figure.baseline.value_or(0), goal);
}

}  // namespace

Figure RateOver(std::string name, double rate, double baseline,
                std::optional<double> goal) {
  const double ratio = rate / baseline;
  return {std::move(name),
          rate,
          "/s",
          baseline,
          ratio,
          goal,
          GoalUnit::kTimes,
          !goal || ratio >= *goal,
          ""};
}

Figure TimeOver(std::string name, double time, double baseline,
                double allowed) {
  return {std::move(name),
          time,
          "ms",
          baseline,
          time / baseline,
          allowed,
          GoalUnit::kMillisecondsAbove,
          time - baseline <= allowed,
          ""};
}

Figure TimeWithin(std::string name, double time, std::optional<double> goal) {
  return {
      std::move(name),        time, "ms", {}, {}, goal, GoalUnit::kMilliseconds,
      !goal || time <= *goal, ""};
}

Figure TimeGrown(std::string name, double time, double baseline, double goal) {
  const double ratio = time / baseline;
  return {std::move(name),        time,          "ms", baseline, ratio, goal,
          GoalUnit::kTimesAtMost, ratio <= goal, ""};
}

Figure RateAtLeast(std::string name, double rate, std::optional<double> goal) {
  return {
      std::move(name),        rate, "/s", {}, {}, goal, GoalUnit::kPerSecond,
      !goal || rate >= *goal, ""};
}

Figure SizeWithin(std::string name, double megabytes,
                  std::optional<double> goal) {
  return {std::move(name),
          megabytes,
          "MB",
          {},
          {},
          goal,
          GoalUnit::kMegabytes,
          !goal || megabytes <= *goal,
          ""};
}

Figure CountWithin(std::string name, double count, std::optional<double> goal) {
  return {std::move(name),         count, "", {}, {}, goal, GoalUnit::kAtMost,
          !goal || count <= *goal, ""};
}

Figure ShareAtLeast(std::string name, double percent,
                    std::optional<double> goal) {
  return {
      std::move(name),           percent, "%", {}, {}, goal, GoalUnit::kPercent,
      !goal || percent >= *goal, ""};
}

Figure RateAlone(std::string name, double rate, double goal,
                 std::string reason) {
  return {std::move(name),  rate, "/s", {}, {}, goal, GoalUnit::kTimes, false,
          std::move(reason)};
}

void Print(const std::vector<Figure>& figures, std::ostream& out) {
  out << absl::StreamFormat("%-62s %10s %4s %10s %8s\n", "", "measured", "",
                            "beside", "ratio");
  for (const Figure& figure : figures) {
    out << absl::StreamFormat("%-62s %10.5g %-4s %10s %8s  %s\n", figure.name,
                              figure.value, figure.unit,
                              Rounded(figure.baseline, 5),
                              Rounded(figure.ratio, 3), Verdict(figure));
  }
  out.flush();
}

bool WriteJson(const std::vector<Figure>& figures, const std::string& file) {
  std::ofstream out(file);
  out << "[\n"
      << absl::StrJoin(figures, ",\n",
                       [](std::string* text, const Figure& figure) {
                         text->append(Json(figure));
                       })
      << "\n]\n";
  out.flush();
  return out.good();
}

}  // namespace epiledger::bench
