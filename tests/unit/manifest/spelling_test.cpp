// A file may be reordered, reformatted and commented without saying anything else: random syncs are written
// in random spellings, and what is read must be the same but for the places.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "declared_text.hpp"
#include "manifest/core_schema.hpp"
#include "reading.hpp"

using namespace censusctl;

namespace {

/// A document that can be written in many ways. A leaf is text, or a word such as true or 12.
struct document {
    enum class document_kind { text, word, list, map };
    document_kind kind{document_kind::text};
    std::string leaf;
    struct member;
    std::vector<member> children;  // the names of a list's are empty
};

struct document::member {
    std::string first;
    document second;
};

using enum document::document_kind;
using random_source = std::mt19937;

std::size_t below(random_source& random, std::size_t limit) {
    return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random);
}

bool chance(random_source& random) {
    return below(random, 2) == 0;
}

document text_of(std::string value) {
    return {text, std::move(value), {}};
}

document word_of(std::string value) {
    return {word, std::move(value), {}};
}

/// Names with all that makes YAML quote.
std::string any_text(random_source& random) {
    static const std::vector<std::string> texts{
        "EMAIL", "a b",  "it's", "say \"x\"", "a: b", "#no", "x #y", "12",   "true", "null",      "~",
        "yes",   "- a",  "[a]",  "{a}",       "&a",   "*a",  "!a",   "äö中", "a\\b", " padded ",  "a\nb",
        "%a",    "@a",   "`a",   "?",         ":",    "a:",  "<<",   "1.50", "😀",    "|",         ">",
        "0x1F",  "a\tb", "...",  "---",       "a,b",  "'",   "\"",   "=",    "-",    "2021-01-01"};
    return texts[below(random, texts.size())];
}

std::string double_quoted(const std::string& value) {
    std::string shown = "\"";
    for (const char one : value) {
        if (one == '"' || one == '\\') {
            shown += '\\';
        }
        if (one == '\n') {
            shown += "\\n";
        } else {
            shown += one;
        }
    }
    return shown + "\"";
}

