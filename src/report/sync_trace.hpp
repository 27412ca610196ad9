#pragma once
#include <string>

#include "diagnostics/source_map.hpp"
#include "json/writer.hpp"
#include "manifest/trace.hpp"

/// One sync of the files as it finally is, each value with what states it, for `validate --show KEY`.
namespace censusctl::report {

/// "syncs/a.yaml:4:12, the sync; ${prefix}: censusctl.yaml:7:25" of a value that a file states.
[[nodiscard]] std::string origin_text(const manifest::traced_value& value,
                                      const diagnostics::source_map& sources);

/// The same as members of an object: layer, file, line, column, variables and, of a connection with another
/// name in the environment, connection. A default has the layer "default", and no place.
void write_origin(json::writer& out, const manifest::traced_value& value,
                  const diagnostics::source_map& sources);

/// YAML that means the same, and in comments where each value comes from.
[[nodiscard]] std::string sync_trace_text(const manifest::traced_sync& shown, const std::string& environment,
                                          const diagnostics::source_map& sources);

/// The same as a document: format_version, tool_version, environment, sync, its place, and its values by
/// their paths.
[[nodiscard]] std::string sync_trace_json(const manifest::traced_sync& shown, const std::string& environment,
                                          const diagnostics::source_map& sources);

}  // namespace censusctl::report
