#pragma once
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/declaration.hpp"
#include "manifest/reading_problems.hpp"
#include "manifest/variables.hpp"
#include "manifest/yaml_tree.hpp"

namespace censusctl::manifest {

class sync_tracer;

/// Puts the values of variables into the texts of files, and reports those that have none.
class text_filler {
public:
    /// `config` and `problems` must outlive it, and `tracer`, which is told of the variables in each text.
    text_filler(const project_config& config, reading_problems& problems, sync_tracer* tracer = nullptr);

    /// Fills the texts in `under`, but for the value of its key `except`.
    void fill(yaml_tree& tree, yaml_node under, std::string_view except = {});

    /// Names of the variables that texts had.
    [[nodiscard]] variable_names take_used() { return std::move(used_); }

private:
    std::optional<yaml_tree::filling> filled(yaml_node node);
    void report(diagnostics::span where, const variable_fault& fault);

    const project_config& config_;
    reading_problems& problems_;
    sync_tracer* tracer_;
    variable_values values_;
    std::vector<std::string_view> names_;  ///< of `values_`
    std::size_t told_{0};                  ///< faults that were reported
    variable_names used_;
    std::size_t written_{0};  ///< bytes of all texts so far
};

}  // namespace censusctl::manifest
