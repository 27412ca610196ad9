#include "sandbox/fault_rule.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include "sandbox/input_error.hpp"

namespace censusctl::sandbox {

namespace {

constexpr std::chrono::milliseconds longest_duration = std::chrono::minutes{10};

/// One word of a rule: `cut=100`, or `garble`, which has no value.
struct word {
    std::string key;
    std::string value;
    bool has_value{false};
};

class rule_reader {
public:
    explicit rule_reader(std::string_view text) : text_(text) { rule_.text = std::string(text); }

    fault_rule read() {
        std::vector<word> words = split();
        std::size_t at = 0;
        if (at < words.size() && is_method(words[at])) {
            if (words[at].key != "*") {
                rule_.method = words[at].key;
            }
            ++at;
            selected_ = true;
        }
        if (at < words.size() && is_path(words[at])) {
            set_path(words[at].key);
            ++at;
            selected_ = true;
        }
        if (!selected_) {
            fail("a rule starts with a method such as POST, a path such as /syncs, or *");
        }
        for (; at < words.size(); ++at) {
            take(words[at]);
        }
        finish();
        return std::move(rule_);
    }

private:
    [[noreturn]] void fail(const std::string& problem) const {
        throw input_error{"fault rule '" + std::string(text_) + "': " + problem};
    }

    static bool is_method(const word& first) {
        return !first.has_value &&
               (first.key == "*" ||
                std::all_of(first.key.begin(), first.key.end(), [](char c) { return c >= 'A' && c <= 'Z'; }));
    }

    static bool is_path(const word& setting) {
        return !setting.has_value &&
               (setting.key.starts_with('/') || setting.key == "*" || setting.key == "**");
    }

    void set_path(std::string_view path) {
        for (const std::string_view base : {"/2021/api/v1", "/api/v1", "/api/v2"}) {
            if (path.starts_with(base) && path.size() > base.size() && path[base.size()] == '/') {
                rule_.base = std::string(base);
                path.remove_prefix(base.size());
                break;
            }
        }
        rule_.pattern = std::string(path);
    }

    [[nodiscard]] std::vector<word> split() const {
        std::vector<word> words;
        bool inside = false;
        bool quoted = false;
        for (const char c : text_) {
            if (!quoted && (c == ' ' || c == '\t')) {
                inside = false;
                continue;
            }
            if (!inside) {
                words.emplace_back();
            }
            inside = true;
            word& last = words.back();
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '=' && !last.has_value && !last.key.starts_with('/')) {
                last.has_value = true;
            } else {
                (last.has_value ? last.value : last.key) += c;
            }
        }
        if (quoted) {
            fail("a double quote is not closed");
        }
        return words;
    }

    [[nodiscard]] std::uint64_t number(const word& from, std::uint64_t least, std::uint64_t most) const {
        std::uint64_t value = 0;
        const char* end = from.value.data() + from.value.size();
        const auto [stop, error] = std::from_chars(from.value.data(), end, value);
        if (error != std::errc{} || stop != end || value < least || value > most) {
            fail(from.key + " must be a number from " + std::to_string(least) + " to " +
                 std::to_string(most) + ", not '" + from.value + "'");
        }
        return value;
    }

    [[nodiscard]] std::chrono::milliseconds duration(const word& from) const {
        std::uint64_t value = 0;
        const char* end = from.value.data() + from.value.size();
        const auto [stop, error] = std::from_chars(from.value.data(), end, value);
        const std::string_view unit{stop, static_cast<std::size_t>(end - stop)};
        const std::uint64_t factor = unit == "s" ? 1000 : 1;
        const auto most = static_cast<std::uint64_t>(longest_duration.count());
        if (error != std::errc{} || (unit != "ms" && unit != "s") || value > most / factor) {
            fail(from.key + " must be a time such as 50ms or 2s, 600s at most, not '" + from.value + "'");
        }
        return std::chrono::milliseconds{value * factor};
    }

    void set_kind(fault_kind kind, const word& from) {
        if (rule_.kind != fault_kind::none) {
            fail("'" + from.key + "' cannot stand with another kind of fault");
        }
        rule_.kind = kind;
    }

    void take(const word& setting) {
        if (take_plain(setting) || take_valued(setting)) {
            return;
        }
        if (setting.has_value) {
            fail("'" + setting.key + "=' is not known here");
        }
        fail("'" + setting.key + "' is not known here");
    }

    bool take_plain(const word& setting) {
        struct named_kind {
            std::string_view name;
            fault_kind kind;
        };
        static constexpr named_kind kinds[] = {{"drop-before", fault_kind::drop_before},
                                               {"drop-after", fault_kind::drop_after},
                                               {"garble", fault_kind::garble},
                                               {"repeats", fault_kind::repeats},
                                               {"html", fault_kind::html},
                                               {"empty", fault_kind::empty}};
        const auto* const found =
            std::find_if(std::begin(kinds), std::end(kinds),
                         [&](const named_kind& kind) { return kind.name == setting.key; });
        if (found == std::end(kinds) && setting.key != "after-work") {
            return false;
        }
        if (setting.has_value) {
            fail("'" + setting.key + "' takes no value");
        }
        if (found == std::end(kinds)) {
            rule_.after_work = true;
        } else {
            set_kind(found->kind, setting);
        }
        return true;
    }

