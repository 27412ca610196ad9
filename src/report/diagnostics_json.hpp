#pragma once
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/source_map.hpp"
#include "json/writer.hpp"

/// What all of our JSON documents have in common.
namespace censusctl::report {

/// Opens the object that is the document, with format_version and tool_version in it.
void begin_document(json::writer& out, std::string_view format_version = "1.0");

/// file, line and column, each null where the place is not known.
void write_place(json::writer& out, const diagnostics::span& where, const diagnostics::source_map& sources);

/// `diagnostics`: all of them, in the order given.
void write_diagnostics(json::writer& out, const std::vector<diagnostics::diagnostic>& problems,
                       const diagnostics::source_map& sources);

}  // namespace censusctl::report
