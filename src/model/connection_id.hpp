#pragma once
#include <compare>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace censusctl::model {

/// The id of a source or destination: opaque text to all but `census`. Some generations of the API number
/// their connections, so that the text is digits; others name them: "glimmering_donkey". Empty: not known.
class connection_id {
public:
    connection_id() = default;
    /// A number; 0 and below are "not known".
    template <std::integral Number>
    connection_id(Number number) : text_(number > 0 ? std::to_string(number) : std::string()) {}
    explicit connection_id(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] bool known() const noexcept { return !text_.empty(); }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    /// Where it is a positive number of at most 18 digits.
    [[nodiscard]] std::optional<std::int64_t> number() const noexcept;
    /// As documents hold it: a number where it is one (0: not known), else text.
    [[nodiscard]] std::variant<std::int64_t, std::string> value() const;

    friend bool operator==(const connection_id&, const connection_id&) = default;
    /// Numbers by size, before all others.
    friend std::strong_ordering operator<=>(const connection_id& left, const connection_id& right) noexcept;

private:
    std::string text_;
};

}  // namespace censusctl::model
