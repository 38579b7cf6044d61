// PictureFigures: what a county's picture says, figure by figure, so that two
// pictures can be told apart. A pure function of what the services said.
#ifndef EPILEDGER_SERVICES_GATEWAY_PICTURE_FIGURES_H_
#define EPILEDGER_SERVICES_GATEWAY_PICTURE_FIGURES_H_

#include <compare>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "epiledger/command/v1/change.pb.h"
#include "services/gateway/part.h"
#include "services/gateway/sight.h"

namespace epiledger::gateway {

// Which figure: the fields of Change of these names.
struct FigureKey {
  command::v1::Change::Kind kind = command::v1::Change::KIND_UNSPECIFIED;
  std::string facility;
  std::string subject_name;
  std::string figure;

  auto operator<=>(const FigureKey&) const = default;
};

// A figure, and what people call what it is about.
struct Figure {
  command::v1::ChangedFigure value;
  std::string display_name;
  std::string subject_display_name;
};

struct PictureFigures {
  std::map<FigureKey, Figure> figures;
  // Kinds, each of one facility or of all where that is empty, of which the
  // picture does not hold everything: a figure of these that is not there is
  // not known.
  std::set<std::pair<command::v1::Change::Kind, std::string>> partial;

  // The figure's value, or why there is none.
  [[nodiscard]] command::v1::ChangedFigure ValueOf(const FigureKey& key) const;
};

// What `sight` shows of the parts. Of a service that said nothing all figures
// are not known.
[[nodiscard]] PictureFigures FiguresOf(const Parts& parts, const Sight& sight);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_PICTURE_FIGURES_H_
