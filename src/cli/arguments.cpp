#include "cli/arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/help_texts.hpp"
#include "manifest/variables.hpp"
#include "plan/drift.hpp"
#include "text/suggest.hpp"

namespace censusctl::cli {
namespace {

/// The options that every command takes.
void add_everywhere(CLI::App& app, cli_options& options, bool connects) {
    app.add_option(
           "-C", options.directory,
           "Folder to begin in: the project is the one whose censusctl.yaml is there, or above (default: the "
           "current one)")
        ->type_name("DIR");
    app.add_option(
           "--env", options.environment,
           "Environment of censusctl.yaml (also: CENSUSCTL_ENV); all: each in turn, for plan, drift,\n"
           "validate and lock")
        ->type_name("NAME");
    const auto is_assignment = [](const std::string& word) {
        const std::size_t sign = word.find('=');
        return sign != std::string::npos && manifest::is_variable_name(word.substr(0, sign))
                   ? std::string()
                   : "write NAME=VALUE; a name is of letters, digits and '_'";
    };
    app.add_option(
           "--var", options.variables,
           "Value of a variable of the manifests (also: CENSUSCTL_VAR_NAME); may be given several times")
        ->check(CLI::Validator(is_assignment, "", "variable"))
        ->type_name("NAME=VALUE")
        ->allow_extra_args(false);
    app.add_option("--log-level", options.log_level,
                   "debug, info, warn (default), error or off; logs go to stderr")
        ->check(CLI::IsMember({"debug", "info", "warn", "error", "off"}))
        ->type_name("LEVEL");
    app.add_option("--log-format", options.log_format, "text (default) or json, one object on each line")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
    app.add_option("--color", options.color,
                   "Colours: auto (default: on a terminal), always or never (also: NO_COLOR, CLICOLOR_FORCE)")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->type_name("WHEN");
    app.add_flag("--no-color", options.no_color, "As --color never")->group("");
    CLI::Option* quiet =
        app.add_flag("-q,--quiet", options.quiet, "Say nothing but errors, and what was asked for");
    app.add_flag("-v,--verbose", options.verbose, "Log what is done, as --log-level info; -vv: debug")
        ->excludes(quiet);
    if (!connects) {
        return;
    }
    app.add_option("--base-url", options.base_url, "Base URL of the API (also: CENSUS_BASE_URL)")
        ->type_name("URL");
    app.add_option("--api", options.api,
                   "Generation of the API: auto (default: as the first reply shows), 2021, v1, v2")
        ->type_name("GEN");
    app.add_option("--concurrency", options.concurrency,
                   "Requests at once (default: 8, which good replies raise to 32)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{64}))
        ->type_name("N")
        ->each([&options](const std::string&) { options.most_concurrency = 0; });
    app.add_option("--timeout", options.timeout_seconds,
                   "Seconds that all reading and writing may take (default 300)")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{86400}))
        ->type_name("SECONDS");
    app.add_option("--ca-file", options.ca_file, "PEM file of authorities to trust (also: SSL_CERT_FILE)")
        ->type_name("FILE");
    app.add_flag("--allow-insecure-http", options.allow_insecure_http,
                 "Permit http:// to hosts that are not loopback");
    app.add_flag("--read-only", options.read_only,
                 "Write nothing, whatever the command: each write is refused before it is sent");
    app.add_flag("--allow-unproved-api", options.allow_unproved,
                 "Write to V2 by keys that no sync read has proved");
    app.add_flag_function(
           "--sandbox",
           [&options](std::int64_t) {
               if (!options.sandbox) {
                   options.sandbox = "";
               }
           },
           "Run against an in-process simulated workspace, kept in .censusctl/; --sandbox=WORLD names its "
           "world")
        ->type_name("[=WORLD]");
    app.add_option("--fault", options.faults, "Make the sandbox misbehave; see `censusctl sandbox --help`")
        ->type_name("RULE")
        ->allow_extra_args(false);
}

void add_format(CLI::App& app, cli_options& options) {
    app.add_option("--format", options.format, "text (default) or json")
        ->check(CLI::IsMember({"text", "json"}))
        ->type_name("FORMAT");
}

/// One of a command's formats, for stdout and for files.
void add_reports(CLI::App& app, cli_options& options, const std::vector<std::string>& formats) {
    std::string list;
    for (const std::string& text : formats) {
        list += (list.empty() ? "" : ", ") + text;
    }
    app.add_option("--format", options.format, "On stdout: " + list + " (default text)")
        ->check(CLI::IsMember(formats))
        ->type_name("FORMAT");
    const auto is_output = [formats, list](const std::string& word) {
        const std::size_t sign = word.find('=');
        const std::string format = word.substr(0, sign);
        if (std::find(formats.begin(), formats.end(), format) == formats.end()) {
            const std::vector<std::string_view> names(formats.begin(), formats.end());
            const std::string hint = text::did_you_mean(format, names);
            return "there is no format '" + format + "'; " + (hint.empty() ? "there are " + list : hint);
        }
        return sign == std::string::npos || sign + 1 == word.size()
                   ? "write FORMAT=FILE, as in " + format + "=report"
                   : std::string();
    };
    app.add_option(
           "--output", options.outputs,
           "Write a report to a file as well, or with - to stdout instead; may be given several times")
        ->check(CLI::Validator(is_output, "", "output"))
        ->type_name("FORMAT=FILE")
        ->allow_extra_args(false);
}

void add_paths(CLI::App& app, cli_options& options) {
    app.add_option("PATH", options.words,
                   "Only these of the project's syncs: files, folders, globs, or keys of syncs; - is a file "
                   "on standard input");
}

/// What else selects among the syncs of the project.
void add_selectors(CLI::App& app, cli_options& options) {
    const auto add = [&app](const char* name, std::vector<std::string>& values, const char* type,
                            const char* description) {
        app.add_option(name, values, description)->type_name(type)->allow_extra_args(false);
    };
    add("--label", options.labels, "GLOB",
        "Only syncs with such a label (* and ?); may be given several times");
    add("--destination", options.destinations, "NAME",
        "Only syncs to this destination, as the files name it; likewise");
    add("--source", options.source_names, "NAME", "Only syncs from this source; likewise");
}

void add_levels(CLI::App& app, cli_options& options) {
    const auto add = [&app](const char* name, std::vector<std::string>& codes, const char* description) {
        app.add_option(name, codes, description)->type_name("CODE")->allow_extra_args(false);
    };
    add("--error", options.errors, "Make diagnostics of this code errors; may be given several times");
    add("--warn", options.warnings, "Make them warnings");
    add("--ignore", options.ignores, "Say nothing of them");
}

void add_locked(CLI::App& app, cli_options& options) {
    app.add_flag("--locked", options.locked, "Take the metadata from censusctl.lock.json");
}

void add_trust_base(CLI::App& app, cli_options& options) {
    app.add_option("--trust-base", options.trust_base,
                   "Take the lock and `policy` from this commit, and not from the files, which may be a\n"
                   "stranger's; tell what they change of them, and of host and token")
        ->type_name("REF");
}

void add_allow_duplicates(CLI::App& app, cli_options& options) {
    app.add_flag("--allow-duplicates", options.allow_duplicates,
                 "Create a sync although a live one looks like it under another label");
}

void add_allow_replace(CLI::App& app, cli_options& options) {
    app.add_flag("--allow-replace", options.allow_replace,
                 "Where the API cannot change a sync: make a new one, prove it, and delete the old one");
}

void add_prune(CLI::App& app, cli_options& options) {
    app.add_flag(
        "--prune", options.prune,
        "Delete the live syncs that `policy: ownership` says are these files', and they do not declare");
}

void add_rehearse(CLI::App& app, cli_options& options, const char* description) {
    app.add_flag("--rehearse", options.rehearse, description);
}

void add_following(CLI::App& app, cli_options& options) {
    app.add_option("--max-invalid-percent", options.max_invalid_percent,
                   "A run with more invalid records than this has failed; follows the runs")
        ->check(CLI::Range(0.0, 100.0))
        ->type_name("PERCENT")
        ->each([&options](const std::string&) { options.wait = true; });
    app.add_option("--wait-timeout", options.wait_timeout_seconds,
                   "Seconds to follow a run for (default 3600)")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{604800}))
        ->type_name("SECONDS");
}

