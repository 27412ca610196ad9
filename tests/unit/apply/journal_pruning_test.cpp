#include "apply/journal_pruning.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "apply/journal.hpp"
#include "plan/fingerprint.hpp"
#include "support/temporary_folder.hpp"
#include "unit/apply/fake_service.hpp"

using namespace censusctl;
namespace fs = std::filesystem;
using apply::outcome;

namespace {

/// Applies to workspaces, one a second, each closed.
class history {
public:
    /// The name of the journal of an apply of `changes`, of which the first has this outcome.
    std::string apply(const std::string& workspace, std::vector<plan::change> changes, outcome first) {
        plan::plan todo;
        todo.workspace.base_url = "https://app.getcensus.com/api/v1";
        todo.workspace.api = "v1";
        todo.workspace.environment = workspace;
        todo.changes = std::move(changes);
        todo.declared.emplace_back().key = "A";
        todo.id = plan::content_id(todo);
        return write("apply", todo, first);
    }

    /// A command that says nothing of what is declared.
    void trigger(int times) {
        for (int count = 0; count < times; ++count) {
            static_cast<void>(write("trigger", {}, outcome::done));
        }
    }

    [[nodiscard]] bool has(const std::string& name) const { return fs::exists(here_.path / name); }
    [[nodiscard]] std::size_t size() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(here_.path), {}));
    }

private:
    std::string write(const std::string& command, const plan::plan& todo, outcome first) {
        std::string name;
        {
            apply::journal record(here_.path, command, todo, {}, now_ += std::chrono::seconds(1));
            for (const fs::directory_entry& entry : fs::directory_iterator(here_.path)) {
                name = entry.path().extension() == ".jsonl" ? entry.path().filename().string() : name;
            }
            if (!todo.changes.empty()) {
                apply::action_result ended;
                ended.change = &todo.changes.front();
                ended.outcome = first;
                record.ended(ended);
            }
            record.close(true);
        }
        return name + ".closed";
    }

    test::temporary_folder here_;
    apply::wall_time now_{std::chrono::seconds(1'763'946'123)};
};

std::vector<plan::change> update() {
    return {test::update_of("A", 7)};
}

}  // namespace

TEST_CASE("of triggers alone the newest twenty are kept") {
    history past;
    past.trigger(30);
    CHECK(past.size() == 20);
}

TEST_CASE("the last apply to each workspace that went well is kept, whatever came after it") {
    history past;
    const std::string replaced = past.apply("staging", update(), outcome::done);
    const std::string staging = past.apply("staging", update(), outcome::done);
    const std::string prod = past.apply("prod", {}, outcome::done);
    past.trigger(40);
    CHECK_FALSE(past.has(replaced));
    CHECK(past.has(staging));
    CHECK(past.has(prod));
    CHECK(past.size() == 22);
}

TEST_CASE("with it are kept the later ones that were to change syncs, until one goes well") {
    history past;
    const std::string good = past.apply("", update(), outcome::done);
    const std::string bad = past.apply("", update(), outcome::failed);
    const std::string of_a_run = past.apply("", {test::trigger_of("A", 7)}, outcome::failed);
    past.trigger(40);
    CHECK(past.has(good));
    CHECK(past.has(bad));
    CHECK_FALSE(past.has(of_a_run));
    const std::string next = past.apply("", update(), outcome::done);
    past.trigger(40);
    CHECK_FALSE(past.has(good));
    CHECK_FALSE(past.has(bad));
    CHECK(past.has(next));
}

TEST_CASE("there is a bound on all of them") {
    history past;
    for (int count = 0; count < 80; ++count) {
        static_cast<void>(past.apply("", update(), outcome::failed));
    }
    CHECK(past.size() == 60);
}
