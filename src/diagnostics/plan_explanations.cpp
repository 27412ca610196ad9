#include <array>

#include "diagnostics/explanation.hpp"

namespace censusctl::diagnostics {
namespace {

constexpr std::array of_plans{
    explanation{
        code::label_ambiguous,
        "Several live syncs have this label, and which one the file means cannot be told. Pin it "
        "with `id`, or\n"
        "rename the others in the web application. An apply that ended while it replaced a sync leaves "
        "two: the\n"
        "next one that has its journal finishes it; without the journal pin the new one with `id`, and "
        "name the\n"
        "old one under `removed`.",
        "", ""},
    explanation{code::id_unknown,
                "The workspace has no sync of this id: it was deleted, or the id belongs to another "
                "workspace. It is not\n"
                "created anew, since an id says that it is there. The other syncs go on: an apply does what "
                "is to be done for\n"
                "them, and ends with status 3; `drift` calls the sync missing.",
                "id: 987654", "formerly: [Old label]"},
    explanation{code::sync_renamed,
                "No live sync has this label, but one that no file claims reads the same source, writes to "
                "the same object, and\n"
                "has most of its mappings, the key among them: it looks as if somebody had renamed it in the "
                "web application.\n"
                "A create would make a second sync that writes the same records. Name its label under "
                "`formerly`, pin its `id`,\n"
                "list the other one's id under `distinct_from`, or create another one all the same with "
                "--allow-duplicates.",
                "source: {connection: 4, model: {type: model, id: 18}}\n"
                "destination: {connection: HubSpot, object: company}\n"
                "mappings: [{from: COMPANY_ID, to: company_id, is_primary_identifier: true}]",
                "source: {connection: 4, model: {type: model, id: 18}}\n"
                "destination: {connection: HubSpot, object: company}\n"
                "mappings: [{from: COMPANY_ID, to: company_id, is_primary_identifier: true}]\n"
                "formerly: [Companies]"},
    explanation{
        code::sync_protected,
        "--prune would delete a live sync that looks like one which the files declare with `protect: true`, "
        "under\n"
        "another label. Find out which it is: name its label under `formerly`, pin its `id`, or list it "
        "under\n"
        "`distinct_from`.",
        "", ""},
    explanation{
        code::sync_left_behind,
        "A sync that the files declared before, as `--base` or the newest journal knows, is declared no "
        "more, "
        "and is\n"
        "still live: its schedule goes on. Nothing is deleted that nobody names: to have it deleted, name it "
        "under\n"
        "`removed`; to keep it, leave it, and it is unmanaged from then on.",
        "", ""},
    explanation{
        code::listing_empty,
        "The workspace lists no sync at all, although the files pin one by its `id`, or the day is past "
        "on which\n"
        "the vendor retires this generation of the API.\n"
        "It may be another workspace, a token that sees nothing, or a fault of the "
        "service: nothing is\n"
        "created or deleted on its word. If all syncs are really gone, take the `id`s away, or "
        "declare them anew.",
        "", ""},
    explanation{
        code::key_renamed,
        "A sync that the base (--base, else the newest apply) declares under another key: it is the same "
        "live "
        "sync, or\n"
        "has the same label, source and destination. A key is its name in Git alone, so that nothing is "
        "written "
        "for it.\n"
        "`after`, `sync_sequence`, and commands that name the old key must name the new one; a run that an "
        "interrupted\n"
        "apply still owes under the old key is not started.",
        "", ""},
    explanation{
        code::sync_not_understood,
        "A live sync holds something that is not as the API reference describes it: a number where a text "
        "stands, or a\n"
        "part of another shape. It may be of a later version of the service, or need a newer version of this "
        "program.\n"
        "Nothing of such a sync is compared, changed or imported, and all others go on. Of one that the "
        "files "
        "declare\n"
        "the plan says so as `blocked`; it can be changed in the web application, and deleted where the "
        "files "
        "say so.",
        "", ""},
    explanation{
        code::outside_ownership,
        "`policy: ownership` says for which syncs these files speak, and this one is none of them: another "
        "repository\n"
        "may declare it, and the two would write over each other. Move it there, or widen the ownership.",
        "", ""},
    explanation{code::owned_unmanaged,
                "Live syncs are within what `policy: ownership` says these files own, and no file declares "
                "them. Declare\n"
                "them, or have them deleted with --prune.",
                "", ""},
    explanation{code::prune_refused,
                "--prune deletes what is owned and not declared, so it must be sure of both. It is not where "
                "no declared\n"
                "sync was found in the workspace, which may be another one, or where a file has an error, "
                "since a sync that\n"
                "cannot be read may be the one that would be deleted.",
                "", ""},
    explanation{
        code::removed_still_declared,
        "An entry under `removed` means a live sync that a sync of the files is, too: one says that it must "
        "not exist,\n"
        "the other that it must. Take one of them away. An entry can stay for ever once its sync is gone: "
        "what "
        "is not\n"
        "found is no difference.",
        R"(version: 1
syncs:
  users:
    id: 52
    source: {connection: Snowflake - Prod, model: braze_test}
    destination: {connection: Braze, object: user}
    operation: upsert
    mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
removed: [{id: 52, reason: replaced}])",
        R"(version: 1
syncs:
  users:
    id: 52
    source: {connection: Snowflake - Prod, model: braze_test}
    destination: {connection: Braze, object: user}
    operation: upsert
    mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
removed: [{id: 51, reason: replaced by 52}])"},
    explanation{
        code::limit_exceeded,
        "The plan creates, triggers or changes more syncs than `policy: limits` in censusctl.yaml allows. A "
        "replacement\n"
        "is a create and a delete. `plan` warns with the arithmetic; `apply` refuses, unless "
        "--override-limits says\n"
        "that this much is meant.",
        "", ""},
    explanation{
        code::workspace_drift,
        "Somebody has changed the sync in the workspace since the base (--base, else the newest apply that "
        "went "
        "well),\n"
        "and `policy: drift` in censusctl.yaml is `fail`: nothing is done until somebody decides. `censusctl "
        "adopt KEY`\n"
        "takes the change into the files; `--drift overwrite` undoes it, `--drift keep` leaves it alone.",
        "", ""},
    explanation{code::policy_rule_unused,
                "A rule of `policy: rules` that ignores a code has matched nothing in this project: what it "
                "was made for\n"
                "is solved, and it would only hide the next problem. Take it away.",
                "", ""},
    explanation{code::policy_rule_expired,
                "The last day of a rule of `policy: rules` has passed, so that it no longer holds. Solve the "
                "problem that\n"
                "it put off, or decide anew.",
                "", ""},
    explanation{code::problems_ignored,
                "How many problems were found of which nothing is said, because a rule of `policy: rules` or "
                "--ignore says so.\n"
                "It stands in each report, so that what is ignored is not forgotten.",
                "", ""},
    explanation{code::host_changed,
                "With --trust-base: the project file names another `base_url`, `region`, `api` or `group_id` "
                "than the\n"
                "commit that is trusted. The token goes there if it is a host that a file may name, so that "
                "a change of\n"
                "it needs a look.",
                "", ""},
    explanation{
        code::token_variable_changed,
        "With --trust-base: the project file names another `token_env` than the commit that is trusted, so "
        "that another\n"
        "variable is taken for the token.",
        "", ""},
    explanation{
        code::policy_changed,
        "With --trust-base: the project file has another `policy` than the commit that is trusted. The rules "
        "and limits\n"
        "of that commit hold; those of the change do once it is merged.",
        "", ""},
    explanation{
        code::lock_changed,
        "With --trust-base and --locked: censusctl.lock.json is another than in the commit that is trusted. "
        "The\n"
        "manifests are checked against that of the commit. Where the change needs new metadata, somebody "
        "with "
        "a token\n"
        "writes the lock first, in a change of its own.",
        "", ""},
};

}  // namespace

std::span<const explanation> plan_explanations() noexcept {
    return of_plans;
}

}  // namespace censusctl::diagnostics
