#include "census/json_document.hpp"

#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <vector>

#include "text/canonical.hpp"

namespace censusctl::census {
namespace {

namespace json = boost::json;
using boost::system::error_code;

constexpr std::size_t deepest = 32;
/// Up to this many digits, every decimal number has a double of its own.
constexpr std::size_t digits_of_a_double = 15;

std::string double_text(double number) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    return std::string(digits.data(), end);
}

bool is_held_exactly(std::string_view digits, double number) {
    const auto written = text::canonical_number(digits);
    return written.has_value() && written == text::canonical_number(double_text(number));
}

/// Builds the value. It differs from the library's own handler in its numbers: that one rounds doubles by
/// multiplication, which is one unit off for some, and turns 1e400 into infinity.
class builder {
public:
    static constexpr std::size_t max_object_size = json::object::max_size();
    static constexpr std::size_t max_array_size = json::array::max_size();
    static constexpr std::size_t max_key_size = json::string::max_size();
    static constexpr std::size_t max_string_size = json::string::max_size();

    explicit builder(json::storage_ptr memory) { stack_.reset(std::move(memory)); }

    json::value release() { return stack_.release(); }

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t size, error_code&) {
        stack_.push_object(size);
        return true;
    }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t size, error_code&) {
        stack_.push_array(size);
        return true;
    }
    bool on_key_part(json::string_view part, std::size_t, error_code&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_key(json::string_view part, std::size_t, error_code&) {
        stack_.push_key(part);
        return true;
    }
    bool on_string_part(json::string_view part, std::size_t, error_code&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(json::string_view part, std::size_t, error_code&) {
        stack_.push_string(part);
        return true;
    }
    bool on_number_part(json::string_view part, error_code&) {
        digits_.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t number, json::string_view, error_code&) {
        digits_.clear();
        stack_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, json::string_view, error_code&) {
        digits_.clear();
        stack_.push_uint64(number);
        return true;
    }
    bool on_double(double, json::string_view part, error_code&) {
        digits_.append(part.data(), part.size());
        push_number(digits_);
        digits_.clear();
        return true;
    }
    bool on_bool(bool value, error_code&) {
        stack_.push_bool(value);
        return true;
    }
    bool on_null(error_code&) {
        stack_.push_null();
        return true;
    }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }

private:
    void push_number(std::string_view digits) {
        double number = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool exact = digits.size() <= digits_of_a_double || is_held_exactly(digits, number);
        if (read.ec == std::errc{} && exact) {
            stack_.push_double(number);
        } else {
            stack_.push_string(json::string_view(digits.data(), digits.size()));
        }
    }

    json::value_stack stack_;
    std::string digits_;
};

void write_canonical(const json::value& value, std::string& to);

void write_canonical(const json::object& members, std::string& to) {
    std::vector<const json::key_value_pair*> sorted;
    sorted.reserve(members.size());
    for (const auto& member : members) {
        sorted.push_back(&member);
    }
    std::ranges::sort(sorted, {}, [](const json::key_value_pair* member) { return member->key(); });
    to += '{';
    for (const auto* member : sorted) {
        to += to.back() == '{' ? "" : ",";
        to += json::serialize(member->key());
        to += ':';
        write_canonical(member->value(), to);
    }
    to += '}';
}

void write_canonical(const json::value& value, std::string& to) {
    if (const auto* members = value.if_object()) {
        write_canonical(*members, to);
    } else if (const auto* elements = value.if_array()) {
        to += '[';
        for (const auto& element : *elements) {
            to += &element == elements->data() ? "" : ",";
            write_canonical(element, to);
        }
        to += ']';
    } else if (value.is_double()) {
        to += number_text(value);
    } else {
        to += json::serialize(value);
    }
}

}  // namespace

bool json_document::parse(std::string_view text) {
    json::parse_options options;
    options.max_depth = deepest;
    json::basic_parser<builder> parser(options, json::storage_ptr(&memory_));
    error_code error;
    const std::size_t taken = parser.write_some(false, text.data(), text.size(), error);
    if (!error && taken < text.size()) {
        error = json::error::extra_data;
    }
    if (error) {
        problem_ = error.message() + " at byte " + std::to_string(taken);
        return false;
    }
    root_.emplace(parser.handler().release());
    return true;
}

const json::value& json_document::root() const noexcept {
    static const json::value nothing;
    return root_ ? *root_ : nothing;
}

std::string canonical_json(const json::value& value) {
    std::string text;
    write_canonical(value, text);
    return text;
}

std::string number_text(const json::value& value) {
    if (const auto* number = value.if_int64()) {
        return std::to_string(*number);
    }
    if (const auto* number = value.if_uint64()) {
        return std::to_string(*number);
    }
    const auto* number = value.if_double();
    return number == nullptr ? std::string{} : double_text(*number);
}

}  // namespace censusctl::census
