#include "services/supplies/count_sheet_queries.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "services/host/resource_reads.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/line_reader.h"
#include "services/supplies/stock.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using Request = v1::GetCountSheetRequest;

bool IsCopy(const Request& request) {
  return request.copy() != Request::COPY_UNSPECIFIED;
}

bool NamesItems(const Request& request) {
  return !request.items().empty() || !request.category().empty();
}

// Whether the request asks for one thing; its kind is filled in.
absl::Status CheckKind(const Request& request, v1::CountKind& kind) {
  const bool is_partial = NamesItems(request) || IsCopy(request);
  kind = request.kind();
  if (kind == v1::COUNT_KIND_UNSPECIFIED) {
    kind = is_partial ? v1::COUNT_KIND_PARTIAL : v1::COUNT_KIND_FULL;
  }
  if (kind == v1::COUNT_KIND_PARTIAL && !is_partial) {
    return rpc::InvalidField("kind", "SHEET_OF_NOTHING");
  }
  if (kind == v1::COUNT_KIND_FULL && is_partial) {
    return rpc::InvalidField(
        IsCopy(request) ? "copy"
                        : (request.items().empty() ? "category" : "items"),
        "NOT_FOR_THIS_KIND");
  }
  if (IsCopy(request) && NamesItems(request)) {
    return rpc::InvalidField(request.items().empty() ? "category" : "items",
                             "NOT_FOR_THIS_KIND");
  }
  if (request.copy() == Request::COPY_FIGURES && request.is_blind()) {
    return rpc::InvalidField("copy", "NOT_FOR_THIS_KIND");
  }
  std::set<std::string> items;
  for (int i = 0; i < request.items_size(); ++i) {
    if (items.insert(request.items(i)).second) continue;
    return rpc::InvalidField(Concat("items[", i, "]"), "LISTED_TWICE",
                             {{"found", request.items(i)}});
  }
  return absl::OkStatus();
}

absl::Status TooLong(size_t found) {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "SHEET_TOO_LONG";
  error.metadata["found"] = Concat(found);
  error.metadata["limit"] = Concat(limits::kMaxListElements);
  return rpc::ToStatus(error);
}

absl::Status NeverCounted(const std::string& store) {
  rpc::Error error;
  error.code = absl::StatusCode::kNotFound;
  error.reason = "STORE_NEVER_COUNTED";
  error.metadata["name"] = store;
  return rpc::ToStatus(error);
}

// A sheet on its way.
class SheetDrawer {
 public:
  SheetDrawer(const Request& request, v1::CountKind kind, ReadContext& context,
              StockReader& reader)
      : request_(request),
        context_(context),
        reader_(reader),
        store_(PathOf(request.name())) {
    sheet_.set_store(request.name());
    sheet_.set_kind(kind);
    sheet_.set_is_blind(request.is_blind());
  }

  absl::StatusOr<v1::CountSheet> Draw() {
    for (const auto step : {&SheetDrawer::ReadLines, &SheetDrawer::ReadCopied,
                            &SheetDrawer::AddLines}) {
      const absl::Status status = (this->*step)();
      if (!status.ok()) return status;
    }
    *sheet_.mutable_drawn_at() = context_.ReadAt();
    const absl::StatusOr<absl::Time> shown = context_.TimeShown();
    if (!shown.ok()) return shown.status();
    *sheet_.mutable_draw_time() = ToTimestamp(absl::ToUnixMicros(*shown));
    return std::move(sheet_);
  }

 private:
  // All lines of the store of which anything is known.
  absl::Status ReadLines() {
    auto lines = reader_.ReadLines(store_ + "/", "");
    if (!lines.ok()) return lines.status();
    for (auto& [key, of] : *lines) {
      lines_.emplace(key.second, std::move(of.front()));
    }
    return absl::OkStatus();
  }

  // Finds the items of the counts that were made last, counted or not.
  absl::Status ReadCopied() {
    if (!IsCopy(request_)) return absl::OkStatus();
    int64_t last = INT64_MIN;
    for (const auto& [item, line] : lines_) {
      if (!line.last_count().has_value()) continue;
      last = std::max(last, line.last_count()->position);
    }
    if (last == INT64_MIN) return NeverCounted(request_.name());
    *sheet_.mutable_copied_time() = ToTimestamp(last);
    std::set<std::string> counts;
    for (const auto& [item, line] : lines_) {
      if (!line.last_count().has_value()) continue;
      if (line.last_count()->position != last) continue;
      counts.insert(line.last_count()->count);
      copied_.insert(item);
    }
    for (const std::string& id : counts) {
      const auto count =
          context_.snapshot().Get<v1::Count>(kCounts, Join(store_, id));
      if (!count.ok()) return count.status();
      if (count->has_value()) AddItemsOf(**count);
    }
    return absl::OkStatus();
  }

