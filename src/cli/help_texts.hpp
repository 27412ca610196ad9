#pragma once

/// What `--help` teaches beyond the list of options.
namespace censusctl::cli::help {

inline constexpr const char* about =
    "censusctl keeps the syncs of a Census workspace in Git: YAML files say which syncs should exist,\n"
    "`plan` shows what would change, `apply` does exactly that, `drift` reports what has moved.";

inline constexpr const char* main_footer =
    R"(Try it with no account, on a simulated workspace kept in .censusctl/:
  censusctl plan --sandbox
  censusctl apply --sandbox --auto-approve
  censusctl plan --sandbox --detailed-exitcode

Environment: CENSUS_API_TOKEN, CENSUS_BASE_URL, CENSUSCTL_ENV, CENSUSCTL_VAR_NAME, HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE, NO_COLOR, CLICOLOR_FORCE.
A flag beats the environment, which beats censusctl.yaml. HTTPS_PROXY=http://user:password@host:port is asked for a tunnel;
SSL_CERT_FILE and --ca-file name the authorities to trust; http:// is refused except to loopback.

Exit status: 0 done or nothing to do, 1 failed, 2 differences, 3 errors in the manifests, 4 apply incomplete,
5 refused, 64 usage, 70 a defect of censusctl, 130 interrupted.
`censusctl COMMAND --help` tells more of a command.)";

inline constexpr const char* validate_footer =
    R"(Without --online nothing but the files is looked at: no token is needed. With it, names, columns, fields and
keys are checked against the workspace's metadata.

  censusctl validate                   every manifest of the project
  censusctl validate --online syncs/   one folder, against the workspace
  censusctl validate syncs/a.yaml      as a hook does that passes names of files; the project file means all
  censusctl validate --locked          against censusctl.lock.json, with no network
  censusctl validate --warn field-required-missing    that code as a warning, in this run
  censusctl explain field-unknown      what a code means

With environments and none picked, the files are checked as they are for each.

  censusctl validate --show braze-users --env staging    one sync with its defaults, variables and overrides in it,
                                       and for each value the file, line and column that states it

`policy: rules` in censusctl.yaml gives codes a level for good: {code: …, level: error|warn|ignore, reason: …,
until: 2026-12-31}. Each report says how many problems are ignored.

  censusctl validate --locked --trust-base origin/main    a stranger's change: lock and policy of that commit hold

Exit status: 0 no errors, 1 the workspace could not be read, 3 the manifests have errors.)";

inline constexpr const char* lock_footer =
    R"(Writes censusctl.lock.json: the connections, models, tables, columns, objects and fields that the manifests use,
sorted, to be committed and reviewed. With it manifests are checked without the network, so that pull requests from
forks need no token.

  censusctl lock                       write it, or write it anew
  censusctl validate --locked          check the manifests against it; no network, no token
  censusctl plan --locked              only the syncs are read from the workspace
  censusctl lock --check               has the workspace changed since, and what does that break?

Exit status: 0 written or current, 1 failed, 2 the lock and the workspace differ (--check), 3 the manifests have errors.)";

inline constexpr const char* schema_footer =
    R"(Prints a JSON Schema (draft-07) of manifests in which the names of connections, models, tables, columns, objects and
fields are those of the workspace, so that an editor with a YAML language server completes them and underlines what
is not there. Objects and fields are listed for the connections that the manifests use.

  censusctl schema --out .censusctl/manifest.schema.json
  censusctl schema --locked            from censusctl.lock.json, with no network

In a manifest, as its first line:  # yaml-language-server: $schema=../.censusctl/manifest.schema.json

Exit status: 0 printed, 1 failed.)";

inline constexpr const char* plan_footer =
    R"(Reads the workspace, writes nothing. A PATH (file, folder or glob) or the KEY of a sync selects among the syncs of the
project, as do --label, --destination and --source: values of one kind widen the choice, further kinds narrow it. What
the others declare still counts as declared, and their errors are left out but for those that leave unknown which sync is
which. A PATH outside of the project is added to it. The plan's id covers what is in it.

