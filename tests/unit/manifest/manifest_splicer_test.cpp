#include "manifest/manifest_splicer.hpp"

#include <doctest/doctest.h>

#include <random>
#include <vector>

#include "manifest/yaml_reader.hpp"

using namespace censusctl;
using manifest::yaml_value;

namespace {

manifest::yaml_tree tree_of(const std::string& text) {
    diagnostics::collector problems;
    auto tree = manifest::read_yaml(text, 0, problems);
    REQUIRE_MESSAGE(tree, text);
    return std::move(*tree);
}

manifest::spliced_text spliced(const std::string& text, const manifest::splice& edit) {
    const manifest::yaml_tree tree = tree_of(text);
    return manifest::splice_sync(text, tree, edit);
}

manifest::splice of(const std::string& key, const yaml_value& value) {
    manifest::splice edit;
    edit.sync = "a";
    edit.declared.add(key, value);
    edit.keys = {key};
    return edit;
}

std::string after(const std::string& text, const manifest::splice& edit) {
    const manifest::spliced_text made = spliced(text, edit);
    return made.refusal.empty() ? made.text : "refused: " + made.refusal;
}

std::string file(const std::string& body) {
    return "version: 1  # one\nsyncs:\n  a:\n" + body + "\n  # of b\n  b: {label: x}\n";
}

yaml_value row(const std::string& from, const std::string& to) {
    return yaml_value::mapping().add("from", yaml_value::text(from)).add("to", yaml_value::text(to));
}

/// Each node of a tree in brackets, whatever it was written in.
std::string flat(manifest::yaml_node node) {
    std::string text;
    if (node.is_mapping()) {
        for (std::size_t at = 0; at < node.size(); ++at) {
            text += std::string(node.key(at).text()) + "=" + flat(node.value(at)) + ";";
        }
        return "{" + text + "}";
    }
    for (std::size_t at = 0; at < node.size(); ++at) {
        text += flat(node.item(at)) + ";";
    }
    return node.is_sequence() ? "[" + text + "]" : "'" + std::string(node.text()) + "'";
}

}  // namespace

namespace {

/// `schedule` of sync a, of which these keys differ.
manifest::splice within_schedule(const yaml_value& value, const std::set<std::string>& keys) {
    manifest::splice edit = of("schedule", value);
    edit.within = {{"schedule", keys}};
    return edit;
}

yaml_value daily(std::int64_t hour, std::optional<std::int64_t> minute) {
    yaml_value value = yaml_value::mapping();
    value.add("frequency", yaml_value::text("daily")).add("hour", yaml_value::number(hour));
    if (minute) {
        value.add("minute", yaml_value::number(*minute));
    }
    return value;
}

}  // namespace

TEST_CASE("of a mapping only the keys that differ are changed, and what stands among them stays") {
    const std::string lines =
        "    schedule:   # when\n      frequency: daily\n      # early\n      hour: 6   # UTC\n"
        "      minute: 0\n      # end\n    paused: true";
    CHECK(after(file(lines), within_schedule(daily(7, 0), {"hour"})) ==
          file("    schedule:   # when\n      frequency: daily\n      # early\n      hour: 7   # UTC\n      "
               "minute: 0\n"
               "      # end\n    paused: true"));
    CHECK(after(file("    schedule:\n      frequency: daily\n      hour: 6 # UTC"),
                within_schedule(daily(7, 5), {"hour", "minute"})) ==
          file("    schedule:\n      frequency: daily\n      hour: 7 # UTC\n      minute: 5"));
    CHECK(after(file("    schedule: {frequency: daily,  hour: '6'} # x"),
                within_schedule(daily(7, 5), {"hour", "minute"})) ==
          file("    schedule: {frequency: daily,  hour: 7, minute: 5} # x"));
    CHECK(after(file("    schedule:\n      minute: 5 # no more\n      frequency: daily\n      hour: 6"),
                within_schedule(daily(6, {}), {"minute"})) ==
          file("    schedule: {frequency: daily, hour: 6}"));
    CHECK(after(file("    schedule:\n      frequency: daily\n      # so\n      minute: 5 # no more\n      "
                     "hour: 6"),
                within_schedule(daily(6, {}), {"minute"})) ==
          file("    schedule:\n      frequency: daily\n      # so\n      hour: 6"));
}

