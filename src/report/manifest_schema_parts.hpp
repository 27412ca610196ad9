#pragma once
#include <array>
#include <boost/json/object.hpp>
#include <string_view>

/// Those parts of the schema of manifests that are no rows of the table of attributes.
namespace censusctl::report::schema {

/// The document without its definitions.
inline constexpr std::string_view manifest_frame = R"({
  "$schema": "http://json-schema.org/draft-07/schema#",
  "$id": "manifest.schema.json",
  "title": "censusctl manifest",
  "description": "Syncs of a Census workspace, as a file says that they should be.",
  "type": "object",
  "additionalProperties": false,
  "patternProperties": {
    "^x-": {
      "description": "Not read: it holds what anchors of this file name."
    }
  },
  "required": ["version"],
  "anyOf": [
    {"required": ["syncs"]},
    {"not": {"properties": {"removed": {"type": "null"}}}}
  ],
  "properties": {
    "version": {"title": "Version", "const": 1, "description": "The version of this file format: 1."},
    "defaults": {"$ref": "#/definitions/defaults"},
    "syncs": {
      "title": "Syncs",
      "type": ["object", "null"],
      "description": "The syncs by key. A key is the sync's name in Git, unique over all files.",
      "propertyNames": {"minLength": 1, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]+$"},
      "additionalProperties": {"$ref": "#/definitions/sync"}
    },
    "removed": {
      "title": "Removed",
      "type": ["array", "null"],
      "description": "Syncs that must not exist any more. One that is not found is no difference.",
      "items": {"$ref": "#/definitions/removed"}
    }
  }
})";

/// What a sync says of environments.
inline constexpr std::string_view sync_environments = R"({
  "only": {
    "title": "Only",
    "description": "The environments of censusctl.yaml that the sync is kept to; all if left out.",
    "anyOf": [
      {"type": "null"},
      {"type": "string", "minLength": 1},
      {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}}
    ]
  },
  "environments": {
    "title": "Environments",
    "type": ["object", "null"],
    "description": "What the sync says for each environment by itself: stronger than all else.",
    "additionalProperties": {"$ref": "#/definitions/own"}
  }
})";

/// An entry of `removed`.
inline constexpr std::string_view removed_entry = R"({
  "title": "Removed sync",
  "type": "object",
  "additionalProperties": false,
  "description": "A sync that must not exist any more, by its label or its id.",
  "not": {"properties": {"label": {"type": "null"}, "id": {"type": "null"}}},
  "properties": {
    "label": {"type": ["string", "null"], "minLength": 1, "description": "The sync's label in Census."},
    "id": {
      "type": ["integer", "null"],
      "minimum": 1,
      "maximum": 9223372036854775807,
      "description": "The sync's id in Census."
    },
    "reason": {"type": ["string", "null"], "minLength": 1, "description": "Why it goes; plans show it."}
  }
})";

/// The definitions of what stands in place of a column.
inline constexpr std::array<std::string_view, 4> from_kinds{"constant", "liquid_template", "sync_metadata",
                                                            "segment_membership"};

