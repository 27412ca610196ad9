#include <array>

#include "diagnostics/explanation.hpp"

namespace censusctl::diagnostics {
namespace {

constexpr std::array of_files{
    explanation{code::yaml_syntax,
                "The file is not well-formed YAML: a bracket or quote that is not closed, an indent that "
                "fits nothing, a\n"
                "tab where spaces are needed. Nothing of such a file is read, since what it means is "
                "anybody's guess.",
                R"(version: 1
syncs:
  users: {label: "Users, operation: upsert})",
                R"(version: 1
syncs:
  users:
    label: Users
    source: {connection: Snowflake - Prod, model: braze_test}
    destination: {connection: Braze, object: user}
    operation: upsert
    mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}])"},
    explanation{code::yaml_encoding,
                "The file holds bytes that are not UTF-8, or characters that YAML forbids, such as control "
                "characters.\n"
                "Editors show such files each in their own way, so that a reviewer would not see what is "
                "meant. Save it\n"
                "as UTF-8.",
                "", ""},
    explanation{code::yaml_duplicate_key,
                "The same key is given twice in one mapping. YAML forbids it, and most readers silently take "
                "the last one:\n"
                "the first would be lost without a word.",
                "paused: true\npaused: false", "paused: false"},
    explanation{code::yaml_multiple_documents,
                "The file holds a second YAML document, behind a line of three dashes. Only one is read from "
                "each file;\n"
                "put the other into a file of its own.",
                R"(version: 1
syncs:
  users:
    source: {connection: Snowflake - Prod, model: braze_test}
    destination: {connection: Braze, object: user}
    operation: upsert
    mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
---
version: 1)",
                R"(version: 1
syncs:
  users:
    source: {connection: Snowflake - Prod, model: braze_test}
    destination: {connection: Braze, object: user}
    operation: upsert
    mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}])"},
    explanation{code::yaml_limit,
                "The file is larger, deeper or repeats more through aliases than is read. The bounds are far "
                "above what\n"
                "people write; they keep a hostile file in a pull request from using up the machine.",
                "", ""},
    explanation{code::file_unreadable,
                "A file or folder that was to be read cannot be: it is gone, or may not be read. A run that "
                "left it out\n"
                "would take its syncs for unmanaged ones.",
                "", ""},
    explanation{code::key_unknown,
                "A key that the file format does not have. It is an error and no warning, because a misspelt "
                "key would\n"
                "otherwise be a setting that silently does nothing.",
                "pausd: true", "paused: true"},
    explanation{code::key_missing,
                "A key that is needed is not there, neither in the sync nor in the defaults above it.",
                "destination: {connection: Braze}", "destination: {connection: Braze, object: user}"},
    explanation{code::type_mismatch,
                "A value has another YAML type than the key takes: a text where a list is needed, a number "
                "where a text\n"
                "is. Texts that look like numbers or booleans must be quoted to stay texts.",
                "label: 2024", "label: \"2024\""},
    explanation{
        code::value_invalid,
        "A value is not one of those that the key takes. The words are the API's own; the hint lists them.",
        "operation: upsrt", "operation: upsert"},
    explanation{code::sync_duplicate,
                "Two syncs, in two files, have the same key. The key is the sync's name in Git: it must be "
                "unique over\n"
                "all files, or `after` and `trigger` would not know which one is meant. The note names the "
                "first one.",
                "", ""},
    explanation{code::label_duplicate,
                "Two syncs have the same label. A sync is found in the workspace by its label, so that both "
                "would be\n"
                "taken for the same live sync.",
                R"(version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  users: {label: Users}
  more-users: {label: Users})",
                R"(version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  users: {label: Users}
  more-users: {label: More users})"},
    explanation{code::mapping_duplicate,
                "Two mappings of a sync write to the same field. Which value would win is not defined.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: FIRST_NAME, to: first_name}
  - {from: LAST_NAME, to: first_name})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: FIRST_NAME, to: first_name}
  - {from: LAST_NAME, to: last_name})"},
    explanation{
        code::manifest_empty,
        "No file matched, or no sync is declared in what matched. A run on nothing would end green and mean\n"
        "nothing: a wrong path in a CI job must not look like success.",
        "version: 1\nsyncs: {}",
        R"(version: 1
syncs:
  users:
    source: {connection: Snowflake - Prod, model: braze_test}
    destination: {connection: Braze, object: user}
    operation: upsert
    mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}])"},
    explanation{
        code::variable_unknown,
        "A text of a manifest names a variable, as in `${prefix}`, that has no value. Values stand under\n"
        "`variables` in censusctl.yaml, for all or for one environment; `--var NAME=VALUE` and the variable\n"
        "CENSUSCTL_VAR_NAME of the environment beat them. A text that is to hold `${` itself has `$${`.",
        "label: ${prefix}Users", "label: $${prefix}Users"},
    explanation{code::environment_unknown,
                "`only`, `environments` of a sync and `default_environment` name environments of "
                "censusctl.yaml. A name\n"
                "that is misspelt would keep a sync out of everywhere, or say something that is never heard.",
                "only: [porduction]", "paused: true"},
    explanation{
        code::rename_unused,
        "`connections` of an environment says what a connection's name in the files means there. No sync of\n"
        "the environment names this one: it may be misspelt, and the syncs then use the connection that the\n"
        "files name, if the workspace has one of that name.",
        "", ""},
    explanation{
        code::primary_identifier_missing,
        "No mapping is marked as the primary identifier, by which Census matches a row to a record of the\n"
        "destination. Every operation but append needs one, unless the object says that it does not (files "
        "and "
        "sheets\n"
        "are written whole), or the server made the key of the live sync of several columns. Only the "
        "workspace tells\n"
        "either: `plan` sees both, `validate --online` and `--locked` the first.",
        "mappings: [{from: EMAIL, to: external_id}]",
        "mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]"},
    explanation{
        code::primary_identifier_multiple,
        "More than one mapping is marked as the primary identifier. A record is matched by one field.",
        R"(operation: update
mappings:
  - {from: USER_ID, to: external_id, is_primary_identifier: true}
  - {from: HUE, to: braze_id, is_primary_identifier: true})",
        R"(operation: update