--env NAME picks an environment of censusctl.yaml; --env all plans each, and ends with the worst status: 0, 2, 4, 3, 5, 1.
{env} in the names of --out and --output is then the environment's name.

  censusctl plan                              what an apply would do
  censusctl plan --full                       with every attribute and mapping of new syncs, which are folded else
  censusctl plan --detailed-exitcode          exit 2 if there is something to do
  censusctl plan --format json > plan.json    the same for a program
  censusctl plan --format html > plan.html    a page for a reviewer, in one file
  censusctl plan --rehearse                   apply in a copy of the workspace first, and plan there again
  censusctl plan --show-requests              and list what an apply sends
  censusctl plan --trust-base origin/main     lock and `policy` of that commit hold, not those of the files
  censusctl plan --allow-replace              what no update can change: a new sync, and the old one deleted
  censusctl plan --base origin/main           whose change each difference is: [files], [workspace] or [both]
  censusctl plan --base origin/main --only mine --detailed-exitcode    2 only for what these files change

Its head has the counts, what the plan risks, and which live syncs are not these files'. Its last lines say what an apply
would send (`Cost: an apply sends 2 writes and, after planning, about 3 reads.`), the plan's id, and the command that
does just this plan on the same workspace: `Next: censusctl apply --expect sha256:…`.

Exit status: 0 planned, 1 failed, 2 differences (with --detailed-exitcode), 3 the manifests have errors, 4 the
rehearsal failed.)";

inline constexpr const char* apply_footer =
    R"(Plans, shows the plan, asks, and does exactly what was shown: creates and updates first, then triggers, then deletes,
each after those it waits for. Elsewhere than on a terminal it needs --auto-approve.

  censusctl apply                                  ask first
  censusctl apply --auto-approve --wait            in CI; follow the runs to their end
  censusctl apply --auto-approve --expect sha256:… only if the plan is still the one that was reviewed
  censusctl apply --auto-approve --plan merge.plan exactly what `plan --out merge.plan` saved
  censusctl apply --max-invalid-percent 5          a run with more invalid records than that has failed
  censusctl apply --allow-replace                  also what no update can change, by a new sync in its place

What somebody has edited in the workspace since the newest apply that went well is overwritten, and the plan says so;
`--drift keep` leaves it, field by field, `--drift fail` refuses (5) until somebody decides. `policy: {drift: keep}`
says it for good. --base REF takes a commit for what was applied, where no journal knows it: in CI, where each job
begins without .censusctl, --base origin/main~1 tells an edit of the workspace from a change of the files.

A replacement makes the new sync, reads it back, points to it what starts after the old one, and deletes the old one
only then. The id and the history are lost, and the first run sends all records. What an apply left half done the next
one finishes; only the journal tells which of the two syncs is the new one.

Before each write a line in .censusctl/journal reaches the disk. After a kill, apply again: what had been sent is looked
for and never sent blindly again, and runs that were not started are. Ctrl-C lets the actions under way end and begins
no other; a second one ends at once. `policy: limits` in censusctl.yaml bounds how much one apply may do.

Exit status: 0 done, 1 failed before anything was written, 3 the manifests have errors, 4 an action failed or its
outcome is unknown, or a changed sync must be edited by hand, 5 refused, 130 interrupted.)";

inline constexpr const char* drift_footer =
    R"(Says how each sync stands: as declared, changed (which fields, both values, when it was last edited), missing, or
unmanaged; and how the managed ones run: success rate, records, the current error. Writes nothing.

  censusctl drift                                   what has moved
  censusctl drift --base origin/main                and which side moved since that commit was applied
  censusctl drift --fail-on changed,missing,failing an unmanaged sync is no alarm, one that fails is
  censusctl drift --fail-on none --format json      for a program
  censusctl drift --format html > drift.html        a page with lineage and run history, in one file
  censusctl drift --only changed,failing --format markdown    what needs a person, for a comment or a job's summary

What needs a person comes first: failing syncs, then missing ones, then changed ones. Those that are as declared are one
line; --full lists them.

--trust-base REF lets the `policy` of that commit decide, and not that of the files.

--base takes what was last applied: a git ref of the project's repository, or a folder or file. A field that differs
from the base in the files was moved by the files, one that differs in the workspace by the workspace.

With a PATH, KEY or another selector only those syncs are judged; unmanaged ones then count for the status only where
--fail-on names them.

Exit status: 0 nothing of what --fail-on names, 1 failed, 2 there is, 3 the manifests have errors.)";

inline constexpr const char* graph_footer =
    R"(Reads nothing but the files: models and tables, syncs, objects, and which run comes after which.

  censusctl graph                              Mermaid, as Markdown of GitHub and GitLab shows it
  censusctl graph --format dot | dot -Tsvg     with Graphviz

