#include "sandbox/state_file.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "sandbox/builtin_worlds.hpp"
#include "unit/sandbox/support/workspace_client.hpp"

using namespace censusctl::sandbox;
using namespace censusctl::sandbox::test;
namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

/// A folder that goes away with the test.
class scratch_folder {
public:
    scratch_folder() {
        std::string name = (fs::temp_directory_path() / "sandbox-state-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            throw std::runtime_error{"cannot make a folder"};
        path_ = name;
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    ~scratch_folder() { fs::remove_all(path_); }

    [[nodiscard]] fs::path state() const { return path_ / "deep" / "state.jsonl"; }

private:
    fs::path path_;
};

server_options options_at(const fs::path& state, const std::string& world = "reference") {
    server_options options = options_of(world);
    options.state_file = state;
    return options;
}

std::string content_of(const fs::path& path) {
    std::ifstream file{path};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string start_error(const server_options& options) {
    try {
        static_cast<void>(start_server(options));
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("syncs and runs and the clock go on in the next process") {
    const scratch_folder folder;
    std::int64_t id = 0;
    json::value sync;
    json::value list;
    {
        const workspace_client client{options_at(folder.state())};
        id = client.create(good_sync());
        sync = client.data("/syncs/" + std::to_string(id));
        CHECK(client.ask("POST", "/syncs/61/trigger").status == 200);
        CHECK(client.data("/syncs/61/sync_runs").at(0).at("status") == "working");
        list = client.data("/syncs");
    }
    const workspace_client client{options_at(folder.state())};
    CHECK(json::serialize(client.data("/syncs/" + std::to_string(id))) == json::serialize(sync));
    CHECK(json::serialize(client.data("/syncs")) == json::serialize(list));
    const json::value run = client.data("/syncs/61/sync_runs").at(0);
    CHECK(run.at("id") == 1234567890);
    CHECK(run.at("status") == "completed");
    CHECK(run.at("created_at") == "2021-11-01T00:00:03.000Z");
    CHECK(client.create(good_sync()) == id + 1);
    // Six requests before, and this is the third of this process and a fourth to look at it.
    CHECK(client.data("/syncs/" + std::to_string(id + 1)).at("created_at") == "2021-11-01T00:00:09.000Z");
}

TEST_CASE("what others removed and copied stays so in the next process") {
    const scratch_folder folder;
    json::value list;
    {
        server_options options = options_at(folder.state());
        options.faults = {"GET /syncs removes=60 copies=61 times=1"};
        const workspace_client client{options};
        list = client.data("/syncs");
    }
    CHECK(list.as_array().size() == 3);
    const workspace_client client{options_at(folder.state())};
    CHECK(json::serialize(client.data("/syncs")) == json::serialize(list));
    CHECK(client.ask("GET", "/syncs/60").status == 404);
}

TEST_CASE("a failing run still fails in the next process") {
    const scratch_folder folder;
    {
        const workspace_client client{options_at(folder.state())};
        json::object sync = good_sync();
        sync["source_attributes"].as_object()["data_source"] = json::object{{"id", 33}};
        sync["mappings"].as_array()[0].as_object()["from"] = "USER_ID";
        const std::int64_t id = client.create(sync);
        CHECK(client.ask("POST", "/syncs/" + std::to_string(id) + "/trigger").status == 200);
    }
    const workspace_client client{options_at(folder.state())};
    static_cast<void>(client.data("/syncs"));
    static_cast<void>(client.data("/syncs"));
    CHECK(client.data("/sync_runs/1234567890").at("status") == "failed");
    CHECK(client.data("/sync_runs/1234567890").at("error_code") == "JSON_ARRAY_ERROR");
}

TEST_CASE("what was promised is in the file before the process ends") {
    const scratch_folder folder;
    const workspace_client client{options_at(folder.state())};
    const std::int64_t id = client.create(good_sync());
    CHECK(content_of(folder.state()).find("\"sync_id\":" + std::to_string(id)) != std::string::npos);
}

TEST_CASE("a last line that was torn off is dropped and the rest stays") {
    const scratch_folder folder;
    {
        const workspace_client client{options_at(folder.state())};
        static_cast<void>(client.create(good_sync()));
        static_cast<void>(client.create(good_sync()));
    }
    const std::string whole = content_of(folder.state());
    // Every length at which a write can have been torn, from behind the first line.
    const std::size_t first_end = whole.find('\n', whole.find("\"sync\":"));
    for (std::size_t size = first_end + 1; size < whole.size(); size += 97) {
        std::ofstream{folder.state(), std::ios::trunc} << whole.substr(0, size);
        const workspace_client client{options_at(folder.state())};
        const std::size_t syncs = client.data("/syncs").as_array().size();
        CHECK(syncs >= 4);
        CHECK(client.data("/syncs/4545").at("label") == "Users");
        CHECK(client.create(good_sync()) == 4545 + static_cast<std::int64_t>(syncs) - 3);
    }
}

TEST_CASE("a broken line in the middle is an error with its number") {
    const scratch_folder folder;
    {
        const workspace_client client{options_at(folder.state())};
        static_cast<void>(client.create(good_sync()));
    }
    const std::string whole = content_of(folder.state());
    const std::size_t at = whole.find('\n') + 1;
    std::ofstream{folder.state(), std::ios::trunc} << whole.substr(0, at) + "garbage\n" + whole.substr(at);
    CHECK(start_error(options_at(folder.state())) ==
          "sandbox state " + folder.state().string() +
              ": line 2: is not JSON; delete the file to start anew, or give another one");
}

TEST_CASE("a state belongs to one world") {
    const scratch_folder folder;
    { const workspace_client client{options_at(folder.state())}; }
    CHECK(start_error(options_at(folder.state(), "empty")) ==
          "sandbox state " + folder.state().string() +
              ": it was made with the world 'reference', not 'empty'; delete the file to start anew, or give "
              "another one");
}

TEST_CASE("a file that is not a state is left alone") {
    const scratch_folder folder;
    fs::create_directories(folder.state().parent_path());
    for (const std::string text : {"my notes\n", "{}\n", "[1]\n", "\n"}) {
        std::ofstream{folder.state(), std::ios::trunc} << text;
        CHECK(start_error(options_at(folder.state())) ==
              "sandbox state " + folder.state().string() +
                  ": this is not a state of the sandbox; give another file, or delete this one");
        CHECK(content_of(folder.state()) == text);
    }
}

TEST_CASE("two processes cannot have the same state") {
    const scratch_folder folder;
    const workspace_client client{options_at(folder.state())};
    CHECK(start_error(options_at(folder.state())) ==
          "sandbox state " + folder.state().string() +
              ": another process is using it; wait for that one to end, or give another file");
    client.server().stop();
    CHECK(start_error(options_at(folder.state())) == "no error");
}

TEST_CASE("the file does not grow with each process that only reads") {
    const scratch_folder folder;
    for (int i = 0; i < 200; ++i) {
        const workspace_client client{options_at(folder.state(), "empty")};
        static_cast<void>(client.data("/syncs"));
    }
    const std::string text = content_of(folder.state());
    CHECK(std::count(text.begin(), text.end(), '\n') < 80);
}

TEST_CASE("a folder that cannot be written is an error that names the file") {
    CHECK(start_error(options_at("/proc/sandbox/state"))
              .starts_with("sandbox state /proc/sandbox/state: cannot "));
}

TEST_CASE("a thousand creates beside ten thousand syncs are quick") {
    const scratch_folder folder;
    const workspace_client client{options_at(folder.state(), "large:10000")};
    json::object sync = good_sync();
    sync["source_attributes"] = json::object{{"connection_id", 1}, {"data_source", json::object{{"id", 1}}}};
    sync["destination_attributes"] = json::object{{"connection_id", 1}, {"object", "user"}};
    sync["mappings"] =
        json::array{json::object{{"from", "COLUMN_0"}, {"to", "field_0"}, {"is_primary_identifier", true}}};
    const auto before = std::chrono::steady_clock::now();
    for (int i = 0; i < 1000; ++i)
        static_cast<void>(client.create(sync));
    // Generous, for slow machines and sanitizers: writing the whole state each time would take minutes.
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds{30});
    CHECK(client.data("/syncs?per_page=1").at(0).at("id") == 11000);
}