CLI::App& add_command(CLI::App& app, cli_options& options, command which, const char* name,
                      const char* description, const char* footer, bool connects) {
    CLI::App& command = *app.add_subcommand(name, description);
    command.footer(footer);
    command.callback([&options, which] { options.command = which; });
    command.option_defaults()->group(std::string(shared_group));
    add_everywhere(command, options, connects);
    command.option_defaults()->group("Options");
    return command;
}

void add_sandbox(CLI::App& app, cli_options& options) {
    CLI::App& sandbox = add_command(app, options, command::sandbox, "sandbox",
                                    "Serve a simulated workspace on loopback", help::sandbox_footer, false);
    sandbox
        .add_option("--world", options.world,
                    "reference (default), today, empty, large:N, large:N:BYTES, or a world file")
        ->type_name("WORLD");
    sandbox
        .add_option("--api", options.api,
                    "Generation that it speaks: v1 (default), v2, 2021, or all over one workspace")
        ->type_name("GEN");
    sandbox.add_option("--port", options.port, "Port on 127.0.0.1 (default: a free one)")->type_name("PORT");
    sandbox
        .add_option("--state", options.state_file,
                    "Keep syncs and runs in this file (default: in memory only)")
        ->type_name("FILE");
    sandbox.add_option("--token", options.token, "Token that it demands (default: sandbox)")
        ->type_name("TOKEN");
    sandbox
        .add_option("--personal-token", options.personal_token, "Token that V2 demands (default: the same)")
        ->type_name("TOKEN");
    sandbox
        .add_option("--set", options.sandbox_settings,
                    "A setting of the world, such as segment_place=inside;\nmay be given several times")
        ->type_name("KEY=VALUE")
        ->allow_extra_args(false);
    sandbox.add_option("--fault", options.faults, "A fault rule; may be given several times")
        ->type_name("RULE")
        ->allow_extra_args(false);
    sandbox.add_option("--fault-file", options.fault_file, "A YAML file of fault rules")->type_name("FILE");
}

