#include "sandbox/world_loader.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <boost/json/array.hpp>
#include <filesystem>
#include <fstream>

#include "support/source_dir.hpp"
#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

/// A file that goes away with the test.
class scratch_file {
public:
    explicit scratch_file(std::string_view text) {
        std::string name = (fs::temp_directory_path() / "sandbox-world-XXXXXX").string();
        const int descriptor = ::mkstemp(name.data());
        ::close(descriptor);
        path_ = name;
        std::ofstream{path_, std::ios::binary} << text;
    }
    scratch_file(const scratch_file&) = delete;
    scratch_file& operator=(const scratch_file&) = delete;
    ~scratch_file() { fs::remove(path_); }

    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// The message of a load, without the file's path.
template <class Load>
std::string error_of(std::string_view text, Load load) {
    const scratch_file file{text};
    try {
        static_cast<void>(load(file.path()));
    } catch (const std::runtime_error& error) {
        std::string message = error.what();
        for (std::size_t at = message.find(file.path()); at != std::string::npos;
             at = message.find(file.path()))
            message.replace(at, file.path().size(), "FILE");
        return message;
    }
    return "no error";
}

std::string world_error(std::string_view text) {
    return error_of(text, [](const std::string& path) { return load_world(path); });
}

std::string fault_error(std::string_view text) {
    return error_of(text, [](const std::string& path) { return load_faults(path); });
}

}  // namespace

TEST_CASE("the example world is served") {
    const workspace_client client{options_of(censusctl::test::source_dir() + "/examples/sandbox/world.yaml")};
    CHECK(client.data("/sources/1").at("label") == "Analytics");
    CHECK(client.data("/sources/1/data_sources").as_array().size() == 2);
    CHECK(client.data("/destinations/2/objects/subscriber").at("fields").as_array().size() == 6);
    const json::value sync = client.data("/syncs/7");
    CHECK(sync.at("schedule_hour") == 0);
    CHECK(sync.at("source_attributes").at("data_source").at("name") == "active_users");
    CHECK(client.ask("POST", "/syncs/7/trigger").status == 200);
    CHECK(client.data("/syncs/7/sync_runs").at(0).at("id") == 1000);
}

TEST_CASE("the example world has what V1 knows besides") {
    server_options options = options_of(censusctl::test::source_dir() + "/examples/sandbox/world.yaml");
    options.api = served_api::v1;
    const workspace_client client{std::move(options)};
    CHECK(client.data("/datasets").at(0).at("name") == "people");
    CHECK(client.data("/sources/1/filter_segments/14").at("cohorts").at(0).at("name") == "New price");
    CHECK(client.data("/sources/1/objects").as_array().size() == 4);
    const json::value sync = client.data("/syncs/8");
    CHECK(sync.at("source_attributes").at("filter_segment_id") == 14);
    CHECK(sync.at("mode").at("triggers").at("sync_sequence").at("sync_id") == 7);
    CHECK(client.ask("POST", "/syncs/8/trigger").status == 200);
}

TEST_CASE("the example faults are read") {
    const std::vector<fault_rule> rules =
        load_faults(censusctl::test::source_dir() + "/examples/sandbox/faults.yaml");
    REQUIRE(rules.size() == 3);
    CHECK(rules[0].kind == fault_kind::drop_after);
    CHECK(rules[1].retry_after == "1");
    CHECK(rules[2].latency == std::chrono::milliseconds{5});
}

TEST_CASE("faults of a file and of the command line work together") {
    const scratch_file file{"version: 1\nfaults:\n  - GET /syncs status=500 times=1\n"};
    server_options options = options_of("reference", {"GET /sources status=503"});
    options.fault_file = file.path();
    const workspace_client client{std::move(options)};
    CHECK(client.ask("GET", "/syncs").status == 500);
    CHECK(client.ask("GET", "/sources").status == 503);
    CHECK(client.ask("GET", "/syncs").status == 200);
}

TEST_CASE("a world may be JSON") {
    const scratch_file file{"{\"version\": 1,\n \"sources\": [{\"id\": 9007199254, \"name\": \"W\"}]}\n"};
    const world made = load_world(file.path());
    REQUIRE(made.sources.size() == 1);
    CHECK(made.sources[0].id == 9007199254);
    CHECK(made.name == file.path());
    CHECK(made.digest.starts_with("sha256:"));
}

TEST_CASE("a wrong world file is an error at its line and column") {
    CHECK(world_error("") == "FILE:1:1: must be an object");
    CHECK(world_error("version: 2\n") == "FILE:1:10: version must be 1");
    CHECK(world_error("version: 1\nsuorces: []\n") ==
          "FILE:2:1: suorces is not known here; did you mean 'sources'?");
    CHECK(world_error("version: 1\nsources:\n  - id: 1\n    name: W\n    colour: red\n") ==
          "FILE:5:5: sources[0].colour is not known here");
    CHECK(world_error("version: 1\nsources:\n  - id: one\n    name: W\n") ==
          "FILE:3:9: sources[0].id must be an integer");
    CHECK(world_error("version: 1\nsources:\n  - id: 1\n") == "FILE:3:5: sources[0].name is missing");
    CHECK(world_error("version: 1\nsources: {}\n") == "FILE:2:1: sources must be a list");
    CHECK(world_error("version: 1\nsettings: {tick: -1}\n") ==
          "FILE:2:18: settings.tick must be between 0 and 31622400");
    CHECK(world_error("version: 99999999999999999999\n") == "FILE:1:10: the number needs more than 64 bits");
    CHECK(world_error("version: .inf\n") == "FILE:1:10: the number is none that JSON can hold");
    CHECK(world_error("version: 1\nversion: 1\n").starts_with("FILE:2:1: "));
    CHECK(world_error("version: [1\n").starts_with("FILE:"));
    CHECK(world_error("version: \"\xff\"\n").starts_with("FILE:1:"));
}

