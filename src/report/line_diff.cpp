#include "report/line_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "text/counted.hpp"

namespace censusctl::report {
namespace {

/// Cells of the table of common subsequences: half a megabyte.
constexpr std::size_t most_cells = std::size_t{512} * 512;
constexpr std::size_t context = 2;
constexpr std::size_t longest_run = 12;
constexpr std::size_t run_head = 8;
constexpr std::size_t run_tail = 3;
constexpr std::size_t most_lines = 80;

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (;;) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return lines;
        }
        text.remove_prefix(end + 1);
    }
}

/// Equal lines have equal numbers, so that comparing two of them costs nothing.
class line_numbers {
public:
    std::vector<std::size_t> of(const std::vector<std::string_view>& lines, std::size_t from,
                                std::size_t to) {
        std::vector<std::size_t> numbers;
        numbers.reserve(to - from);
        for (std::size_t at = from; at < to; ++at) {
            numbers.push_back(known_.emplace(lines[at], known_.size()).first->second);
        }
        return numbers;
    }

private:
    std::unordered_map<std::string_view, std::size_t> known_;
};

/// How two sequences become one another, as marks: the longest common subsequence is kept, and of a change
/// what is removed comes first.
std::vector<line_mark> marks_between(const std::vector<std::size_t>& before,
                                     const std::vector<std::size_t>& after) {
    const std::size_t width = after.size() + 1;
    std::vector<line_mark> marks;
    marks.reserve(before.size() + after.size());
    std::size_t index = 0;
    std::size_t other = 0;
    if (before.size() * after.size() <= most_cells) {
        // common[i * width + j]: how many lines are common to `before` from i on and `after` from j on.
        std::vector<std::uint32_t> common((before.size() + 1) * width, 0);
        for (std::size_t i = before.size(); i-- > 0;) {
            for (std::size_t j = after.size(); j-- > 0;) {
                common[i * width + j] =
                    before[i] == after[j] ? common[(i + 1) * width + j + 1] + 1
                                          : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
            }
        }
        while (index < before.size() && other < after.size()) {
            if (before[index] == after[other]) {
                marks.push_back(line_mark::kept);
                ++index;
                ++other;
            } else if (common[(index + 1) * width + other] >= common[index * width + other + 1]) {
                marks.push_back(line_mark::removed);
                ++index;
            } else {
                marks.push_back(line_mark::added);
                ++other;
            }
        }
    }
    marks.insert(marks.end(), before.size() - index, line_mark::removed);
    marks.insert(marks.end(), after.size() - other, line_mark::added);
    return marks;
}

/// "… 12 unchanged lines".
shown_line left_out(std::size_t count, std::string_view what) {
    return {line_mark::left_out, "… " + text::counted(count, std::string(what) + " line")};
}

/// The lines `from` up to `to`, all of one mark; of a long run `head` and `tail` lines and a count.
void add_run(std::vector<shown_line>& to_shown, const std::vector<diff_line>& lines, std::size_t from,
             std::size_t to, std::size_t head, std::size_t tail, std::string_view what) {
    // One line that is left out would be replaced by one that says so.
    const bool all = to - from <= head + tail + 1;
    for (std::size_t at = from; at < to; ++at) {
        if (all || at < from + head || at >= to - tail) {
            to_shown.push_back({lines[at].mark, std::string(lines[at].text)});
        } else if (at == from + head) {
            to_shown.push_back(left_out(to - from - head - tail, what));
        }
    }
}

}  // namespace

std::vector<diff_line> line_diff(std::string_view before, std::string_view after) {
    const std::vector<std::string_view> old_lines = lines_of(before);
    const std::vector<std::string_view> new_lines = lines_of(after);
    const std::size_t shorter = std::min(old_lines.size(), new_lines.size());
    std::size_t head = 0;
    while (head < shorter && old_lines[head] == new_lines[head]) {
        ++head;
    }
    std::size_t tail = 0;
    while (tail < shorter - head &&
           old_lines[old_lines.size() - 1 - tail] == new_lines[new_lines.size() - 1 - tail]) {
        ++tail;
    }
    line_numbers numbers;
    const std::vector<std::size_t> group = numbers.of(old_lines, head, old_lines.size() - tail);
    const std::vector<std::size_t> other = numbers.of(new_lines, head, new_lines.size() - tail);

    std::vector<diff_line> lines;
    lines.reserve(head + group.size() + other.size() + tail);
    for (std::size_t at = 0; at < head; ++at) {
        lines.push_back({line_mark::kept, old_lines[at]});
    }
    std::size_t old_at = head;
    std::size_t new_at = head;
    for (const line_mark mark : marks_between(group, other)) {
        lines.push_back({mark, mark == line_mark::added ? new_lines[new_at] : old_lines[old_at]});
        old_at += mark == line_mark::added ? 0U : 1U;
        new_at += mark == line_mark::removed ? 0U : 1U;
    }
    for (; old_at < old_lines.size(); ++old_at) {
        lines.push_back({line_mark::kept, old_lines[old_at]});
    }
    return lines;
}

std::vector<shown_line> abridged(const std::vector<diff_line>& lines, long_runs runs) {
    std::vector<shown_line> shown;
    for (std::size_t from = 0; from < lines.size();) {
        const line_mark mark = lines[from].mark;
        std::size_t to = from;
        while (to < lines.size() && lines[to].mark == mark) {
            ++to;
        }
        if (shown.size() >= most_lines) {
            shown.push_back(left_out(lines.size() - from, "more"));
            break;
        }
        if (mark == line_mark::kept) {
            add_run(shown, lines, from, to, from == 0 ? 0 : context, to == lines.size() ? 0 : context,
                    "unchanged");
        } else if (runs == long_runs::ends && to - from > longest_run) {
            add_run(shown, lines, from, to, run_head, run_tail,
                    mark == line_mark::added ? "more added" : "more removed");
        } else {
            add_run(shown, lines, from, to, to - from, 0, "");
        }
        from = to;
    }
    return shown;
}

}  // namespace censusctl::report
