#include "census/endpoint.hpp"

#include <algorithm>

#include "http/url.hpp"

namespace censusctl::census {
namespace {

constexpr int most_per_page = 100;
constexpr std::string_view white_space = " \t\r\n";

/// Every answer of the API is a JSON object. Its ends are looked at only: a web page, noise and a body that
/// was cut off are told by them, and what lies between is the codecs' to judge.
bool is_no_json(std::string_view body) {
    const std::size_t first = body.find_first_not_of(white_space);
    return first == std::string_view::npos || body[first] != '{' ||
           body[body.find_last_not_of(white_space)] != '}';
}

call make_call(std::string_view method, std::string_view base_path, const std::string& path) {
    call request;
    request.message.method = method;
    request.message.target = std::string(base_path) + path;
    request.message.is_broken = is_no_json;
    request.name = std::string(method) + " " + path;
    return request;
}

}  // namespace

call read_call(std::string_view base_path, const std::string& path) {
    return make_call("GET", base_path, path);
}

call page_call(std::string_view base_path, const std::string& path, page_request page) {
    call request = make_call("GET", base_path, path);
    std::string& target = request.message.target;
    target += "?page=" + std::to_string(std::max(page.page, 1));
    target += "&per_page=" + std::to_string(std::clamp(page.per_page, 1, most_per_page));
    target += page.ascending ? "&order=asc" : "&order=desc";
    return request;
}

call write_call(std::string_view base_path, std::string_view method, const std::string& path,
                std::string body) {
    call request = make_call(method, base_path, path);
    request.message.body = std::move(body);
    request.message.replay = http::replay::once;
    return request;
}

std::string path_segment(std::string_view name) {
    if (name == ".") {
        return "%2E";
    }
    if (name == "..") {
        return "%2E%2E";
    }
    return http::percent_encode(name);
}

}  // namespace censusctl::census
