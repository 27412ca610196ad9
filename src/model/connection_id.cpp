#include "model/connection_id.hpp"

#include <charconv>
#include <system_error>

namespace censusctl::model {
namespace {

constexpr std::size_t most_digits = 18;

}  // namespace

std::optional<std::int64_t> connection_id::number() const noexcept {
    std::int64_t number = 0;
    if (text_.empty() || text_.size() > most_digits || text_.front() < '1' || text_.front() > '9') {
        return std::nullopt;
    }
    const char* end = text_.data() + text_.size();
    const auto [stop, error] = std::from_chars(text_.data(), end, number);
    return error == std::errc{} && stop == end ? std::optional(number) : std::nullopt;
}

std::variant<std::int64_t, std::string> connection_id::value() const {
    if (!known()) {
        return std::int64_t{0};
    }
    if (const auto digits = number()) {
        return *digits;
    }
    return text_;
}

std::strong_ordering operator<=>(const connection_id& left, const connection_id& right) noexcept {
    const auto left_number = left.number();
    const auto right_number = right.number();
    if (left_number && right_number) {
        return *left_number <=> *right_number;
    }
    if (left_number || right_number) {
        return left_number ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    return left.text_ <=> right.text_;
}

}  // namespace censusctl::model
