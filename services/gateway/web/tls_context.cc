#include "services/gateway/web/tls_context.h"

#include <string>

#include "absl/time/clock.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

namespace ssl = boost::asio::ssl;
using boost::system::error_code;

absl::Status Unusable(const std::string& file, const error_code& error) {
  return absl::FailedPreconditionError(
      Concat(file, " cannot be used for HTTPS: ", error.message()));
}

absl::Status DemandClientCertificate(const std::string& ca,
                                     ssl::context& context) {
  error_code error;
  context.load_verify_file(ca, error);
  if (error) return Unusable(ca, error);
  context.set_verify_mode(ssl::verify_peer | ssl::verify_fail_if_no_peer_cert,
                          error);
  return error ? Unusable(ca, error) : absl::OkStatus();
}

absl::StatusOr<TlsContext::Shared> MakeContext(
    const rpc::TlsFiles& files, bool require_client_certificate) {
  const absl::Status usable = rpc::CheckTlsFiles(files);
  if (!usable.ok()) return usable;
  auto context = std::make_shared<ssl::context>(ssl::context::tls_server);
  error_code error;
  context->set_options(ssl::context::default_workarounds |
                           ssl::context::no_tlsv1 | ssl::context::no_tlsv1_1 |
                           ssl::context::no_compression,
                       error);
  if (error) return Unusable(files.certificate, error);
  context->use_certificate_chain_file(files.certificate, error);
  if (error) return Unusable(files.certificate, error);
  context->use_private_key_file(files.key, ssl::context::pem, error);
  if (error) return Unusable(files.key, error);
  if (!require_client_certificate) return context;
  const absl::Status demanded = DemandClientCertificate(files.ca, *context);
  if (!demanded.ok()) return demanded;
  return context;
}

}  // namespace

absl::StatusOr<TlsContext> TlsContext::Open(rpc::TlsFiles files,
                                            bool require_client_certificate) {
  auto context = MakeContext(files, require_client_certificate);
  if (!context.ok()) return context.status();
  return TlsContext(std::move(files), require_client_certificate,
                    *std::move(context));
}

TlsContext::TlsContext(rpc::TlsFiles files, bool require_client_certificate,
                       Shared context)
    : files_(std::move(files)),
      require_client_certificate_(require_client_certificate),
      context_(std::move(context)),
      read_at_(absl::Now()) {}

TlsContext::Shared TlsContext::Get() {
  if (absl::Now() - read_at_ < limits::kCertificateRefresh) return context_;
  read_at_ = absl::Now();
  auto renewed = MakeContext(files_, require_client_certificate_);
  if (renewed.ok()) context_ = *std::move(renewed);
  return context_;
}

}  // namespace epiledger::gateway