void add_base(CLI::App& app, cli_options& options, const char* description) {
    app.add_option("--base", options.base, description)->type_name("REF|PATH");
}

void add_drift_choice(CLI::App& app, cli_options& options) {
    app.add_option("--drift", options.drift,
                   "What becomes of a difference that only the workspace has made: overwrite, keep or fail\n"
                   "(default: as `policy: drift` says, else overwrite)")
        ->check(CLI::IsMember({"overwrite", "keep", "fail"}))
        ->type_name("CHOICE");
}

void add_drift_options(CLI::App& drift, cli_options& options) {
    drift
        .add_option("--fail-on", options.fail_on,
                    "Exit 2 on these: changed, missing, unmanaged, failing, or none\n"
                    "(default: changed,missing,unmanaged)")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember({"changed", "missing", "unmanaged", "failing", "none"}))
        ->type_name("KIND,…");
    drift
        .add_option("--only", options.only_kinds,
                    "Show these alone, and exit 2 on them unless --fail-on says else:\n"
                    "changed, missing, failing, faulty, unmanaged, as-declared")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember(std::vector<std::string>(plan::drift_kinds.begin(), plan::drift_kinds.end())))
        ->type_name("KIND,…");
    drift.add_flag("--full", options.full,
                   "Show the syncs that are as declared, too, and all unmanaged ones");
    drift
        .add_option("--runs", options.runs,
                    "How many of the newest runs to read of each managed sync (default 10; 0: none)")
        ->check(CLI::Range(std::size_t{0}, std::size_t{100}))
        ->type_name("N");
    add_base(drift, options,
             "What was last applied, to tell which side moved: a git ref, a folder, a file, or last-applied");
}

