#include "report/place.hpp"

#include "text/escape.hpp"

namespace censusctl::report {

std::string place_of(const diagnostics::span& where, const diagnostics::source_map& sources) {
    if (!where.known() || where.file >= sources.size()) {
        return {};
    }
    return text::escape_for_terminal(sources.path(where.file)) + ':' + std::to_string(where.line) + ':' +
           std::to_string(where.column);
}

}  // namespace censusctl::report
