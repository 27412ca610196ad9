#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "manifest/variables.hpp"

/// Texts of YAML as a person would write them: what is read back is what was written, by this program's
/// reader and by any other of YAML 1.1 or 1.2.
namespace censusctl::manifest {

/// A value that is to be written.
struct yaml_value {
    enum class shape : std::uint8_t {
        text,      ///< a text, whatever it looks like
        verbatim,  ///< a number, true, false or null, as it stands
        mapping,
        list
    };

    shape is{shape::mapping};
    std::string scalar{};
    std::vector<std::pair<std::string, yaml_value>> members{};  ///< of a mapping, in this order
    std::vector<yaml_value> items{};                            ///< of a list
    /// A collection that stands in lines of its own also where it would fit into one line in brackets.
    bool in_lines{false};

    /// A text that a manifest is to mean, in which `${` names no variable.
    [[nodiscard]] static yaml_value text(std::string_view of) { return {shape::text, without_variables(of)}; }
    [[nodiscard]] static yaml_value verbatim(std::string_view of) {
        return {shape::verbatim, std::string(of)};
    }
    [[nodiscard]] static yaml_value number(std::int64_t of) { return verbatim(std::to_string(of)); }
    [[nodiscard]] static yaml_value flag(bool of) { return verbatim(of ? "true" : "false"); }
    [[nodiscard]] static yaml_value mapping() { return {shape::mapping}; }
    [[nodiscard]] static yaml_value list() { return {shape::list}; }

    yaml_value& add(std::string_view key, yaml_value value) {
        members.emplace_back(std::string(key), std::move(value));
        return *this;
    }
    /// The value of a key; null if it is not there.
    [[nodiscard]] const yaml_value* find(std::string_view key) const noexcept;
    /// Takes a key away, if it is there.
    void remove(std::string_view key);

    friend bool operator==(const yaml_value&, const yaml_value&) = default;
};

/// The members of a mapping, each on lines of its own that begin with so many spaces, with a line end after
/// the last.
[[nodiscard]] std::string yaml_lines(const yaml_value& mapping, std::size_t indent);

/// A text on one line: bare where no reader takes it for anything else, else in quotes.
[[nodiscard]] std::string yaml_scalar(std::string_view text);

}  // namespace censusctl::manifest
