#include "text/suggest.hpp"

#include <algorithm>
#include <tuple>

#include "text/ascii.hpp"
#include "text/code_points.hpp"

namespace censusctl::text {
namespace {

/// Longer names are not compared: nobody mistypes them, and the comparison takes the product of the lengths.
constexpr std::size_t longest_name = 200;
constexpr std::size_t most_suggestions = 3;
/// Half a million names of twenty letters.
constexpr std::size_t most_work = 200'000'000;

std::u32string code_points_of(std::string_view bytes) {
    std::u32string points;
    points.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const code_point next = decode(bytes, at);
        points.push_back(next.value);
        at += next.size;
    }
    return points;
}

/// The name without what people get wrong most: case and separators.
std::u32string folded(std::u32string_view name) {
    std::u32string result;
    result.reserve(name.size());
    for (const char32_t character : name) {
        if (character == U'_' || character == U'-' || character == U' ' || character == U'.') {
            continue;
        }
        result.push_back(lower(character));
    }
    return result;
}

std::u32string_view without_plural(std::u32string_view name) {
    if (name.size() > 1 && name.back() == U's') {
        name.remove_suffix(1);
    }
    return name;
}

std::size_t distance(std::u32string_view left, std::u32string_view right) {
    std::vector<std::size_t> before_last(right.size() + 1);
    std::vector<std::size_t> last(right.size() + 1);
    std::vector<std::size_t> current(right.size() + 1);
    for (std::size_t column = 0; column <= right.size(); ++column) {
        last[column] = column;
    }
    for (std::size_t row = 1; row <= left.size(); ++row) {
        current[0] = row;
        for (std::size_t column = 1; column <= right.size(); ++column) {
            const std::size_t change = left[row - 1] == right[column - 1] ? 0 : 1;
            std::size_t best = std::min(last[column] + 1, current[column - 1] + 1);
            best = std::min(best, last[column - 1] + change);
            if (row > 1 && column > 1 && left[row - 1] == right[column - 2] &&
                left[row - 2] == right[column - 1]) {
                best = std::min(best, before_last[column - 2] + 1);
            }
            current[column] = best;
        }
        std::swap(before_last, last);
        std::swap(last, current);
    }
    return last[right.size()];
}

}  // namespace

std::size_t edit_distance(std::string_view left, std::string_view right) {
    return distance(code_points_of(left), code_points_of(right));
}

std::vector<std::string> suggest(std::string_view wrong, const std::vector<std::string_view>& candidates) {
    if (wrong.empty() || wrong.size() > longest_name * 4) {
        return {};
    }
    const std::u32string name = code_points_of(wrong);
    const std::u32string plain = folded(name);
    const std::u32string_view singular = without_plural(plain);
    const std::size_t limit = std::max<std::size_t>(1, name.size() / 3);

    std::vector<std::tuple<std::size_t, std::size_t>> ranked;  // edits, index
    for (std::size_t index = 0; index < candidates.size(); ++index) {
        const std::string_view candidate = candidates[index];
        if (candidate.empty() || candidate == wrong || candidate.size() > longest_name * 4) {
            continue;
        }
        const std::u32string other = folded(code_points_of(candidate));
        if (!plain.empty() && without_plural(other) == singular) {
            ranked.emplace_back(0, index);
            continue;
        }
        const std::size_t apart =
            plain.size() > other.size() ? plain.size() - other.size() : other.size() - plain.size();
        if (name.size() <= 2 || plain.empty() || other.empty() || apart > limit) {
            continue;
        }
        const std::size_t edits = distance(plain, other);
        // A candidate of which nothing is left in the wrong name is no guess.
        if (edits <= limit && edits < other.size()) {
            ranked.emplace_back(edits, index);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    if (!ranked.empty() && std::get<0>(ranked.front()) == 0) {
        // What differs only in case and the like is what was meant; anything farther would distract.
        std::erase_if(ranked, [](const auto& one) { return std::get<0>(one) != 0; });
    }

    std::vector<std::string> best;
    for (const auto& [edits, index] : ranked) {
        if (best.size() == most_suggestions) {
            break;
        }
        if (std::find(best.begin(), best.end(), candidates[index]) == best.end()) {
            best.emplace_back(candidates[index]);
        }
    }
    return best;
}

std::string did_you_mean(const std::vector<std::string>& names) {
    if (names.empty()) {
        return {};
    }
    std::string question = "did you mean ";
    for (std::size_t index = 0; index < names.size(); ++index) {
        if (index > 0) {
            question += index + 1 == names.size() ? " or " : ", ";
        }
        question.append("'").append(names[index]).append("'");
    }
    return question + "?";
}

std::string did_you_mean(std::string_view wrong, const std::vector<std::string_view>& candidates) {
    return did_you_mean(suggest(wrong, candidates));
}

bool bounded_suggestions::spent() const noexcept {
    return work_ >= most_work;
}

std::vector<std::string> bounded_suggestions::suggest(std::string_view wrong,
                                                      const std::vector<std::string_view>& candidates) {
    if (spent()) {
        return {};
    }
    std::size_t letters = candidates.size();
    for (const std::string_view candidate : candidates) {
        letters += candidate.size();
    }
    work_ += letters * (wrong.size() + 1);
    return text::suggest(wrong, candidates);
}

}  // namespace censusctl::text
