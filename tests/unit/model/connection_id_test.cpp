#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "model/connection_id.hpp"

using censusctl::model::connection_id;

TEST_SUITE("model") {
    TEST_CASE("the id of a connection is text, and a number where it is written as one") {
        CHECK(connection_id(15).text() == "15");
        CHECK(connection_id(15) == connection_id(std::string("15")));
        CHECK(connection_id(std::string("15")).number() == 15);
        CHECK_FALSE(connection_id(std::string("glimmering_donkey")).number());
        CHECK_FALSE(connection_id(std::string("0")).number());
        CHECK_FALSE(connection_id(std::string("+5")).number());
        CHECK_FALSE(connection_id(std::string("5 ")).number());
        CHECK_FALSE(connection_id(std::string("9223372036854775808")).number());
        CHECK(connection_id(999999999999999999).number() == 999999999999999999);
    }

    TEST_CASE("no id is known of what is empty or no positive number") {
        CHECK_FALSE(connection_id().known());
        CHECK_FALSE(connection_id(0).known());
        CHECK_FALSE(connection_id(-4).known());
        CHECK(connection_id(4).known());
        CHECK(connection_id(std::string("4x")).known());
    }

    TEST_CASE("documents hold numbers as numbers, and names as text") {
        CHECK(std::get<std::int64_t>(connection_id(15).value()) == 15);
        CHECK(std::get<std::int64_t>(connection_id().value()) == 0);
        CHECK(std::get<std::string>(connection_id(std::string("donkey")).value()) == "donkey");
    }

    TEST_CASE("numbers are in order of size, before all names") {
        std::vector<connection_id> ids{connection_id(std::string("b")), connection_id(10), connection_id(9),
                                       connection_id(std::string("a"))};
        std::ranges::sort(ids);
        CHECK(ids == std::vector<connection_id>{connection_id(9), connection_id(10),
                                                connection_id(std::string("a")),
                                                connection_id(std::string("b"))});
    }
}
