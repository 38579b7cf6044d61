// Reads of what counts from a day on: before its day a resource is not there,
// neither for Get nor for List nor as the subject of another list.
#ifndef EPILEDGER_SERVICES_FUNDING_DATED_READS_H_
#define EPILEDGER_SERVICES_FUNDING_DATED_READS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "epiledger/funding/v1/allocation_change.pb.h"
#include "epiledger/funding/v1/appropriation_adjustment.pb.h"
#include "epiledger/funding/v1/carry_over.pb.h"
#include "epiledger/funding/v1/commitment.pb.h"
#include "epiledger/funding/v1/disbursement.pb.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "epiledger/funding/v1/liability.pb.h"
#include "epiledger/funding/v1/reconciliation.pb.h"
#include "google/protobuf/repeated_field.h"
#include "services/funding/money.h"
#include "services/funding/reversed_reads.h"
#include "services/host/listing.h"
#include "services/host/read_context.h"
#include "services/host/resource_reads.h"
#include "services/ledger/history.h"
#include "services/rpc/error.h"

namespace epiledger::funding {

// The day a resource of dated money counts from: its own, or that on which it
// was posted because its own was closed.
inline const google::type::Date& DateOf(
    const v1::Appropriation& appropriation) {
  return appropriation.has_posted_date() ? appropriation.posted_date()
                                         : appropriation.appropriation_date();
}
inline const google::type::Date& DateOf(
    const v1::AllocationDocument& document) {
  return document.document_date();
}
inline const google::type::Date& DateOf(const v1::Allocation& allocation) {
  return allocation.effective_date();
}
inline const google::type::Date& DateOf(const v1::Payment& payment) {
  return payment.payment_date();
}
inline const google::type::Date& DateOf(const v1::Commitment& commitment) {
  return commitment.commitment_date();
}
inline const google::type::Date& DateOf(const v1::Accrual& accrual) {
  return accrual.has_posted_date() ? accrual.posted_date()
                                   : accrual.accrual_date();
}
inline const google::type::Date& DateOf(const v1::Refund& refund) {
  return refund.has_posted_date() ? refund.posted_date() : refund.refund_date();
}

inline const google::type::Date& DateOf(const v1::AllocationChange& change) {
  return change.change_date();
}

inline const google::type::Date& DateOf(const v1::Liability& liability) {
  return liability.has_posted_date() ? liability.posted_date()
                                     : liability.liability_date();
}

// From its first day on: its lines have days of their own.
inline const google::type::Date& DateOf(
    const v1::TreasuryStatement& statement) {
  return statement.first_date();
}

inline const google::type::Date& DateOf(
    const v1::AppropriationAdjustment& adjustment) {
  return adjustment.has_posted_date() ? adjustment.posted_date()
                                      : adjustment.adjustment_date();
}

inline const google::type::Date& DateOf(const v1::Disbursement& disbursement) {
  return disbursement.has_posted_date() ? disbursement.posted_date()
                                        : disbursement.disbursement_date();
}

inline const google::type::Date& DateOf(const v1::CarryOver& carry) {
  return carry.carry_date();
}

template <typename Resource>
bool IsDatedByThen(const Resource& resource, const host::ReadContext& context) {
  return ToPosition(DateOf(resource)) <= context.position();
}

// The resource of a Get; NOT_FOUND also when it is dated after the day asked.
template <typename Resource>
absl::StatusOr<Resource> GetDated(host::ReadContext& context,
                                  std::string_view collection,
                                  std::string_view key,
                                  const std::string& name) {
  auto found = host::GetOne<Resource>(context, collection, key, name);
  if (found.ok() && !IsDatedByThen(*found, context)) {
    return rpc::NotFound(collection, name);
  }
  if (found.ok()) DropLaterReversal(context, *found);
  return found;
}

// Puts the resources of a page into `page`: those of which `fits` says that
// they belong to the list; it may complete or shorten them. Returns the next
// page's token.
template <typename Resource>
absl::StatusOr<std::string> ListFitting(
    host::ReadContext& context, std::string_view collection,
    google::protobuf::RepeatedPtrField<Resource>& page,
    absl::FunctionRef<bool(Resource&)> fits) {
  return host::ListFiltered(
      context, collection, "",
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        Resource resource;
        resource.ParseFromString(row.body);
        DropLaterReversal(context, resource);
        if (!fits(resource)) return std::nullopt;
        const size_t bytes = resource.ByteSizeLong();
        *page.Add() = std::move(resource);
        return bytes;
      });
}

// The same of what is dated by the day asked.
template <typename Resource>
absl::StatusOr<std::string> ListDated(
    host::ReadContext& context, std::string_view collection,
    google::protobuf::RepeatedPtrField<Resource>& page,
    absl::FunctionRef<bool(Resource&)> fits) {
  return ListFitting<Resource>(
      context, collection, page, [&](Resource& resource) {
        return IsDatedByThen(resource, context) && fits(resource);
      });
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_DATED_READS_H_
