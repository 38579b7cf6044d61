#include "services/ledger/incarnations.h"

namespace epiledger::ledger {
namespace {

// Bodies of the resources by which an entry begins a new incarnation.
std::vector<const std::string*> Named(const journal::v1::Effects* effects) {
  std::vector<const std::string*> bodies;
  if (effects == nullptr) return bodies;
  for (const journal::v1::ResourceVersion& version : effects->resources()) {
    if (version.collection() == journal::kIncarnationCollection)
      bodies.push_back(&version.body());
  }
  return bodies;
}

bool NamesTheEnd(const std::string& body, const journal::Incarnation& old,
                 const journal::Head& before) {
  journal::v1::NewIncarnation named;
  return named.ParseFromString(body) &&
         named.old_incarnation() == journal::View(old) &&
         named.old_sequence() == before.sequence &&
         named.old_hash() == journal::View(before.hash);
}

}  // namespace

std::vector<std::string> Incarnations::Take(const journal::Frame& frame,
                                            const journal::v1::Effects* effects,
                                            const journal::Head& before) {
  std::vector<std::string> findings;
  const std::vector<const std::string*> named = Named(effects);
  if (frame.incarnation == present_.value_or(frame.incarnation)) {
    present_ = frame.incarnation;
    if (!named.empty()) {
      findings.emplace_back("names a new incarnation without beginning one");
    }
    return findings;
  }
  if (named.size() != 1 || !NamesTheEnd(*named.front(), *present_, before)) {
    findings.emplace_back(
        "begins an incarnation without naming the end of the old one");
  }
  if (ended_.contains(frame.incarnation)) {
    findings.emplace_back("returns to an incarnation that has ended");
  }
  ended_.insert(*present_);
  present_ = frame.incarnation;
  return findings;
}

}  // namespace epiledger::ledger
