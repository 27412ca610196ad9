#pragma once
#include "cli/exit_status.hpp"
#include "cli/pipeline.hpp"

/// One function for each command. Each returns the exit status, or throws command_failure.
namespace censusctl::cli {

[[nodiscard]] exit_status run_validate(const context& invocation);
[[nodiscard]] exit_status run_plan(const context& invocation);
[[nodiscard]] exit_status run_apply(const context& invocation);
[[nodiscard]] exit_status run_drift(const context& invocation);
[[nodiscard]] exit_status run_graph(const context& invocation);
[[nodiscard]] exit_status run_trigger(const context& invocation);
[[nodiscard]] exit_status run_cancel(const context& invocation);
[[nodiscard]] exit_status run_runs(const context& invocation);
[[nodiscard]] exit_status run_explain(const context& invocation);
[[nodiscard]] exit_status run_explain_diff(const context& invocation);
[[nodiscard]] exit_status run_adopt(const context& invocation);
[[nodiscard]] exit_status run_init(const context& invocation);
[[nodiscard]] exit_status run_import(const context& invocation);
[[nodiscard]] exit_status run_list(const context& invocation);
[[nodiscard]] exit_status run_migrate(const context& invocation);
[[nodiscard]] exit_status run_lock(const context& invocation);
[[nodiscard]] exit_status run_schema(const context& invocation);
[[nodiscard]] exit_status run_sandbox(const context& invocation);

}  // namespace censusctl::cli
