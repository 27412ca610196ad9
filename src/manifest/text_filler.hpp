#pragma once
#include <set>
#include <string>

#include "manifest/declaration.hpp"
#include "manifest/reading_problems.hpp"
#include "manifest/variables.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

/// Puts the values of variables into the texts of files, and reports those that have none.
class text_filler {
public:
    /// `config` and `problems` must outlive it.
    text_filler(const project_config& config, reading_problems& problems);

    /// Fills the texts in `under`, but for the value of its key `except`.
    void fill(yaml_tree& tree, yaml_node under, std::string_view except = {});

    /// Names of the variables that texts had.
    [[nodiscard]] variable_names take_used() { return std::move(used_); }

private:
    std::optional<yaml_tree::filling> filled(yaml_node node);
    void report(yaml_node node, const variable_fault& fault);

    const project_config& config_;
    reading_problems& problems_;
    variable_values values_;
    variable_names used_;
    std::size_t written_{0};  ///< bytes of all texts so far
};

}  // namespace censusctl::manifest
