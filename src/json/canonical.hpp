#pragma once
#include <string>
#include <string_view>

namespace boost::json {
class value;
}  // namespace boost::json

/// The one spelling of a JSON value, by which two of them are compared.
namespace censusctl::json {

/// Sorted keys, no white space, and each number in one spelling: 1, 1.0 and 1e0 are "1".
[[nodiscard]] std::string canonical(const boost::json::value& value);

/// The same of a text that is a JSON object or array; any other text as it is, and so is one that cannot be
/// held exactly (a number that no integer of 64 bits and no double holds, more than 32 levels).
[[nodiscard]] std::string canonical(std::string_view text);

/// Whether two texts are the same, or the same JSON object or array spelt in two ways. Object names of some
/// destinations are JSON: {"spreadsheet_id":"…"}.
[[nodiscard]] bool same(std::string_view left, std::string_view right);

}  // namespace censusctl::json
