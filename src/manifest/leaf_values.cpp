#include "manifest/leaf_values.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "manifest/core_schema.hpp"
#include "manifest/habitual_words.hpp"
#include "text/ascii.hpp"
#include "text/suggest.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

template <std::size_t Count>
bool is_any_of(const std::array<std::string_view, Count>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// The hint for a value that another reader, or an older YAML, takes as a boolean.
std::string boolean_hint(yaml_node node) {
    constexpr std::array<std::string_view, 5> yes{"true", "yes", "on", "y", "1"};
    constexpr std::array<std::string_view, 5> no{"false", "no", "off", "n", "0"};
    const std::string word = text::lower_case(node.text());
    if (is_any_of(yes, word)) {
        return "write true";
    }
    return is_any_of(no, word) ? "write false" : "write true or false";
}

/// "did you mean …" for a word of a closed list, also for one that was cut short: Mon, sat.
std::string word_hint(std::string_view wrong, std::span<const std::string_view> allowed) {
    std::string hint = text::did_you_mean(wrong, {allowed.begin(), allowed.end()});
    const std::string start = text::lower_case(wrong);
    if (!hint.empty() || start.size() < 2) {
        return hint;
    }
    std::vector<std::string_view> longer;
    std::copy_if(allowed.begin(), allowed.end(), std::back_inserter(longer),
                 [&](std::string_view word) { return text::lower_case(word).starts_with(start); });
    if (longer.size() == 1) {
        hint = "did you mean " + in_quotes(longer.front()) + "?";
    }
    return hint;
}

/// What people write for a number: a share with its sign, the time of a day for its hour.
void add_number_hint(std::string_view written, diagnostics::diagnostic& problem) {
    std::size_t digits = 0;
    while (digits < written.size() && std::isdigit(static_cast<unsigned char>(written[digits])) != 0) {
        ++digits;
    }
    constexpr std::size_t most = 9;
    if (digits == 0 || digits > most) {
        return;
    }
    const int number = std::stoi(std::string(written.substr(0, digits)));
    const std::string rest = text::lower_case(written.substr(digits));
    if (rest == "%" || rest == " %") {
        problem.hints.push_back("write " + std::to_string(number));
    } else if (digits <= 2 && rest.size() == 3 && rest[0] == ':' &&
               rest.find_first_not_of("0123456789", 1) == std::string::npos) {
        problem.hints.push_back("write `hour: " + std::to_string(number) +
                                "` and `minute: " + std::to_string(std::stoi(rest.substr(1))) + "`");
    } else if ((rest == "am" || rest == "pm" || rest == " am" || rest == " pm") && number >= 1 &&
               number <= 12) {
        problem.hints.push_back(
            "write " +
            std::to_string(number % 12 + (rest.back() == 'm' && rest[rest.size() - 2] == 'p' ? 12 : 0)));
    }
}

/// What is wrong with it has been said.
bool is_unfilled(yaml_node node) {
    return node.is_scalar() && node.style() == yaml_style::unfilled;
}

/// A number without sign and leading zeros, as it should be written.
std::string plain_decimal(std::int64_t value) {
    return std::to_string(value);
}

}  // namespace

std::string enumeration(std::span<const std::string_view> words) {
    std::string list;
    for (const std::string_view word : words) {
        list += list.empty() ? "" : ", ";
        list += word;
    }
    return list;
}

std::string description_of(yaml_node node) {
    if (node.is_mapping()) {
        return "a mapping";
    }
    if (node.is_sequence()) {
        return "a list";
    }
    switch (core_type_of(node)) {
        case core_type::null:
            return "an empty value";
        case core_type::boolean:
            return core_boolean(node.text()) ? "true" : "false";
        case core_type::integer:
        case core_type::number: {
            const std::string shown = in_quotes(node.text());
            return "the number " + shown.substr(1, shown.size() - 2);
        }
        case core_type::text:
            break;
    }
    return "the text " + in_quotes(node.text());
}

diagnostics::diagnostic& report_type(std::string_view name, yaml_node node, std::string_view expected,
                                     reading_problems& problems) {
    return problems.report(
        code::type_mismatch, node.where(),
        in_quotes(name) + " must be " + std::string(expected) + ", not " + description_of(node));
}