  void AddItemsOf(const v1::Count& count) {
    for (const v1::CountLine& line : count.lines()) {
      copied_.emplace(rpc::LastSegment(line.item()));
    }
    for (const std::string& item : count.not_counted()) {
      copied_.emplace(rpc::LastSegment(item));
    }
  }

  // Whether what the store has or had is on the sheet, beside what is named.
  [[nodiscard]] bool IsAsked(const std::string& id,
                             const v1::Item& item) const {
    if (IsCopy(request_)) return copied_.contains(id);
    if (sheet_.kind() == v1::COUNT_KIND_FULL) return true;
    return !request_.category().empty() &&
           item.category() == request_.category();
  }

  absl::Status AddLines() {
    std::map<std::string, bool> items;  // whether it was named
    for (const auto& [item, line] : lines_) items.emplace(item, false);
    for (const std::string& item : copied_) items.emplace(item, false);
    for (const std::string& item : request_.items()) {
      items[std::string(rpc::LastSegment(item))] = true;
    }
    for (const auto& [id, is_named] : items) {
      const auto item = context_.snapshot().Get<v1::Item>(kItems, id);
      if (!item.ok()) return item.status();
      if (!item->has_value()) {
        // A count may have named what never was an item.
        if (!is_named) continue;
        return rpc::NotFound(kItems,
                             rpc::MakeName(kItemName, {context_.county(), id}));
      }
      if (!is_named && !IsAsked(id, **item)) continue;
      if (absl::Status added = AddLine(id, **item); !added.ok()) return added;
    }
    if (sheet_.lines_size() <= limits::kMaxListElements) {
      return absl::OkStatus();
    }
    return TooLong(static_cast<size_t>(sheet_.lines_size()));
  }

  absl::Status AddLine(const std::string& id, const v1::Item& item) {
    v1::CountSheetLine& line = *sheet_.add_lines();
    line.set_item(item.name());
    line.set_display_name(item.display_name());
    line.set_english_name(item.english_name());
    line.set_base_unit(item.base_unit());
    *line.mutable_packs() = item.packs();
    line.set_category(item.category());
    const auto known = lines_.find(id);
    if (known == lines_.end()) {
      if (!sheet_.is_blind()) line.set_expected(0);
      return absl::OkStatus();
    }
    if (!sheet_.is_blind()) line.set_expected(StockOf(known->second));
    if (!known->second.last_count().has_value()) return absl::OkStatus();
    return AddLastCount(known->second, line);
  }

  static Amount StockOf(const LineReader& reader) {
    Amount stock = 0;
    for (const auto& [lot, amount] : reader.lots()) stock += amount;
    return stock;
  }

  absl::Status AddLastCount(const LineReader& reader,
                            v1::CountSheetLine& line) {
    const LineReader::LastCount& last = *reader.last_count();
    line.set_last_count(
        NameOf(kCountName, context_.county(), Join(store_, last.count)));
    *line.mutable_last_count_time() = ToTimestamp(last.position);
    line.set_last_count_subject(last.subject);
    if (sheet_.is_blind()) return absl::OkStatus();
    const auto entry = context_.snapshot().Get<v1::LineEntry>(
        kLineEntries, CountEntryKey(reader.line().path(), last.position));
    if (!entry.ok()) return entry.status();
    if (!entry->has_value()) return absl::OkStatus();
    line.set_last_total((*entry)->count().quantity());
    if (request_.copy() == Request::COPY_FIGURES &&
        last.position == ToPosition(sheet_.copied_time())) {
      line.set_proposed_total(line.last_total());
    }
    return absl::OkStatus();
  }

  const Request& request_;
  ReadContext& context_;
  StockReader& reader_;
  const std::string store_;
  v1::CountSheet sheet_;
  // By item.
  std::map<std::string, LineReader> lines_;
  // Of a copy: ids of its items.
  std::set<std::string> copied_;
};

}  // namespace

absl::StatusOr<v1::CountSheet> GetCountSheet(const Request& request,
                                             ReadContext& context) {
  v1::CountKind kind = v1::COUNT_KIND_UNSPECIFIED;
  if (absl::Status valid = CheckKind(request, kind); !valid.ok()) return valid;
  const auto store = host::GetOne<v1::Store>(
      context, kStores, PathOf(request.name()), request.name());
  if (!store.ok()) return store.status();
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  return SheetDrawer(request, kind, context, *reader).Draw();
}

}  // namespace epiledger::supplies
