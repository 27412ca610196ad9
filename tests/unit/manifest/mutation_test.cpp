// Any input gives declarations or located problems: the files of cases/ are mutated thousands of times, with
// a fixed seed. tests/fuzz/manifest_fuzz.cpp does the same without end.
#include <doctest/doctest.h>

#include <random>

#include "reading.hpp"
#include "text/utf8.hpp"

using namespace censusctl;

namespace {

using random_source = std::mt19937;

std::size_t below(random_source& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

void mutate(std::string& text, const std::string& other, random_source& random) {
    static const std::vector<std::string> tokens{"[",     "]",      "{",
                                                 "}",     ",",      ": ",
                                                 ":",     "- ",     "? ",
                                                 "\n",    "\n  ",   "\t",
                                                 "\"",    "'",      "|\n",
                                                 ">",     "&a ",    "*a",
                                                 "!",     "!!str ", "<<: ",
                                                 "#",     " #x",    "%",
                                                 "---\n", "...\n",  "@",
                                                 "`",     "\\",     "\\u00e4",
                                                 "null",  "~",      "0",
                                                 "0x",    "\r",     std::string(1, '\0'),
                                                 "\xFF",  "\xC3",   "\xEF\xBB\xBF",
                                                 "ä",     "true",   "1e999"};
    const std::size_t at = below(random, text.size() + 1);
    switch (below(random, 6)) {
        case 0:
            text.erase(at, 1 + below(random, 20));
            break;
        case 1:
            text.insert(at, tokens[below(random, tokens.size())]);
            break;
        case 2:
            if (at < text.size()) {
                text[at] = static_cast<char>(below(random, 256));
            }
            break;
        case 3:
            text.insert(at, text.substr(below(random, text.size() + 1), 1 + below(random, 60)));
            break;
        case 4:
            text.insert(at, other.substr(below(random, other.size() + 1), 1 + below(random, 200)));
            break;
        default:
            text.resize(at);
            break;
    }
}

/// Every place must lie in the text that the user sees, which starts after a byte order mark.
bool lies_within(const diagnostics::span& where, const std::vector<std::size_t>& line_lengths) {
    return where.line >= 1 && where.line <= line_lengths.size() && where.column >= 1 && where.length >= 1 &&
           where.column <= line_lengths[where.line - 1] + 1;
}

void check_places(const std::string& text, const std::vector<diagnostics::diagnostic>& problems,
                  bool is_config) {
    const std::string_view seen = text::without_byte_order_mark(text);
    std::vector<std::size_t> line_lengths;
    for (std::size_t start = 0; start <= seen.size();) {
        const std::size_t end = std::min(seen.find('\n', start), seen.size());
        line_lengths.push_back(text::code_points_in(seen.substr(start, end - start)));
        start = end + 1;
    }
    for (const auto& problem : problems) {
        // Only what may show a token has no place.
        const bool located = is_config && !problem.where.known() ? problem.hints.size() == 1
                                                                 : lies_within(problem.where, line_lengths);
        REQUIRE_MESSAGE(located, text, "\n", test::described({problem}));
        REQUIRE_MESSAGE(!problem.message.empty(), text);
        for (const auto& note : problem.notes) {
            REQUIRE_MESSAGE(lies_within(note.where, line_lengths), text, "\n", test::described({problem}));
        }
    }
}

}  // namespace

TEST_CASE("mutated files give declarations or located problems") {
    std::vector<std::string> corpus;
    for (const auto& path : test::all_case_files()) {
        corpus.push_back(test::bytes_of(path));
    }
    REQUIRE(corpus.size() > 100);
    random_source random(61);
    std::size_t clean = 0;
    std::size_t unread = 0;
    constexpr std::size_t rounds = 6000;
    for (std::size_t round = 0; round < rounds; ++round) {
        std::string text = corpus[round % corpus.size()];
        const std::size_t count = below(random, 5);
        for (std::size_t mutation = 0; mutation < count; ++mutation) {
            mutate(text, corpus[below(random, corpus.size())], random);
        }
        const test::reading read = test::read_manifest(text);
        check_places(text, read.problems, false);
        check_places(text, test::read_project_file(text).problems, true);
        REQUIRE_MESSAGE((!read.problems.empty() || text.find("syncs") != std::string::npos ||
                         text.find("removed") != std::string::npos),
                        text);
        (void)manifest::references_of(read.syncs);
        clean += read.problems.empty() ? 1 : 0;
        unread += read.syncs.empty() ? 1 : 0;
    }
    // The mutations must reach both sides of the reader.
    CHECK(clean > rounds / 50);
    CHECK(unread > rounds / 10);
    CHECK(unread < rounds * 9 / 10);
}