/// What a connection may be called, what stands in place of a column, alerts and settings.
inline constexpr std::string_view fixed_definitions = R"({
  "connection": {
    "title": "Connection",
    "description": "A connection of the workspace: its name (a source's label serves too), or its numeric id.",
    "anyOf": [
      {"type": "string", "minLength": 1},
      {"type": "integer", "minimum": 1, "maximum": 9223372036854775807},
      {"type": "null"}
    ]
  },
  "constant": {
    "title": "Constant",
    "type": "object",
    "additionalProperties": false,
    "required": ["value", "type"],
    "description": "A constant value instead of a column.",
    "properties": {
      "value": {
        "title": "Value",
        "description": "The value: true or false, a number, or a text in quotes, as the type says.",
        "type": ["string", "number", "boolean"]
      },
      "type": {
        "title": "Type",
        "type": "string",
        "enum": ["boolean", "datetime", "number", "text"],
        "description": "The value's type."
      }
    },
    "allOf": [
      {
        "if": {"properties": {"type": {"const": "boolean"}}, "required": ["type"]},
        "then": {"properties": {"value": {"type": "boolean"}}}
      },
      {
        "if": {"properties": {"type": {"const": "number"}}, "required": ["type"]},
        "then": {"properties": {"value": {"type": "number"}}}
      },
      {
        "if": {"properties": {"type": {"const": "text"}}, "required": ["type"]},
        "then": {"properties": {"value": {"type": "string"}}}
      },
      {
        "if": {"properties": {"type": {"const": "datetime"}}, "required": ["type"]},
        "then": {
          "properties": {
            "value": {
              "type": "string",
              "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?( ?([Zz]|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?)?$"
            }
          }
        }
      }
    ]
  },
  "liquid_template": {
    "title": "Liquid template",
    "type": "object",
    "additionalProperties": false,
    "required": ["liquid_template"],
    "description": "A Liquid template over the columns of a record.",
    "properties": {
      "liquid_template": {
        "title": "Liquid template",
        "description": "The template: {{ record['NAME'] | upcase }}.",
        "type": "string",
        "minLength": 1
      }
    }
  },
  "sync_metadata": {
    "title": "Sync metadata",
    "type": "object",
    "additionalProperties": false,
    "required": ["sync_metadata"],
    "description": "A fact of the run.",
    "properties": {
      "sync_metadata": {
        "title": "Sync metadata",
        "description": "Which fact: sync_run_id.",
        "type": "string",
        "minLength": 1
      }
    }
  },
  "segment_membership": {
    "title": "Segment membership",
    "type": "object",
    "additionalProperties": false,
    "required": ["segment_membership"],
    "description": "The segments that a record is in.",
    "properties": {
      "segment_membership": {
        "title": "Segment membership",
        "description": "How segments are told: by their name.",
        "type": "string",
        "minLength": 1
      }
    }
  },
  "alert": {
    "title": "Alert",
    "type": "object",
    "additionalProperties": false,
    "required": ["type"],
    "description": "When Census tells people of the sync.",
    "properties": {
      "type": {
        "title": "Type",
        "description": "What the alert is about.",
        "anyOf": [
          {
            "type": "string",
            "enum": [
              "failure",
              "invalid_record_percent",
              "full_sync_trigger",
              "runtime",
              "status"
            ]
          },
          {
            "type": "string",
            "pattern": "^(Failure|InvalidRecordPercent|FullSyncTrigger|Runtime|Status)AlertConfiguration$"
          }
        ]
      },
      "send_for": {
        "title": "Send for",
        "description": "Whether it is sent once or each time; first_time if left out.",
        "type": ["string", "null"],
        "enum": ["first_time", "every_time", null]
      },
      "should_send_recovery": {
        "title": "Should send recovery",
        "description": "Whether it is told when all is well again; true if left out.",
        "type": ["boolean", "null"]
      },
      "threshold": {
        "title": "Threshold",
        "description": "invalid_record_percent: the share in percent; runtime: how long.",
        "type": ["integer", "null"],
        "minimum": 0
      },
      "unit": {
        "title": "Unit",
        "description": "runtime: of the threshold.",
        "type": ["string", "null"],
        "enum": ["minutes", "hours", null]
      },
      "start_type": {
        "title": "Start type",
        "description": "runtime, which must say it: from when it counts.",
        "type": ["string", "null"],
        "enum": ["actual", "scheduled", null]
      },
      "status_name": {
        "title": "Status name",
        "description": "status: which status is told of.",
        "type": ["string", "null"],
        "enum": ["started", "completed", null]
      }
    }
  },
  "advanced_configuration": {
    "title": "Advanced configuration",
    "type": "object",
    "description": "Settings that the destination's object defines, by name.",
    "additionalProperties": {"type": ["string", "number", "boolean", "null"]}
  }
})";

/// `source:`, in which each kind of thing that can be read is named in several ways.
[[nodiscard]] boost::json::object source_of();

}  // namespace censusctl::report::schema
