#include "validation/suggester.hpp"

#include "text/suggest.hpp"

namespace censusctl::validation {
namespace {

constexpr std::size_t most_compared = 500'000;

}  // namespace

void suggester::add(diagnostics::diagnostic& problem, std::string_view wrong,
                    const std::vector<std::string_view>& names) {
    if (compared_ >= most_compared) {
        return;
    }
    compared_ += names.size();
    if (auto hint = text::did_you_mean(wrong, names); !hint.empty()) {
        problem.hints.push_back(std::move(hint));
    }
}

}  // namespace censusctl::validation
