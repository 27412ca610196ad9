#include "census/schedule_codec.hpp"

#include <doctest/doctest.h>

#include "unit/census/support/decode.hpp"

using namespace censusctl;
using namespace censusctl::census;

namespace {

std::string encoded(const model::schedule& schedule) {
    json::writer to;
    to.begin_object();
    encode_schedule(to, schedule);
    to.end_object();
    return to.take();
}

}  // namespace

TEST_CASE("a schedule is read from the flat keys of a sync") {
    const auto read = decode(R"({"schedule_frequency": "weekly", "schedule_day": "Sunday",
        "schedule_hour": 24, "schedule_minute": 0})",
                             decode_schedule);
    CHECK(read.problem.empty());
    CHECK(read.value.frequency == "weekly");
    CHECK(read.value.day == "Sunday");
    CHECK(read.value.hour == 24);
    CHECK(read.value.minute == 0);
}

TEST_CASE("no schedule is never") {
    for (const std::string_view text :
         {"{}", R"({"schedule_frequency": null, "schedule_day": null, "schedule_hour": null,
                    "schedule_minute": null})"}) {
        const auto read = decode(text, decode_schedule);
        CHECK(read.problem.empty());
        CHECK(read.value == model::schedule{});
    }
}

TEST_CASE("a frequency of a later generation is kept") {
    CHECK(decode(R"({"schedule_frequency": "expression"})", decode_schedule).value.frequency == "expression");
}

TEST_CASE("a schedule of wrong kinds is a problem") {
    CHECK(decode(R"({"schedule_day": 1})", decode_schedule).problem ==
          "/schedule_day is a number, expected a string");
    CHECK(decode(R"({"schedule_hour": 8.5})", decode_schedule).problem ==
          "/schedule_hour is a number with a fraction or exponent, expected an integer");
    CHECK(decode(R"({"schedule_frequency": false})", decode_schedule).problem ==
          "/schedule_frequency is a boolean, expected a string");
}

TEST_CASE("the frequency is always sent and the rest where it is set") {
    model::schedule schedule;
    CHECK(encoded(schedule) == R"({"schedule_frequency":"never"})");
    schedule.frequency = "weekly";
    schedule.day = "Sunday";
    schedule.hour = 0;
    schedule.minute = 0;
    CHECK(encoded(schedule) == R"({"schedule_frequency":"weekly","schedule_day":"Sunday","schedule_hour":0,)"
                               R"("schedule_minute":0})");
}
