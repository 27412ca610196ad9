#include "diagnostics/diagnostic.hpp"

#include <algorithm>
#include <string_view>
#include <tuple>
#include <unordered_set>

namespace censusctl::diagnostics {
namespace {

auto order_of(const diagnostic& problem) {
    return std::tie(problem.where.file, problem.where.line, problem.where.column, problem.id, problem.message,
                    problem.level);
}

/// Whether both speak of the same text of a file, which several syncs may use: a default, or what an alias
/// repeats. Problems of no place are of the syncs that they name.
bool same_cause(const diagnostic& left, const diagnostic& right) {
    return order_of(left) == order_of(right) && (left.where.known() || left.sync == right.sync);
}

/// Says of the first of some problems of one cause how many syncs the rest are of.
void say_how_many(std::vector<diagnostic>::iterator first, std::vector<diagnostic>::iterator last) {
    std::unordered_set<std::string_view> others;
    for (auto item = first + 1; item != last; ++item) {
        if (item->sync != first->sync) {
            others.insert(item->sync);
        }
    }
    if (!others.empty()) {
        first->hints.push_back(std::to_string(others.size()) + " more " +
                               (others.size() == 1 ? "sync uses this text" : "syncs use this text"));
    }
}

}  // namespace

diagnostic& collector::report(code id, span where, std::string message) {
    diagnostic problem;
    problem.id = id;
    problem.level = info(id).default_severity;
    problem.message = std::move(message);
    problem.where = where;
    problems_.push_back(std::move(problem));
    return problems_.back();
}

bool collector::has_errors() const noexcept {
    return diagnostics::has_errors(problems_);
}

bool has_errors(const std::vector<diagnostic>& problems) noexcept {
    return std::any_of(problems.begin(), problems.end(),
                       [](const diagnostic& problem) { return problem.level == severity::error; });
}

std::vector<diagnostic> sorted(std::vector<diagnostic> problems) {
    std::stable_sort(problems.begin(), problems.end(), [](const diagnostic& left, const diagnostic& right) {
        if (left.where.known() != right.where.known()) {
            return !left.where.known();
        }
        return order_of(left) < order_of(right);
    });
    auto kept = problems.begin();
    for (auto first = problems.begin(); first != problems.end();) {
        const auto last = std::find_if_not(first + 1, problems.end(), [&](const diagnostic& problem) {
            return same_cause(*first, problem);
        });
        say_how_many(first, last);
        if (kept != first) {
            *kept = std::move(*first);
        }
        ++kept;
        first = last;
    }
    problems.erase(kept, problems.end());
    return problems;
}

}  // namespace censusctl::diagnostics
