#include "model/cron.hpp"

#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "text/ascii.hpp"

namespace censusctl::model {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year_month_day;

/// The longest that an expression can have to wait: from one 29 February to the next over a century that is
/// no leap year, and on to the one that falls on its day of the week.
constexpr days longest_wait{366 * 41};

}  // namespace

std::string canonical_cron(std::string_view text) {
    std::string collapsed;
    bool pending = false;
    for (const char character : text) {
        if (text::is_space(character)) {
            pending = !collapsed.empty();
            continue;
        }
        if (pending) {
            collapsed += ' ';
            pending = false;
        }
        collapsed += character;
    }
    return collapsed;
}

bool cron_expression::is_day(year_month_day date) const {
    if (!months_.test(static_cast<unsigned>(date.month()))) {
        return false;
    }
    const bool day = days_.test(static_cast<unsigned>(date.day()));
    const bool weekday = weekdays_.test(std::chrono::weekday{sys_days{date}}.c_encoding());
    // The rule of cron: where both are restricted, either will do.
    return any_day_ || any_weekday_ ? day && weekday : day || weekday;
}

std::optional<sys_seconds> cron_expression::find_next(sys_seconds moment) const {
    const sys_seconds earliest = std::chrono::floor<minutes>(moment) + minutes(1);
    const sys_days first = std::chrono::floor<days>(earliest);
    for (sys_days date = first; date <= first + longest_wait; date += days(1)) {
        if (!is_day(year_month_day{date})) {
            continue;
        }
        for (unsigned hour = 0; hour < 24; ++hour) {
            for (unsigned minute = 0; hours_.test(hour) && minute < 60; ++minute) {
                const sys_seconds due = date + hours(hour) + minutes(minute);
                if (minutes_.test(minute) && due >= earliest) {
                    return due;
                }
            }
        }
    }
    return std::nullopt;
}

sys_seconds cron_expression::next(sys_seconds moment) const {
    const auto due = find_next(moment);
    if (!due) {
        throw std::logic_error("an expression that is never due was let through");
    }
    return *due;
}

namespace {

constexpr std::array<std::string_view, 7> weekday_names{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                        "Thursday", "Friday", "Saturday"};
constexpr std::array<std::string_view, 13> month_names{
    "",     "January", "February",  "March",   "April",    "May",     "June",
    "July", "August",  "September", "October", "November", "December"};

std::string two_digits(std::size_t number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
}

/// "a", "a and b", "a, b and c"
std::string listed(const std::vector<std::string>& items) {
    std::string text;
    for (std::size_t at = 0; at < items.size(); ++at) {
        if (at > 0) {
            text += at + 1 == items.size() ? " and " : ", ";
        }
        text += items[at];
    }
    return text;
}

template <class Values, class Name>
std::string listed_values(const Values& admitted, Name name) {
    std::vector<std::string> items;
    for (std::size_t value = 0; value < admitted.size(); ++value) {
        if (admitted.test(value)) {
            items.push_back(std::string(name(value)));
        }
    }
    return listed(items);
}

std::string number_text(std::size_t number) {
    return std::to_string(number);
}

}  // namespace

std::string cron_expression::explanation() const {
    constexpr std::size_t most_times = 6;
    std::string text;
    if (minutes_.count() * hours_.count() <= most_times) {
        std::vector<std::string> times;
        for (std::size_t hour = 0; hour < 24; ++hour) {
            for (std::size_t minute = 0; hours_.test(hour) && minute < 60; ++minute) {
                if (minutes_.test(minute)) {
                    times.push_back(two_digits(hour) + ":" + two_digits(minute));
                }
            }
        }
        text = "at " + listed(times) + " UTC";
    } else {
        text = minutes_.count() == 60 ? "every minute" : "at minute " + listed_values(minutes_, number_text);
        text += hours_.count() == 24 ? " of every hour" : " of hour " + listed_values(hours_, number_text);
        text += ", UTC";
    }
    const bool all_days = days_.count() == 31;
    const bool all_weekdays = weekdays_.count() == 7;
    const std::string on_days = "on day " + listed_values(days_, number_text) + " of the month";
    const std::string on_weekdays =
        "on " + listed_values(weekdays_, [](std::size_t day) { return weekday_names[day]; });
    if (!all_days && !all_weekdays) {
        text += ", " + on_days + (any_day_ || any_weekday_ ? " if it is also " : " and also ") + on_weekdays;
    } else if (!all_days) {
        text += ", " + on_days;
    } else if (!all_weekdays) {
        text += ", " + on_weekdays;
    } else {
        text += ", every day";
    }
    if (months_.count() != 12) {
        text += ", in " + listed_values(months_, [](std::size_t month) { return month_names[month]; });
    }
    return text;
}

