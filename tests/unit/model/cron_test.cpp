#include "model/cron.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <sstream>

using namespace censusctl::model;
using std::chrono::minutes;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;
using std::chrono::year_month_day;

namespace {

cron_expression good(std::string_view text) {
    const auto read = cron_expression::parse(text);
    const auto* problem = std::get_if<cron_problem>(&read);
    INFO(text, problem == nullptr ? "" : problem->message);
    REQUIRE(problem == nullptr);
    return std::get<cron_expression>(read);
}

/// "offset+length: message (hint)"
std::string wrong(std::string_view text) {
    const auto read = cron_expression::parse(text);
    const auto* problem = std::get_if<cron_problem>(&read);
    if (problem == nullptr) {
        return "(none)";
    }
    return std::to_string(problem->offset) + "+" + std::to_string(problem->length) + ": " + problem->message +
           (problem->hint.empty() ? "" : " (" + problem->hint + ")");
}

std::string shown(sys_seconds moment) {
    const sys_days day = std::chrono::floor<std::chrono::days>(moment);
    const year_month_day date{day};
    const auto minute = std::chrono::duration_cast<minutes>(moment - day).count();
    std::ostringstream text;
    text << static_cast<int>(date.year()) << '-' << static_cast<unsigned>(date.month()) << '-'
         << static_cast<unsigned>(date.day()) << ' ' << minute / 60 << ':' << minute % 60;
    return text.str();
}

const sys_seconds thursday = sys_days{year{2026} / 11 / 26} + minutes(9 * 60 + 30);

std::string three(std::string_view text) {
    const cron_expression cron = good(text);
    sys_seconds moment = thursday;
    std::string all;
    for (int count = 0; count < 3; ++count) {
        moment = cron.next(moment);
        all += (count == 0 ? "" : ", ") + shown(moment);
    }
    return all;
}

}  // namespace

TEST_CASE("the next runs are the minutes that the five fields admit") {
    CHECK(three("0 */4 * * *") == "2026-11-26 12:0, 2026-11-26 16:0, 2026-11-26 20:0");
    CHECK(three("30 9 * * *") == "2026-11-27 9:30, 2026-11-28 9:30, 2026-11-29 9:30");
    CHECK(three("15,45 8 * * 0") == "2026-11-29 8:15, 2026-11-29 8:45, 2026-12-6 8:15");
    CHECK(three("0 0 29 2 *") == "2028-2-29 0:0, 2032-2-29 0:0, 2036-2-29 0:0");
    CHECK(three("0 6 1 jan *") == "2027-1-1 6:0, 2028-1-1 6:0, 2029-1-1 6:0");
    CHECK(three("10/20 23 * * MON-WED") == "2026-11-30 23:10, 2026-11-30 23:30, 2026-11-30 23:50");
    CHECK(three("0 12 * * 7") == "2026-11-29 12:0, 2026-12-6 12:0, 2026-12-13 12:0");
}

TEST_CASE("where day and weekday are both restricted either will do, else both must") {
    CHECK(three("0 0 13 * 5") == "2026-11-27 0:0, 2026-12-4 0:0, 2026-12-11 0:0");
    CHECK(three("0 0 */2 * 5") == "2026-11-27 0:0, 2026-12-11 0:0, 2026-12-25 0:0");
}

TEST_CASE("what is no expression of the API is refused at its place") {
    CHECK(wrong("") ==
          "0+0: a cron expression has five fields: minute hour day month weekday; here are 0 (0 4 * * * is "
          "each "
          "day at 04:00 UTC)");
    CHECK(wrong("0 4 * *") ==
          "7+0: a cron expression has five fields: minute hour day month weekday; here are 4");
    CHECK(wrong("0 0 4 * * *") ==
          "10+1: a cron expression has five fields: minute hour day month weekday; here are 6 (the API knows "
          "no "
          "field for seconds or years)");
    CHECK(wrong("@daily") ==
          "0+6: '@daily' is no cron expression of the API (write five fields: minute hour day month weekday, "
          "such "
          "as 0 4 * * *)");
    CHECK(wrong("60 4 * * *") == "0+2: the minute must be from 0 to 59, or *");
    CHECK(wrong("0 24 * * *") == "2+2: the hour must be from 0 to 23, or *");
    CHECK(wrong("0 4 0 * *") == "4+1: the day of the month must be from 1 to 31, or *");
    CHECK(wrong("0 4 * 13 *") == "6+2: the month must be from 1 to 12, or *");
    CHECK(wrong("0 4 * foo *") == "6+3: the month must be from 1 to 12, or *");
    CHECK(wrong("0 4 * * 8") == "8+1: the day of the week must be from 0 to 7, or *");
    CHECK(wrong("0 4 ? * *") ==
          "4+1: the day of the month must be from 1 to 31, or * ('?', 'L', 'W' and '#' belong to another "
          "dialect of "
          "cron)");
    CHECK(wrong("*/0 * * * *") == "2+1: the step of the minute must be a number from 1 to 59");
    CHECK(wrong("*/ * * * *") == "2+1: the step of the minute must be a number from 1 to 59");
    CHECK(wrong("1,,2 * * * *") == "2+1: a value of the minute is missing here");
    CHECK(wrong("1, * * * *") == "2+1: a value of the minute is missing here");
    CHECK(wrong("0 17-9 * * *") == "2+4: the range of the hour runs backwards (write 9-17, or two ranges)");
    CHECK(wrong("0 -4 * * *") == "2+1: the hour must be from 0 to 23, or *");
    CHECK(wrong("0 4 31 2 *") == "4+4: no date is ever on this day of this month");
    CHECK(wrong("0 4 31 4,6 *") == "4+6: no date is ever on this day of this month");
    CHECK(wrong("0 4 31 2 1") == "(none)");  // also each Monday of February
    CHECK(wrong("99999999999999999999 * * * *") == "0+20: the minute must be from 0 to 59, or *");
}