Exit status: 0 drawn, 3 the manifests have errors.)";

inline constexpr const char* trigger_footer =
    R"(Starts runs of syncs by their key in the files, whatever `run` says.

  censusctl trigger braze-users --wait
  censusctl trigger braze-users --full     all records, not only what has changed; V1 and later

Exit status: 0 started (with --wait: ended well), 1 failed, 3 the manifests have errors, 4 a run failed.)";

inline constexpr const char* cancel_footer =
    R"(Cancels those runs of the syncs that have not ended: queued ones too. What they have sent by then stays sent.

  censusctl cancel braze-users

Whatever else is wrong with the files does not matter. The API of 2021 cannot cancel.

Exit status: 0 nothing of them runs any more, 1 failed, 3 a sync cannot be found for an error of its own, 4 a run was
not canceled, or it cannot be told.)";

inline constexpr const char* runs_footer =
    R"(How the newest runs of syncs went: when, how many records, and what the server says of those that failed.

  censusctl runs braze-users
  censusctl runs braze-users crm-accounts --runs 3 --format json

Exit status: 0 shown, however the runs went, 1 failed, 3 a sync cannot be found for an error of its own.)";

inline constexpr const char* init_footer =
    R"(Writes censusctl.yaml, and with flags a first manifest and the workflows for CI of examples/ci. What is there already is
kept as it is. On a terminal, with none of these flags, it asks.

  censusctl init
  censusctl init --ci github
  censusctl init --base-url https://app-eu.getcensus.com/api/v1 --example

Exit status: 0 written, or there already; 1 failed; 64 what was given is no base URL.)";

inline constexpr const char* adopt_footer =
    R"(Writes what the workspace has of a sync into the file that declares it, at the very places: comments, order, quotes and
layout of all else stay byte for byte. Of mappings only those that differ are touched. What comes from defaults is stated on
the sync. The files are planned before they are written: nothing is, unless that plan is empty for these syncs, and for
all others what it was.

  censusctl adopt braze-users
  censusctl adopt --all --dry-run
  censusctl adopt --delete old-users      it is gone from the workspace, and no more declared

Exit status: 0 written, or nothing to write; 1 failed, or it cannot be done in place, and nothing was written; 3 the files
have errors.)";

inline constexpr const char* import_footer =
    R"(Writes YAML for syncs that the workspace has, as a person would have written it: names for ids, nothing that is a
default, what all syncs of a file share under its `defaults`. What it would write is planned first, in memory: only if
that plan is empty is anything written. Files that are there get further syncs, and are never overwritten; a sync that a
file declares already is passed over, so that a second import changes nothing.

  censusctl import                              on a terminal: choose from a list
  censusctl import --all                        one manifest for each destination
  censusctl import 'Braze users' 52             these two, by label or id
  censusctl import --all --split source --out syncs/warehouse
  censusctl import --all --dry-run              show it

  censusctl import --from gitlink census/       what the vendor's own YAML describes, under its names
  terraform show -json | censusctl import --from terraform -

Another tool's files say which syncs are meant and how they are called; each is found in the workspace, and what that has is
written. `differs` tells, with its place in the old file, a value that the workspace has otherwise; `not carried over` what no
file of ours can say; `left out` a sync that is not found.

What no file can say of a sync (an alert or trigger of a later generation) is told as `not stated`, and stays as the
workspace has it. A sync that cannot be stated without it is `left out`, with the reason.

Exit status: 0 written, or nothing to write; 1 failed, or a plan would not be empty, and nothing was written; 3 the
files that are there have errors.)";

inline constexpr const char* list_footer =
    R"(Reads the workspace and shows what a file may name. Connections, models and objects are named as in a file, or by id.

  censusctl list sources                    and destinations, syncs
  censusctl list models 'Snowflake - Prod'  and tables, datasets; with no source, those of all
  censusctl list objects Braze              and the operations that each supports, where the API tells
  censusctl list fields Braze user          type, keys, required, createable, updateable, operations on arrays
  censusctl list columns 'Snowflake - Prod' braze_test
  censusctl list fields Braze user --filter mail
  censusctl list models --filter 'mart_*' --format csv

Two things of one name are told apart by their kind: 'model:orders', 'dataset:orders'.

