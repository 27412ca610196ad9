#include "census/endpoint.hpp"

#include <algorithm>

#include "http/url.hpp"

namespace censusctl::census {
namespace {

constexpr int most_per_page = 100;

call make_call(std::string_view method, std::string_view base_path, const std::string& path) {
    call made;
    made.message.method = method;
    made.message.target = std::string(base_path) + path;
    made.name = std::string(method) + " " + path;
    return made;
}

}  // namespace

call read_call(std::string_view base_path, const std::string& path) {
    return make_call("GET", base_path, path);
}

call page_call(std::string_view base_path, const std::string& path, page_request page) {
    call made = make_call("GET", base_path, path);
    std::string& target = made.message.target;
    target += "?page=" + std::to_string(std::max(page.page, 1));
    target += "&per_page=" + std::to_string(std::clamp(page.per_page, 1, most_per_page));
    target += page.ascending ? "&order=asc" : "&order=desc";
    return made;
}

call write_call(std::string_view base_path, const std::string& path, std::string body) {
    call made = make_call("POST", base_path, path);
    made.message.body = std::move(body);
    made.message.replay = http::replay::once;
    return made;
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
