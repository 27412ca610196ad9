#include "manifest/field_reader.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "manifest/habitual_words.hpp"
#include "text/suggest.hpp"

namespace censusctl::manifest {

using diagnostics::code;
using diagnostics::located;

namespace {

std::vector<std::string> guess(std::string_view wrong, const key_list& known) {
    if (const std::string_view meant = meant_by(wrong, known); !meant.empty()) {
        return {std::string(meant)};
    }
    return text::suggest(wrong, known);
}

}  // namespace

field_reader::field_reader(const layered_mapping& fields, const key_list& known, const mapping_owner& owner,
                           reading_problems& problems)
    : fields_{fields}, owner_{owner}, problems_{problems} {
    report_unknown_keys(known);
}

/// Only of what is read here: defaults and overrides have been read by themselves before.
void field_reader::report_unknown_keys(const key_list& known) {
    for (std::size_t layer = 0; layer < fields_.size(); ++layer) {
        if (fields_.is_own(layer)) {
            report_unknown_keys(fields_.layer(layer), known);
        }
    }
}

void field_reader::report_unknown_keys(yaml_node top, const key_list& known) {
    for (std::size_t pair = 0; pair < top.size(); ++pair) {
        const yaml_node key = top.key(pair);
        if (std::find(known.begin(), known.end(), key.text()) != known.end()) {
            continue;
        }
        has_unknown_key_ = true;
        if (owner_.passes_over != nullptr && owner_.passes_over(key.text())) {
            continue;
        }
        auto& problem = problems_.report(code::key_unknown, key.where(),
                                         "unknown key " + in_quotes(key.text()) + " in " + owner_.name);
        std::vector<std::string> meant = guess(key.text(), known);
        problem.hints.push_back(meant.empty() ? "known keys: " + enumeration(known)
                                              : text::did_you_mean(meant));
        std::ranges::move(meant, std::back_inserter(misspelt_));
    }
}

void field_reader::report_missing(std::string_view key) {
    if (owner_.complete && !is_misspelt(key)) {
        problems_.report(code::key_missing, owner_.where, owner_.name + " has no " + in_quotes(key));
    }
}

bool field_reader::is_misspelt(std::string_view key) const {
    return std::ranges::find(misspelt_, key) != misspelt_.end();
}

std::optional<layered_mapping::entry> field_reader::find(std::string_view key, need needed) {
    std::optional<layered_mapping::entry> found = fields_.find(key);
    if (found && !found->value.is_null()) {
        return found;
    }
    if (needed == need::required) {
        if (found && owner_.complete) {
            problems_.report(code::key_missing, found->key.where(), in_quotes(key) + " has no value");
        } else {
            report_missing(key);
        }
    }
    return std::nullopt;
}

located<std::string> field_reader::text(std::string_view key, need needed) {
    if (const auto found = find(key, needed)) {
        if (auto value = read_text(key, found->value, problems_)) {
            return {std::move(*value), found->value.where()};
        }
    }
    return {};
}

located<std::string> field_reader::word(std::string_view key, std::span<const std::string_view> allowed,
                                        need needed) {
    if (const auto found = find(key, needed)) {
        if (auto value = read_word(key, found->value, allowed, problems_)) {
            return {std::move(*value), found->value.where()};
        }
    }
    return {};
}

located<bool> field_reader::flag(std::string_view key) {
    if (const auto found = find(key)) {
        if (const auto value = read_flag(key, found->value, problems_)) {
            return {*value, found->value.where()};
        }
    }
    return {};
}

std::optional<located<std::int64_t>> field_reader::integer(std::string_view key) {
    if (const auto found = find(key)) {
        if (const auto value = read_integer(key, found->value, problems_)) {
            return located<std::int64_t>{*value, found->value.where()};
        }
    }
    return std::nullopt;
}

std::optional<located<std::int64_t>> field_reader::id(std::string_view key) {
    if (const auto found = find(key)) {
        if (const auto value = read_id(key, found->value, problems_)) {
            return located<std::int64_t>{*value, found->value.where()};
        }
    }
    return std::nullopt;
}

namespace {

/// What `read` makes of one value, or of each item of a list.
template <class Value, class Read>
std::vector<located<Value>> one_or_several(yaml_node stated, Read read) {
    std::vector<located<Value>> values;
    const auto add = [&](yaml_node node) {
        if (auto value = read(node)) {
            values.push_back({std::move(*value), node.where()});
        }
    };
    if (!stated.is_sequence()) {
        add(stated);
        return values;
    }
    for (std::size_t index = 0; index < stated.size(); ++index) {
        add(stated.item(index));
    }
    return values;
}

}  // namespace

std::vector<located<std::int64_t>> field_reader::ids(std::string_view key) {
    const auto found = find(key);
    if (!found) {
        return {};
    }
    if (found->value.is_mapping()) {
        report_type(key, found->value, "an id or a list of ids", problems_);
        return {};
    }
    return one_or_several<std::int64_t>(found->value,
                                        [&](yaml_node node) { return read_id(key, node, problems_); });
}

std::vector<located<std::string>> field_reader::texts(std::string_view key) {
    const auto found = find(key);
    if (!found) {
        return {};
    }
    if (found->value.is_mapping()) {
        report_type(key, found->value, "a text or a list of texts", problems_);
        return {};
    }
    return one_or_several<std::string>(found->value,
                                       [&](yaml_node node) { return read_text(key, node, problems_); });
}

std::optional<layered_mapping::entry> field_reader::mapping(std::string_view key, need needed,
                                                            std::string_view key_of_word) {
    auto found = find(key, needed);
    if (found && !found->value.is_mapping()) {
        auto& problem = report_type(key, found->value, "a mapping", problems_);
        if (found->value.is_scalar() && !key_of_word.empty()) {
            constexpr std::size_t longest_word = 60;
            problem.hints.push_back("write {" + std::string(key_of_word) + ": " +
                                    std::string(found->value.text().substr(0, longest_word)) + ", …}");
        }
        return std::nullopt;
    }
    return found;
}

}  // namespace censusctl::manifest
