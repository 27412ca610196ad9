#include "diff/list_items.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "model/vocabulary.hpp"

namespace censusctl::diff {
namespace {

using model::attribute;

constexpr std::string_view separator = ", ";
constexpr std::string_view after_name = ": ";
constexpr std::string_view with_recovery = "with recovery";
constexpr std::string_view without_recovery = "without recovery";

/// The name of the setting that begins a text; empty where none does. What a setting is set to may itself
/// hold commas, but hardly what looks like the next name.
std::string_view setting_name(std::string_view text) {
    const std::size_t end = text.find(after_name);
    const std::string_view name = text.substr(0, end);
    const bool is_name =
        end != std::string_view::npos && !name.empty() && std::ranges::all_of(name, [](char one) {
            return (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') ||
                   one == '_' || one == '-' || one == '.';
        });
    return is_name ? name : std::string_view();
}

/// How many parentheses a text leaves open: an alert's options stand in some.
std::ptrdiff_t left_open(std::string_view text) {
    return std::ranges::count(text, '(') - std::ranges::count(text, ')');
}

std::vector<std::string> split(std::string_view text, attribute of) {
    std::vector<std::string> items;
    std::size_t from = 0;
    for (std::size_t at = text.find(separator); at != std::string_view::npos;
         at = text.find(separator, at + 1)) {
        const bool inside = of == attribute::alerts ? left_open(text.substr(from, at - from)) > 0
                            : of == attribute::advanced_configuration
                                ? setting_name(text.substr(at + separator.size())).empty()
                                : false;
        if (!inside) {
            items.emplace_back(text.substr(from, at - from));
            from = at + separator.size();
        }
    }
    items.emplace_back(text.substr(from));
    return items;
}

bool is_one_of(std::string_view word, auto words) {
    return std::ranges::find(words, word) != words.end();
}

/// Whether the first option of an alert says that it does not state how often it is sent. Of a word that is
/// not known that cannot be told.
bool is_no_frequency(std::string_view option) {
    return option.empty() || option == with_recovery || option == without_recovery ||
           option.starts_with("threshold ") || is_one_of(option, model::vocabulary::alert_units) ||
           is_one_of(option, model::vocabulary::alert_starts) ||
           is_one_of(option, model::vocabulary::alert_statuses);
}

/// An alert with what it does not state: "failure (first_time, with recovery)" of "failure"; the one that can
/// state nothing by its type alone, whatever the server tells of it.
std::string with_defaults(const std::string& alert) {
    const std::size_t open = alert.find(" (");
    if (alert.substr(0, open) == model::vocabulary::alert_without_frequency) {
        return alert.substr(0, open);
    }
    const bool has_options = open != std::string::npos && alert.ends_with(")");
    std::vector<std::string> options;
    if (has_options) {
        options = split(std::string_view(alert).substr(open + 2, alert.size() - open - 3), attribute::label);
    }
    if (is_no_frequency(options.empty() ? std::string_view() : options.front())) {
        options.insert(options.begin(), "first_time");
    }
    if (!is_one_of(with_recovery, options) && !is_one_of(without_recovery, options)) {
        options.insert(options.begin() + 1, std::string(with_recovery));
    }
    std::string text = alert.substr(0, has_options ? open : std::string::npos);
    for (std::size_t at = 0; at < options.size(); ++at) {
        text.append(at == 0 ? " (" : separator).append(options[at]);
    }
    return text + ")";
}

}  // namespace

bool is_list(const attribute_path& path) noexcept {
    return path.id == attribute::alerts || path.id == attribute::advanced_configuration ||
           path.id == attribute::mappings;
}

std::vector<std::string> items_of(const attribute_path& path, const attribute_value& value) {
    const document_value told = in_document(value);
    const auto* text = std::get_if<std::string>(&told);
    const bool is_empty =
        text == nullptr || text->empty() || (*text == "none" && path.id != attribute::mappings);
    return is_empty ? std::vector<std::string>() : split(*text, path.id);
}

item_lists compared_items(const attribute_path& path, const attribute_value& before,
                          const attribute_value& after) {
    item_lists lists{items_of(path, before), items_of(path, after)};
    if (path.id == attribute::alerts) {
        for (std::vector<std::string>* list : {&lists.before, &lists.after}) {
            std::ranges::transform(*list, list->begin(), with_defaults);
            std::ranges::sort(*list);
        }
    } else if (path.id == attribute::advanced_configuration && !is_null(after)) {
        for (const std::string& live : lists.before) {
            const std::string_view name = setting_name(live);
            if (std::ranges::none_of(
                    lists.after, [&](const std::string& wanted) { return setting_name(wanted) == name; })) {
                lists.after.push_back(live);
            }
        }
        std::ranges::sort(lists.before);
        std::ranges::sort(lists.after);
    }
    return lists;
}

}  // namespace censusctl::diff
