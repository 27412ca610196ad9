#include "manifest/yaml_reader.hpp"

#include <doctest/doctest.h>

#include "reading.hpp"

using namespace censusctl;
using manifest::yaml_kind;
using manifest::yaml_node;
using manifest::yaml_style;

namespace {

manifest::yaml_tree tree_of(std::string_view text) {
    diagnostics::collector problems;
    auto tree = manifest::read_yaml(text, 7, problems);
    INFO(test::described(problems.all()));
    REQUIRE(problems.all().empty());
    REQUIRE(tree);
    return std::move(*tree);
}

std::string problems_of(std::string_view text) {
    diagnostics::collector problems;
    (void)manifest::read_yaml(text, 0, problems);
    return test::described(problems.all());
}

std::string place(yaml_node node) {
    const diagnostics::span where = node.where();
    return std::to_string(where.line) + ":" + std::to_string(where.column) + "+" +
           std::to_string(where.length);
}

}  // namespace

TEST_CASE("a tree has the kinds texts and styles of its file") {
    const auto tree = tree_of("a: [1, 'two', \"three\\n\"]\nb:\n  - |\n    block\nc: ~\n");
    const yaml_node root = tree.root();
    REQUIRE(root.kind() == yaml_kind::mapping);
    REQUIRE(root.size() == 3);
    CHECK(root.style() == yaml_style::block);
    CHECK(root.where().file == 7);
    const yaml_node list = root.value(0);
    REQUIRE(list.kind() == yaml_kind::sequence);
    CHECK(list.style() == yaml_style::flow);
    CHECK(list.item(0).text() == "1");
    CHECK(list.item(0).style() == yaml_style::plain);
    CHECK(list.item(1).text() == "two");
    CHECK(list.item(1).style() == yaml_style::quoted);
    CHECK(list.item(2).text() == "three\n");
    CHECK(root.value(1).item(0).text() == "block\n");
    CHECK(root.value(1).item(0).style() == yaml_style::quoted);
    CHECK(root.value(2).is_null());
    CHECK(root.find("b") == 1);
    CHECK_FALSE(root.find("z"));
    CHECK_FALSE(list.find("a"));
    CHECK(list.item(0).size() == 0);
}

TEST_CASE("places count code points from one and cover the token") {
    const auto tree = tree_of("äö: ü\n'x y': {\"中\": abc, d: &n 'q r'}\nlast: >-\n  folded\n");
    const yaml_node root = tree.root();
    CHECK(place(root) == "1:1+2");
    CHECK(place(root.value(0)) == "1:5+1");
    CHECK(place(root.key(1)) == "2:1+5");
    const yaml_node flow = root.value(1);
    CHECK(place(flow) == "2:8+1");
    CHECK(place(flow.key(0)) == "2:9+3");
    CHECK(place(flow.value(0)) == "2:14+3");
    CHECK(place(flow.value(1)) == "2:25+5");
    CHECK(place(root.value(2)) == "3:7+1");
}

TEST_CASE("columns count after a byte order mark and with carriage returns") {
    const auto tree = tree_of(
        "\xEF\xBB\xBF"
        "a: b\r\nc: d e\r\n");
    CHECK(place(tree.root().value(0)) == "1:4+1");
    CHECK(place(tree.root().value(1)) == "2:4+3");
}

TEST_CASE("a text over several lines is placed on its first") {
    const auto tree = tree_of("a: one\n  two\nb: \"three\n  four\"\n");
    CHECK(tree.root().value(0).text() == "one two");
    CHECK(place(tree.root().value(0)) == "1:4+3");
    CHECK(place(tree.root().value(1)) == "3:4+6");
}

