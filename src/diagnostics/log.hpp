#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace censusctl::diagnostics {

/// How urgent a log line is; names as `--log-level` takes them.
enum class log_level { debug, info, warn, error };

/// A log line: a constant message and its fields, so that `--log-format json` needs no parsing of prose.
/// Fields never hold the token or a credential; texts from outside are escaped by the sink.
using log_fields = std::vector<std::pair<std::string_view, std::string>>;

/// Where the lower stations send log lines; the command line glues it to its logging library, tests record
/// it. An empty function means "do not log". Called from one thread.
using log_sink = std::function<void(log_level, std::string_view message, const log_fields&)>;

}  // namespace censusctl::diagnostics
