#include <doctest/doctest.h>

#include "report/drift_report.hpp"
#include "report/html_chart.hpp"
#include "report/html_lineage.hpp"
#include "report/html_page.hpp"
#include "report/html_writer.hpp"
#include "report/plan_html.hpp"
#include "text/code_points.hpp"
#include "unit/report/drift_samples.hpp"
#include "unit/report/golden.hpp"

using namespace censusctl;
using namespace censusctl::report;

namespace {

lineages sample_lineages() {
    const plan::lineage ends{"Snowflake - Prod", "braze_test", "Braze", "user"};
    return {{"braze-users", ends}, {"accounts", ends}};
}

std::size_t count(std::string_view text, std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        ++found;
    }
    return found;
}

/// No text from outside made markup, and each character can be seen.
void check_inert(const std::string& page) {
    CHECK(count(page, "<b>") == 0);
    CHECK(count(page, "<script") == 1);
    for (std::size_t at = 0; at < page.size();) {
        const auto one = text::decode(page, at);
        REQUIRE(one.valid);
        REQUIRE((one.value == '\n' || !text::is_unsafe(one.value)));
        at += one.size;
    }
}

std::string picture_of(std::size_t syncs, std::size_t sources, std::size_t connections) {
    std::vector<lineage_item> items;
    for (std::size_t at = 0; at < syncs; ++at) {
        const std::string number = std::to_string(at % sources);
        items.push_back({{"c" + std::to_string(at % connections), "o" + number, "d", "p" + number},
                         "n" + std::to_string(at),
                         "s" + std::to_string(at),
                         "changed"});
    }
    html_writer out;
    constexpr lineage_legend kinds[] = {{"changed", "edited"}, {"failing", "failing"}};
    write_lineage(out, items, kinds);
    return out.take();
}

}  // namespace

TEST_CASE("html: texts and attributes are escaped") {
    CHECK(html_text("a<b>&\"'\n\x1b\xff\u202e") == "a&lt;b&gt;&amp;&quot;&#39;\\n\\x1b\\xff\\u{202e}");
    html_writer out;
    out.open("p", {{"title", "\"><script>"}});
    out.text("<script>");
    out.close();
    out.empty("br", {});
    out.element("b", "x & y", {{"class", "c"}});
    CHECK(out.take() ==
          "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;script&gt;</p><br/><b class=\"c\">x &amp; y</b>");
}