/// Plain where that is safe beyond doubt, else in either kind of quotes.
std::string leaf_text(const document& leaf, random_source& random) {
    if (leaf.kind == word) {
        return leaf.leaf;
    }
    const bool simple = leaf.leaf.find_first_not_of(
                            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") == std::string::npos;
    const bool taken = manifest::core_type_of(leaf.leaf) != manifest::core_type::text;
    if (simple && !taken && chance(random)) {
        return leaf.leaf;
    }
    if (leaf.leaf.find('\n') != std::string::npos || chance(random)) {
        return double_quoted(leaf.leaf);
    }
    std::string shown = "'";
    for (const char one : leaf.leaf) {
        shown += one;
        shown += one == '\'' ? "'" : "";
    }
    return shown + "'";
}

std::string comment(random_source& random) {
    return chance(random) ? "  # label: [not, read" : "";
}

/// Keys in any order, mappings that are lists in theirs.
std::vector<std::size_t> order_of(const document& value, random_source& random) {
    std::vector<std::size_t> order(value.children.size());
    for (std::size_t index = 0; index < order.size(); ++index) {
        order[index] = index;
    }
    if (value.kind == map) {
        std::shuffle(order.begin(), order.end(), random);
    }
    return order;
}

std::string flow_text(const document& value, random_source& random) {
    if (value.kind == text || value.kind == word) {
        return leaf_text(value, random);
    }
    std::string shown = value.kind == map ? "{" : "[";
    bool first = true;
    for (const std::size_t index : order_of(value, random)) {
        shown += first ? "" : (chance(random) ? ", " : " ,\n          ");
        first = false;
        if (value.kind == map) {
            shown += leaf_text(text_of(value.children[index].first), random) + ": ";
        }
        shown += flow_text(value.children[index].second, random);
    }
    return shown + (value.kind == map ? "}" : "]");
}

std::string block_text(const document& value, std::size_t indent, random_source& random);

/// What follows a key or dash.
std::string value_text(const document& value, std::size_t indent, random_source& random) {
    if (value.kind == text || value.kind == word || value.children.empty() || chance(random)) {
        return " " + flow_text(value, random) + comment(random) + "\n";
    }
    return comment(random) + "\n" + block_text(value, indent + 1 + below(random, 3), random);
}

std::string block_text(const document& value, std::size_t indent, random_source& random) {
    std::string shown;
    for (const std::size_t index : order_of(value, random)) {
        if (chance(random)) {
            shown += chance(random) ? "\n" : "# key: 'unclosed\n";
        }
        shown += std::string(indent, ' ');
        shown += value.kind == map ? leaf_text(text_of(value.children[index].first), random) + ":" : "-";
        shown += value_text(value.children[index].second, indent, random);
    }
    return shown;
}

void maybe(document& in, const std::string& key, document value, random_source& random) {
    if (chance(random)) {
        in.children.push_back({key, std::move(value)});
    }
}

document any_mapping(std::size_t number, random_source& random) {
    document mapping{map, {}, {}};
    if (chance(random)) {
        mapping.children.push_back({"from", text_of(any_text(random))});
    } else {
        document constant{map, {}, {{"value", text_of(any_text(random))}, {"type", text_of("text")}}};
        if (chance(random)) {
            constant.children = {{"value", word_of("1.50")}, {"type", text_of("number")}};
        }
        mapping.children.push_back({"from", std::move(constant)});
    }
    mapping.children.push_back({"to", text_of(any_text(random) + std::to_string(number))});
    maybe(mapping, "is_primary_identifier", word_of("true"), random);
    maybe(mapping, "preserve_values", word_of("false"), random);
    maybe(mapping, "operation", text_of("merge"), random);
    maybe(mapping, "lookup_object", text_of(any_text(random)), random);
    return mapping;
}

document any_sync(random_source& random) {
    document source{map, {}, {{"connection", text_of(any_text(random))}}};
    if (chance(random)) {
        source.children.push_back({"model", text_of(any_text(random))});
    } else {
        document id{map, {}, {{"type", text_of("table")}, {"id", word_of("15")}}};
        source.children.push_back({"table", std::move(id)});
    }
    document mappings{list, {}, {}};
    const std::size_t count = 1 + below(random, 5);
    for (std::size_t number = 0; number < count; ++number) {
        mappings.children.push_back({"", any_mapping(number, random)});
    }
    document sync{map, {}, {{"source", std::move(source)}}};
    document destination{map, {}, {{"connection", word_of("7")}, {"object", text_of(any_text(random))}}};
    sync.children.push_back({"destination", std::move(destination)});
    sync.children.push_back({"operation", text_of("mirror")});
    sync.children.push_back({"mappings", std::move(mappings)});
    maybe(sync, "label", text_of(any_text(random)), random);
    maybe(sync, "paused", word_of("true"), random);
    maybe(sync, "id", word_of("61"), random);
    maybe(sync, "after", document{list, {}, {{"", text_of("a")}, {"", text_of(any_text(random))}}}, random);
    maybe(sync, "schedule", document{map, {}, {{"frequency", text_of("daily")}, {"hour", word_of("3")}}},
          random);
    return sync;
}

std::string read_text_of(const std::string& text) {
    test::reading read = test::read_manifest(text);
    REQUIRE_MESSAGE(read.problems.empty(), text, test::described(read.problems));
    std::sort(read.syncs.begin(), read.syncs.end(),
              [](const auto& left, const auto& right) { return left.key.value < right.key.value; });
    return test::declared_text(read.syncs);
}

}  // namespace

TEST_CASE("every spelling of a manifest declares the same syncs") {
    random_source random(20211022);
    for (int round = 0; round < 150; ++round) {
        document syncs{map, {}, {}};
        const std::size_t count = 1 + below(random, 3);
        for (std::size_t number = 0; number < count; ++number) {
            syncs.children.push_back({"sync " + std::to_string(number), any_sync(random)});
        }
        const document root{map, {}, {{"version", word_of("1")}, {"syncs", std::move(syncs)}}};
        const std::string first = read_text_of(flow_text(root, random));
        CHECK(first.size() > 100);
        for (int spelling = 0; spelling < 6; ++spelling) {
            const std::string text = block_text(root, 0, random);
            REQUIRE_MESSAGE(read_text_of(text) == first, text);
        }
    }
}
