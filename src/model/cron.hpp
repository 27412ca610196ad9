#pragma once
#include <bitset>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace censusctl::model {

/// Why a text is no cron expression: what is wrong at which bytes of it, and what may help.
struct cron_problem {
    std::size_t offset{0};
    std::size_t length{0};  ///< 0: at the end of the text
    std::string message;
    std::string hint;  ///< empty: none
};

/// A schedule of frequency `expression`: five fields (minute, hour, day of the month, month, day of the week)
/// in UTC, as in `mode.triggers.schedule.cron_expression` (POST /syncs). Each is `*`, a number, a range
/// `a-b`, either of the last three with a step `/n`, or a list of these; months and days may be named by
/// three letters, and Sunday is 0 or 7. What other dialects add (seconds, years, `?`, `L`, `W`, `#`,
/// `@daily`) the API does not know, and is refused here.
class cron_expression {
public:
    /// Reads `text`. An expression that no date satisfies (31 February) is a problem too.
    [[nodiscard]] static std::variant<cron_expression, cron_problem> parse(std::string_view text);

    /// The text with each run of white space as one space: what is compared.
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

    /// Whether it has a range such as `1-5`, which the vendor advises against in favour of `1,2,3,4,5`.
    [[nodiscard]] bool has_range() const noexcept { return has_range_; }

    /// The first minute after `moment` at which it is due.
    [[nodiscard]] std::chrono::sys_seconds next(std::chrono::sys_seconds moment) const;

    /// What it says, for people: "at 08:30 UTC on Sunday".
    [[nodiscard]] std::string explanation() const;

private:
    friend class cron_parser;
    /// The values that one field admits, by their numbers.
    using values = std::bitset<60>;

    [[nodiscard]] bool is_day(std::chrono::year_month_day date) const;
    [[nodiscard]] std::optional<std::chrono::sys_seconds> find_next(std::chrono::sys_seconds moment) const;

    std::string text_;
    values minutes_;
    values hours_;
    values days_;             ///< 1–31
    values months_;           ///< 1–12
    values weekdays_;         ///< 0–6, Sunday first
    bool any_day_{true};      ///< the day of the month begins with `*`
    bool any_weekday_{true};  ///< the day of the week begins with `*`
    bool has_range_{false};
};

/// A cron expression in the one spelling that is compared: white space collapsed, nothing else changed, since
/// the server keeps the text as it was sent.
[[nodiscard]] std::string canonical_cron(std::string_view text);

}  // namespace censusctl::model
