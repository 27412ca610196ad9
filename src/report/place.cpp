#include "report/place.hpp"

#include "text/escape.hpp"

namespace censusctl::report {
namespace {

std::string place_at(const std::string& path, const diagnostics::span& where) {
    return text::escape_for_terminal(path) + ':' + std::to_string(where.line) + ':' +
           std::to_string(where.column);
}

}  // namespace

bool stands_in_file(const diagnostics::span& where, const diagnostics::source_map& sources) {
    return where.known() && where.file < sources.size();
}

std::string place_of(const diagnostics::span& where, const diagnostics::source_map& sources) {
    return stands_in_file(where, sources) ? place_at(sources.path(where.file), where) : std::string();
}

std::string place_in_repository(const diagnostics::span& where, const diagnostics::source_map& sources) {
    return stands_in_file(where, sources) ? place_at(sources.path_in_repository(where.file), where)
                                          : std::string();
}

}  // namespace censusctl::report
