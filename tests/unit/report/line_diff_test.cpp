#include "report/line_diff.hpp"

#include <doctest/doctest.h>

#include <random>

using namespace censusctl::report;

namespace {

/// "-old +new  kept", so that a whole diff is one text.
std::string written(const std::vector<shown_line>& lines) {
    std::string text;
    for (const shown_line& line : lines) {
        const char sign = line.mark == line_mark::removed ? '-'
                          : line.mark == line_mark::added ? '+'
                          : line.mark == line_mark::kept  ? ' '
                                                          : '~';
        text += sign + line.text + "\n";
    }
    return text;
}

std::string diff_of(std::string_view before, std::string_view after) {
    std::vector<shown_line> lines;
    for (const diff_line& line : line_diff(before, after)) {
        lines.push_back({line.mark, std::string(line.text)});
    }
    return written(lines);
}

std::string numbered(std::size_t from, std::size_t to, const std::string& word = "") {
    std::string text;
    for (std::size_t at = from; at <= to; ++at) {
        text += (text.empty() ? "" : "\n") + word + std::to_string(at);
    }
    return text;
}

/// One side of a diff put together again: the lines that are kept or have this mark.
std::string side_of(const std::vector<diff_line>& lines, line_mark mark) {
    std::string text;
    bool first = true;
    for (const diff_line& line : lines) {
        if (line.mark == line_mark::kept || line.mark == mark) {
            text += (first ? "" : "\n") + std::string(line.text);
            first = false;
        }
    }
    return text;
}

/// A text of up to 30 lines, each one of a few, with empty ones and line ends at its ends.
std::string random_text(std::mt19937& random) {
    std::string text;
    const auto count = random() % 30;
    for (std::size_t at = 0; at < count; ++at) {
        const auto which = random() % 5;
        text += which == 0   ? "\n"
                : which == 1 ? std::string("a\n")
                : which == 2 ? "b"
                : which == 3 ? "c\n"
                             : "\r\n";
    }
    return text;
}

/// The length of the longest common subsequence of lines, found the slow way.
std::size_t common_lines(const std::string& before, const std::string& after) {
    const auto split = [](const std::string& text) {
        std::vector<std::string> lines{""};
        for (const char one : text) {
            if (one == '\n') {
                lines.emplace_back();
            } else {
                lines.back() += one;
            }
        }
        return lines;
    };
    const auto one = split(before);
    const auto other = split(after);
    std::vector<std::size_t> row(other.size() + 1, 0);
    for (const std::string& line : one) {
        std::vector<std::size_t> next(1, 0);
        for (std::size_t j = 0; j < other.size(); ++j) {
            next.push_back(line == other[j] ? row[j] + 1 : std::max(row[j + 1], next[j]));
        }
        row = next;
    }
    return row.back();
}

}  // namespace

TEST_CASE("lines are kept removed and added") {
    CHECK(diff_of("a\nb\nc", "a\nx\nc") == " a\n-b\n+x\n c\n");
    CHECK(diff_of("a\nb\nc\nd", "b\nc\nnew\nd") == "-a\n b\n c\n+new\n d\n");
    CHECK(diff_of("same", "same") == " same\n");
    CHECK(diff_of("", "a\nb") == "-\n+a\n+b\n");
}

TEST_CASE("a line end at the end and a carriage return are differences") {
    CHECK(diff_of("a\n", "a") == " a\n-\n");
    CHECK(diff_of("a\r\nb", "a\nb") == "-a\r\n+a\n b\n");
}

TEST_CASE("property: a diff applied to the one text gives the other and keeps all that can be kept") {
    std::mt19937 random(20211022);
    for (int round = 0; round < 3'000; ++round) {
        const std::string before = random_text(random);
        const std::string after = random_text(random);
        const std::vector<diff_line> lines = line_diff(before, after);
        REQUIRE(side_of(lines, line_mark::removed) == before);
        REQUIRE(side_of(lines, line_mark::added) == after);
        std::size_t kept = 0;
        for (const diff_line& line : lines) {
            kept += line.mark == line_mark::kept ? 1U : 0U;
        }
        REQUIRE(kept == common_lines(before, after));
    }
}

TEST_CASE("texts too long to compare line by line are removed and added whole but for their ends") {
    const std::string before = "first\n" + numbered(1, 100'000) + "\nlast";
    const std::string after = "first\n" + numbered(1, 100'000, "x") + "\n50\nlast";
    const std::vector<diff_line> lines = line_diff(before, after);
    CHECK(lines.size() == 200'003);
    CHECK(lines.front().mark == line_mark::kept);
    CHECK(lines.back().mark == line_mark::kept);
    CHECK(side_of(lines, line_mark::removed) == before);
    CHECK(side_of(lines, line_mark::added) == after);
    CHECK(abridged(lines).size() == 26);
}

TEST_CASE("what is far from a change and the middle of long runs are counted") {
    const std::string before = numbered(1, 10) + "\nold\n" + numbered(11, 20) + "\nx\n" + numbered(21, 24);
    const std::string after =
        numbered(1, 10) + "\n" + numbered(101, 113) + "\n" + numbered(11, 20) + "\n" + numbered(21, 24);
    CHECK(written(abridged(line_diff(before, after))) ==
          "~… 8 unchanged lines\n 9\n 10\n-old\n"
          "+101\n+102\n+103\n+104\n+105\n+106\n+107\n+108\n~… 2 more added lines\n+111\n+112\n+113\n"
          " 11\n 12\n~… 6 unchanged lines\n 19\n 20\n-x\n 21\n 22\n~… 2 unchanged lines\n");
}

TEST_CASE("one line is not left out for a line that says so") {
    CHECK(written(abridged(line_diff("1\n2\n3\nold", "1\n2\n3\nnew"))) == " 1\n 2\n 3\n-old\n+new\n");
    CHECK(written(abridged(line_diff(numbered(1, 12) + "\n.", "."))) ==
          "-1\n-2\n-3\n-4\n-5\n-6\n-7\n-8\n-9\n-10\n-11\n-12\n .\n");
}

TEST_CASE("many small changes end with a count") {
    std::string before;
    std::string after;
    for (int at = 0; at < 200; ++at) {
        before += "same\n";
        after += "same\nnew" + std::to_string(at) + "\n";
    }
    const std::vector<shown_line> lines = abridged(line_diff(before, after));
    CHECK(lines.size() == 81);
    CHECK(lines.back().mark == line_mark::left_out);
    CHECK(lines.back().text == "… 321 more lines");
}
