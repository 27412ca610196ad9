#include "text/suggest.hpp"

#include <doctest/doctest.h>

using namespace censusctl::text;

namespace {

using names = std::vector<std::string>;

}  // namespace

TEST_CASE("edit distance counts insertions deletions changes and adjacent swaps as one") {
    CHECK(edit_distance("", "") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("email", "email") == 0);
    CHECK(edit_distance("emial", "email") == 1);
    CHECK(edit_distance("mail", "email") == 1);
    CHECK(edit_distance("emails", "email") == 1);
    CHECK(edit_distance("emaul", "email") == 1);
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("ca", "abc") == 3);  // restricted: what was swapped is not edited again
}

TEST_CASE("edit distance counts code points and not bytes") {
    CHECK(edit_distance("größe", "grosse") == 3);
    CHECK(edit_distance("ü", "u") == 1);
    CHECK(edit_distance("中文", "中") == 1);
}

TEST_CASE("names that differ in case or separators or a plural stand alone") {
    CHECK(suggest("FirstName", {"first_names", "frist_name", "first_name", "last_name"}) ==
          names{"first_names", "first_name"});
    CHECK(suggest("users", {"user"}) == names{"user"});
    CHECK(suggest("user", {"users"}) == names{"users"});
    CHECK(suggest("external id", {"external_id", "external.id"}) == names{"external_id", "external.id"});
}

TEST_CASE("names within a third of the length are suggested nearest first") {
    CHECK(suggest("emial", {"name", "email", "mail"}) == names{"email"});
    CHECK(suggest("exernal_id", {"external_idx", "external_id", "internal"}) ==
          names{"external_id", "external_idx"});
    CHECK(suggest("opertion", {"operation", "option"}) == names{"operation", "option"});
    CHECK(suggest("Emial", {"email"}) == names{"email"});
}

TEST_CASE("nonsense is never suggested") {
    CHECK(suggest("favourite_colour", {"id", "email", "name"}).empty());
    CHECK(suggest("abc", {"xyz", "ab1d"}).empty());
    CHECK(suggest("", {"a"}).empty());
    CHECK(suggest("email", {"email"}).empty());
    CHECK(suggest("email", {""}).empty());
    CHECK(suggest("___", {"---", "a"}).empty());
}

TEST_CASE("a name of one or two characters is matched only by case separators and plural") {
    CHECK(suggest("od", {"id", "o", "odd"}).empty());
    CHECK(suggest("ID", {"id"}) == names{"id"});
    CHECK(suggest("i_d", {"id"}) == names{"id"});
    CHECK(suggest("id", {"ids"}) == names{"ids"});
}

TEST_CASE("at most three suggestions are given and each once") {
    CHECK(suggest("field", {"field1", "field2", "field3", "field4"}) == names{"field1", "field2", "field3"});
    CHECK(suggest("field", {"field1", "field1", "field2"}) == names{"field1", "field2"});
}

TEST_CASE("a hostile name costs no time") {
    const std::string huge(1'000'000, 'a');
    CHECK(suggest(huge, {"a", huge.substr(1)}).empty());
    CHECK(suggest("aaaa", {huge, "aaab"}) == names{"aaab"});
}

TEST_CASE("the question names every suggestion") {
    CHECK(did_you_mean("zzzzz", {"email"}).empty());
    CHECK(did_you_mean("emial", {"email"}) == "did you mean 'email'?");
    CHECK(did_you_mean("field", {"field1", "field2"}) == "did you mean 'field1' or 'field2'?");
    CHECK(did_you_mean("field", {"field1", "field2", "field3"}) ==
          "did you mean 'field1', 'field2' or 'field3'?");
}

TEST_CASE("suggestions end once so many names were compared that nobody reads them") {
    names all;
    for (int number = 0; number < 2000; ++number) {
        all.push_back("variable_" + std::to_string(number));
    }
    const std::vector<std::string_view> candidates(all.begin(), all.end());
    bounded_suggestions suggestions;
    CHECK(suggestions.suggest("varable_7", candidates).front() == "variable_7");
    const std::size_t of_one = suggestions.work();
    CHECK(of_one == 268'900);
    for (int number = 0; number < 2000; ++number) {
        static_cast<void>(suggestions.suggest("varable_7", candidates));
    }
    CHECK(suggestions.spent());
    CHECK(suggestions.work() < 200'000'000 + of_one);
    CHECK(suggestions.suggest("varable_7", candidates).empty());
}
