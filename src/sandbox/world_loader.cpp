#include "sandbox/world_loader.hpp"

#include <filesystem>
#include <stdexcept>

#include "sandbox/builtin_worlds.hpp"
#include "sandbox/document_file.hpp"
#include "sandbox/input_error.hpp"
#include "sandbox/world_reader.hpp"

namespace censusctl::sandbox {

world load_world(const std::string& name_or_path) {
    std::optional<world> known = builtin_world(name_or_path.empty() ? "reference" : name_or_path);
    if (known) {
        return *std::move(known);
    }
    if (name_or_path.find_first_of("/.\\") == std::string::npos && !std::filesystem::exists(name_or_path)) {
        throw input_error{"there is no sandbox world '" + name_or_path +
                          "': give reference, today, empty, large:N, or the path of a world file"};
    }
    const document_file file{name_or_path};
    try {
        world loaded = read_world(file.value());
        loaded.name = name_or_path;
        loaded.digest = file.digest();
        return loaded;
    } catch (const document_error& problem) {
        file.fail(problem);
    }
}

std::vector<fault_rule> load_faults(const std::string& path) {
    const document_file file{path};
    try {
        const node root{file.value()};
        root.allow_only({"version", "faults"});
        const node version = root.require("version");
        if (version.integer() != 1) {
            version.refuse("must be 1");
        }
        std::vector<fault_rule> rules;
        for (const node& rule : root.require("faults").items()) {
            const std::string text = rule.text();
            try {
                rules.push_back(read_fault_rule(text));
            } catch (const input_error& error) {
                throw document_error{rule.path(), std::string("is wrong: ") + error.what()};
            }
        }
        return rules;
    } catch (const document_error& problem) {
        file.fail(problem);
    }
}

}  // namespace censusctl::sandbox
