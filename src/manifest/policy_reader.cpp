#include "manifest/policy_reader.hpp"

#include <string_view>
#include <utility>

#include "manifest/field_reader.hpp"
#include "manifest/ownership_reader.hpp"
#include "text/suggest.hpp"

namespace censusctl::manifest {
namespace {

using diagnostics::code;

std::vector<std::string_view> all_codes() {
    std::vector<std::string_view> slugs;
    slugs.reserve(diagnostics::code_count);
    for (std::size_t at = 0; at < diagnostics::code_count; ++at) {
        slugs.push_back(diagnostics::info(static_cast<code>(at)).slug);
    }
    return slugs;
}

std::optional<located<code>> read_code(field_reader& fields, reading_problems& problems) {
    const located<std::string> slug = fields.text("code", need::required);
    if (slug.value.empty()) {
        return std::nullopt;
    }
    const auto found = diagnostics::find_code(slug.value);
    if (!found) {
        auto& problem =
            problems.report(code::value_invalid, slug.where, "there is no code " + in_quotes(slug.value));
        if (std::string hint = text::did_you_mean(slug.value, all_codes()); !hint.empty()) {
            problem.hints.push_back(std::move(hint));
        }
        problem.hints.emplace_back("`censusctl explain` lists them");
        return std::nullopt;
    }
    return located<code>{*found, slug.where};
}

/// Two digits or four.
std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char character : text) {
        if (character < '0' || character > '9') {
            return std::nullopt;
        }
        value = 10 * value + (character - '0');
    }
    return value;
}

std::optional<std::chrono::year_month_day> date_of(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
        return std::nullopt;
    }
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) {
        return std::nullopt;
    }
    const std::chrono::year_month_day date{std::chrono::year(*year),
                                           std::chrono::month(static_cast<unsigned>(*month)),
                                           std::chrono::day(static_cast<unsigned>(*day))};
    return date.ok() ? std::optional(date) : std::nullopt;
}

void read_until(field_reader& fields, policy_rule& rule, reading_problems& problems) {
    const located<std::string> until = fields.text("until");
    if (until.value.empty()) {
        return;
    }
    rule.until = date_of(until.value);
    rule.until_where = until.where;
    if (!rule.until) {
        problems.report(code::value_invalid, until.where, "'until' is no date: " + in_quotes(until.value))
            .hints.emplace_back("write it as in 2026-12-31, the last day on which the rule holds");
    }
}

std::optional<policy_rule> read_rule(yaml_node item, reading_problems& problems) {
    static const key_list known{"code", "level", "reason", "until"};
    static const key_list levels{"error", "warn", "ignore"};
    if (!item.is_mapping()) {
        report_type("rules", item, "a list of mappings", problems)
            .hints.emplace_back("{code: field-not-updateable, level: ignore, reason: why}");
        return std::nullopt;
    }
    const mapping_owner owner{"this rule", item.where(), true};
    const layered_mapping keys(item);
    field_reader fields(keys, known, owner, problems);
    policy_rule rule;
    rule.where = item.where();
    const auto named = read_code(fields, problems);
    const located<std::string> level = fields.word("level", levels, need::required);
    const bool ignored = level.value == "ignore";
    rule.level = ignored                  ? policy_level::ignore
                 : level.value == "error" ? policy_level::error
                                          : policy_level::warn;
    rule.reason = fields.text("reason", ignored ? need::required : need::optional).value;
    read_until(fields, rule, problems);
    if (!named || level.value.empty() || (ignored && rule.reason.empty())) {
        return std::nullopt;
    }
    rule.code = *named;
    const auto refusal = diagnostics::why_no_level(named->value, rule.level == policy_level::error);
    if (!refusal.reason.empty()) {
        const std::string slug = in_quotes(diagnostics::info(named->value).slug);
        problems.report(code::value_invalid, named->where, slug + " " + std::string(refusal.reason))
            .hints.emplace_back(refusal.hint);
        return std::nullopt;
    }
    return rule;
}

std::vector<policy_rule> read_rules(const layered_mapping::entry& stated, reading_problems& problems) {
    std::vector<policy_rule> rules;
    if (!stated.value.is_sequence()) {
        if (!stated.value.is_null()) {
            report_type("rules", stated.value, "a list", problems);
        }
        return rules;
    }
    for (std::size_t at = 0; at < stated.value.size(); ++at) {
        if (auto rule = read_rule(stated.value.item(at), problems)) {
            rules.push_back(std::move(*rule));
        }
    }
    return rules;
}

/// A whole number of a limit, within its bounds.
std::optional<located<std::int64_t>> read_bound(field_reader& fields, std::string_view key, std::int64_t most,
                                                reading_problems& problems) {
    auto number = fields.integer(key);
    if (!number || (number->value >= 0 && number->value <= most)) {
        return number;
    }
    problems.report(code::value_invalid, number->where,
                    "'" + std::string(key) + "' must be a number from 0 to " + std::to_string(most) +
                        ", not " + std::to_string(number->value));
    return std::nullopt;
}

/// What a limit is where it is not stated stays; one that is stated is all that there is of it.
void read_limit(field_reader& limits, std::string_view key, policy_limit& limit, reading_problems& problems) {
    static const key_list known{"max", "max_percent", "floor"};
    constexpr std::int64_t most = 1'000'000;
    constexpr std::int64_t whole = 100;
    const auto stated = limits.mapping(key);
    if (!stated) {
        return;
    }
    limit = {};
    const mapping_owner owner{in_quotes(key), stated->key.where(), true};
    field_reader fields(stated->nested, known, owner, problems);
    limit.max = read_bound(fields, "max", most, problems);
    limit.max_percent = read_bound(fields, "max_percent", whole, problems);
    if (const auto floor = read_bound(fields, "floor", most, problems)) {
        limit.floor = floor->value;
    }
}

/// `records: 1000000`: a number alone, since records are no share of anything.
void read_records(field_reader& limits, policy_limit& limit, reading_problems& problems) {
    constexpr std::int64_t most = 1'000'000'000'000;
    limit.max = read_bound(limits, "records", most, problems);
}

}  // namespace

policy read_policy(const layered_mapping::entry& stated, reading_problems& problems) {
    static const key_list known{"rules", "limits", "ownership", "drift"};
    static const key_list known_limits{"creates", "updates", "deletes", "triggers", "changes", "records"};
    policy read;
    const mapping_owner owner{"'policy'", stated.key.where(), true};
    field_reader fields(stated.nested, known, owner, problems);
    if (const auto rules = fields.find("rules")) {
        read.rules = read_rules(*rules, problems);
    }
    if (const auto limits = fields.mapping("limits")) {
        const mapping_owner limits_owner{"'limits'", limits->key.where(), true};
        field_reader bounds(limits->nested, known_limits, limits_owner, problems);
        for (const named_limit& each : all_limits) {
            if (each.key == "records") {
                read_records(bounds, read.limits.records, problems);
            } else {
                read_limit(bounds, each.key, read.limits.*each.limit, problems);
            }
        }
    }
    if (const auto owned = fields.mapping("ownership")) {
        read.owned = read_ownership(*owned, problems);
    }
    const located<std::string> drift = fields.word("drift", drift_words);
    read.drift = {drift_choice_of(drift.value), drift.where};
    return read;
}

}  // namespace censusctl::manifest
