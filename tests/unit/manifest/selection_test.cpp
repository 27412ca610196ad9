#include "manifest/selection.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "reading.hpp"

using namespace censusctl;

namespace {

manifest::declared_sync sync_of(const std::string& key, std::uint32_t file, std::uint32_t line,
                                const std::string& label = {}, const std::string& destination = "Braze",
                                const std::string& source = "Snowflake") {
    manifest::declared_sync sync;
    sync.key = {key, {file, line, 3, 1}};
    sync.spec.label = label.empty() ? key : label;
    if (!label.empty()) {
        sync.at.set(model::attribute::label, {file, line + 1, 12, 1});
    }
    sync.destination.connection.value.name = destination;
    sync.source.connection.value.name = source;
    return sync;
}

/// censusctl.yaml is file 0; then a.yaml with two syncs, b.yaml with two, and c.yaml with an entry of
/// `removed`.
manifest::declarations some_project() {
    manifest::declarations project;
    project.syncs.push_back(sync_of("a1", 1, 3, "growth/one"));
    project.syncs.push_back(sync_of("a2", 1, 9, "growth/two", "Hubspot"));
    project.syncs.push_back(sync_of("b1", 2, 3, "sales [eu]", "Braze", "Postgres"));
    project.syncs.push_back(sync_of("b2", 2, 9, "", "Braze", "Postgres"));
    project.syncs.back().destination.connection.value = {12, {}};
    project.removed.push_back({{"growth/old", {3, 3, 5, 1}}, std::nullopt, "", {3, 3, 5, 1}});
    project.removed.push_back({{}, diagnostics::located<std::int64_t>{60, {3, 4, 5, 1}}, "", {3, 4, 5, 1}});
    return project;
}

struct outcome {
    std::string keys;     ///< with spaces between
    std::size_t removed;  ///< how many entries of `removed`
    std::string problems;
};

outcome select(const manifest::declarations& project, const manifest::selection_request& request) {
    diagnostics::collector problems;
    const auto selected = manifest::select(project, request, problems);
    outcome made{"", 0, test::described(problems.all())};
    if (!selected) {
        made.keys = "all";
        return made;
    }
    for (std::size_t at = 0; at < project.syncs.size(); ++at) {
        if (selected->syncs[at] != 0) {
            made.keys += (made.keys.empty() ? "" : " ") + project.syncs[at].key.value;
        }
    }
    made.removed = static_cast<std::size_t>(std::ranges::count(selected->removed, 1));
    return made;
}

manifest::named_files word(const std::string& text, std::vector<std::uint32_t> files) {
    return {text, std::move(files), false, false, {}};
}

manifest::named_files no_file(const std::string& text) {
    return {text, {}, false, false, "there is no file, folder or sync '" + text + "'"};
}

}  // namespace

TEST_CASE("nothing that is asked for selects all") {
    CHECK(select(some_project(), {}).keys == "all");
}

TEST_CASE("keys and files select, together what either does") {
    manifest::declarations project = some_project();
    project.named = {no_file("a2"), word("b.yaml", {2})};
    outcome made = select(project, {{"a2", "b.yaml"}, {}, {}, {}});
    CHECK(made.problems == "");
    CHECK(made.keys == "a2 b1 b2");
    CHECK(made.removed == 0);
    project.named = {word("c.yaml", {3})};
    made = select(project, {{"c.yaml"}, {}, {}, {}});
    CHECK(made.problems == "");
    CHECK(made.keys == "");
    CHECK(made.removed == 2);
    project.named = {word("a1", {2})};  // a file of that name
    CHECK(select(project, {{"a1"}, {}, {}, {}}).keys == "a1 b1 b2");
}

TEST_CASE("the project file is everything") {
    manifest::declarations project = some_project();
    project.named = {{"censusctl.yaml", {}, true, false, {}}};
    const outcome made = select(project, {{"censusctl.yaml"}, {}, {}, {}});
    CHECK(made.problems == "");
    CHECK(made.keys == "a1 a2 b1 b2");
    CHECK(made.removed == 2);
}

TEST_CASE("what matches nothing is an error each time, and what is meant is suggested") {
    manifest::declarations project = some_project();
    project.named = {no_file("a3"), no_file("zzz"), word("empty.yaml", {4}), word("a.yaml", {1})};
    CHECK(select(project, {{"a3", "zzz", "empty.yaml", "a.yaml"}, {}, {}, {}}).problems ==
          "- manifest-empty there is no file, folder or sync 'a3'\n"
          "- manifest-empty there is no file, folder or sync 'zzz'\n"
          "- manifest-empty no sync is declared in 'empty.yaml'\n"
          "  hint: declare one under 'syncs'\n");
    project = some_project();
    project.syncs[0].key.value = "accounts";
    project.named = {no_file("acounts")};
    CHECK(select(project, {{"acounts"}, {}, {}, {}}).problems ==
          "- manifest-empty there is no file, folder or sync 'acounts'\n"
          "  hint: did you mean 'accounts'?\n");
}

