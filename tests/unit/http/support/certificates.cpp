#include "unit/http/support/certificates.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <stdexcept>

namespace censusctl::http::test {
namespace {

using key_pointer = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using certificate_pointer = std::unique_ptr<X509, decltype(&X509_free)>;

constexpr long day = 24L * 3600;

key_pointer new_key() {
    const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> maker{
        EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nullptr), &EVP_PKEY_CTX_free};
    EVP_PKEY* made = nullptr;
    if (EVP_PKEY_keygen_init(maker.get()) != 1 ||
        EVP_PKEY_CTX_set_ec_paramgen_curve_nid(maker.get(), NID_X9_62_prime256v1) != 1 ||
        EVP_PKEY_keygen(maker.get(), &made) != 1) {
        throw std::runtime_error("no key");
    }
    return {made, &EVP_PKEY_free};
}

void add_extension(X509* to, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, to, nullptr, nullptr, 0);
    const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension{
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()), &X509_EXTENSION_free};
    if (!extension || X509_add_ext(to, extension.get(), -1) != 1) {
        throw std::runtime_error("no extension " + value);
    }
}

/// A certificate for `key`. `issuer` and `issuer_key` may be null: it signs itself. It then is an authority's
/// where it has no `subject_names`.
certificate_pointer new_certificate(EVP_PKEY* key, const std::string& name, const std::string& subject_names,
                                    int expires_in_days, X509* issuer, EVP_PKEY* issuer_key) {
    static long serial = 1;
    certificate_pointer made{X509_new(), &X509_free};
    X509_set_version(made.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), serial++);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -30 * day);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), expires_in_days * day);
    X509_set_pubkey(made.get(), key);
    X509_NAME* const subject = X509_get_subject_name(made.get());
    const std::basic_string<unsigned char> bytes{name.begin(), name.end()};
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, bytes.c_str(), -1, -1, 0);
    X509* const above = issuer != nullptr ? issuer : made.get();
    X509_set_issuer_name(made.get(), X509_get_subject_name(above));
    if (!subject_names.empty()) {
        add_extension(made.get(), above, NID_subject_alt_name, subject_names);
    } else if (issuer == nullptr) {
        add_extension(made.get(), above, NID_basic_constraints, "critical,CA:TRUE");
        add_extension(made.get(), above, NID_key_usage, "critical,keyCertSign,cRLSign");
    }
    if (X509_sign(made.get(), issuer_key != nullptr ? issuer_key : key, EVP_sha256()) == 0) {
        throw std::runtime_error("no signature");
    }
    return made;
}

std::shared_ptr<SSL_CTX> context_with(X509* certificate, EVP_PKEY* key) {
    std::shared_ptr<SSL_CTX> context{SSL_CTX_new(TLS_server_method()), &SSL_CTX_free};
    if (SSL_CTX_use_certificate(context.get(), certificate) != 1 ||
        SSL_CTX_use_PrivateKey(context.get(), key) != 1) {
        throw std::runtime_error("the certificate is of no use");
    }
    return context;
}

}  // namespace

struct authority::parts {
    key_pointer key;
    certificate_pointer certificate;
};

authority::authority() {
    key_pointer key = new_key();
    // Names differ, so that one authority is never taken for another.
    static int count = 0;
    const std::string name = "Test authority " + std::to_string(++count);
    certificate_pointer certificate = new_certificate(key.get(), name, "", 10, nullptr, nullptr);
    parts_ = std::make_unique<parts>(parts{std::move(key), std::move(certificate)});
    file_ = (std::filesystem::temp_directory_path() / "censusctl-ca-XXXXXX").string();
    const int descriptor = mkstemp(file_.data());
    FILE* const file = fdopen(descriptor, "w");
    PEM_write_X509(file, parts_->certificate.get());
    std::fclose(file);
}

authority::~authority() {
    std::filesystem::remove(file_);
}

std::shared_ptr<ssl_ctx_st> authority::server_context(const std::string& subject_names,
                                                      int expires_in_days) const {
    const key_pointer key = new_key();
    const certificate_pointer certificate = new_certificate(
        key.get(), "server", subject_names, expires_in_days, parts_->certificate.get(), parts_->key.get());
    return context_with(certificate.get(), key.get());
}

std::shared_ptr<ssl_ctx_st> authority::subject_context(const std::string& host) const {
    const key_pointer key = new_key();
    const certificate_pointer certificate =
        new_certificate(key.get(), host, "", 1, parts_->certificate.get(), parts_->key.get());
    return context_with(certificate.get(), key.get());
}

std::shared_ptr<ssl_ctx_st> authority::self_signed_context() {
    const key_pointer key = new_key();
    const certificate_pointer certificate =
        new_certificate(key.get(), "server", "DNS:localhost,IP:127.0.0.1", 1, nullptr, nullptr);
    return context_with(certificate.get(), key.get());
}

}  // namespace censusctl::http::test
