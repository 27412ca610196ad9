#include "report/cron_note.hpp"

#include <doctest/doctest.h>

using namespace censusctl;

TEST_CASE("a cron expression is said in words, with the next three runs") {
    const std::chrono::sys_seconds now{std::chrono::sys_days{std::chrono::year(2026) / 11 / 27} +
                                       std::chrono::hours(9)};
    CHECK(report::cron_note("30 8 * * *", now)
              .ends_with("; next at 2026-11-28 08:30, 2026-11-29 08:30, 2026-11-30 08:30 UTC"));
    CHECK(report::cron_note("0 */4 * * *", now).ends_with("; next at 2026-11-27 12:00, 16:00, 20:00 UTC"));
    CHECK(report::cron_note("0 9 * * *", now).find("next at 2026-11-28 09:00") != std::string::npos);
    CHECK(report::cron_note("30 8 * * 0", std::nullopt) == "at 08:30 UTC, on Sunday");
}

TEST_CASE("what is no cron expression has no note") {
    CHECK(report::cron_note("never", std::nullopt).empty());
    CHECK(report::cron_note("", std::nullopt).empty());
}
