#include "report/fit.hpp"

#include "report/display_width.hpp"
#include "text/escape.hpp"

namespace censusctl::report {

std::string fitted(std::string_view untrusted, std::size_t columns) {
    const auto fits = [columns](const std::string& shown) {
        return static_cast<std::size_t>(display_width(shown)) <= columns;
    };
    std::string best = text::escape_and_cut(untrusted, columns);
    if (fits(best)) {
        return best;
    }
    // Some characters take two columns, none more: half as many fit in any case.
    std::size_t least = columns / 2;
    std::size_t most = columns;
    best = text::escape_and_cut(untrusted, least);
    while (most - least > 1) {
        const std::size_t middle = least + (most - least) / 2;
        std::string tried = text::escape_and_cut(untrusted, middle);
        if (fits(tried)) {
            best = std::move(tried);
            least = middle;
        } else {
            most = middle;
        }
    }
    return best;
}

}  // namespace censusctl::report
