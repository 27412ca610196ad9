#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <map>
#include <random>

#include "manifest/loader.hpp"
#include "reading.hpp"
#include "support/temporary_folder.hpp"

using namespace censusctl;

namespace {

/// A project of two files.
class project {
public:
    project(const std::string& config, const std::string& file) {
        std::filesystem::create_directory(folder_.path / "syncs");
        std::ofstream(folder_.path / "censusctl.yaml", std::ios::binary) << config;
        std::ofstream(folder_.path / "syncs/a.yaml", std::ios::binary) << file;
    }

    manifest::declarations load(const std::string& environment, manifest::variable_values variables = {}) {
        sources = {};
        diagnostics::collector found;
        manifest::project_choice choice;
        choice.environment = environment;
        choice.variables = std::move(variables);
        manifest::declarations read = manifest::load_project(folder_.path, {}, sources, found, {}, choice);
        problems = diagnostics::sorted(std::move(found).take());
        return read;
    }

    [[nodiscard]] std::string said() const {
        std::string text;
        for (const auto& problem : problems) {
            text += problem.where.known() ? sources.path(problem.where.file) + ":" : "";
            text += test::described({problem});
        }
        return text;
    }

    diagnostics::source_map sources;
    std::vector<diagnostics::diagnostic> problems;

private:
    test::temporary_folder folder_;
};

const std::string two_environments =
    "version: 1\n"
    "variables: {prefix: '', who: all}\n"
    "defaults: {operation: append}\n"
    "environments:\n"
    "  staging:\n"
    "    workspace: {token_env: CENSUS_STAGING, base_url: https://staging.getcensus.com/api/v1}\n"
    "    variables: {prefix: '[staging] '}\n"
    "    connections: {Snowflake: Snowflake - Staging, '7': 8}\n"
    "    defaults: {operation: upsert}\n"
    "    overrides: {paused: true, schedule: never}\n"
    "  prod:\n"
    "    workspace: {token_env: CENSUS_PROD}\n";

std::string one_sync(const std::string& more) {
    return "version: 1\n"
           "syncs:\n"
           "  a:\n"
           "    label: ${prefix}Users\n"
           "    source: {connection: Snowflake, model: m}\n"
           "    destination: {connection: 7, object: user}\n"
           "    schedule: {frequency: weekly, day: Sunday}\n"
           "    mappings: [{from: A, to: a, is_primary_identifier: true}]\n" +
           more;
}

}  // namespace

TEST_CASE("an environment lies under and over the syncs, renames and fills") {
    project here(two_environments, one_sync(""));
    manifest::declarations read = here.load("staging");
    CHECK(here.said() == "");
    REQUIRE(read.syncs.size() == 1);
    CHECK(read.config.environment == "staging");
    CHECK(read.config.token_env.value == "CENSUS_STAGING");
    CHECK(read.config.base_url.value == "https://staging.getcensus.com/api/v1");
    CHECK(read.syncs[0].spec.label == "[staging] Users");
    CHECK(read.syncs[0].spec.operation == "upsert");
    CHECK(read.syncs[0].spec.paused);
    CHECK(read.syncs[0].spec.schedule.frequency == "never");
    CHECK(read.syncs[0].source.connection.value.name == "Snowflake - Staging");
    CHECK(read.syncs[0].source.renamed.line == 8);
    CHECK(read.syncs[0].destination.connection.value.id == 8);
    read = here.load("prod");
    CHECK(here.said() == "");
    CHECK(read.config.token_env.value == "CENSUS_PROD");
    CHECK(read.config.base_url.value.empty());
    CHECK(read.syncs[0].spec.label == "Users");
    CHECK(read.syncs[0].spec.operation == "append");
    CHECK_FALSE(read.syncs[0].spec.paused);
    CHECK(read.syncs[0].spec.schedule.frequency == "weekly");
    CHECK(read.syncs[0].source.connection.value.name == "Snowflake");
    CHECK_FALSE(read.syncs[0].source.renamed.known());
}

TEST_CASE("an environment is picked by the caller, else by the file, and else not at all") {
    project here(two_environments + "default_environment: prod\n", one_sync(""));
    CHECK(here.load("").config.environment == "prod");
    CHECK(here.load("staging").config.environment == "staging");
    CHECK(here.load("nowhere").config.environment.empty());
    project without(two_environments, one_sync(""));
    const manifest::declarations read = without.load("");
    CHECK(read.config.environment.empty());
    REQUIRE(read.config.environments.size() == 2);
    CHECK(read.config.environments[0].value == "staging");
    CHECK(read.config.environments[1].value == "prod");
}

