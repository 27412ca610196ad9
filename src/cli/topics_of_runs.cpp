#include "cli/help_topics.hpp"

namespace censusctl::cli {

// What an apply does, and what is said of a workspace.

const std::string_view topic::applying =
    R"(Saved plans. `plan --out merge.plan` and `apply --plan merge.plan` do exactly those actions. It is refused (5), with the
difference, where the workspace has moved under one of them, where the file was altered, or where it is for another
workspace, which is told by the ids and names of its connections. A plan's id depends on its content only: `apply --expect
PLAN_ID` refuses a plan that is not the one that was reviewed; `--expect FILE` shows the difference as well.

The journal. Before each write a line in .censusctl/journal/ reaches the disk, after it the outcome. After a kill, apply
again: what may have been sent is looked for and never sent blindly again, each sync is created once, each run started at
most once, and runs that had not been started are. A CI job that starts from an empty checkout keeps that folder in its
cache. One apply at a time works in a folder (5).

Replacing. With --allow-replace a sync that no update can change is replaced: a new one is made with what the files state
and, of the rest, what the old one has; it is read back; what starts after the old one (`sync_sequence`) is pointed to it;
the old one is deleted; `run` starts the new one. The plan says what is lost: id, history, a full first run, and syncs of
nobody that start after it. `protect: true`, an `id:` in the file, or something that a new sync could not be given keep it
blocked. An apply that ended between the two halves is finished by the next one, which needs its journal to tell the two
syncs apart; without it they are `label-ambiguous`. It counts as a create and as a delete for the limits.

Limits. A plan over a limit warns, with the arithmetic; `apply` refuses (5) unless --override-limits:

  policy:
    limits:
      creates: {max: 10, max_percent: 50, floor: 3}   # percent of all live syncs, from the fourth on
      updates: {max: 20}
      deletes: {max_percent: 30, floor: 9}            # this is so where nothing is stated
      triggers: {max: 20}
      changes: {max: 5}                               # syncs that differ, whether they can be updated or not
      records: 1000000                                # of the newest runs of all syncs that are run, or run in full

Risk. A plan says of each action, in every format, what it can do to records: another key, source or operation means a full
run; a mirror, or the operation delete, takes records away; a field that is mapped no more keeps its values, or goes with an
object that is written anew; a paused sync is run all the same. The counts of the newest run stand beside it.

Runs. --wait follows runs with their counts of records; a run that fails makes the exit 4 and shows the server's error, and
so does one with more invalid records than --max-invalid-percent.

Read back. What was written is read again and compared. "Accepted but not applied", and a second sync of the same label,
which somebody else has created at the same time, are failures.

What a sync has and no file has a word for, since the service came to know it later than this program, is listed at the end
of a plan as the workspace's own. It is never compared, and goes back unchanged when what it stands in is written; where that
cannot be done, the change is blocked.

Ctrl-C begins no further action, lets those under way end, and reports; a second one ends at once.

Rehearsal. `plan --rehearse` copies what the workspace answered into a simulated one in the same process, applies the plan
there, and plans again: it says that nothing is left to do, or what was refused, came out otherwise or is left (exit 4),
before anything real is touched. `apply --rehearse` does the same first, and refuses (5) where it fails. --show-requests
lists the requests that an apply sends after planning, with their bodies. A copy refuses what the API reference says is
refused; what a destination would reject on its own account, and how a run will end, it cannot know.)";

const std::string_view topic::differences =
    R"(`drift` tells of each sync whether it is as declared, changed, missing or unmanaged, and of each managed one how its newest
runs went (--runs N, default 10): success rate, records, the error that stands, and whether it is paused though its file
declares it live.

  censusctl drift --base origin/main --fail-on changed,missing,failing

--base takes what was last applied, as a git ref of the project's repository, a folder or a file: each difference then says
whether the files moved, the workspace, or both. Git is run without a shell and never sees the token. It exits with 2 when
there is something of what --fail-on names (default: changed,missing,unmanaged).

`plan --base REF` marks each difference as [files] (these files changed it since), [workspace] (it was so before: edited in
the workspace, or never applied) or [both]; a pull request's comment shows its own changes first and folds the rest. --base
last-applied takes the files that the newest apply had which went well, as its journal in .censusctl knows them; without
--base that is looked up all the same, and an update that overwrites an edit made in the workspace says so. --only mine with
--detailed-exitcode judges by what the files changed alone; an apply does all of the plan, whoever made it.

`policy: {drift: overwrite | keep | fail}` (or --drift for one run) says what an apply does with a difference that the
workspace alone has made: overwrite, the default; keep leaves it, field by field, and tells of it; fail refuses (5) until
somebody adopts or overwrites it. What `removed` or --prune names is deleted all the same. Where nothing is known of what was
applied, every difference counts as the files'. A blocked sync that only the workspace has edited is a warning of `apply`;
one that the files changed makes its exit 4.

`explain-diff KEY` tells, for each attribute of a sync, what the file says, what the workspace has, both in the form in
which they are compared, and the rule that decided; `KEY.PATH` tells one, or all under it:

  = schedule.hour  equal, though spelt otherwise
    file:           24
    live:           0
    file, compared: 0
    live, compared: 0)";

const std::string_view topic::formats =
    R"(What --format prints on stdout, --output FORMAT=FILE writes beside it, as often as is asked for ("-" is stdout):

  censusctl plan --output sarif=plan.sarif --output junit=plan.xml --output html=plan.html

text is for people; json and html hold everything; sarif (2.1.0) is for code scanning, junit for test reports, github for
annotations in a workflow's log, gitlab for its code quality report: these hold the diagnostics of `validate` and `plan`,
with the paths of files from the root of the repository on.
`plan --format markdown` is a comment for a pull request: counts, what to look at twice, a table that links each change to
its file, folded differences, the plan's id and the command that applies just this. It begins with <!-- censusctl-plan -->,
by which a job finds its own comment, and is never longer than the 65,536 characters that a comment may have.

The JSON documents are described by JSON Schemas; each says its format_version, and within a major version keys are only
added.

html is one self-contained page: counts, problems, a picture of what flows where, and a table that can be searched and
filtered, with the differences of each sync and small charts of its runs. It loads nothing, follows the reader's light or
dark setting, works with the keyboard and a screen reader, shows everything without its script, and can be printed.

`censusctl graph` prints the lineage of the files as Mermaid, `graph --format dot` for Graphviz, with no network.)";

}  // namespace censusctl::cli
