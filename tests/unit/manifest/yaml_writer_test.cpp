#include "manifest/yaml_writer.hpp"

#include <doctest/doctest.h>

#include <random>

#include "manifest/core_schema.hpp"
#include "manifest/yaml_reader.hpp"

using namespace censusctl;
using manifest::yaml_scalar;
using manifest::yaml_value;

namespace {

using random_source = std::mt19937;

const std::vector<std::string> pieces{"a",
                                      "Z",
                                      "0",
                                      "9",
                                      " ",
                                      "  ",
                                      ": ",
                                      ":",
                                      " #",
                                      "#",
                                      "-",
                                      "- ",
                                      "?",
                                      "*",
                                      "&",
                                      "!",
                                      "|",
                                      ">",
                                      "%",
                                      "@",
                                      "`",
                                      "'",
                                      "\"",
                                      "\\",
                                      "{",
                                      "}",
                                      "[",
                                      "]",
                                      ",",
                                      "\n",
                                      "\t",
                                      "\r",
                                      "\x01",
                                      "\x7f",
                                      "~",
                                      "null",
                                      "no",
                                      "true",
                                      ".inf",
                                      "0x",
                                      "1e3",
                                      "<<",
                                      "---",
                                      "...",
                                      "é",
                                      "日",
                                      "\xe2\x80\xae",
                                      "\xc2\x85",
                                      "\xf0\x9f\x98\x80",
                                      "$",
                                      "${x}",
                                      "=",
                                      "/"};

std::string random_text(random_source& random) {
    std::string text;
    for (std::size_t left = random() % 6; left > 0; --left) {
        text += pieces[random() % pieces.size()];
    }
    return text;
}

yaml_value random_value(random_source& random, int depth) {
    switch (random() % (depth > 0 ? 4 : 2)) {
        case 0:
            return yaml_value::text(random_text(random));
        case 1:
            return yaml_value::verbatim(std::vector<std::string>{"true", "12", "-1.5", "null"}[random() % 4]);
        case 2: {
            yaml_value list = yaml_value::list();
            list.in_lines = random() % 2 == 0;
            for (std::size_t left = random() % 3; left > 0; --left) {
                list.items.push_back(random_value(random, depth - 1));
            }
            return list;
        }
        default: {
            yaml_value mapping = yaml_value::mapping();
            mapping.in_lines = random() % 2 == 0;
            for (std::size_t left = random() % 3; left > 0; --left) {
                const std::string key = random_text(random);
                if (mapping.find(key) == nullptr) {
                    mapping.add(key, random_value(random, depth - 1));
                }
            }
            return mapping;
        }
    }
}

/// Whether what was read is what was written.
bool same(manifest::yaml_node node, const yaml_value& value) {
    switch (value.is) {
        case yaml_value::shape::text:
            return node.is_scalar() && node.text() == value.scalar &&
                   manifest::core_type_of(node) == manifest::core_type::text;
        case yaml_value::shape::verbatim:
            return value.scalar == "null" ? node.is_null()
                                          : node.is_scalar() && node.text() == value.scalar &&
                                                manifest::core_type_of(node) != manifest::core_type::text;
        case yaml_value::shape::list:
            if (!node.is_sequence() || node.size() != value.items.size()) {
                return false;
            }
            for (std::size_t at = 0; at < node.size(); ++at) {
                if (!same(node.item(at), value.items[at])) {
                    return false;
                }
            }
            return true;
        case yaml_value::shape::mapping:
            break;
    }
    if (!node.is_mapping() || node.size() != value.members.size()) {
        return false;
    }
    for (std::size_t at = 0; at < node.size(); ++at) {
        if (node.key(at).text() != value.members[at].first ||
            !same(node.value(at), value.members[at].second)) {
            return false;
        }
    }
    return true;
}

}  // namespace

TEST_CASE("a text is bare where no reader takes it for anything else") {
    for (const char* text :
         {"Braze users", "Snowflake - xxxxxxx.us-east-1", "exports/users_%m-%d-%y.csv", "a:b",
          "dev.public.users", "日本語", "R&D", "it's", "12 months", "$x", "(a)", "no one"}) {
        CHECK(yaml_scalar(text) == text);
    }
    for (const char* text :
         {"",     " a", "a ",   "a:",  "a: b",  "a #b",       "yes",   "NO",  "on",  "Y",   "null", "~",
          "true", "12", "0x1F", "1e3", "12:30", "2021-10-22", "1_000", "- a", "*a",  "a *", "[a]",  "a, b",
          "-",    "@a", "?",    "%a",  "!a",    "&a",         "|",     ">",   "...", "<<",  "=",    "#"}) {
        CHECK_MESSAGE(yaml_scalar(text) == "\"" + std::string(text) + "\"", text);
    }
    CHECK(yaml_scalar(R"({"a":1})") == R"('{"a":1}')");
    CHECK(yaml_scalar(R"(- it's "so" \n)") == R"('- it''s "so" \n')");
    CHECK(yaml_scalar("a\n\t\"\x01\xe2\x80\xae") == R"("a\n\t\"\x01\u202e")");
    CHECK(yaml_scalar("\xf3\xa0\x80\x81") == R"("\U000e0001")");
}

TEST_CASE("what has room stands in brackets on one line, and several lines of text stand as such") {
    yaml_value mapping = yaml_value::mapping();
    mapping.add("short",
                yaml_value::mapping().add("from", yaml_value::text("A")).add("to", yaml_value::number(-1)));
    mapping.add("empty", yaml_value::list());
    yaml_value list = yaml_value::list();
    list.in_lines = true;
    list.items = {yaml_value::mapping()
                      .add("liquid", yaml_value::text("{% if a %}\n\n  b\n{% endif %}\n"))
                      .add("on", yaml_value::flag(true)),
                  yaml_value::text(std::string(140, 'x'))};
    mapping.add("list", list);
    mapping.add("cut", yaml_value::text("a\nb"));
    CHECK(manifest::yaml_lines(mapping, 2) ==
          "  short: {from: A, to: -1}\n"
          "  empty: []\n"
          "  list:\n"
          "    - liquid: |\n"
          "        {% if a %}\n"
          "\n"
          "          b\n"
          "        {% endif %}\n"
          "      \"on\": true\n"
          "    - " +
              std::string(140, 'x') +
              "\n"
              "  cut: |-\n"
              "    a\n"
              "    b\n");
}

TEST_CASE("whatever is written is read back as it was") {
    random_source random(20261127);
    for (int round = 0; round < 4000; ++round) {
        yaml_value root = yaml_value::mapping();
        for (std::size_t left = 1 + random() % 3; left > 0; --left) {
            const std::string key = random_text(random);
            if (root.find(key) == nullptr) {
                root.add(key, random_value(random, 3));
            }
        }
        const std::string text = manifest::yaml_lines(root, 0);
        diagnostics::collector problems;
        const auto tree = manifest::read_yaml(text, 0, problems);
        REQUIRE_MESSAGE(tree, text, problems.all().front().message);
        REQUIRE_MESSAGE(problems.all().empty(), text, problems.all().front().message);
        REQUIRE_MESSAGE(same(tree->root(), root), text);
    }
}