TEST_CASE("what cannot be changed key by key is replaced as a whole") {
    const std::string whole = file("    schedule: {frequency: daily, hour: 7, minute: 5}");
    for (const char* body :
         {"    schedule: hourly", "    schedule: {frequency: weekly, hour: 6, day: Monday}",
          "    schedule:\n      frequency: daily\n      hour:\n        6\n      minute: |\n        5"}) {
        CHECK(after(file(body), within_schedule(daily(7, 5), {"frequency", "hour", "minute"})) == whole);
    }
    CHECK(after(file("    schedule: {frequency: daily, hour: 7, minute: 1}"),
                within_schedule(daily(7, 5), {""})) == whole);
}

TEST_CASE("of one entry of a list only the keys that differ are changed") {
    manifest::splice edit = of("mappings", yaml_value::list());
    edit.declared.members.front().second.in_lines = true;
    yaml_value first = row("EMAIL", "email");
    first.add("sync_null_values", yaml_value::flag(false));
    edit.declared.members.front().second.items = {first, row("NAME", "name")};
    edit.fields = {"email"};
    edit.within = {{"mappings[email]", {"from", "sync_null_values"}}};
    CHECK(after(file("    mappings:\n      - from: MAIL   # the column\n        # into\n        to: "
                     "'email'\n      - {from: \"NAME\", to: name}"),
                edit) == file("    mappings:\n      - from: EMAIL   # the column\n        # into\n        "
                              "to: 'email'\n        sync_null_values: false\n"
                              "      - {from: \"NAME\", to: name}"));
    CHECK(
        after(
            file("    mappings:\n      - {from: MAIL, to: 'email'}  # x\n      - {from: \"NAME\", to: name}"),
            edit) == file("    mappings:\n      - {from: EMAIL, to: 'email', sync_null_values: false}  # x\n "
                          "     - {from: \"NAME\", to: name}"));
    // A constant is no scalar.
    CHECK(after(file("    mappings:\n      - {from: {value: x, type: text}, to: 'email'}  # x\n      - "
                     "{from: \"NAME\", to: name}"),
                edit) == file("    mappings:\n      - {from: EMAIL, to: email, sync_null_values: false}  # "
                              "x\n      - {from: \"NAME\", to: name}"));
}

TEST_CASE("a value on one line gives way, and the comment behind it stays") {
    const yaml_value weekly = yaml_value::text("weekly");
    for (const char* old :
         {"daily", "\"da # ily\"", "'it''s'", "{a: [1, \"}\"], b: 'c ] '}", "[x, y]", "*anchored"}) {
        const std::string anchor = std::string(old) == "*anchored" ? "    x: &anchored 1\n" : "";
        const std::string body = anchor + "    schedule: " + old;
        CHECK_MESSAGE(after(file(body + "   # why"), of("schedule", weekly)) ==
                          file(anchor + "    schedule: weekly   # why"),
                      old);
        CHECK(after(file(body), of("schedule", weekly)) == file(anchor + "    schedule: weekly"));
    }
    CHECK(after("syncs:\n  a:\n    p: 1", of("p", yaml_value::number(2))) == "syncs:\n  a:\n    p: 2");
    CHECK(after("syncs:\r\n  a:\r\n    p: 1 # c\r\n    q: 2\r\n", of("p", yaml_value::number(3))) ==
          "syncs:\r\n  a:\r\n    p: 3 # c\r\n    q: 2\r\n");
}

TEST_CASE("a value on several lines gives way as a whole, and comments of what follows stay") {
    const std::string body =
        "    schedule:\n      frequency: daily\n      hour: 6\n\n    # of paused\n    paused: true";
    CHECK(after(file(body), of("schedule", yaml_value::text("never"))) ==
          file("    schedule: never\n\n    # of paused\n    paused: true"));
    yaml_value list = yaml_value::list();
    list.in_lines = true;
    list.items = {yaml_value::text("x")};
    CHECK(after(file("    alerts: []\n    paused: true"), of("alerts", list)) ==
          file("    alerts:\n      - x\n    paused: true"));
    CHECK(after(file("    q: |\n      text\n\n      more\n    paused: true"),
                of("q", yaml_value::text("b"))) == file("    q: b\n    paused: true"));
}

