#include "sandbox/document.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/string.hpp>

#include "sandbox/input_error.hpp"
#include "text/suggest.hpp"

namespace censusctl::sandbox {

namespace json = boost::json;

document_error::document_error(std::string path, const std::string& problem, bool at_key)
    : input_error{path.empty() ? problem : path + " " + problem}, path_(std::move(path)), at_key_(at_key) {}

std::string node::member_path(std::string_view key) const {
    std::string path = path_;
    if (!path.empty()) {
        path += '.';
    }
    path += key;
    return path;
}

void node::refuse(const std::string& problem) const {
    throw document_error{path_, problem};
}

const json::object& node::object() const {
    if (!value_->is_object()) {
        refuse("must be an object");
    }
    return value_->get_object();
}

std::optional<node> node::find(std::string_view key) const {
    const json::value* member = object().if_contains(key);
    if (member == nullptr || member->is_null()) {
        return std::nullopt;
    }
    return node{*member, member_path(key)};
}

node node::require(std::string_view key) const {
    std::optional<node> member = find(key);
    if (!member) {
        throw document_error{member_path(key), "is missing"};
    }
    return *std::move(member);
}

void node::allow_only(std::initializer_list<std::string_view> keys) const {
    allow_only(std::vector<std::string_view>(keys));
}

void node::allow_only(const std::vector<std::string_view>& keys) const {
    for (const auto& member : object()) {
        const std::string_view key{member.key().data(), member.key().size()};
        if (std::find(keys.begin(), keys.end(), key) != keys.end()) {
            continue;
        }
        const std::string hint = text::did_you_mean(key, keys);
        throw document_error{member_path(key), "is not known here" + (hint.empty() ? hint : "; " + hint),
                             true};
    }
}

std::vector<node> node::items() const {
    if (!value_->is_array()) {
        refuse("must be a list");
    }
    std::vector<node> found;
    const json::array& list = value_->get_array();
    found.reserve(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        found.emplace_back(list[i], path_ + "[" + std::to_string(i) + "]");
    }
    return found;
}

const json::string& node::string() const {
    if (!value_->is_string()) {
        refuse("must be a string");
    }
    return value_->get_string();
}

std::string node::text() const {
    const json::string& held = string();
    return {held.data(), held.size()};
}

std::int64_t node::integer() const {
    if (!value_->is_int64()) {
        refuse("must be an integer");
    }
    return value_->get_int64();
}

std::int64_t node::integer(std::int64_t least, std::int64_t most) const {
    const std::int64_t held = integer();
    if (held < least || held > most) {
        refuse("must be between " + std::to_string(least) + " and " + std::to_string(most));
    }
    return held;
}

bool node::boolean() const {
    if (!value_->is_bool()) {
        refuse("must be true or false");
    }
    return value_->get_bool();
}

std::string node::text_or(std::string_view key, std::string_view otherwise) const {
    const std::optional<node> member = find(key);
    return member ? member->text() : std::string(otherwise);
}

bool node::flag(std::string_view key, bool otherwise) const {
    const std::optional<node> member = find(key);
    return member ? member->boolean() : otherwise;
}

std::string node::choice(const std::vector<std::string_view>& allowed) const {
    std::string held = text();
    if (std::find(allowed.begin(), allowed.end(), held) != allowed.end()) {
        return held;
    }
    std::string words;
    for (const std::string_view word : allowed) {
        if (!words.empty()) {
            words += ", ";
        }
        words += word;
    }
    refuse("must be one of " + words);
}

json::value parse_body(const std::string& body) {
    boost::system::error_code error;
    json::value parsed = json::parse(body, error);
    if (error) {
        throw document_error{"", "The request body is not JSON"};
    }
    if (!parsed.is_object()) {
        throw document_error{"", "The request body must be a JSON object"};
    }
    return parsed;
}

}  // namespace censusctl::sandbox
