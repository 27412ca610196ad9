#include "sandbox/api.hpp"

#include <array>
#include <optional>

#include "sandbox/authorization.hpp"
#include "sandbox/metadata_endpoints.hpp"
#include "sandbox/sync_endpoints.hpp"
#include "sandbox/target.hpp"

namespace censusctl::sandbox {

namespace {

/// An endpoint: "*" in the path stands for one segment, an id or a name.
struct route {
    std::string_view method;
    std::array<std::string_view, 4> path;
    reply (*endpoint)(const call&);
};

constexpr std::array<route, 14> routes{{
    {"GET", {"sources"}, get_sources},
    {"GET", {"sources", "*"}, get_source},
    {"GET", {"sources", "*", "data_sources"}, get_data_sources},
    {"GET", {"sources", "*", "models", "*"}, get_model},
    {"GET", {"sources", "*", "tables", "*"}, get_table},
    {"GET", {"destinations"}, get_destinations},
    {"GET", {"destinations", "*"}, get_destination},
    {"GET", {"destinations", "*", "objects", "*"}, get_object},
    {"GET", {"syncs"}, get_syncs},
    {"POST", {"syncs"}, post_sync},
    {"GET", {"syncs", "*"}, get_sync},
    {"POST", {"syncs", "*", "trigger"}, post_trigger},
    {"GET", {"syncs", "*", "sync_runs"}, get_sync_runs},
    {"GET", {"sync_runs", "*"}, get_sync_run},
}};

/// The segments that stand for "*", or nothing when the path is another.
std::optional<std::vector<std::string>> match(const route& known, const std::vector<std::string>& segments) {
    std::vector<std::string> values;
    std::size_t length = 0;
    for (const std::string_view wanted : known.path) {
        if (wanted.empty()) {
            break;
        }
        if (length >= segments.size()) {
            return std::nullopt;
        }
        const std::string& segment = segments[length++];
        if (wanted == "*" && !segment.empty()) {
            values.push_back(segment);
        } else if (wanted != segment) {
            return std::nullopt;
        }
    }
    if (length != segments.size()) {
        return std::nullopt;
    }
    return values;
}

}  // namespace

reply api::answer(const request& asked) {
    workspace_.tick();
    if (!carries_token(asked.authorization, token_)) {
        reply refused = error_reply(401, asked.authorization.empty() ? "The request carries no API token"
                                                                     : "The API token is not valid");
        refused.headers.emplace_back("WWW-Authenticate", "Bearer");
        return refused;
    }
    const target_parts parts = split_target(asked.target);
    std::string allowed;
    for (const route& known : routes) {
        const auto values = parts.below_base ? match(known, parts.segments) : std::nullopt;
        if (!values) {
            continue;
        }
        if (known.method == asked.method) {
            return known.endpoint(call{workspace_, *values, parts.query, asked.body});
        }
        allowed += (allowed.empty() ? "" : ", ") + std::string(known.method);
    }
    if (allowed.empty()) {
        return error_reply(404,
                           "There is no such endpoint: " + asked.target.substr(0, asked.target.find('?')));
    }
    reply refused = error_reply(405, "The method " + asked.method + " is not allowed here, but " + allowed);
    refused.headers.emplace_back("Allow", allowed);
    return refused;
}

}  // namespace censusctl::sandbox