TEST_CASE("what the sync does not state is stated on it, and what it must not state is taken away") {
    CHECK(after(file("    paused: true\n    mappings:\n      - {from: A, to: b}"),
                of("label", yaml_value::text("L"))) ==
          file("    paused: true\n    label: L\n    mappings:\n      - {from: A, to: b}"));
    CHECK(after(file("    mappings: []"), of("label", yaml_value::text("L"))) ==
          file("    mappings: []\n    label: L"));
    manifest::splice gone;
    gone.sync = "a";
    gone.keys = {"alerts"};
    CHECK(after(file("    alerts:\n      - {type: failure}\n    paused: true"), gone) ==
          file("    paused: true"));
    CHECK(after(file("    paused: true"), gone) ==
          "refused: its `alerts` comes from defaults, and no file can take it away for one sync");
}

TEST_CASE("of mappings only those that differ are touched") {
    const std::string body =
        "    mappings:   # all\n      # first\n      - {from: A, to: a}  # one\n      - from: B\n        to: "
        "b\n      - {to: c, from: C}\n"
        "    # of run\n    run: never";
    manifest::splice edit = of("mappings", yaml_value::list());
    edit.declared.members[0].second.items = {row("A", "a"), row("B2", "b"), row("D", "d")};
    edit.fields = {"b", "c", "d"};
    CHECK(after(file(body), edit) == file("    mappings:   # all\n      # first\n      - {from: A, to: a}  # "
                                          "one\n      - {from: B2, to: b}\n      - {from: D, to: d}\n"
                                          "    # of run\n    run: never"));
    edit.fields = {"a"};
    edit.declared.members[0].second.items = {row("A2", "a"), row("B", "b"), row("C", "c")};
    CHECK(
        after(file("    mappings:\n    - {from: A, to: a}  # one\n    - {from: B, to: b}\n    - {from: C, "
                   "to: c}"),
              edit) ==
        file(
            "    mappings:\n    - {from: A2, to: a}  # one\n    - {from: B, to: b}\n    - {from: C, to: c}"));
}

TEST_CASE("what has no place of its own is refused") {
    const auto made = [](const char* text) {
        return after(text, of("p", yaml_value::number(2)));
    };
    const std::string brackets = "refused: it is written in brackets, or not where syncs are";
    CHECK(made("{syncs: {a: {p: 1}}}\n") == brackets);
    CHECK(made("syncs: {a: {p: 1}}\n") == brackets);
    CHECK(made("syncs:\n  a: {p: 1}\n") == brackets);
    CHECK(made("syncs:\n  b:\n    p: 1\n") == brackets);
    CHECK(made("x: &s\n  p: 1\nsyncs:\n  a: *s\n") == brackets);
    const std::string merged = "refused: it takes keys from an anchor (`<<`), which others may use";
    CHECK(made("x-a: &x {p: 1}\nsyncs:\n  a:\n    <<: *x\n") == merged);
    CHECK(made("x-a: &x {p: 1}\nsyncs:\n  a:\n    q: 1\n    <<: *x\n") == merged);
    CHECK(made("x-a: &x {b: {}}\nsyncs:\n  <<: *x\n  a:\n    p: 1\n") == merged);
    CHECK(made("syncs:\n  a:\n    p: &x 1\n  b:\n    p: *x\n") ==
          "refused: its `p` has an anchor, which others may use");
}

