#pragma once
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "sandbox/stored_sync.hpp"

namespace censusctl::sandbox {

/// The text, or null where it is empty.
[[nodiscard]] boost::json::value text_or_null(const std::string& text);
[[nodiscard]] boost::json::value number_or_null(const std::optional<std::int64_t>& number);

/// A constant's value as replies have it: 42 as "42", 1.0 as "1.0", true as "true", or as it was sent.
[[nodiscard]] boost::json::value constant_value(const boost::json::value& value, bool as_strings);

}  // namespace censusctl::sandbox
