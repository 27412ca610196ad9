#include "json/canonical.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <cmath>
#include <vector>

#include "json/document.hpp"
#include "json/number.hpp"

namespace censusctl::json {
namespace {

namespace bj = boost::json;

// The parser bounds the depth of what comes here.
void append(std::string& to, const bj::value& value);  // NOLINT(misc-no-recursion)

void append_double(std::string& to, double number) {
    constexpr double exact = 9007199254740992.0;  // 2^53: up to here a whole double is spelt as an integer
    if (number == std::trunc(number) && std::abs(number) < exact) {
        to += std::to_string(static_cast<std::int64_t>(number));
    } else {
        to += number_text(number);
    }
}

void append_object(std::string& to, const bj::object& members) {
    std::vector<const bj::key_value_pair*> sorted;
    sorted.reserve(members.size());
    for (const bj::key_value_pair& member : members) {
        sorted.push_back(&member);
    }
    std::ranges::sort(sorted, {}, [](const bj::key_value_pair* member) { return member->key(); });
    to += '{';
    for (const bj::key_value_pair* member : sorted) {
        to += member == sorted.front() ? "" : ",";
        to += bj::serialize(member->key());
        to += ':';
        append(to, member->value());
    }
    to += '}';
}

void append(std::string& to, const bj::value& value) {
    if (const auto* members = value.if_object()) {
        append_object(to, *members);
    } else if (const auto* elements = value.if_array()) {
        to += '[';
        for (const bj::value& element : *elements) {
            to += &element == elements->data() ? "" : ",";
            append(to, element);
        }
        to += ']';
    } else if (const auto* number = value.if_double()) {
        append_double(to, *number);
    } else {
        to += bj::serialize(value);
    }
}

bool looks_like_json(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

}  // namespace

std::string canonical(const bj::value& value) {
    std::string text;
    append(text, value);
    return text;
}

std::string canonical(std::string_view text) {
    document read;
    if (!looks_like_json(text) || !read.parse(text) || read.has_number_as_text()) {
        return std::string(text);
    }
    return canonical(read.root());
}

bool same(std::string_view left, std::string_view right) {
    if (left == right) {
        return true;
    }
    return looks_like_json(left) && looks_like_json(right) && canonical(left) == canonical(right);
}

}  // namespace censusctl::json
