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

std::string Json(const Figure& figure) {
  return absl::StrFormat(
      "  {\"name\": %s, \"value\": %s, \"unit\": %s, \"baseline\": %s, "
      "\"ratio\": %s, \"ratio_unit\": %s, \"goal\": %s, "
      "\"met\": %s, \"reason\": %s}",
      JsonText(figure.name), JsonNumber(figure.value), JsonText(figure.unit),
      JsonNumber(figure.baseline), JsonNumber(figure.ratio),
      JsonText(figure.ratio_unit), JsonNumber(figure.goal),
      !figure.met   ? "null"
      : *figure.met ? "true"
                    : "false",
      figure.reason.empty() ? "null" : JsonText(figure.reason));
}

std::string Rounded(std::optional<double> number) {
  return number ? absl::StrFormat("%.2f", *number) : "-";
}

std::string Verdict(const Figure& figure) {
  if (!figure.met) return "no goal";
  if (!figure.reason.empty()) return "NOT MET: " + figure.reason;
  return *figure.met ? "met" : "NOT MET";
}

}  // namespace

Figure RateOver(std::string name, double rate, double baseline,
                std::optional<double> goal) {
  Figure figure{std::move(name), rate, "/s", baseline, rate / baseline,
                "times",         goal, {},   ""};
  if (goal) figure.met = figure.ratio >= goal;
  return figure;
}

Figure TimeOver(std::string name, double time, double baseline,
                double allowed) {
  const double more = time - baseline;
  return {std::move(name), time, "ms", baseline, more, "ms", allowed,
          more <= allowed, ""};
}

Figure RateAlone(std::string name, double rate, double goal,
                 std::string reason) {
  return {std::move(name),  rate, "/s", {}, {}, "times", goal, false,
          std::move(reason)};
}

void Print(const std::vector<Figure>& figures, std::ostream& out) {
  out << absl::StreamFormat("%-54s %10s %4s %10s %8s %-5s %6s\n", "",
                            "measured", "", "beside", "compared", "", "goal");
  for (const Figure& figure : figures) {
    out << absl::StreamFormat(
        "%-54s %10.5g %-4s %10s %8s %-5s %6s  %s\n", figure.name, figure.value,
        figure.unit,
        figure.baseline ? absl::StrFormat("%.5g", *figure.baseline) : "-",
        Rounded(figure.ratio), figure.ratio_unit, Rounded(figure.goal),
        Verdict(figure));
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
