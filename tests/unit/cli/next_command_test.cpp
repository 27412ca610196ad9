#include "cli/next_command.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using cli::command_to_apply;
using cli::command_to_apply_file;

namespace {

plan::plan one_create() {
    plan::plan made;
    made.id = "sha256:ab";
    made.changes.emplace_back();
    return made;
}

}  // namespace

TEST_CASE("the plain command is bound to the plan") {
    CHECK(command_to_apply({}, one_create(), false) == "censusctl apply --expect sha256:ab");
    CHECK(command_to_apply({}, one_create(), true) == "censusctl apply --auto-approve --expect sha256:ab");
}

TEST_CASE("no command is named that a limit would refuse") {
    plan::plan over = one_create();
    over.diagnostics.emplace_back().id = diagnostics::code::schedule_field_unused;
    over.diagnostics.back().level = diagnostics::severity::warning;
    CHECK_FALSE(command_to_apply({}, over, false).empty());
    over.diagnostics.emplace_back().id = diagnostics::code::limit_exceeded;
    over.diagnostics.back().level = diagnostics::severity::warning;
    CHECK(command_to_apply({}, over, false).empty());
    CHECK(command_to_apply_file({}, over).empty());
}

TEST_CASE("flags that decide about workspace and plan are repeated and others are not") {
    cli::cli_options options;
    options.directory = "teams/a";
    options.base_url = "http://127.0.0.1:8091/api/v1";
    options.api = "2021";
    options.ca_file = "ca.pem";
    options.allow_insecure_http = true;
    options.sandbox = "large:3";
    options.allow_duplicates = true;
    options.errors = {"column-type-mismatch"};
    options.warnings = {"field-required-missing"};
    options.ignores = {"field-not-updateable", "metadata-missing"};
    options.words = {"syncs", "more/b.yaml"};
    options.concurrency = 3;
    options.timeout_seconds = 9;
    options.format = "html";
    options.outputs = {"json=p.json"};
    options.no_color = true;
    options.detailed_exitcode = true;
    CHECK(command_to_apply(options, one_create(), false) ==
          "censusctl apply -C teams/a --base-url http://127.0.0.1:8091/api/v1 --api 2021 --ca-file ca.pem "
          "--allow-insecure-http --sandbox=large:3 --expect sha256:ab --allow-duplicates --error "
          "column-type-mismatch --warn field-required-missing --ignore field-not-updateable --ignore "
          "metadata-missing syncs more/b.yaml");
    options.out = "merge.plan";
    CHECK(command_to_apply_file(options, one_create()) ==
          "censusctl apply -C teams/a --base-url http://127.0.0.1:8091/api/v1 --api 2021 --ca-file ca.pem "
          "--allow-insecure-http --sandbox=large:3 --plan merge.plan");
}

TEST_CASE("hostile words stay words") {
    cli::cli_options options;
    options.directory = "-x";
    options.sandbox = "my world";
    options.words = {"-v", "a b", "$(id)\n"};
    CHECK(command_to_apply(options, one_create(), false) ==
          "censusctl apply -C-x '--sandbox=my world' --expect sha256:ab -- -v 'a b' $'$(id)\\012'");
    options.out = "--plan";
    CHECK(command_to_apply_file(options, one_create()) ==
          "censusctl apply -C-x '--sandbox=my world' --plan=--plan");
}

TEST_CASE("no command where an apply could do nothing") {
    plan::plan nothing;
    CHECK(command_to_apply({}, nothing, true).empty());
    plan::plan blocked = one_create();
    blocked.changes[0].what = plan::action::blocked;
    CHECK(command_to_apply({}, blocked, false).empty());
    plan::plan faulty = one_create();
    faulty.diagnostics.emplace_back();
    CHECK(command_to_apply({}, faulty, false).empty());
    cli::cli_options saved;
    saved.out = "p.plan";
    CHECK(command_to_apply_file(saved, faulty).empty());
    CHECK(command_to_apply_file(saved, one_create()) == "censusctl apply --plan p.plan");
}
