#include "cli/completion.hpp"

#include <doctest/doctest.h>

#include "cli/options.hpp"
#include "cli/shell_completion.hpp"

using namespace censusctl;
using words = std::vector<std::string>;

namespace {

const cli::program_help& program() {
    static const cli::program_help described = cli::describe_program();
    return described;
}

words names_of(cli::known_name kind) {
    switch (kind) {
        case cli::known_name::sync_key:
            return {"accounts", "braze-users"};
        case cli::known_name::source:
            return {"Snowflake - Prod"};
        case cli::known_name::destination:
            return {"Braze"};
        case cli::known_name::environment:
            return {"prod", "staging"};
    }
    return {};
}

/// The candidates' words behind the kind.
words offered(const words& given) {
    const cli::completion made = cli::complete(program(), given, names_of);
    words all{made.of == cli::completion::kind::words     ? "words"
              : made.of == cli::completion::kind::joined  ? "joined"
              : made.of == cli::completion::kind::folders ? "folders"
                                                          : "files"};
    for (const cli::candidate& one : made.candidates) {
        all.push_back(one.word);
    }
    return all;
}

}  // namespace

TEST_CASE("commands, and what helps with them") {
    CHECK(offered({"pl"}) == words{"words", "plan"});
    CHECK(offered({"ex"}) == words{"words", "explain", "explain-diff"});
    CHECK(offered({"-C", "x", "ver"}) == words{"words", "version"});
    CHECK(offered({"help", "tr"}) == words{"words", "trigger", "trust"});
    CHECK(offered({"help", "ver"}) == words{"words"});
    CHECK(offered({""}).size() == program().commands.size() + 3);
    CHECK(offered({}) == offered({""}));
    CHECK(offered({"plna", ""}).front() == "words");
}

TEST_CASE("options and their values") {
    CHECK(offered({"plan", "--re"}) == words{"words", "--read-only", "--rehearse"});
    CHECK(offered({"plan", "-C"}) == words{"words", "-C"});
    CHECK(offered({"plan", "-q"}) == words{"words", "-q"});
    CHECK(offered({"--colo"}) == words{"words", "--color"});
    CHECK(offered({"plan", "--color", ""}) == words{"words", "auto", "always", "never"});
    CHECK(offered({"plan", "--color=al"}) == words{"words", "--color=always"});
    CHECK(offered({"plan", "--output", "ht"}) == words{"joined", "html="});
    CHECK(offered({"plan", "--output", "html=x"}) == words{"files"});
    CHECK(offered({"plan", "--out", ""}) == words{"files"});
    CHECK(offered({"plan", "-C", ""}) == words{"folders"});
    CHECK(offered({"validate", "--ignore", "api-"}) == words{"words", "api-retiring"});
    CHECK(offered({"plan", "--sandbox=tod"}) == words{"words", "--sandbox=today"});
    CHECK(offered({"sandbox", "--world", "worlds/x"}) == words{"files"});
    CHECK(offered({"plan", "--timeout", ""}) == words{"words"});
    CHECK(offered({"plan", "--no-such="}) == words{"words"});
}

TEST_CASE("what a command takes") {
    CHECK(offered({"plan", ""}) == words{"files"});
    CHECK(offered({"plan", "acc"}) == words{"words", "accounts"});
    CHECK(offered({"plan", "syncs/acc"}) == words{"files"});
    CHECK(offered({"plan", "--source", "Sn"}) == words{"words", "Snowflake - Prod"});
    CHECK(offered({"plan", "--destination="}) == words{"words", "--destination=Braze"});
    CHECK(offered({"plan", "--", "-"}) == words{"files"});
    CHECK(offered({"trigger", ""}) == words{"words", "accounts", "braze-users"});
    CHECK(offered({"trigger", "--wait", "accounts", ""}) == words{"words", "braze-users"});
    CHECK(offered({"explain-diff", "accounts", ""}) == words{"words"});
    CHECK(offered({"explain", "api"}) == words{"words", "api-retiring"});
    CHECK(offered({"list", "des"}) == words{"words", "destinations"});
    CHECK(offered({"list", "models", ""}) == words{"words", "Snowflake - Prod"});
    CHECK(offered({"list", "fields", "B"}) == words{"words", "Braze"});
    CHECK(offered({"list", "fields", "Braze", ""}) == words{"words"});
    CHECK(offered({"completion", ""}) == words{"words", "bash", "zsh", "fish"});
    CHECK(offered({"graph", "--format", ""}) == words{"words", "mermaid", "dot"});
    CHECK(offered({"sandbox", ""}) == words{"words"});
}