TEST_CASE("only white space is collapsed for comparison, and ranges are told") {
    CHECK(good("  0\t*/4 *  * *\n").text() == "0 */4 * * *");
    CHECK(canonical_cron(" a  b ") == "a b");
    CHECK(good("0 9 * * 1-5").has_range());
    CHECK_FALSE(good("0 9 * * 1,2,3,4,5").has_range());
}

TEST_CASE("an expression is explained in words") {
    CHECK(good("30 8 * * 0").explanation() == "at 08:30 UTC, on Sunday");
    CHECK(good("0 */4 * * *").explanation() ==
          "at 00:00, 04:00, 08:00, 12:00, 16:00 and 20:00 UTC, every day");
    CHECK(good("* * * * *").explanation() == "every minute of every hour, UTC, every day");
    CHECK(good("0,30 * * * 1,2").explanation() ==
          "at minute 0 and 30 of every hour, UTC, on Monday and Tuesday");
    CHECK(good("5 0-11 1,15 6 *").explanation() ==
          "at minute 5 of hour 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 11, UTC, on day 1 and 15 of the month, "
          "in June");
    CHECK(good("0 0 13 * 5").explanation() == "at 00:00 UTC, on day 13 of the month and also on Friday");
}

namespace {

/// Judges one field by trying its items one after another, with none of the code under test.
bool admits(const std::string& field, int value, int least, int most) {
    std::istringstream items(field);
    std::string item;
    while (std::getline(items, item, ',')) {
        int from = least;
        int to = most;
        int step = 1;
        if (const auto slash = item.find('/'); slash != std::string::npos) {
            step = std::stoi(item.substr(slash + 1));
            item.resize(slash);
            from = item == "*" ? least : std::stoi(item);
        } else if (item != "*") {
            from = std::stoi(item);
            to = from;
        }
        if (const auto dash = item.find('-'); dash != std::string::npos) {
            to = std::stoi(item.substr(dash + 1));
        }
        if (value >= from && value <= to && (value - from) % step == 0) {
            return true;
        }
    }
    return false;
}

bool due(const std::vector<std::string>& fields, sys_seconds moment) {
    const sys_days day = std::chrono::floor<std::chrono::days>(moment);
    const year_month_day date{day};
    const auto minute = static_cast<int>(std::chrono::duration_cast<minutes>(moment - day).count());
    const int weekday = static_cast<int>(std::chrono::weekday{day}.c_encoding());
    const bool on_day = admits(fields[2], static_cast<int>(static_cast<unsigned>(date.day())), 1, 31);
    const bool on_weekday = admits(fields[4], weekday, 0, 7) || (weekday == 0 && admits(fields[4], 7, 0, 7));
    const bool both = fields[2][0] == '*' || fields[4][0] == '*';
    return admits(fields[0], minute % 60, 0, 59) && admits(fields[1], minute / 60, 0, 23) &&
           admits(fields[3], static_cast<int>(static_cast<unsigned>(date.month())), 1, 12) &&
           (both ? on_day && on_weekday : on_day || on_weekday);
}

}  // namespace

TEST_CASE("the next run is the first minute that a slow judge admits, for random expressions") {
    std::mt19937 random(20261126);
    const auto number = [&](int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(random);
    };
    const auto field = [&](int least, int most) -> std::string {
        switch (number(0, 4)) {
            case 0:
            case 1:
                return "*";
            case 2:
                return "*/" + std::to_string(number(1, most));
            case 3: {
                const int from = number(least, most);
                return std::to_string(from) + "-" + std::to_string(number(from, most));
            }
            default:
                return std::to_string(number(least, most)) + "," + std::to_string(number(least, most));
        }
    };
    int judged = 0;
    for (int round = 0; round < 300; ++round) {
        const std::vector<std::string> fields{field(0, 59), field(0, 23), field(1, 31), field(1, 12),
                                              field(0, 7)};
        const std::string text =
            fields[0] + ' ' + fields[1] + ' ' + fields[2] + ' ' + fields[3] + ' ' + fields[4];
        CAPTURE(text);
        const auto read = cron_expression::parse(text);
        const sys_seconds from = thursday + minutes(number(0, 1'000'000));
        const sys_seconds limit = from + std::chrono::days(20);
        sys_seconds expected = std::chrono::floor<minutes>(from) + minutes(1);
        while (expected < limit && !due(fields, expected)) {
            expected += minutes(1);
        }
        const auto* cron = std::get_if<cron_expression>(&read);
        if (cron == nullptr) {
            CHECK(expected == limit);  // refused as never due
            continue;
        }
        const sys_seconds found = cron->next(from);
        CHECK((expected == limit ? found >= limit : found == expected));
        ++judged;
    }
    CHECK(judged > 250);
}

TEST_CASE("no text makes the reading of an expression fail otherwise than with a place inside it") {
    std::mt19937 random(7);
    const std::string_view alphabet = "0123456789*/,- \tLW#?@jansu\xff";
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto length = random() % 14; length > 0; --length) {
            text += alphabet[random() % alphabet.size()];
        }
        const auto read = cron_expression::parse(text);
        if (const auto* problem = std::get_if<cron_problem>(&read)) {
            CAPTURE(text);
            CHECK(problem->offset <= text.size());
            CHECK(!problem->message.empty());
        }
    }
}
