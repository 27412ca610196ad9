#pragma once
#include <string>
#include <string_view>

namespace boost::json {
class value;
}  // namespace boost::json

namespace censusctl::json {

/// The shortest decimal digits that read as `number` again. It must be finite.
[[nodiscard]] std::string number_text(double number);

/// The shortest decimal digits of a JSON number; integers exactly. Empty if the value is not a number.
[[nodiscard]] std::string number_text(const boost::json::value& value);

/// Whether a text is a JSON number as it stands (RFC 8259, section 6).
[[nodiscard]] bool is_number(std::string_view text) noexcept;

}  // namespace censusctl::json
