#pragma once
#include <memory>
#include <string>

struct ssl_ctx_st;

namespace censusctl::http::test {

/// A certificate authority made for this test run, and its PEM file in a temporary folder.
class authority {
public:
    authority();
    ~authority();
    authority(const authority&) = delete;
    authority& operator=(const authority&) = delete;

    /// The file with the authority's own certificate, for --ca-file.
    [[nodiscard]] const std::string& file() const noexcept { return file_; }

    /// A server's TLS context with a certificate signed by this authority. `subject_names` as OpenSSL writes
    /// them: "DNS:localhost" or "IP:127.0.0.1". `expires_in_days` may be negative.
    [[nodiscard]] std::shared_ptr<ssl_ctx_st> server_context(const std::string& subject_names,
                                                             int expires_in_days = 1) const;
    /// The same with a certificate that names `host` as its subject alone, and no other names.
    [[nodiscard]] std::shared_ptr<ssl_ctx_st> subject_context(const std::string& host) const;
    /// The same with a certificate that signs itself.
    [[nodiscard]] static std::shared_ptr<ssl_ctx_st> self_signed_context();

private:
    struct parts;
    std::unique_ptr<parts> parts_;
    std::string file_;
};

}  // namespace censusctl::http::test