/// Reads the five fields, keeping the place in the text for what is wrong.
class cron_parser {
public:
    explicit cron_parser(std::string_view text) : text_(text) {}

    std::variant<cron_expression, cron_problem> run() {
        read_.text_ = canonical_cron(text_);
        const std::vector<field> fields = split();
        if (!fields.empty() && fields[0].text.front() == '@') {
            problem(fields[0].offset, fields[0].text.size(),
                    "'" + std::string(fields[0].text) + "' is no cron expression of the API",
                    "write five fields: minute hour day month weekday, such as 0 4 * * *");
        } else if (fields.size() != 5) {
            wrong_count(fields);
        }
        for (std::size_t at = 0; at < fields.size() && !found_; ++at) {
            read_field(fields[at], kinds[at]);
        }
        if (found_) {
            return *std::move(found_);
        }
        read_.any_day_ = fields[2].text.front() == '*';
        read_.any_weekday_ = fields[4].text.front() == '*';
        const sys_seconds some_day = sys_days{std::chrono::year{2026} / 1 / 1};
        if (!read_.find_next(some_day)) {
            problem(fields[2].offset, fields[3].offset + fields[3].text.size() - fields[2].offset,
                    "no date is ever on this day of this month", {});
            return *std::move(found_);
        }
        return std::move(read_);
    }

private:
    struct field {
        std::size_t offset;
        std::string_view text;
    };
    struct kind {
        std::string_view name;
        unsigned least;
        unsigned most;
        cron_expression::values cron_expression::*values;
    };
    static constexpr std::array<kind, 5> kinds{{{"minute", 0, 59, &cron_expression::minutes_},
                                                {"hour", 0, 23, &cron_expression::hours_},
                                                {"day of the month", 1, 31, &cron_expression::days_},
                                                {"month", 1, 12, &cron_expression::months_},
                                                {"day of the week", 0, 7, &cron_expression::weekdays_}}};

    void problem(std::size_t offset, std::size_t length, std::string message, std::string hint) {
        if (!found_) {
            found_ = cron_problem{offset, length, std::move(message), std::move(hint)};
        }
    }

    [[nodiscard]] std::vector<field> split() const {
        std::vector<field> fields;
        std::size_t at = 0;
        while (at < text_.size()) {
            if (text::is_space(text_[at])) {
                ++at;
                continue;
            }
            const std::size_t begin = at;
            while (at < text_.size() && !text::is_space(text_[at])) {
                ++at;
            }
            fields.push_back({begin, text_.substr(begin, at - begin)});
        }
        return fields;
    }

    void wrong_count(const std::vector<field>& fields) {
        const std::string needed = "a cron expression has five fields: minute hour day month weekday";
        if (fields.size() < 5) {
            problem(text_.size(), 0, needed + "; here are " + std::to_string(fields.size()),
                    fields.empty() ? "0 4 * * * is each day at 04:00 UTC" : "");
            return;
        }
        problem(fields[5].offset, text_.size() - fields[5].offset,
                needed + "; here are " + std::to_string(fields.size()),
                fields.size() == 6 ? "the API knows no field for seconds or years" : "");
    }

