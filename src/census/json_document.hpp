#pragma once
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace censusctl::census {

/// A JSON text in memory, all of it in one arena that goes with it. Numbers that no 64-bit integer or double
/// holds exactly are kept as strings of their digits, so that no value changes by being read. Nesting is
/// limited to 32 levels; where a key stands twice the last one counts.
class json_document {
public:
    json_document() = default;
    json_document(const json_document&) = delete;
    json_document& operator=(const json_document&) = delete;

    /// Reads `text`, once for each document. False if it is not JSON; `problem` then says why.
    [[nodiscard]] bool parse(std::string_view text);

    /// What was read; null before that, or if it was not JSON.
    [[nodiscard]] const boost::json::value& root() const noexcept;

    /// "syntax error at byte 120"; empty if there is none.
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

private:
    boost::json::monotonic_resource memory_;
    std::optional<boost::json::value> root_;  // after the arena it lives in
    std::string problem_;
};

/// A value as JSON text with sorted keys and no white space: one text for each value.
[[nodiscard]] std::string canonical_json(const boost::json::value& value);

/// The shortest decimal digits of a JSON number; integers exactly. Empty if the value is not a number.
[[nodiscard]] std::string number_text(const boost::json::value& value);

}  // namespace censusctl::census
