#include "manifest/text_filler.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "manifest/yaml_reader.hpp"
#include "text/code_points.hpp"
#include "text/suggest.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

std::uint32_t length_of(std::string_view text) {
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        at += text::decode(text, at).size;
    }
    return count;
}

/// The place of a part of a text; of all of it where escapes or line ends may have moved it.
diagnostics::span place_of(yaml_node node, const std::string& part) {
    diagnostics::span where = node.where();
    const std::uint32_t quotes = node.style() == yaml_style::quoted ? 2 : 0;
    const std::size_t at = node.text().find(part);
    if (at == std::string_view::npos || where.length != length_of(node.text()) + quotes) {
        return where;
    }
    where.column += quotes / 2 + length_of(node.text().substr(0, at));
    where.length = length_of(part);
    return where;
}

}  // namespace

text_filler::text_filler(const project_config& config, reading_problems& problems)
    : config_{config}, problems_{problems} {
    for (const auto& [name, value] : config.variables) {
        values_.emplace(name, value.value);
    }
}

void text_filler::fill(yaml_tree& tree, yaml_node under, std::string_view except) {
    tree.fill(
        under, [this](yaml_node node) { return filled(node); }, except);
}

std::optional<yaml_tree::filling> text_filler::filled(yaml_node node) {
    if (node.text().find("${") == std::string_view::npos) {
        return std::nullopt;
    }
    filled_text made = manifest::fill(node.text(), values_);
    for (std::string& name : made.used) {
        used_.insert(std::move(name));
    }
    for (const variable_fault& fault : made.faults) {
        report(node, fault);
    }
    written_ += made.text.size();
    if (written_ > limits::file_bytes) {
        problems_.report(code::yaml_limit, node.where(),
                         "with the values of variables the texts have more than 64 MiB, which is the most "
                         "that is read");
        return yaml_tree::filling{{}, false};
    }
    return yaml_tree::filling{std::move(made.text), made.faults.empty()};
}

void text_filler::report(yaml_node node, const variable_fault& fault) {
    const diagnostics::span where = place_of(node, fault.written);
    if (fault.name.empty()) {
        problems_
            .report(code::variable_unknown, where,
                    "no name of a variable follows '${' in " + in_quotes(fault.written))
            .hints.emplace_back("write $${ for a '${' that is to stand in the text");
        return;
    }
    auto& problem = problems_.report(code::variable_unknown, where,
                                     "the variable " + in_quotes(fault.name) + " has no value");
    std::vector<std::string_view> names;
    for (const auto& [name, value] : values_) {
        names.emplace_back(name);
    }
    if (std::string hint = text::did_you_mean(fault.name, names); !hint.empty()) {
        problem.hints.push_back(std::move(hint));
        return;
    }
    problem.hints.push_back(
        "give it one under `variables` in censusctl.yaml" +
        (config_.environment.empty() ? std::string()
                                     : ", there or in the environment '" + config_.environment + "'") +
        ", or by --var " + fault.name + "=…; write $${ for a '${' that is to stand in the text");
}

}  // namespace censusctl::manifest
