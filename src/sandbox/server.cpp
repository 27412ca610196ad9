#include "sandbox/server.hpp"

#include <atomic>
#include <stdexcept>
#include <utility>

#include "sandbox/api.hpp"
#include "sandbox/fault_set.hpp"
#include "sandbox/http_server.hpp"
#include "sandbox/input_error.hpp"
#include "sandbox/state_file.hpp"
#include "sandbox/world_copy.hpp"
#include "sandbox/world_loader.hpp"

namespace censusctl::sandbox {

namespace {

using diagnostics::log_level;

std::vector<fault_rule> read_faults(const server_options& options) {
    std::vector<fault_rule> rules;
    for (const std::string& text : options.faults) {
        rules.push_back(read_fault_rule(text));
    }
    if (!options.fault_file.empty()) {
        for (fault_rule& rule : load_faults(options.fault_file)) {
            rules.push_back(std::move(rule));
        }
    }
    return rules;
}

server_options settled(server_options options) {
    if (options.copy_of) {
        options.api = only(options.copy_of->spoken);
    }
    return options;
}

class workspace_server final : public server {
public:
    explicit workspace_server(server_options options)
        : options_(settled(std::move(options))),
          space_(options_.copy_of ? copy_world(*options_.copy_of) : load_world(options_.world)),
          api_(space_, options_.api, {options_.token, options_.personal_token}),
          faults_(read_faults(options_), options_.api) {
        if (options_.token.empty()) {
            throw input_error{"the sandbox needs a token"};
        }
        for (const std::string& setting : options_.settings) {
            space_.change_setting(setting);
        }
        if (!options_.state_file.empty()) {
            state_ = open_state(options_.state_file, space_);
        }
        http_ = listen_on_loopback(
            options_.port, [this](const request& asked) { return handle(asked); },
            [this](const reply& problem) { note("-", "-", problem.status); });
        port_ = http_->port();
    }

    workspace_server(const workspace_server&) = delete;
    workspace_server& operator=(const workspace_server&) = delete;

    ~workspace_server() override {
        try {
            workspace_server::stop();
        } catch (const std::exception& error) {
            if (options_.log) {
                options_.log(log_level::error, "sandbox stopped badly", {{"error", error.what()}});
            }
        }
    }

    [[nodiscard]] std::uint16_t port() const noexcept override { return port_; }

    [[nodiscard]] std::string base_url() const override {
        for (const generation spoken : {generation::v1, generation::v2, generation::of_2021}) {
            if (speaks(options_.api, spoken)) {
                return base_url(spoken);
            }
        }
        return {};
    }

    [[nodiscard]] std::string base_url(generation spoken) const override {
        return "http://127.0.0.1:" + std::to_string(port_) + std::string(base_path(options_.api, spoken));
    }

    [[nodiscard]] std::uint64_t requests() const noexcept override { return requests_.load(); }

    void stop() override {
        if (http_ != nullptr) {
            http_->stop();
        }
        http_.reset();
        if (const auto state = std::exchange(state_, nullptr)) {
            state->close();
        }
    }

private:
    delivery handle(const request& asked) {
        delivery out = faults_.deliver(
            asked, [&](const request& wanted) { return work_on(wanted); },
            [&](const fault_rule& rule) { act_for_others(rule); });
        note(asked.method, asked.target, out.drop ? 0 : out.answer.status);
        return out;
    }

    void act_for_others(const fault_rule& rule) {
        try {
            if (rule.removes) {
                space_.remove_sync(*rule.removes);
            }
            if (rule.copies) {
                space_.copy_sync(*rule.copies);
            }
        } catch (const std::exception& error) {
            // The state could not be written, so that nothing has changed.
            if (options_.log) {
                options_.log(log_level::error, "sandbox state not written", {{"error", error.what()}});
            }
        }
    }

    reply work_on(const request& asked) {
        try {
            return api_.answer(asked);
        } catch (const std::exception& error) {
            // The state could not be written, so that the request is not done.
            return error_reply(500, error.what());
        }
    }

    /// A status of 0: the connection was dropped.
    void note(const std::string& method, const std::string& target, int status) {
        ++requests_;
        if (options_.log) {
            options_.log(log_level::debug, "sandbox answered",
                         {{"method", method}, {"target", target}, {"status", std::to_string(status)}});
        }
    }

    server_options options_;
    workspace space_;
    api api_;
    fault_set faults_;
    std::unique_ptr<state_file> state_;
    std::atomic<std::uint64_t> requests_{0};
    std::uint16_t port_{0};
    std::unique_ptr<http_server> http_;  // last: its thread uses all the others
};

}  // namespace

std::unique_ptr<server> start_server(server_options options) {
    return std::make_unique<workspace_server>(std::move(options));
}

}  // namespace censusctl::sandbox
