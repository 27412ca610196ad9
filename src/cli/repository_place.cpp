#include "cli/repository_place.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <system_error>

#include "manifest/file_text.hpp"
#include "text/repository_files.hpp"

namespace censusctl::cli {
namespace {

namespace fs = std::filesystem;

/// A real path from the root on; empty: it is the root, or lies outside.
std::string below(const fs::path& root, const fs::path& real) {
    const fs::path place = real.lexically_relative(root);
    return place.empty() || place == "." || *place.begin() == ".." ? std::string() : place.string();
}

/// Resolves links; that of a folder once, since most files lie in few.
class link_resolver {
public:
    /// Empty where it cannot be told, as of a file that is not there.
    fs::path real(const fs::path& file) {
        std::error_code failed;
        if (fs::symlink_status(file, failed).type() != fs::file_type::regular) {
            const fs::path place = fs::canonical(file, failed);
            return failed ? fs::path() : place;
        }
        const auto [known, is_new] = folders_.try_emplace(file.parent_path());
        if (is_new) {
            known->second = fs::canonical(known->first.empty() ? "." : known->first, failed);
        }
        return known->second.empty() ? fs::path() : known->second / file.filename();
    }

private:
    std::map<fs::path, fs::path> folders_;
};

}  // namespace

void tell_repository_places(const fs::path& project, diagnostics::source_map& sources) {
    std::error_code failed;
    const fs::path folder = fs::canonical(project, failed);
    const fs::path root = failed ? fs::path() : text::repository_above(folder);
    if (root.empty()) {
        return;
    }
    sources.lies_in(below(root, folder));
    link_resolver links;
    for (std::uint32_t file = 0; file < sources.size(); ++file) {
        const std::string& path = sources.path(file);
        if (path == manifest::standard_input) {
            sources.lies_at(file, path);
        } else if (std::string place = below(root, links.real(folder / path)); !place.empty()) {
            sources.lies_at(file, std::move(place));
        }
    }
}

}  // namespace censusctl::cli
