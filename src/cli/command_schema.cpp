#include <stdexcept>

#include "cli/command_failure.hpp"
#include "cli/commands.hpp"
#include "cli/metadata_lock.hpp"
#include "cli/outputs.hpp"
#include "cli/workspace_reading.hpp"
#include "report/editor_schema.hpp"
#include "text/durable_file.hpp"
#include "text/escape.hpp"

namespace censusctl::cli {

exit_status run_schema(const context& invocation) {
    const loaded_project project = load(invocation, invocation.options.words);
    model::catalogue metadata;
    if (invocation.options.locked) {
        metadata = read_lock(invocation, project.declared.config.environment, project.base).metadata;
    } else {
        const auto connection = connect(invocation, project);
        metadata = read_workspace(*connection, wanted_metadata(project)).metadata;
    }
    const std::string schema = report::editor_schema(metadata);
    if (invocation.options.out.empty() || invocation.options.out == standard_stream) {
        invocation.screen.data(schema, "json");
        return exit_ok;
    }
    refuse_secret(invocation, schema, "the schema");
    const std::string name = text::escape_for_terminal(invocation.options.out);
    try {
        text::write_file(invocation.options.out, schema);
    } catch (const text::file_error& problem) {
        throw command_failure(exit_failed,
                              "the schema was not written: " + text::escape_for_terminal(problem.what()));
    }
    invocation.screen.note("Wrote " + name + ". Begin a manifest with `# yaml-language-server: $schema=" +
                           name + "`, relative to it, and editors complete names in it.");
    return exit_ok;
}

}  // namespace censusctl::cli
