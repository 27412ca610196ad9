#include "sandbox/fault_rule.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace censusctl::sandbox;
using std::chrono::milliseconds;

namespace {

std::string error_of(std::string_view text) {
    try {
        static_cast<void>(read_fault_rule(text));
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("a fault rule is read in all its parts") {
    const fault_rule drop = read_fault_rule("POST /syncs drop-after times=1");
    CHECK(drop.method == "POST");
    CHECK(drop.pattern == "/syncs");
    CHECK(drop.kind == fault_kind::drop_after);
    CHECK(drop.times == 1U);
    CHECK(drop.skip == 0U);
    CHECK(drop.probability == 1.0);

    const fault_rule busy =
        read_fault_rule("GET  * status=503 retry-after=2 message=\"try again\" skip=3 latency=2s");
    CHECK(busy.method == "GET");
    CHECK(busy.pattern == "*");
    CHECK(busy.kind == fault_kind::status);
    CHECK(busy.status == 503);
    CHECK(busy.retry_after == "2");
    CHECK(busy.message == "try again");
    CHECK(busy.skip == 3U);
    CHECK(busy.latency == milliseconds{2000});
    CHECK(!busy.times);

    const fault_rule late = read_fault_rule("* latency=50ms probability=0.25 seed=7");
    CHECK(late.method.empty());
    CHECK(late.pattern.empty());
    CHECK(late.kind == fault_kind::none);
    CHECK(late.latency == milliseconds{50});
    CHECK(late.probability == 0.25);
    CHECK(late.seed == 7U);

    CHECK(read_fault_rule("/api/v1/syncs/* cut=100").pattern == "/syncs/*");
    CHECK(read_fault_rule("* /syncs garble").pattern == "/syncs");
    CHECK(read_fault_rule("* cut=0").cut == 0U);
    CHECK(read_fault_rule("** slow=300ms").spread == milliseconds{300});
    CHECK(read_fault_rule("GET /syncs removes=61 skip=1").removes == 61);
    CHECK(read_fault_rule("GET /syncs status=500 copies=60").copies == 60);
    CHECK(read_fault_rule("* html").status == 502);
    CHECK(read_fault_rule("* html status=504 after-work").after_work);
    CHECK(read_fault_rule("* empty").status == 200);
    CHECK(read_fault_rule("* status=429 retry-after=\"Wed, 21 Oct 2015 07:28:00 GMT\"").retry_after ==
          "Wed, 21 Oct 2015 07:28:00 GMT");
}

TEST_CASE("a wrong fault rule says what is wrong with it") {
    CHECK(error_of("") ==
          "fault rule '': a rule starts with a method such as POST, a path such as /syncs, or *");
    CHECK(error_of("drop-after") ==
          "fault rule 'drop-after': a rule starts with a method such as POST, a path such as /syncs, or *");
    CHECK(error_of("GET /syncs") ==
          "fault rule 'GET /syncs': it does not say what happens: latency, status, html, empty, drop-before, "
          "drop-after, cut, garble, slow, answers, repeats, shortens, removes or copies");
    CHECK(error_of("* times=1") ==
          "fault rule '* times=1': it does not say what happens: latency, status, html, empty, drop-before, "
          "drop-after, cut, garble, slow, answers, repeats, shortens, removes or copies");
    CHECK(error_of("* explode") == "fault rule '* explode': 'explode' is not known here");
    CHECK(error_of("* color=red") == "fault rule '* color=red': 'color=' is not known here");
    CHECK(error_of("* garble=1") == "fault rule '* garble=1': 'garble' takes no value");
    CHECK(error_of("* cut") == "fault rule '* cut': 'cut' needs a value: cut=…");
    CHECK(error_of("* status=") == "fault rule '* status=': 'status' needs a value: status=…");
    CHECK(error_of("* status=100") ==
          "fault rule '* status=100': status must be a number from 200 to 599, not '100'");
    CHECK(error_of("* status=5xx") ==
          "fault rule '* status=5xx': status must be a number from 200 to 599, not '5xx'");
    CHECK(error_of("* removes=0") ==
          "fault rule '* removes=0': removes must be a number from 1 to 1000000000, not '0'");
    CHECK(error_of("* copies") == "fault rule '* copies': 'copies' needs a value: copies=…");
    CHECK(error_of("* garble times=0") ==
          "fault rule '* garble times=0': times must be a number from 1 to 1000000000, not '0'");
    CHECK(error_of("* latency=50") ==
          "fault rule '* latency=50': latency must be a time such as 50ms or 2s, 600s at most, not '50'");
    CHECK(error_of("* latency=601s") ==
          "fault rule '* latency=601s': latency must be a time such as 50ms or 2s, 600s at most, not '601s'");
    CHECK(error_of("* latency=18446744073709551615s") ==
          "fault rule '* latency=18446744073709551615s': latency must be a time such as 50ms or 2s, 600s at "
          "most, "
          "not '18446744073709551615s'");
    CHECK(error_of("* garble probability=2") ==
          "fault rule '* garble probability=2': probability must be a number from 0 to 1, not '2'");
    CHECK(error_of("* garble probability=nan") ==
          "fault rule '* garble probability=nan': probability must be a number from 0 to 1, not 'nan'");
    CHECK(error_of("* garble drop-after") ==
          "fault rule '* garble drop-after': 'drop-after' cannot stand with another kind of fault");
    CHECK(error_of("* garble status=500") ==
          "fault rule '* garble status=500': 'status' goes only with html and empty");
    CHECK(error_of("* garble retry-after=1") ==
          "fault rule '* garble retry-after=1': 'retry-after' needs a status");
    CHECK(error_of("* html message=x") == "fault rule '* html message=x': 'message' needs a status");
    CHECK(error_of("* cut=1 after-work") ==
          "fault rule '* cut=1 after-work': 'after-work' goes only with status, html and empty");
    CHECK(error_of("* status=500 message=\"x") ==
          "fault rule '* status=500 message=\"x': a double quote is not closed");
    CHECK(error_of("* status=500 retry-after=\"1\r\nX: y\"").ends_with("retry-after must be plain text"));
}