TEST_CASE("a file with an error is not also called empty") {
    manifest::declarations project = some_project();
    project.named = {word("broken.yaml", {4})};
    project.broken = {4};
    diagnostics::collector problems;
    problems.report(diagnostics::code::yaml_syntax, {4, 2, 1, 1}, "a '[' is not closed");
    const auto selected = manifest::select(project, {{"broken.yaml"}, {}, {}, {}}, problems);
    CHECK(test::described(problems.all()) == "2:1 yaml-syntax a '[' is not closed\n");
    CHECK(selected->note.selected == 0);
}

TEST_CASE("labels are patterns, connections names or ids; kinds narrow, values of one kind widen") {
    const manifest::declarations project = some_project();
    CHECK(select(project, {{}, {"growth/*"}, {}, {}}).keys == "a1 a2");
    CHECK(select(project, {{}, {"growth/*"}, {}, {}}).removed == 1);
    CHECK(select(project, {{}, {"*/old"}, {}, {}}).problems == "");
    CHECK(select(project, {{}, {"*/old"}, {}, {}}).removed == 1);
    CHECK(select(project, {{}, {"growth/*", "sales [eu]"}, {}, {}}).keys == "a1 a2 b1");
    CHECK(select(project, {{}, {"?2"}, {}, {}}).keys == "b2");  // its label is its key
    CHECK(select(project, {{}, {}, {"Braze"}, {}}).keys == "a1 b1");
    CHECK(select(project, {{}, {}, {"Braze"}, {}}).removed == 0);
    CHECK(select(project, {{}, {}, {"12"}, {}}).keys == "b2");
    CHECK(select(project, {{}, {}, {"Braze", "Hubspot"}, {"Snowflake"}}).keys == "a1 a2");
    CHECK(select(project, {{}, {"*o*"}, {"Hubspot"}, {"Snowflake"}}).keys == "a2");
    CHECK(select(project, {{}, {"*o*"}, {"Hubspot"}, {"Snowflake"}}).problems == "");
}

TEST_CASE("a name that no sync has, and nothing that is all of it, are errors") {
    const manifest::declarations project = some_project();
    CHECK(select(project, {{}, {"growht/*"}, {"Brase"}, {"Nowhere"}}).problems ==
          "- manifest-empty no sync has a label like 'growht/*'\n"
          "- manifest-empty no sync writes to the destination 'Brase'\n"
          "  hint: did you mean 'Braze'?\n"
          "- manifest-empty no sync reads the source 'Nowhere'\n");
    CHECK(
        select(project, {{}, {}, {"Hubspot"}, {"Postgres"}}).problems ==
        "- manifest-empty no sync is all that was asked for: '--destination Hubspot', '--source Postgres'\n");
}

TEST_CASE("the note says what was asked for, and how many of how many that is") {
    manifest::declarations project = some_project();
    project.named = {word("syncs", {1, 2})};
    diagnostics::collector problems;
    const auto selected =
        manifest::select(project, {{"syncs"}, {"growth/*"}, {"Braze"}, {"Snowflake"}}, problems);
    REQUIRE(selected);
    CHECK(selected->note.asked ==
          std::vector<std::string>{"syncs", "--label growth/*", "--destination Braze", "--source Snowflake"});
    CHECK(selected->note.selected == 1);
    CHECK(selected->note.declared == 4);
}

TEST_CASE("law: what is selected is what each kind that is asked for selects") {
    std::mt19937 random(4);  // NOLINT: the same each time
    const auto some_of = [&](const std::vector<std::string>& all) {
        std::vector<std::string> some;
        for (const std::string& one : all) {
            if (random() % 3 == 0) {
                some.push_back(one);
            }
        }
        return some;
    };
    for (int round = 0; round < 300; ++round) {
        const manifest::declarations project = some_project();
        const manifest::selection_request both{{},
                                               some_of({"growth/*", "sales*", "b?"}),
                                               some_of({"Braze", "Hubspot", "12"}),
                                               some_of({"Snowflake", "Postgres"})};
        std::string expected;
        for (const auto& sync : project.syncs) {
            const auto any = [&](const std::vector<std::string>& asked, const std::string& alone) {
                return asked.empty() ||
                       (" " + alone + " ").find(" " + sync.key.value + " ") != std::string::npos;
            };
            if (any(both.labels, select(project, {{}, both.labels, {}, {}}).keys) &&
                any(both.destinations, select(project, {{}, {}, both.destinations, {}}).keys) &&
                any(both.sources, select(project, {{}, {}, {}, both.sources}).keys)) {
                expected += (expected.empty() ? "" : " ") + sync.key.value;
            }
        }
        CHECK(select(project, both).keys == (both.empty() ? "all" : expected));
    }
}