    bool take_valued(const word& setting) {
        constexpr std::uint64_t most = 1'000'000'000;
        static constexpr std::string_view keys[] = {
            "latency", "status",   "retry-after", "message", "cut",     "slow",
            "skip",    "times",    "probability", "seed",    "removes", "copies",
            "answers", "shortens", "location",    "form",    "late"};
        if (std::find(std::begin(keys), std::end(keys), setting.key) == std::end(keys)) {
            return false;
        }
        if (!setting.has_value || setting.value.empty()) {
            fail("'" + setting.key + "' needs a value: " + setting.key + "=…");
        }
        if (take_answer(setting)) {
            return true;
        }
        if (setting.key == "latency") {
            rule_.latency = duration(setting);
        } else if (setting.key == "status") {
            rule_.status = static_cast<int>(number(setting, 200, 599));
        } else if (setting.key == "retry-after") {
            rule_.retry_after = header_text(setting);
        } else if (setting.key == "message") {
            rule_.message = setting.value;
        } else if (setting.key == "cut") {
            set_kind(fault_kind::cut, setting);
            rule_.cut = number(setting, 0, most);
        } else if (setting.key == "slow") {
            set_kind(fault_kind::slow, setting);
            rule_.spread = duration(setting);
        } else if (setting.key == "skip") {
            rule_.skip = number(setting, 0, most);
        } else if (setting.key == "times") {
            rule_.times = number(setting, 1, most);
        } else if (setting.key == "removes") {
            rule_.removes = static_cast<std::int64_t>(number(setting, 1, most));
        } else if (setting.key == "copies") {
            rule_.copies = static_cast<std::int64_t>(number(setting, 1, most));
        } else if (setting.key == "seed") {
            rule_.seed = number(setting, 0, most);
        } else {
            rule_.probability = probability(setting);
        }
        return true;
    }

    /// The words that came with V1 and V2.
    bool take_answer(const word& setting) {
        constexpr std::uint64_t most = 1'000'000'000;
        if (setting.key == "answers") {
            set_kind(fault_kind::answers, setting);
            rule_.status = static_cast<int>(number(setting, 200, 599));
        } else if (setting.key == "shortens") {
            set_kind(fault_kind::shortens, setting);
            rule_.shortened = number(setting, 1, most);
        } else if (setting.key == "location") {
            rule_.location = header_text(setting);
        } else if (setting.key == "late") {
            rule_.late = number(setting, 1, most);
        } else if (setting.key == "form") {
            if (setting.value != "number" && setting.value != "text" && setting.value != "word") {
                fail("form must be number, text or word, not '" + setting.value + "'");
            }
            rule_.form = setting.value;
        } else {
            return false;
        }
        return true;
    }

    [[nodiscard]] std::string header_text(const word& from) const {
        for (const char c : from.value) {
            if (c < ' ' || c > '~') {
                fail(from.key + " must be plain text");
            }
        }
        return from.value;
    }

    [[nodiscard]] double probability(const word& from) const {
        double value = 0;
        const char* end = from.value.data() + from.value.size();
        const auto [stop, error] = std::from_chars(from.value.data(), end, value);
        if (error != std::errc{} || stop != end || !(value >= 0.0 && value <= 1.0)) {
            fail("probability must be a number from 0 to 1, not '" + from.value + "'");
        }
        return value;
    }

    void finish() {
        if (rule_.kind == fault_kind::none && rule_.status != 0) {
            rule_.kind = fault_kind::status;
        }
        const bool answers = rule_.kind == fault_kind::status || rule_.kind == fault_kind::html ||
                             rule_.kind == fault_kind::empty;
        const bool others_act = rule_.removes || rule_.copies;
        if (rule_.kind == fault_kind::none && rule_.latency.count() == 0 && !others_act) {
            fail(
                "it does not say what happens: latency, status, html, empty, drop-before, drop-after, cut, "
                "garble, slow, answers, repeats, shortens, removes or copies");
        }
        if (rule_.status != 0 && !answers && rule_.kind != fault_kind::answers) {
            fail("'status' goes only with html and empty");
        }
        if ((!rule_.form.empty() || !rule_.location.empty()) && rule_.kind != fault_kind::status) {
            fail(rule_.form.empty() ? "'location' needs a status" : "'form' needs a status");
        }
        if (rule_.late != 0 && !rule_.after_work && rule_.kind != fault_kind::drop_after) {
            fail("'late' goes only with after-work and drop-after");
        }
        if (!rule_.retry_after.empty() && !answers) {
            fail("'retry-after' needs a status");
        }
        if (!rule_.message.empty() && rule_.kind != fault_kind::status) {
            fail("'message' needs a status");
        }
        if (rule_.after_work && !answers) {
            fail("'after-work' goes only with status, html and empty");
        }
        if (rule_.kind == fault_kind::html && rule_.status == 0) {
            rule_.status = 502;
        }
        if (rule_.kind == fault_kind::empty && rule_.status == 0) {
            rule_.status = 200;
        }
    }

    std::string_view text_;
    fault_rule rule_;
    bool selected_{false};
};

}  // namespace

fault_rule read_fault_rule(std::string_view text) {
    return rule_reader{text}.read();
}

}  // namespace censusctl::sandbox
