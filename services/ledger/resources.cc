#include "services/ledger/resources.h"

#include <algorithm>
#include <array>
#include <bit>
#include <set>

#include "services/ledger/tables.h"
#include "services/limits.h"

namespace epiledger::ledger {
namespace {

using storage::Row;
using storage::Value;

// Both give the newest version of each name alone; the first looks at no other.
constexpr std::string_view kFind =
    "SELECT r.name, r.body FROM wanted CROSS JOIN ledger_resource r "
    "ON r.book = ? AND r.collection = ? AND r.name = wanted_key "
    "AND r.sequence = (SELECT MAX(s.sequence) FROM ledger_resource s "
    "WHERE s.book = ? AND s.collection = ? AND s.name = wanted_key)";
// Of one parent; several are joined to one statement.
constexpr std::string_view kChildren =
    "SELECT r.name, r.body FROM ledger_resource r "
    "WHERE r.book = ? AND r.collection = ? AND r.name > ? AND r.name < ? "
    "AND NOT EXISTS (SELECT 1 FROM ledger_resource s WHERE s.book = r.book "
    "AND s.collection = r.collection AND s.name = r.name "
    "AND s.sequence > r.sequence)";

constexpr std::string_view kVersions =
    "SELECT sequence, body FROM ledger_resource "
    "WHERE book = ? AND collection = ? AND name = ? ORDER BY sequence";
constexpr std::string_view kWholeCollection =
    "SELECT r.name, r.body FROM ledger_resource r "
    "WHERE r.book = ? AND r.collection = ? AND NOT EXISTS "
    "(SELECT 1 FROM ledger_resource s WHERE s.book = r.book "
    "AND s.collection = r.collection AND s.name = r.name "
    "AND s.sequence > r.sequence)";

std::string ChildrenStatement(size_t parents) {
  std::string text(kChildren);
  while (--parents > 0) text += Concat(" UNION ALL ", kChildren);
  return text;
}

std::string Path(std::string_view collection, std::string_view name) {
  return Concat(collection, "/", name);
}

std::string_view ParentOf(std::string_view name) {
  const size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view()
                                         : name.substr(0, slash);
}

}  // namespace

void Resources::Begin(storage::WriteTransaction& transaction, int64_t book) {
  transaction_ = &transaction;
  book_ = book;
  status_ = absl::OkStatus();
}

void Resources::Forget() {
  bodies_.clear();
  children_.clear();
  child_count_ = 0;
  ForgetPending();
  status_ = absl::OkStatus();
}

void Resources::ForgetPending() {
  pending_.clear();
  pending_children_.clear();
  indexed_ = 0;
}

void Resources::IndexPending() {
  for (; indexed_ < pending_.size(); ++indexed_) {
    const Version& version = pending_[indexed_];
    pending_children_[Path(version.collection, ParentOf(version.name))]
        .push_back(indexed_);
  }
}

void Resources::Fail(const absl::Status& status) {
  if (status_.ok()) status_ = status;
}

void Resources::Load(absl::Span<const ResourceKey> keys) {
  std::map<std::string_view, std::vector<Value>> missing;
  for (const ResourceKey& key : keys) {
    const bool is_new =
        bodies_.try_emplace(Path(key.collection, key.name)).second;
    if (is_new) missing[key.collection].push_back(Value::Text(key.name));
  }
  for (const auto& [collection, names] : missing) {
    const std::array<Value, 4> values = {
        Value::Integer(book_), Value::Text(collection), Value::Integer(book_),
        Value::Text(collection)};
    const std::string_view of = collection;
    Fail(transaction_->QueryWanted(kFind, names, values, [&](const Row& row) {
      bodies_[Path(of, row.View(0))].emplace(row.View(1));
      return absl::OkStatus();
    }));
  }
}

std::optional<std::string_view> Resources::Find(std::string_view collection,
                                                std::string_view name) {
  const std::string path = Path(collection, name);
  auto found = bodies_.find(path);
  if (found == bodies_.end()) {
    const auto siblings = children_.find(Path(collection, ParentOf(name)));
    if (siblings != children_.end()) {
      const auto child = siblings->second.find(std::string(name));
      if (child == siblings->second.end()) return std::nullopt;
      return child->second;
    }
    const ResourceKey key{std::string(collection), std::string(name)};
    Load({&key, 1});
    found = bodies_.find(path);
  }
  if (!found->second.has_value()) return std::nullopt;
  return *found->second;
}

const std::map<std::string, std::string>& Resources::Children(
    std::string_view collection, std::string_view parent) {
  const std::string path = Path(collection, parent);
  auto found = children_.find(path);
  if (found == children_.end()) {
    const std::string alone(parent);
    ReadChildren(collection, {&alone, 1});
    found = children_.find(path);
  }
  return found->second;
}

void Resources::LoadChildren(std::string_view collection,
                             absl::Span<const std::string> parents) {
  std::set<std::string> missing;
  for (const std::string& parent : parents) {
    if (!children_.contains(Path(collection, parent))) missing.insert(parent);
  }
  const std::vector<std::string> all(missing.begin(), missing.end());
  for (size_t i = 0; i < all.size(); i += limits::kParentsPerStatement) {
    ReadChildren(collection,
                 absl::MakeSpan(all).subspan(i, limits::kParentsPerStatement));
  }
}

void Resources::ReadChildren(std::string_view collection,
                             absl::Span<const std::string> parents) {
  // Padded to a power of two, so that few texts are prepared.
  const size_t count = std::bit_ceil(parents.size());
  std::vector<std::string> bounds;
  for (size_t i = 0; i < count; ++i) {
    const std::string& parent = parents[std::min(i, parents.size() - 1)];
    bounds.push_back(Concat(parent, "/"));
    bounds.push_back(Concat(parent, "0"));  // '0' follows '/'
  }
  std::vector<Value> values;
  for (size_t i = 0; i < bounds.size(); i += 2) {
    values.insert(values.end(),
                  {Value::Integer(book_), Value::Text(collection),
                   Value::Text(bounds[i]), Value::Text(bounds[i + 1])});
  }
  for (const std::string& parent : parents) {
    children_.try_emplace(Path(collection, parent));
  }
  // What is deeper down is not theirs.
  const std::set<std::string_view> asked(parents.begin(), parents.end());
  const auto take = [&](std::string_view name, std::string_view body) {
    if (!asked.contains(ParentOf(name))) return;
    const bool is_new =
        children_[Path(collection, ParentOf(name))]
            .insert_or_assign(std::string(name), std::string(body))
            .second;
    child_count_ += is_new ? 1 : 0;
  };
  Fail(transaction_->Query(ChildrenStatement(count), values,
                           [&](const Row& row) {
                             take(row.View(0), row.View(1));
                             return absl::OkStatus();
                           }));
  IndexPending();
  for (const std::string& parent : parents) {
    const auto pending = pending_children_.find(Path(collection, parent));
    if (pending == pending_children_.end()) continue;
    for (const size_t index : pending->second) {
      take(pending_[index].name, pending_[index].body);
    }
  }
}

std::vector<Resources::MadeBy> Resources::VersionsOf(
    std::string_view collection, std::string_view name) {
  std::vector<MadeBy> versions;
  const std::array<Value, 3> values = {
      Value::Integer(book_), Value::Text(collection), Value::Text(name)};
  Fail(transaction_->Query(kVersions, values, [&versions](const Row& row) {
    versions.push_back({row.Integer(0), std::string(row.View(1))});
    return absl::OkStatus();
  }));
  for (const Version& version : pending_) {
    if (version.collection == collection && version.name == name) {
      versions.push_back({version.sequence, version.body});
    }
  }
  return versions;
}

std::map<std::string, std::string> Resources::All(std::string_view collection) {
  std::map<std::string, std::string> bodies;
  const std::array<Value, 2> values = {Value::Integer(book_),
                                       Value::Text(collection)};
  Fail(transaction_->Query(kWholeCollection, values, [&](const Row& row) {
    bodies.insert_or_assign(std::string(row.View(0)), std::string(row.View(1)));
    return absl::OkStatus();
  }));
  for (const Version& version : pending_) {
    if (version.collection == collection) {
      bodies.insert_or_assign(version.name, version.body);
    }
  }
  return bodies;
}

absl::Status Resources::Validate(const journal::v1::Effects& effects) {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const journal::v1::ResourceVersion& version : effects.resources()) {
    if (!seen.emplace(version.collection(), version.key()).second ||
        version.key().size() > limits::kMaxResourceKeyLength) {
      return absl::InternalError(Concat("resource ", version.collection(), " ",
                                        version.key(),
                                        " comes twice or is too long"));
    }
  }
  return absl::OkStatus();
}

void Resources::Apply(const journal::v1::Effects& effects, int64_t sequence) {
  for (const journal::v1::ResourceVersion& version : effects.resources()) {
    bodies_[Path(version.collection(), version.key())] = version.body();
    const auto siblings =
        children_.find(Path(version.collection(), ParentOf(version.key())));
    if (siblings != children_.end()) {
      const bool is_new =
          siblings->second.insert_or_assign(version.key(), version.body())
              .second;
      child_count_ += is_new ? 1 : 0;
    }
    pending_.push_back(
        {version.collection(), version.key(), sequence, version.body()});
  }
}

absl::Status Resources::Flush(storage::WriteTransaction& transaction) {
  std::vector<Value> rows;
  rows.reserve(pending_.size() * kResourceColumns.size());
  for (const Version& version : pending_) {
    rows.insert(rows.end(),
                {Value::Integer(book_), Value::Text(version.collection),
                 Value::Text(version.name), Value::Integer(version.sequence),
                 Value::Bytes(version.body)});
  }
  const absl::Status status = transaction.Insert(kResourceTable, rows);
  ForgetPending();
  return status;
}

}  // namespace epiledger::ledger
