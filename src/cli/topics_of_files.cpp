#include "cli/help_topics.hpp"

namespace censusctl::cli {

// What stands in files, and how it gets there.

const std::string_view topic::files =
    R"(A project is a folder with censusctl.yaml (optional) and manifests, which declare syncs. The program looks for
censusctl.yaml in the current folder and upwards to the root of the repository, as git does; -C DIR says where to begin.

  version: 1
  workspace:
    base_url: https://app.getcensus.com/api/v1   # or region: us | eu
    token_env: CENSUS_API_TOKEN   # the variable that holds the token; the token itself is never in a file
    api: auto                     # as the base URL and the first reply show; or "2021", v1, v2
    name: Acme                    # or id: 4711, or both: the token must be of that workspace (V1), else nothing is done
    group_id: wandering_aimlessly # V2: the group to work in; default: those of the files' sources
    read_only: false              # true, or --read-only: a client that cannot write
  manifests: [syncs]              # files, folders (recursive, *.yaml and *.yml) or globs
  defaults: {paused: false, run: never}
  variables: {prefix: ""}         # ${prefix} in any text of the manifests; $${ is a literal ${
  environments:                   # several workspaces from one set of files; --env NAME, or CENSUSCTL_ENV, picks one
    staging:
      workspace: {token_env: CENSUS_STAGING_TOKEN}         # merges over `workspace`
      variables: {prefix: "[staging] "}
      connections: {Snowflake - Prod: Snowflake - Staging} # what a connection's name in the files means here
      defaults: {operation: upsert}                        # weaker than a file's
      overrides: {paused: true, schedule: never}           # stronger than a sync's own words
    prod: {workspace: {token_env: CENSUS_PROD_TOKEN}}

A manifest:

  version: 1
  defaults: {operation: upsert}   # under every sync of this file; a mapping merges key by key, anything else is replaced
  syncs:
    braze-users:                  # this sync's name in Git, unique over all files
      label: Braze users          # its name in Census; default: the key
      source: {connection: Snowflake - Prod, model: braze_test}
      destination: {connection: Braze, object: user}
      schedule: {frequency: weekly, day: Sunday, hour: 8, minute: 30}
      mappings:
        - {from: EMAIL, to: external_id, is_primary_identifier: true}
        - {from: {value: cohort_1, type: text}, to: cohort, generate_field: true}
      run: on_create              # never (default), on_create, on_change, always: whether apply triggers it
      after: [accounts]           # its run waits until the runs of these have completed
  removed:                        # syncs that must not exist any more
    - {label: Old sync, reason: replaced by braze-users}

Anchors and merge keys work (`<<: *base`); top-level keys that begin with x- hold what anchors name, and are not read
themselves. What a file does not state has its documented default for the attributes that the API of 2021 had; every later
one that is not stated is left as the workspace has it.

A sync is found in the workspace by its `id` if it has one, else by its exact label, else by a label under `formerly`. A
sync that is not found although a live one reads the same source, writes to the same object and has most of its mappings,
the key among them, looks renamed; that is the error `sync-renamed`, so that a label edited in the web page does not end in
a second sync. `distinct_from: [61]` says that it is another one. An `id` that is gone is an error of its sync alone, and
`drift` calls it missing.

Live syncs that no file claims are listed, and never touched, but for those under `removed`: they are deleted, last of all
and only where everything else went well. An entry whose sync is gone is no difference and may stay. `protect: true` keeps
a sync from being deleted or replaced as long as the files declare it.

Environments. From weakest to strongest: defaults of the project, of the environment, of the file, the sync, the
environment's overrides, and what a sync says under `environments: {staging: {…}}`. `only: [prod]` keeps a sync to some;
nothing waits for it elsewhere. With environments and none picked (`default_environment` may name one) a command that asks
the API is refused (64); `validate` checks each. --env all runs plan, drift, validate or lock for one after the other; {env}
in the name of an output is each one's name. Plans, comments, locks (censusctl.lock.NAME.json) and journals carry the
environment, and those of one are refused for another. --var NAME=VALUE and CENSUSCTL_VAR_NAME set variables; a value is
never looked at again, and nothing is executed. `validate --show KEY` prints a sync as it is in the end, and says of each value
which of all these states it, and where; `explain-diff KEY` says it of what differs.

PATH (a file, folder or glob), and the key of a sync in its place, select among the syncs of the project, as do --label GLOB,
--destination NAME and --source NAME; what the others declare still counts as declared. A PATH outside of the project is
added to it.

A team can say in censusctl.yaml which syncs its files speak for; what is stated must fit all together:

