#pragma once
#include <memory>
#include <string>
#include <string_view>

namespace boost::json {
class value;
}  // namespace boost::json

namespace censusctl::json {

/// A JSON text in memory, all of it in one arena that goes with it. Numbers that no 64-bit integer or double
/// holds exactly are kept as strings of their digits, so that no value changes by being read. Nesting is
/// limited to 32 levels; where a key is given twice the last one counts.
class document {
public:
    document();
    ~document();
    document(const document&) = delete;
    document& operator=(const document&) = delete;

    /// Reads `text`, once for each document. False if it is not JSON; `problem` then says why.
    [[nodiscard]] bool parse(std::string_view text);

    /// What was read; null before that, or if it was not JSON.
    [[nodiscard]] const boost::json::value& root() const noexcept;

    /// "syntax error at byte 120"; empty if there is none.
    [[nodiscard]] const std::string& problem() const noexcept;

    /// Whether some number was kept as a string.
    [[nodiscard]] bool has_number_as_text() const noexcept;

private:
    struct contents;
    std::unique_ptr<contents> contents_;
};

}  // namespace censusctl::json
