#pragma once
#include <boost/json/object.hpp>
#include <string>
#include <vector>

#include "sandbox/call.hpp"
#include "sandbox/envelope.hpp"

/// How V1 and V2 wrap what they answer (section 2 of the reference).
namespace censusctl::sandbox {

/// A page of a list and what is told of the list.
struct list_page {
    std::size_t begin;
    std::size_t end;
    bool newest_first;
    std::string tail;  ///< the members behind `data`: `pagination`, `next`
};

/// `default_order` counts where the request says none: the lists of what people make come newest first.
[[nodiscard]] list_page page_at(const call& asked, std::size_t total, std::string_view default_order);

/// {"status": "success", "data": […], "pagination": {…}} of items in order of creation, oldest first.
template <class Item, class Write>
[[nodiscard]] reply listed(const call& asked, const std::vector<Item>& oldest_first,
                           std::string_view default_order, Write write) {
    const list_page page = page_at(asked, oldest_first.size(), default_order);
    reply answer;
    answer.body = R"({"status":"success","data":[)";
    for (std::size_t i = page.begin; i < page.end; ++i) {
        if (i > page.begin) {
            answer.body += ',';
        }
        write(oldest_first[page.newest_first ? oldest_first.size() - 1 - i : i], answer.body);
    }
    answer.body += ']';
    answer.body += page.tail;
    answer.body += '}';
    return answer;
}

/// HTTP 404 in the form that the settings say.
[[nodiscard]] reply today_not_found(const call& asked);

/// A refused request: 400 or 422 with a message.
[[nodiscard]] reply today_refused(const call& asked, const std::string& message);

/// A body without any envelope.
[[nodiscard]] reply bare_object(const boost::json::object& body);

/// An HTTP error as V1 and V2 spell it, `status` as a number: {"status": 401, "message": "Unauthorized"}.
[[nodiscard]] reply numbered_error(int status, const std::string& message);

}  // namespace censusctl::sandbox
