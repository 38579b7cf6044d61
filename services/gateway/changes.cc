#include "services/gateway/changes.h"

#include <set>
#include <string>
#include <utility>

namespace epiledger::gateway {
namespace {

using command::v1::Change;
using command::v1::ChangedFigure;

// The value alone, whenever it was read.
std::string BytesOf(ChangedFigure value) {
  value.clear_read_time();
  return value.SerializeAsString();
}

Change::Turn TurnOf(const ChangedFigure& before, const ChangedFigure& after) {
  if (after.absence() == ChangedFigure::ABSENCE_NOT_KNOWN) {
    return Change::TURN_BECAME_UNKNOWN;
  }
  if (after.absence() == ChangedFigure::ABSENCE_NOT_THERE) {
    return Change::TURN_GONE;
  }
  switch (before.absence()) {
    case ChangedFigure::ABSENCE_NOT_KNOWN:
      return Change::TURN_BECAME_KNOWN;
    case ChangedFigure::ABSENCE_NOT_THERE:
      return Change::TURN_NEW;
    default:
      return Change::TURN_CHANGED;
  }
}

// What the figure is called now, or was called before it was gone.
void SetNames(const FigureKey& key, const PictureFigures& picture,
              Change& change) {
  const auto found = picture.figures.find(key);
  if (found == picture.figures.end()) return;
  change.set_display_name(found->second.display_name);
  change.set_subject_display_name(found->second.subject_display_name);
}

std::set<FigureKey> KeysOf(const PictureFigures& before,
                           const PictureFigures& after) {
  std::set<FigureKey> keys;
  for (const PictureFigures* const picture : {&before, &after}) {
    for (const auto& [key, figure] : picture->figures) keys.insert(key);
  }
  return keys;
}

}  // namespace

std::vector<Change> CompareFigures(const PictureFigures& before,
                                   const PictureFigures& after) {
  std::vector<Change> changes;
  for (const FigureKey& key : KeysOf(before, after)) {
    ChangedFigure was = before.ValueOf(key);
    ChangedFigure is = after.ValueOf(key);
    if (BytesOf(was) == BytesOf(is)) continue;
    Change& change = changes.emplace_back();
    change.set_kind(key.kind);
    change.set_facility(key.facility);
    change.set_subject_name(key.subject_name);
    change.set_figure(key.figure);
    SetNames(key, before, change);
    SetNames(key, after, change);
    change.set_turn(TurnOf(was, is));
    *change.mutable_before() = std::move(was);
    *change.mutable_after() = std::move(is);
  }
  return changes;
}

}  // namespace epiledger::gateway
