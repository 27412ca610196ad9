#include "diagnostics/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace censusctl::diagnostics {
namespace {

auto order_of(const diagnostic& problem) {
    return std::tie(problem.where.file, problem.where.line, problem.where.column, problem.id,
                    problem.message);
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
    const auto repeats =
        std::unique(problems.begin(), problems.end(), [](const diagnostic& left, const diagnostic& right) {
            return order_of(left) == order_of(right) && left.sync == right.sync;
        });
    problems.erase(repeats, problems.end());
    return problems;
}

}  // namespace censusctl::diagnostics
