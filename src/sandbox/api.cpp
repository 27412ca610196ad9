#include "sandbox/api.hpp"

#include <optional>

#include "sandbox/authorization.hpp"
#include "sandbox/routes.hpp"
#include "sandbox/target.hpp"
#include "sandbox/today_envelope.hpp"

namespace censusctl::sandbox {

namespace {

/// The segments that stand for "*", or nothing when the path is another.
std::optional<std::vector<std::string>> match(std::string_view known,
                                              const std::vector<std::string>& segments) {
    std::vector<std::string> values;
    std::size_t length = 0;
    while (!known.empty()) {
        const std::string_view wanted = known.substr(0, known.find('/'));
        known.remove_prefix(std::min(wanted.size() + 1, known.size()));
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

/// The route that answers, or the methods of those that have the path.
struct matched_route {
    const route* found{nullptr};
    std::vector<std::string> values;
    std::string allowed;
};

matched_route find_route(generation spoken, const std::string& method,
                         const std::vector<std::string>& segments) {
    matched_route matched;
    for (const route& known : routes_of(spoken)) {
        auto values = match(known.path, segments);
        if (!values) {
            continue;
        }
        if (known.method == method) {
            matched.found = &known;
            matched.values = *std::move(values);
            return matched;
        }
        matched.allowed += (matched.allowed.empty() ? "" : ", ") + std::string(known.method);
    }
    return matched;
}

std::string_view path_of(const request& asked) {
    return std::string_view(asked.target).substr(0, asked.target.find('?'));
}

reply no_endpoint(const request& asked, generation spoken) {
    if (spoken != generation::of_2021) {
        return numbered_error(404, "");
    }
    return error_reply(404, "There is no such endpoint: " + std::string(path_of(asked)));
}

}  // namespace

bool api::carries(const request& asked, bool personal) const {
    const bool own = personal && !tokens_.personal.empty();
    return carries_token(asked.authorization, own ? tokens_.personal : tokens_.workspace_key);
}

/// V1 and V2 tell a token of the other kind apart from one that is none, where the settings say so.
reply api::refuse_token(const request& asked, generation spoken, bool personal) const {
    if (spoken == generation::of_2021) {
        reply refused = error_reply(401, asked.authorization.empty() ? "The request carries no API token"
                                                                     : "The API token is not valid");
        refused.headers.emplace_back("WWW-Authenticate", "Bearer");
        return refused;
    }
    const world_settings& settings = workspace_.settings();
    const int status = carries(asked, !personal) ? settings.wrong_token_status : 401;
    const std::string message = status == 401 ? "Unauthorized" : "Forbidden";
    return numbered_error(status, settings.bare_refusals ? "" : message);
}

reply api::answer(const request& asked) {
    workspace_.tick();
    const target_parts parts = split_target(served_, asked.target);
    // A path that belongs to none of them is answered as the first one that is served would.
    const generation first = speaks(served_, generation::v1)
                                 ? generation::v1
                                 : (served_ == served_api::v2 ? generation::v2 : generation::of_2021);
    const generation spoken = parts.spoken.value_or(first);
    const matched_route matched =
        parts.spoken ? find_route(spoken, asked.method, parts.segments) : matched_route();
    const bool of_organization = matched.found != nullptr && matched.found->of_organization;
    const bool personal = spoken == generation::v2 || of_organization;
    if (!carries(asked, personal)) {
        return refuse_token(asked, spoken, personal);
    }
    if (matched.found != nullptr) {
        const std::string url = "http://" + asked.host + std::string(path_of(asked));
        return matched.found->answer(
            call{workspace_, spoken, matched.values, parts.query, asked.body, url, tokens_.workspace_key});
    }
    if (matched.allowed.empty()) {
        return no_endpoint(asked, spoken);
    }
    reply refused =
        error_reply(405, "The method " + asked.method + " is not allowed here, but " + matched.allowed);
    refused.headers.emplace_back("Allow", matched.allowed);
    return refused;
}

}  // namespace censusctl::sandbox
