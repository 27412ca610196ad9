#include "report/values.hpp"

#include "text/canonical.hpp"
#include "text/escape.hpp"

namespace censusctl::report {
namespace {

bool needs_quotes(const std::string& raw) {
    return raw.empty() || raw.front() == ' ' || raw.back() == ' ' || raw.front() == '\'' || raw == "null" ||
           raw == "true" || raw == "false" || raw.find(" -> ") != std::string::npos ||
           text::canonical_number(raw).has_value();
}

}  // namespace

std::string shown_value(const diff::attribute_value& value, std::size_t limit) {
    if (const bool* flag = std::get_if<bool>(&value)) {
        return *flag ? "true" : "false";
    }
    if (const std::int64_t* number = std::get_if<std::int64_t>(&value)) {
        return std::to_string(*number);
    }
    if (const std::string* raw = std::get_if<std::string>(&value)) {
        const std::string shown = text::escape_and_cut(*raw, limit);
        return needs_quotes(*raw) ? "'" + shown + "'" : shown;
    }
    return "null";
}

}  // namespace censusctl::report