std::optional<std::string> read_text(std::string_view name, yaml_node node, reading_problems& problems) {
    if (is_unfilled(node)) {
        problems.share(node.where());
        return std::nullopt;
    }
    if (node.is_mapping() || node.is_sequence()) {
        report_type(name, node, "text", problems);
        return std::nullopt;
    }
    if (core_type_of(node) != core_type::text) {
        auto& problem = report_type(name, node, "text", problems);
        if (!node.text().empty()) {
            problem.hints.push_back("quote it: \"" + std::string(node.text().substr(0, 60)) + "\"");
        }
        return std::nullopt;
    }
    if (node.text().empty()) {
        problems.report(code::value_invalid, node.where(), in_quotes(name) + " must not be empty");
        return std::nullopt;
    }
    return std::string(node.text());
}

std::optional<bool> read_flag(std::string_view name, yaml_node node, reading_problems& problems) {
    if (is_unfilled(node)) {
        problems.share(node.where());
        return std::nullopt;
    }
    if (node.is_scalar() && core_type_of(node) == core_type::boolean) {
        return core_boolean(node.text());
    }
    auto& problem = report_type(name, node, "true or false", problems);
    if (node.is_scalar()) {
        problem.hints.push_back(boolean_hint(node));
    }
    return std::nullopt;
}

std::optional<std::int64_t> read_integer(std::string_view name, yaml_node node, reading_problems& problems) {
    if (is_unfilled(node)) {
        problems.share(node.where());
        return std::nullopt;
    }
    const std::string_view written = node.text();
    if (!node.is_scalar() || core_type_of(node) != core_type::integer) {
        auto& problem = report_type(name, node, "a whole number", problems);
        if (node.is_scalar() && node.style() == yaml_style::quoted && core_integer(written)) {
            problem.hints.push_back("write " + plain_decimal(*core_integer(written)) + " without quotes");
        } else if (node.is_scalar()) {
            add_number_hint(written, problem);
        }
        return std::nullopt;
    }
    const std::optional<std::int64_t> value = core_integer(written);
    if (!value) {
        problems.report(code::value_invalid, node.where(), in_quotes(name) + " is beyond 64 bits");
        return std::nullopt;
    }
    const std::string_view digits = written.substr(written.find_first_not_of("+-"));
    if (digits.size() > 1 && digits.front() == '0') {
        problems
            .report(code::value_invalid, node.where(),
                    in_quotes(name) + (std::isdigit(static_cast<unsigned char>(digits[1])) != 0
                                           ? " starts with a zero, which older YAML readers take as octal"
                                           : " must be in decimal digits"))
            .hints.push_back("write " + plain_decimal(*value));
        return std::nullopt;
    }
    return value;
}

std::optional<std::int64_t> read_id(std::string_view name, yaml_node node, reading_problems& problems) {
    const std::optional<std::int64_t> value = read_integer(name, node, problems);
    if (value && *value <= 0) {
        problems.report(code::value_invalid, node.where(), in_quotes(name) + " must be greater than 0");
        return std::nullopt;
    }
    return value;
}

std::optional<std::string> read_word(std::string_view name, yaml_node node,
                                     std::span<const std::string_view> allowed, reading_problems& problems) {
    if (is_unfilled(node)) {
        problems.share(node.where());
        return std::nullopt;
    }
    const auto allowed_hint = [&] {
        return "allowed: " + enumeration(allowed);
    };
    if (!node.is_scalar() || core_type_of(node) != core_type::text) {
        report_type(name, node, "a word", problems).hints.push_back(allowed_hint());
        return std::nullopt;
    }
    const std::string_view word = node.text();
    if (std::find(allowed.begin(), allowed.end(), word) != allowed.end()) {
        return std::string(word);
    }
    auto& problem =
        problems.report(code::value_invalid, node.where(), in_quotes(name) + " cannot be " + in_quotes(word));
    const std::string_view meant = meant_by(word, allowed);
    std::string hint = meant.empty() ? word_hint(word, allowed) : text::did_you_mean({std::string(meant)});
    if (!hint.empty()) {
        problem.hints.push_back(std::move(hint));
    }
    problem.hints.push_back(allowed_hint());
    return std::nullopt;
}

}  // namespace censusctl::manifest