TEST_CASE("an empty value is at its key or dash and a written null where it is written") {
    const auto tree = tree_of("a:\nnull: x\nb: ~\nc: # nothing\nd: null\ne:\n  -\n  - \n  - null\nf: &k\n");
    const yaml_node root = tree.root();
    CHECK(place(root.value(0)) == "1:1+1");
    CHECK(root.key(1).text() == "null");
    CHECK(place(root.value(2)) == "3:4+1");
    CHECK(place(root.value(3)) == "4:1+1");
    CHECK(place(root.value(4)) == "5:4+4");
    CHECK(place(root.value(5).item(0)) == "7:3+1");
    CHECK(place(root.value(5).item(1)) == "8:3+1");
    CHECK(place(root.value(5).item(2)) == "9:5+4");
    CHECK(place(root.value(6)) == "10:1+1");
    for (const std::size_t pair : {0U, 2U, 3U, 4U, 6U}) {
        CHECK(root.value(pair).is_null());
    }
}

TEST_CASE("an alias repeats a leaf at its own place and a collection at its anchor") {
    const auto tree = tree_of("a: &x one\nb: *x\nc: &y [1]\nd: [*y , *y]\n");
    const yaml_node root = tree.root();
    CHECK(root.value(1).text() == "one");
    CHECK(place(root.value(1)) == "2:4+2");
    CHECK(root.value(3).item(1).item(0).text() == "1");
    CHECK(place(root.value(3).item(1)) == "3:7+1");
}

TEST_CASE("an anchor that is defined anew counts from there") {
    const auto tree = tree_of("[&x a, *x, &x b, *x]");
    CHECK(tree.root().item(1).text() == "a");
    CHECK(tree.root().item(3).text() == "b");
}

TEST_CASE("a file of nothing is a null") {
    for (const std::string_view text : {"", "\n", "# only this\n", "---\n", "\xEF\xBB\xBF"}) {
        CHECK(tree_of(text).root().is_null());
    }
}

TEST_CASE("core tags decide between text and number") {
    const auto tree = tree_of("[!!str 12, !!int '12', ! 12, !<tag:yaml.org,2002:str> 1]");
    CHECK(tree.root().item(0).style() == yaml_style::quoted);
    CHECK(tree.root().item(1).style() == yaml_style::plain);
    CHECK(tree.root().item(2).style() == yaml_style::quoted);
    CHECK(tree.root().item(3).style() == yaml_style::quoted);
}

TEST_CASE("a tree survives being moved") {
    auto first = tree_of("a: b");
    const yaml_node root = first.root();
    const manifest::yaml_tree second = std::move(first);
    CHECK(root.value(0).text() == "b");
    CHECK(second.root().value(0).text() == "b");
}

TEST_CASE("repeated keys are found in mappings of any size and the first is kept") {
    std::string text;
    for (int key = 0; key < 100; ++key) {
        text += "k" + std::to_string(key % 98) + ": " + std::to_string(key) + "\n";
    }
    diagnostics::collector problems;
    const auto tree = manifest::read_yaml(text, 0, problems);
    REQUIRE(tree);
    CHECK(tree->root().size() == 98);
    CHECK(tree->root().value(1).text() == "1");
    CHECK(test::described(problems.all()) ==
          "99:1 yaml-duplicate-key the key 'k0' is given twice in this mapping\n"
          "  note: 1:1 it stands here first\n"
          "100:1 yaml-duplicate-key the key 'k1' is given twice in this mapping\n"
          "  note: 2:1 it stands here first\n");
}

TEST_CASE("aliases may repeat as much as a large file needs") {
    std::string text = "base: &b [1, 2, 3, 4, 5, 6, 7, 8, 9]\nall:\n";
    for (int line = 0; line < 9000; ++line) {
        text += "- *b\n";
    }
    CHECK(tree_of(text).root().value(1).size() == 9000);
    text += std::string("more:\n");
    for (int line = 0; line < 3000; ++line) {
        text += "- *b\n";
    }
    CHECK(problems_of(text) ==
          "10004:3 yaml-limit the aliases of this file repeat too much: from here on, more than is read\n"
          "  hint: put shared keys under 'defaults' instead\n");
}

