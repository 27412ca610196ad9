#pragma once
#include <string>
#include <vector>

#include "diagnostics/diagnostic.hpp"
#include "diagnostics/source_map.hpp"

/// Problems in the formats of other tools. Problems must be sorted; all texts from outside are escaped for
/// the format at hand. Each ends with a newline unless empty.
namespace censusctl::report {

/// SARIF 2.1.0: one run, a rule for each code that occurs, columns in Unicode code points, paths as relative
/// URIs.
[[nodiscard]] std::string diagnostics_sarif(const std::vector<diagnostics::diagnostic>& problems,
                                            const diagnostics::source_map& sources);

/// GitHub Actions workflow commands, one line each: ::error file=…,line=…,col=…,endColumn=…,title=CODE::TEXT
[[nodiscard]] std::string diagnostics_github(const std::vector<diagnostics::diagnostic>& problems,
                                             const diagnostics::source_map& sources);

/// A GitLab code quality report. A fingerprint depends on code, file, sync and text, and not on the line, so
/// that a problem which moves is no new one.
[[nodiscard]] std::string diagnostics_gitlab(const std::vector<diagnostics::diagnostic>& problems,
                                             const diagnostics::source_map& sources);

/// JUnit XML: a test case for each file that was read, failed where it has errors; warnings are its output.
[[nodiscard]] std::string diagnostics_junit(const std::vector<diagnostics::diagnostic>& problems,
                                            const diagnostics::source_map& sources);

}  // namespace censusctl::report
