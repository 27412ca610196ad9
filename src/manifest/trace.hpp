#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "diagnostics/source_map.hpp"
#include "manifest/declaration.hpp"
#include "manifest/layered_mapping.hpp"

/// From which layer and place each value of a sync comes (contract, section 2), for people who ask.
namespace censusctl::manifest {

/// A variable that filled a text.
struct filling_variable {
    std::string name;
    span where;  ///< where its value stands; unknown: the caller gave it
    friend bool operator==(const filling_variable&, const filling_variable&) = default;
};

/// One value of a sync, as it finally is.
struct traced_value {
    enum class shape : std::uint8_t { null, flag, integer, number, text, list, mapping };

    std::string key;  ///< in the mapping that it stands in; empty for an item of a list
    shape is{shape::null};
    std::string text{};                         ///< of a leaf; of a flag "true" or "false"
    layer from{layer::none};                    ///< of a mapping that several state, the strongest
    span where{};                               ///< unknown: no file states it
    std::vector<filling_variable> variables{};  ///< of a leaf
    located<std::string>
        in_files{};  ///< a connection with another name in the environment: that in the files
    std::vector<traced_value> parts{};  ///< members of a mapping, items of a list
};

/// One sync as it is in the environment that was picked.
struct traced_sync {
    std::string key;
    span where;
    std::vector<traced_value> parts;  ///< in the order of the table of attributes; defaults too, of no layer
};

/// Where a path such as `schedule.hour` or `mappings[email].from` leads to, or the word that stands for the
/// mapping which it leads into; null where nothing is stated.
[[nodiscard]] const traced_value* find(const traced_sync& sync, std::string_view path);

/// The variables of a value and all in it, each once.
[[nodiscard]] std::vector<filling_variable> variables_of(const traced_value& value);

/// The names of variables in texts that were filled, by file, line and column.
using variable_places =
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, std::vector<std::string>>;

/// What is gathered while files are read: those syncs whose keys are wanted.
class sync_tracer {
public:
    explicit sync_tracer(std::function<bool(std::string_view key)> wanted) : wanted_{std::move(wanted)} {}

    /// Which variables filled what, for the readers to write down.
    [[nodiscard]] variable_places& variables() noexcept { return variables_; }

    /// Keeps what the layers of this sync say, if it is wanted and the first of its key.
    void take(yaml_node key, const layered_mapping& layers, const project_config& config);

    /// A wanted sync, whose places are in the source map of that reading. No parts: no file declares it in
    /// the environment.
    [[nodiscard]] traced_sync of(const std::string& key) const;

private:
    std::function<bool(std::string_view)> wanted_;
    variable_places variables_;
    std::map<std::string, traced_sync, std::less<>> found_{};
};

}  // namespace censusctl::manifest
