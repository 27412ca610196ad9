#include "validation/policy.hpp"

#include <doctest/doctest.h>

using namespace censusctl;
using diagnostics::code;
using diagnostics::severity;
using manifest::policy_level;
using validation::level_override;

namespace {

using std::chrono::year_month_day;

constexpr year_month_day last_day{std::chrono::year(2026), std::chrono::month(11), std::chrono::day(24)};

manifest::policy_rule rule(code id, policy_level level, std::optional<year_month_day> until = std::nullopt) {
    manifest::policy_rule made;
    made.code = {id, {0, 4, 10, 5}};
    made.level = level;
    made.reason = "because";
    made.until = until;
    made.until_where = {0, 4, 60, 10};
    return made;
}

struct outcome {
    std::string text;  ///< "field-unknown:error …"
    std::size_t ignored{0};
};

outcome applied(std::vector<code> found, const std::vector<manifest::policy_rule>& rules,
                const std::vector<level_override>& overrides = {}, bool whole = true, int days_later = 0) {
    diagnostics::collector problems;
    for (const code id : found) {
        problems.report(id, {1, 7, 3, 4}, "found");
    }
    outcome made;
    made.ignored = validation::apply_policy(
        problems, rules, overrides, {std::chrono::sys_days(last_day) + std::chrono::days(days_later), whole});
    for (const auto& one : problems.all()) {
        made.text +=
            std::string(diagnostics::info(one.id).slug) + ":" + std::string(to_string(one.level)) + " ";
    }
    return made;
}

}  // namespace

TEST_CASE("without rules nothing changes") {
    CHECK(applied({code::field_unknown, code::schedule_field_unused}, {}).text ==
          "field-unknown:error schedule-field-unused:warning ");
}

TEST_CASE("a rule gives a code its level") {
    const outcome made =
        applied({code::field_unknown, code::schedule_field_unused, code::field_not_updateable},
                {rule(code::field_unknown, policy_level::warn),
                 rule(code::schedule_field_unused, policy_level::error),
                 rule(code::field_not_updateable, policy_level::ignore)});
    CHECK(made.text == "field-unknown:warning schedule-field-unused:error ");
    CHECK(made.ignored == 1);
}

TEST_CASE("the command line beats the file") {
    CHECK(applied({code::field_unknown}, {rule(code::field_unknown, policy_level::ignore)},
                  {{code::field_unknown, policy_level::error}})
              .text == "field-unknown:error ");
    CHECK(applied({code::field_unknown}, {}, {{code::field_unknown, policy_level::ignore}}).ignored == 1);
}

TEST_CASE("what must stay an error stays one") {
    CHECK(applied({code::yaml_syntax}, {}, {{code::yaml_syntax, policy_level::ignore}}).text ==
          "yaml-syntax:error ");
}

TEST_CASE("a rule holds on its last day and not after") {
    const std::vector<manifest::policy_rule> rules{rule(code::field_unknown, policy_level::ignore, last_day)};
    CHECK(applied({code::field_unknown}, rules).text.empty());
    CHECK(applied({code::field_unknown}, rules, {}, true, 1).text ==
          "field-unknown:error policy-rule-expired:warning ");
}

TEST_CASE("a rule that ignores nothing is reported where all was checked") {
    const std::vector<manifest::policy_rule> rules{rule(code::field_unknown, policy_level::ignore),
                                                   rule(code::schedule_field_unused, policy_level::warn)};
    CHECK(applied({}, rules).text == "policy-rule-unused:warning ");
    CHECK(applied({}, rules, {}, false).text.empty());
    CHECK(applied({code::destination_object_unknown}, rules).text == "destination-object-unknown:error ");
    CHECK(applied({code::metadata_missing}, rules).text == "metadata-missing:warning ");
}

TEST_CASE("what is said of the rules has levels too") {
    std::vector<manifest::policy_rule> rules{rule(code::field_unknown, policy_level::ignore)};
    CHECK(applied({}, rules, {{code::policy_rule_unused, policy_level::error}}).text ==
          "policy-rule-unused:error ");
    rules.push_back(rule(code::policy_rule_expired, policy_level::ignore));
    rules[0].until = last_day;
    const outcome made = applied({}, rules, {}, true, 1);
    CHECK(made.text.empty());
    CHECK(made.ignored == 1);
}
