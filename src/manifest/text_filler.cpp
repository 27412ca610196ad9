#include "manifest/text_filler.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "manifest/trace.hpp"
#include "manifest/yaml_reader.hpp"
#include "text/code_points.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

/// One who mends so many reads the rest in the next run.
constexpr std::size_t most_told = 10'000;

std::uint32_t length_of(std::string_view text) {
    std::uint32_t count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        at += text::decode(text, at).size;
    }
    return count;
}

/// The places of parts of a text, asked for from its start to its end; of all of it where escapes or line
/// ends may have moved them.
class part_places {
public:
    explicit part_places(yaml_node node) : text_{node.text()}, whole_{node.where()}, column_{whole_.column} {
        const std::uint32_t quotes = node.style() == yaml_style::quoted ? 2 : 0;
        exact_ = whole_.length == length_of(text_) + quotes;
        column_ += quotes / 2;
    }

    /// `part` stands at the byte `at`, which is none before that of the last call.
    diagnostics::span of(std::size_t at, std::string_view part) {
        if (!exact_) {
            return whole_;
        }
        column_ += length_of(text_.substr(reached_, at - reached_));
        reached_ = at;
        diagnostics::span where = whole_;
        where.column = column_;
        where.length = length_of(part);
        return where;
    }

private:
    std::string_view text_;
    diagnostics::span whole_;
    std::uint32_t column_;
    std::size_t reached_{0};
    bool exact_{false};
};

}  // namespace

text_filler::text_filler(const project_config& config, reading_problems& problems, sync_tracer* tracer)
    : config_{config}, problems_{problems}, tracer_{tracer} {
    for (const auto& [name, value] : config.variables) {
        values_.emplace(name, value.value);
    }
    for (const auto& [name, value] : values_) {
        names_.emplace_back(name);
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
    if (written_ > limits::file_bytes) {  // as has been reported
        return yaml_tree::filling{{}, false};
    }
    filled_text made = manifest::fill(node.text(), values_, limits::file_bytes - written_);
    if (tracer_ != nullptr) {
        const diagnostics::span where = node.where();
        tracer_->variables()[{where.file, where.line, where.column}] = made.used;
    }
    for (std::string& name : made.used) {
        used_.insert(std::move(name));
    }
    if (!made.faults.empty()) {
        part_places places(node);
        for (const variable_fault& fault : made.faults) {
            if (told_ == most_told) {
                break;
            }
            ++told_;
            report(places.of(fault.at, fault.written), fault);
        }
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

void text_filler::report(diagnostics::span where, const variable_fault& fault) {
    if (fault.name.empty()) {
        problems_
            .report(code::variable_unknown, where,
                    "no name of a variable follows '${' in " + in_quotes(fault.written))
            .hints.emplace_back("write $${ for a '${' that is to stand in the text");
        return;
    }
    auto& problem = problems_.report(code::variable_unknown, where,
                                     "the variable " + in_quotes(fault.name) + " has no value");
    if (std::string hint = problems_.did_you_mean(fault.name, names_); !hint.empty()) {
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
