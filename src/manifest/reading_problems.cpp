#include "manifest/reading_problems.hpp"

#include <utility>

#include "text/code_points.hpp"

namespace censusctl::manifest {

diagnostics::diagnostic& reading_problems::report(diagnostics::code id, diagnostics::span where,
                                                  std::string message) {
    ++count_;
    std::string identity = std::to_string(where.file) + ':' + std::to_string(where.line) + ':' +
                           std::to_string(where.column) + ':' + std::to_string(static_cast<int>(id)) + ':' +
                           message;
    if (where.known()) {
        const auto [first, is_new] = seen_.emplace(std::move(identity), !sync_.empty());
        if (!is_new) {
            if (first->second && !sync_.empty()) {
                shared_.push_back({where, sync_});
            }
            repeat_ = {};
            return repeat_;
        }
    }
    diagnostics::diagnostic& problem = all_.report(id, where, std::move(message));
    problem.sync = sync_;
    return problem;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t most = 60;
    std::size_t end = 0;
    for (std::size_t count = 0; count < most && end < text.size(); ++count) {
        end += text::decode(text, end).size;
    }
    std::string shown = "'";
    shown += text.substr(0, end);
    if (end < text.size()) {
        shown += "…";
    }
    return shown + "'";
}

}  // namespace censusctl::manifest
