#include "clients/cli/nouns/name_check.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "clients/cli/command/run.h"
#include "clients/cli/kept/pending.h"
#include "clients/cli/sheets/record_fields.h"
#include "clients/cli/sheets/sheet_limits.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/resource_name.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "epiledger/type/v1/field.pb.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// What funding refuses to name where it is not there.
struct Collection {
  std::string_view pattern;
  std::string_view list;
  std::string_view missing;
};
constexpr Collection kCollections[] = {
    {"counties/{county}/funds/{fund}",
     "epiledger.funding.v1.FundingService.ListFunds", "SHEET_NO_SUCH_FUND"},
    {"counties/{county}/purposes/{purpose}",
     "epiledger.funding.v1.FundingService.ListPurposes",
     "SHEET_NO_SUCH_PURPOSE"},
    {"counties/{county}/documents/{document}/allocations/{allocation}",
     "epiledger.funding.v1.FundingService.ListAllocations",
     "SHEET_NO_SUCH_ALLOCATION"},
};
constexpr const Collection& kPurposes = kCollections[1];
constexpr const Collection& kAllocations = kCollections[2];

// The purposes of each allocation; of other names nothing.
using KnownNames = std::map<std::string, std::set<std::string>, std::less<>>;

const Collection* CollectionOf(const FieldDescriptor& field) {
  for (const Collection& known : kCollections) {
    if (field.options().GetExtension(type::v1::rule).name() == known.pattern) {
      return &known;
    }
  }
  return nullptr;
}

struct NamedThing {
  const Collection* collection;
  std::string name;
};

// The names in a field, which may be a message or a list of them.
void AddNames(const Message& holder, const FieldDescriptor& field,
              std::vector<NamedThing>& names) {
  const auto& reflection = *holder.GetReflection();
  if (field.message_type() == nullptr) {
    const Collection* collection = CollectionOf(field);
    if (collection == nullptr) return;
    std::string name = reflection.GetString(holder, &field);
    if (!name.empty()) names.push_back({collection, std::move(name)});
    return;
  }
  for (const Message* inside : MessagesAt(holder, field.name())) {
    std::vector<const FieldDescriptor*> fields;
    inside->GetReflection()->ListFields(*inside, &fields);
    for (const FieldDescriptor* part : fields) AddNames(*inside, *part, names);
  }
}

// The element at `index` of the list at `path`.
const Message& PartAt(const Message& request, std::string_view path,
                      size_t index) {
  const Message& holder =
      *MessagesAt(request, path.substr(0, path.rfind('.'))).front();
  return holder.GetReflection()->GetRepeatedMessage(
      holder, FindField(*request.GetDescriptor(), path),
      static_cast<int>(index));
}

std::set<std::string> PurposesOf(const Message& element) {
  std::set<std::string> purposes;
  if (element.GetDescriptor() != funding::v1::Allocation::descriptor()) {
    return purposes;
  }
  for (const auto& share :
       static_cast<const funding::v1::Allocation&>(element).purposes()) {
    purposes.insert(share.purpose());
  }
  return purposes;
}

class NameCheck {
 public:
  NameCheck(Session& session, const Sheet& sheet)
      : session_(session), sheet_(sheet) {}

  absl::StatusOr<std::vector<SheetFinding>> Find() && {
    for (const SheetRecord& record : sheet_.records) {
      for (size_t i = 0; i < record.rows.size(); ++i) {
        const absl::Status status = CheckRow(record, i);
        if (!status.ok()) return status;
      }
    }
    SortFindings(findings_);
    return std::move(findings_);
  }

 private:
  // A name in a cell.
  struct NamedCell {
    const SheetColumn* column;
    NamedThing named;
  };