namespace {

diagnostics::diagnostic problem_of(diagnostics::code id, diagnostics::span where, const std::string& sync) {
    diagnostics::diagnostic problem;
    problem.id = id;
    problem.where = where;
    problem.sync = sync;
    return problem;
}

}  // namespace

TEST_CASE("a problem concerns the selection where it is of a selected sync, its file, or the project") {
    using diagnostics::code;
    using manifest::elsewhere;
    manifest::declarations project = some_project();
    project.named = {no_file("a1")};
    project.broken = {5};
    project.shared = {{{2, 11, 5, 1}, "a1"}, {{2, 12, 5, 1}, "b1"}};
    diagnostics::collector problems;
    const auto selected = manifest::select(project, {{"a1"}, {}, {}, {}}, problems);
    REQUIRE(selected);
    const auto told = [&](const diagnostics::diagnostic& problem) {
        const bool nothing = concerns(*selected, problem, elsewhere::nothing);
        const bool references = concerns(*selected, problem, elsewhere::references);
        return std::string(nothing ? "always" : references ? "for references" : "never");
    };
    CHECK(told(problem_of(code::key_unknown, {1, 4, 5, 1}, "a1")) == "always");
    CHECK(told(problem_of(code::key_unknown, {1, 10, 5, 1}, "a2")) == "never");
    CHECK(told(problem_of(code::key_unknown, {2, 4, 5, 1}, "b1")) == "never");
    CHECK(told(problem_of(code::key_unknown, {1, 2, 1, 1}, "")) == "always");  // of its file
    CHECK(told(problem_of(code::key_unknown, {2, 2, 1, 1}, "")) == "never");   // of another one
    CHECK(told(problem_of(code::key_unknown, {0, 2, 1, 1}, "")) == "always");  // of the project file
    CHECK(told(problem_of(code::file_unreadable, {}, "")) == "always");        // of no place
    CHECK(told(problem_of(code::yaml_syntax, {5, 2, 1, 1}, "")) ==
          "always");  // what it declares is not known
    CHECK(told(problem_of(code::sync_duplicate, {2, 9, 3, 1}, "b2")) == "for references");
    CHECK(told(problem_of(code::sync_duplicate, {2, 9, 3, 1}, "a1")) == "always");
    CHECK(told(problem_of(code::after_cycle, {2, 9, 3, 1}, "b2")) == "for references");
    CHECK(told(problem_of(code::after_unknown, {2, 9, 3, 1}, "b2")) == "never");
    CHECK(told(problem_of(code::listing_empty, {2, 9, 3, 1}, "")) == "always");
    CHECK(told(problem_of(code::field_unknown, {2, 11, 5, 1}, "b1")) ==
          "always");  // an alias shares the text
    CHECK(told(problem_of(code::field_unknown, {2, 12, 5, 1}, "b1")) == "never");
    diagnostics::diagnostic duplicate = problem_of(code::label_duplicate, {2, 4, 12, 1}, "b1");
    CHECK(told(duplicate) == "for references");
    duplicate.notes.push_back({{1, 4, 12, 1}, "the first is here"});  // the label of a1
    CHECK(told(duplicate) == "always");
}

TEST_CASE("a second sync of a key concerns the file that was named") {
    manifest::declarations project = some_project();
    project.named = {word("d.yaml", {4})};
    diagnostics::collector problems;
    diagnostics::diagnostic duplicate = problem_of(diagnostics::code::sync_duplicate, {4, 3, 3, 1}, "a1");
    duplicate.message = "the sync 'a1' is declared twice";
    problems.add(duplicate);
    const auto selected = manifest::select(project, {{"d.yaml"}, {}, {}, {}}, problems);
    REQUIRE(selected);
    keep_selected(*selected, manifest::elsewhere::nothing, problems);
    CHECK(test::described(problems.all()) == "3:3 sync-duplicate the sync 'a1' is declared twice\n");
}
