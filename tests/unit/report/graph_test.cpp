#include "report/graph.hpp"

#include <doctest/doctest.h>

#include "unit/report/samples.hpp"

using namespace censusctl;
using namespace censusctl::report;

TEST_CASE("graph: an empty one") {
    CHECK(graph_mermaid({}) == "flowchart LR\n");
    CHECK(graph_dot({}) ==
          "digraph censusctl {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n}\n");
}

TEST_CASE("graph: each end stands once under its connection and an unknown one is no text") {
    const std::vector<graph_sync> syncs{{"one", "One", {"W", "t", "B", "user"}, {}},
                                        {"two", "Two", {"W", "t", "", ""}, {"one", "not-declared"}}};
    CHECK(graph_mermaid(syncs) ==
          "flowchart LR\n"
          "  subgraph ac1[\"W\"]\n    a1[\"t\"]\n  end\n"
          "  s1([\"one\"])\n  s2([\"two\"])\n"
          "  subgraph zc1[\"B\"]\n    z1[\"user\"]\n  end\n"
          "  subgraph zc2[\" \"]\n    z2[\" \"]\n  end\n"
          "  a1 --> s1 --> z1\n  a1 --> s2 --> z2\n"
          "  s1 -. then .-> s2\n");
    const std::string dot = graph_dot(syncs);
    CHECK(dot.find("  s1 [shape=ellipse, label=\"one\", tooltip=\"One\"];\n") != std::string::npos);
    CHECK(dot.find("  a1 -> s2 -> z2;\n  s1 -> s2 [style=dashed, constraint=false, label=\"then\"];\n}\n") !=
          std::string::npos);
}

TEST_CASE("graph: hostile names stay in their quotes and on their line") {
    const std::vector<graph_sync> syncs{{test::hostile, test::hostile, {test::hostile, "a", "b", "c"}, {}}};
    const std::string mermaid = graph_mermaid(syncs);
    CHECK(mermaid.find("  s1([\"#92;x1b#91;31mred") != std::string::npos);
    CHECK(mermaid.find("#60;b#62;#124;#96;#42;") != std::string::npos);
    CHECK(mermaid.find('<') == std::string::npos);
    const std::string dot = graph_dot({{"a\"b\\&", "", {}, {}}});
    CHECK(dot.find("label=\"a\\\"b\\\\&amp;\", tooltip=\"\"") != std::string::npos);
}
