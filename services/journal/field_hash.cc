#include "services/journal/field_hash.h"

#include <algorithm>
#include <bit>
#include <memory>

#include "absl/container/flat_hash_map.h"
#include "epiledger/type/v1/derived.pb.h"
#include "epiledger/type/v1/field.pb.h"
#include "google/protobuf/descriptor.h"
#include "services/journal/sha256.h"
#include "services/limits.h"

namespace epiledger::journal {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

constexpr std::string_view kRequestId = "request_id";

void AppendNumber(uint64_t value, std::string& out) {
  for (int shift = 56; shift >= 0; shift -= 8) {
    out.push_back(static_cast<char>((value >> shift) & 0xff));
  }
}

void AppendBytes(std::string_view bytes, std::string& out) {
  AppendNumber(bytes.size(), out);
  out.append(bytes);
}

void AppendMessage(const Message& message, std::string& out);

// Repeated and singular fields read alike: `index` is ignored for the latter.
void AppendValue(const Message& message, const FieldDescriptor& field,
                 int index, std::string& out) {
  const Reflection& reflection = *message.GetReflection();
  const bool many = field.is_repeated();
#define EPILEDGER_GET(Type)                                    \
  (many ? reflection.GetRepeated##Type(message, &field, index) \
        : reflection.Get##Type(message, &field))
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_INT32:
      return AppendNumber(static_cast<uint64_t>(EPILEDGER_GET(Int32)), out);
    case FieldDescriptor::CPPTYPE_INT64:
      return AppendNumber(static_cast<uint64_t>(EPILEDGER_GET(Int64)), out);
    case FieldDescriptor::CPPTYPE_UINT32:
      return AppendNumber(EPILEDGER_GET(UInt32), out);
    case FieldDescriptor::CPPTYPE_UINT64:
      return AppendNumber(EPILEDGER_GET(UInt64), out);
    case FieldDescriptor::CPPTYPE_BOOL:
      return AppendNumber(EPILEDGER_GET(Bool) ? 1 : 0, out);
    case FieldDescriptor::CPPTYPE_ENUM:
      return AppendNumber(static_cast<uint64_t>(EPILEDGER_GET(EnumValue)), out);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return AppendNumber(std::bit_cast<uint64_t>(EPILEDGER_GET(Double)), out);
    case FieldDescriptor::CPPTYPE_FLOAT:
      return AppendNumber(std::bit_cast<uint32_t>(EPILEDGER_GET(Float)), out);
    case FieldDescriptor::CPPTYPE_STRING:
      return AppendBytes(EPILEDGER_GET(String), out);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return AppendMessage(
          many ? reflection.GetRepeatedMessage(message, &field, index)
               : reflection.GetMessage(message, &field),
          out);
  }
#undef EPILEDGER_GET
}

void AppendField(const Message& message, const FieldDescriptor& field,
                 std::string& out) {
  AppendNumber(static_cast<uint64_t>(field.number()), out);
  if (!field.is_repeated()) return AppendValue(message, field, 0, out);
  const int size = message.GetReflection()->FieldSize(message, &field);
  AppendNumber(static_cast<uint64_t>(size), out);
  for (int i = 0; i < size; ++i) AppendValue(message, field, i, out);
}

// Fields that are set, by number. A proto3 scalar at its default counts as not
// set, a message that is present but empty as set.
std::vector<const FieldDescriptor*> SetFields(const Message& message) {
  std::vector<const FieldDescriptor*> fields;
  message.GetReflection()->ListFields(message, &fields);
  std::sort(fields.begin(), fields.end(),
            [](const FieldDescriptor* a, const FieldDescriptor* b) {
              return a->number() < b->number();
            });
  return fields;
}

void AppendMessage(const Message& message, std::string& out) {
  std::string inner;
  for (const FieldDescriptor* field : SetFields(message)) {
    AppendField(message, *field, inner);
  }
  AppendBytes(inner, out);
}

bool IsPersonal(const FieldDescriptor& field) {
  return field.options().GetExtension(type::v1::rule).personal();
}

bool IsDerived(const FieldDescriptor& field) {
  return field.options().GetExtension(type::v1::derived);
}

bool HoldsPersonal(const Descriptor& type, int depth = 0);

bool HoldsPersonal(const FieldDescriptor& field, int depth) {
  return IsPersonal(field) || (field.message_type() != nullptr &&
                               HoldsPersonal(*field.message_type(), depth + 1));
}

bool HoldsPersonal(const Descriptor& type, int depth) {
  if (depth > limits::kMaxRequestDepth) return false;
  for (int i = 0; i < type.field_count(); ++i) {
    if (HoldsPersonal(*type.field(i), depth)) return true;
  }
  return false;
}

// The answer for a field never changes, and requests of one method ask for the
// same few again and again.
bool HoldsPersonalCached(const FieldDescriptor& field) {
  thread_local absl::flat_hash_map<const FieldDescriptor*, bool> known;
  const auto [it, is_new] = known.try_emplace(&field);
  if (is_new) it->second = HoldsPersonal(field, 0);
  return it->second;
}

bool HasDerived(const Descriptor& request) {
  for (int i = 0; i < request.field_count(); ++i) {
    if (IsDerived(*request.field(i))) return true;
  }
  return false;
}

void ClearDerived(Message& request) {
  for (const FieldDescriptor* field : SetFields(request)) {
    if (IsDerived(*field)) {
      request.GetReflection()->ClearField(&request, field);
    }
  }
}

void ClearPersonal(Message& message) {
  const Reflection& reflection = *message.GetReflection();
  for (const FieldDescriptor* field : SetFields(message)) {
    if (IsPersonal(*field)) {
      reflection.ClearField(&message, field);
    } else if (field->message_type() != nullptr && !field->is_repeated()) {
      ClearPersonal(*reflection.MutableMessage(&message, field));
    } else if (field->message_type() != nullptr) {
      for (int i = 0; i < reflection.FieldSize(message, field); ++i) {
        ClearPersonal(*reflection.MutableRepeatedMessage(&message, field, i));
      }
    }
  }
}

}  // namespace