    void read_field(const field& whole, const kind& of) {
        std::size_t begin = 0;
        while (begin <= whole.text.size() && !found_) {
            const std::size_t comma = std::min(whole.text.find(',', begin), whole.text.size());
            read_item({whole.offset + begin, whole.text.substr(begin, comma - begin)}, of);
            begin = comma + 1;
        }
    }

    /// `*`, `a`, `a-b`, each but `a` alone with `/n` too.
    void read_item(const field& item, const kind& of) {
        if (item.text.empty()) {
            problem(item.offset, 1, "a value of the " + std::string(of.name) + " is missing here", {});
            return;
        }
        const std::size_t slash = item.text.find('/');
        const std::string_view range = item.text.substr(0, slash);
        unsigned step = 1;
        if (slash != std::string_view::npos) {
            const std::string_view digits = item.text.substr(slash + 1);
            const auto number = number_in(digits);
            if (!number || *number == 0 || *number > of.most) {
                problem(item.offset + slash + 1, std::max<std::size_t>(digits.size(), 1),
                        "the step of the " + std::string(of.name) + " must be a number from 1 to " +
                            std::to_string(of.most),
                        {});
                return;
            }
            step = *number;
        }
        unsigned from = of.least;
        unsigned to = of.most;
        const std::size_t dash = range.find('-');
        if (range != "*") {
            const auto first = value_in({item.offset, range.substr(0, dash)}, of);
            if (!first) {
                return;
            }
            from = *first;
            to = slash == std::string_view::npos ? from : of.most;
            if (dash != std::string_view::npos) {
                const auto last = value_in({item.offset + dash + 1, range.substr(dash + 1)}, of);
                if (!last) {
                    return;
                }
                to = *last;
                read_.has_range_ = true;
            }
        }
        if (to < from) {
            problem(item.offset, range.size(), "the range of the " + std::string(of.name) + " runs backwards",
                    "write " + std::string(range.substr(dash + 1)) + "-" +
                        std::string(range.substr(0, dash)) + ", or two ranges");
            return;
        }
        for (unsigned value = from; value <= to; value += step) {
            // Sunday is 0 and 7.
            (read_.*of.values).set(of.most == 7 ? value % 7 : value);
        }
    }

    static std::optional<unsigned> number_in(std::string_view digits) {
        unsigned number = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
        if (digits.empty() || error != std::errc{} || end != digits.data() + digits.size()) {
            return std::nullopt;
        }
        return number;
    }

    std::optional<unsigned> value_in(const field& word, const kind& of) {
        if (const auto number = number_in(word.text); number && *number >= of.least && *number <= of.most) {
            return number;
        }
        if (of.most == 12 || of.most == 7) {
            if (const auto named = named_value(word.text, of.most == 12)) {
                return named;
            }
        }
        std::string hint;
        if (word.text.find_first_of("?LW#") != std::string_view::npos) {
            hint = "'?', 'L', 'W' and '#' belong to another dialect of cron";
        }
        problem(word.offset, std::max<std::size_t>(word.text.size(), 1),
                "the " + std::string(of.name) + " must be from " + std::to_string(of.least) + " to " +
                    std::to_string(of.most) + ", or *",
                std::move(hint));
        return std::nullopt;
    }

    static std::optional<unsigned> named_value(std::string_view word, bool month) {
        if (word.size() != 3) {
            return std::nullopt;
        }
        for (unsigned value = 0; value < (month ? 12U : 7U); ++value) {
            const std::string_view name = month ? month_names[value + 1] : weekday_names[value];
            if (text::same_but_for_case(word, name.substr(0, 3))) {
                return month ? value + 1 : value;
            }
        }
        return std::nullopt;
    }

    std::string_view text_;
    cron_expression read_;
    std::optional<cron_problem> found_;
};

std::variant<cron_expression, cron_problem> cron_expression::parse(std::string_view text) {
    return cron_parser(text).run();
}

}  // namespace censusctl::model