TEST_CASE("a sync is kept to environments, and nothing waits for it elsewhere") {
    const std::string other =
        "  b:\n    only: [prod]\n    label: ${only_in_prod}\n    source: {connection: S, model: m}\n"
        "    destination: {connection: B, object: user}\n"
        "    mappings: [{from: A, to: a, is_primary_identifier: true}]\n"
        "  c:\n    only: staging\n    after: [b, a]\n    source: {connection: S, model: m}\n"
        "    destination: {connection: B, object: user}\n"
        "    mappings: [{from: A, to: a, is_primary_identifier: true}]\n";
    project here(two_environments, one_sync(other));
    manifest::declarations read = here.load("staging");
    CHECK(here.said() == "");
    REQUIRE(read.syncs.size() == 2);
    CHECK(read.syncs[1].key.value == "c");
    REQUIRE(read.syncs[1].after.size() == 1);
    CHECK(read.syncs[1].after[0].value == "a");
    REQUIRE(read.excluded.size() == 1);
    CHECK(read.excluded[0].value == "b");
    read = here.load("prod", {{"only_in_prod", "B"}});
    CHECK(here.said() == "");
    CHECK(read.syncs[1].spec.label == "B");
    here.load("prod");
    CHECK(here.said().starts_with(
        "syncs/a.yaml:11:12 variable-unknown the variable 'only_in_prod' has no value\n"));
}

TEST_CASE("what a sync says for an environment is the strongest") {
    project here(two_environments,
                 one_sync("    environments:\n"
                          "      staging: {paused: false, label: Own, id: 61, schedule: {frequency: daily}}\n"
                          "      prod: {id: 7}\n"));
    manifest::declarations read = here.load("staging");
    CHECK(here.said() == "");
    CHECK_FALSE(read.syncs[0].spec.paused);
    CHECK(read.syncs[0].spec.label == "Own");
    CHECK(read.syncs[0].id->value == 61);
    CHECK(read.syncs[0].spec.schedule.frequency == "daily");
    CHECK(here.load("prod").syncs[0].id->value == 7);
}

TEST_CASE("names of environments are checked wherever they stand") {
    project here(two_environments + "default_environment: porduction\n",
                 one_sync("    only: [prod, stagin]\n    environments: {prodd: {paused: true}}\n"));
    here.load("prod");
    CHECK(here.said() ==
          "censusctl.yaml:13:22 environment-unknown the project has no environment 'porduction'\n"
          "  hint: there are: staging, prod\n"
          "syncs/a.yaml:9:18 environment-unknown the project has no environment 'stagin'\n"
          "  hint: did you mean 'staging'?\n"
          "syncs/a.yaml:10:20 environment-unknown the project has no environment 'prodd'\n"
          "  hint: did you mean 'prod'?\n");
}

TEST_CASE("variables without a value are told at their very place, once, and nothing follows from them") {
    project here(two_environments, one_sync("    operation: ${operaton}\n    run: \"x ${prefx}\"\n"));
    here.load("staging");
    CHECK(here.said() ==
          "syncs/a.yaml:9:16 variable-unknown the variable 'operaton' has no value\n"
          "  hint: give it one under `variables` in censusctl.yaml, there or in the environment 'staging', "
          "or by "
          "--var operaton=…; write $${ for a '${' that is to stand in the text\n"
          "syncs/a.yaml:10:13 variable-unknown the variable 'prefx' has no value\n"
          "  hint: did you mean 'prefix'?\n");
}

TEST_CASE("the caller's variables beat those of the files, and a value is always a text") {
    project here(two_environments, one_sync(""));
    CHECK(here.load("staging", {{"prefix", "2021"}}).syncs[0].spec.label == "2021Users");
    CHECK(here.said() == "");
    project number(two_environments, one_sync("    mirror_strategy: ${who}\n"));
    number.load("prod", {{"who", "upload_and_swap"}});
    CHECK(number.said() == "");
}

TEST_CASE("a renamed connection that no sync names is told") {
    project here("version: 1\nenvironments: {e: {connections: {Snowflke: X, Snowflake: Y}}}\n", one_sync(""));
    here.load("e", {{"prefix", ""}});
    CHECK(here.said().starts_with(
        "censusctl.yaml:2:34 rename-unused no sync of this environment names the connection 'Snowflke'\n"));
    CHECK(here.problems[0].level == diagnostics::severity::warning);
}

