#include "sandbox/row_values.hpp"

#include <array>
#include <boost/json/string.hpp>
#include <charconv>

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

std::string as_text(const json::value& value) {
    if (value.is_bool()) {
        return value.get_bool() ? "true" : "false";
    }
    if (value.is_int64()) {
        return std::to_string(value.get_int64());
    }
    if (value.is_uint64()) {
        return std::to_string(value.get_uint64());
    }
    if (value.is_double()) {
        std::array<char, 64> buffer{};
        const auto [end, error] =
            std::to_chars(buffer.data(), buffer.data() + buffer.size(), value.get_double());
        std::string text{buffer.data(), end};
        if (text.find_first_of(".en") == std::string::npos) {
            text += ".0";
        }
        return text;
    }
    return {value.get_string().data(), value.get_string().size()};
}

}  // namespace

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(json::string(text));
}

json::value number_or_null(const std::optional<std::int64_t>& number) {
    return number ? json::value(*number) : json::value(nullptr);
}

json::value constant_value(const json::value& value, bool as_strings) {
    return as_strings ? json::value(json::string(as_text(value))) : value;
}

}  // namespace censusctl::sandbox
