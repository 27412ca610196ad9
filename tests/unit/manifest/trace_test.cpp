#include "manifest/trace.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "manifest/loader.hpp"
#include "support/temporary_folder.hpp"

using namespace censusctl;

TEST_CASE("a reading of the project gathers the wanted syncs, with places in its own source map") {
    const test::temporary_folder folder;
    std::filesystem::create_directory(folder.path / "syncs");
    std::ofstream(folder.path / "censusctl.yaml") << "version: 1\ndefaults: {operation: append}\n";
    std::ofstream(folder.path / "syncs/a.yaml") << "version: 1\nsyncs:\n  a: {label: A}\n  a.b: {label: B}\n";
    std::ofstream(folder.path / "syncs/b.yaml") << "version: 1\nsyncs:\n  a: {label: second}\n  c: {}\n";
    diagnostics::source_map sources;
    diagnostics::collector problems;
    manifest::sync_tracer tracer([](std::string_view key) { return key.starts_with("a"); });
    const manifest::declarations read =
        manifest::load_project(folder.path, {}, sources, problems, {}, {}, &tracer);
    CHECK(read.syncs.size() == 3);
    CHECK(sources.size() == 3);

    const manifest::traced_sync first = tracer.of("a");
    CHECK(first.key == "a");
    CHECK(sources.path(first.where.file) == "syncs/a.yaml");
    REQUIRE(manifest::find(first, "label") != nullptr);
    CHECK(manifest::find(first, "label")->text == "A");
    const manifest::traced_value* operation = manifest::find(first, "operation");
    REQUIRE(operation != nullptr);
    CHECK(operation->from == manifest::layer::project_defaults);
    CHECK(sources.path(operation->where.file) == "censusctl.yaml");

    const manifest::traced_sync dotted = tracer.of("a.b");
    REQUIRE(manifest::find(dotted, "label") != nullptr);
    CHECK(manifest::find(dotted, "label")->text == "B");
    CHECK(tracer.of("c").parts.empty());
    CHECK(tracer.of("nowhere").parts.empty());
}