std::vector<FieldHash> HashFields(const Message& request,
                                  std::string_view salt) {
  std::vector<FieldHash> hashes;
  std::string bytes;
  for (const FieldDescriptor* field : SetFields(request)) {
    if (field->name() == kRequestId || IsDerived(*field)) continue;
    bytes.clear();
    AppendField(request, *field, bytes);
    const bool personal = HoldsPersonalCached(*field);
    hashes.push_back(
        {field->number(), personal ? HmacSha256(salt, bytes) : Sha256(bytes)});
  }
  return hashes;
}

std::optional<std::string> DifferingField(
    const Descriptor& request, const std::vector<FieldHash>& first,
    const std::vector<FieldHash>& second) {
  for (int i = 0; i < request.field_count(); ++i) {
    const int number = request.field(i)->number();
    const auto digest = [number](const std::vector<FieldHash>& hashes) {
      const auto found = std::find_if(
          hashes.begin(), hashes.end(),
          [number](const FieldHash& hash) { return hash.number == number; });
      return found == hashes.end() ? Hash{} : found->digest;
    };
    if (digest(first) != digest(second)) return request.field(i)->name();
  }
  return std::nullopt;
}

std::string SerializeAsAsked(const Message& request) {
  const Descriptor& type = *request.GetDescriptor();
  if (!HoldsPersonal(type) && !HasDerived(type)) {
    return request.SerializeAsString();
  }
  const std::unique_ptr<Message> copy(request.New());
  copy->CopyFrom(request);
  ClearDerived(*copy);
  ClearPersonal(*copy);
  return copy->SerializeAsString();
}

}  // namespace epiledger::journal
