#include "json/reader.hpp"

#include <boost/json/value.hpp>
#include <charconv>
#include <limits>
#include <vector>

namespace censusctl::json {
namespace {

namespace bj = boost::json;

const bj::value nothing;

kind kind_of(const bj::value& value) noexcept {
    switch (value.kind()) {
        case bj::kind::null:
            return kind::null;
        case bj::kind::bool_:
            return kind::boolean;
        case bj::kind::int64:
        case bj::kind::uint64:
        case bj::kind::double_:
            return kind::number;
        case bj::kind::string:
            return kind::text;
        case bj::kind::array:
            return kind::array;
        case bj::kind::object:
            break;
    }
    return kind::object;
}

std::string_view name_of(kind kind) noexcept {
    switch (kind) {
        case kind::null:
            return "null";
        case kind::boolean:
            return "a boolean";
        case kind::number:
            return "a number";
        case kind::text:
            return "a string";
        case kind::array:
            return "an array";
        case kind::object:
            break;
    }
    return "an object";
}

const bj::value* find(const bj::value& in, std::string_view key) noexcept {
    const auto* members = in.if_object();
    return members == nullptr ? nullptr : members->if_contains(bj::string_view(key.data(), key.size()));
}

std::string_view view(const bj::string& text) noexcept {
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

presence reader::look(std::string_view key) const noexcept {
    const auto* found = find(*value_, key);
    if (found == nullptr) {
        return presence::missing;
    }
    return found->is_null() ? presence::null : presence::present;
}

reader reader::member(std::string_view key) const noexcept {
    const auto* found = find(*value_, key);
    return reader(*this, key, 0, found == nullptr ? nothing : *found);
}

reader reader::object(std::string_view key) const {
    const auto* found = find(*value_, key);
    const reader inner(*this, key, 0, found == nullptr ? nothing : *found);
    const bool usable = inner.demand(look(key), kind::object);
    return reader(*this, key, 0, usable ? *found : nothing);
}

std::string reader::required_text(std::string_view key) const {
    return member(key).take_text(look(key));
}

std::string reader::text(std::string_view key) const {
    const auto found = look(key);
    return found == presence::present ? member(key).take_text(found) : std::string{};
}

std::int64_t reader::required_id(std::string_view key) const {
    const reader named = member(key);
    const auto found = look(key);
    if (found != presence::present) {
        named.demand(found, kind::number);
        return 0;
    }
    const std::int64_t number = named.take_integer(true);
    if (number <= 0) {
        named.refuse("is " + std::to_string(number) + ", expected an id");
    }
    return number;
}

std::string reader::required_name_or_number(std::string_view key) const {
    const reader named = member(key);
    if (look(key) == presence::present && named.kind() == kind::text) {
        std::string name = named.as_text();
        if (name.empty()) {
            named.refuse("is empty, expected an id");
        }
        return name;
    }
    const std::int64_t number = required_id(key);
    return failed() ? std::string() : std::to_string(number);
}

std::string reader::name_or_number(std::string_view key) const {
    if (look(key) != presence::present) {
        return {};
    }
    if (member(key).kind() == kind::text) {
        return member(key).as_text();
    }
    const auto number = id(key);
    return number ? std::to_string(*number) : std::string();
}

std::optional<std::int64_t> reader::id(std::string_view key) const {
    if (look(key) != presence::present) {
        return std::nullopt;
    }
    const reader named = member(key);
    const std::int64_t number = named.take_integer(true);
    if (number < 0) {
        named.refuse("is " + std::to_string(number) + ", expected an id");
    }
    return number == 0 ? std::nullopt : std::optional<std::int64_t>(number);
}

std::optional<std::int64_t> reader::integer(std::string_view key) const {
    if (look(key) != presence::present) {
        return std::nullopt;
    }
    return member(key).take_integer(integers_ == integers::numbers_or_digits);
}

bool reader::flag(std::string_view key, bool otherwise) const {
    const auto found = look(key);
    if (found != presence::present) {
        return otherwise;
    }
    const reader named = member(key);
    return named.demand(found, kind::boolean) ? named.value().get_bool() : otherwise;
}

bool reader::demand(presence found, json::kind wanted) const {
    if (found == presence::missing) {
        if (parent_ != nullptr && !parent_->value_->is_object()) {
            return parent_->demand(presence::present, kind::object);
        }
        refuse("is missing");
        return false;
    }
    if (kind() != wanted) {
        std::string what = "is ";
        what += name_of(kind());
        what += ", expected ";
        what += name_of(wanted);
        refuse(what);
        return false;
    }
    return true;
}

void reader::refuse(std::string_view what) const {
    if (!problem_->found()) {
        problem_->where = pointer();
        problem_->what = what;
    }
}

json::kind reader::kind() const noexcept {
    return kind_of(*value_);
}

std::string reader::as_text() const {
    return take_text(presence::present);
}

std::size_t reader::size() const noexcept {
    return value_->get_array().size();
}

const bj::value& reader::element_at(std::size_t index) const noexcept {
    return value_->get_array()[index];
}

std::string reader::pointer() const {
    std::vector<const reader*> way;
    for (const reader* at = this; at->parent_ != nullptr; at = at->parent_) {
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

std::string reader::take_text(presence found) const {
    return demand(found, kind::text) ? std::string(view(value_->get_string())) : std::string{};
}

std::int64_t reader::take_integer(bool digits_too) const {
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
        demand(presence::present, kind::number);
    }
    return 0;
}

}  // namespace censusctl::json