  policy:
    ownership: {connections: [Braze], labels: "growth/*"}   # destinations, and a pattern with * and ?; or all: true

A file that declares, or removes, a sync outside of it is the error `outside-ownership`, so that two repositories of one
workspace do not take each other's syncs. A live sync within it that no file declares is told of by a warning, and deleted
with --prune: after everything else, counted by the limits, each after it was read again. Nothing is pruned where a file
has an error, where something is selected, or where none of the declared syncs is in the workspace.)";

const std::string_view topic::existing =
    R"(`init` writes censusctl.yaml, and with flags a first manifest and workflows for CI; it overwrites nothing.

`import --all` writes a manifest for each destination (--split source, sync or none; --out DIR) with every sync that no file
declares yet, as a person would have written it: names for ids, keys made of labels, nothing that is a default, what all
syncs of a file share under its defaults, and `id` only where the label does not tell which sync it is. Before anything is
written the files are planned as they would be, and only an empty plan is good enough: else nothing is written (exit 1), and
each attribute in the way is named with both values. --keep-going leaves out the syncs that it belongs to. A file that is
there gets further syncs after its last one, and stays byte for byte as it was otherwise; a second import changes nothing.

What no file can say is told, never guessed. `not stated` is an attribute that stays as the workspace has it: a trigger,
alert or mode of a later generation, a mapping from something that has no word in a file. `left out` is a sync that cannot
be stated without it: a key from such a thing, an unknown kind of source, a parent that no file declares. A sync that was
named and would be left out is a failure.

On a terminal `import` alone lists the syncs that no file declares, and lets one choose: 1,3-5, all, or a part of a name.
`import --from gitlink DIR` (the vendor's own YAML) and `--from terraform FILE` (what `terraform show -json` prints) take
from another tool's files which syncs are meant and what they are called; what is written of them is what the workspace has,
proved as above. What those files say otherwise (`differs`), or no file of ours can say (`not carried over`), is told with
its place in them.

What is edited in the web page later comes back with `adopt KEY…`, or `adopt --all`: the values that differ are changed at
their very places, and comments, order, quotes and layout of all else stay byte for byte; of `mappings` only those that
differ are touched. What comes from defaults is stated on the sync. A value that carries an anchor, and a sync in brackets,
are refused, with the reason. Here too the files are planned first: nothing is written unless that plan is empty for these
syncs, and for all others what it was. `adopt --delete KEY…` takes out a sync that the workspace has no more.)";

const std::string_view topic::problems =
    R"(Every problem of a run is told at once, in file order, with its place, a hint where there is one, and a permanent code:

  syncs/braze.yaml:9:23: error: model 'braze_test' has no column 'EMAL' [source-column-unknown]
      9 |     mappings: [{from: EMAL, to: external_id, is_primary_identifier: true}]
        |                       ^^^^
     hint: did you mean 'EMAIL'?

`censusctl explain source-column-unknown` says what the code means and why it matters, with a wrong and a right example;
`censusctl explain` lists all codes. What the workspace does not tell (an object without fields, a model without columns)
is the warning `metadata-missing`, once, and refuses nothing.

A team sets the level of a code in censusctl.yaml; --error CODE, --warn CODE and --ignore CODE beat it for one run:

  policy:
    rules:
      - {code: column-type-mismatch, level: error}
      - {code: field-not-updateable, level: ignore, reason: Braze accepts it on create, until: 2026-12-31}

An ignore needs a reason. Past its last day (`until`, in UTC) a rule does nothing, and that is said; so is an ignore that
matches nothing, where the whole project was checked against metadata. A sync whose errors are ignored is planned. What
makes a file unreadable, or leaves unknown what a sync is to do, stays an error.

`censusctl lock` writes censusctl.lock.json: the connections, models, tables, columns, objects and fields that the manifests
use, to be committed and reviewed. `validate --locked` then checks manifests with no network and no token, as a pull request
from a fork must; `plan --locked` reads only the syncs. What the lock does not hold is `lock-entry-missing`; the lock of
another workspace is refused (5). `lock --check` says what has changed in the workspace since, and which lines of the
manifests that breaks (exit 2).

`censusctl schema --out .censusctl/manifest.schema.json` (or --locked) makes a JSON Schema in which those names are
enumerations with their labels. With this first line of a manifest any editor with a YAML language server completes
connections, models, datasets and what is taken from them, objects, fields and columns, and underlines those that are not
there:

  # yaml-language-server: $schema=../.censusctl/manifest.schema.json)";

}  // namespace censusctl::cli
