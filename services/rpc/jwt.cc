#include "services/rpc/jwt.h"

#include <jwt.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <optional>

#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "openssl/err.h"
#include "services/rpc/authenticate.h"
#include "services/rpc/names.h"
#include "services/rpc/openssl.h"
#include "services/rpc/roles.h"

namespace epiledger::rpc {
namespace {

constexpr std::string_view kAlgorithm = "ES256";

using JwtPointer = std::unique_ptr<jwt_t, OpensslDelete<jwt_free>>;

struct FreeText {
  void operator()(char* text) const { std::free(text); }
};
using TextPointer = std::unique_ptr<char, FreeText>;

bool IsTokenText(std::string_view token) {
  return std::all_of(token.begin(), token.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
  });
}

// Reads `token`, checking its signature when `pem` is not empty. Null when it
// is no token or the signature is wrong.
JwtPointer Decode(const std::string& token, const std::string& pem) {
  jwt_t* raw = nullptr;
  const auto* key = reinterpret_cast<const unsigned char*>(pem.data());
  const int result =
      jwt_decode(&raw, token.c_str(), pem.empty() ? nullptr : key,
                 static_cast<int>(pem.size()));
  JwtPointer jwt(raw);
  ERR_clear_error();
  return result == 0 ? std::move(jwt) : nullptr;
}

std::string Text(const char* text) { return text == nullptr ? "" : text; }

std::string Claim(jwt_t* jwt, const char* name) {
  return Text(jwt_get_grant(jwt, name));
}

std::optional<absl::Time> TimeClaim(jwt_t* jwt, const char* name) {
  errno = 0;
  const long seconds = jwt_get_grant_int(jwt, name);
  if (errno != 0) return std::nullopt;
  return absl::FromUnixSeconds(seconds);
}

std::vector<auth::v1::Role> RolesClaim(jwt_t* jwt) {
  std::vector<auth::v1::Role> roles;
  const TextPointer json(jwt_get_grants_json(jwt, "roles"));
  google::protobuf::ListValue list;
  if (json == nullptr ||
      !google::protobuf::util::JsonStringToMessage(json.get(), &list).ok()) {
    return roles;
  }
  for (const google::protobuf::Value& value : list.values()) {
    const std::optional<auth::v1::Role> role = FindRole(value.string_value());
    if (role.has_value()) roles.push_back(*role);
  }
  return roles;
}

bool IsIdOrEmpty(std::string_view text) { return text.empty() || IsId(text); }

// The claims that are about the bearer, or nothing when one is ill shaped.
std::optional<TokenClaims> ClaimsOf(jwt_t* jwt) {
  TokenClaims claims;
  claims.subject = Claim(jwt, "sub");
  claims.county = Claim(jwt, "county");
  claims.facility = Claim(jwt, "facility");
  claims.token_id = Claim(jwt, "jti");
  claims.roles = RolesClaim(jwt);
  const std::optional<absl::Time> expires = TimeClaim(jwt, "exp");
  claims.not_before = TimeClaim(jwt, "nbf").value_or(absl::InfinitePast());
  if (!IsId(claims.subject) || !IsIdOrEmpty(claims.county) ||
      !IsIdOrEmpty(claims.facility) || claims.token_id.empty() ||
      !expires.has_value()) {
    return std::nullopt;
  }
  claims.expires = *expires;
  return claims;
}

// The claims as the JSON object of the token's middle part.
std::string ClaimsJson(const TokenClaims& claims, std::string_view issuer,
                       std::string_view audience) {
  google::protobuf::Struct json;
  auto& fields = *json.mutable_fields();
  fields["iss"].set_string_value(std::string(issuer));
  fields["aud"].set_string_value(std::string(audience));
  fields["sub"].set_string_value(claims.subject);
  fields["jti"].set_string_value(claims.token_id);
  if (!claims.county.empty()) {
    fields["county"].set_string_value(claims.county);
  }
  if (!claims.facility.empty()) {
    fields["facility"].set_string_value(claims.facility);
  }
  auto& roles = *fields["roles"].mutable_list_value();
  for (const auth::v1::Role role : claims.roles) {
    roles.add_values()->set_string_value(RoleName(role));
  }
  std::string text;
  const auto written = google::protobuf::util::MessageToJsonString(json, &text);
  return written.ok() ? text : "";
}

// The times, apart because JSON numbers of a Struct are floating point.
bool AddTimes(jwt_t* jwt, const TokenClaims& claims) {
  if (jwt_add_grant_int(jwt, "exp", absl::ToUnixSeconds(claims.expires)) != 0) {
    return false;
  }
  return claims.not_before == absl::InfinitePast() ||
         jwt_add_grant_int(jwt, "nbf",
                           absl::ToUnixSeconds(claims.not_before)) == 0;
}

}  // namespace

absl::StatusOr<TokenClaims> ReadJwt(std::string_view token, const KeyMap& keys,
                                    std::string_view issuer,
                                    std::string_view audience) {
  const absl::Status invalid = Unauthenticated("TOKEN_INVALID");
  if (!IsTokenText(token)) return invalid;
  const std::string text(token);
  // First without a key, for the algorithm and the key's id: nothing is
  // believed of what this finds.
  const JwtPointer unverified = Decode(text, "");
  if (unverified == nullptr ||
      Text(jwt_get_header(unverified.get(), "alg")) != kAlgorithm) {
    return invalid;
  }
  const auto key = keys.find(Text(jwt_get_header(unverified.get(), "kid")));
  if (key == keys.end()) return invalid;

  const JwtPointer jwt = Decode(text, key->second);
  if (jwt == nullptr || jwt_get_alg(jwt.get()) != JWT_ALG_ES256 ||
      Claim(jwt.get(), "iss") != issuer ||
      Claim(jwt.get(), "aud") != audience) {
    return invalid;
  }
  const std::optional<TokenClaims> claims = ClaimsOf(jwt.get());
  if (!claims.has_value()) return invalid;
  return *claims;
}

std::vector<auth::v1::Role> RolesSaid(const std::string& token) {
  const JwtPointer jwt = Decode(token, "");
  return jwt == nullptr ? std::vector<auth::v1::Role>{} : RolesClaim(jwt.get());
}

absl::StatusOr<std::string> WriteJwt(const TokenClaims& claims,
                                     std::string_view issuer,
                                     std::string_view audience,
                                     std::string_view private_pem,
                                     std::string_view key_id) {
  const absl::Status failed = absl::InternalError("cannot make a token");
  jwt_t* raw = nullptr;
  if (jwt_new(&raw) != 0) return failed;
  const JwtPointer jwt(raw);
  const std::string json = ClaimsJson(claims, issuer, audience);
  if (jwt_add_grants_json(jwt.get(), json.c_str()) != 0 ||
      !AddTimes(jwt.get(), claims) ||
      jwt_add_header(jwt.get(), "kid", std::string(key_id).c_str()) != 0) {
    return failed;
  }
  const auto* key = reinterpret_cast<const unsigned char*>(private_pem.data());
  if (jwt_set_alg(jwt.get(), JWT_ALG_ES256, key,
                  static_cast<int>(private_pem.size())) != 0) {
    return failed;
  }
  const TextPointer token(jwt_encode_str(jwt.get()));
  if (token == nullptr) return failed;
  return std::string(token.get());
}

}  // namespace epiledger::rpc
