#pragma once
#include <string>
#include <string_view>

namespace censusctl::text {

/// Text that a CI runner cannot take for a command of its own, whoever wrote what it holds: `##[`, `##vso[`
/// and their like anywhere in a line and `::` at its begin lose their meaning to the runner and keep it for
/// the reader, in the way that the format allows. `format` is one of `--format`; "github" is left as it is,
/// since its lines are commands, made of values that are encoded one by one, `github_value` among what does
/// it.
[[nodiscard]] std::string without_runner_commands(std::string_view text, std::string_view format);

/// A value within a line of the format "github": without `##[` and its like, which are commands anywhere in
/// it.
[[nodiscard]] std::string github_value(std::string_view text);

}  // namespace censusctl::text