Exit status: 0 listed, 1 failed, or nothing has that name.)";

inline constexpr const char* migrate_footer =
    R"(Proves that the files plan empty in another generation of the API, or at another base URL, of the same workspace, and
then rewrites censusctl.yaml, ids, and the names of connections that are called otherwise there: each at its very place, all
else byte for byte. Where anything stands in the way, nothing is written, and each obstacle is told with its place. The
workspace is never written to.

  CENSUS_V2_TOKEN=… censusctl migrate --to v2 --token-env CENSUS_V2_TOKEN --dry-run
  censusctl migrate --to v2 --base-url https://app-eu.getcensus.com/api/v2
  censusctl migrate --to v2 --files-alone    the old generation is not asked
  censusctl migrate --to v1                  and back

Of a project with environments --env picks the one that is moved; what all of them have in common stays as it is, and what is
otherwise for this one is said among its own keys. The others are moved when their turn comes.

Here --base-url is the new one (default: at the old one's host), and --api the generation to move from.

Syncs are matched by label, source and destination, connections as the old generation has them; ids are not trusted to stay.
The old generation is asked with the token of every other command. Where it is retired (404, 410), does not take that token
(401, 403), or there is none, the files' own words must do, which is said. V1 takes the API key of a workspace, V2 a personal
access token: --token-env names the variable that holds the new one, whatever its name; only names are ever shown.

Exit status: 0 rewritten, or nothing to do; 1 failed, or something stands in the way, and nothing was written; 3 the files
have errors; 5 a host or variable of the files is not trusted.)";

inline constexpr const char* explain_footer = R"(  censusctl explain field-unknown
  censusctl explain            lists all codes

Exit status: 0 told, 64 there is no such code.)";

inline constexpr const char* explain_diff_footer =
    R"(Shows, for each attribute of a sync, what the files say, at which place and in which layer (defaults, the sync,
environments), with which variables in it, what the workspace has, both in the form in which they are compared, and the
rule that decided. An attribute may be equal though the two are spelt otherwise. What is never
compared (run, after, formerly, id, status, created_at, updated_at) is told of where it is asked for. Where an apply is known
here, or --base names what was before, each difference is told to be the files', the workspace's, or both sides'.

  censusctl explain-diff braze-users
  censusctl explain-diff braze-users.schedule.hour
  censusctl explain-diff 'braze-users.mappings[email]'
  censusctl explain-diff braze-users --base origin/main

Exit status: 0 explained, whether equal or different; 1 not in the workspace; 3 the sync has errors; 64 no such attribute)";

inline constexpr const char* sandbox_footer =
    R"(Serves a simulated Census workspace on 127.0.0.1 until it is interrupted. It prints the base URL and token to use.

  censusctl sandbox --port 8091
  CENSUS_API_TOKEN=sandbox censusctl plan --base-url http://127.0.0.1:8091/api/v1

WORLD is `reference` (made from the API's examples of 2021), `today` (syncs of every kind and age), `empty`, `large:N` (N syncs),
`large:N:BYTES` (which weigh so much), or a file. --api says which generation is spoken: v1 (default), v2, 2021, or all three over
one workspace; with all, V1 is below /api/v1, V2 below /api/v2, and 2021, which cannot share V1's place, below /2021/api/v1.

  censusctl sandbox --world today
  censusctl sandbox --world today --api all --personal-token personal

A fault makes it misbehave, for tests: --fault 'POST /api/v1/syncs drop-after times=1', --fault 'GET ** status=503 times=2',
--fault 'GET /syncs removes=61 skip=1 times=1' (somebody else removes sync 61 between two pages of a listing),
--fault '/api/v1/** status=410 form=number' (V1 is retired). --set changes how the workspace behaves where the API leaves it open.

Exit status: 0 ended by Ctrl-C or SIGTERM, 1 failed.)";

inline constexpr const char* completion_footer =
    R"(What is completed: commands, options and their values, codes, worlds, and what the project's files and its lock name: keys
of syncs, connections, environments. Nothing is asked of the network, and nothing that a file says is executed.

  source <(censusctl completion bash)       in ~/.bashrc
  source <(censusctl completion zsh)        in ~/.zshrc, behind compinit
  censusctl completion fish | source        in ~/.config/fish/config.fish

The packages bring it along.

Exit status: 0 printed, 64 there is none for that shell.)";

}  // namespace censusctl::cli::help