  absl::Status CheckRow(const SheetRecord& record, size_t part) {
    std::vector<NamedCell> cells;
    std::string allocation;
    for (const SheetColumn& column : sheet_.header.columns) {
      std::vector<NamedThing> names;
      AddNamesOf(record, part, column, names);
      for (NamedThing& named : names) {
        if (named.collection == &kAllocations) allocation = named.name;
        // What rows have in common is said of the first.
        if (part > 0 && !IsOfPart(*sheet_.form, *column.form)) continue;
        cells.push_back({&column, std::move(named)});
      }
    }
    for (const NamedCell& cell : cells) {
      const absl::Status status = Check(record.rows[part], cell, allocation);
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  void AddNamesOf(const SheetRecord& record, size_t part,
                  const SheetColumn& column,
                  std::vector<NamedThing>& names) const {
    std::string_view path = column.form->field;
    if (path.empty()) return;
    const Message* holder = record.request.get();
    const std::string_view parts = sheet_.form->parts;
    if (!parts.empty() && IsOfPart(*sheet_.form, *column.form)) {
      holder = &PartAt(*holder, parts, part);
      path.remove_prefix(parts.size() + 1);
    }
    const size_t dot = path.rfind('.');
    const bool is_nested = dot != std::string_view::npos;
    for (const Message* inner :
         MessagesAt(*holder, is_nested ? path.substr(0, dot) : "")) {
      AddNames(*inner,
               *inner->GetDescriptor()->FindFieldByName(
                   std::string(is_nested ? path.substr(dot + 1) : path)),
               names);
    }
  }

  absl::Status Check(int64_t row, const NamedCell& cell,
                     const std::string& allocation) {
    const auto known = KnownOf(*cell.named.collection);
    if (!known.ok()) return known.status();
    if (*known == nullptr) return absl::OkStatus();
    if ((*known)->find(cell.named.name) == (*known)->end()) {
      Note(row, cell, cell.named.collection->missing, allocation);
    } else if (cell.named.collection == &kPurposes && !allocation.empty()) {
      return CheckAllowed(row, cell, allocation);
    }
    return absl::OkStatus();
  }

  absl::Status CheckAllowed(int64_t row, const NamedCell& cell,
                            const std::string& allocation) {
    const auto allocations = KnownOf(kAllocations);
    if (!allocations.ok()) return allocations.status();
    if (*allocations == nullptr) return absl::OkStatus();
    const auto found = (*allocations)->find(allocation);
    if (found != (*allocations)->end() &&
        found->second.count(cell.named.name) == 0) {
      Note(row, cell, "SHEET_PURPOSE_NOT_ALLOWED", allocation);
    }
    return absl::OkStatus();
  }

  void Note(int64_t row, const NamedCell& cell, std::string_view reason,
            const std::string& allocation) {
    std::string found = ShortName(cell.named.name);
    findings_.push_back(
        {row,
         cell.column->index,
         found,
         std::string(reason),
         {{"found", found}, {"allocation", ShortName(allocation)}}});
  }

  // The names there are, asked for when the first of a kind comes. Null where
  // there are too many.
  absl::StatusOr<const KnownNames*> KnownOf(const Collection& collection) {
    const auto found = known_.find(&collection);
    if (found != known_.end()) return found->second.get();
    auto names = Ask(collection);
    if (!names.ok()) return names.status();
    return known_.emplace(&collection, *std::move(names)).first->second.get();
  }

  absl::StatusOr<std::unique_ptr<KnownNames>> Ask(
      const Collection& collection) {
    const auto& method =
        *google::protobuf::DescriptorPool::generated_pool()->FindMethodByName(
            std::string(collection.list));
    const std::unique_ptr<Message> request = NewRequest(method);
    const std::unique_ptr<Message> response = NewResponse(method);
    request->GetReflection()->SetString(
        request.get(), request->GetDescriptor()->FindFieldByName("parent"),
        TextAt(*sheet_.records.front().request, "parent"));
    const absl::Status read =
        ReadPages(session_, method, kMaxNamesAsked, *request, *response);
    if (!read.ok()) return read;
    if (!TextAt(*response, "next_page_token").empty()) return nullptr;
    auto names = std::make_unique<KnownNames>();
    // The list of a list's answer is its first field.
    for (const Message* element :
         MessagesAt(*response, response->GetDescriptor()->field(0)->name())) {
      names->emplace(TextAt(*element, "name"), PurposesOf(*element));
    }
    return names;
  }

  Session& session_;
  const Sheet& sheet_;
  std::map<const Collection*, std::unique_ptr<KnownNames>> known_;
  std::vector<SheetFinding> findings_;
};

}  // namespace

absl::StatusOr<std::vector<SheetFinding>> FindMissingNames(Session& session,
                                                           const Sheet& sheet) {
  return NameCheck(session, sheet).Find();
}

}  // namespace epiledger::cli
