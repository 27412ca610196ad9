#include "sandbox/constant_check.hpp"

#include <boost/json/string.hpp>
#include <charconv>
#include <cmath>

#include "sandbox/instant.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

namespace {

bool is_number(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value);
}

/// A date, or a date and more: the API reference does not say which spellings of a datetime there are.
bool is_datetime(std::string_view text) {
    if (text.size() < 10) {
        return false;
    }
    if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') {
        return false;
    }
    return read_instant(std::string{text.substr(0, 10)} + "T00:00:00Z").has_value();
}

}  // namespace

void check_constant(const node& value, std::string_view type) {
    const json::value& held = value.value();
    const bool text = held.is_string();
    const std::string_view written =
        text ? std::string_view{held.get_string().data(), held.get_string().size()} : std::string_view{};
    if (type == "boolean" && !held.is_bool() && written != "true" && written != "false") {
        value.refuse("must be true or false for the type boolean");
    }
    const bool infinite = held.is_double() && !std::isfinite(held.get_double());
    if (type == "number" && (infinite || (!held.is_number() && !is_number(written)))) {
        value.refuse("must be a number for the type number");
    }
    if (type == "datetime" && !is_datetime(written)) {
        value.refuse("must be a date and time such as \"2021-10-22T00:40:11Z\" for the type datetime");
    }
    if (type == "text" && !text) {
        value.refuse("must be a string for the type text");
    }
}

}  // namespace censusctl::sandbox
