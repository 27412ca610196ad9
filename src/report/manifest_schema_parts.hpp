#pragma once
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
  "required": ["version", "syncs"],
  "properties": {
    "version": {"title": "Version", "const": 1, "description": "The version of this file format: 1."},
    "defaults": {"$ref": "#/definitions/defaults"},
    "syncs": {
      "title": "Syncs",
      "type": ["object", "null"],
      "description": "The syncs by key. A key is the sync's name in Git, unique over all files.",
      "propertyNames": {"minLength": 1, "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]+$"},
      "additionalProperties": {"$ref": "#/definitions/sync"}
    }
  }
})";

/// What a connection may be called, and what a constant is.
inline constexpr std::string_view connection_and_constant = R"({
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
  }
})";

/// `source:`, in which each kind of thing that can be read is named in several ways.
[[nodiscard]] boost::json::object source_of();

}  // namespace censusctl::report::schema
