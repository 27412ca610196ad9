#include <doctest/doctest.h>

#include <boost/json/value.hpp>

#include "report/render.hpp"
#include "unit/report/golden.hpp"
#include "unit/report/samples.hpp"
#include "unit/report/schema.hpp"

using namespace censusctl;
using namespace censusctl::report;
namespace bj = boost::json;

namespace {

void check_document(const std::string& name, const plan::plan& shown,
                    const diagnostics::source_map& sources) {
    const std::string text = plan_json(shown, sources);
    test::check_golden(name, text);
    CHECK(test::complaint("plan.schema.json", test::parsed(text)).empty());
}

}  // namespace

TEST_CASE("golden: the document of a plan with one of each action") {
    check_document("plan.json", test::sample_plan(), test::one_file());
}

TEST_CASE("golden: the document of a plan with errors is whole") {
    plan::plan faulty = test::sample_plan();
    diagnostics::diagnostic nowhere;
    nowhere.id = diagnostics::code::manifest_empty;
    nowhere.message = "no sync was found";
    faulty.diagnostics = {nowhere, test::unknown_field()};
    check_document("plan-errors.json", faulty, test::one_file());
}

TEST_CASE("golden: hostile texts stay values") {
    check_document("plan-hostile.json", test::hostile_plan(), test::hostile_file());
    const bj::value document = test::parsed(plan_json(test::hostile_plan(), test::hostile_file()));
    std::string expected = test::hostile;
    expected.replace(expected.find('\xff'), 1, "\uFFFD");
    CHECK(document.at("changes").at(0).at("label").as_string() == expected);
}

TEST_CASE("an empty plan has all its keys") {
    plan::plan none;
    none.id = "sha256:" + std::string(64, '0');
    const bj::value document = test::parsed(plan_json(none, {}));
    CHECK(test::complaint("plan.schema.json", document).empty());
    std::vector<std::string> keys;
    for (const auto& member : document.as_object()) {
        keys.emplace_back(member.key());
    }
    CHECK(keys == std::vector<std::string>{"format_version", "tool_version", "plan_id", "workspace",
                                           "selection", "summary", "cost", "base", "drift", "changes", "kept",
                                           "unmanaged", "workspace_only", "diagnostics"});
}

TEST_CASE("the schema refuses what is not a plan") {
    const auto broken = [](auto edit) {
        bj::value document = test::parsed(plan_json(test::sample_plan(), test::one_file()));
        edit(document.as_object());
        return !test::complaint("plan.schema.json", document).empty();
    };
    CHECK_FALSE(broken([](bj::object& plan) { plan["later"] = 1; }));
    CHECK(broken([](bj::object& plan) { plan.erase("summary"); }));
    CHECK(broken([](bj::object& plan) { plan["plan_id"] = "sha256:1"; }));
    CHECK(broken([](bj::object& plan) { plan["format_version"] = "2.0"; }));
    CHECK(broken([](bj::object& plan) { plan["summary"].as_object()["create"] = -1; }));
    CHECK(broken([](bj::object& plan) { plan["changes"].at(0).as_object()["action"] = "destroy"; }));
    CHECK(broken([](bj::object& plan) { plan["changes"].at(1).as_object().erase("edits"); }));
    CHECK(broken(
        [](bj::object& plan) { plan["changes"].at(0).at("fields").at(0).as_object()["after"] = 1.5; }));
    CHECK(broken([](bj::object& plan) { plan["unmanaged"].at(0).as_object()["sync_id"] = "58"; }));
}

TEST_CASE("problems alone are a document too") {
    diagnostics::diagnostic warning = test::unknown_field();
    warning.level = diagnostics::severity::warning;
    const std::string text = diagnostics_json({test::unknown_field(), warning}, test::one_file(),
                                              {.environment = "prod", .api = {}});
    test::check_golden("diagnostics.json", text);
    const bj::value document = test::parsed(text);
    CHECK(document.at("summary").at("errors").as_int64() == 1);
    CHECK(document.at("summary").at("warnings").as_int64() == 1);
    CHECK(document.at("diagnostics").as_array().size() == 2);
}
