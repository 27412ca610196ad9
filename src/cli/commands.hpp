#pragma once
#include "cli/exit_status.hpp"
#include "cli/pipeline.hpp"

/// One function for each command. Each returns the exit status, or throws command_failure.
namespace censusctl::cli {

[[nodiscard]] exit_status run_validate(const context& given);
[[nodiscard]] exit_status run_plan(const context& given);
[[nodiscard]] exit_status run_apply(const context& given);
[[nodiscard]] exit_status run_drift(const context& given);
[[nodiscard]] exit_status run_graph(const context& given);
[[nodiscard]] exit_status run_trigger(const context& given);
[[nodiscard]] exit_status run_explain(const context& given);
[[nodiscard]] exit_status run_explain_diff(const context& given);
[[nodiscard]] exit_status run_lock(const context& given);
[[nodiscard]] exit_status run_schema(const context& given);
[[nodiscard]] exit_status run_sandbox(const context& given);

}  // namespace censusctl::cli