std::string check_variable(const std::string& name) {
    const bool is_name = !name.empty() && name.find_first_not_of(
                                              "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                              "abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
    return is_name ? std::string()
                   : std::string("it is the name of a variable; the token itself is never an argument");
}

void add_migrate(CLI::App& app, cli_options& options) {
    CLI::App& migrate =
        add_command(app, options, command::migrate, "migrate",
                    "Move the files to another generation of the API", help::migrate_footer, true);
    migrate.add_option("--to", options.to, "Generation to move to: v2, v1 or 2021")
        ->check(CLI::IsMember({"v2", "v1", "2021"}))
        ->required()
        ->type_name("GEN");
    migrate
        .add_option("--token-env", options.token_env,
                    "Environment variable that holds the token for it (default: that of the old one)")
        ->check(CLI::Validator(check_variable, "", "token-env"))
        ->type_name("NAME");
    migrate.add_flag("--files-alone", options.files_alone,
                     "Do not ask the old generation: go by the files' own words");
    migrate.add_flag("--dry-run", options.dry_run, "Show the changes, and write nothing");
    add_format(migrate, options);
    migrate.get_option("--base-url")->description("Base URL to move to (default: the old one's host)");
    migrate.get_option("--api")->description("Generation to move from: auto (default), 2021, v1, v2");
}

void add_init(CLI::App& app, cli_options& options) {
    CLI::App& init = add_command(app, options, command::init, "init", "Begin a project in this folder",
                                 help::init_footer, false);
    init.add_option("--base-url", options.base_url,
                    "Base URL of the API (default: https://app.getcensus.com/api/v1)")
        ->type_name("URL");
    init.add_option("--token-env", options.token_env,
                    "Environment variable that holds the token (default: CENSUS_API_TOKEN)")
        ->check(CLI::Validator(
            [](const std::string& name) {
                const bool is_name = name.find_first_not_of(
                                         "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos &&
                                     name.starts_with("CENSUS");
                return is_name ? std::string()
                               : std::string(
                                     "it is the name of a variable that begins with CENSUS; the token "
                                     "itself is never in a file");
            },
            "", "token-env"))
        ->type_name("NAME");
    init.add_option("--ci", options.ci, "Workflows for CI as well: github, gitlab or none (default)")
        ->check(CLI::IsMember({"github", "gitlab", "none"}))
        ->type_name("HOST");
    init.add_flag("--example", options.example, "A first manifest to fill in as well");
}

void add_adopt(CLI::App& app, cli_options& options) {
    CLI::App& adopt =
        add_command(app, options, command::adopt, "adopt",
                    "Write what the workspace has into the files, in place", help::adopt_footer, true);
    adopt.add_flag("--all", options.all, "Every sync that differs from its file");
    adopt.add_flag("--delete", options.remove, "Take syncs out that the workspace has no more");
    adopt.add_flag("--dry-run", options.dry_run, "Print the files as they would be, and write nothing");
    adopt.add_option("KEY", options.words, "Keys of syncs in the files");
}

void add_import(CLI::App& app, cli_options& options) {
    CLI::App& import = add_command(app, options, command::import, "import", "Write manifests for live syncs",
                                   help::import_footer, true);
    import.add_flag("--all", options.all, "Every sync of the workspace");
    import.add_option("--out", options.out, "Folder of the manifests (default: the project's own)")
        ->type_name("DIR");
    import
        .add_option("--split", options.split,
                    "One manifest for each destination (default), source or sync, or none: one for all")
        ->check(CLI::IsMember({"destination", "source", "sync", "none"}))
        ->type_name("BY");
    import.add_flag("--dry-run", options.dry_run, "Print the manifests, and write nothing");
    import.add_flag("--keep-going", options.keep_going,
                    "Leave out what cannot be stated or would not plan empty, and write the rest");
    import
        .add_option("--from", options.from,
                    "Import what another tool's files describe: gitlink DIR, or terraform FILE\n"
                    "(what `terraform show -json` prints)")
        ->check(CLI::IsMember({"gitlink", "terraform"}))
        ->type_name("TOOL");
    import.add_option("SYNC", options.words, "Labels or ids of live syncs; with --from the DIR or FILE");
}

void add_list(CLI::App& app, cli_options& options) {
    CLI::App& list = add_command(app, options, command::list, "list", "Show what there is to name in a file",
                                 help::list_footer, true);
    list.add_option("--filter", options.filter, "Only what has this in its name; with * or ? the whole name")
        ->type_name("TEXT");
    list.add_option("--format", options.format, "text (default), json or csv")
        ->check(CLI::IsMember({"text", "json", "csv"}))
        ->type_name("FORMAT");
    list.add_option("WHAT", options.words,
                    "sources, models, tables, datasets, segments, cohorts, topics, destinations, objects,\n"
                    "fields, columns or syncs; then of what")
        ->expected(0, 3);
}

void add_completion(CLI::App& app, cli_options& options) {
    CLI::App& completion = add_command(app, options, command::completion, "completion",
                                       "Print what makes a shell complete commands, options and names",
                                       help::completion_footer, false);
    completion.add_option("SHELL", options.words, "bash, zsh or fish")
        ->required()
        ->expected(1)
        ->check(CLI::IsMember({"bash", "zsh", "fish"}));
}

}  // namespace

void add_commands(CLI::App& app, cli_options& options) {
    CLI::App& validate = add_command(app, options, command::validate, "validate", "Check the manifests",
                                     help::validate_footer, true);
    validate.add_flag("--online", options.online, "Also check against the workspace's metadata");
    validate
        .add_option("--show", options.show, "Print this sync as it finally is, and what states each value")
        ->type_name("KEY");
    add_locked(validate, options);
    add_trust_base(validate, options);
    add_levels(validate, options);
    add_reports(validate, options, {"text", "json", "sarif", "junit", "github", "gitlab"});
    add_selectors(validate, options);
    add_paths(validate, options);

    CLI::App& plan = add_command(app, options, command::plan, "plan", "Show what an apply would do",
                                 help::plan_footer, true);
    add_locked(plan, options);
    add_trust_base(plan, options);
    plan.add_flag("--detailed-exitcode", options.detailed_exitcode, "Exit 2 when there are differences");
    add_rehearse(plan, options,
                 "Apply in a copy of the workspace in this process, and plan there again; 4 if that fails");
    plan.add_flag("--show-requests", options.show_requests,
                  "List the requests that an apply sends; with --rehearse, which it turns on")
        ->each([&options](const std::string&) { options.rehearse = true; });
    plan.add_option("--out", options.out, "Save the plan, for `apply --plan`; - is stdout")
        ->type_name("FILE");
    add_allow_duplicates(plan, options);
    add_allow_replace(plan, options);
    add_prune(plan, options);
    add_base(plan, options,
             "What the files were before, to tell whose each difference is: a git ref, a folder, a file, or\n"
             "last-applied (what the newest apply had that went well)");
    plan.add_option(
            "--only", options.only,
            "mine: the exit status of --detailed-exitcode, and what is shown first, are of what the files\n"
            "changed since --base; an apply does all the same. Default: all")
        ->check(CLI::IsMember({"mine", "all"}))
        ->type_name("WHOSE");
    plan.add_flag("--full", options.full,
                  "Show every attribute and mapping of a new sync, which is two lines else");
    add_drift_choice(plan, options);
    add_levels(plan, options);
    add_reports(plan, options, {"text", "json", "markdown", "html", "sarif", "junit", "github", "gitlab"});
    add_selectors(plan, options);
    add_paths(plan, options);

    CLI::App& apply =
        add_command(app, options, command::apply, "apply", "Plan, ask, and do it", help::apply_footer, true);
    apply.add_flag("--auto-approve", options.auto_approve, "Do not ask");
    add_rehearse(apply, options,
                 "First apply in a copy of the workspace in this process; refuse (5) if that fails");
    apply
        .add_option("--expect", options.expect,
                    "Refuse (5) unless the plan has this id, or is the one saved in this file")
        ->type_name("PLAN_ID");
    apply
        .add_option("--plan", options.plan_file,
                    "Do exactly the plan that `plan --out` saved; - is standard input")
        ->type_name("FILE");
    apply.add_flag("--override-limits", options.override_limits, "Go on although `policy: limits` says no");
    apply.add_flag("--wait", options.wait, "Follow every run that was started to its end");
    add_following(apply, options);
    add_allow_duplicates(apply, options);
    add_allow_replace(apply, options);
    add_prune(apply, options);
    add_base(apply, options,
             "What the files were before, for --drift and `policy: drift`: a git ref, a folder, a file, or\n"
             "last-applied (default: what the newest apply had that went well, where one is known)");
    add_drift_choice(apply, options);
    add_trust_base(apply, options);
    add_levels(apply, options);
    add_format(apply, options);
    add_selectors(apply, options);
    add_paths(apply, options);

    CLI::App& drift = add_command(app, options, command::drift, "drift",
                                  "Report where the workspace has left the files", help::drift_footer, true);
    add_levels(drift, options);
    add_drift_options(drift, options);
    add_trust_base(drift, options);
    add_reports(drift, options, {"text", "json", "markdown", "html"});
    add_selectors(drift, options);
    add_paths(drift, options);

    CLI::App& graph = add_command(app, options, command::graph, "graph",
                                  "Draw what flows where, from the files alone", help::graph_footer, false);
    graph.add_option("--format", options.graph_format, "mermaid (default) or dot, for Graphviz")
        ->check(CLI::IsMember({"mermaid", "dot"}))
        ->type_name("FORMAT");
    add_selectors(graph, options);
    add_paths(graph, options);

    CLI::App& trigger =
        add_command(app, options, command::trigger, "trigger", "Start runs now", help::trigger_footer, true);
    trigger.add_flag("--override-limits", options.override_limits, "Go on although `policy: limits` says no");
    trigger.add_flag("--wait", options.wait, "Follow the runs to their end");
    trigger.add_flag("--full", options.full_sync, "Send all records again, and not only what has changed");
    add_following(trigger, options);
    add_trust_base(trigger, options);
    trigger.add_option("KEY", options.words, "Keys of syncs in the files")->required();

    CLI::App& cancel = add_command(app, options, command::cancel, "cancel", "Stop runs that are under way",
                                   help::cancel_footer, true);
    add_trust_base(cancel, options);
    cancel.add_option("KEY", options.words, "Keys of syncs in the files")->required();

    CLI::App& runs =
        add_command(app, options, command::runs, "runs", "Show the newest runs", help::runs_footer, true);
    add_format(runs, options);
    runs.add_option("--runs", options.runs, "How many of the newest runs to show of each sync (default 10)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{100}))
        ->type_name("N");
    add_trust_base(runs, options);
    runs.add_option("KEY", options.words, "Keys of syncs in the files")->required();

    CLI::App& explain = add_command(app, options, command::explain, "explain",
                                    "Tell what a diagnostic code means", help::explain_footer, false);
    explain.add_option("CODE", options.words, "A code such as field-unknown; none: list them")
        ->expected(0, 1);

    CLI::App& explain_diff =
        add_command(app, options, command::explain_diff, "explain-diff",
                    "Tell why a sync is held equal or different", help::explain_diff_footer, true);
    add_format(explain_diff, options);
    add_base(explain_diff, options,
             "What tells whose each difference is: a git ref, a folder, a file, or last-applied\n"
             "(default: the newest apply that is known here, if any)");
    explain_diff.add_option("KEY", options.words, "KEY or KEY.PATH")->required()->expected(1);

    add_init(app, options);
    add_import(app, options);
    add_adopt(app, options);
    add_list(app, options);
    add_migrate(app, options);

    CLI::App& lock = add_command(app, options, command::lock, "lock",
                                 "Write down the metadata that the manifests use", help::lock_footer, true);
    lock.add_flag("--check", options.check, "Compare the lock with the workspace; exit 2 if they differ");
    add_format(lock, options);
    add_paths(lock, options);

    CLI::App& schema = add_command(app, options, command::schema, "schema",
                                   "Print a JSON Schema with this workspace's names, for editors",
                                   help::schema_footer, true);
    add_locked(schema, options);
    add_trust_base(schema, options);
    schema.add_option("--out", options.out, "Write it to a file")->type_name("FILE");
    add_paths(schema, options);

    add_sandbox(app, options);
    add_completion(app, options);
}

}  // namespace censusctl::cli