TEST_CASE("html: the hash that a policy names") {
    // The example of the specification (CSP Level 3, 6.7.2.3).
    CHECK(policy_hash("alert('Hello, world.');") == "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
}

TEST_CASE("golden: a drift as a page") {
    test::check_golden("drift.html", drift_html(test::sample_drift(), test::one_file()));
    check_inert(drift_html(test::hostile_drift(), test::hostile_file()));
}

TEST_CASE("golden: a plan as a page") {
    test::check_golden("plan.html",
                       plan_html(test::sample_plan(), test::one_file(), sample_lineages(),
                                 {.apply_command = test::apply_sample,
                                  .origin = {"2026-11-27 21:30 UTC", "0123456789abcdef0123", true}}));
    const plan::lineage ends{test::hostile, test::hostile, test::hostile, test::hostile};
    check_inert(plan_html(test::hostile_plan(), test::hostile_file(), {{test::hostile, ends}}, {}));
}

TEST_CASE("html: a plan with errors has no command to apply it") {
    plan::plan faulty = test::sample_plan();
    faulty.diagnostics = {test::unknown_field()};
    const std::string page = plan_html(faulty, test::one_file(), {}, {});
    CHECK(count(page, "censusctl apply") == 0);
    CHECK(count(page, "the object &#39;user&#39; has no field &#39;Emial&#39;") == 1);
    CHECK(count(page, "id=\"lineage\"") == 0);
}

TEST_CASE("html: a chart of runs") {
    html_writer out;
    write_run_chart(out, plan::health_of({}));
    CHECK(out.take().empty());
    std::vector<model::sync_run> runs{test::sample_run(4, "working"), test::sample_run(3, "failed"),
                                      test::sample_run(2, "completed"), test::sample_run(1, "completed")};
    runs[2].records_processed = 600;
    runs[3].records_processed = -7;
    write_run_chart(out, plan::health_of(runs));
    const std::string chart = out.take();
    const std::size_t oldest = chart.find("<title>run 1, completed, 2021-10-20T02:48:40.373Z: -7 processed");
    const std::size_t newest = chart.find("<title>run 4, working, 2021-10-20T02:48:40.373Z</title>");
    CHECK(oldest < newest);
    CHECK(newest != std::string::npos);
    CHECK(count(chart, "class=\"up\" x=\"1\" y=\"17\" width=\"6\" height=\"3\"") == 1);
    CHECK(count(chart, "class=\"up\" x=\"9\" y=\"0\" width=\"6\" height=\"20\"") == 1);
    CHECK(count(chart, "class=\"down\" x=\"17\" y=\"20\"") == 1);
    CHECK(count(chart, "class=\"idle\"") == 1);
}

TEST_CASE("html: few syncs are drawn one by one and many in bundles") {
    const std::string few = picture_of(60, 7, 1);
    CHECK(count(few, "<a href=") == 60);
    CHECK(count(few, "class=\"node source\"") == 7);
    CHECK(count(few, "A sync links to its row.") == 1);

    const std::string many = picture_of(61, 7, 1);
    CHECK(count(many, "<a href=") == 0);
    CHECK(count(many, "class=\"node") == 3 * 7);
    CHECK(count(many, "<title>9 syncs</title>") == 5);

    const std::string more = picture_of(500, 125, 5);
    CHECK(count(more, "class=\"node source\"") == 5);
    CHECK(count(more, "<title>100 syncs</title>") == 5);

    const std::string most = picture_of(500, 250, 250);
    CHECK(count(most, "class=\"edge\"") == 2 * 120);
    CHECK(count(most, "The smallest 130 of these are left out.") == 1);
    CHECK(picture_of(0, 1, 1).empty());
}

TEST_CASE("html: of nothing nothing is drawn, and only what is drawn has a legend") {
    html_writer out;
    write_lineage(out, {}, {});
    CHECK(out.take().empty());
    const std::string few = picture_of(3, 3, 1);
    CHECK(count(few, "class=\"legend\"") == 1);
    CHECK(count(few, "</svg> edited</li>") == 1);
    CHECK(count(few, "failing") == 0);
    CHECK(count(picture_of(100, 3, 1), "class=\"legend\"") == 0);  // bundles are of no kind
}

TEST_CASE("html: a value of several lines is shown as what became of each") {
    plan::plan made = test::sample_plan();
    made.changes.erase(made.changes.begin());
    made.changes[0].fields = {{{model::attribute::mapping_from, "note"},
                               std::string("one\ntwo\nthree"),
                               std::string("one\n<b>2</b>\nthree")}};
    const std::string page = plan_html(made, test::one_file(), {});
    CHECK(
        count(
            page,
            "<td colspan=\"2\"><div class=\"lines\"><div class=\"value faint\">  one</div>"
            "<div class=\"value removed\">- two</div><div class=\"value added\">+ &lt;b&gt;2&lt;/b&gt;</div>"
            "<div class=\"value faint\">  three</div></div></td>") == 1);
}

TEST_CASE("html: a page names its commit, and says if there is more than that") {
    const auto said = [](page_origin origin) {
        html_writer out;
        write_origin(out, origin);
        return out.take();
    };
    CHECK(said({}).empty());
    CHECK(said({"2026-11-27 21:30 UTC", "", false}) == "<p class=\"faint\">Made 2026-11-27 21:30 UTC</p>\n");
    CHECK(said({"2026-11-27 21:30 UTC", "0123456789abcdef", true}) ==
          "<p class=\"faint\">Made 2026-11-27 21:30 UTC of commit 0123456789ab, with changes that are not "
          "committed</p>\n");
    CHECK(said({"", "0123456789abcdef", false}) == "<p class=\"faint\">Of commit 0123456789ab</p>\n");
}