TEST_CASE("what is wrong in an environment is told whichever is picked, as far as that can be known") {
    const std::string config =
        "version: 1\n"
        "variables: {'1a': x, b: 2}\n"
        "environments:\n"
        "  'a b': {}\n"
        "  all: {}\n"
        "  good: {overides: {}, workspace: {token_env: [x]}}\n"
        "  worse: {defaults: {label: x}, overrides: {id: 5, paused: yes}}\n";
    project here(config, one_sync(""));
    here.load("worse", {{"prefix", ""}});
    CHECK(here.said() ==
          "- value-invalid 'token_env' on line 6 of the project file is not the name of an environment "
          "variable\n"
          "  hint: the token is never in a file: put it in an environment variable, and that variable's name "
          "under "
          "'token_env'\n"
          "censusctl.yaml:2:13 value-invalid '1a' cannot be the name of a variable\n"
          "  hint: a name begins with a letter or '_', and is of letters, digits and '_'\n"
          "censusctl.yaml:2:25 type-mismatch 'b' must be text, not the number 2\n"
          "  hint: quote it: \"2\"\n"
          "censusctl.yaml:4:3 value-invalid 'a b' cannot be the name of an environment\n"
          "  hint: a name is of letters, digits, '-' and '_', 64 at most; 'all' means every one\n"
          "censusctl.yaml:5:3 value-invalid 'all' cannot be the name of an environment\n"
          "  hint: a name is of letters, digits, '-' and '_', 64 at most; 'all' means every one\n"
          "censusctl.yaml:6:10 key-unknown unknown key 'overides' in the environment 'good'\n"
          "  hint: did you mean 'overrides'?\n"
          "censusctl.yaml:7:22 key-unknown 'label' cannot be a default: it belongs to one sync\n"
          "  hint: state it under the sync\n"
          "censusctl.yaml:7:45 key-unknown 'id' cannot be overridden for all: it belongs to one sync\n"
          "  hint: state it under the sync\n"
          "censusctl.yaml:7:60 type-mismatch 'paused' must be true or false, not the text 'yes'\n"
          "  hint: write true\n"
          "syncs/a.yaml:3:3 key-missing sync 'a' has no 'operation'\n");
}

namespace {

/// One attribute of a few, and its values.
struct choice {
    const char* key;
    std::array<const char*, 3> values;
    std::string (*of)(const manifest::declared_sync&);
};

const std::array<choice, 4> choices{{
    {"operation",
     {"append", "upsert", "mirror"},
     [](const manifest::declared_sync& sync) {
         return sync.spec.operation;
     }},
    {"run",
     {"on_create", "on_change", "always"},
     [](const manifest::declared_sync& sync) {
         return sync.run.value;
     }},
    {"schedule",
     {"hourly", "daily", "continuous"},
     [](const manifest::declared_sync& sync) {
         return sync.spec.schedule.frequency;
     }},
    {"field_order",
     {"mapping_order", "source_column_order", "alphabetical_column_name"},
     [](const manifest::declared_sync& sync) {
         return sync.spec.field_order;
     }},
}};

}  // namespace

TEST_CASE("law: the value of an attribute is that of the strongest layer that states it") {
    std::mt19937 random(11);  // NOLINT: the same each time
    for (int round = 0; round < 200; ++round) {
        // From the weakest to the strongest.
        std::array<std::map<std::string, std::string>, 6> layers;
        std::map<std::string, std::string> expected{
            {"operation", "insert"}, {"run", "never"}, {"schedule", "never"}, {"field_order", ""}};
        std::array<std::string, 6> texts;
        for (std::size_t layer = 0; layer < layers.size(); ++layer) {
            for (const choice& one : choices) {
                if (random() % 3 == 0) {
                    const std::string value = one.values.at(random() % 3);
                    layers.at(layer)[one.key] = value;
                    expected[one.key] = value;
                    texts.at(layer) +=
                        (texts.at(layer).empty() ? "" : ", ") + std::string(one.key) + ": " + value;
                }
            }
        }
        // Something that is always stated at the bottom, so that nothing is missing.
        const std::string bottom = layers[0].contains("operation") ? ""
                                   : texts[0].empty()              ? "operation: insert"
                                                                   : ", operation: insert";
        project here(
            "version: 1\ndefaults: {" + texts[0] + bottom + "}\nenvironments: {e: {defaults: {" + texts[1] +
                "}, overrides: {" + texts[4] + "}}, other: {overrides: {operation: delete}}}\n",
            "version: 1\ndefaults: {" + texts[2] +
                "}\nsyncs:\n  a: {source: {connection: S, model: m}, destination: {connection: B, object: "
                "o}, " +
                "mappings: [{from: A, to: a, is_primary_identifier: true}], environments: {e: {" + texts[5] +
                "}, other: {run: always}}" + (texts[3].empty() ? "" : ", " + texts[3]) + "}\n");
        const manifest::declarations read = here.load("e");
        REQUIRE(here.said() == "");
        REQUIRE(read.syncs.size() == 1);
        for (const choice& one : choices) {
            CHECK(one.of(read.syncs[0]) == expected[one.key]);
        }
    }
}
