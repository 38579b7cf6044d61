// NumberedPage: a page of rows that were all put together and sorted first. As
// all pages show one moment of the book, a row's number says where it stands.
#ifndef EPILEDGER_SERVICES_FUNDING_NUMBERED_PAGE_H_
#define EPILEDGER_SERVICES_FUNDING_NUMBERED_PAGE_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "google/protobuf/repeated_field.h"
#include "services/host/listing.h"
#include "services/host/read_context.h"
#include "services/text.h"

namespace epiledger::funding {

// Moves the context's page of `rows` into `page`; returns the next page's
// token, empty on the last page.
template <typename Row>
std::string TakeNumberedPage(host::ReadContext& context, std::vector<Row>& rows,
                             google::protobuf::RepeatedPtrField<Row>& page) {
  size_t at = 0;
  if (!absl::SimpleAtoi(context.cursor(), &at)) at = 0;
  host::PageRoom room(context.page_size());
  for (; at < rows.size() && !room.IsFull(); ++at) {
    room.Take(rows[at].ByteSizeLong());
    *page.Add() = std::move(rows[at]);
  }
  return at < rows.size() ? context.NextPageToken(Concat(at)) : std::string();
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_NUMBERED_PAGE_H_
