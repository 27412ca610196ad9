#include "diagnostics/source_map.hpp"

#include <filesystem>

namespace censusctl::diagnostics {

std::uint32_t source_map::add(std::string path, std::string text) {
    entry file{std::move(path), std::move(text), {0}};
    for (std::size_t at = 0; at < file.text.size(); ++at) {
        if (file.text[at] == '\n') {
            file.line_starts.push_back(static_cast<std::uint32_t>(at + 1));
        }
    }
    files_.push_back(std::move(file));
    return static_cast<std::uint32_t>(files_.size() - 1);
}

const std::string& source_map::path(std::uint32_t file) const {
    static const std::string none;
    return file < files_.size() ? files_[file].path : none;
}

void source_map::lies_at(std::uint32_t file, std::string place) {
    if (file < files_.size()) {
        files_[file].place = std::move(place);
    }
}

std::string source_map::path_in_repository(std::uint32_t file) const {
    return file < files_.size() && !files_[file].place.empty() ? files_[file].place
                                                               : in_repository(path(file));
}

std::string source_map::in_repository(const std::string& path_in_project) const {
    const std::filesystem::path inner(path_in_project);
    if (folder_.empty() || path_in_project.empty() || inner.is_absolute()) {
        return path_in_project;
    }
    return (std::filesystem::path(folder_) / inner).lexically_normal().string();
}

std::string_view source_map::line(std::uint32_t file, std::uint32_t number) const {
    if (file >= files_.size() || number == 0 || number > files_[file].line_starts.size()) {
        return {};
    }
    const entry& source = files_[file];
    const std::size_t start = source.line_starts[number - 1];
    std::size_t end = source.text.find('\n', start);
    if (end == std::string::npos) {
        end = source.text.size();
    }
    if (end > start && source.text[end - 1] == '\r') {
        --end;
    }
    return std::string_view(source.text).substr(start, end - start);
}

}  // namespace censusctl::diagnostics
