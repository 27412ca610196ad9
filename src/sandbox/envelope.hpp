#pragma once
#include <algorithm>
#include <boost/json/value.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sandbox/message.hpp"
#include "sandbox/target.hpp"

namespace censusctl::sandbox {

/// {"status": "success", "data": …} around JSON text.
[[nodiscard]] reply success(std::string_view data);
[[nodiscard]] reply success(const boost::json::value& data);

/// HTTP 404: "Sync 99 was not found".
[[nodiscard]] reply not_found(std::string_view what, std::string_view id);

/// An id of a path; absent unless it is a positive number.
[[nodiscard]] std::optional<std::int64_t> read_id(std::string_view text);

/// One page of a list whose items are in order of creation, oldest first. `write` appends an item's JSON to a
/// string; it is called for the page's items only. The newest come first unless the request says otherwise.
template <class Item, class Write>
[[nodiscard]] reply page_of(const std::vector<Item>& oldest_first, const page_request& wanted, Write write) {
    std::string data = "[";
    const std::size_t total = oldest_first.size();
    const std::size_t begin = std::min((wanted.page - 1) * wanted.per_page, total);
    const std::size_t end = std::min(begin + wanted.per_page, total);
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin) {
            data += ',';
        }
        write(oldest_first[wanted.order == "asc" ? i : total - 1 - i], data);
    }
    data += ']';
    return success(data);
}

}  // namespace censusctl::sandbox
