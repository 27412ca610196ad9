#include "http/tls.hpp"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cstdlib>
#include <utility>

#include "http/authorities.hpp"
#include "http/tls_stream.hpp"

namespace censusctl::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

bool is_address(const std::string& host) noexcept {
    std::array<unsigned char, 16> ignored{};
    return inet_pton(AF_INET, host.c_str(), ignored.data()) == 1 ||
           inet_pton(AF_INET6, host.c_str(), ignored.data()) == 1;
}

/// Tells OpenSSL whom the session is meant for, so that it sends the name and checks the certificate for it.
bool expect_peer(SSL* session, std::string host) {
    if (host.ends_with('.')) {
        host.pop_back();
    }
    constexpr std::array<unsigned char, 9> protocols{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    // Unlike the rest of OpenSSL, this function returns 0 for success.
    if (SSL_set_alpn_protos(session, protocols.data(), protocols.size()) != 0) {
        return false;
    }
    if (is_address(host)) {
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str()) == 1;
    }
    // A certificate that names its host only as its subject has not been one since 2017.
    SSL_set_hostflags(session, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    // What the macro SSL_set_tlsext_host_name does, without its cast.
    const long named =
        SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, host.data());
    return named == 1 && SSL_set1_host(session, host.c_str()) == 1;
}

/// The file of SSL_CERT_FILE if it cannot be read, which OpenSSL passes over in silence; else empty.
std::string unreadable_authorities() {
    const char* const named = std::getenv("SSL_CERT_FILE");
    const bool unreadable = named != nullptr && *named != '\0' && access(named, R_OK) != 0;
    return unreadable ? named : std::string{};
}

/// A file to trust besides, where neither the caller names one nor the TLS library has its own.
std::string other_authorities() {
    for (const char* variable : {X509_get_default_cert_file_env(), X509_get_default_cert_dir_env()}) {
        if (const char* named = std::getenv(variable); named != nullptr && *named != '\0') {
            return {};
        }
    }
    for (const char* own : {X509_get_default_cert_file(), X509_get_default_cert_dir()}) {
        if (access(own, R_OK) == 0) {
            return {};
        }
    }
    return authorities_of_other_systems();
}

/// What the user can do about a certificate that is not trusted.
std::string advice(long verdict, const std::string& host, const std::string& unreadable) {
    switch (verdict) {
        case X509_V_ERR_HOSTNAME_MISMATCH:
        case X509_V_ERR_IP_ADDRESS_MISMATCH:
            return "the certificate is for another host than " + host + "; check the base URL";
        case X509_V_ERR_CERT_HAS_EXPIRED:
            return "the server's certificate, or one above it, has expired; check this machine's clock too";
        case X509_V_ERR_CERT_NOT_YET_VALID:
            return "check this machine's clock: the certificate is not valid yet";
        case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
        case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
            if (!unreadable.empty()) {
                return "SSL_CERT_FILE names " + unreadable + ", which cannot be read";
            }
            return "the authority that signed it is not trusted here; if a company proxy opens TLS, name its "
                   "authority with --ca-file or SSL_CERT_FILE";
        default:
            return "if a company proxy opens TLS, name its authority with --ca-file or SSL_CERT_FILE";
    }
}

attempt_problem explain(SSL* session, const error_code& error, const std::string& host,
                        const std::string& unreadable) {
    const long verdict = SSL_get_verify_result(session);
    if (verdict != X509_V_OK) {
        attempt_problem problem = not_sent(
            stage::tls,
            "the certificate of " + host + " is not trusted: " + X509_verify_cert_error_string(verdict),
            advice(verdict, host, unreadable));
        problem.permanent = true;
        return problem;
    }
    if (error.category() != asio::error::get_ssl_category()) {
        return not_sent(stage::tls, "the connection was closed during the TLS handshake",
                        "the server, or something on the way to it, drops connections; run again later");
    }
    const int reason = ERR_GET_REASON(static_cast<unsigned long>(error.value()));
    attempt_problem problem = not_sent(stage::tls, "the TLS handshake failed: " + error.message(), "");
    if (reason == SSL_R_WRONG_VERSION_NUMBER || reason == SSL_R_HTTP_REQUEST) {
        problem.what.hint =
            "the server does not speak TLS on this port; check scheme and port of the base URL";
        problem.permanent = true;
    } else if (reason == SSL_R_UNSUPPORTED_PROTOCOL || reason == SSL_R_TLSV1_ALERT_PROTOCOL_VERSION) {
        problem.what.hint = "the server offers nothing newer than TLS 1.1; 1.2 is the least that is accepted";
        problem.permanent = true;
    } else {
        problem.what.hint = "check the base URL; a gateway may also refuse this client";
    }
    return problem;
}

class openssl_context final : public tls_context {
public:
    openssl_context() : context_{asio::ssl::context::tls_client} {}

    bool prepare(const std::string& ca_file) {
        context_.set_verify_mode(asio::ssl::verify_peer);
        error_code error;
        if (ca_file.empty()) {
            context_.set_default_verify_paths(error);
            unreadable_ = unreadable_authorities();
            if (const std::string bundle = other_authorities(); !bundle.empty()) {
                context_.load_verify_file(bundle, error);
            }
        } else {
            context_.load_verify_file(ca_file, error);
        }
        return !error && SSL_CTX_set_min_proto_version(context_.native_handle(), TLS1_2_VERSION) == 1;
    }

    asio::awaitable<attempt_result<std::unique_ptr<byte_stream>>> handshake(
        asio::ip::tcp::socket socket, std::string host, interruption& interrupt) override {
        auto stream = std::make_unique<tls_stream>(std::move(socket), context_);
        SSL* const session = stream->session().native_handle();
        if (!expect_peer(session, host)) {
            attempt_problem problem =
                not_sent(stage::tls, "the TLS session could not be set up for " + host, "");
            co_return problem;
        }
        error_code error;
        {
            tls_stream& open = *stream;
            interruption::hook ended{interrupt, [&open] {
                                         open.close();
                                     }};
            constexpr auto token = asio::as_tuple(asio::use_awaitable);
            const auto role = asio::ssl::stream_base::client;
            std::tie(error) = co_await stream->session().async_handshake(role, token);
        }
        if (error) {
            attempt_problem problem = explain(session, error, host, unreadable_);
            co_return problem;
        }
        std::unique_ptr<byte_stream> secured = std::move(stream);
        co_return secured;
    }

private:
    asio::ssl::context context_;
    std::string unreadable_;  ///< what should have held the authorities
};

}  // namespace

result<std::unique_ptr<tls_context>> make_tls_context(const std::string& ca_file) {
    auto context = std::make_unique<openssl_context>();
    if (!context->prepare(ca_file)) {
        failure problem;
        problem.stage = stage::tls;
        problem.message = ca_file.empty() ? "the system's certificate authorities could not be loaded"
                                          : "no certificate authority could be read from " + ca_file;
        problem.hint = "--ca-file and SSL_CERT_FILE name a file with certificates in PEM form";
        return problem;
    }
    std::unique_ptr<tls_context> ready = std::move(context);
    return ready;
}

}  // namespace censusctl::http
