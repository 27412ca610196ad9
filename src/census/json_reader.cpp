#include "census/json_reader.hpp"

#include <charconv>
#include <limits>
#include <vector>

namespace censusctl::census {
namespace {

namespace json = boost::json;

const json::value nothing;

std::string_view name_of(json::kind kind) noexcept {
    switch (kind) {
        case json::kind::null:
            return "null";
        case json::kind::bool_:
            return "a boolean";
        case json::kind::int64:
        case json::kind::uint64:
        case json::kind::double_:
            return "a number";
        case json::kind::string:
            return "a string";
        case json::kind::array:
            return "an array";
        case json::kind::object:
            return "an object";
    }
    return "unknown";
}

const json::value* find(const json::value& in, std::string_view key) noexcept {
    const auto* members = in.if_object();
    return members == nullptr ? nullptr : members->if_contains(json::string_view(key.data(), key.size()));
}

std::string_view view(const json::string& text) noexcept {
    return std::string_view(text.data(), text.size());
}

std::optional<std::int64_t> read_digits(std::string_view digits) noexcept {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
        return std::nullopt;
    }
    return number;
}

void append_escaped(std::string& to, std::string_view key) {
    for (const char c : key) {
        if (c == '~') {
            to += "~0";
        } else if (c == '/') {
            to += "~1";
        } else {
            to += c;
        }
    }
}

}  // namespace

presence json_reader::look(std::string_view key) const noexcept {
    const auto* found = find(*value_, key);
    if (found == nullptr) {
        return presence::missing;
    }
    return found->is_null() ? presence::null : presence::present;
}

json_reader json_reader::member(std::string_view key) const noexcept {
    const auto* found = find(*value_, key);
    return json_reader(*this, key, 0, found == nullptr ? nothing : *found);
}

json_reader json_reader::object(std::string_view key) const {
    const auto* found = find(*value_, key);
    const json_reader reader(*this, key, 0, found == nullptr ? nothing : *found);
    const bool usable = reader.demand(look(key), json::kind::object);
    return json_reader(*this, key, 0, usable ? *found : nothing);
}

std::string json_reader::required_text(std::string_view key) const {
    return member(key).take_text(look(key));
}

std::string json_reader::text(std::string_view key) const {
    const auto found = look(key);
    return found == presence::present ? member(key).take_text(found) : std::string{};
}

std::int64_t json_reader::required_id(std::string_view key) const {
    const json_reader reader = member(key);
    const auto found = look(key);
    if (found != presence::present) {
        reader.demand(found, json::kind::int64);
        return 0;
    }
    const std::int64_t number = reader.take_integer(true);
    if (number <= 0) {
        reader.refuse("is " + std::to_string(number) + ", expected an id");
    }
    return number;
}

std::optional<std::int64_t> json_reader::id(std::string_view key) const {
    if (look(key) != presence::present) {
        return std::nullopt;
    }
    const json_reader reader = member(key);
    const std::int64_t number = reader.take_integer(true);
    if (number < 0) {
        reader.refuse("is " + std::to_string(number) + ", expected an id");
    }
    return number == 0 ? std::nullopt : std::optional<std::int64_t>(number);
}

std::optional<std::int64_t> json_reader::integer(std::string_view key) const {
    if (look(key) != presence::present) {
        return std::nullopt;
    }
    return member(key).take_integer(false);
}

bool json_reader::flag(std::string_view key, bool otherwise) const {
    const auto found = look(key);
    if (found != presence::present) {
        return otherwise;
    }
    const json_reader reader = member(key);
    return reader.demand(found, json::kind::bool_) ? reader.value().get_bool() : otherwise;
}

bool json_reader::demand(presence found, json::kind kind) const {
    if (found == presence::missing) {
        if (parent_ != nullptr && !parent_->value_->is_object()) {
            return parent_->demand(presence::present, json::kind::object);
        }
        refuse("is missing");
        return false;
    }
    if (value_->kind() != kind) {
        std::string what = "is ";
        what += name_of(value_->kind());
        what += ", expected ";
        what += name_of(kind);
        refuse(what);
        return false;
    }
    return true;
}

void json_reader::refuse(std::string_view what) const {
    if (!problem_->found()) {
        problem_->where = pointer();
        problem_->what = what;
    }
}

std::string json_reader::pointer() const {
    std::vector<const json_reader*> way;
    for (const json_reader* at = this; at->parent_ != nullptr; at = at->parent_) {
        way.push_back(at);
    }
    std::string text;
    for (auto at = way.rbegin(); at != way.rend(); ++at) {
        text += '/';
        if ((*at)->key_.data() == nullptr) {
            text += std::to_string((*at)->index_);
        } else {
            append_escaped(text, (*at)->key_);
        }
    }
    return text;
}

std::string json_reader::take_text(presence found) const {
    return demand(found, json::kind::string) ? std::string(view(value_->get_string())) : std::string{};
}

std::int64_t json_reader::take_integer(bool digits_too) const {
    if (const auto* number = value_->if_int64()) {
        return *number;
    }
    if (digits_too && value_->is_string()) {
        if (const auto number = read_digits(view(value_->get_string()))) {
            return *number;
        }
    }
    if (value_->is_uint64()) {
        refuse("is beyond 64 bits");
    } else if (value_->is_double()) {
        refuse("is a number with a fraction or exponent, expected an integer");
    } else {
        demand(presence::present, json::kind::int64);
    }
    return 0;
}

}  // namespace censusctl::census
