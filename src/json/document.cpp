#include "json/document.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>
#include <charconv>
#include <optional>

#include "json/number.hpp"
#include "text/canonical.hpp"

namespace censusctl::json {
namespace {

namespace bj = boost::json;
using boost::system::error_code;

constexpr std::size_t deepest = 32;
/// Up to this many digits, every decimal number has a double of its own.
constexpr std::size_t digits_of_a_double = 15;

bool is_held_exactly(std::string_view digits, double number) {
    const auto written = text::canonical_number(digits);
    return written.has_value() && written == text::canonical_number(number_text(number));
}

/// Builds the value. It differs from the library's own handler in its numbers: that one rounds doubles by
/// multiplication, which is one unit off for some, and turns 1e400 into infinity.
class builder {
public:
    static constexpr std::size_t max_object_size = bj::object::max_size();
    static constexpr std::size_t max_array_size = bj::array::max_size();
    static constexpr std::size_t max_key_size = bj::string::max_size();
    static constexpr std::size_t max_string_size = bj::string::max_size();

    explicit builder(bj::storage_ptr memory) { stack_.reset(std::move(memory)); }

    bj::value release() { return stack_.release(); }
    [[nodiscard]] bool has_number_as_text() const noexcept { return has_number_as_text_; }

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
    bool on_key_part(bj::string_view part, std::size_t, error_code&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_key(bj::string_view part, std::size_t, error_code&) {
        stack_.push_key(part);
        return true;
    }
    bool on_string_part(bj::string_view part, std::size_t, error_code&) {
        stack_.push_chars(part);
        return true;
    }
    bool on_string(bj::string_view part, std::size_t, error_code&) {
        stack_.push_string(part);
        return true;
    }
    bool on_number_part(bj::string_view part, error_code&) {
        digits_.append(part.data(), part.size());
        return true;
    }
    bool on_int64(std::int64_t number, bj::string_view, error_code&) {
        digits_.clear();
        stack_.push_int64(number);
        return true;
    }
    bool on_uint64(std::uint64_t number, bj::string_view, error_code&) {
        digits_.clear();
        stack_.push_uint64(number);
        return true;
    }
    bool on_double(double, bj::string_view part, error_code&) {
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
    bool on_comment_part(bj::string_view, error_code&) { return true; }
    bool on_comment(bj::string_view, error_code&) { return true; }

private:
    void push_number(std::string_view digits) {
        double number = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        const bool exact = digits.size() <= digits_of_a_double || is_held_exactly(digits, number);
        if (read.ec == std::errc{} && exact) {
            stack_.push_double(number);
        } else {
            stack_.push_string(bj::string_view(digits.data(), digits.size()));
            has_number_as_text_ = true;
        }
    }

    bj::value_stack stack_;
    std::string digits_;
    bool has_number_as_text_{false};
};

}  // namespace

struct document::contents {
    bj::monotonic_resource memory;
    std::optional<bj::value> root;  // after the arena it lives in
    std::string problem;
    bool has_number_as_text{false};
};

document::document() : contents_(std::make_unique<contents>()) {}
document::~document() = default;

bool document::parse(std::string_view text) {
    bj::parse_options options;
    options.max_depth = deepest;
    bj::basic_parser<builder> parser(options, bj::storage_ptr(&contents_->memory));
    error_code error;
    const std::size_t taken = parser.write_some(false, text.data(), text.size(), error);
    if (!error && taken < text.size()) {
        error = bj::error::extra_data;
    }
    if (error) {
        contents_->problem = error.message() + " at byte " + std::to_string(taken);
        return false;
    }
    contents_->root.emplace(parser.handler().release());
    contents_->has_number_as_text = parser.handler().has_number_as_text();
    return true;
}

const bj::value& document::root() const noexcept {
    static const bj::value nothing;
    return contents_->root ? *contents_->root : nothing;
}

const std::string& document::problem() const noexcept {
    return contents_->problem;
}

bool document::has_number_as_text() const noexcept {
    return contents_->has_number_as_text;
}

}  // namespace censusctl::json
