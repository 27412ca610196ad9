#include "sandbox/today_envelope.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

json::value page_or_null(bool there, std::size_t page) {
    return there ? json::value(page) : json::value(nullptr);
}

/// The deprecated absolute link to the next page.
std::string next_url(const call& asked, const page_request& wanted, const std::string& order) {
    std::string url = asked.url;
    if (asked.space.settings().next_link == "elsewhere") {
        constexpr std::string_view scheme = "http://";
        const std::size_t path = url.find('/', scheme.size());
        url = "https://census.elsewhere.example" + url.substr(std::min(path, url.size()));
    }
    return url + "?page=" + std::to_string(wanted.page + 1) + "&per_page=" + std::to_string(wanted.per_page) +
           "&order=" + order;
}

}  // namespace

list_page page_at(const call& asked, std::size_t total, std::string_view default_order) {
    const page_request wanted = read_page_request(asked.query);
    const std::string order = wanted.order.empty() ? std::string(default_order) : wanted.order;
    const std::size_t last = std::max<std::size_t>(1, (total + wanted.per_page - 1) / wanted.per_page);
    const bool more = wanted.page < last;
    json::object pagination;
    pagination["total_records"] = total;
    pagination["per_page"] = wanted.per_page;
    pagination["prev_page"] = page_or_null(wanted.page > 1, wanted.page - 1);
    pagination["page"] = wanted.page;
    pagination["next_page"] = page_or_null(more, wanted.page + 1);
    pagination["last_page"] = last;
    list_page page;
    page.begin = std::min((wanted.page - 1) * wanted.per_page, total);
    page.end = std::min(page.begin + wanted.per_page, total);
    page.newest_first = order == "desc";
    page.tail = ",\"pagination\":" + json::serialize(pagination);
    if (asked.spoken == generation::v1 && asked.space.settings().next_link != "absent") {
        page.tail += ",\"next\":";
        page.tail += more ? json::serialize(json::string(next_url(asked, wanted, order))) : "null";
    }
    return page;
}

reply today_not_found(const call& asked) {
    const std::string& form = asked.space.settings().not_found;
    reply answer;
    answer.status = 404;
    answer.body = form == "number" ? R"({"status":404})"
                                   : (form == "text" ? R"({"status":"404"})" : R"({"status":"not_found"})");
    return answer;
}

reply today_refused(const call& asked, const std::string& message) {
    return error_reply(asked.space.settings().refused_status, message);
}

reply bare_object(const json::object& body) {
    reply answer;
    answer.body = json::serialize(body);
    return answer;
}

reply numbered_error(int status, const std::string& message) {
    json::object body{{"status", status}};
    if (!message.empty()) {
        body["message"] = message;
    }
    reply answer;
    answer.status = status;
    answer.body = json::serialize(body);
    return answer;
}

}  // namespace censusctl::sandbox