TEST_CASE("a sync is taken out with what belongs to it") {
    const std::string text =
        "syncs:\n  # of a\n  a:\n    p: 1\n\n  # of b\n  b:\n    p: 2\n# end\nremoved: []\n";
    CHECK(manifest::splice_sync_out(text, tree_of(text), "a").text ==
          "syncs:\n  # of a\n\n  # of b\n  b:\n    p: 2\n# end\nremoved: []\n");
    CHECK(manifest::splice_sync_out(text, tree_of(text), "b").text ==
          "syncs:\n  # of a\n  a:\n    p: 1\n\n  # of b\n# end\nremoved: []\n");
    const std::string alone = "syncs:\n  a:\n    p: 1\n";
    CHECK(manifest::splice_sync_out(alone, tree_of(alone), "a").refusal ==
          "it is the only sync of its file: delete the file instead");
}

TEST_CASE(
    "whatever file and edit: the value is read back, all other values are as they were, and so are all other "
    "lines") {
    std::mt19937 random(142);
    const auto pick = [&random](const std::vector<std::string>& from) {
        return from[random() % from.size()];
    };
    const std::vector<std::string> values{"1",
                                          "abc",
                                          "\"q # q\"",
                                          "'it''s'",
                                          "{a: 1, b: [x, \"}\"]}",
                                          "[1, 2]",
                                          "|\n      line\n\n      more",
                                          "\n      k: v\n      # in it\n      l: [1]",
                                          "\n      - x\n      - y: 1\n        z: 2",
                                          "\n    - deep\n    - er",
                                          "",
                                          ">-\n      folded\n      text"};
    const std::vector<std::string> tails{"", "", "   # tail", "\n    # own line", "\n"};
    int edited = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text = pick({"", "# head\n", "version: 1\n", "defaults: {p9: 1}\n\n"}) + "syncs:\n";
        for (const char* sync : {"z", "a", "b"}) {
            text += "  " + std::string(sync) + ":" + pick({"", "  # about it"}) + "\n";
            for (int key = 0; key < 4; ++key) {
                const std::string value = pick(values);
                std::string tail = pick(tails);
                if (tail.starts_with("   #") && value.find('\n') != std::string::npos) {
                    tail.clear();
                }
                text += "    p" + std::to_string(key) + ":" +
                        (value.empty() || value.front() == '\n' ? "" : " ") + value + tail + "\n";
            }
        }
        text += pick({"", "# end\n", "\nremoved: []\n"});
        const std::string key = "p" + std::to_string(random() % 5);
        yaml_value value = yaml_value::text("new");
        if (random() % 2 == 0) {
            value = yaml_value::mapping().add("x", yaml_value::text(std::string(random() % 150, 'v') + "."));
        }
        const manifest::spliced_text made = spliced(text, of(key, value));
        REQUIRE_MESSAGE(made.refusal.empty(), text);
        ++edited;
        const manifest::yaml_tree before = tree_of(text);
        const manifest::yaml_tree now = tree_of(made.text);
        const auto syncs_of = [](const manifest::yaml_tree& tree) {
            return tree.root().value(*tree.root().find("syncs"));
        };
        for (const char* sync : {"z", "a", "b"}) {
            const manifest::yaml_node old = syncs_of(before).value(*syncs_of(before).find(sync));
            const manifest::yaml_node fresh = syncs_of(now).value(*syncs_of(now).find(sync));
            for (int number = 0; number < 5; ++number) {
                const std::string name = "p" + std::to_string(number);
                if (std::string(sync) == "a" && name == key) {
                    const std::string wanted = value.is == yaml_value::shape::text
                                                   ? "'new'"
                                                   : "{x='" + value.members[0].second.scalar + "';}";
                    REQUIRE_MESSAGE(flat(fresh.value(*fresh.find(name))) == wanted, text, "\n->\n",
                                    made.text);
                } else {
                    const auto at = old.find(name);
                    REQUIRE(at.has_value() == fresh.find(name).has_value());
                    if (at) {
                        REQUIRE_MESSAGE(flat(old.value(*at)) == flat(fresh.value(*fresh.find(name))), text,
                                        "\n->\n", made.text);
                    }
                }
            }
        }
        // The lines before and after the sync are the same bytes.
        REQUIRE(made.text.starts_with(text.substr(0, text.find("\n  a:"))));
        REQUIRE(made.text.ends_with(text.substr(text.find("\n  b:"))));
    }
    CHECK(edited == 3000);
}
