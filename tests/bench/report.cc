#include "tests/bench/report.h"

#include <fstream>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace epiledger::bench {
namespace {

std::string Json(const Figure& figure) {
  return absl::StrFormat(
      "  {\"name\": \"%s\", \"value\": %.6g, \"unit\": \"%s\", "
      "\"baseline\": %.6g, \"ratio\": %.4g, \"goal\": %.4g, \"met\": %s}",
      figure.name, figure.value, figure.unit, figure.baseline, figure.ratio,
      figure.goal, figure.met ? "true" : "false");
}

}  // namespace

Figure RateOver(std::string name, double rate, double baseline, double goal) {
  const double ratio = rate / baseline;
  return {std::move(name), rate, "/s", baseline, ratio, goal, ratio >= goal};
}

Figure TimeOver(std::string name, double time, double baseline,
                double allowed) {
  const double more = time - baseline;
  return {std::move(name), time,           "ms", baseline, more,
          allowed,         more <= allowed};
}

void Print(const std::vector<Figure>& figures) {
  absl::PrintF("%-54s %10s %4s %10s %7s %6s\n", "", "measured", "", "beside",
               "ratio", "goal");
  for (const Figure& figure : figures) {
    absl::PrintF("%-54s %10.5g %-4s %10.5g %7.2f %6.2f  %s\n", figure.name,
                 figure.value, figure.unit, figure.baseline, figure.ratio,
                 figure.goal, figure.met ? "met" : "NOT MET");
  }
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
