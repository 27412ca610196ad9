#include "http/settings.hpp"

#include <algorithm>
#include <utility>

#include "http/proxy_rules.hpp"
#include "http/request_text.hpp"

namespace censusctl::http {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t most_connections = 64;

failure refused(std::string message, std::string hint) {
    failure problem;
    problem.stage = stage::connect;
    problem.message = std::move(message);
    problem.hint = std::move(hint);
    return problem;
}

void bring_into_range(client_options& options) {
    constexpr milliseconds shortest{1};
    options.concurrency = std::clamp<std::size_t>(options.concurrency, 1, most_connections);
    options.most_concurrency =
        std::clamp<std::size_t>(options.most_concurrency, options.concurrency, most_connections);
    options.attempt_timeout = std::max(options.attempt_timeout, shortest);
    options.total_timeout = std::max(options.total_timeout, shortest);
    options.max_attempts = std::max(options.max_attempts, 1);
    options.backoff_base = std::max(options.backoff_base, milliseconds{0});
    options.backoff_cap = std::max(options.backoff_cap, milliseconds{0});
    options.max_retry_after = std::max(options.max_retry_after, milliseconds{0});
}

}  // namespace

result<client_settings> read_settings(client_options options) {
    client_settings settings;
    result<url> host = parse_url(options.base_url);
    if (!host) {
        failure problem = host.error();
        problem.message = "the base URL cannot be used: " + problem.message;
        return problem;
    }
    settings.host = std::move(*host);
    if (!settings.host.user.empty() || !settings.host.password.empty()) {
        return refused("the base URL holds a user or password",
                       "put the token into the variable CENSUS_API_TOKEN instead");
    }
    const bool secured = settings.host.scheme == "https";
    if (!secured && !is_loopback(settings.host.host) && !options.allow_insecure_http) {
        return refused(
            "the base URL is http:// to " + settings.host.host + ", which would send the token unencrypted",
            "use https://, or --allow-insecure-http if that is meant");
    }
    if (!is_usable_token(options.token)) {
        return refused("the token holds a space, a line break or another character that no token has",
                       "check the variable that holds it, also for a line break at its end");
    }
    if (!options.https_proxy.empty() && goes_through_proxy(settings.host, no_proxy_list{options.no_proxy})) {
        result<url> proxy = parse_proxy(options.https_proxy);
        if (!proxy) {
            return proxy.error();
        }
        settings.proxy = std::move(*proxy);
    }
    if (secured) {
        result<std::unique_ptr<tls_context>> tls = make_tls_context(options.ca_file);
        if (!tls) {
            return tls.error();
        }
        settings.tls = std::move(*tls);
    }
    bring_into_range(options);
    settings.retries.max_attempts = options.max_attempts;
    settings.retries.backoff_base = options.backoff_base;
    settings.retries.backoff_cap = options.backoff_cap;
    settings.retries.max_retry_after = options.max_retry_after;
    settings.options = std::move(options);
    return settings;
}

}  // namespace censusctl::http
