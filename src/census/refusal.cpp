#include "census/refusal.hpp"

#include <algorithm>
#include <string_view>

#include "text/escape.hpp"

namespace censusctl::census {
namespace {

/// What a status means, as the end of "GET /syncs …", and what the user may do.
struct advice {
    std::string_view what;
    std::string_view hint;
};

constexpr std::size_t longest_location = 200;
constexpr int first_redirect = 300;
constexpr int first_refusal = 400;
constexpr int first_server_error = 500;

advice advice_on(int status, bool from_api) {
    switch (status) {
        case 401:
            return {"was refused: the token is not accepted",
                    "check that the API token is right, and not revoked"};
        case 403:
            return {"was refused: the token gives no access to it",
                    "it may belong to another workspace than the token, be hidden from the token's user, or "
                    "not be "
                    "enabled: the token itself may be good"};
        case 404:
            return from_api
                       ? advice{"was answered with not found",
                                "check the id or name, and that the token is of the right workspace"}
                       : advice{"was answered with not found, and not by the API",
                                "check the base URL: it should end like https://app.getcensus.com/api/v1"};
        case 408:
            return {"timed out on the server", "try again later"};
        case 410:
            return {"was answered with gone: what is asked for is served no more",
                    "the vendor may have retired this generation of the API, V1 on 2027-01-15: "
                    "`censusctl migrate --to v2` moves the files to V2"};
        case 429:
            return {"was refused: too many requests", "wait a while, or use a lower --concurrency"};
        default:
            break;
    }
    if (status >= first_server_error) {
        return {"failed on the server", "try again later; if it stays so, ask the support of the service"};
    }
    if (status >= first_refusal) {
        return {"was refused", ""};
    }
    if (status >= first_redirect) {
        return {"was redirected, which is not followed",
                "check the base URL; the token is sent to the host that it names, and to no other"};
    }
    return {"was refused", ""};
}

/// Whether it reads a whole list: the path then names no thing that might be missing.
bool reads_a_list(const call& asked) {
    const std::string_view path = std::string_view(asked.name).substr(0, asked.name.find('?'));
    return asked.message.method == "GET" && std::ranges::count(path, '/') == 1;
}

http::failure answered(const call& asked, int status) {
    http::failure problem;
    problem.sent = http::sent_state::answered;
    problem.status = status;
    problem.method = asked.message.method;
    problem.target = asked.message.target;
    return problem;
}

}  // namespace

http::failure refused(const call& asked, int http_status, refusal reason) {
    const advice on = advice_on(reason.status, reason.from_api);
    http::failure problem = answered(asked, reason.status);
    problem.stage = http::stage::status;
    problem.message = asked.name + " ";
    if (reason.status >= first_redirect && reason.status < first_refusal && !reason.location.empty()) {
        problem.message += "was redirected to '" + text::escape_and_cut(reason.location, longest_location) +
                           "', which is not followed";
    } else {
        problem.message += on.what;
    }
    problem.message += " (HTTP " + std::to_string(http_status);
    if (!reason.envelope.empty()) {
        problem.message += ", status '" + reason.envelope + "'";
    }
    problem.message += ")";
    problem.server_text = std::move(reason.server_text);
    problem.hint = on.hint;
    if (reason.status == 404 && reason.from_api && reads_a_list(asked)) {
        problem.hint =
            "check the base URL, which should end like https://app.getcensus.com/api/v1, and that "
            "the token is of the right workspace";
    }
    return problem;
}

http::failure unreadable(const call& asked, int http_status, std::string_view what, std::string hint) {
    http::failure problem = answered(asked, http_status);
    problem.stage = http::stage::decode;
    problem.message = "the reply to " + asked.name + " ";
    problem.message += what;
    problem.message += " (HTTP " + std::to_string(http_status) + ")";
    problem.hint = std::move(hint);
    return problem;
}

}  // namespace censusctl::census