TEST_CASE("a wrong fault file is an error at its line and column") {
    CHECK(fault_error("version: 1\n") == "FILE:1:1: faults is missing");
    CHECK(fault_error("version: 1\nfaults:\n  - GET * html\n  - GET * boom\n") ==
          "FILE:4:5: faults[1] is wrong: fault rule 'GET * boom': 'boom' is not known here");
    CHECK(fault_error("version: 1\nfaults: [5]\n") == "FILE:2:10: faults[0] must be a string");
    CHECK(fault_error("version: 1\nfault: []\n") ==
          "FILE:2:1: fault is not known here; did you mean 'faults'?");
}

TEST_CASE("a world that is not there is an error that says what there is") {
    CHECK_THROWS_WITH(
        static_cast<void>(load_world("refrence")),
        "there is no sandbox world 'refrence': give reference, today, empty, large:N, or the path of a world "
        "file");
    CHECK_THROWS_WITH(static_cast<void>(load_world("no/such.yaml")),
                      "no/such.yaml: cannot be read: No such file or directory");
    CHECK_THROWS_WITH(static_cast<void>(load_world("/tmp")), "/tmp: this is a folder, not a file");
}

TEST_CASE("the settings of a world decide how constants and mappings come back") {
    const scratch_file file{R"({"version": 1,
      "settings": {"constants": "as_sent", "mapping_order": "as_sent", "tick": 0},
      "sources": [{"id": 1, "name": "W", "data_sources": [{"type": "model", "id": 2, "name": "m"}]}],
      "destinations": [{"id": 3, "name": "D", "objects": [{"full_name": "o"}]}]})"};
    const workspace_client client{options_of(file.path())};
    json::object sync{{"operation", "upsert"}};
    sync["source_attributes"] = json::object{{"connection_id", 1}, {"data_source", json::object{{"id", 2}}}};
    sync["destination_attributes"] = json::object{{"connection_id", 3}, {"object", "o"}};
    json::array mappings;
    for (int i = 0; i < 9; ++i) {
        mappings.emplace_back(json::object{{"from", json::object{{"value", i}, {"type", "number"}}},
                                           {"to", "f" + std::to_string(i)},
                                           {"is_primary_identifier", i == 0}});
    }
    sync["mappings"] = mappings;
    const json::value back = client.data("/syncs/" + std::to_string(client.create(sync)));
    for (std::size_t i = 0; i < 9; ++i) {
        CHECK(std::string{back.at("mappings").at(i).at("to").as_string()} == "f" + std::to_string(i));
        CHECK(back.at("mappings").at(i).at("from").at("value") == i);
    }
    // Time stands still, so that a run never ends.
    CHECK(client.ask("POST", "/syncs/1/trigger").status == 200);
    for (int i = 0; i < 5; ++i)
        CHECK(client.data("/syncs/1/sync_runs").at(0).at("status") == "working");
}

TEST_CASE("an object can make runs fail and a run that a file calls working goes on") {
    const scratch_file file{R"({"version": 1,
      "sources": [{"id": 1, "name": "W", "data_sources": [{"type": "model", "id": 2, "name": "m"}]}],
      "destinations": [{"id": 3, "name": "D", "objects": [
        {"full_name": "o", "fail_runs": {"error_code": "X", "error_message": "no"}}]}],
      "syncs": [{"id": 4, "operation": "upsert",
        "source_attributes": {"connection_id": 1, "data_source": {"id": 2}},
        "destination_attributes": {"connection_id": 3, "object": "o"}, "mappings": []},
        {"id": 5, "operation": "upsert",
        "source_attributes": {"connection_id": 1, "data_source": {"id": 2}},
        "destination_attributes": {"connection_id": 3, "object": "o"}, "mappings": []}],
      "sync_runs": [{"id": 9, "sync_id": 5, "status": "working", "created_at": "2021-10-20T00:00:00.000Z"}]})"};
    const workspace_client client{options_of(file.path())};
    CHECK(client.ask("POST", "/syncs/5/trigger").body == R"({"status":"success","data":{"sync_run_id":9}})");
    CHECK(client.ask("POST", "/syncs/4/trigger").status == 200);
    static_cast<void>(client.data("/syncs"));
    static_cast<void>(client.data("/syncs"));
    const json::value run = client.data("/sync_runs/10");
    CHECK(run.at("status") == "failed");
    CHECK(run.at("error_code") == "X");
    CHECK(run.at("error_message") == "no");
}