TEST_CASE("merge keys add what a mapping does not state, at its own place") {
    const auto tree =
        tree_of("x: &x {a: 1, b: 2}\ny: &y\n  b: 3\n  c: 4\nz: {<<: *x, b: 5}\nw:\n  d: 6\n  <<: [*y, *x]\n");
    const yaml_node one = tree.root().value(2);
    REQUIRE(one.size() == 2);
    CHECK(one.value(0).text() == "5");
    CHECK(one.key(1).text() == "a");
    CHECK(place(one.value(1)) == "1:11+1");
    const yaml_node list = tree.root().value(3);
    REQUIRE(list.size() == 4);
    CHECK(list.value(*list.find("d")).text() == "6");
    CHECK(list.value(*list.find("b")).text() == "3");
    CHECK(list.value(*list.find("c")).text() == "4");
    CHECK(list.value(*list.find("a")).text() == "1");
    CHECK(place(list.value(*list.find("b"))) == "3:6+1");
    CHECK(tree_of("'<<': 1\n").root().find("<<") == 0);
}

TEST_CASE("only mappings are merged") {
    const std::string expected =
        " type-mismatch '<<' must be a mapping, or a list of mappings, whose keys are taken\n"
        "  hint: write `<<: *NAME` of an anchor that stands before it: `x-base: &NAME {…}`\n";
    CHECK(problems_of("a: {<<: base}\n") == "1:9" + expected);
    CHECK(problems_of("a: {<<: [{b: 1}, 2]}\n") == "1:9" + expected);
}

TEST_CASE("what merge keys repeat is bounded") {
    std::string text = "x: &x {";
    for (int key = 0; key < 5000; ++key) {
        text += "k" + std::to_string(key) + ": 1, ";
    }
    text += "}\n";
    for (int use = 0; use < 1000; ++use) {
        text += "u" + std::to_string(use) + ": {<<: *x}\n";
    }
    CHECK(problems_of(text).find("yaml-limit the merge keys of this file repeat too much") !=
          std::string::npos);
}

TEST_CASE("aliases within aliases are bounded in depth") {
    std::string text = "- &a0 [x]\n";
    for (int level = 1; level < 70; ++level) {
        text += "- &a" + std::to_string(level) + " [*a" + std::to_string(level - 1) + "]\n";
    }
    CHECK(problems_of(text) ==
          "64:9 yaml-limit lists and mappings stand more than 64 deep within each other\n");
}

TEST_CASE("sixty-four levels are read and one more is not") {
    CHECK(tree_of(std::string(64, '[') + std::string(64, ']')).root().size() == 1);
    CHECK(problems_of(std::string(65, '[') + std::string(65, ']')) ==
          "1:65 yaml-limit lists and mappings stand more than 64 deep within each other\n");
}

TEST_CASE("files beyond the limits are refused before they are parsed") {
    CHECK(problems_of(std::string(manifest::limits::file_bytes + 1, ' ')) ==
          "1:1 yaml-limit the file has more than 64 MiB, which is the most that is read\n"
          "  hint: split it into several files\n");
    CHECK(problems_of(std::string(manifest::limits::lines + 1, '\n')) ==
          "1:1 yaml-limit the file has more than 5000000 lines, which is the most that is read\n");
    CHECK(problems_of(std::string(manifest::limits::indicators + 1, ',')) ==
          "1:1 yaml-limit the file has more than 4000000 brackets, commas and colons, which is the most that "
          "is read\n  hint: split it into several files\n");
}

TEST_CASE("one long line is placed in linear time") {
    std::string text = "[";
    for (int item = 0; item < 200'000; ++item) {
        text += "ä,";
    }
    text += "x]";
    const auto tree = tree_of(text);
    CHECK(place(tree.root().item(200'000)) == "1:400002+1");
}

TEST_CASE("an open bracket is named, and where the parser gives up") {
    CHECK(problems_of("a: [1, {b: 2, c: 'x]'\nd: 1\n") ==
          "1:8 yaml-syntax this '{' is not closed\n  hint: close it with '}'\n");
    CHECK(problems_of("text: |\n  [ not a bracket\nb: [1\n") ==
          "3:4 yaml-syntax this '[' is not closed\n  hint: close it with ']'\n"
          "  note: 4:1 it is still open here\n");
    CHECK(problems_of("{\"a\": [1, 2, \"b\": 3}") ==
          "1:20 yaml-syntax this bracket closes none that is open\n  note: 1:7 this '[' is still open\n");
}
