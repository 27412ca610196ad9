#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/help_page.hpp"

namespace censusctl::cli {

/// The commands.
enum class command {
    none,
    validate,
    plan,
    apply,
    drift,
    graph,
    trigger,
    cancel,
    runs,
    explain,
    explain_diff,
    adopt,
    init,
    import,
    list,
    migrate,
    lock,
    schema,
    sandbox,
    completion
};

/// What the command line says, checked for form and nothing else. Empty: not given.
struct cli_options {
    cli::command command{cli::command::none};

    // Everywhere
    std::string directory{"."};
    std::string begun_in{"."};  ///< -C as it was given: where the search for the project began
    std::string environment;    ///< `--env`: of the project; empty: as CENSUSCTL_ENV or the file says
    std::vector<std::string> variables;  ///< `--var`: "NAME=VALUE"
    std::string base_url;
    std::string api;
    std::string format{"text"};
    std::vector<std::string> outputs;  ///< "FORMAT=FILE"; validate, plan, drift
    std::string log_level;             ///< empty: as `verbose` says
    std::string log_format{"text"};
    std::string color{"auto"};         ///< auto, always or never
    bool quiet{false};                 ///< say nothing but errors and what was asked for
    int verbose{0};                    ///< how often -v was given: 1 logs info, more debug
    bool no_color{false};              ///< `--no-color`: the older word for never
    std::size_t concurrency{8};        ///< requests at once to begin with, 1–64
    std::size_t most_concurrency{32};  ///< as many as good replies raise it to; `--concurrency` fixes both
    std::int64_t timeout_seconds{0};   ///< 0: the default
    std::string ca_file;
    bool allow_insecure_http{false};
    bool read_only{false};               ///< nothing is written, whatever the command
    bool allow_unproved{false};          ///< write to V2 by keys that no reply has proved
    std::optional<std::string> sandbox;  ///< present: in-process; its value names the world
    std::vector<std::string> faults;     ///< of the in-process sandbox, and of `sandbox`

    // Words after the command: paths, keys, a code
    std::vector<std::string> words;

    // What is selected beside them; validate, plan, apply, drift, graph
    std::vector<std::string> labels;  ///< patterns
    std::vector<std::string> destinations;
    std::vector<std::string> source_names;

    /// Whether the command is about a part of the project's syncs only.
    [[nodiscard]] bool selects() const noexcept {
        return !words.empty() || !labels.empty() || !destinations.empty() || !source_names.empty();
    }

    std::vector<std::string> errors;    ///< codes; validate, plan, apply, drift
    std::vector<std::string> warnings;  ///< codes
    std::vector<std::string> ignores;   ///< codes
    bool online{false};                 ///< validate
    std::string show;                   ///< validate: the key of a sync to print as it finally is
    bool locked{false};                 ///< validate, plan: metadata from the lock
    /// The commit whose lock and policy hold instead of those of the files; validate, plan, apply, drift,
    /// trigger, schema.
    std::optional<std::string> trust_base;
    bool check{false};              ///< lock
    bool detailed_exitcode{false};  ///< plan
    bool rehearse{false};           ///< plan, apply: try it on a copy of the workspace first
    bool show_requests{false};      ///< plan: list what an apply sends
    bool allow_duplicates{false};   ///< plan, apply, drift
    bool allow_replace{false};      ///< plan, apply: a new sync in place of one that cannot be changed
    bool prune{false};              ///< plan, apply: delete what is owned and not declared
    /// plan, apply: overwrite, keep or fail; empty: as the policy says.
    std::string drift;
    std::string only{"all"};      ///< plan: mine or all
    bool full{false};             ///< plan, drift: fold nothing
    bool auto_approve{false};     ///< apply
    std::string expect;           ///< apply: the id of the plan that was approved, or a file that holds it
    std::string out;              ///< plan, schema: where to save it; import: the folder
    std::string plan_file;        ///< apply: a saved plan to do
    bool override_limits{false};  ///< apply
    std::optional<double> max_invalid_percent;  ///< apply, trigger; 0-100
    bool wait{false};                           ///< apply, trigger
    bool full_sync{false};                      ///< trigger: `--full`
    std::int64_t wait_timeout_seconds{3600};

    std::string graph_format{"mermaid"};  ///< graph: mermaid or dot

    std::string filter;  ///< list: a part of a name, or a pattern; empty: all

    // migrate
    std::string to;           ///< the generation to move to; `base_url` and `token_env` are that one's
    bool files_alone{false};  ///< do not ask the old generation

    // init, migrate
    std::string token_env;

    // init
    std::string ci;  ///< github, gitlab or none
    bool example{false};

    // import, adopt
    bool all{false};
    bool dry_run{false};
    bool remove{false};  ///< adopt: take syncs out that are gone
    bool keep_going{false};
    std::string from;                  ///< import: gitlink or terraform; the files of that tool are the word
    std::string split{"destination"};  ///< destination, source, sync or none

    // drift
    std::vector<std::string> only_kinds;  ///< of plan::drift_kinds; empty: all
    std::vector<std::string> fail_on;     ///< changed, missing, unmanaged, failing, none; empty: the default
    std::size_t runs{10};                 ///< also runs: newest runs to read of each sync; 0: none
    /// plan, apply, drift: what was last applied: a folder, a file, a git ref, or `last-applied`.
    std::optional<std::string> base;

    // sandbox
    std::string world;
    std::string state_file;
    std::string fault_file;
    std::vector<std::string> sandbox_settings;  ///< "KEY=VALUE"
    std::string personal_token;
    std::string token;
    std::uint16_t port{0};
};

/// What came of reading the command line: go on, or leave with this status and text (help, version, usage).
struct parse_outcome {
    cli_options options;
    std::optional<int> leave_with;
    std::string text;  ///< for stdout when the status is 0, else for stderr
};

/// Help is printed in lines of `width` columns.
[[nodiscard]] parse_outcome parse_arguments(int count, const char* const* words, std::size_t width);

/// What the command line takes, for help, man pages and completion.
[[nodiscard]] program_help describe_program();

}  // namespace censusctl::cli