TEST_CASE("the folder is that of the line") {
    CHECK(cli::folder_among({"-C", "team", "plan", ""}) == "team");
    CHECK(cli::folder_among({"plan", "-C", "team"}) == ".");  // that is being typed
    CHECK(cli::asked_folder({"bash", "censusctl -C 'my team' plan ", " "}) == "my team");
    CHECK(cli::asked_folder({"zsh", "-C", "my team", ""}) == "my team");
    CHECK(cli::asked_folder({}) == ".");
}

TEST_CASE("a line that is being typed is split as bash splits it") {
    const auto split = [](std::string_view line) {
        return cli::split_begun_line(line, " \t\n\"'><=;|&(:");
    };
    CHECK(split("censusctl  plan ").words == words{"censusctl", "plan", ""});
    CHECK(split(R"(c 'a b' "c\"d\e" f\ g)").words == words{"c", "a b", "c\"d\\e", "f g"});
    CHECK(split("c 'a b").quote == '\'');
    CHECK(split("c \"a 'b").quote == '"');
    CHECK(split("c ''").words == words{"c", ""});
    CHECK(split("c ").kept.empty());
    CHECK(split("c --color=al").kept == "--color=");
    CHECK(split("c sha256:ab").kept == "sha256:");
    CHECK(split(R"(c a\:b)").kept.empty());
    CHECK(split("c 'a:b").kept.empty());
    CHECK(split("c --color=x y").kept.empty());
    CHECK(split("").words == words{""});
    CHECK(split("c a\\").words == words{"c", "a"});
}

TEST_CASE("what is written for bash is one word, whatever it holds") {
    CHECK(cli::quoted_for_bash("braze-users.schedule", '\0') == "braze-users.schedule");
    CHECK(cli::quoted_for_bash("$(id) `id` a'b\"c;d!", '\0') == R"(\$\(id\)\ \`id\`\ a\'b\"c\;d\!)");
    CHECK(cli::quoted_for_bash("it's $HOME", '\'') == R"(it'\''s $HOME)");
    CHECK(cli::quoted_for_bash("$(id) \"x\" \\ `y` !z", '"') == R"(\$(id) \"x\" \\ \`y\` "\!"z)");
    // Readline closes no quote behind a quote.
    CHECK(cli::quoted_for_bash("dogs'", '\'') == R"(dogs'\'')"
                                                 "'");
    CHECK(cli::quoted_for_bash("no!", '"') == R"(no"\!"")");
    CHECK(cli::quoted_for_bash("dogs'", '"') == "dogs'");
    CHECK(cli::quoted_for_bash("Größe", '\0') == "Größe");
}

TEST_CASE("a question is answered with what it is, and a line for each candidate") {
    const auto hostile = [](cli::known_name) {
        return words{"a b", "a\nwords", "a\x1b[31m", "a$(id)"};
    };
    CHECK(cli::answer_completion(program(), {"bash", "censusctl trigger ", " "}, hostile) ==
          "words\na\\ b\na\\$\\(id\\)\n");
    CHECK(cli::answer_completion(program(), {"bash", "censusctl trigger 'a", " '"}, hostile) ==
          "words\na b\na$(id)\n");
    CHECK(cli::answer_completion(program(), {"zsh", "trigger", "a"}, hostile) == "words\na b\na$(id)\n");
    CHECK(cli::answer_completion(program(), {"fish", "pl"}, hostile) ==
          "words\nplan\tShow what an apply would do\n");
    CHECK(cli::answer_completion(program(), {"bash", "censusctl plan --color=al", " ="}, hostile) ==
          "words\nalways\n");
    CHECK(cli::answer_completion(program(), {"bash", "censusctl plan --color=al", " "}, hostile) ==
          "words\n--color=always\n");
    CHECK(cli::answer_completion(program(), {"bash"}, hostile).starts_with("words\n"));
    CHECK(cli::answer_completion(program(), {}, hostile).starts_with("words\n"));
    CHECK(cli::completion_script("tcsh").empty());
}