mappings:
  - {from: USER_ID, to: external_id, is_primary_identifier: true}
  - {from: EMAIL, to: email})"},
    explanation{code::lookup_incomplete,
                "`lookup_object` and `lookup_field` go together: the object that the field refers to, and "
                "the field of\n"
                "that object by which the record is found.",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LIST_ID, to: list_id, lookup_object: user_list})",
                R"(mappings:
  - {from: EMAIL, to: external_id, is_primary_identifier: true}
  - {from: LIST_ID, to: list_id, lookup_object: user_list, lookup_field: name})"},
    explanation{code::schedule_day_missing, "A weekly schedule must say on which day.",
                "schedule: {frequency: weekly, hour: 8}",
                "schedule: {frequency: weekly, day: Monday, hour: 8}"},
    explanation{code::schedule_out_of_range,
                "The hour is 0 to 24 and the minute 0 to 59, both in UTC. The API would refuse anything "
                "else, or wrap it\n"
                "round to a time that nobody meant.",
                "schedule: {frequency: daily, hour: 25}", "schedule: {frequency: daily, hour: 23}"},
    explanation{code::schedule_field_unused,
                "A part of the schedule has no effect with its frequency: an hourly sync has no day and no "
                "hour. It is a\n"
                "warning, since whoever wrote it expects something that will not happen.",
                "schedule: {frequency: hourly, hour: 8}", "schedule: {frequency: daily, hour: 8}"},
    explanation{code::field_normalization_unused,
                "`field_normalization` says how fields are named that `field_behavior: sync_all_properties` "
                "adds. Without\n"
                "that it does nothing.",
                "field_normalization: snake_case",
                "field_behavior: sync_all_properties\nfield_normalization: snake_case"},
    explanation{
        code::attribute_unused,
        "An attribute means something only beside another one: `mirror_strategy` with `operation: mirror`, "
        "a high\n"
        "water mark with `operation: append`. It is neither compared nor sent, and whoever wrote it expects "
        "something\n"
        "that will not happen.",
        "mirror_strategy: upload_and_swap", "operation: mirror\nmirror_strategy: upload_and_swap"},
    explanation{
        code::alert_threshold_zero,
        "The web page takes a threshold of 0 percent for `any record`; the API's reference wants more "
        "than 0. It is\n"
        "sent as written, and may be refused.",
        "alerts: [{type: invalid_record_percent, threshold: 0}]",
        "alerts: [{type: invalid_record_percent, threshold: 1}]"},
    explanation{
        code::cron_invalid,
        "A cron expression has five fields in UTC: minute, hour, day of the month, month, day of the week. "
        "What other\n"
        "tools add to that (seconds, `@daily`, `L`) Census does not know. A range such as `1-5` is a "
        "warning: "
        "the\n"
        "vendor advises to write `1,2,3,4,5`.",
        R"(schedule: {cron_expression: "61 * * * *"})", R"(schedule: {cron_expression: "0 */4 * * *"})"},
    explanation{code::trigger_sync_unknown,
                "`triggers: sync_sequence` names the sync after which this one runs, by its key. No manifest "
                "declares "
                "a sync\n"
                "of that key.",
                "triggers: {sync_sequence: warehouse}", "triggers: {}"},
    explanation{code::trigger_cycle,
                "Syncs start each other in a circle: each runs when the one before it has run, so none ever "
                "begins, or "
                "none\n"
                "ever ends.",
                R"(version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  first: {triggers: {sync_sequence: second}}
  second: {triggers: {sync_sequence: first}})",
                R"(version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  first: {schedule: hourly}
  second: {triggers: {sync_sequence: first}})"},
    explanation{code::after_unknown,
                "`after` names a sync that no manifest declares, so that there is nothing to wait for. It "
                "takes keys, not\n"
                "labels.",
                "run: always\nafter: [warehouse]", "run: always"},
    explanation{code::after_unused,
                "`after` says after whose runs an apply starts the sync, which has no effect where `run` is "
                "never (the\n"
                "default): an apply does not start it. Say when it does, or take `after` away.",
                R"(version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  first: {run: on_change}
  second: {after: [first]})",
                R"(version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  first: {run: on_change}
  second: {run: on_change, after: [first]})"},
    explanation{code::after_cycle, "Syncs wait for each other in a circle: none of them could ever run.",
                R"(version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  first: {run: always, after: [second]}
  second: {run: always, after: [first]})",
                R"(version: 1
defaults:
  source: {connection: Snowflake - Prod, model: braze_test}
  destination: {connection: Braze, object: user}
  operation: upsert
  mappings: [{from: EMAIL, to: external_id, is_primary_identifier: true}]
syncs:
  first: {run: always}
  second: {run: always, after: [first]})"},
};

}  // namespace

std::span<const explanation> file_explanations() noexcept {
    return of_files;
}

}  // namespace censusctl::diagnostics
